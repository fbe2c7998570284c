"""What a time phrase means on the day a report was published: partial dates → EDTF.

An `Anchor` (publication date, and the last time that the document spoke of) turns 'June',
'Monday', 'last week' or 'two days later' into EDTF. Past bias: a report speaks of the last June
or Monday up to its publication unless told that it looks ahead. A document dated only by its year
is taken for a report about the year before, as annual reports are: its 'July' and its 'the year'
lie in that year. Without any date the year is `XXXX`; what then means nothing is `None`.
"""

from datetime import date, timedelta
from typing import Literal, NamedTuple

from reportedly.edtf import Part, bounds, is_valid, last_day_of, parse_part, split_interval

Grain = Literal["day", "month", "season", "year", "range"]
Portion = Literal["", "early", "mid", "late"]

# Thirds, in months of a year and in last digits of a decade's years.
_MONTHS_OF_YEAR = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_YEARS_OF_DECADE = {"early": (0, 4), "mid": (4, 6), "late": (5, 9)}
_SEASON_ENDS = {21: 5, 22: 8, 23: 11, 24: 12}
# A date without a year that follows a full date is read as its sequel within this many days.
_SEQUEL_DAYS = 183
# Stands for an unknown year while days are counted; not a leap year.
_ANY_YEAR = "2001"


