"""Where and when: the places of a case with their positions, and its dated claims in order."""

from collections.abc import Iterable

from reportedly.case.weighing import Weighing
from reportedly.errors import UsageError
from reportedly.gazetteer import Gazetteer, Within, open_gazetteer
from reportedly.query import find_meant
from reportedly.store import PlaceSummary, Sighted
from reportedly.weigh import Locality, Standing, measure_km, settle_positions


class Situating(Weighing):
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
        same = self.canonical()
        ids = None if about is None else self._find_cluster(about, same)
        gazetteer = open_gazetteer(self._settings.cache)
        code = None if within is None else _find_code(gazetteer, within)
        found = list(self._store.list_places(ids))
        settled = settle_positions(_describe(found, gazetteer), same)
        kept = [
            place
            for place in settled
            if (near is None or any(_is_near(s, near) for s in place.standings))
            and (code is None or any(s.code == code for s in place.standings))
        ]
        return sorted(kept, key=lambda p: (not p.is_named, -p.claims, -p.documents, p.name))

    def _find_cluster(self, name: str, same: dict[str, str]) -> tuple[str, ...]:
        """The ids of all entities that are one with what `name` means."""
        meant = {same.get(e.id, e.id) for e in find_meant(self._store, name)}
        joined = {id_ for id_, stands in same.items() if stands in meant}
        return tuple(sorted(meant | joined))


def _describe(found: Iterable[PlaceSummary], gazetteer: Gazetteer | None) -> list[Locality]:
    """The places with every position and what it lies in, none of them taken yet."""
    summaries = list(found)
    spots = [
        (s.place.geonames, s.place.precision)
        for summary in summaries
        for s in summary.sighted
        if s.place.geonames is not None
    ]
    lies_in = gazetteer.find_within(spots) if gazetteer and spots else {}
    return [
        Locality(
            name=_choose_name(summary),
            entities=(summary.entity.id,),
            names=summary.entity.names,
            is_named=not summary.entity.is_local,
            documents=summary.documents,
            others=tuple(_make_standing(s, lies_in) for s in summary.sighted),
            predicates=summary.predicates,
            denied=summary.denied,
            unrealised=summary.unrealised,
            since=summary.since,
            until=summary.until,
        )
        for summary in summaries
    ]


def _make_standing(sighted: Sighted, lies_in: dict[tuple[int, str], Within]) -> Standing:
    place = sighted.place
    within = Within()
    if place.geonames is not None:
        within = lies_in.get((place.geonames, place.precision), within)
    return Standing(
        place=place,
        documents=sighted.documents,
        first=sighted.first,
        country=within.country,
        code=within.code,
        province=within.province,
    )


def _choose_name(summary: PlaceSummary) -> str:
    """The entity's name; where that is in capitals another one, or the gazetteer's."""
    name = summary.entity.name
    if not name.isupper() or len(name) < 4:
        return name
    known = (s.place.name for s in summary.sighted)
    return next((n for n in (*summary.entity.names, *known) if not n.isupper()), name)


def _is_near(standing: Standing, near: tuple[float, float, float]) -> bool:
    lat, lon, km = near
    return measure_km(standing.place, lat, lon) <= km


def _find_code(gazetteer: Gazetteer | None, country: str) -> str:
    if gazetteer is None:
        raise UsageError(
            "the index of places is not there, so that countries are not known: build it with "
            "'python -m reportedly.gazetteer'"
        )
    code = gazetteer.find_country(country)
    if code is None:
        raise UsageError(f"a country or its ISO 3166 code was expected, not '{country}'")
    return code
