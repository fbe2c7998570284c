"""What the located names of a document say together: shares of countries and provinces, positions.

Summed up once for all names, so that a long document costs what its length costs; each name hears
all but itself.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from reportedly.gazetteer import Candidate
from reportedly.locate.ranking import rate_in_document, rate_nearness

_FAR_LEVELS = frozenset({"country", "continent", "region", "water"})
_NEIGHBOURS = 60
"""So many of the places that a document names most often are asked how near they are."""


class Said(NamedTuple):
    """A place that the document names, and how many times."""

    place: Candidate
    times: int


class Surroundings:
    """The places of a document as one sees them."""

    def __init__(self, places: Sequence[Said]) -> None:
        """Sum up `places`, one for each name."""
        self._number = len(places)
        self._countries: dict[str, float] = defaultdict(float)
        self._provinces: dict[str, float] = defaultdict(float)
        for said in places:
            for country, times in _count_countries(said).items():
                self._countries[country] += times
            if said.place.province:
                self._provinces[said.place.province] += said.times
        self._in_countries = sum(self._countries.values())
        self._in_provinces = sum(self._provinces.values())
        near = [said for said in places if said.place.level not in _FAR_LEVELS]
        near.sort(key=lambda said: (-said.times, said.place.id))
        self._near = [said.place for said in near[:_NEIGHBOURS]]

    def is_alone(self, own: Said | None) -> bool:
        """Whether the document has no place but `own`."""
        return self._number == (own is not None)

    def speak_for(self, place: Candidate, own: Said | None) -> float:
        """Return how much the places other than `own` speak for `place`."""
        mine = _count_countries(own) if own else {}
        total = self._in_countries - sum(mine.values())
        countries = {
            c: (self._countries.get(c, 0.0) - mine.get(c, 0.0)) / total if total else 0.0
            for c in place.countries.split()
        }
        times = own.times if own and own.place.province else 0
        total = self._in_provinces - times
        held = self._provinces.get(place.province, 0.0) if place.province else 0.0
        if own and own.place.province == place.province:
            held -= times
        share = held / total if total else 0.0
        near = [(p.lat, p.lon) for p in self._near if own is None or p.id != own.place.id]
        return rate_in_document(place, countries, {place.province: share}) + rate_nearness(
            place, near
        )


def _count_countries(said: Said) -> dict[str, float]:
    codes = said.place.countries.split()
    return dict.fromkeys(codes, said.times / len(codes)) if codes else {}
