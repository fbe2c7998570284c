"""Plain readings → rows, many documents at a time: what is kept one by one, by fewer statements.

The rows and their keys are those that the same readings give when they are kept one after another.
"""

import sqlite3
from collections.abc import Sequence

import msgspec

from reportedly.store.judged import recall_judged
from reportedly.store.keys import Keys
from reportedly.store.plain import Derived, Plain, PlainProblem, PlainReading, Values
from reportedly.store.protocol import Kept
from reportedly.store.write import DOCUMENT, PROBLEM, SIGHTING, insert_all_derived


class Bulk:
    """Writes plain readings, inside the caller's transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._keys = Keys(db)

    def keep(self, batch: Sequence[Plain], turn: int) -> tuple[list[Kept], list[int]]:
        """Keep readings and problems in their order, in the transaction of that number.

        Returns what became of each, and the keys of the documents that are new.
        """
        self._keys.begin(turn)
        return self._keep(batch)

    def forget(self) -> None:
        """Have nothing remembered: something else of the transaction changes entities and names."""
        self._keys.forget()

    def _keep(self, batch: Sequence[Plain]) -> tuple[list[Kept], list[int]]:
        readings = [plain for plain in batch if isinstance(plain, PlainReading)]
        known = self._find_documents([plain.document[0] for plain in readings])
        sighted = self._list_sightings(list(known.values()))
        [last] = self._db.execute("SELECT coalesce(max(key), 0) FROM documents").fetchone()
        kept: list[Kept] = []
        documents: list[Values] = []
        sightings: list[Values] = []
        problems: list[Values] = []
        derived: list[tuple[int, Derived]] = []
        for plain in batch:
            if isinstance(plain, PlainProblem):
                problems.append((None, *plain.row))
                kept.append("problem")
                continue
            key = known.get(plain.document[0])
            is_new = key is None
            if key is None:
                key = last = known[plain.document[0]] = last + 1
                documents.append((key, *plain.document))
                derived.append((key, plain.derived))
                problems.extend((key, *row) for row in plain.derived.problems)
            ways = (plain.own, *plain.sightings) if is_new else plain.sightings
            fresh = [row for row in dict.fromkeys(ways) if row[0] not in sighted]
            sighted.update(row[0] for row in fresh)
            sightings.extend((key, *row) for row in fresh)
            kept.append("added" if is_new else "sighted" if fresh else "known")
        self._insert_documents(documents, sightings)
        insert_all_derived(self._db, self._keys, derived)
        self._db.executemany(PROBLEM, problems)
        added = [key for key, _ in derived]
        recall_judged(self._db, added)
        return kept, added

    def _insert_documents(self, documents: list[Values], sightings: list[Values]) -> None:
        self._db.executemany(DOCUMENT, documents)
        self._db.executemany(
            "INSERT INTO document_words (rowid, title, text) VALUES (?, ?, ?)",
            [(row[0], row[6], row[2]) for row in documents],
        )
        self._db.executemany(SIGHTING, sightings)

    def _find_documents(self, ids: list[str]) -> dict[str, int]:
        question = "SELECT id, key FROM documents WHERE id IN (SELECT value FROM json_each(?))"
        return dict(self._db.execute(question, (_encode(ids),)))

    def _list_sightings(self, documents: list[int]) -> set[str]:
        question = "SELECT id FROM sightings WHERE document IN (SELECT value FROM json_each(?))"
        return {row[0] for row in self._db.execute(question, (_encode(documents),))}


def _encode(values: Sequence[str | int]) -> str:
    return msgspec.json.encode(values).decode()
