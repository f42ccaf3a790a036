#!/usr/bin/env python3
"""Writes the vectors that the tests compare with: what tiktoken says of a few hundred texts, one JSON object a line.

    python3 -m venv /tmp/tiktoken && /tmp/tiktoken/bin/pip install -r scripts/tokenizers/requirements.txt
    /tmp/tiktoken/bin/python scripts/tokenizers/make_vectors.py [ORIGINALS] > Tests/LLMCallbacksTokenizersTests/Vectors/tiktoken.jsonl

ORIGINALS is a folder with cl100k_base.tiktoken and o200k_base.tiktoken; without it tiktoken downloads them.
"""

import json
import sys

import reference
import texts

ENCODINGS = ["cl100k_base", "o200k_base"]


def main() -> None:
    if len(sys.argv) > 1:
        reference.load_from(sys.argv[1])
    samples = list(texts.TRAPS)
    samples += [f"{first}{second}" for first in texts.TRAPS[::3] for second in texts.TRAPS[1::7]]
    samples += texts.texts(seed=6, count=250, longest=40)
    for name in ENCODINGS:
        for text, pieces in zip(samples, reference.pieces(name, samples)):
            vector = {
                "encoding": name,
                "text": text,
                "ids": reference.ids(name, text),
                "pieces": pieces,
                "counts": reference.counts(name, text),
            }
            print(json.dumps(vector, separators=(",", ":")))


if __name__ == "__main__":
    main()
