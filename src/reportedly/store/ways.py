"""Who has ties with whom: the rows of propositions between two named entities, without a claim read.

Entities are spoken of by the keys of their clusters, propositions by theirs. A proposition is between
actors where the sides of its claims are; some are of claims of both kinds, and only their claims
tell what they come to.
"""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

import msgspec

_IN = "IN (SELECT value FROM json_each(?))"
ACTORS = ("person", "group", "state", "organization", "population")
"""The kinds of those who can act."""
_ACTORS = str(ACTORS)
# Word for word the condition of the index, which is what makes SQLite take it.
_NOT_OF_ACTORS = (
    "NOT (coalesce(json_extract(record, '$.subject.kind'), '') "
    f"IN {_ACTORS} AND coalesce(json_extract(record, '$.object.kind'), '') IN {_ACTORS})"
)
_IS_NOT_OF_ACTORS = (
    "EXISTS (SELECT 1 FROM claims INDEXED BY claims_not_of_actors "
    f"WHERE key = t.claim AND {_NOT_OF_ACTORS})"
)
_OF_ACTORS = "AND not_of_actors < claims"
_SIDES = (("subject", "object"), ("object", "subject"))


class TieRow(NamedTuple):
    """A proposition between an entity and another, by how many claims it is told and denied.

    `others` are those of its claims that are not between actors.
    """

    key: int
    entity: int
    other: int
    claims: int
    denied: int
    others: int


class StepRow(NamedTuple):
    """A proposition between two as a step: how many affirm it, how many of them without a hedge.

    `is_disputed` where one that affirms it stands in a dispute; `origins` may not be counted.
    """

    key: int
    subject: int
    object: int
    is_unrealised: bool
    origins: int | None
    affirmed: int
    firm: int
    denied: int
    is_disputed: bool
    others: int


