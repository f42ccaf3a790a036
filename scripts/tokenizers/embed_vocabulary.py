#!/usr/bin/env python3
"""Makes the embedded form of a vocabulary from its .tiktoken file. Needs nothing but Python.

    scripts/tokenizers/embed_vocabulary.py cl100k_base.tiktoken Sources/CTokenizerData/cl100k_base.pairs

A .tiktoken file has a line a token: its bytes in base64, a space, its rank. Each token of two or more bytes is the merge
of two tokens of lower rank, and byte-pair encoding of its bytes ends with exactly these two. So the pair says what the
token is, in fewer bytes, and is what an encoder looks up anyway.

The embedded form: the 256 tokens of one byte in the order of their ranks, 0 to 255; then for each further rank, in order,
its left and its right part as ranks, each as an unsigned LEB128 number. Nothing is compressed.

The file must have the hash that tiktoken pins for it; another file can be embedded after its hash was added here.
"""

import base64
import hashlib
import sys

# tiktoken 0.14.0, tiktoken_ext/openai_public.py
PINNED = {
    "cl100k_base": "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
    "o200k_base": "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
}


def read_ranks(data: bytes) -> dict[bytes, int]:
    lines = (line.split() for line in data.splitlines() if line)
    return {base64.b64decode(token): int(rank) for token, rank in lines}


def last_merge(token: bytes, ranks: dict[bytes, int]) -> list[bytes]:
    """The parts that byte-pair encoding has made of a token before its last merge."""
    limit = ranks[token]
    parts = [token[i : i + 1] for i in range(len(token))]
    while len(parts) > 2:
        candidates = [(ranks.get(parts[i] + parts[i + 1], limit), i) for i in range(len(parts) - 1)]
        rank, i = min(candidates)
        if rank >= limit:
            break
        parts[i : i + 2] = [parts[i] + parts[i + 1]]
    return parts


def varint(value: int) -> bytes:
    encoded = bytearray()
    while value >= 0x80:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)


def embedded_form(ranks: dict[bytes, int]) -> bytes:
    tokens = sorted(ranks, key=ranks.__getitem__)
    if [ranks[token] for token in tokens] != list(range(len(tokens))):
        sys.exit("the ranks have gaps: this form cannot hold them")
    if any(len(token) != 1 for token in tokens[:256]):
        sys.exit("the first 256 tokens are not the bytes: this form cannot hold them")
    form = bytearray(b"".join(tokens[:256]))
    for token in tokens[256:]:
        parts = last_merge(token, ranks)
        if len(parts) != 2 or any(ranks[part] >= ranks[token] for part in parts):
            sys.exit(f"{token!r} is no merge of two tokens before it: this form cannot hold it")
        form += varint(ranks[parts[0]]) + varint(ranks[parts[1]])
    return bytes(form)


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit("usage: embed_vocabulary.py ORIGINAL EMBEDDED")
    data = open(sys.argv[1], "rb").read()
    digest = hashlib.sha256(data).hexdigest()
    if digest not in PINNED.values():
        sys.exit(f"{sys.argv[1]} is none of the files that tiktoken pins: its SHA-256 is {digest}")
    form = embedded_form(read_ranks(data))
    with open(sys.argv[2], "wb") as file:
        file.write(form)
    print(f"{sys.argv[2]}: {len(form)} bytes; the original has SHA-256 {digest}")


if __name__ == "__main__":
    main()
