"""Claims over time: each with a time is in a bin, and bins fit what they show."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reportedly.weigh import build_periods
from reportedly.weigh.periods import Time

_DAYS = st.dates(date(1950, 1, 1), date(2030, 1, 1))


def _runs_forwards(ends: tuple[date | None, date | None]) -> bool:
    start, end = ends
    return (start or end) is not None and (start is None or end is None or start <= end)


_ENDS = st.tuples(st.none() | _DAYS, st.none() | _DAYS).filter(_runs_forwards)
_TIMES = st.lists(st.tuples(_ENDS, st.integers(1, 9)).map(lambda t: (*t[0], t[1])), max_size=12)


@given(_TIMES)
def test_a_bin_counts_the_claims_that_may_be_of_its_days(times: list[Time]) -> None:
    periods = build_periods(times)
    for one in periods.bins:
        touching = [
            (start, end, n)
            for start, end, n in times
            if (start is None or start <= one.end) and (end is None or end >= one.start)
        ]
        within = [
            n
            for start, end, n in touching
            if start is not None and end is not None and one.start <= start and end <= one.end
        ]
        assert one.within == sum(within)
        assert one.within + one.spanning == sum(n for _, _, n in touching)


@given(_TIMES, _DAYS, st.integers(0, 30_000))
def test_bins_follow_each_other_and_each_claim_is_in_one_or_outside(
    times: list[Time], since: date, days: int
) -> None:
    until = since + timedelta(days=days)
    periods = build_periods(times, since=since, until=until)
    assert periods.dated == sum(n for _, _, n in times)
    assert 1 <= len(periods.bins) <= 150
    assert periods.bins[0].start <= since
    assert periods.bins[-1].end >= until
    for one, following in zip(periods.bins, periods.bins[1:], strict=False):
        assert following.start - one.end == timedelta(days=1)
    outside = sum(
        n
        for start, end, n in times
        if (start and start > periods.bins[-1].end) or (end and end < periods.bins[0].start)
    )
    assert periods.outside == outside


def test_bins_are_as_fine_as_there_is_room() -> None:
    def find_grain(first: date, last: date) -> str:
        return build_periods([(first, first, 1), (last, last, 1)]).grain

    start = date(2020, 1, 1)
    assert find_grain(start, start) == "day"
    assert find_grain(start, date(2020, 4, 1)) == "day"
    assert find_grain(start, date(2024, 1, 1)) == "month"
    assert find_grain(date(1990, 1, 1), start) == "year"
    assert find_grain(date(1200, 1, 1), start) == "decade"
    assert find_grain(date(1, 1, 1), date(9999, 12, 31)) == "century"


def test_without_a_time_there_is_no_bin_and_what_gives_none_is_counted() -> None:
    periods = build_periods([], undated=7)
    assert (periods.bins, periods.undated, periods.dated) == ((), 7, 0)
