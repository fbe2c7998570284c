"""Who is who: the rows of blocks, likenesses and clusters on one connection.

What is compared and joined is decided elsewhere; here it is kept and found again. Entities are
spoken of by their keys. Nothing here walks the whole case.
"""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import msgspec

from reportedly.records import Join, Judgement, Kind, Record
from reportedly.store.binding import IN, bind

_JUDGEMENT = msgspec.json.Decoder(Judgement)
_MEMBERS = msgspec.json.Decoder(set[int])

_JUDGED = (
    "NOT EXISTS (SELECT 1 FROM entities p JOIN judged_pairs j ON j.{one} = p.id "
    "JOIN entities q ON q.id = j.{other} WHERE p.cluster = x.cluster AND q.cluster = y.cluster "
    "AND json_extract(j.record, '$.verb') = 'different')"
)
_OPEN = f"{_JUDGED.format(one='a', other='b')} AND {_JUDGED.format(one='b', other='a')}"

_BEARERS = (
    "SELECT e.key, e.kind, e.is_compared, e.name, n.name, e.document IS NULL AND e.class <> 'activity' "
    "FROM (SELECT * FROM entities WHERE key > ? ORDER BY key LIMIT ?) e "
    "LEFT JOIN names n ON n.entity = e.key AND n.name <> e.name ORDER BY e.key, n.key"
)


class Named(Record, frozen=True, kw_only=True):
    """An entity that may be one with others: its key, id, kind, names and number of documents."""

    key: int
    id: str
    kind: Kind
    names: tuple[str, ...]
    documents: int
    cluster: int
    is_nameless: bool = False
    """Whether it has no name of its own to be compared by: a person alone can say who it is."""


class Bearer(NamedTuple):
    """An entity, its kind, whether it is compared, and its names, the first one first."""

    key: int
    kind: Kind
    is_compared: bool
    names: tuple[str, ...]


class Likeness(Record, frozen=True, kw_only=True):
    """What the names of two entities (keys, `a` < `b`) say; `are_apart` where one report has both."""

    a: int
    b: int
    score: float
    is_weak: bool
    are_apart: bool
    reason: str


