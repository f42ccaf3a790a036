"""Texts of one kind each to measure speed with: a megabyte of prose, of code, of Chinese, of spaces.

Prose and code are this repository's own. Texts in other scripts are words of the vocabulary that stand in that script alone,
the common ones often, as words are in texts (Zipf's law); so they need no text from elsewhere, and are the same every time.
"""

import pathlib
import random
from collections.abc import Callable

import reference

ROOT = pathlib.Path(__file__).parents[2]


def own(*patterns: str) -> str:
    """The files of this repository that match, one after another."""
    paths = sorted(path for pattern in patterns for path in ROOT.glob(pattern))
    return "\n".join(path.read_text() for path in paths)


def words(first: int, last: int, marks: str, join: str = "", seed: int = 6, size: int = 1_000_000) -> str:
    """Words of the scalars from first to last, with a mark after every ninth or so."""
    vocabulary = reference.encoding("o200k_base")
    known: list[str] = []
    for rank in range(256, 199_998):
        word = vocabulary.decode([rank]).strip(" ")
        if word and all(first <= ord(scalar) <= last for scalar in word):
            known.append(word)
    weights = [1 / place for place in range(10, len(known) + 10)]
    source = random.Random(seed)
    text: list[str] = []
    for word in source.choices(known, weights, k=size // 4):
        text.append(word + (source.choice(marks) if source.random() < 0.11 else join))
    return cut("".join(text), size)


def drawn(letters: str, size: int = 1_000_000, seed: int = 6) -> str:
    """Letters in no order."""
    return "".join(random.Random(seed).choices(letters, k=size))


def scalars(size: int = 1_000_000, seed: int = 6) -> str:
    """Scalars of all kinds in no order."""
    source = random.Random(seed)
    kinds = [(0x20, 0x7E), (0xA0, 0x24F), (0x370, 0x5FF), (0x900, 0xDFF), (0x2000, 0x2BFF), (0x4E00, 0x9FFF), (0x1F300, 0x1FAFF)]
    return cut("".join(chr(source.randint(*source.choice(kinds))) for _ in range(size // 2)), size)


def cut(text: str, size: int) -> str:
    return text.encode()[:size].decode(errors="ignore")


LETTERS = "abcdefghijklmnopqrstuvwxyz"
ALPHABET = LETTERS + LETTERS.upper() + "0123456789+/"

MAKERS: dict[str, Callable[[], str]] = {
    "prose": lambda: cut(own("*.md", "Docs/**/*.md") * 20, 1_000_000),
    "code": lambda: cut(own("Sources/LLMCallbacks/**/*.swift", "Sources/LLMCallbacksOpenAI/**/*.swift") * 4, 1_000_000),
    "chinese": lambda: words(0x4E00, 0x9FFF, "\uff0c\u3002\u3001\uff01"),
    "japanese": lambda: words(0x3040, 0x9FFF, "\u3001\u3002"),
    "korean": lambda: words(0xAC00, 0xD7A3, ",.", " "),
    "russian": lambda: words(0x400, 0x4FF, ",.", " "),
    "arabic": lambda: words(0x600, 0x6FF, "\u060c.", " "),
    "hindi": lambda: words(0x900, 0x97F, "\u0964", " "),
    "emoji": lambda: words(0x1F300, 0x1FAFF, " \n"),
    "any scalars": scalars,
    "Chinese without marks": lambda: words(0x4E00, 0x9FFF, "\u4e00"),
    "capitals": lambda: drawn(LETTERS.upper()),
    "letters": lambda: drawn(LETTERS),
    "base64": lambda: drawn(ALPHABET),
    "digits": lambda: drawn("0123456789"),
    "hexadecimal": lambda: drawn("0123456789abcdef"),
    "white space": lambda: drawn(" \n\t"),
    # tiktoken panics from a million on: https://github.com/openai/tiktoken/issues/15
    "spaces": lambda: " " * 999_000,
    "line feeds": lambda: "\n" * 999_000,
    "tabs": lambda: "\t" * 999_000,
    "one letter": lambda: "a" * 1_000_000,
    "one sign": lambda: "-" * 1_000_000,
    "signs": lambda: drawn("=-+*/<>!&|.,;:"),
}
