"""A date of publication as people and programs write it → EDTF, or nothing.

EDTF (ISO 8601-2) passes as it is when its months and days exist; the day is the one that is
written, whatever the time zone beside it. What could be two dates (08/10/2021) is none.
"""

import re
from datetime import date

from reportedly.errors import UsageError

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_MONTH_NUMBERS = {
    **{name: n for n, name in enumerate(_MONTHS, 1)},
    **{name[:3]: n for n, name in enumerate(_MONTHS, 1)},
    "sept": 9,
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTH_NUMBERS, key=len, reverse=True))})\.?"
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[12]\d{3})"
_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?"
_ZONE = r"(?:[ap]\.?m\.?|z|[+-]\d{2}:?\d{2}|[a-z]{2,5}(?:[+-]\d{1,4})?|\([a-z ]+\))"
_TIME = rf"(?:(?:,|\s+at|t)?\s*{_CLOCK}(?:\s*{_ZONE})*)?"

_EDTF_DATE = re.compile(
    r"(?P<year>-?[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?[~?%]?"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_TIME}",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?:t\d{{4,6}}(?:\.\d+)?{_ZONE}?)?",
        rf"{_WEEKDAY}{_DAY}(?:\s+of)?[\s.-]+{_MONTH}[\s,-]+{_YEAR}{_TIME}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY}\s*,?\s+{_YEAR}{_TIME}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY}\s+{_CLOCK}\s+(?:[a-z]{{2,5}}\s+)?{_YEAR}",
        rf"{_MONTH}[\s,-]+{_YEAR}",
        rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}{_TIME}",
    )
)
_SLASHED = re.compile(rf"(?P<a>\d{{1,2}})[/-](?P<b>\d{{1,2}})[/-]{_YEAR}{_TIME}", re.IGNORECASE)
_MONTHS_IN_YEAR, _SEASONS = 12, range(21, 42)


def normalise_date(written: str) -> str | None:
    """Return `written` as EDTF, or `None` when it is no date or could be two.

    EDTF comes back as it is; '10 August 2021', 'Aug 10, 2021', RFC 822 and ISO datetimes come back
    as '2021-08-10', 'August 2021' as '2021-08'.
    """
    written = " ".join(written.split())
    if is_edtf(written):
        return written
    for form in _FORMS:
        match = form.fullmatch(written)
        if match:
            return _format(match.groupdict())
    match = _SLASHED.fullmatch(written)
    return _format_slashed(match) if match else None


def is_edtf(written: str) -> bool:
    """Whether `written` is an EDTF date or interval whose months and days exist."""
    ends = written.split("/")
    if len(ends) > 2 or (len(ends) == 2 and set(ends) <= {"", ".."}):
        return False
    return all((end in {"", ".."} and len(ends) == 2) or _is_edtf_date(end) for end in ends)


def _is_edtf_date(written: str) -> bool:
    match = _EDTF_DATE.fullmatch(written)
    if not match:
        return False
    year, month, day = match["year"], match["month"], match["day"]
    if month is None:
        return True
    if "X" in month:
        return day is None or (month == "XX" and day == "XX")
    if not 1 <= int(month) <= _MONTHS_IN_YEAR:
        return day is None and int(month) in _SEASONS
    if day is None or "X" in day:
        return True
    # 2000 is a leap year: an unknown year may have a 29 February.
    return _exists(int(year) if year.isdigit() and int(year) else 2000, int(month), int(day))


def _format(parts: dict[str, str | None]) -> str | None:
    year = int(parts["year"] or 0)
    word = (parts["month"] or "").lower()
    month = int(word) if word.isdigit() else _MONTH_NUMBERS[word]
    if not 1 <= month <= _MONTHS_IN_YEAR:
        return None
    day = parts.get("day")
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{int(day):02}" if _exists(year, month, int(day)) else None


def _format_slashed(match: re.Match[str]) -> str | None:
    """Day and month in figures, in either order: a date only when one order alone is possible."""
    year, a, b = int(match["year"]), int(match["a"]), int(match["b"])
    found = {
        date(year, month, day)
        for day, month in ((a, b), (b, a))
        if 1 <= month <= _MONTHS_IN_YEAR and _exists(year, month, day)
    }
    return found.pop().isoformat() if len(found) == 1 else None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def check_given_date(published_on: str | None) -> str | None:
    """Return the date that a caller gave. Raises `UsageError` when it is no EDTF."""
    if published_on and not is_edtf(published_on):
        found = normalise_date(published_on)
        hint = f"write it as {found}" if found else "write it as 2021-08-10, 2021-08 or 2021"
        raise UsageError(f"an EDTF date of publication was expected, '{published_on}' came: {hint}")
    return published_on or None
