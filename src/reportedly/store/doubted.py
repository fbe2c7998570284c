"""Doubts and names one page at a time: the open ones in order, how many, and what bears on each.

Nothing here reads more of a case than the page that is asked for, but for counts over an index.
"""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

import sqlite3
from collections.abc import Collection, Iterable, Iterator

from reportedly.records import Join, Record
from reportedly.store.binding import IN, bind

_JUDGED = (
    "NOT EXISTS (SELECT 1 FROM entities p JOIN judged_pairs j ON j.{one} = p.id "
    "JOIN entities q ON q.id = j.{other} WHERE p.cluster = x.cluster AND q.cluster = y.cluster "
    "AND json_extract(j.record, '$.verb') IN ('different', 'unsure'))"
)
_OPEN = (
    "FROM likenesses l JOIN entities x ON x.key = l.a JOIN entities y ON y.key = l.b "
    "WHERE NOT l.is_joined AND NOT l.are_apart AND x.cluster <> y.cluster "
    f"AND {_JUDGED.format(one='a', other='b')} AND {_JUDGED.format(one='b', other='a')}"
)
_PAIR = "min(x.cluster, y.cluster), max(x.cluster, y.cluster)"


class NameUse(Record, frozen=True, kw_only=True):
    """One name of an entity in one document: how often it stands there, and who published that."""

    name: str
    document: str
    title: str
    publisher: str | None
    published_on: str | None
    mentions: int


class Doubted:
    """Reads what a person needs to say who is who."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def list_open(self) -> Iterator[Join]:
        """Yield the doubts that nobody judged, the surest first; of two clusters one is asked for."""
        rows = self._db.execute(
            f"SELECT x.id, y.id, l.score, l.reason, {_PAIR} {_OPEN} "
            "ORDER BY l.score DESC, x.id, y.id"
        )
        seen: set[tuple[int, int]] = set()
        for a, b, score, reason, *pair in rows:
            key = (pair[0], pair[1])
            if key not in seen:
                seen.add(key)
                yield Join(a=a, b=b, score=score, reason=reason, is_made=False)

    def count_open(self) -> int:
        """Return how many doubts `list_open` yields."""
        question = f"SELECT count(*) FROM (SELECT DISTINCT {_PAIR} {_OPEN})"
        return int(self._db.execute(question).fetchone()[0])

    def list_naming(self, entities: Iterable[int], limit: int) -> list[NameUse]:
        """Return which documents use which names of some entities (keys), the earliest first."""
        rows = self._db.execute(
            "SELECT n.name, d.id, coalesce(d.title, d.external_id, d.path, d.id), d.publisher, "
            "d.published_on, sum(u.mentions) FROM names n JOIN document_names u ON u.name = n.key "
            f"JOIN documents d ON d.key = u.document WHERE n.entity {IN} "
            "GROUP BY d.key, n.name ORDER BY d.key, n.name LIMIT ?",
            (bind(entities), limit),
        )
        columns = ("name", "document", "title", "publisher", "published_on", "mentions")
        return [NameUse(**dict(zip(columns, row, strict=True))) for row in rows]

    def list_name_uses(self, entities: Iterable[int], name: str, limit: int) -> list[NameUse]:
        """Return the first documents that use one name of some entities (keys)."""
        rows = self._db.execute(
            "SELECT n.name, d.id, coalesce(d.title, d.external_id, d.path, d.id), d.publisher, "
            "d.published_on, sum(u.mentions) FROM names n JOIN document_names u ON u.name = n.key "
            f"JOIN documents d ON d.key = u.document WHERE n.entity {IN} AND n.name = ? "
            "GROUP BY d.key ORDER BY d.key LIMIT ?",
            (bind(entities), name, limit),
        )
        columns = ("name", "document", "title", "publisher", "published_on", "mentions")
        return [NameUse(**dict(zip(columns, row, strict=True))) for row in rows]

    def list_meeting(self, ones: Collection[int], others: Collection[int], limit: int) -> list[str]:
        """Return the ids of the first documents that name some entities and others beside them."""
        naming = (
            "SELECT u.document FROM names n JOIN document_names u ON u.name = n.key "
            f"WHERE n.entity {IN}"
        )
        rows = self._db.execute(
            f"SELECT id FROM documents WHERE key IN ({naming} INTERSECT {naming}) "
            "ORDER BY key LIMIT ?",
            (bind(ones), bind(others), limit),
        )
        return [row[0] for row in rows]

    def list_shared(self, one: int, other: int, limit: int) -> list[tuple[str, str]]:
        """Return id and name of those whom both clusters are said to have to do with."""
        beside = (
            "SELECT object FROM propositions WHERE subject = ? AND object IS NOT NULL "
            "UNION SELECT subject FROM propositions WHERE object = ? AND subject IS NOT NULL"
        )
        rows = self._db.execute(
            "SELECT e.id, coalesce(e.label, e.name) FROM entities e "
            f"WHERE e.document IS NULL AND e.key IN (SELECT * FROM ({beside}) "
            f"INTERSECT SELECT * FROM ({beside})) AND e.key NOT IN (?, ?) "
            "ORDER BY e.documents, e.key LIMIT ?",
            (one, one, other, other, one, other, limit),
        )
        return [(row[0], row[1]) for row in rows]
