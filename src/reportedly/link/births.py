"""Dates of birth as lists write them → EDTF, and how two of them agree."""

import re
from datetime import date

from reportedly.edtf import bounds, is_valid

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_ABOUT = re.compile(
    r"\b(?:circa|ca\.?|about|approximately|approx\.?|early|late|mid)[\s-]*", re.IGNORECASE
)
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T+Z-].*)?")
_WRITTEN = re.compile(r"(?:(\d{1,2})\s+)?([A-Za-z]{3})[a-z]*\.?\s+(\d{4})")
_SLASHED = re.compile(r"(\d{2}|dd)/(\d{2}|mm)/(\d{4})")
_BETWEEN = re.compile(r"\s+(?:to|and)\s+|\s*/\s*(?=\d{4})|\s+[-–]\s+")
_SLACK_YEARS = 1


def read_birth(text: str, *, is_about: bool = False) -> str | None:
    """Return a date of birth as EDTF, `None` where it cannot be read.

    '15 Jul 1980', 'circa 1970', '1970 to 1975', '1965-03-15', '15/03/1965' and 'dd/mm/1958' can.
    """
    plain = _ABOUT.sub("", text).strip()
    is_about = is_about or plain != text.strip()
    slashed = _SLASHED.fullmatch(plain)
    parts = [plain] if slashed else _BETWEEN.split(plain)
    ends = [_read_date(part.strip()) for part in parts]
    if not 1 <= len(ends) <= 2 or not all(ends):
        return None
    mark = "~" if is_about else ""
    edtf = "/".join(f"{end}{mark}" for end in ends)
    return edtf if is_valid(edtf) else None


def _read_date(text: str) -> str | None:
    if match := _SLASHED.fullmatch(text):
        day, month, year = match.groups()
        known = [year, *([month] if month.isdigit() else []), *([day] if day.isdigit() else [])]
        return "-".join(known)
    if match := _WRITTEN.fullmatch(text):
        day, name, year = match.groups()
        month = _MONTHS.get(name.lower())
        if month is None:
            return None
        return f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")
    if match := _ISO.fullmatch(text):
        return "-".join(part for part in match.groups() if part and part != "00")
    return None


def find_years(edtf: str) -> tuple[int, int] | None:
    """Return the first and last year that a birth may be of, a year more each way for 'about'."""
    if not is_valid(edtf):
        return None
    first, last = bounds(edtf)
    if first is None or last is None:
        return None
    slack = _SLACK_YEARS if "~" in edtf or "%" in edtf else 0
    return first.year - slack, last.year + slack


def is_same_day(one: str, other: str) -> bool:
    """Whether both are the same single day."""
    days = [bounds(edtf) for edtf in (one, other) if is_valid(edtf) and "~" not in edtf]
    return len(days) == 2 and days[0] == days[1] and days[0][0] == days[0][1] is not None


def may_be_same(one: str, other: str) -> bool:
    """Whether two births can be one: they overlap, 'about' leaving a year each way."""
    if "~" in one + other or "%" in one + other:
        years = find_years(one), find_years(other)
        if years[0] is None or years[1] is None:
            return True
        return years[0][0] <= years[1][1] and years[1][0] <= years[0][1]
    (first, last), (start, end) = bounds(one), bounds(other)
    return _is_before(first, end) and _is_before(start, last)


def count_years_apart(one: str, other: str) -> int:
    """Return how many years lie between two births, 0 where their years overlap."""
    years = find_years(one), find_years(other)
    if years[0] is None or years[1] is None:
        return 0
    return max(years[0][0] - years[1][1], years[1][0] - years[0][1], 0)


def _is_before(first: date | None, last: date | None) -> bool:
    return first is None or last is None or first <= last
