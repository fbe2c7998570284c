"""What is copied: the rows of fingerprints and shared passages on one connection.

Documents are spoken of by their keys. Nothing here walks the whole case but a listing of all.
"""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec

from reportedly.records import Copy, Passage

_IN = "IN (SELECT value FROM json_each(?))"


class Copied:
    """Reads and writes what is copied. Writes belong into the caller's transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def get_texts(self, documents: Iterable[int]) -> dict[int, tuple[str, str]]:
        """Return the id and text of each document."""
        question = f"SELECT key, id, text FROM documents WHERE key {_IN}"
        return {row[0]: (row[1], row[2]) for row in self._db.execute(question, (_json(documents),))}

    def has_runs(self, document: int, runs: Sequence[tuple[int, int]]) -> bool:
        """Whether the fingerprints (hash, position) of a document are kept already."""
        if not runs:
            return True
        question = "SELECT 1 FROM runs WHERE run = ? AND document = ? AND position = ?"
        return self._db.execute(question, (runs[0][0], document, runs[0][1])).fetchone() is not None

    def find_runs(self, run: int, limit: int) -> list[tuple[int, int]]:
        """Return at most `limit` places (document, position) where a fingerprint stands."""
        question = "SELECT document, position FROM runs WHERE run = ? LIMIT ?"
        return self._db.execute(question, (run, limit)).fetchall()

    def insert_runs(self, runs: Iterable[tuple[int, int, int]]) -> None:
        """Keep fingerprints, each (hash, document, position)."""
        self._db.executemany("INSERT OR IGNORE INTO runs VALUES (?, ?, ?)", sorted(runs))

    def forget_runs(self, document: int, runs: Iterable[tuple[int, int]]) -> None:
        """Forget the fingerprints (hash, position) of a document."""
        self._db.executemany(
            "DELETE FROM runs WHERE run = ? AND document = ? AND position = ?",
            [(run, document, position) for run, position in runs],
        )

    def insert_copies(self, copies: Iterable[tuple[int, int, Copy]]) -> None:
        """Keep passages that two documents (keys) share."""
        self._db.executemany(
            "INSERT INTO copies (a, a_start, a_end, b, b_start, b_end, words) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(a, c.a.start, c.a.end, b, c.b.start, c.b.end, c.words) for a, b, c in copies],
        )

    def list_copies_of(self, document: str) -> Iterator[Copy]:
        """Yield the passages that the document of that id shares with others."""
        question = "SELECT key FROM documents WHERE id = ?"
        return self.list_copies([row[0] for row in self._db.execute(question, (document,))])

    def list_copies(self, documents: Collection[int] | None = None) -> Iterator[Copy]:
        """Yield the shared passages, those with one of the documents, or all."""
        narrowed = "" if documents is None else f"WHERE c.a {_IN} OR c.b {_IN} "
        values = () if documents is None else (_json(documents),) * 2
        rows = self._db.execute(
            "SELECT x.id, c.a_start, c.a_end, y.id, c.b_start, c.b_end, c.words FROM copies c "
            f"JOIN documents x ON x.key = c.a JOIN documents y ON y.key = c.b {narrowed}"
            "ORDER BY c.b, c.a, c.b_start, c.a_start",
            values,
        )
        for a, a_start, a_end, b, b_start, b_end, words in rows:
            yield Copy(
                a=Passage(document=a, start=a_start, end=a_end),
                b=Passage(document=b, start=b_start, end=b_end),
                words=words,
            )


def _json(values: Iterable[int]) -> str:
    return msgspec.json.encode(list(values)).decode()
