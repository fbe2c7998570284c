"""The index as it is asked: a name → every place that bears it, the most populous first."""

import json
import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from reportedly.errors import GazetteerError
from reportedly.gazetteer.build import build_index, find_index, prepare_index
from reportedly.gazetteer.folding import fold_name

_AT_MOST = 200
_WITHIN = """
SELECT p.geonames, p.precision, c.countries, c.name, v.name
FROM places p
LEFT JOIN places c ON c.level = 'country' AND c.countries = p.countries
LEFT JOIN places v ON v.level = 'province' AND v.province = p.province AND p.province <> ''
WHERE p.geonames IN (SELECT value FROM json_each(?)) ORDER BY p.geonames, p.id
"""
_QUERY = """
SELECT p.id, p.level, p.name, p.geonames, p.countries, p.province, p.lat, p.lon, p.population,
       p.precision, n.likeness
FROM names n JOIN places p ON p.id = n.place WHERE n.folded = ?
ORDER BY p.population DESC, p.id LIMIT ?
"""


class Candidate(NamedTuple):
    """A place that bears a name. `likeness` is 2 for its own name, 1 for one that begins alike."""

    id: int
    level: str
    name: str
    geonames: int | None
    countries: str
    province: str
    lat: float
    lon: float
    population: int
    precision: str
    likeness: int


class Within(NamedTuple):
    """What a place lies in: the ISO 3166-1 code and the name of a country, the name of a province."""

    code: str | None = None
    country: str | None = None
    province: str | None = None


class Gazetteer:
    """Where the places of a name lie. Read only; lookups are remembered within the process."""

    def __init__(self, path: Path) -> None:
        """Open the index at `path`."""
        self.path = path
        self._db = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._db.execute(_QUERY, ("", 1)).fetchall()
        self.find = lru_cache(maxsize=50_000)(self._find)

    def _find(self, name: str) -> tuple[Candidate, ...]:
        """Return the places called `name`, in any spelling that folds to the same."""
        rows = self._db.execute(_QUERY, (fold_name(name), _AT_MOST))
        return tuple(Candidate(*row) for row in rows)

    def find_within(self, places: Iterable[tuple[int, str]]) -> dict[tuple[int, str], Within]:
        """Return what places lie in, by GeoNames id and precision; those that are not here are left out.

        A country lies in itself, and so does a province. What lies across countries lies in none.
        """
        wanted = set(places)
        ids = json.dumps(sorted({geonames for geonames, _ in wanted}))
        found: dict[tuple[int, str], Within] = {}
        for geonames, precision, code, country, province in self._db.execute(_WITHIN, (ids,)):
            if (geonames, precision) in wanted:
                found.setdefault((geonames, precision), Within(code, country, province))
        return found

    def find_country(self, name: str) -> str | None:
        """Return the ISO 3166-1 code of the country that `name` is a name or the code of."""
        countries = (c for c in self._find(name) if c.level == "country")
        if found := next(countries, None):
            return found.countries
        row = self._db.execute(
            "SELECT countries FROM places WHERE level = 'country' AND countries = ?",
            (name.strip().upper(),),
        ).fetchone()
        return None if row is None else str(row[0])

    def count(self) -> tuple[int, int]:
        """Return how many places and how many names the index holds."""
        [(places,)] = self._db.execute("SELECT count(*) FROM places")
        [(names,)] = self._db.execute("SELECT count(*) FROM names")
        return places, names


def open_gazetteer(folder: Path) -> Gazetteer | None:
    """Return the gazetteer where its index is there and can be read, and build none."""
    try:
        path = find_index(folder)
        return Gazetteer(path) if path.exists() else None
    except (sqlite3.Error, GazetteerError):
        return None


@lru_cache(maxsize=4)
def load_gazetteer(folder: Path) -> Gazetteer:
    """Return the gazetteer of this process, its index built in `folder` if it is not there.

    Raises `GazetteerError` where it cannot be built. A damaged file is built again.
    """
    path = prepare_index(folder)
    try:
        return Gazetteer(path)
    except sqlite3.Error:
        build_index(path)
    try:
        return Gazetteer(path)
    except sqlite3.Error as error:
        raise GazetteerError(f"the index of places cannot be read: {error}: {path}") from error
