"""What tiktoken says of texts: ids, pieces, and the count of every beginning."""

import base64
import functools
import os
import pathlib

import tiktoken
from tiktoken_ext import openai_public

# Of families that tiktoken itself does not name. https://huggingface.co/Qwen/Qwen-7B, tokenization_qwen.py;
# https://github.com/meta-llama/llama3, llama/tokenizer.py
PATTERNS = {
    name: r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|"
    + numbers
    + r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
    for name, numbers in {"qwen": r"\p{N}", "llama3": r"\p{N}{1,3}"}.items()
}


FOLDERS: list[pathlib.Path] = []


def load_from(folder: str) -> None:
    """Reads the originals from a folder instead of the network: cl100k_base.tiktoken and so on."""

    def load(url: str, expected_hash: str | None = None) -> dict[bytes, int]:
        data = pathlib.Path(folder, os.path.basename(url)).read_bytes()
        assert tiktoken.load.check_hash(data, expected_hash or "")
        return ranks(data)

    openai_public.load_tiktoken_bpe = load
    FOLDERS.append(pathlib.Path(folder))


def ranks(data: bytes) -> dict[bytes, int]:
    return {base64.b64decode(token): int(rank) for token, rank in map(bytes.split, data.splitlines())}


@functools.cache
def encoding(name: str) -> tiktoken.Encoding:
    if name not in PATTERNS:
        return tiktoken.get_encoding(name)
    vocabulary = ranks((FOLDERS[-1] / f"{name}.tiktoken").read_bytes())
    return tiktoken.Encoding(name, pat_str=PATTERNS[name], mergeable_ranks=vocabulary, special_tokens={})


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
