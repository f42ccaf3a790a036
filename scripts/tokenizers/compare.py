#!/usr/bin/env python3
"""Compares `llmcallbacks tokens` with tiktoken, on texts that nobody has seen before: ids, pieces, and the count after every scalar.

    python3 -m venv /tmp/tiktoken && /tmp/tiktoken/bin/pip install -r scripts/tokenizers/requirements.txt
    scripts/tokenizers/restore_vocabulary.py /tmp/originals
    /tmp/tiktoken/bin/python scripts/tokenizers/compare.py .build/release/llmcallbacks /tmp/originals --texts 5000 --seed 1

With --encodings p50k_base,qwen it compares vocabularies that are read from files, ORIGINALS/p50k_base.tiktoken and so on.

The texts are made anew from the seed (`texts.py`): all scripts, all that patterns look at, in every order; some are long, some are
one scalar repeated, some are bytes that are no UTF-8. Prints what differs, and ends with 1 if anything does.
"""

import argparse
import json
import random
import subprocess
import sys
from collections.abc import Iterator

import reference
import texts

EMBEDDED = ["cl100k_base", "o200k_base"]


def samples(seed: int, count: int) -> Iterator[str]:
    source = random.Random(seed)
    for number in range(count):
        kind = number % 20
        if kind == 0:
            yield texts.part(source)[:1] * source.randint(1, 600)
        elif kind == 1:
            yield texts.text(source, longest=800)
        elif kind == 2:
            yield bytes(source.choices(range(256), k=source.randint(1, 40))).decode(errors="replace")
        else:
            yield texts.text(source, longest=60)


def answers(tool: str, arguments: list[str], lines: list[str]) -> list[dict]:
    """The tool's answers to lines, with the options that are given."""
    questions = "\n".join(lines).encode()
    run = subprocess.run([tool, "tokens", "--jsonl", *arguments], input=questions, stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in run.stdout.split(b"\n") if line]


def differences(name: str, batch: list[str], told: list[dict]) -> Iterator[str]:
    if len(told) != len(batch):
        yield f"{len(batch)} texts have {len(told)} answers"
    for text, pieces, answer in zip(batch, split(name, batch), told):
        ids = reference.ids(name, text)
        expected = {"count": len(ids), "ids": ids, "counts": reference.counts(name, text)}
        if pieces is not None:
            expected["pieces"] = pieces
        for key, value in expected.items():
            if answer.get(key) != value:
                yield f"{name} {key} of {text!r}: tiktoken {value}, here {answer.get(key)}"


def split(name: str, batch: list[str]) -> list[list[str] | None]:
    """The pieces of texts; of long ones they would take too long to find."""
    short = [text for text in batch if len(text) <= 80]
    pieces = iter(reference.pieces(name, short))
    return [next(pieces) if len(text) <= 80 else None for text in batch]


def main() -> None:
    parser = argparse.ArgumentParser(description="Compares llmcallbacks tokens with tiktoken.")
    parser.add_argument("tool")
    parser.add_argument("originals")
    parser.add_argument("--encodings", default=",".join(EMBEDDED))
    parser.add_argument("--texts", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    reference.load_from(arguments.originals)
    everything = list(samples(arguments.seed, arguments.texts))
    found = 0
    names = arguments.encodings.split(",")
    for name in names:
        file = [] if name in EMBEDDED else ["--vocabulary", f"{arguments.originals}/{name}.tiktoken"]
        for start in range(0, len(everything), 200):
            batch = everything[start : start + 200]
            lines = [json.dumps({"text": text} if file else {"text": text, "encoding": name}) for text in batch]
            told = answers(arguments.tool, ["--pieces", "--stream", *file], lines)
            for difference in differences(name, batch, told):
                found += 1
                print(difference)
    scalars = sum(map(len, everything))
    print(f"{len(everything)} texts, {scalars} scalars, {len(names)} encodings: {found} differences")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
