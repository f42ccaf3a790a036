"""Random texts that are hard to split: of many scripts, with all that patterns look at, made anew from a seed."""

import random

# Each of these is a rule of some pattern, or a trap that an implementation fell into.
TRAPS = [
    "don't", "DON'T", "we'red", "it's's", "'sample", "'DB", "\u2019DD", "it'\u017fx", "'ll", "'LL", "'lL", "'re", "'Ve", "'r", "'v",
    "'l", "x'", "''s", "'''", "  123", "\t!", " !", "\u00a0Hello", "\n\u0301", "x\n\n   y", "x\n\n   ", " \n \n  ", "\r\n", "\r\n\r\n",
    "\x0b\x0c\x85", "\x1c=P", "\u180e\u200b\ufeff\u2060", "\u200b'M", " \u2028DC", "\u2029", ";\n//x", ")\n/'", "//\n/!", "/\r\n/",
    "AB\u6587CD", "\u6587A", "\u6587Ab", "\u6587A's", "AB\u6587'S", "AB'RE", "AB'Rx", "aB'v", "\u0301ABC", "\u0301ABCd", "!\u0301a",
    "!!\u0301a", " \u0301", " \u0301\u0301x", "\u0928\u092e\u0938\u094d\u0924\u0947", "\u01c5a", "\u02b0A", "\u00bd\u2163\u2460", "1234567",
    "12a34", " 1 2", "\u0660\u0661\u0662\u0663", "e\u0301", "\u00e9", "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35", "\u05e9\u05b8\u05dc",
    "<|endoftext|>", "<|im_start|>", "\U0001f600", "\U0001f469\u200d\U0001f469\u200d\U0001f467", "\U0001f1e9\U0001f1ea", "\u0295",
    "\ufffd", "\x00", "\x7f", "a\u0300\u0301", "\u1e9e\u00df", "\ua7d6\ua7d7", "\U000105d2", "    if (x) {\n        return;\n    }\n",
    "https://example.com/a/b?c=d", "----------", "==== ", "\t\t\t", "          ", "\n\n\n\n", "......", "aaaaaaaaaaaa", "HTTPServer",
    "camelCaseWord", "snake_case_word", "\u3053\u3093\u306b\u3061\u306f", "\uc548\ub155\ud558\uc138\uc694", "\u041f\u0440\u0418\u0432\u0435\u0442",
    "\u0645\u0631\u062d\u0628\u0627", "\u4f60\u597d\uff0c\u4e16\u754c\u3002", "\u30fc\u30fc\u30fc", "\u0130\u0131\u212a", "\u037e\u2126",
]

# First and last scalar of what texts are drawn from.
RANGES = [
    (0x20, 0x7E), (0x20, 0x7E), (0x61, 0x7A), (0x41, 0x5A), (0x30, 0x39), (0x09, 0x0D), (0x00, 0x1F), (0x80, 0xFF), (0x100, 0x24F),
    (0x250, 0x2AF), (0x2B0, 0x2FF), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x4FF), (0x590, 0x5FF), (0x600, 0x6FF), (0x900, 0x97F),
    (0xE00, 0xE7F), (0x10A0, 0x10FF), (0x1100, 0x11FF), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x209F), (0x20D0, 0x20FF),
    (0x2150, 0x218F), (0x2460, 0x24FF), (0x2500, 0x257F), (0x3000, 0x30FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xE000, 0xE0FF),
    (0xFB00, 0xFB4F), (0xFE00, 0xFE2F), (0xFF00, 0xFFEF), (0x10400, 0x1044F), (0x1D400, 0x1D7FF), (0x1E900, 0x1E95F),
    (0x1F300, 0x1F6FF), (0x20000, 0x2A6DF), (0xE0100, 0xE01EF), (0x0000, 0x10FFFF),
]

# What decides between alternatives, in every order.
CRITICAL = "aZ\u6587\u02b0\u0301 1\n\r\t/'sSrReElLvV!.\u00a0\u2028\u01c5\u017f-"


def scalar(source: random.Random, first: int, last: int) -> str:
    value = source.randint(first, last)
    return "\ufffd" if 0xD800 <= value <= 0xDFFF else chr(value)


def part(source: random.Random) -> str:
    kind = source.random()
    if kind < 0.30:
        return source.choice(TRAPS)
    if kind < 0.60:
        return "".join(source.choices(CRITICAL, k=source.randint(1, 8)))
    first, last = source.choice(RANGES)
    if kind < 0.68:
        return scalar(source, first, last) * source.randint(1, 20)
    return "".join(scalar(source, first, last) for _ in range(source.randint(1, 10)))


def text(source: random.Random, longest: int) -> str:
    """A text of up to so many scalars, and at least one."""
    length = source.randint(1, longest)
    parts: list[str] = []
    while sum(map(len, parts)) < length:
        parts.append(part(source))
        if source.random() < 0.25:
            parts.append(source.choice([" ", "\n", "  ", "'", "\r\n"]))
    return "".join(parts)[:length]


def texts(seed: int, count: int, longest: int) -> list[str]:
    source = random.Random(seed)
    return [text(source, longest) for _ in range(count)]
