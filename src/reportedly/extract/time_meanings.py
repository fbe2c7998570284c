"""What a matched wording of time means: a match and its anchor → a partial date or EDTF.

One `read_` function for each kind of wording in `time_rules.py`. `None` means that it cannot be
told: a context that is missing, a publication date that is not exact enough.
"""

import re
from datetime import timedelta

from reportedly.edtf import bounds, last_day_of, parse_part, split_interval
from reportedly.extract import calendar
from reportedly.extract.calendar import Anchor, Partial, Portion
from reportedly.extract.numerals import parse_cardinal, parse_ordinal

Meaning = Partial | str | None

MONTHS = (
    "January February March April May June July August September October November December"
).split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
DECADE_WORDS = {
    w: n
    for n, w in enumerate("twenties thirties forties fifties sixties seventies eighties".split(), 2)
} | {"nineties": 9}
_PARTS: dict[str, Portion] = {
    "early": "early",
    "beginning": "early",
    "start": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "late",
}


def _month_of(match: re.Match[str]) -> int:
    prefix = match["month"][:3].title()
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(prefix))


def _part_of(match: re.Match[str]) -> Portion:
    return _PARTS.get((match["part"] or "").lower(), "")


def _year_of_context(anchor: Anchor, offset: int = 0) -> int | None:
    if anchor.context is None:
        return None
    first, last = split_interval(anchor.context)
    day = bounds(anchor.context)[0 if last in {"..", first} else 1]
    return None if day is None else day.year + offset


def _relative_year(which: str, anchor: Anchor) -> int | None:
    """The year that 'last year' (of the report) or 'that year' (of the context) is."""
    which = which.lower().removesuffix(" year").removeprefix("the ")
    if which in {"that", "that same", "same"}:
        return _year_of_context(anchor)
    if which in {"following", "previous", "preceding"} or (which == "next" and not anchor.today):
        return _year_of_context(anchor, -1 if which in {"previous", "preceding"} else 1)
    if anchor.today is None:
        return None
    return anchor.today.year + {"last": -1, "next": 1, "coming": 1}.get(which, 0)


def _year_said(match: re.Match[str], anchor: Anchor) -> int | None:
    if match["year"]:
        return int(match["year"])
    return _relative_year(match["relative"], anchor) if match["relative"] else None


def read_day_and_month(match: re.Match[str], anchor: Anchor) -> Meaning:
    """Days of a month, one or a range of them: 'October 25-26, 2016', 'the ninth of March'."""
    year, month = _year_said(match, anchor), _month_of(match)
    groups = match.groupdict()
    day = int(groups["day"]) if groups.get("day") else parse_ordinal(groups.get("ordinal") or "")
    partial = Partial(year, month, day)
    if not groups.get("day2"):
        return partial
    last = calendar.with_year(partial._replace(day=int(groups["day2"])), anchor)
    first = last._replace(day=day)
    return f"{calendar.format_date(first)}/{calendar.format_date(last)}"


def read_month(match: re.Match[str], anchor: Anchor) -> Meaning:
    """A month with or without its year: 'mid-April', 'last June', 'that August'."""
    month, part = _month_of(match), _part_of(match)
    partial = Partial(_year_said(match, anchor), month, None, part)
    which = " ".join((match["which"] or "").lower().split())
    if which and partial.year is None:
        return _nth_month(partial, which.removeprefix("the "), anchor)
    return partial


def _nth_month(partial: Partial, which: str, anchor: Anchor) -> Meaning:
    """'Last June' is the last one that began before the month of the report."""
    assert partial.month is not None
    if which in {"that", "that same", "same", "following", "previous", "preceding"}:
        base = _context_month(anchor)
        year = _year_of_context(anchor)
        if year is None:
            return None
        if which == "following":
            year += int(base is not None and partial.month <= base)
        elif which in {"previous", "preceding"}:
            year -= int(base is None or partial.month >= base)
        return partial._replace(year=year)
    if anchor.today is None:
        return partial
    year, now = anchor.today.year, anchor.today.month
    if which == "last":
        year -= int(_season_end(partial.month) >= now)
    elif which in {"next", "coming"}:
        year += int(_season_end(partial.month) <= now)
    return partial._replace(year=year)


def _season_end(month: int) -> int:
    return {21: 5, 22: 8, 23: 11, 24: 12}.get(month, month)


def _context_month(anchor: Anchor) -> int | None:
    if anchor.context is None or calendar.grain_of(split_interval(anchor.context)[0]) == "year":
        return None
    day = bounds(anchor.context)[0]
    return None if day is None else day.month


def read_ordinal_of_month(match: re.Match[str], anchor: Anchor) -> Meaning:
    """'The third of this month'."""
    day = parse_ordinal(match["ordinal"])
    month = _read_unit_of(match["which"], "month", anchor)
    return None if month is None or day is None else f"{month}-{day:02d}"


def read_bare_ordinal(match: re.Match[str], anchor: Anchor) -> Meaning:
    """'The 30th': of the context's month, else by past bias."""
    return calendar.day_of_month(anchor, int(match["day"]))