class Clusters:
    """Reads and writes who is who. Writes belong into the caller's transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def list_uncompared(self, limit: int) -> list[int]:
        """Return keys of entities whose names are new since they were last compared."""
        question = "SELECT key FROM entities WHERE NOT is_compared ORDER BY key LIMIT ?"
        return [row[0] for row in self._db.execute(question, (limit,))]

    def count_uncompared(self) -> int:
        """Return how many entities there are whose names are new since they were last compared."""
        question = "SELECT count(*) FROM entities WHERE NOT is_compared"
        return int(self._db.execute(question).fetchone()[0])

    def count_entities(self) -> int:
        """Return about how many entities there are, those of one document too."""
        return int(self._db.execute("SELECT coalesce(max(key), 0) FROM entities").fetchone()[0])

    def walk_names(self, at_once: int) -> Iterator[list[Bearer]]:
        """Yield all entities that have names of their own, in the order of their keys, in parts."""
        last = 0
        while rows := self._db.execute(_BEARERS, (last, at_once)).fetchall():
            last = rows[-1][0]
            yield [bearer for bearer in map(_read_bearer, _group(rows)) if bearer is not None]

    def get_named(self, keys: Iterable[int]) -> dict[int, Named]:
        """Return the entities of these keys, each with its names, the first one first."""
        rows = self._db.execute(
            "SELECT e.key, e.id, e.kind, e.name, e.documents, e.cluster, "
            "e.document IS NOT NULL OR e.class = 'activity', n.name "
            f"FROM entities e LEFT JOIN names n ON n.entity = e.key WHERE e.key {IN} "
            "ORDER BY e.key, n.key",
            (bind(keys),),
        )
        found: dict[int, tuple[Any, ...]] = {}
        names: dict[int, tuple[str, ...]] = {}
        for key, id_, kind, name, documents, cluster, is_nameless, other in rows:
            if key not in found:
                found[key] = (id_, kind, documents, cluster, is_nameless)
                names[key] = (name,)
            if other is not None and other != name and other not in names[key]:
                names[key] += (other,)
        return {
            key: Named(
                key=key,
                id=id_,
                kind=kind,
                names=names[key],
                documents=documents,
                cluster=cluster,
                is_nameless=bool(is_nameless),
            )
            for key, (id_, kind, documents, cluster, is_nameless) in found.items()
        }

    def get_stamp(self) -> tuple[int, int]:
        """Return two numbers that are the same as long as nothing is written to the case."""
        version = self._db.execute("PRAGMA data_version").fetchone()[0]
        return int(version), self._db.total_changes

    def list_blocks(self, entities: Iterable[int]) -> set[int]:
        """Return what the names of some of these entities were known to share with others."""
        question = f"SELECT block FROM blocks WHERE entity {IN}"
        return {row[0] for row in self._db.execute(question, (bind(entities),))}

    def set_blocks(self, blocks: Mapping[int, Iterable[int]], *, are_new: bool) -> None:
        """Keep for each entity what its names share with others; `are_new` where none has any."""
        if not are_new:
            self._db.execute(f"DELETE FROM blocks WHERE entity {IN}", (bind(blocks),))
        rows = sorted((block, entity) for entity, shared in blocks.items() for block in shared)
        self._db.executemany("INSERT OR IGNORE INTO blocks VALUES (?, ?)", rows)

    def add_blocks(self, rows: Iterable[tuple[int, int]]) -> None:
        """Keep blocks, each with an entity that has none yet, in their order."""
        self._db.executemany("INSERT OR IGNORE INTO blocks VALUES (?, ?)", rows)

    def forget_blocks_of_uncompared(self) -> None:
        """Forget what those share with others whose names are to be compared."""
        self._db.execute(
            "DELETE FROM blocks WHERE entity IN (SELECT key FROM entities WHERE NOT is_compared)"
        )

    def list_members(self, blocks: Iterable[int], limit: int) -> dict[int, set[int]]:
        """Return for each block the keys of at most `limit` entities that share it, the least."""
        rows = self._db.execute(
            "SELECT value, (SELECT json_group_array(entity) FROM (SELECT entity FROM blocks "
            "WHERE block = given.value ORDER BY entity LIMIT ?)) FROM json_each(?) AS given",
            (limit, bind(blocks)),
        )
        return {block: _MEMBERS.decode(members) for block, members in rows}

    def set_likenesses(self, entities: Collection[int], found: Iterable[Likeness]) -> None:
        """Replace all that is known of the likeness of entities to others; they are compared now."""
        given = bind(entities)
        self._db.execute(f"DELETE FROM likenesses WHERE a {IN}", (given,))
        self._db.execute(f"DELETE FROM likenesses WHERE b {IN}", (given,))
        self._db.executemany(
            "INSERT OR REPLACE INTO likenesses (a, b, score, is_weak, are_apart, reason) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            sorted((x.a, x.b, x.score, x.is_weak, x.are_apart, x.reason) for x in found),
        )
        self._db.execute(f"UPDATE entities SET is_compared = 1 WHERE key {IN}", (given,))

    def list_likenesses(self, entities: Iterable[int]) -> list[Likeness]:
        """Return every likeness that one of the entities has a part in."""
        given = bind(entities)
        rows = self._db.execute(
            f"SELECT a, b, score, is_weak, are_apart, reason FROM likenesses WHERE a {IN} "
            f"UNION SELECT a, b, score, is_weak, are_apart, reason FROM likenesses WHERE b {IN} "
            "ORDER BY a, b",
            (given, given),
        )
        return [_read_likeness(row) for row in rows]

    def list_judged(self, entities: Iterable[int]) -> list[tuple[int, int, Judgement]]:
        """Return the pairs with one of the entities that a person judged, smaller keys first."""
        if self._db.execute("SELECT 1 FROM judged_pairs LIMIT 1").fetchone() is None:
            return []
        pairs = (
            "SELECT x.key, y.key, j.record FROM entities {one} JOIN judged_pairs j ON j.{side} = {one}.id "
            f"JOIN entities {{other}} ON {{other}}.id = j.{{end}} WHERE {{one}}.key {IN}"
        )
        one = pairs.format(one="x", other="y", side="a", end="b")
        other = pairs.format(one="y", other="x", side="b", end="a")
        rows = self._db.execute(f"{one} UNION {other}", (bind(entities),) * 2)
        return [(min(a, b), max(a, b), _JUDGEMENT.decode(record)) for a, b, record in sorted(rows)]

    def are_met(self, one: int, other: int) -> bool:
        """Whether one document names both entities."""
        few, many = sorted(
            (one, other),
            key=lambda key: self._db.execute(
                "SELECT documents FROM entities WHERE key = ?", (key,)
            ).fetchone()[0],
        )
        row = self._db.execute(
            "SELECT 1 FROM names n JOIN document_names u ON u.name = n.key WHERE n.entity = ? "
            "AND EXISTS (SELECT 1 FROM names o CROSS JOIN document_names w ON w.name = o.key "
            "AND w.document = u.document WHERE o.entity = ?) LIMIT 1",
            (few, many),
        ).fetchone()
        return row is not None

    def list_in_document(self, document: int) -> list[int]:
        """Return the entities with names of their own that a document names."""
        rows = self._db.execute(
            "SELECT DISTINCT n.entity FROM document_names u JOIN names n ON n.key = u.name "
            "JOIN entities e ON e.key = n.entity "
            "WHERE u.document = ? AND e.document IS NULL AND e.class <> 'activity'",
            (document,),
        )
        return sorted(row[0] for row in rows)

    def may_tell_apart(self, documents: Iterable[int], *, below: float) -> bool:
        """Whether `tell_apart` may touch what one of the documents names: seldom it does."""
        rows = self._db.execute(
            "SELECT DISTINCT n.entity FROM document_names u JOIN names n ON n.key = u.name "
            f"WHERE u.document {IN}",
            (bind(documents),),
        )
        given = bind(row[0] for row in rows)
        row = self._db.execute(
            # The plus sign keeps SQLite from looking for every pair.
            f"SELECT 1 FROM likenesses WHERE a {IN} AND +b {IN} "
            "AND NOT is_weak AND NOT are_apart AND score < ? LIMIT 1",
            (given, given, below),
        ).fetchone()
        return row is not None

    def tell_apart(self, entities: Sequence[int], *, below: float) -> list[int]:
        """Note of entities that one document names that it knows them apart; return those new.

        Only pairs whose likeness is strong and has a score `below` that of spellings are touched.
        """
        given = bind(entities)
        pairs = self._db.execute(
            f"SELECT a, b FROM likenesses WHERE a {IN} AND +b {IN} "
            "AND NOT is_weak AND NOT are_apart AND score < ?",
            (given, given, below),
        ).fetchall()
        self._db.executemany("UPDATE likenesses SET are_apart = 1 WHERE a = ? AND b = ?", pairs)
        return sorted({key for pair in pairs for key in pair})

    def list_clustered(self, entities: Iterable[int]) -> set[int]:
        """Return those of the entities that stand in a cluster with others, or under another name."""
        rows = self._db.execute(
            f"SELECT e.key FROM entities e WHERE e.key {IN} AND (e.cluster <> e.key OR e.label "
            "IS NOT NULL OR EXISTS (SELECT 1 FROM entities o WHERE o.cluster = e.key AND o.key <> e.key))",
            (bind(entities),),
        )
        return {row[0] for row in rows}

    def get_clusters(self, entities: Iterable[int]) -> dict[int, int]:
        """Return the cluster of each entity."""
        question = f"SELECT key, cluster FROM entities WHERE key {IN}"
        return dict(self._db.execute(question, (bind(entities),)))

    def list_cluster(self, clusters: Iterable[int]) -> list[int]:
        """Return the entities of these clusters."""
        question = f"SELECT key FROM entities WHERE cluster {IN} ORDER BY key"
        return [row[0] for row in self._db.execute(question, (bind(clusters),))]

    def set_clusters(
        self,
        clusters: Mapping[int, int],
        joined: Iterable[tuple[int, int]],
        labels: Mapping[int, str],
    ) -> None:
        """Put each entity into its cluster; `joined` are the likenesses that hold them together.

        `labels` are the names under which the entities that stand for clusters are shown.
        """
        self._db.execute(f"UPDATE likenesses SET is_joined = 0 WHERE a {IN}", (bind(clusters),))
        self._db.executemany(
            "UPDATE likenesses SET is_joined = 1 WHERE a = ? AND b = ?", sorted(joined)
        )
        self._db.executemany(
            "UPDATE entities SET cluster = ?1, label = ?3 WHERE key = ?2 "
            "AND (cluster <> ?1 OR label IS NOT ?3)",
            [(cluster, key, labels.get(key)) for key, cluster in sorted(clusters.items())],
        )

    def forget_labels(self, entities: Iterable[int]) -> None:
        """Show entities under no other name than their own."""
        self._db.execute(
            f"UPDATE entities SET label = NULL WHERE key {IN} AND label IS NOT NULL",
            (bind(entities),),
        )

    def list_claims_of(self, entities: Iterable[int]) -> list[int]:
        """Return the keys of all claims in which one of the entities stands, sources too."""
        given = bind(entities)
        rows = self._db.execute(
            f"SELECT key FROM claims WHERE subject {IN} UNION SELECT key FROM claims "
            f"WHERE object {IN} UNION SELECT claim FROM claim_sources WHERE entity {IN}",
            (given, given, given),
        )
        return [row[0] for row in rows]

    def list_same(self) -> dict[str, str]:
        """Return the id of the entity that stands for each, of all that are no local ones."""
        rows = self._db.execute(
            "SELECT e.id, c.id FROM entities e JOIN entities c ON c.key = e.cluster "
            "WHERE e.document IS NULL OR e.cluster <> e.key ORDER BY e.key"
        )
        return dict(rows)

    def find_likeness(self, one: str, other: str) -> Join | None:
        """Return what is known of two entities (ids): their likeness, and whether it joins them."""
        row = self._db.execute(
            "SELECT l.score, l.reason, l.is_joined FROM likenesses l WHERE "
            "l.a = (SELECT min(key) FROM entities WHERE id IN (?, ?)) AND "
            "l.b = (SELECT max(key) FROM entities WHERE id IN (?, ?))",
            (one, other) * 2,
        ).fetchone()
        if row is None:
            return None
        return Join(a=one, b=other, score=row[0], reason=row[1], is_made=bool(row[2]))

    def list_joins(
        self, entities: Iterable[int] | None, *, is_made: bool, limit: int = -1
    ) -> Iterator[Join]:
        """Yield the joins that were made, or the doubts, the surest first.

        A likeness within a cluster that did not itself make it is no doubt, and neither is one
        between clusters of which somebody judged two members different.
        """
        where = (
            "l.is_joined" if is_made else f"NOT l.is_joined AND x.cluster <> y.cluster AND {_OPEN}"
        )
        values: tuple[str, ...] = ()
        if entities is not None:
            where += f" AND (l.a {IN} OR l.b {IN})"
            values = (bind(entities),) * 2
        rows = self._db.execute(
            "SELECT x.id, y.id, l.score, l.reason FROM likenesses l JOIN entities x ON x.key = l.a "
            f"JOIN entities y ON y.key = l.b WHERE {where} AND NOT l.are_apart "
            "ORDER BY l.score DESC, x.key, y.key LIMIT ?",
            (*values, limit),
        )
        for a, b, score, reason in rows:
            yield Join(a=a, b=b, score=score, reason=reason, is_made=is_made)


def _group(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    """The rows of each entity together."""
    return (list(some) for _, some in groupby(rows, key=itemgetter(0)))


def _read_bearer(rows: Sequence[Sequence[Any]]) -> Bearer | None:
    key, kind, is_compared, name, _, is_named = rows[0]
    others = (row[4] for row in rows if row[4] is not None)
    names = tuple(dict.fromkeys((name, *others)))
    return Bearer(key, kind, bool(is_compared), names) if is_named else None


def _read_likeness(row: Sequence[Any]) -> Likeness:
    a, b, score, is_weak, are_apart, reason = row
    return Likeness(
        a=a, b=b, score=score, is_weak=bool(is_weak), are_apart=bool(are_apart), reason=reason
    )
