"""Propositions as the edges of a network: the rows behind it, narrowed and counted; its layout.

An edge is a proposition whose two sides are entities with names; sides are the keys of the entities
that stand for all that were joined. What rows come to is said elsewhere. No claim is decoded here.
"""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

import msgspec

from reportedly.records import Act, Certainty, Kind, Record
from reportedly.store.binding import IN, bind

_OPEN_START, _OPEN_END = "0001-01-01", "9999-12-31"


class EdgeRow(NamedTuple):
    """A proposition between two named entities. `origins` is `None` until it is counted."""

    key: int
    subject: int
    object: int
    origins: int | None
    claims: int


class Narrowing(NamedTuple):
    """Which edges are wanted: every field narrows.

    `among` and `without` are propositions (keys). Those with fewer than `least` origins are left out,
    one that is not counted having as many as claims.
    """

    predicates: Collection[str] | None = None
    is_unrealised: bool | None = None
    among: Collection[int] | None = None
    without: Collection[int] = ()
    least: int = 0
    is_counted: bool = False


class EdgeName(NamedTuple):
    """What an edge is called by: its id, its predicate, and whether it is planned only."""

    id: str
    predicate: str
    is_unrealised: bool


class TellingCount(NamedTuple):
    """Claims of an edge that tell it alike, how many, and the days that they speak of."""

    edge: int
    polarity: Literal["affirmed", "denied"]
    certainty: Certainty
    act: Act | None
    claims: int
    first: str | None
    last: str | None


class NodeRow(Record, frozen=True, kw_only=True):
    """An entity that stands for all that were joined, under its key."""

    key: int
    id: str
    name: str
    kind: Kind
    documents: int


