"""Numbers as claims give them → the range that they may mean, and what they count."""

import re
from functools import lru_cache
from typing import NamedTuple

from reportedly.weigh.sides import find_stems

_ABOUT = 0.1
"""'About 1,200' is anything within a tenth of it."""
_NUMBER = re.compile(
    r"(?P<about>(?:about|some|around|nearly|almost|roughly)\s+)?(?P<digits>\d[\d,]*)"
)
_MARKED = re.compile(
    r"(?P<mark>>=|<=|>|<|~)?(?P<low>\d+(?:\.\d+)?)(?:\.\.(?P<high>\d+(?:\.\d+)?))?"
)


class Amount(NamedTuple):
    """The least and the most that a number may mean, and the starts of the words it counts."""

    low: float
    high: float
    unit: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 12)
def read_count(value: str) -> Amount | None:
    """Return the range of a qualifier such as `48`, `~1200`, `>3`, `3..5`; `None` for words."""
    match = _MARKED.fullmatch(value)
    if match is None:
        return None
    low = float(match["low"])
    if match["high"]:
        return Amount(low, float(match["high"]))
    match match["mark"]:
        case "~":
            return Amount(low * (1 - _ABOUT), low * (1 + _ABOUT))
        case ">" | ">=":
            return Amount(low, float("inf"))
        case "<" | "<=":
            return Amount(0, low)
        case _:
            return Amount(low, low)


def read_amount(words: str) -> Amount | None:
    """Return the range and the unit of a phrase such as 'about 1,200 tonnes of diesel'."""
    match = _NUMBER.search(words)
    if match is None:
        return None
    number = float(match["digits"].replace(",", ""))
    slack = _ABOUT if match["about"] else 0.0
    return Amount(number * (1 - slack), number * (1 + slack), find_stems(words[match.end() :]))


def do_disagree(a: Amount, b: Amount) -> bool:
    """Whether no number lies in both ranges."""
    return a.high < b.low or b.high < a.low
