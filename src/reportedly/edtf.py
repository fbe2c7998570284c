"""Dates and intervals as EDTF strings (ISO 8601-2): their bounds and words.

EDTF string → inclusive bounds, or English words. The profile: `YYYY`, `YYYY-MM`,
`YYYY-MM-DD` (a time of day after `T` is allowed and ignored), seasons `YYYY-21` to `YYYY-24`,
decades `199X`, centuries `19XX`, unspecified parts (`XXXX-08-06`, `XXXX`, `2012-XX`), the marks
`~` (about), `?` (perhaps) and `%` (both), and intervals `a/b`, `a/..`, `../b`. Invariant: the
lower bound of a valid string is never later than its upper bound.
"""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from reportedly.errors import UsageError

_PART = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX|XXXX)"
    r"(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX)(?P<time>T\d{2}(?::\d{2}){0,2}Z?)?)?)?"
    r"(?P<mark>[~?%]?)"
)
_SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_OPEN = ("", "..")
_LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTHS = (
    "January February March April May June July August September October November December"
).split()


class Part(NamedTuple):
    """One end of an interval, or a whole date: `year` keeps its `X`s, `month` may be 21 to 24."""

    year: str
    month: int | None
    day: int | None
    mark: str


def bounds(edtf: str) -> tuple[date | None, date | None]:
    """Return the first and the last day that `edtf` can mean; `None` is open or unknown.

    Seasons are those of the northern hemisphere, a winter beginning in the December of its year.
    Marks do not widen the bounds. Raises `UsageError` where `edtf` is not valid.
    """
    found = _find_bounds(edtf)
    if found is None:
        raise UsageError(
            f"an EDTF date such as 2021-08-10, 2021-08, 2014/.. or 2011~ was expected, not '{edtf}'"
        )
    return found


def is_valid(edtf: str) -> bool:
    """Say whether `edtf` belongs to the profile, every date in it exists and it runs forwards."""
    return _find_bounds(edtf) is not None


def split_interval(edtf: str) -> tuple[str, str]:
    """Return both ends of `edtf`, twice the same for a single date; an open end is `..`."""
    first, slash, last = edtf.partition("/")
    if not slash:
        return first, first
    return first or "..", last or ".."


def parse_part(part: str) -> Part | None:
    """Return the pieces of a single date, or `None` where it is malformed or does not exist."""
    match = _PART.fullmatch(part)
    if match is None:
        return None
    month, day = (_read_digits(match[name]) for name in ("month", "day"))
    parsed = Part(match["year"], month, day, match["mark"])
    return parsed if _exists(parsed) else None


def in_words(edtf: str) -> str:
    """Return `edtf` in English: 'about 2011', 'since April 2021', '25–26 October 2016'.

    Raises `UsageError` where `edtf` is not valid.
    """
    bounds(edtf)
    first, last = split_interval(edtf)
    if first == ".." and last == "..":
        return "at an unknown time"
    if first == "..":
        return f"until {_part_in_words(last)}"
    if last == "..":
        return f"since {_part_in_words(first)}"
    if parse_part(first) == parse_part(last):
        return _part_in_words(first)
    return _range_in_words(first, last)


@lru_cache(maxsize=1 << 14)
def _find_bounds(edtf: str) -> tuple[date | None, date | None] | None:
    first, last = split_interval(edtf)
    if "/" not in edtf:
        part = parse_part(edtf)
        return None if part is None else _part_bounds(part)
    if last.count("/") or (first in _OPEN and last in _OPEN):
        return None
    lower = upper = None
    if first not in _OPEN:
        part = parse_part(first)
        if part is None:
            return None
        lower = _part_bounds(part)[0]
    if last not in _OPEN:
        part = parse_part(last)
        if part is None:
            return None
        upper = _part_bounds(part)[1]
    if lower is not None and upper is not None and lower > upper:
        return None
    return lower, upper


def _exists(part: Part) -> bool:
    if part.year in {"0000", "000X", "00XX"}:
        return False
    if part.month is None:
        return True
    if part.month in _SEASON_STARTS:
        return part.day is None and not (part.month == 24 and part.year == "9999")
    if not 1 <= part.month <= 12:
        return False
    if part.day is None:
        return True
    if not part.year.isdigit():
        return 1 <= part.day <= _LONGEST_MONTH[part.month - 1]
    try:
        date(int(part.year), part.month, part.day)
    except ValueError:
        return False
    return True


def _part_bounds(part: Part) -> tuple[date | None, date | None]:
    if part.year == "XXXX":
        return None, None
    first, last = int(part.year.replace("X", "0")), int(part.year.replace("X", "9"))
    if part.month is None or first != last:
        return date(first, 1, 1), date(last, 12, 31)
    if part.day is not None:
        day = date(first, part.month, part.day)
        return day, day
    if part.month in _SEASON_STARTS:
        start = _SEASON_STARTS[part.month]
        end = (first, start + 2) if start < 12 else (first + 1, 2)
        return date(first, start, 1), last_day_of(*end)
    return date(first, part.month, 1), last_day_of(first, part.month)


def last_day_of(year: int, month: int) -> date:
    """Return the last day of a month (1 to 12)."""
    if month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


def _read_digits(digits: str | None) -> int | None:
    return int(digits) if digits is not None and digits.isdigit() else None


def _part_in_words(edtf: str) -> str:
    part = parse_part(edtf)
    assert part is not None, edtf
    words = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}[part.mark]
    year = part.year
    if year == "XXXX":
        if part.month is None:
            return words + "an unknown year"
        return f"{words}{_day_and_month(part)} (year not given)"
    if "X" in year:
        name = "the " + year.replace("X", "0") + "s"
        return words + (name if part.month is None else f"{_day_and_month(part)} in {name}")
    if part.month == 24:
        year = f"{year}–{(int(year) + 1) % 100:02d}"
    return words + (year if part.month is None else f"{_day_and_month(part)} {year}")


def _day_and_month(part: Part) -> str:
    assert part.month is not None
    if part.month in _SEASONS:
        return _SEASONS[part.month]
    month = _MONTHS[part.month - 1]
    return month if part.day is None else f"{part.day} {month}"


def _range_in_words(first: str, last: str) -> str:
    a, b = parse_part(first), parse_part(last)
    assert a is not None, first
    assert b is not None, last
    whole = f"{_part_in_words(first)} to {_part_in_words(last)}"
    if a.mark or b.mark or "X" in a.year.replace("XXXX", "") or a.year != b.year:
        plain = a.month is None and b.month is None and (a.year + b.year).isdigit()
        return f"{a.year}–{b.year}" if plain and not (a.mark or b.mark) else whole
    if a.month is None or b.month is None or a.year == "XXXX":
        return whole
    if a.day is not None and b.day is not None and a.month == b.month:
        return f"{a.day}–{_part_in_words(last)}"
    if a.day is None and b.day is None:
        return f"{_day_and_month(a)}–{_part_in_words(last)}"
    return f"{_day_and_month(a)} to {_part_in_words(last)}"
