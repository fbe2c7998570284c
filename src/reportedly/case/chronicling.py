"""What is said to have happened, a page at a time: only the claims of the page are read.

The episodes of all pages together are those of `timeline`, in the same order: a claim's proposition
is read whole, and an episode is given once every claim of its day was met.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from heapq import heappop, heappush
from itertools import groupby, islice
from typing import Self

from reportedly.assess import load_propositions
from reportedly.case.situating import Situating
from reportedly.errors import UsageError
from reportedly.records import Claim, Record
from reportedly.store import ClaimPage, Dated, SpotFilter, Store
from reportedly.weigh import Episode, Timeline, build_timeline, rank_episode, read_moment

_YEARLESS_AT_MOST = 200
_MARK = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d{1,6})")


class Chronicle(Record, frozen=True, kw_only=True):
    """Some episodes in order; with `after`, what to ask for the following ones with.

    `yearless` stand on the first page, where no time was asked for. `dated` claims may be of the
    time that was asked for, `undated` ones give no year, and so are none of `episodes`.
    """

    episodes: tuple[Episode, ...]
    yearless: tuple[Episode, ...]
    after: str | None
    dated: int
    undated: int


class _Place(Record, frozen=True, kw_only=True):
    """Where a page begins: a day, and how many episodes of it stand on earlier pages."""

    day: date
    given: int

    @classmethod
    def read(cls, text: str) -> Self:
        match = _MARK.fullmatch(text)
        try:
            day = date.fromisoformat(match[1]) if match else None
        except ValueError:
            day = None
        if match is None or day is None:
            raise UsageError(
                f"what an earlier page ended with was expected, such as 2021-03-14.2, not '{text}'"
            )
        return cls(day=day, given=int(match[2]))


class Chronicling(Situating):
    """The timeline of a case, however long it is."""

    def chronicle(
        self,
        *,
        about: str | None = None,
        since: str | None = None,
        until: str | None = None,
        after: str | None = None,
        limit: int = 200,
    ) -> Chronicle:
        """Return at most `limit` episodes, the earliest first, or those that follow a page.

        Of the claims about one entity, and of those that may have been between `since` and `until`
        (EDTF). Raises `CaseError` and `UsageError` like `claims`.
        """
        self._settle()
        wanted = self._narrow(about, since, until)
        place = None if after is None else _Place.read(after)
        found = list(islice(_walk(self._store, wanted, place), limit + 1))
        periods = self.periods(about=about, since=since, until=until)
        is_whole = wanted.since is None and wanted.until is None and place is None
        return Chronicle(
            episodes=tuple(found[:limit]),
            yearless=_list_yearless(self._store, wanted) if is_whole else (),
            after=_write_place(found[:limit], place) if len(found) > limit else None,
            dated=periods.dated - periods.outside,
            undated=periods.undated,
        )

    def undated(self, *, about: str | None = None, limit: int = 50, after: int = 0) -> ClaimPage:
        """Return at most `limit` claims that give no year, in the order of reading, after a page."""
        self._settle()
        wanted = self._narrow(about, None, None)
        return self._store.find_undated(wanted.about, limit=limit, after=after)


def _walk(store: Store, wanted: SpotFilter, place: _Place | None) -> Iterator[Episode]:
    """The episodes from a place on: each as soon as no claim of its day is left."""
    waiting: list[tuple[tuple[object, ...], Episode]] = []
    seen: set[int] = set()
    start = place.day.isoformat() if place else ""
    to_skip = place.given if place else 0
    claims = store.walk_dated(
        wanted.about, (wanted.since, wanted.until), place.day if place else None
    )
    for day, same in groupby(claims, key=lambda one: one.day):
        while waiting and _get_day(waiting[0][1]) < day:
            yield heappop(waiting)[1]
        found = [e for t in _build(store, wanted, same, seen) for e in t.episodes]
        for episode in sorted(found, key=rank_episode):
            if _get_day(episode) >= start:
                heappush(waiting, (rank_episode(episode), episode))
        while to_skip and waiting and _get_day(waiting[0][1]) <= start:
            heappop(waiting)
            to_skip -= 1
    while waiting:
        yield heappop(waiting)[1]


def _build(
    store: Store, wanted: SpotFilter, claims: Iterable[Dated], seen: set[int]
) -> Iterator[Timeline]:
    """The timeline of each proposition that some claims tell, those apart that were seen."""
    for one in claims:
        if one.proposition is None:
            claim = store.find_claim(one.id)
            yield build_timeline([claim] if claim else [], [])
        elif one.proposition not in seen:
            seen.add(one.proposition)
            told = load_propositions(store.weighed, store.copied, one.proposition)
            tellings = [t.claim for p in told for t in (*p.affirmed, *p.denied)]
            yield build_timeline([c for c in tellings if _is_wanted(c, wanted)], told)


def _is_wanted(claim: Claim, wanted: SpotFilter) -> bool:
    """Whether a claim of a proposition may be of the time that is asked for."""
    if wanted.since is None and wanted.until is None:
        return True
    moment = read_moment(claim.when.edtf) if claim.when else None
    if moment is None or (moment.start is None and moment.end is None):
        return False
    is_late = wanted.since is None or (moment.end or date.max) >= wanted.since
    return is_late and (wanted.until is None or (moment.start or date.min) <= wanted.until)


def _list_yearless(store: Store, wanted: SpotFilter) -> tuple[Episode, ...]:
    claims = store.list_yearless(wanted.about, _YEARLESS_AT_MOST)
    found = [e for t in _build(store, wanted, claims, set()) for e in t.yearless]
    return tuple(sorted(found, key=rank_episode))


def _get_day(episode: Episode) -> str:
    day = episode.moment.start or episode.moment.end
    return day.isoformat() if day else ""


def _write_place(page: list[Episode], before: _Place | None) -> str:
    """What the page ends with: its last day, and how many episodes of that day were given."""
    day = _get_day(page[-1])
    given = sum(_get_day(episode) == day for episode in page)
    if before is not None and before.day.isoformat() == day:
        given += before.given
    return f"{day}.{given}"
