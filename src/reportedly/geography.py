"""The places of a case, put on the map: a store and the index of places → localities → points.

Works without the index too; countries and provinces are then not known.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from reportedly.gazetteer import Gazetteer, Within, open_gazetteer
from reportedly.plot import MapPoint
from reportedly.store import PlaceSummary, Sighted, Store
from reportedly.weigh import Locality, Standing, settle_positions


def list_localities(
    store: Store, cache: Path, about: Sequence[str] | None = None
) -> list[Locality]:
    """Return the places of a case, or of claims about some entities, each with its positions.

    `cache` is the folder of the index of places. Those with the most claims come first, nameless
    ones last.
    """
    found = list(store.list_places(about))
    same = {place.entity.id: place.stands_for for place in found}
    settled = settle_positions(describe_places(found, open_gazetteer(cache)), same)
    counted = (
        place
        if len(place.entities) == 1
        else msgspec.structs.replace(place, documents=store.count_documents(place.entities))
        for place in settled
    )
    return sorted(counted, key=lambda p: (not p.is_named, -p.claims, -p.documents, p.name))


def make_points(places: Iterable[Locality]) -> list[MapPoint]:
    """Return a point for each position of each place; places without a position give none.

    The weight is the number of claims. Of a place that documents put at several positions each one
    says so, in how many documents it stands, and counts the claims of these.
    """
    return [point for place in places for point in _list_points(place)]


def _list_points(place: Locality) -> Iterator[MapPoint]:
    for standing in place.standings:
        label = place.name
        if place.others:
            label = f"{place.name} (in {standing.documents} of {place.documents} documents)"
        claims = sum(standing.predicates.values()) if place.others else place.claims
        note = f"{claims} claim{'' if claims == 1 else 's'}"
        yield MapPoint(
            name=place.name,
            lat=standing.place.lat,
            lon=standing.place.lon,
            precision=standing.place.precision,
            label=label,
            weight=claims,
            note=f"{note}, {describe_standing(standing)}",
        )


def describe_standing(standing: Standing) -> str:
    """Return what is known of a position in words: 'city in Oueme, Benin'."""
    place = standing.place
    outer = [standing.province] if place.precision in ("city", "district") else []
    outer += [standing.country] if place.precision != "country" else []
    inside = ", ".join(name for name in outer if name)
    return f"{place.precision} in {inside}" if inside else place.precision


def describe_places(
    summaries: Sequence[PlaceSummary], gazetteer: Gazetteer | None
) -> list[Locality]:
    """Return the places with every position and what it lies in, none of them taken yet."""
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
        province=_turn_round(within.province),
        predicates=sighted.predicates,
    )


def _choose_name(summary: PlaceSummary) -> str:
    """The entity's name; where that is in capitals another one, or the gazetteer's."""
    name = summary.entity.name
    if not name.isupper() or len(name) < 4:
        return name
    known = (s.place.name for s in summary.sighted)
    return next((n for n in (*summary.entity.names, *known) if not n.isupper()), name)


def _turn_round(name: str | None) -> str | None:
    """'Dagestan, Respublika', as the gazetteer writes it → 'Dagestan'."""
    return name.split(",")[0] if name else None
