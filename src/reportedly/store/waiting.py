"""What waits in a case to be weighed: documents that are new, and claims to be weighed again."""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

import sqlite3
from collections.abc import Iterable, Iterator

from reportedly.store.binding import IN, bind
from reportedly.store.plain import CLAIMS_A_DOCUMENT


class Waiting:
    """Keeps what waits on one connection; documents and claims are spoken of by their keys."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def list_unsettled(self, limit: int) -> list[int]:
        """Return the keys of documents that were not weighed yet, the earliest first."""
        question = "SELECT document FROM unsettled_documents ORDER BY document LIMIT ?"
        return [row[0] for row in self._db.execute(question, (limit,))]

    def has_unsettled(self) -> bool:
        """Whether a document, a claim or a name waits."""
        row = self._db.execute(
            "SELECT EXISTS (SELECT 1 FROM unsettled_documents) "
            "OR EXISTS (SELECT 1 FROM unsettled_claims) "
            "OR EXISTS (SELECT 1 FROM entities WHERE NOT is_compared)"
        ).fetchone()
        return bool(row[0])

    def has_unsettled_claims(self, *, more_than: int) -> bool:
        """Whether more claims than so many wait to be weighed again."""
        question = "SELECT 1 FROM unsettled_claims LIMIT 1 OFFSET ?"
        return self._db.execute(question, (more_than,)).fetchone() is not None

    def count_unsettled(self) -> int:
        """Return how many documents wait to be weighed."""
        return int(self._db.execute("SELECT count(*) FROM unsettled_documents").fetchone()[0])

    def count_documents(self) -> int:
        """Return how many documents there are, those that wait and all others."""
        return int(self._db.execute("SELECT count(*) FROM documents").fetchone()[0])

    def queue_claims(self, claims: Iterable[int]) -> None:
        """Have claims weighed again."""
        self._db.executemany(
            "INSERT OR IGNORE INTO unsettled_claims VALUES (?)", [(key,) for key in claims]
        )

    def queue_settled_claims(self, claims: Iterable[int]) -> None:
        """Have claims weighed again, but for those of documents that wait: their turn comes."""
        self._db.execute(
            "INSERT OR IGNORE INTO unsettled_claims SELECT value FROM json_each(?) WHERE NOT EXISTS "
            "(SELECT 1 FROM unsettled_documents "
            f"WHERE document = CAST(value AS INTEGER) / {CLAIMS_A_DOCUMENT})",
            (bind(claims),),
        )

    def list_queued(self, claims: Iterable[int]) -> set[int]:
        """Return those of the claims that wait to be weighed again."""
        question = f"SELECT claim FROM unsettled_claims WHERE claim {IN}"
        return {row[0] for row in self._db.execute(question, (bind(claims),))}

    def forget_queued(self) -> None:
        """Let the claims of documents that wait no longer wait by themselves."""
        self._db.execute(
            "DELETE FROM unsettled_claims WHERE claim IN (SELECT c.key FROM unsettled_claims u "
            "JOIN claims c ON c.key = u.claim JOIN unsettled_documents d ON d.document = c.document)"
        )

    def take_claims(self, limit: int) -> list[int]:
        """Return claims that wait to be weighed again, and let them wait no longer."""
        question = "SELECT claim FROM unsettled_claims ORDER BY claim LIMIT ?"
        keys = [row[0] for row in self._db.execute(question, (limit,))]
        self._db.execute(f"DELETE FROM unsettled_claims WHERE claim {IN}", (bind(keys),))
        return keys

    def list_waiting(self) -> Iterator[int]:
        """Yield the keys of all documents that were not weighed yet, the earliest first."""
        for row in self._db.execute("SELECT document FROM unsettled_documents ORDER BY document"):
            yield int(row[0])

    def mark_settled(self, documents: Iterable[int]) -> None:
        """Note that documents were weighed."""
        given = bind(documents)
        self._db.execute(f"DELETE FROM unsettled_documents WHERE document {IN}", (given,))
