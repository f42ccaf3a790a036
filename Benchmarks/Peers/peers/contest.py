"""Turns, as in the Swift benchmark: everybody has one before anybody has the next."""

from collections.abc import Callable
from statistics import quantiles

from . import contenders
from .load import PIECES, expected


class Lost(Exception):
    """Somebody lost or changed a token: the time is worth nothing."""


def percentiles(values: list[float]) -> dict[str, float]:
    cuts = quantiles(values, n=100, method="inclusive") if len(values) > 1 else [values[0]] * 99
    return {
        "least": min(values),
        "p10": cuts[9],
        "p50": cuts[49],
        "p90": cuts[89],
        "p99": cuts[98],
        "greatest": max(values),
    }


def time(name: str, rounds: int, consumers: int) -> float:
    """Nanoseconds a token."""
    seconds, tallies = contenders.CONTENDERS[name](rounds, consumers)
    if any(tally.as_dict() != expected(rounds) for tally in tallies) or len(tallies) != consumers:
        raise Lost(name)
    return seconds * 1e9 / (rounds * len(PIECES))


def rounds_of_turn(name: str, consumers: int, seconds: float = 0.01) -> int:
    rounds = 1
    while time(name, rounds, consumers) * rounds * len(PIECES) < seconds * 1e9 and rounds < 1 << 12:
        rounds *= 2
    return rounds


def cells(consumers: int, turns: int) -> dict[str, dict]:
    """A cell of the table for each contender."""
    names = list(contenders.CONTENDERS)
    rounds = {name: rounds_of_turn(name, consumers) for name in names}
    times: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(turns):
        for name in names:
            times[name].append(time(name, rounds[name], consumers))
    floor = times[names[0]]
    table = {}
    for name in names:
        cell = {"consumers": consumers, "tokens": rounds[name] * len(PIECES), "turns": turns}
        cell["nanoseconds"] = percentiles(times[name])
        if consumers > 0:
            cell["ratio"] = percentiles([value / least for value, least in zip(times[name], floor)])
            cell["leastRatio"] = min(times[name]) / min(floor)
        table[name] = cell
    return table


def work(measure: Callable[[], tuple[float, int]], turns: int) -> dict[str, float]:
    """Nanoseconds a unit."""
    measure()
    values = []
    for _ in range(turns):
        seconds, units = measure()
        values.append(seconds * 1e9 / units)
    return percentiles(values)

