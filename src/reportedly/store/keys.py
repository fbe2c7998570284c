"""Ids of entities, and their names → the keys that a case knows them by, many at a time.

What is in memory is bounded, and forgotten as soon as somebody else has written to the case. An
entity that is known here is known with all the names that the case has of it.
"""

import sqlite3
from collections.abc import Iterable

import msgspec

_MOST = 150_000
"""Entities and names that are remembered; it comes to about 80 MB."""


class Known:
    """An entity of the case: its key, and the keys of its names."""

    __slots__ = ("key", "names")

    def __init__(self, key: int) -> None:
        self.key = key
        self.names: dict[str, int] = {}


class Keys:
    """The keys of a case's entities and names, and the next ones that are free."""

    def __init__(self, db: sqlite3.Connection, most: int = _MOST) -> None:
        self._db, self._most = db, most
        self._entities: dict[str, Known] = {}
        self._size = 0
        self._is_whole = False
        self._turn: tuple[int, int] | None = None
        """What `PRAGMA data_version` gave, which other connections change, in which transaction."""
        self.next_entity = self.next_name = 0

    def begin(self, turn: int = 0) -> None:
        """Have nothing remembered that may be otherwise by now: called first in a transaction.

        `turn` counts the transactions of this connection, those within others too.
        """
        free = (self._find_next("entities"), self._find_next("names"))
        [version] = self._db.execute("PRAGMA data_version").fetchone()
        is_known = self._turn == (version, turn - 1)
        self._turn = (version, turn)
        # Where what was written is taken back, fewer stand there than were given keys.
        if not is_known or free != (self.next_entity, self.next_name):
            self._entities, self._size = {}, 0
            self.next_entity, self.next_name = free
            self._is_whole = self.next_entity == 1
        elif self._size > self._most:
            self._entities, self._size, self._is_whole = {}, 0, False

    def forget(self) -> None:
        """Have nothing remembered: something else of the transaction changes entities and names."""
        self._turn = None

    def load(self, entities: Iterable[str]) -> dict[str, Known]:
        """Look up entities (ids) and their names; return what is known, to which new ones are added."""
        if not self._is_whole:
            self._look_up([id_ for id_ in entities if id_ not in self._entities])
        return self._entities

    def add_entity(self, id_: str) -> Known:
        """Give a new entity its key."""
        known = self._entities[id_] = Known(self.next_entity)
        self.next_entity += 1
        self._size += 1
        return known

    def add_name(self, known: Known, name: str) -> int:
        """Give a new name of an entity its key."""
        key = known.names[name] = self.next_name
        self.next_name += 1
        self._size += 1
        return key

    def _look_up(self, entities: list[str]) -> None:
        if not entities:
            return
        found: dict[int, Known] = {}
        question = "SELECT id, key FROM entities WHERE id IN (SELECT value FROM json_each(?))"
        for id_, key in self._db.execute(question, (msgspec.json.encode(entities).decode(),)):
            found[key] = self._entities[id_] = Known(key)
        question = (
            "SELECT entity, name, key FROM names WHERE entity IN (SELECT value FROM json_each(?))"
        )
        rows = self._db.execute(question, (msgspec.json.encode(list(found)).decode(),)).fetchall()
        for entity, name, key in rows:
            found[entity].names[name] = key
        self._size += len(found) + len(rows)

    def _find_next(self, table: str) -> int:
        question = f"SELECT coalesce(max(key), 0) + 1 FROM {table}"  # noqa: S608 - two names, from above
        return int(self._db.execute(question).fetchone()[0])
