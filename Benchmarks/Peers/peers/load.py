"""The tokens, and what each consumer must have made of them in the end. As `TokenLoad` and `TokenTally` in Swift."""

import json
import pathlib

PIECES: list[str] = json.loads(pathlib.Path(__file__).parent.with_name("tokens.json").read_text())


class Tally:
    """Enough to tell that all tokens came, whole and in order."""

    __slots__ = ("tokens", "bytes", "order")

    def __init__(self) -> None:
        self.tokens = self.bytes = self.order = 0

    def add(self, text: str) -> None:
        length = len(text.encode())
        self.tokens += 1
        self.bytes += length
        self.order = (self.order * 31 + length) & 0xFFFF_FFFF_FFFF_FFFF

    def as_dict(self) -> dict[str, int]:
        return {"tokens": self.tokens, "bytes": self.bytes, "order": self.order}


def expected(rounds: int) -> dict[str, int]:
    tally = Tally()
    for _ in range(rounds):
        for piece in PIECES:
            tally.add(piece)
    return tally.as_dict()