def read_season(match: re.Match[str], anchor: Anchor) -> Meaning:
    """'The autumn of 2013', 'last summer', 'that spring'."""
    partial = Partial(_year_said(match, anchor), _SEASONS[match["season"].lower()])
    which = " ".join((match["which"] or "").lower().split())
    if which and partial.year is None and which != "the":
        return _nth_month(partial, which.removeprefix("the "), anchor)
    return partial


def read_year(match: re.Match[str], _anchor: Anchor) -> Meaning:
    """'2015', 'late 2016', 'the end of 2019'."""
    partial = Partial(int(match["year"]))
    return _part_of_year(partial, match["part"].lower()) if match["part"] else partial


def read_spelled_year(match: re.Match[str], _anchor: Anchor) -> Meaning:
    """'In ninety-eight', 'in '98': of the last century."""
    said = match["spelled"] or match["short"]
    number = parse_cardinal(said)
    return None if number is None else Partial(1900 + number)


def read_years(match: re.Match[str], _anchor: Anchor) -> Meaning:
    """'1992-97', '2012-2014', '2013/14'."""
    first, last = match["year"], match["year2"]
    last = first[: 4 - len(last)] + last
    if int(last) <= int(first) or (match["sign"] == "/" and int(last) != int(first) + 1):
        return None
    return f"{first}/{last}"


def read_decade(match: re.Match[str], _anchor: Anchor) -> Meaning:
    """'The late 1990s', 'the early fifties' (of the last century), ''90s'."""
    if match["decade"]:
        start = int(match["decade"])
    elif match["short"]:
        start = 1900 + int(match["short"])
    else:
        start = 1900 + 10 * DECADE_WORDS[match["word"].lower()]
    return calendar.format_decade(start, _part_of(match))


def read_century(match: re.Match[str], _anchor: Anchor) -> Meaning:
    """'The 19th century'."""
    number = parse_ordinal(match["ordinal"])
    return f"{number - 1:02d}XX" if number and 10 < number <= 21 else None


def read_numeric(match: re.Match[str], _anchor: Anchor) -> Meaning:
    """'23.11.2016', '04/02/1969' (day first unless it cannot be), '--/--/1974'."""
    day, month = match["a"], match["b"]
    if not day.isdigit():
        return Partial(int(match["year"]))
    pair = (int(day), int(month))
    if pair[1] > 12:
        pair = (pair[1], pair[0])
    return Partial(int(match["year"]), pair[1], pair[0])


def read_iso(match: re.Match[str], _anchor: Anchor) -> Meaning:
    """'2016-05-19'."""
    return match[0][:10]


def read_share_of_period(match: re.Match[str], anchor: Anchor) -> Meaning:
    """Halves, quarters and 'the first N months' of a year."""
    year = _year_said(match, anchor) or _reported_year(anchor)
    if year is None:
        return None
    if match["months"]:
        number = parse_cardinal(match["months"])
        if number is None or not 1 <= number <= 11:
            return None
        first, last = (1, number) if match["nth"] == "first" else (13 - number, 12)
    else:
        nth = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0, "1": 1, "2": 2}
        nth |= {"3": 3, "4": 4}
        size = 6 if match["half"] else 3
        number = nth[match["nth"] or match["quarter"]] or 12 // size
        if number * size > 12:
            return None
        first, last = (number - 1) * size + 1, number * size
    return f"{year}-{first:02d}/{year}-{last:02d}"


def _reported_year(anchor: Anchor) -> int | None:
    """'The year': of the report, or the year before where the report is known by year only."""
    return None if anchor.reference is None else anchor.reference.year


def _read_unit_of(which: str, unit: str, anchor: Anchor) -> str | None:
    """'Last month', 'that week', 'the following year' as EDTF."""
    which = " ".join(which.lower().split()).removeprefix("the ")
    if unit == "year":
        year = _reported_year(anchor) if which in {"the", ""} else _relative_year(which, anchor)
        return None if year is None else f"{year:04d}"
    if which in {"that", "that same", "same", "following", "previous", "preceding"} or (
        which == "next" and anchor.context is not None and anchor.today is None
    ):
        amount = {"following": 1, "next": 1, "previous": -1, "preceding": -1}.get(which, 0)
        return _week_or_month_by_context(anchor, unit, amount)
    if anchor.today is None or (
        anchor.grain == "year" or (anchor.grain != "day" and unit != "month")
    ):
        return None
    amount = {"last": -1, "next": 1, "coming": 1}.get(which, 0)
    if unit == "week":
        return calendar.week_of(anchor.today, amount)
    if unit == "weekend":
        return calendar.weekend_of(anchor.today, amount)
    return calendar.shift(anchor.today.isoformat(), unit, amount)


