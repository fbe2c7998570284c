"""Who published a document, and whose material it says it is: what origins are told by."""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

import sqlite3
from collections.abc import Iterable

import msgspec

_SHORT, _PART = 4000, 1500
"""Characters of a text that is looked through whole for credits, and of its ends otherwise."""
_IN = "IN (SELECT value FROM json_each(?))"


class Published:
    """Reads what is known of documents, by their ids, apart from their claims."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def get_publishers(self, documents: Iterable[str]) -> dict[str, str | None]:
        """Return the publisher of each document, by id."""
        given = msgspec.json.encode(list(documents)).decode()
        return dict(
            self._db.execute(f"SELECT id, publisher FROM documents WHERE id {_IN}", (given,))
        )

    def get_voices(self, documents: Iterable[str]) -> dict[str, str]:
        """Return the id of the entity that bears the publisher's name, by document."""
        given = msgspec.json.encode(list(documents)).decode()
        rows = self._db.execute(
            "SELECT d.id, c.id FROM documents d JOIN entities e ON e.norm = d.publisher_norm "
            "JOIN entities c ON c.key = e.cluster WHERE e.document IS NULL "
            f"AND e.class = 'body' AND e.kind <> 'place' AND d.id {_IN} ORDER BY c.id DESC",
            (given,),
        )
        return dict(rows)

    def get_openings(self, documents: Iterable[str]) -> dict[str, tuple[str, str | None]]:
        """Return how the text of each document begins and ends, and its byline, by id."""
        given = msgspec.json.encode(list(documents)).decode()
        rows = self._db.execute(
            f"SELECT id, CASE WHEN characters <= {_SHORT} THEN text ELSE substr(text, 1, {_PART}) "
            f"|| char(10) || substr(text, -{_PART}) END, byline FROM documents WHERE id {_IN}",
            (given,),
        )
        return {row[0]: (row[1], row[2]) for row in rows}

    def list_retold(self, documents: Iterable[str]) -> dict[str, set[str]]:
        """Return by document the names of those whose reports it retells anywhere.

        Those 'report' what it says, or stand between it and the root source.
        """
        given = msgspec.json.encode(list(documents)).decode()
        rows = self._db.execute(
            "SELECT DISTINCT d.id, e.name FROM documents d JOIN claims c ON c.document = d.key "
            "JOIN claim_sources s ON s.claim = c.key JOIN entities e ON e.key = s.entity "
            f"WHERE d.id {_IN} AND (s.act = 'reports' OR NOT s.is_root)",
            (given,),
        )
        found: dict[str, set[str]] = {}
        for document, name in rows:
            found.setdefault(document, set()).add(name)
        return found
