"""What is known of documents apart from their claims: publishers, credits, dates, names in common."""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

import sqlite3
from collections.abc import Iterable

from reportedly.store.binding import IN, bind

_SHORT, _PART = 4000, 1500
"""Characters of a text that is looked through whole for credits, and of its ends otherwise."""


class Published:
    """Reads what is known of documents, by their ids, apart from their claims."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def get_publishers(self, documents: Iterable[str]) -> dict[str, str | None]:
        """Return the publisher of each document, by id."""
        given = bind(documents)
        return dict(
            self._db.execute(f"SELECT id, publisher FROM documents WHERE id {IN}", (given,))
        )

    def get_voices(self, documents: Iterable[str]) -> dict[str, str]:
        """Return the id of the entity that bears the publisher's name, by document."""
        given = bind(documents)
        rows = self._db.execute(
            "SELECT d.id, c.id FROM documents d JOIN entities e ON e.norm = d.publisher_norm "
            "JOIN entities c ON c.key = e.cluster WHERE e.document IS NULL "
            f"AND e.class = 'body' AND e.kind <> 'place' AND d.id {IN} ORDER BY c.id DESC",
            (given,),
        )
        return dict(rows)

    def get_openings(self, documents: Iterable[str]) -> dict[str, tuple[str, str | None]]:
        """Return how the text of each document begins and ends, and its byline, by id."""
        given = bind(documents)
        rows = self._db.execute(
            f"SELECT id, CASE WHEN characters <= {_SHORT} THEN text ELSE substr(text, 1, {_PART}) "
            f"|| char(10) || substr(text, -{_PART}) END, byline FROM documents WHERE id {IN}",
            (given,),
        )
        return {row[0]: (row[1], row[2]) for row in rows}

    def list_retold(self, documents: Iterable[str]) -> dict[str, set[str]]:
        """Return by document the names of those whose reports it retells anywhere.

        Those 'report' what it says, or stand between it and the root source.
        """
        given = bind(documents)
        rows = self._db.execute(
            "SELECT DISTINCT d.id, e.name FROM documents d JOIN claims c ON c.document = d.key "
            "AND NOT c.is_rejected JOIN claim_sources s ON s.claim = c.key JOIN entities e ON e.key = s.entity "
            f"WHERE d.id {IN} AND (s.act = 'reports' OR NOT s.is_root)",
            (given,),
        )
        found: dict[str, set[str]] = {}
        for document, name in rows:
            found.setdefault(document, set()).add(name)
        return found

    def get_dates(self, documents: Iterable[int]) -> dict[str, str | None]:
        """Return by document id the EDTF date on which each was published."""
        question = f"SELECT id, published_on FROM documents WHERE key {IN}"
        return dict(self._db.execute(question, (bind(documents),)))

    def find_related(self, document: int, *, at_least: int, limit: int, hub: int) -> list[int]:
        """Return documents that name at least so many of the clusters that `document` names.

        Places do not count. A cluster that more than `hub` documents name leads nowhere.
        """
        rows = self._db.execute(
            "SELECT DISTINCT e.cluster FROM document_names u JOIN names n ON n.key = u.name "
            "JOIN entities e ON e.key = n.entity WHERE u.document = ? AND e.document IS NULL "
            "AND e.kind <> 'place' AND e.documents BETWEEN 2 AND ? "
            "OR u.document = ? AND e.document IS NULL AND e.kind <> 'place' AND e.cluster <> e.key",
            (document, hub, document),
        ).fetchall()
        found = self._db.execute(
            "SELECT u.document, count(DISTINCT e.cluster) AS shared FROM entities e "
            "JOIN names n ON n.entity = e.key JOIN document_names u ON u.name = n.key "
            f"WHERE e.cluster {IN} AND u.document <> ? GROUP BY u.document HAVING shared >= ? "
            "ORDER BY shared DESC, u.document LIMIT ?",
            (bind(row[0] for row in rows), document, at_least, limit),
        )
        return [row[0] for row in found]

    def list_loose_claims(self, entities: Iterable[int], *, most: int) -> list[int]:
        """Return the keys of claims that are weighed by the names which two reports share.

        Those are claims with a number or with nobody named on a side, in documents that name one
        of the entities, and do not wait themselves; an entity that more than `most` documents name,
        and a place, lead nowhere.
        """
        rows = self._db.execute(
            "SELECT c.key FROM claims c LEFT JOIN entities s ON s.key = c.subject "
            "LEFT JOIN entities o ON o.key = c.object WHERE c.document IN ("
            "SELECT u.document FROM entities e JOIN names n ON n.entity = e.key "
            f"JOIN document_names u ON u.name = n.key WHERE e.key {IN} "
            "AND e.kind <> 'place' AND e.documents <= ? "
            "AND NOT EXISTS (SELECT 1 FROM unsettled_documents w WHERE w.document = u.document)) "
            "AND (s.key IS NULL OR o.key IS NULL OR s.document IS NOT NULL "
            "OR o.document IS NOT NULL OR c.predicate = 'captured' "
            "OR json_extract(c.record, '$.qualifiers') <> '{}')",
            (bind(entities), most),
        )
        return [row[0] for row in rows]

    def find_topics(self, document: str) -> frozenset[str]:
        """Return the ids of the clusters, places apart, that a document (id) names."""
        rows = self._db.execute(
            "SELECT DISTINCT c.id FROM documents d JOIN document_names u ON u.document = d.key "
            "JOIN names n ON n.key = u.name JOIN entities e ON e.key = n.entity "
            "JOIN entities c ON c.key = e.cluster "
            "WHERE d.id = ? AND e.document IS NULL AND e.kind <> 'place'",
            (document,),
        )
        return frozenset(row[0] for row in rows)
