"""Measures, prints a table, and writes everything as JSON if a file is given."""

import argparse
import json
import os
import platform
import sys
from importlib.metadata import version

from . import contenders, contest, decoding
from .load import expected

CONSUMERS = [0, 1, 2, 4, 8, 64]
PACKAGES = ["langchain-core", "langchain-classic", "openai", "tiktoken"]


def processor() -> str:
    try:
        with open("/proc/cpuinfo") as lines:
            return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.machine()


def measure(turns: int) -> dict:
    rows: dict[str, list] = {name: [] for name in contenders.CONTENDERS}
    for consumers in CONSUMERS:
        print(f"measuring {consumers} consumers", file=sys.stderr)
        for name, cell in contest.cells(consumers, turns).items():
            rows[name].append(cell)
    return {
        "machine": {
            "processor": processor(),
            "cores": os.cpu_count(),
            "load": os.getloadavg()[0],
            "python": platform.python_version(),
            "packages": {name: version(name) for name in PACKAGES},
        },
        "round": expected(1),
        "rows": [{"name": name, "cells": cells} for name, cells in rows.items()],
        "work": [
            {"name": name, "unit": unit, "nanoseconds": contest.work(measure, turns)}
            for (name, unit), measure in decoding.WORK.items()
        ],
    }


def show(result: dict) -> None:
    print("nanoseconds a token, the least of the turns".ljust(48) + "".join(f"{n:>10}" for n in CONSUMERS))
    for row in result["rows"]:
        print(row["name"].ljust(48) + "".join(f"{cell['nanoseconds']['least']:>10.0f}" for cell in row["cells"]))
    for work in result["work"]:
        print(f"{work['name']}, a {work['unit']}".ljust(48) + f"{work['nanoseconds']['least']:>10.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="run", description=__doc__)
    parser.add_argument("--turns", type=int, default=20)
    parser.add_argument("--json", metavar="FILE")
    options = parser.parse_args()
    result = measure(max(1, options.turns))
    show(result)
    if options.json:
        with open(options.json, "w") as file:
            json.dump(result, file, indent=1, ensure_ascii=False)
            file.write("\n")


main()
