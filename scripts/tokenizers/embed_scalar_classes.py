#!/usr/bin/env python3
"""Makes the table of scalar classes by asking tiktoken's own engine about every Unicode scalar.

    python3 -m venv /tmp/tiktoken && /tmp/tiktoken/bin/pip install -r scripts/tokenizers/requirements.txt
    /tmp/tiktoken/bin/python scripts/tokenizers/embed_scalar_classes.py Sources/CTokenizerData/scalar_classes.table

What a letter, a mark or a number is depends on the version of Unicode. The standard library's answers change with its
version, on Apple platforms with that of the system; counts have to be tiktoken's everywhere.

The table has two stages: for each block of 128 scalars one byte, the number of a row (8,704 bytes); then the rows, a byte a
scalar, each of the classes below.
"""

import sys

import tiktoken

BLOCK = 128
# In the order of `ScalarClass`; what none matches is 0, other. Every scalar matches at most one.
CLASSES = [
    r"[\p{Lu}\p{Lt}]",
    r"\p{Ll}",
    r"[\p{Lm}\p{Lo}]",
    r"\p{M}",
    r"\p{N}",
    r"[\r\n]",
    r"[\s&&[^\r\n]]",
]


def matches(pattern: str, text: str) -> str:
    """What a pattern matches of a text, one after another, with the engine that splits for tiktoken."""
    single_bytes = {bytes([byte]): byte for byte in range(256)}
    engine = tiktoken.Encoding("", pat_str=pattern, mergeable_ranks=single_bytes, special_tokens={})
    return engine.decode(engine.encode_ordinary(text))


def classify() -> bytearray:
    scalars = [value for value in range(0x110000) if not 0xD800 <= value <= 0xDFFF]
    text = "".join(map(chr, scalars))
    classes = bytearray(0x110000)
    for number, pattern in enumerate(CLASSES, start=1):
        matched = matches(pattern, text)
        for scalar in map(ord, matched):
            assert classes[scalar] == 0, f"U+{scalar:04X} is in two classes"
            classes[scalar] = number
        print(f"{number} {pattern}: {len(matched)}")
    return classes


def two_stages(classes: bytearray) -> bytes:
    rows: dict[bytes, int] = {}
    index = bytearray()
    for start in range(0, len(classes), BLOCK):
        index.append(rows.setdefault(bytes(classes[start : start + BLOCK]), len(rows)))
    return bytes(index) + b"".join(rows)


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: embed_scalar_classes.py TABLE")
    table = two_stages(classify())
    with open(sys.argv[1], "wb") as file:
        file.write(table)
    print(f"{sys.argv[1]}: {len(table)} bytes, with tiktoken {tiktoken.__version__}")


if __name__ == "__main__":
    main()
