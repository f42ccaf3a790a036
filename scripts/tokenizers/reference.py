"""What tiktoken says of texts: ids, pieces, and the count of every beginning."""

import base64
import functools
import os
import pathlib

import tiktoken
from tiktoken_ext import openai_public


def load_from(folder: str) -> None:
    """Reads the originals from a folder instead of the network: cl100k_base.tiktoken, o200k_base.tiktoken."""

    def load(url: str, expected_hash: str | None = None) -> dict[bytes, int]:
        data = pathlib.Path(folder, os.path.basename(url)).read_bytes()
        assert tiktoken.load.check_hash(data, expected_hash or "")
        return {base64.b64decode(token): int(rank) for token, rank in map(bytes.split, data.splitlines())}

    openai_public.load_tiktoken_bpe = load


@functools.cache
def encoding(name: str) -> tiktoken.Encoding:
    return tiktoken.get_encoding(name)


def ids(name: str, text: str) -> list[int]:
    return encoding(name).encode_ordinary(text)


def counts(name: str, text: str) -> list[int]:
    """The number of tokens of the text after each scalar."""
    return [len(ids(name, text[:end])) for end in range(1, len(text) + 1)]


def pieces(name: str, texts: list[str]) -> list[list[str]]:
    """The pieces that tiktoken's engine splits texts into. For short texts: their length counts squared.

    tiktoken does not tell pieces. But a piece that is a token is that token; so with a vocabulary of all parts of the
    texts every piece is one.
    """
    ranks = {bytes([byte]): byte for byte in range(256)}
    for text in texts:
        for start in range(len(text)):
            for end in range(start + 1, len(text) + 1):
                ranks.setdefault(text[start:end].encode(), len(ranks))
    engine = tiktoken.Encoding("", pat_str=encoding(name)._pat_str, mergeable_ranks=ranks, special_tokens={})
    return [[part.decode() for part in engine.decode_tokens_bytes(engine.encode_ordinary(text))] for text in texts]