class Ways:
    """Reads ties on one connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def list_ties(
        self, entities: Collection[int], predicates: Collection[str], most: int, *, wider: bool
    ) -> Iterator[TieRow]:
        """Yield the propositions of these predicates that tie the entities to others.

        Without `wider` those of which no claim is between actors are none, but count for a busy one.

        Of each entity at most `most` and one more, those of most counted origins first where there
        are more: whoever sees that one knows that there are.
        """
        busy = self._find_busy(entities, most)
        idle = [e for e in entities if e not in busy]
        yield from self._list_ties(idle, predicates, "" if wider else _OF_ACTORS)
        for entity in busy:
            yield from self._list_best(entity, predicates, most + 1)

    def find_hubs(
        self, entities: Collection[int], predicates: Collection[str], others: int, *, wider: bool
    ) -> set[int]:
        """Return the entities that surely have ties with more others than so many.

        Without `wider` ties between actors alone count, and none that only its claims can tell.
        """
        actors = "" if wider else "AND not_of_actors = 0"
        halves = " UNION ALL ".join(
            f"SELECT {theirs} AS other FROM propositions p WHERE {mine} = ? "
            f"AND {theirs} IS NOT NULL AND {theirs} <> {mine} AND predicate {_IN} {actors}"
            for mine, theirs in _SIDES
        )
        question = f"SELECT count(*) FROM (SELECT DISTINCT other FROM ({halves}) LIMIT ?)"
        given = _json(predicates)
        return {
            entity
            for entity in self._find_busy(entities, others)
            if self._db.execute(question, (entity, given, entity, given, others + 1)).fetchone()[0]
            > others
        }

    def describe(
        self, steps: Iterable[tuple[int, int]], predicates: Collection[str]
    ) -> Iterator[StepRow]:
        """Yield the propositions of these predicates between two, in either direction."""
        pairs = [pair for a, b in steps for pair in ((a, b), (b, a))]
        rows = self._db.execute(
            "SELECT p.key, p.subject, p.object, p.is_unrealised, p.origins, "
            "sum(c.polarity = 'affirmed'), "
            "sum(c.polarity = 'affirmed' AND c.certainty <> 'hedged'), "
            "sum(c.polarity = 'denied'), "
            "max(c.polarity = 'affirmed' AND (EXISTS (SELECT 1 FROM disputes WHERE a = c.key) "
            f"OR EXISTS (SELECT 1 FROM disputes WHERE b = c.key))), sum({_IS_NOT_OF_ACTORS}) "
            "FROM json_each(?) s CROSS JOIN propositions p "
            "ON p.subject = s.value ->> 0 AND p.object = s.value ->> 1 "
            f"AND p.predicate {_IN} JOIN tellings t ON t.proposition = p.key "
            "JOIN claims c ON c.key = t.claim GROUP BY p.key",
            (_json(pairs), _json(predicates)),
        )
        yield from map(StepRow._make, rows)

    def list_between(self, one: int, other: int, predicates: Collection[str]) -> list[int]:
        """Return the propositions (keys) of these predicates between two, in either direction."""
        rows = self._db.execute(
            "SELECT key FROM propositions WHERE ((subject = ? AND object = ?) "
            f"OR (subject = ? AND object = ?)) AND predicate {_IN} ORDER BY key",
            (one, other, other, one, _json(predicates)),
        )
        return [row[0] for row in rows]

    def get_ids(self, entities: Iterable[int]) -> dict[int, str]:
        """Return the ids of entities by their keys."""
        question = f"SELECT key, id FROM entities WHERE key {_IN}"
        return dict(self._db.execute(question, (_json(entities),)))

    def _find_busy(self, entities: Collection[int], most: int) -> set[int]:
        """The entities with more propositions than so many."""
        rows = self._db.execute(
            "SELECT value, "
            "(SELECT count(*) FROM (SELECT 1 FROM propositions WHERE subject = value LIMIT ?)) "
            "+ (SELECT count(*) FROM (SELECT 1 FROM propositions WHERE object = value LIMIT ?)) "
            "FROM json_each(?)",
            (most + 1, most + 1, _json(entities)),
        )
        return {entity for entity, propositions in rows if propositions > most}

    def _list_ties(
        self, entities: Collection[int], predicates: Collection[str], actors: str
    ) -> Iterator[TieRow]:
        """All ties of entities that have few."""
        halves = " UNION ALL ".join(
            f"SELECT key, {mine} AS entity, {theirs} AS other, claims, denials, not_of_actors "
            f"FROM propositions WHERE {mine} {_IN} AND {theirs} <> {mine} AND predicate {_IN} {actors}"
            for mine, theirs in _SIDES
        )
        given = (_json(entities), _json(predicates))
        rows = self._db.execute(f"{halves} ORDER BY 1, 2", (*given, *given))
        yield from map(TieRow._make, rows)

    def _list_best(self, entity: int, predicates: Collection[str], limit: int) -> Iterator[TieRow]:
        """The ties of most counted origins of an entity that has many."""
        halves = " UNION ALL ".join(
            f"SELECT * FROM (SELECT key, {mine} AS entity, {theirs} AS other, claims, denials, "
            f"not_of_actors, origins FROM propositions INDEXED BY propositions_best_of_{mine} "
            f"WHERE {mine} = ? AND {theirs} IS NOT NULL AND predicate {_IN} "
            "ORDER BY origins DESC, key LIMIT ?)"
            for mine, theirs in _SIDES
        )
        given = (entity, _json(predicates), limit)
        rows = self._db.execute(
            "SELECT p.key, p.entity, p.other, p.claims, p.denials, p.not_of_actors "
            f"FROM (SELECT * FROM ({halves}) ORDER BY origins DESC, key LIMIT ?) p "
            "WHERE p.entity <> p.other ORDER BY p.key, p.entity",
            (*given, *given, limit),
        )
        yield from map(TieRow._make, rows)


def _json(values: Iterable[object]) -> str:
    return msgspec.json.encode(list(values)).decode()
