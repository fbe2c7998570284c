"""How likely a place is meant when its name is said, before and after a look at the document.

All weights are in powers of ten of population, so that one point means: as likely as a place of ten
times as many people.
"""

import math
from collections.abc import Iterable, Sequence

from reportedly.gazetteer import Candidate

_LEVEL_BONUS = {
    "country": 2.5,
    "capital": 1.0,
    "province": 0.0,
    "district": -1.0,
    "city": 0.0,
    "continent": 2.0,
    "region": 1.0,
    "water": 0.0,
    "mountain": 0.0,
    "island": 0.0,
    "site": -3.0,
}
_OWN_NAME = 2
_LIKENESS = (-2.5, -0.5, 0.0)
"""For another name of the place, one that begins like its own ('Fayzabad'), and its own."""
_SHARES_NAME = -2.0
"""For a province whose chief town has its name: the bare name is the town's."""
_CHIEF = 0.15
"""Share of the province's people by which a town is its chief town: Kandahar, never Quebec City."""
_ASKED_FOR = 3.0
_NOT_ASKED_FOR = -1.0
_SHARE_OF_COUNTRY = 3.0
_SHARE_OF_PROVINCE = 2.0
_NEAR = ((60.0, 1.5), (200.0, 1.0), (500.0, 0.5))
"""Kilometres to another place of the document → what it adds."""

_EARTH_RADIUS_KM = 6371.0
Position = tuple[float, float]
"""(latitude, longitude) in degrees."""


def rate_alone(
    place: Candidate, wanted: Sequence[str], namesakes: frozenset[int] = frozenset()
) -> float:
    """Return how likely `place` is by its size and level, and by the level asked for.

    `namesakes` are the provinces that a town takes the bare name from.
    """
    score = math.log10(max(place.population, 100)) + _LEVEL_BONUS[place.level]
    score += _LIKENESS[place.likeness]
    if place.id in namesakes:
        score += _SHARES_NAME
    if wanted:
        if place.level == wanted[0]:
            score += _ASKED_FOR
        elif place.level not in wanted:
            score += _NOT_ASKED_FOR
        else:
            score += _ASKED_FOR / 2
    return score


def find_namesakes(candidates: Sequence[Candidate]) -> frozenset[int]:
    """Return the ids of provinces whose chief town is among the candidates by its own name."""
    towns = {
        c.province: c.population
        for c in reversed(candidates)
        if c.level in {"city", "capital"} and c.likeness == _OWN_NAME
    }
    return frozenset(
        c.id
        for c in candidates
        if c.level == "province" and towns.get(c.province, 0) > _CHIEF * c.population
    )


def rate_in_document(
    place: Candidate, countries: dict[str, float], provinces: dict[str, float]
) -> float:
    """Return what the document's other places say: `countries` and `provinces` are shares of 1."""
    share = max((countries.get(c, 0.0) for c in place.countries.split()), default=0.0)
    return _SHARE_OF_COUNTRY * share + _SHARE_OF_PROVINCE * provinces.get(place.province, 0.0)


def rate_nearness(place: Candidate, others: Iterable[Position]) -> float:
    """Return what the nearest of the document's other places adds."""
    nearest = min((measure_km((place.lat, place.lon), other) for other in others), default=1e9)
    return next((bonus for limit, bonus in _NEAR if nearest <= limit), 0.0)


def contains(outer: Candidate, inner: Candidate) -> bool:
    """Whether `inner` lies in `outer`, a country, a province, a district or a region."""
    if outer.id == inner.id:
        return False
    if outer.level == "country":
        return outer.countries in inner.countries.split() and inner.level != "country"
    if outer.level == "province":
        return outer.province == inner.province and inner.level in {"district", "city", "capital"}
    if outer.level == "district":
        is_near = measure_km((outer.lat, outer.lon), (inner.lat, inner.lon)) < 60
        return outer.province == inner.province and inner.level == "city" and is_near
    return outer.level == "region" and bool(
        set(outer.countries.split()) & set(inner.countries.split())
    )


def measure_km(a: Position, b: Position) -> float:
    """Return the great-circle distance (haversine, spherical earth)."""
    lat_a, lat_b = math.radians(a[0]), math.radians(b[0])
    h = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(h)))