class Partial(NamedTuple):
    """A date as it is written: what is `None` is not said. `month` 21 to 24 is a season."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: Portion = ""


class Anchor(NamedTuple):
    """The day from which a report speaks, how exactly it is known, and what it spoke of last.

    `context` is the last time spoken of, `last_day` the last one that was a day: 'that year' counts
    from the former, 'the following day' from the latter. `ahead` says that the words around look
    forward from `today`.
    """

    today: date | None = None
    grain: Grain = "day"
    context: str | None = None
    last_day: str | None = None
    ahead: bool = False

    @property
    def reference(self) -> date | None:
        """The last day that the report can speak of as past."""
        if self.today is None or self.grain == "day":
            return self.today
        if self.grain == "year":
            return date(self.today.year - 1, 12, 31)
        return last_day_of(self.today.year, self.today.month)


def make_anchor(published_on: str | None, context: str | None = None) -> Anchor:
    """Return the anchor of a document published on `published_on` (EDTF); invalid is unknown."""
    anchor = Anchor()
    if published_on is not None and is_valid(published_on):
        upper = bounds(published_on)[1]
        if upper is not None:
            anchor = Anchor(upper, grain_of(split_interval(published_on)[1]))
    return anchor if context is None or not is_valid(context) else move_context(anchor, context)


def date_head(anchor: Anchor, edtf: str) -> Anchor:
    """Return the anchor of a report that is headed with `edtf`, where no day was known before."""
    headed = make_anchor(edtf)
    if headed.today is None or headed.grain != "day" or "X" in edtf:
        return anchor
    is_open = anchor.today is None or (
        anchor.grain != "day" and anchor.today.year == headed.today.year
    )
    return headed if is_open else anchor


def move_context(anchor: Anchor, edtf: str) -> Anchor:
    """Return the anchor after the document has spoken of `edtf`."""
    is_day = "day" in map(grain_of, split_interval(edtf))
    return anchor._replace(context=edtf, last_day=edtf if is_day else anchor.last_day)


def grain_of(edtf: str) -> Grain:
    """Return how fine a date is: an interval, a decade and a century are a `range`."""
    part = parse_part(edtf)
    if part is None or (not part.year.isdigit() and part.year != "XXXX"):
        return "range"
    if part.day is not None:
        return "day"
    if part.month is None:
        return "year"
    return "season" if part.month > 12 else "month"


def format_date(partial: Partial, *, about: bool = False) -> str:
    """Return a partial date as EDTF; 'early', 'mid' and 'late' years become four months."""
    mark = "~" if about else ""
    year = "XXXX" if partial.year is None else f"{partial.year:04d}"
    if partial.month is None:
        if partial.part:
            first, last = _MONTHS_OF_YEAR[partial.part]
            return f"{year}-{first:02d}/{year}-{last:02d}"
        return year + mark
    if partial.day is None:
        return f"{year}-{partial.month:02d}" + ("~" if partial.part else mark)
    return f"{year}-{partial.month:02d}-{partial.day:02d}{mark}"


def format_decade(start: int, part: Portion = "") -> str:
    """Return the decade that begins with year `start`, or a part of it as an interval."""
    if not part:
        return f"{start // 10:03d}X"
    first, last = _YEARS_OF_DECADE[part]
    return f"{start + first:04d}/{start + last:04d}"


def with_year(partial: Partial, anchor: Anchor) -> Partial:
    """Return `partial` with the year that it is most likely of, unchanged where that is open."""
    if partial.year is not None or partial.month is None:
        return partial
    reference = anchor.reference
    sequel = None if anchor.ahead else _year_of_sequel(partial, anchor)
    if sequel is not None:
        return partial._replace(year=sequel)
    if reference is None:
        return partial
    if anchor.ahead and anchor.today is not None:
        year = anchor.today.year
        return partial._replace(year=year if _last_day(partial, year) >= anchor.today else year + 1)
    year = reference.year
    return partial._replace(year=year if _first_day(partial, year) <= reference else year - 1)


def _year_of_sequel(partial: Partial, anchor: Anchor) -> int | None:
    """The year of a date that goes on from a full date of an earlier year ('12 May 2000 … 3 June').

    Only a day carries over: after a bare month or year writers fall back to the current year.
    """
    if anchor.context is None or grain_of(anchor.context) != "day":
        return None
    start = bounds(anchor.context)[0]
    if start is None or (anchor.reference and start.year == anchor.reference.year):
        return None
    for year in (start.year, start.year + 1):
        day = _last_day(partial, year)
        in_reach = timedelta(0) <= day - start <= timedelta(days=_SEQUEL_DAYS)
        if in_reach and (anchor.reference is None or day <= anchor.reference):
            return year
    return None


def _first_day(partial: Partial, year: int) -> date:
    month = partial.month or 1
    month = _SEASON_ENDS[month] - (0 if month == 24 else 2) if month > 12 else month
    return _safe_date(year, month, partial.day or 1)


def _last_day(partial: Partial, year: int) -> date:
    month = partial.month or 12
    month = _SEASON_ENDS.get(month, month)
    return _safe_date(year, month, partial.day) if partial.day else last_day_of(year, month)


def _safe_date(year: int, month: int, day: int) -> date:
    return min(date(year, month, 1) + timedelta(days=day - 1), last_day_of(year, month))


def weekday(anchor: Anchor, number: int, which: str = "") -> str | None:
    """Return the day of a named weekday (0 is Monday) as the report means it.

    `which` is '' (the last one up to the day of the report), `last` (strictly before it), `this`
    (of its week), `next` (after it), or `following`, `same` (counted from the context). Without a
    day of publication the weekday within a week after the context is meant, if there is one.
    """
    today = anchor.today if anchor.grain == "day" else None
    if which in {"following", "same"} or today is None:
        start = _context_day(anchor)
        if start is None:
            return None
        skip = 1 if which == "following" else 0
        return (start + timedelta(days=(number - start.weekday() - skip) % 7 + skip)).isoformat()
    if anchor.ahead or which == "next":
        skip = 1 if which == "next" else 0
        return (today + timedelta(days=(number - today.weekday() - skip) % 7 + skip)).isoformat()
    if which == "last":
        return (today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)).isoformat()
    if which == "this":
        return (today + timedelta(days=number - today.weekday())).isoformat()
    return (today - timedelta(days=(today.weekday() - number) % 7)).isoformat()


def day_of_month(anchor: Anchor, day: int) -> str | None:
    """Return the day that a bare 'the 9th' means.

    The first 9th from the last day spoken of if it has passed, else the last one up to the day of
    the report; the next one where the words look ahead.
    """
    today = anchor.today if anchor.grain == "day" else None
    start = _context_day(anchor)
    if not 1 <= day <= 31:
        return None
    if anchor.ahead and today is not None:
        return _nth_from(today, day)
    sequel = None if start is None else _nth_from(start, day)
    if sequel is not None and (anchor.reference is None or sequel <= str(anchor.reference)):
        return sequel
    if today is None:
        return None
    year, month = today.year, today.month
    if day > today.day:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return f"{year:04d}-{month:02d}-{day:02d}" if day <= last_day_of(year, month).day else None


def _nth_from(start: date, day: int) -> str | None:
    """The first day from `start` on that bears the number `day`."""
    year, month = start.year, start.month
    if day < start.day:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return f"{year:04d}-{month:02d}-{day:02d}" if day <= last_day_of(year, month).day else None


def _context_day(anchor: Anchor) -> date | None:
    """The last day spoken of, or the last one of a few days."""
    if anchor.last_day is None:
        return None
    lower, upper = bounds(anchor.last_day)
    if lower is None or upper is None:
        return lower or upper
    return upper if upper - lower < timedelta(days=4) else lower


def shift_context(anchor: Anchor, unit: str, amount: int, *, about: bool = False) -> str | None:
    """Return the context moved as `shift` does; days and weeks count from the last day spoken of.

    What would come out later than the report is `None`, unless the words look ahead.
    """
    base = anchor.last_day if unit in {"day", "week"} else anchor.context
    moved = None if base is None else shift(base, unit, amount, about=about)
    if moved is None or amount <= 0 or anchor.ahead or anchor.today is None:
        return moved
    start = bounds(moved)[0]
    # A sequel that lies after the report was counted from the wrong day, such as its dateline.
    return None if start is not None and start > anchor.today else moved


def shift(base: str, unit: str, amount: int, *, about: bool = False) -> str | None:
    """Return `base` moved by `amount` units (day, week, month, year, decade), at the unit's grain.

    Nothing is made finer than `base`: a year moved by fourteen months is the next year, about.
    """
    last = split_interval(base)[1]
    start = split_interval(base)[0] if last == ".." else last
    part = parse_part(start)
    if part is not None and part.year == "XXXX" and part.month is not None and unit != "year":
        moved = shift(start.replace("XXXX", _ANY_YEAR), unit, amount, about=about)
        return None if moved is None else f"XXXX{moved[4:]}"
    if part is None or not part.year.isdigit():
        return None
    moved = _move(part, unit, amount)
    if moved is None or not is_valid(moved):
        return None
    return f"{moved}~" if about and not moved.endswith("~") else moved


def _move(part: Part, unit: str, amount: int) -> str | None:
    year = int(part.year)
    if unit in {"decade", "year"}:
        return f"{year + amount * (10 if unit == 'decade' else 1):04d}"
    if unit == "month":
        if part.month is None or part.month > 12:
            return f"{year + round(amount / 12):04d}~" if abs(amount) >= 12 else None
        months = year * 12 + part.month - 1 + amount
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    if part.day is None or part.month is None:
        return None
    days = timedelta(days=amount * (7 if unit == "week" else 1))
    try:
        return (date(year, part.month, part.day) + days).isoformat()
    except OverflowError:
        return None


def week_of(day: date, offset: int = 0) -> str:
    """Return the week of `day` (Monday to Sunday), `offset` weeks later."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=offset)
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def weekend_of(day: date, offset: int = 0) -> str:
    """Return the last Saturday and Sunday to have begun by `day`, `offset` weeks later."""
    saturday = day - timedelta(days=(day.weekday() - 5) % 7) + timedelta(weeks=offset)
    return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}"


def past_span(anchor: Anchor, unit: str, amount: int) -> str | None:
    """Return the `amount` units that end with the report ('the past two years')."""
    if anchor.today is None or (anchor.grain != "day" and unit in {"day", "week"}):
        return None
    grain = "year" if unit in {"year", "decade"} else "month" if unit == "month" else "day"
    end = anchor.today.isoformat()[: {"year": 4, "month": 7, "day": 10}[grain]]
    start = shift(end, unit, -amount)
    return None if start is None else f"{start}/{end}"
