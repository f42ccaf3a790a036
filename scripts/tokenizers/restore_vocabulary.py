#!/usr/bin/env python3
"""Makes the original .tiktoken file of a vocabulary from its embedded form: what `embed_vocabulary.py` does, undone.

    scripts/tokenizers/restore_vocabulary.py FOLDER

writes FOLDER/cl100k_base.tiktoken and FOLDER/o200k_base.tiktoken, to the byte what tiktoken downloads. The other scripts here
take that folder, so that none of them needs the network once tiktoken is installed.
"""

import base64
import hashlib
import pathlib
import sys
from collections.abc import Iterator

from embed_vocabulary import PINNED

EMBEDDED = pathlib.Path(__file__).parents[2] / "Sources" / "CTokenizerData"


def numbers(form: bytes) -> Iterator[int]:
    """The unsigned LEB128 numbers of bytes."""
    value = shift = 0
    for byte in form:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield value
            value = shift = 0


def tokens(form: bytes) -> list[bytes]:
    """The tokens of an embedded vocabulary in the order of their ranks."""
    made = [form[rank : rank + 1] for rank in range(256)]
    parts = numbers(form[256:])
    for left, right in zip(parts, parts):
        made.append(made[left] + made[right])
    return made


def restore(name: str, folder: pathlib.Path) -> pathlib.Path:
    """Writes the original of a vocabulary into a folder, if it is not there."""
    path = folder / f"{name}.tiktoken"
    if path.exists():
        return path
    form = (EMBEDDED / f"{name}.pairs").read_bytes()
    original = b"".join(base64.b64encode(token) + b" %d\n" % rank for rank, token in enumerate(tokens(form)))
    if hashlib.sha256(original).hexdigest() != PINNED[name]:
        sys.exit(f"{name}.pairs is not the form of the file that tiktoken pins")
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(original)
    return path


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: restore_vocabulary.py FOLDER")
    for name in PINNED:
        print(restore(name, pathlib.Path(sys.argv[1])))


if __name__ == "__main__":
    main()
