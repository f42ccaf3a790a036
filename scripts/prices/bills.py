#!/usr/bin/env python3
"""Writes what calls cost by the table that comes along, reckoned apart from the library in decimal numbers: a JSON object a line.

    scripts/prices/bills.py > Tests/LLMCallbacksPricesTests/Vectors/bills.jsonl

Every model of the table has a few calls, of lengths on both sides of its cliffs, in every service tier that it has, with and
without each part. The sums are pico-dollars, and exact.
"""

import datetime
import json
import pathlib
import random
from decimal import Decimal

TABLE = pathlib.Path(__file__).parents[2] / "Sources" / "LLMCallbacksPrices" / "Bundled" / "BundledPrices.swift"
# What a part costs that has no price of its own.
INSTEAD = {
    "cacheRead": "input", "cacheWrite": "input", "cacheWrite1h": "cacheWrite", "audioInput": "input", "imageInput": "input",
    "reasoning": "output", "audioOutput": "output",
}


def table() -> list[dict]:
    text = TABLE.read_text()
    return json.loads(text[text.index('#"""') + 4 : text.rindex('"""#')])["models"]


def holds(price: dict, time: datetime.datetime) -> bool:
    if "from" in price and time.date().isoformat() < price["from"]:
        return False
    if "hours" not in price:
        return True
    start, end = (datetime.time.fromisoformat(word.rstrip("Z")) for word in price["hours"])
    now = time.time()
    return start <= now < end if start <= end else now >= start or now < end


def prices(model: dict, time: datetime.datetime, tier: str | None) -> dict:
    """The prices of a model's parts at a time: those of the tier, and the standard ones where it has none."""
    held = [price for price in model["prices"] if holds(price, time)]
    found = dict(held[-1] if held else model["prices"][0])
    for price in reversed([price for price in model.get("tiers", []) if price["tier"] == tier and holds(price, time)]):
        found |= price
    return {part: price for part, price in found.items() if part not in ("from", "hours", "tier")}


def rate(found: dict, part: str, length: int) -> Decimal:
    """Dollars for a million tokens of a part, where the input has a length: above a cliff all of them cost more."""
    if part not in found:
        return rate(found, INSTEAD[part], length) if part in INSTEAD else Decimal(0)
    if not isinstance(found[part], list):
        return Decimal(str(found[part]))
    base, *cliffs = found[part]
    for above, price in sorted(zip(cliffs[::2], cliffs[1::2])):
        if length > above:
            base = price
    return Decimal(str(base))


def bill(found: dict, usage: dict[str, int]) -> int:
    length = usage["input"]
    count = usage.get
    parts = {
        "cacheRead": count("cacheRead", 0),
        "cacheWrite1h": count("cacheWrite1h", 0),
        "cacheWrite": count("cacheWrite", 0) - count("cacheWrite1h", 0),
        "audioInput": count("audioInput", 0),
        "imageInput": count("imageInput", 0),
        "reasoning": count("reasoning", 0),
        "audioOutput": count("audioOutput", 0),
    }
    parts["output"] = usage["output"] - parts["reasoning"] - parts["audioOutput"]
    inputs = ("cacheRead", "cacheWrite", "cacheWrite1h", "audioInput", "imageInput")
    parts["input"] = length - sum(parts[part] for part in inputs)
    assert min(parts.values()) >= 0
    # A millionth of a dollar is a million pico-dollars; a table has no smaller part of one for a token.
    total = sum(tokens * (rate(found, part, length) * 1_000_000).to_integral_value("ROUND_HALF_UP") for part, tokens in parts.items())
    return int(total)


def lengths(model: dict) -> list[int]:
    cliffs = {
        value
        for price in model["prices"] + model.get("tiers", [])
        for prices in price.values()
        if isinstance(prices, list)
        for value in prices[1::2]
        if isinstance(value, int)
    }
    return sorted({1, 12_345} | {cliff + step for cliff in cliffs for step in (0, 1)})


def call(source: random.Random, length: int) -> dict[str, int]:
    def share(rest: int) -> int:
        return source.randint(0, rest)

    usage = {"input": length, "output": source.randint(0, 100_000)}
    if source.random() < 0.7:
        usage["cacheRead"] = share(length)
        usage["cacheWrite"] = share(length - usage["cacheRead"])
        if source.random() < 0.5:
            usage["cacheWrite1h"] = share(usage["cacheWrite"])
    if source.random() < 0.3:
        rest = length - usage.get("cacheRead", 0) - usage.get("cacheWrite", 0)
        usage["audioInput"] = share(rest)
        usage["imageInput"] = share(rest - usage["audioInput"])
        usage["audioOutput"] = share(usage["output"])
    if source.random() < 0.6:
        usage["reasoning"] = share(usage["output"] - usage.get("audioOutput", 0))
    return usage


def main() -> None:
    source = random.Random(6)
    for model in table():
        tiers = [None, *sorted({tier["tier"] for tier in model.get("tiers", [])})]
        for length in lengths(model):
            for tier in tiers:
                seconds = source.randint(1_735_689_600, 1_798_761_599)
                time = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
                usage = call(source, length)
                cost = bill(prices(model, time.replace(tzinfo=None), tier), usage)
                line = {"model": model["model"], "tier": tier, "time": seconds, "usage": usage, "picoDollars": cost}
                print(json.dumps(line, separators=(",", ":")))


if __name__ == "__main__":
    main()