class Charted:
    """Reads the edges of the network on one connection; writes belong into a transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def find_key(self, proposition: str) -> int | None:
        """Return the key of the proposition of that id."""
        question = "SELECT key FROM propositions WHERE id = ?"
        row = self._db.execute(question, (proposition,)).fetchone()
        return None if row is None else int(row[0])

    def list_edges(
        self,
        wanted: Narrowing | None = None,
        *,
        around: Collection[int] | None = None,
        between: Collection[int] | None = None,
    ) -> list[EdgeRow]:
        """Return the edges in the order of their keys: all, those `around` some nodes, or `between`."""
        is_free = around is None and between is None
        where, values = _narrow(wanted or Narrowing(), key="key" if is_free else "+key")
        sides = "subject IS NOT NULL AND object IS NOT NULL"
        if around is not None:
            sides = f"key IN (SELECT key FROM propositions WHERE subject {IN} "
            sides += f"UNION SELECT key FROM propositions WHERE object {IN}) "
            sides += "AND +subject IS NOT NULL AND +object IS NOT NULL"
            values = [bind(around), bind(around), *values]
        elif between is not None:
            sides = f"subject {IN} AND +object {IN}"
            values = [bind(between), bind(between), *values]
        rows = self._db.execute(
            f"SELECT key, subject, object, origins, claims FROM propositions WHERE {sides}{where} "
            "ORDER BY key",
            values,
        )
        return list(map(EdgeRow._make, rows))

    def rank_nodes(self, wanted: Narrowing, limit: int) -> tuple[list[int], int, int]:
        """Return the first nodes by the edges that are wanted, and how many nodes and edges there are.

        First are those of most origins, an edge that is not counted having as many as claims; then of
        most claims; then those met first.
        """
        where, values = _narrow(wanted)
        halves = " UNION ALL ".join(
            f"SELECT * FROM (SELECT {mine} AS node, sum(coalesce(origins, claims)) AS origins, "
            f"sum(claims) AS claims, count(*) AS edges FROM propositions INDEXED BY {index} "
            f"WHERE {mine} IS NOT NULL AND {theirs} IS NOT NULL{where} GROUP BY {mine})"
            for mine, theirs, index in (
                ("subject", "object", "propositions_by_subject"),
                ("object", "subject", "propositions_by_object"),
            )
        )
        rows = self._db.execute(
            "WITH nodes AS MATERIALIZED (SELECT node, sum(origins) AS origins, sum(claims) AS claims, "
            f"sum(edges) AS edges FROM ({halves}) GROUP BY node) SELECT node, "
            "(SELECT count(*) FROM nodes), (SELECT sum(edges) FROM nodes) FROM nodes "
            "ORDER BY origins DESC, claims DESC, node LIMIT ?",
            (*values, *values, limit),
        ).fetchall()
        # Each edge was met from both of its sides.
        return [row[0] for row in rows], rows[0][1] if rows else 0, rows[0][2] // 2 if rows else 0

    def count_waiting(self, wanted: Narrowing) -> int:
        """Return how many of the edges are not counted yet."""
        where, values = _narrow(wanted)
        question = (
            "SELECT count(*) FROM propositions WHERE subject IS NOT NULL AND object IS NOT NULL "
            f"AND origins IS NULL{where}"
        )
        return int(self._db.execute(question, values).fetchone()[0])

    def count_nameless(self) -> int:
        """Return how many propositions have a side without a name, and so are no edge."""
        question = "SELECT count(*) FROM propositions WHERE subject IS NULL OR object IS NULL"
        return int(self._db.execute(question).fetchone()[0])

    def find_marked(self, mark: Literal["denied", "hedged"]) -> set[int]:
        """Return the keys of the propositions that some claim denies, or is hedged of."""
        index, where = {
            "denied": ("claims_denied", "c.polarity = 'denied'"),
            "hedged": ("claims_not_stated", "c.certainty <> 'stated' AND c.certainty = 'hedged'"),
        }[mark]
        rows = self._db.execute(
            f"SELECT DISTINCT t.proposition FROM claims c INDEXED BY {index} "
            f"JOIN tellings t ON t.claim = c.key WHERE {where}"
        )
        return {row[0] for row in rows}

    def get_origins(self, edges: Iterable[int]) -> dict[int, int | None]:
        """Return by key how many origins each of some edges has, `None` where not counted."""
        question = f"SELECT key, origins FROM propositions WHERE key {IN}"
        return dict(self._db.execute(question, (bind(edges),)))

    def get_names(self, edges: Iterable[int]) -> dict[int, EdgeName]:
        """Return what the edges of these keys are called by."""
        rows = self._db.execute(
            f"SELECT key, id, predicate, is_unrealised FROM propositions WHERE key {IN}",
            (bind(edges),),
        )
        return {row[0]: EdgeName(row[1], row[2], bool(row[3])) for row in rows}

    def list_tellings(self, edges: Iterable[int]) -> Iterator[TellingCount]:
        """Yield how the claims of edges tell them: a row for each way, edge by edge."""
        rows = self._db.execute(
            "SELECT t.proposition, c.polarity, c.certainty, s.act, count(*), "
            f"min(nullif(c.happened_from, '{_OPEN_START}')), "
            f"max(nullif(c.happened_to, '{_OPEN_END}')) "
            "FROM tellings t CROSS JOIN claims c ON c.key = t.claim "
            "LEFT JOIN claim_sources s ON s.claim = c.key AND s.is_root "
            f"WHERE t.proposition {IN} AND NOT c.is_rejected GROUP BY 1, 2, 3, 4 ORDER BY 1",
            (bind(edges),),
        )
        for row in rows:
            yield TellingCount(*row)

    def get_nodes(self, entities: Iterable[int]) -> dict[int, NodeRow]:
        """Return the entities of these keys, with how many documents name one of those joined."""
        rows = self._db.execute(
            "SELECT c.key, c.id, coalesce(c.label, c.name), c.kind, CASE WHEN "
            "(SELECT count(*) FROM entities e WHERE e.cluster = c.key) = 1 THEN c.documents ELSE "
            "(SELECT count(DISTINCT u.document) FROM entities e JOIN names n ON n.entity = e.key "
            "JOIN document_names u ON u.name = n.key WHERE e.cluster = c.key) END "
            f"FROM entities c WHERE c.key {IN}",
            (bind(entities),),
        )
        columns = NodeRow.__struct_fields__
        return {
            row[0]: msgspec.convert(dict(zip(columns, row, strict=True)), NodeRow) for row in rows
        }

    def list_publishers(self, limit: int) -> list[str]:
        """Return the publishers of the documents, those of most documents first."""
        rows = self._db.execute(
            "SELECT (SELECT d.publisher FROM documents d WHERE d.publisher_norm = n.norm LIMIT 1) "
            "FROM (SELECT publisher_norm AS norm FROM documents WHERE publisher_norm IS NOT NULL "
            "GROUP BY publisher_norm ORDER BY count(*) DESC, publisher_norm LIMIT ?) n",
            (limit,),
        )
        return [row[0] for row in rows]

    def list_uncounted(self, limit: int, most_claims: int | None = None) -> list[int]:
        """Return keys of propositions that wait to be counted; those of few claims only, if given."""
        rows = self._db.execute(
            "SELECT key FROM propositions WHERE origins IS NULL AND claims <= ? ORDER BY key LIMIT ?",
            (1 << 62 if most_claims is None else most_claims, limit),
        )
        return [row[0] for row in rows]

    def count_told_once(self, limit: int) -> int:
        """Keep the counts of propositions that one claim alone tells; return of how many, at most."""
        rows = self._db.execute(
            "SELECT p.key, c.polarity = 'affirmed' AND NOT c.is_rejected, "
            "c.polarity = 'denied' AND NOT c.is_rejected FROM propositions p "
            "JOIN tellings t ON t.proposition = p.key JOIN claims c ON c.key = t.claim "
            "WHERE p.origins IS NULL AND p.claims = 1 ORDER BY p.key LIMIT ?",
            (limit,),
        ).fetchall()
        self._db.executemany(
            "UPDATE propositions SET affirmed = ?, denied = ?, origins = ?, matters = 1 "
            "WHERE key = ?",
            [(affirmed, denied, affirmed, key) for key, affirmed, denied in rows],
        )
        return len(rows)

    # Where nodes were left

    def get_layout(self, entities: Iterable[str]) -> dict[str, tuple[float, float]]:
        """Return where the entities of these ids were left, those that were."""
        question = f"SELECT entity, x, y FROM layout WHERE entity {IN}"
        rows = self._db.execute(question, (bind(entities),))
        return {row[0]: (row[1], row[2]) for row in rows}

    def set_layout(self, positions: Mapping[str, tuple[float, float]]) -> None:
        """Keep where entities (ids) are left; those that the case does not have are passed over."""
        self._db.executemany(
            "INSERT OR REPLACE INTO layout SELECT id, ?, ? FROM entities WHERE id = ?",
            [(x, y, entity) for entity, (x, y) in positions.items()],
        )

    def clear_layout(self) -> None:
        """Forget where entities were left."""
        self._db.execute("DELETE FROM layout")


def _narrow(wanted: Narrowing, *, key: str = "+key") -> tuple[str, list[str | int]]:
    """The conditions, each with AND before it, and their values.

    A plus sign keeps SQLite from choosing that column's index over the one that is walked.
    """
    where: list[str] = []
    values: list[str | int] = []
    if wanted.predicates is not None:
        where.append(f"+predicate {IN}")
        values.append(bind(wanted.predicates))
    if wanted.is_unrealised is not None:
        where.append("is_unrealised = ?")
        values.append(int(wanted.is_unrealised))
    if wanted.among is not None:
        where.append(f"{key} {IN}")
        values.append(bind(wanted.among))
    if wanted.without:
        where.append(f"+key NOT {IN}")
        values.append(bind(wanted.without))
    if wanted.least:
        where.append("coalesce(origins, claims) >= ?")
        values.append(wanted.least)
    if wanted.is_counted:
        where.append("origins IS NOT NULL")
    return "".join(f" AND {one}" for one in where), values