def _week_or_month_by_context(anchor: Anchor, unit: str, amount: int) -> str | None:
    if unit == "month":
        return calendar.shift_context(anchor, "month", amount)
    day = calendar.shift_context(anchor, "week", amount)
    lower = None if day is None else bounds(day)[0]
    if lower is None:
        return None
    return calendar.week_of(lower) if unit == "week" else calendar.weekend_of(lower)


def read_relative_unit(match: re.Match[str], anchor: Anchor) -> Meaning:
    """'Last week', 'late last month', 'the following year', 'the end of that month'."""
    if match["last_but_one"]:
        today = anchor.today
        return None if today is None else str(today.year - 2)
    unit, part = match["unit"].lower(), match["part"]
    edtf = _read_unit_of(match["which"], unit, anchor)
    if edtf is None or not part or part.lower() in {"earlier", "later", "sometime"}:
        return edtf
    date_said = parse_part(edtf)
    if date_said is None or date_said.day is not None:
        return edtf
    year = int(date_said.year) if date_said.year.isdigit() else None
    if date_said.month is None:
        return _part_of_year(Partial(year), part.lower())
    if part.lower() == "end" and year is not None:
        return Partial(year, date_said.month, last_day_of(year, date_said.month).day)
    return Partial(year, date_said.month, None, _PARTS[part.lower()])


def _part_of_year(partial: Partial, part: str) -> Partial:
    """'The end of the year' is about its last month, 'late in the year' its last third."""
    if part in {"end", "beginning", "start"}:
        return partial._replace(month=12 if part == "end" else 1, part=_PARTS[part])
    return partial._replace(part=_PARTS[part])


def read_years_end(_match: re.Match[str], anchor: Anchor) -> Meaning:
    """'Year's end': the last month of the year that the report is about."""
    year = _reported_year(anchor)
    return None if year is None else Partial(year, 12)


def read_deictic(match: re.Match[str], anchor: Anchor) -> Meaning:
    """'Today', 'yesterday', 'this morning', 'last night': counted from the day of the report."""
    if anchor.today is None or anchor.grain != "day":
        return None
    word = match[0].lower()
    amount = -1 if word.startswith(("yesterday", "last")) else int(word.startswith("tomorrow"))
    if "day before yesterday" in word:
        amount = -2
    return (anchor.today + timedelta(days=amount)).isoformat()


def read_day_by_context(match: re.Match[str], anchor: Anchor) -> Meaning:
    """'The same day', 'the next morning', 'the day before': counted from the context."""
    word = match[0].lower()
    amount = 0
    if re.search(r"following|next|after", word):
        amount = 1
    elif re.search(r"previous|preceding|before|earlier", word):
        amount = -1
    return calendar.shift_context(anchor, "day", amount)


def read_distance(match: re.Match[str], anchor: Anchor) -> Meaning:
    """'Three years ago' from the report; 'two days later' from the context."""
    vague = " ".join(match["number"].lower().split())
    if vague in {"several", "a few"}:
        return None
    number = 2 if vague == "a couple of" else parse_cardinal(vague) or 1
    way = match["way"].lower()
    unit = match["unit"].lower().rstrip("s")
    unit = "century" if unit.startswith("centur") else unit
    if unit == "century":
        return None
    about = bool(match["about"]) or unit == "decade" or vague == "a couple of"
    forward = way in {"later", "after", "afterwards", "afterward", "on"}
    if way == "ago":
        if anchor.today is None or (anchor.grain == "year" and unit in {"day", "week", "month"}):
            return None
        base = anchor.today.isoformat()[: {"day": 10, "month": 7}.get(anchor.grain, 4)]
        return calendar.shift(base, unit, -number, about=about)
    return calendar.shift_context(anchor, unit, number if forward else -number, about=about)


def read_past_span(match: re.Match[str], anchor: Anchor) -> Meaning:
    """'The past two years': they end with the report."""
    words = " ".join((match["number"] or "").lower().split())
    if words in {"several", "few", "a few"}:
        return None
    number = (parse_cardinal(words) or 1) if words else 1
    return calendar.past_span(anchor, match["unit"].lower().rstrip("s"), number)


def read_weekday(match: re.Match[str], anchor: Anchor) -> Meaning:
    """'On Monday', 'last Friday', 'the following Tuesday'."""
    which = " ".join((match["which"] or "").lower().split()).removeprefix("the ")
    which = {"that": "same", "that same": "same", "coming": "next"}.get(which, which)
    if which == "next" and match["which"].lower().startswith("the"):
        which = "following"
    number = WEEKDAYS.index(match["weekday"])
    return calendar.weekday(anchor, number, which)


def read_daytime(_match: re.Match[str], anchor: Anchor) -> Meaning:
    """'At dawn' with no date beside it: the day of the context."""
    return calendar.shift_context(anchor, "day", 0)


def read_since_then(_match: re.Match[str], anchor: Anchor) -> Meaning:
    """'Since then', 'has since': open from the context on."""
    if anchor.context is None:
        return None
    first, last = split_interval(anchor.context)
    start = first if last == ".." else last
    return None if start == ".." else f"{start.rstrip('~?%')}/.."
