"""What is copied: the rows of fingerprints and shared passages on one connection.

Documents are spoken of by their keys. Nothing here walks the whole case but a listing of all.
"""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence

from reportedly.records import Copy, Passage
from reportedly.store.binding import IN, bind

NOT_SOUGHT, SOUGHT, PRINTED = range(3)
"""Nobody has looked for a document's copies; they are kept; and so are all its fingerprints."""

Passages = tuple[int, int, int, int, int, int, int]
"""A document, the start and end of a passage of it, the same of a later one, and how many words."""


class Copied:
    """Reads and writes what is copied. Writes belong into the caller's transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def get_texts(self, documents: Iterable[int]) -> dict[int, tuple[str, str]]:
        """Return the id and text of each document."""
        question = f"SELECT key, id, text FROM documents WHERE key {IN}"
        return {row[0]: (row[1], row[2]) for row in self._db.execute(question, (bind(documents),))}

    def has_runs(self, document: int, runs: Sequence[tuple[int, int]]) -> bool:
        """Whether the fingerprints (hash, position) of a document are kept already."""
        if not runs:
            return True
        question = "SELECT 1 FROM runs WHERE run = ? AND document = ? AND position = ?"
        return self._db.execute(question, (runs[0][0], document, runs[0][1])).fetchone() is not None

    def find_runs(self, runs: Iterable[int], most: int) -> list[tuple[int, int, int]]:
        """Return all places of fingerprints, each as (hash, document, position).

        Of one that stands in more than `most` places, some more than `most` are returned.
        """
        # The subquery reads no more than it must skip; nothing comes of it for most of them.
        question = (
            "SELECT r.run, r.document, r.position FROM json_each(?) j CROSS JOIN runs r "
            "ON r.run = j.value AND r.document <= coalesce("
            "(SELECT document FROM runs WHERE run = j.value LIMIT 1 OFFSET ?), 9223372036854775807)"
        )
        return self._db.execute(question, (bind(runs), most)).fetchall()

    def insert_runs(self, runs: Iterable[tuple[int, int, int]]) -> None:
        """Keep fingerprints, each (hash, document, position), best in that order."""
        self._db.executemany("INSERT OR IGNORE INTO runs VALUES (?, ?, ?)", runs)

    def forget_runs(self, document: int, runs: Iterable[tuple[int, int]]) -> None:
        """Forget the fingerprints (hash, position) of a document."""
        self._db.executemany(
            "DELETE FROM runs WHERE run = ? AND document = ? AND position = ?",
            [(run, document, position) for run, position in runs],
        )

    def insert_copies(self, copies: Iterable[Passages]) -> None:
        """Keep passages that two documents (keys) share."""
        self._db.executemany(
            "INSERT INTO copies (a, a_start, a_end, b, b_start, b_end, words) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            copies,
        )

    def get_states(self, documents: Iterable[int]) -> dict[int, int]:
        """Return how far each document is, one that does not wait as one that is not sought."""
        given = list(documents)
        question = f"SELECT document, copying FROM unsettled_documents WHERE document {IN}"
        return dict.fromkeys(given, NOT_SOUGHT) | dict(self._db.execute(question, (bind(given),)))

    def count_unprinted(self) -> int:
        """Return of how many documents that wait copies or fingerprints are not kept."""
        question = "SELECT count(*) FROM unsettled_documents WHERE copying <> ?"
        return int(self._db.execute(question, (PRINTED,)).fetchone()[0])

    def list_states(self) -> list[tuple[int, int]]:
        """Return the documents that wait and how far each is, in their order."""
        question = "SELECT document, copying FROM unsettled_documents ORDER BY document"
        return self._db.execute(question).fetchall()

    def mark_sought(self, documents: Iterable[int]) -> None:
        """Note that the copies of documents that wait are kept, but not their fingerprints."""
        question = f"UPDATE unsettled_documents SET copying = {SOUGHT} WHERE document {IN}"
        self._db.execute(question, (bind(documents),))

    def mark_printed(self) -> None:
        """Note that the fingerprints of all are kept whose copies were sought."""
        question = f"UPDATE unsettled_documents SET copying = {PRINTED} WHERE copying = {SOUGHT}"
        self._db.execute(question)

    def walk_runs(self, at_once: int) -> Iterator[list[tuple[int, int, int]]]:
        """Yield all fingerprints, each (hash, document, position), in their order, some at once.

        Nothing is read on between two: an open question keeps the log from being folded in.
        """
        question = (
            "SELECT run, document, position FROM runs WHERE (run, document, position) > (?, ?, ?) "
            "ORDER BY run, document, position LIMIT ?"
        )
        after = (-(1 << 63), -1, -1)
        while some := self._db.execute(question, (*after, at_once)).fetchall():
            yield some
            after = some[-1]

    def list_copies_of(self, document: str) -> Iterator[Copy]:
        """Yield the passages that the document of that id shares with others."""
        question = "SELECT key FROM documents WHERE id = ?"
        return self.list_copies([row[0] for row in self._db.execute(question, (document,))])

    def list_copies(self, documents: Collection[int] | None = None) -> Iterator[Copy]:
        """Yield the shared passages, those with one of the documents, or all."""
        for _, _, copy in self._walk(documents):
            yield copy

    def list_copies_by_document(self, documents: Collection[int]) -> Iterator[tuple[int, Copy]]:
        """Yield each of some documents with each passage that it shares."""
        wanted = set(documents)
        for a, b, copy in self._walk(documents):
            yield from ((document, copy) for document in {a, b} & wanted)

    def _walk(self, documents: Collection[int] | None) -> Iterator[tuple[int, int, Copy]]:
        narrowed = "" if documents is None else f"WHERE c.a {IN} OR c.b {IN} "
        values = () if documents is None else (bind(documents),) * 2
        rows = self._db.execute(
            "SELECT c.a, c.b, x.id, c.a_start, c.a_end, y.id, c.b_start, c.b_end, c.words "
            "FROM copies c JOIN documents x ON x.key = c.a JOIN documents y ON y.key = c.b "
            f"{narrowed}ORDER BY c.b, c.a, c.b_start, c.a_start",
            values,
        )
        for one, other, a, a_start, a_end, b, b_start, b_end, words in rows:
            copy = Copy(
                a=Passage(document=a, start=a_start, end=a_end),
                b=Passage(document=b, start=b_start, end=b_end),
                words=words,
            )
            yield one, other, copy
