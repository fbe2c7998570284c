"""The places of a case as a map in the browser shows them: positions, how exact, how many claims.

Like `geography`, but by the few questions that answer for all places at once, and narrowed to the
claims about somebody or of some days. What is undecided there is undecided here.
"""

from collections.abc import Iterable
from pathlib import Path

from reportedly.gazetteer import open_gazetteer
from reportedly.geography import describe_places, describe_standing
from reportedly.plot.basemap import find_country
from reportedly.plot.map import REACH_KM, MapPoint
from reportedly.records import Precision, Record
from reportedly.store import SpotFilter, Store
from reportedly.weigh import Locality, Standing, settle_positions


class MapPosition(Record, frozen=True, kw_only=True):
    """Where some documents put a place: the middle of something that reaches `reach_km` from it.

    `lies_in` says what it is, in words. `country` is set where the position is a whole country: its
    name in the base map.
    """

    lat: float
    lon: float
    precision: Precision
    reach_km: float
    lies_in: str
    documents: int
    country: str | None = None


class MapPlace(Record, frozen=True, kw_only=True):
    """A place with the claims that are set there, of those that were asked for.

    `position` is where its documents agree that it lies; `others` are all other positions that some
    document gives it. With `others` and no `position` it is undecided, without both nothing is known.
    """

    name: str
    entities: tuple[str, ...]
    is_named: bool
    claims: int
    documents: int
    position: MapPosition | None = None
    others: tuple[MapPosition, ...] = ()


class MapPlaces(Record, frozen=True, kw_only=True):
    """The places with the most claims first, of `total` places; `claims` were counted at all of them."""

    places: tuple[MapPlace, ...]
    total: int
    claims: int


def list_map_places(store: Store, cache: Path, wanted: SpotFilter, limit: int) -> MapPlaces:
    """Return the places of the claims that are wanted, at most `limit` of them.

    Where all claims are, places that documents name without a claim are there too, and a place is
    always among those of claims about it.
    """
    counts = store.count_at_places(wanted)
    counted = {*counts, *(wanted.about or ())}
    settled = _settle(store, cache)
    found = [
        (sum(counts.get(entity, 0) for entity in place.entities), place)
        for place in settled
        if wanted.is_open or counted.intersection(place.entities)
    ]
    found.sort(key=lambda one: (not one[1].is_named, -one[0], -one[1].documents, one[1].name))
    return MapPlaces(
        places=tuple(_make_place(store, claims, place) for claims, place in found[:limit]),
        total=len(found),
        claims=sum(claims for claims, _ in found),
    )


def _settle(store: Store, cache: Path) -> list[Locality]:
    """All places: where one of them lies speaks for where the others do, so none is left out."""
    found = list(store.list_spots())
    same = {place.entity.id: place.stands_for for place in found}
    return settle_positions(describe_places(found, open_gazetteer(cache)), same)


def _make_place(store: Store, claims: int, place: Locality) -> MapPlace:
    is_joined = len(place.entities) > 1
    return MapPlace(
        name=place.name,
        entities=place.entities,
        is_named=place.is_named,
        claims=claims,
        documents=store.count_documents(place.entities) if is_joined else place.documents,
        position=_make_position(place.position) if place.position else None,
        others=tuple(map(_make_position, place.others)),
    )


def _make_position(standing: Standing) -> MapPosition:
    place = standing.place
    is_country = place.precision == "country"
    return MapPosition(
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
        reach_km=REACH_KM[place.precision],
        lies_in=describe_standing(standing),
        documents=standing.documents,
        country=find_country(place.lon, place.lat) if is_country else None,
    )


def list_points(places: Iterable[MapPlace]) -> list[MapPoint]:
    """Return a point for each position of each place, for a map that is drawn here."""
    return [
        MapPoint(
            name=place.name,
            lat=position.lat,
            lon=position.lon,
            precision=position.precision,
            label=_label(place, position),
            weight=place.claims if position is place.position else 0,
            note=f"{_count(place.claims)}, {position.lies_in}",
        )
        for place in places
        for position in filter(None, (place.position, *place.others))
    ]


def _label(place: MapPlace, position: MapPosition) -> str:
    if not place.others:
        return place.name
    return f"{place.name} (in {position.documents} of {place.documents} documents)"


def _count(number: int) -> str:
    return f"{number} claim{'' if number == 1 else 's'}"
