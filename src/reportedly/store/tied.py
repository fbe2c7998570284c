"""What is said of one entity, counted and listed a few at a time, the most often told first."""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from reportedly.store.binding import IN, bind

_OF = (
    f"key IN (SELECT key FROM propositions WHERE subject {IN} "
    f"UNION SELECT key FROM propositions WHERE object {IN})"
)


class TieSummary(NamedTuple):
    """How a proposition is told: its first claim's key, how many affirm and deny it.

    `origins` is how many independent ones it has, where they are counted already.
    """

    first: int
    affirmed: int
    denied: int
    is_stated: bool
    origins: int | None
    disputes: int


class Tied:
    """Reads what ties an entity, spoken of by the keys of its clusters."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def count_propositions(self, clusters: Iterable[int]) -> dict[str, int]:
        """Return how many propositions of each predicate are about clusters, most first."""
        given = bind(clusters)
        rows = self._db.execute(
            f"SELECT predicate, count(*) AS n FROM propositions WHERE {_OF} "
            "GROUP BY predicate ORDER BY n DESC, predicate",
            (given, given),
        )
        return dict(rows)

    def list_propositions(self, clusters: Iterable[int], predicate: str, limit: int) -> list[int]:
        """Return keys of propositions of one predicate, those that most claims tell first."""
        given = bind(clusters)
        rows = self._db.execute(
            f"SELECT key FROM propositions WHERE {_OF} AND +predicate = ? ORDER BY "
            "claims DESC, "
            "(SELECT min(claim) FROM tellings WHERE proposition = propositions.key) LIMIT ?",
            (given, given, predicate, limit),
        )
        return [row[0] for row in rows]

    def describe(self, propositions: Iterable[int]) -> dict[int, TieSummary]:
        """Return how often propositions (keys) are told, and in how many disputes their claims are."""
        rows = self._db.execute(
            "SELECT t.proposition, min(t.claim), sum(c.polarity = 'affirmed'), "
            "sum(c.polarity = 'denied'), max(c.certainty = 'stated'), p.origins, "
            "sum((SELECT count(*) FROM disputes WHERE a = t.claim) "
            "+ (SELECT count(*) FROM disputes WHERE b = t.claim)) "
            "FROM propositions p JOIN tellings t ON t.proposition = p.key "
            f"JOIN claims c ON c.key = t.claim WHERE p.key {IN} GROUP BY t.proposition",
            (bind(propositions),),
        )
        return {
            key: TieSummary(first, affirmed, denied, bool(is_stated), origins, disputes)
            for key, first, affirmed, denied, is_stated, origins, disputes in rows
        }

    def list_topics(self, clusters: Iterable[int], limit: int) -> list[tuple[str, str, int]]:
        """Return id, name and number of claims of those whom clusters, as root sources, speak of."""
        rows = self._db.execute(
            "SELECT o.id, coalesce(o.label, o.name), count(*) AS n FROM entities m "
            "CROSS JOIN claim_sources s ON s.entity = m.key AND s.is_root "
            "JOIN claims c ON c.key = s.claim AND NOT c.is_rejected "
            "JOIN entities e ON e.key = c.subject JOIN entities o ON o.key = e.cluster "
            f"WHERE m.cluster {IN} AND o.document IS NULL "
            "GROUP BY o.key ORDER BY n DESC, o.key LIMIT ?",
            (bind(clusters), limit),
        )
        return [(row[0], row[1], row[2]) for row in rows]

    def list_naming(self, clusters: Iterable[int], limit: int, offset: int) -> list[str]:
        """Return ids of documents that name one of the clusters, the last added first."""
        rows = self._db.execute(
            "SELECT d.id FROM documents d WHERE d.key IN (SELECT u.document FROM entities e "
            "JOIN names n ON n.entity = e.key JOIN document_names u ON u.name = n.key "
            f"WHERE e.cluster {IN}) ORDER BY d.key DESC LIMIT ? OFFSET ?",
            (bind(clusters), limit, offset),
        )
        return [row[0] for row in rows]
