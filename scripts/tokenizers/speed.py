#!/usr/bin/env python3
"""Measures how fast texts of many kinds are counted, here and by tiktoken, in turns: see `corpora.py` for the texts.

    swift build -c release --package-path Benchmarks --product TokenSpeed
    /tmp/tiktoken/bin/python scripts/tokenizers/speed.py Benchmarks/.build/release/TokenSpeed /tmp/originals

`compare.py` says how to come by /tmp/tiktoken and /tmp/originals. Everything is time of the processor in one thread, the best of
the rounds; on a machine that others use, the ratio says more than the speed. tiktoken has no count: it makes the tokens.
"delta" is one append of five bytes to a streaming counter, and asking for the count. A megabyte is 1,000,000 bytes.

Ends with 1 if a goal is missed: prose and code three times as fast as tiktoken, all else as fast, a delta below 500 ns.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import corpora
import reference

ENCODINGS = ["cl100k_base", "o200k_base"]
GOALS = {"prose": 3.0, "code": 3.0}
LONGEST_DELTA = 500


class Here:
    """The program that times this library."""

    def __init__(self, path: str) -> None:
        self.process = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)

    def round(self, encoding: str, path: pathlib.Path) -> dict:
        self.process.stdin.write(f"{encoding}\t{path}\n")
        return json.loads(self.process.stdout.readline())


def tiktoken_round(encoding: str, text: str) -> tuple[int, float]:
    start = time.thread_time()
    tokens = len(reference.encoding(encoding).encode_ordinary(text))
    return tokens, time.thread_time() - start


def measure(here: Here, encoding: str, path: pathlib.Path, rounds: int) -> dict:
    text = path.read_bytes().decode()
    best = {"tiktoken": float("inf"), "count": float("inf"), "encode": float("inf"), "delta": float("inf")}
    for _ in range(rounds):
        expected, seconds = tiktoken_round(encoding, text)
        told = here.round(encoding, path)
        assert told["tokens"] == expected, f"{path.stem}: tiktoken counts {expected}, here {told['tokens']}"
        best["tiktoken"] = min(best["tiktoken"], seconds)
        for key in ("count", "encode", "delta"):
            best[key] = min(best[key], told[key])
    size = len(text.encode()) / 1e6
    return {key: size / best[key] for key in ("tiktoken", "count", "encode")} | {"delta": best["delta"] * 1e9}


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures this library beside tiktoken.")
    parser.add_argument("program")
    parser.add_argument("originals")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--texts", help="names of texts, with commas between them")
    arguments = parser.parse_args()
    reference.load_from(arguments.originals)
    here = Here(arguments.program)
    names = arguments.texts.split(",") if arguments.texts else list(corpora.MAKERS)
    missed = 0
    print("| encoding | text | tiktoken MB/s | count MB/s | encode MB/s | count : tiktoken | delta ns |")
    print("|---|---|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            path = pathlib.Path(folder, name)
            path.write_bytes(corpora.MAKERS[name]().encode())
            for encoding in ENCODINGS:
                speed = measure(here, encoding, path, arguments.rounds)
                ratio = speed["count"] / speed["tiktoken"]
                is_missed = ratio < GOALS.get(name, 1.0) or speed["delta"] >= LONGEST_DELTA
                missed += is_missed
                columns = [speed["tiktoken"], speed["count"], speed["encode"], ratio]
                cells = " | ".join(f"{column:.1f}" for column in columns)
                print(f"| {encoding} | {name} | {cells} | {speed['delta']:.0f} |{' missed' if is_missed else ''}", flush=True)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
