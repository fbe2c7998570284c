"""The index as it is asked: a name → every place that bears it, the most populous first."""

import sqlite3
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from reportedly.errors import GazetteerError
from reportedly.gazetteer.build import build_index, prepare_index
from reportedly.gazetteer.folding import fold_name

_AT_MOST = 200
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

    def count(self) -> tuple[int, int]:
        """Return how many places and how many names the index holds."""
        [(places,)] = self._db.execute("SELECT count(*) FROM places")
        [(names,)] = self._db.execute("SELECT count(*) FROM names")
        return places, names


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
