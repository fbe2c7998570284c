"""Times and how many claims have each → bins of years, months or days, as fits: a histogram.

A time that lies in one bin is counted there; one that goes over the border of a bin is counted in
each that it touches, apart, as *spanning*: it may have happened in any of them. So each claim with
a time is in some bin, and the counts of a bin are those of the claims that the bin's days let through.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Literal

from reportedly.records import Record

PeriodGrain = Literal["day", "month", "year", "decade", "century"]
Time = tuple[date | None, date | None, int]
"""First and last day of a time, `None` where it is open, and how many claims have it."""
_BINS_AT_MOST = 150
_YEARS: dict[PeriodGrain, int] = {"year": 1, "decade": 10, "century": 100}


class PeriodBin(Record, frozen=True, kw_only=True):
    """Claims of one stretch of time; `start` and `end` are inclusive.

    `within` are those that happened in it, as far as their time is known; `spanning` those whose
    time goes beyond it.
    """

    start: date
    end: date
    within: int
    spanning: int


class Periods(Record, frozen=True, kw_only=True):
    """Claims over time. `outside` have a time before or after the bins, `undated` have none."""

    grain: PeriodGrain
    bins: tuple[PeriodBin, ...]
    dated: int
    undated: int
    outside: int = 0


def build_periods(
    times: Iterable[Time],
    *,
    undated: int = 0,
    since: date | None = None,
    until: date | None = None,
) -> Periods:
    """Return the bins from the first day that a time begins or ends on to the last.

    `since` and `until` are the days that the bins are to reach, whatever the claims have.
    """
    found = list(times)
    dated = sum(n for _, _, n in found)
    days = [day for start, end, _ in found for day in (start, end) if day is not None]
    first, last = since or min(days, default=None), until or max(days, default=None)
    if first is None or last is None or first > last:
        return Periods(grain="year", bins=(), dated=dated, undated=undated, outside=dated)
    grain = _choose_grain(first, last)
    starts = list(_list_starts(first, last, grain))
    ends = [*(start - timedelta(days=1) for start in starts[1:]), _find_end(starts[-1], grain)]
    within, steps, outside = [0] * len(starts), [0] * (len(starts) + 1), 0
    for start, end, n in found:
        if (start and start > ends[-1]) or (end and end < starts[0]):
            outside += n
            continue
        a = max(bisect_right(starts, start) - 1, 0) if start else 0
        b = bisect_right(starts, end) - 1 if end else len(starts) - 1
        is_within = start is not None and end is not None and starts[a] <= start and end <= ends[a]
        if is_within:
            within[a] += n
        else:
            steps[a] += n
            steps[b + 1] -= n
    return Periods(
        grain=grain,
        bins=_make_bins(starts, ends, within, list(accumulate(steps))),
        dated=dated,
        undated=undated,
        outside=outside,
    )


def _make_bins(
    starts: Sequence[date], ends: Sequence[date], within: Sequence[int], spanning: Sequence[int]
) -> tuple[PeriodBin, ...]:
    columns = zip(starts, ends, within, spanning, strict=False)
    return tuple(
        PeriodBin(start=start, end=end, within=inside, spanning=over)
        for start, end, inside, over in columns
    )


def _choose_grain(first: date, last: date) -> PeriodGrain:
    """The finest that gives not too many bins."""
    if (last - first).days < _BINS_AT_MOST:
        return "day"
    if (last.year - first.year) * 12 + last.month - first.month < _BINS_AT_MOST:
        return "month"
    grains = (g for g, n in _YEARS.items() if (last.year - first.year) // n < _BINS_AT_MOST)
    return next(grains, "century")


def _list_starts(first: date, last: date, grain: PeriodGrain) -> Iterator[date]:
    start = _find_start(first, grain)
    while start <= last:
        yield start
        end = _find_end(start, grain)
        if end == date.max:
            return
        start = end + timedelta(days=1)


def _find_start(day: date, grain: PeriodGrain) -> date:
    if grain == "day":
        return day
    if grain == "month":
        return day.replace(day=1)
    step = _YEARS[grain]
    return date(max(day.year // step * step, 1), 1, 1)


def _find_end(start: date, grain: PeriodGrain) -> date:
    if grain == "day":
        return start
    if grain == "month":
        following = (start.replace(day=28) + timedelta(days=4)).replace(day=1)
        return following - timedelta(days=1)
    step = _YEARS[grain]
    year = start.year // step * step + step - 1
    return date(min(year, date.max.year), 12, 31)
