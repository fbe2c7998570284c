"""Where documents put the places of a case → one position for each place, or several that differ.

Places that were joined, and those put at one and the same spot of the gazetteer, are one place. Its
documents may put it at several positions. Those near each other, or of which one lies within the
reach of another ('Herat', 'Herat province'), agree. Of those that do not, one is taken only where it
has three times the documents of every other and the rest of the case speaks for it too; else the
place stays undecided, and all of its positions are shown. None is dropped in any case.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import msgspec

from reportedly.records import Place, Precision, Record

_EARTH_RADIUS_KM = 6371.0
_REACH_KM: dict[Precision, float] = {
    "city": 30.0,
    "district": 60.0,
    "province": 200.0,
    "country": 600.0,
    "region": 1000.0,
}
"""How far from its position a place of each precision may reach."""
_NEAR_KM = 300.0
_TIMES = 3


class Standing(Record, frozen=True, kw_only=True):
    """A position that some documents give a place, with the country and province that it is in.

    `predicates` counts the claims about the place in these documents.
    """

    place: Place
    documents: int
    first: tuple[str, ...] = ()
    country: str | None = None
    code: str | None = None
    province: str | None = None
    predicates: dict[str, int] = msgspec.field(default_factory=dict)


class Locality(Record, frozen=True, kw_only=True):
    """A place of a case and all that is said to have happened there.

    `position` is where it lies, as far as its documents agree; `others` are all other positions
    that some document gives it. With `others` and no `position`, it is undecided. `entities` are
    the ids of the entities that are this place, the one whose name it bears first.
    """

    name: str
    entities: tuple[str, ...]
    names: tuple[str, ...]
    is_named: bool
    documents: int
    position: Standing | None = None
    others: tuple[Standing, ...] = ()
    predicates: dict[str, int] = msgspec.field(default_factory=dict)
    denied: int = 0
    unrealised: int = 0
    since: date | None = None
    until: date | None = None

    @property
    def claims(self) -> int:
        """How many claims have it as their site or as an argument."""
        return sum(self.predicates.values())

    @property
    def standings(self) -> tuple[Standing, ...]:
        """All positions, the one that was taken first."""
        return (self.position, *self.others) if self.position else self.others


def settle_positions(found: Sequence[Locality], same: Mapping[str, str]) -> list[Locality]:
    """Return the places of `found`, in which every position still stands among `others`, settled.

    `same` gives the entity that stands for one that was joined to others. In the order of `found`.
    """
    joined = _join_by(found, lambda place: same.get(place.entities[0], place.entities[0]))
    alone = [p.others[0] for p in joined if len(p.others) == 1]
    settled = [_settle(place, alone) for place in joined]
    return _join_by(settled, _get_spot)


def measure_km(a: Place, lat: float, lon: float) -> float:
    """Return the distance of a place's position from another one, on a sphere."""
    lat1, lat2 = math.radians(a.lat), math.radians(lat)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(lon - a.lon) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(min(half, 1.0)))


def _get_spot(place: Locality) -> object:
    """What two settled places share that are one: GeoNames' id and precision; else its own id."""
    spot = place.position.place if place.position and not place.others else None
    if spot is None or spot.geonames is None:
        return place.entities[0]
    return spot.geonames, spot.precision


def _join_by(found: Iterable[Locality], get_key: Callable[[Locality], object]) -> list[Locality]:
    groups: defaultdict[object, list[Locality]] = defaultdict(list)
    for place in found:
        groups[get_key(place)].append(place)
    return [_join(group) if len(group) > 1 else group[0] for group in groups.values()]


def _join(group: Sequence[Locality]) -> Locality:
    """One place of several: the one of the most documents gives the name."""
    lead = max(group, key=lambda place: (place.is_named, place.documents))
    positions = _add_up(place.position for place in group)
    return Locality(
        name=lead.name,
        entities=tuple(dict.fromkeys([*lead.entities, *(e for p in group for e in p.entities)])),
        names=tuple(dict.fromkeys([*lead.names, *(n for p in group for n in p.names)])),
        is_named=lead.is_named,
        documents=sum(place.documents for place in group),
        position=positions[0] if positions else None,
        others=tuple(_add_up(standing for place in group for standing in place.others)),
        predicates=_add_counts(place.predicates for place in group),
        denied=sum(place.denied for place in group),
        unrealised=sum(place.unrealised for place in group),
        since=min((p.since for p in group if p.since), default=None),
        until=max((p.until for p in group if p.until), default=None),
    )


def _add_up(standings: Iterable[Standing | None]) -> list[Standing]:
    """The same positions as one, those of the most documents first."""
    found: dict[object, Standing] = {}
    for standing in standings:
        if standing is None:
            continue
        place = standing.place
        key = (place.geonames, place.lat, place.lon, place.precision)
        other = found.get(key)
        found[key] = standing if other is None else _add(other, standing)
    return sorted(found.values(), key=lambda s: (-s.documents, s.place.name, s.place.lat))


def _add(a: Standing, b: Standing) -> Standing:
    """Both as one; documents are counted once as far as their ids are known."""
    first = tuple(dict.fromkeys([*a.first, *b.first]))
    is_known = all(len(standing.first) == standing.documents for standing in (a, b))
    documents = len(first) if is_known else a.documents + b.documents
    said = _add_counts((a.predicates, b.predicates))
    return msgspec.structs.replace(a, documents=documents, first=first, predicates=said)


def _add_counts(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    return dict(sorted(total.items(), key=lambda item: (-item[1], item[0])))


def _settle(place: Locality, around: Sequence[Standing]) -> Locality:
    """The place with the position that its documents agree on, if they do."""
    if not place.others:
        return place
    camps = _find_camps(place.others)
    weights = [sum(standing.documents for standing in camp) for camp in camps]
    best = max(range(len(camps)), key=lambda n: weights[n])
    if len(camps) > 1:
        support = [max(_support(s, around) for s in camp) for camp in camps]
        is_clear = all(
            weights[best] >= _TIMES * weights[n] and support[best] >= support[n]
            for n in range(len(camps))
            if n != best
        )
        if not is_clear:
            return place
    camp = camps[best]
    # Where as many documents say so, the more precise position is taken.
    taken = min(camp, key=lambda s: (-s.documents, _REACH_KM[s.place.precision], s.place.name))
    return msgspec.structs.replace(
        place, position=taken, others=tuple(s for s in place.others if s is not taken)
    )


def _find_camps(standings: Sequence[Standing]) -> list[list[Standing]]:
    """The positions in groups that agree, each with the first of its group."""
    camps: list[list[Standing]] = []
    for standing in standings:
        camp = next((c for c in camps if do_agree(c[0].place, standing.place)), None)
        if camp is None:
            camps.append([standing])
        else:
            camp.append(standing)
    return camps


def do_agree(a: Place, b: Place) -> bool:
    """Whether two positions can be of one place, as far as their precision goes."""
    reach = max(_REACH_KM[a.precision], _REACH_KM[b.precision])
    return measure_km(a, b.lat, b.lon) <= reach


def _support(standing: Standing, around: Sequence[Standing]) -> int:
    """How many documents put other places of the case near by or in the same country."""
    place = standing.place
    return sum(
        other.documents
        for other in around
        if other.place != place
        and (
            (standing.code is not None and other.code == standing.code)
            or (
                other.place.precision in ("city", "district")
                and measure_km(place, other.place.lat, other.place.lon) <= _NEAR_KM
            )
        )
    )
