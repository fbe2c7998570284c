"""Where and when: the places of a case with their positions, and its dated claims in order."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from reportedly.case.asking import Asking
from reportedly.case.weighing import Weighing
from reportedly.edtf import bounds
from reportedly.errors import UsageError
from reportedly.gazetteer import open_gazetteer
from reportedly.geography import list_localities
from reportedly.mapping import MapPlaces, list_map_places
from reportedly.query import find_meant
from reportedly.store import SpotClaims, SpotFilter
from reportedly.weigh import (
    Locality,
    Periods,
    Standing,
    Timeline,
    build_periods,
    build_timeline,
    measure_km,
)


class Situating(Asking, Weighing):
    """Where and when the claims of a case are set."""

    def places(
        self,
        *,
        about: str | None = None,
        near: tuple[float, float, float] | None = None,
        within: str | None = None,
    ) -> list[Locality]:
        """Return the places of the case, those with the most claims first.

        `about` keeps the places of claims about one entity, or that place (a name or an id);
        `near` those at most so many kilometres from a latitude and longitude; `within` those in a
        country, by its name or its ISO 3166 code. Where documents put a place at several
        positions, one that fits is enough. Without the index of places countries are not known.
        Raises `CaseError` and `UsageError` for names like `claims`.
        """
        self._settle()
        ids = None if about is None else [e.id for e in find_meant(self._store, about)]
        cache = self._settings.cache
        code = None if within is None else _find_code(cache, within)
        return [
            place
            for place in list_localities(self._store, cache, ids)
            if (near is None or any(_is_near(s, near) for s in place.standings))
            and (code is None or any(s.code == code for s in place.standings))
        ]

    def map_places(
        self,
        *,
        about: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 500,
    ) -> MapPlaces:
        """Return the places of claims with their positions, those with the most claims first.

        Of all claims, or of those about one entity and those that may have been between `since` and
        `until` (EDTF). Raises `CaseError` and `UsageError` like `claims`.
        """
        self._settle()
        wanted = self._narrow(about, since, until)
        return list_map_places(self._store, self._settings.cache, wanted, limit)

    def claims_at(
        self,
        places: Sequence[str],
        *,
        about: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 50,
        after: int = 0,
    ) -> SpotClaims:
        """Return some of the claims that are set at places (ids), narrowed like `map_places`."""
        self._settle()
        wanted = self._narrow(about, since, until)
        return self._store.find_claims_at(places, wanted, limit=limit, after=after)

    def periods(
        self, *, about: str | None = None, since: str | None = None, until: str | None = None
    ) -> Periods:
        """Return how many claims are said to have happened when, in bins that fit.

        Of the whole case or about one entity; `since` and `until` (EDTF) say which days the bins
        are to reach. Raises `CaseError` and `UsageError` like `claims`.
        """
        self._settle()
        wanted = self._narrow(about, since, until)
        counts = self._store.count_days(wanted.about)
        return build_periods(
            ((day.start, day.end, day.claims) for day in counts.days),
            undated=counts.undated,
            since=wanted.since,
            until=wanted.until,
        )

    def timeline(
        self,
        *,
        about: str | None = None,
        predicate: str | Iterable[str] = (),
        since: str | None = None,
        until: str | None = None,
        place: str | None = None,
        min_confidence: float | None = None,
    ) -> Timeline:
        """Return what is said to have happened, in order, each time with all who say or deny it.

        Narrowed like `claims`. With `since` or `until`, what is of an unknown year is left out,
        and claims without a time are counted all the same.
        """
        names = tuple([predicate] if isinstance(predicate, str) else predicate)
        wanted: dict[str, Any] = {
            "about": about,
            "predicate": names,
            "place": place,
            "min_confidence": min_confidence,
        }
        claims = list(self.claims(**wanted, since=since, until=until))
        timeline = build_timeline(claims, self.propositions(about))
        if since is None and until is None:
            return timeline
        undated = sum(claim.when is None for claim in self.claims(**wanted))
        return msgspec.structs.replace(timeline, undated=undated)

    def _narrow(self, about: str | None, since: str | None, until: str | None) -> SpotFilter:
        return SpotFilter(
            about=None if about is None else tuple(e.id for e in find_meant(self._store, about)),
            since=None if since is None else bounds(since)[0],
            until=None if until is None else bounds(until)[1],
        )


def _is_near(standing: Standing, near: tuple[float, float, float]) -> bool:
    lat, lon, km = near
    return measure_km(standing.place, lat, lon) <= km


def _find_code(cache: Path, country: str) -> str:
    gazetteer = open_gazetteer(cache)
    if gazetteer is None:
        raise UsageError(
            "the index of places is not there, so that countries are not known: build it with "
            "'python -m reportedly.gazetteer'"
        )
    code = gazetteer.find_country(country)
    if code is None:
        raise UsageError(f"a country or its ISO 3166 code was expected, not '{country}'")
    return code
