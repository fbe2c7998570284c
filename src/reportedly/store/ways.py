"""Who has ties with whom: the rows of propositions between two named entities, without a claim read.

Entities are spoken of by the keys of their clusters, propositions by theirs. A proposition is between
actors where the sides of its claims are; some are of claims of both kinds, and only their claims
tell what they come to.
"""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from reportedly.store.binding import IN, bind

ACTORS = ("person", "group", "state", "organization", "population")
"""The kinds of those who can act."""
_OF_ACTORS = "AND not_of_actors < claims"
_LOOKED_AT = 20
"""In so many claims of a proposition it is looked whether they stand in a dispute."""
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
    """A proposition between two as a step, by how many claims it is told and denied.

    `origins` may not be counted; `others` are those of its claims that are not between actors.
    """

    key: int
    predicate: str
    subject: int
    object: int
    is_unrealised: bool
    origins: int | None
    claims: int
    denied: int
    others: int


class CloseRow(NamedTuple):
    """What some claims of a proposition tell of it.

    How many without a hedge affirm it, counted to two; `is_disputed` where one of the first that
    affirm it stands in a dispute.
    """

    key: int
    firm: int
    is_disputed: bool


class Ways:
    """Reads ties on one connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def find_busy(self, entities: Collection[int], most: int) -> set[int]:
        """Return the entities with more propositions than so many."""
        rows = self._db.execute(
            "SELECT value FROM json_each(?) WHERE "
            "(SELECT count(*) FROM (SELECT 1 FROM propositions WHERE subject = value LIMIT ?)) "
            "+ (SELECT count(*) FROM (SELECT 1 FROM propositions WHERE object = value LIMIT ?)) > ?",
            (bind(entities), most + 1, most + 1, most),
        )
        return {row[0] for row in rows}

    def list_ties(
        self, entities: Collection[int], predicates: Collection[str], *, wider: bool
    ) -> list[TieRow]:
        """Return the propositions of these predicates that tie the entities to others.

        Without `wider` those of which no claim is between actors are none.
        """
        return self._list_ties("", (bind(entities), bind(predicates)), wider=wider)

    def list_links(
        self,
        ones: Collection[int],
        others: Collection[int],
        predicates: Collection[str],
        *,
        wider: bool,
        by_pairs: bool,
    ) -> list[TieRow]:
        """Return the propositions of these predicates that tie the ones to the others.

        `by_pairs` where each two are sought, else all propositions of the ones are gone through.
        """
        # The plus keeps SQLite from seeking each of the others.
        given = (bind(ones), bind(predicates), bind(others))
        narrowed = f"AND {'' if by_pairs else '+'}{{theirs}} {IN}"
        return self._list_ties(narrowed, given, wider=wider)

    def list_ties_of_pairs(
        self, pairs: Iterable[tuple[int, int]], predicates: Collection[str], *, wider: bool
    ) -> list[TieRow]:
        """Return the same between the two of each pair, seen from the first."""
        rows = self._db.execute(
            " UNION ALL ".join(
                "SELECT p.key, s.value ->> 0, s.value ->> 1, claims, denials, not_of_actors "
                "FROM json_each(?) s CROSS JOIN propositions p INDEXED BY propositions_by_subject "
                f"ON p.{mine} = s.value ->> 0 AND p.{theirs} = s.value ->> 1 "
                f"AND +p.predicate {IN} {'' if wider else _OF_ACTORS}"
                for mine, theirs in _SIDES
            )
            + " ORDER BY 1, 2",
            (bind(pairs), bind(predicates)) * 2,
        )
        return [*map(TieRow._make, rows)]

    def list_denied(
        self,
        ones: Collection[int],
        others: Collection[int] | None,
        predicates: Collection[str],
        *,
        wider: bool,
    ) -> list[tuple[int, int]]:
        """Return who of the ones may have ties with whom of the others that are only denied."""
        given = (bind(ones), bind(predicates), *([] if others is None else [bind(others)]))
        halves = " UNION ".join(
            f"SELECT {mine}, {theirs} FROM json_each(?) o CROSS JOIN propositions "
            f"INDEXED BY propositions_denied_of_{mine} ON {mine} = o.value AND {theirs} IS NOT NULL "
            f"AND {theirs} <> {mine} AND +predicate {IN} AND denials > 0 "
            f"AND (denials = claims OR not_of_actors > 0) {'' if wider else _OF_ACTORS} "
            + ("" if others is None else f"AND +{theirs} {IN}")
            for mine, theirs in _SIDES
        )
        return self._db.execute(f"{halves} ORDER BY 1, 2", (*given, *given)).fetchall()

    def list_best(
        self, entity: int, predicates: Collection[str], most: int
    ) -> tuple[list[int], bool]:
        """Return with whom an entity has the ties of most counted origins, at most so many ties.

        And whether there are more.
        """
        halves = " UNION ALL ".join(
            f"SELECT * FROM (SELECT {theirs} AS other, origins FROM propositions "
            f"INDEXED BY propositions_best_of_{mine} WHERE {mine} = ? AND {theirs} <> {mine} "
            f"AND +predicate {IN} ORDER BY origins DESC, {theirs} LIMIT ?)"
            for mine, theirs in _SIDES
        )
        given = (entity, bind(predicates), most + 1)
        question = f"SELECT other FROM ({halves}) ORDER BY origins DESC, other LIMIT ?"
        found = [row[0] for row in self._db.execute(question, (*given, *given, most + 1))]
        return list(dict.fromkeys(found[:most])), len(found) > most

    def find_hubs(
        self, entities: Collection[int], predicates: Collection[str], others: int, *, wider: bool
    ) -> dict[int, bool]:
        """Return the entities that may have ties with more others than so many, and who surely has.

        Without `wider` ties between actors alone count; of some only their claims can tell.
        """
        if wider:
            return dict.fromkeys(self._find_hubs(entities, predicates, others, ""), True)
        sure = self._find_hubs(entities, predicates, others, "AND not_of_actors = 0")
        busy = self.find_busy([e for e in entities if e not in sure], others)
        unsure = self._find_hubs(busy, predicates, others, _OF_ACTORS)
        return dict.fromkeys(sure, True) | dict.fromkeys(unsure, False)

    def describe(
        self, steps: Iterable[tuple[int, int]], predicates: Collection[str]
    ) -> Iterator[StepRow]:
        """Yield the propositions of these predicates between two, in either direction."""
        pairs = [pair for a, b in steps for pair in ((a, b), (b, a))]
        rows = self._db.execute(
            "SELECT p.key, p.predicate, p.subject, p.object, p.is_unrealised, p.origins, p.claims, p.denials, "
            "p.not_of_actors FROM json_each(?) s CROSS JOIN propositions p "
            "INDEXED BY propositions_by_subject ON p.subject = s.value ->> 0 "
            f"AND p.object = s.value ->> 1 AND +p.predicate {IN}",
            (bind(pairs), bind(predicates)),
        )
        yield from map(StepRow._make, rows)

    def look_closely(self, propositions: Iterable[int]) -> Iterator[CloseRow]:
        """Yield what some claims of each proposition tell of it."""
        either = " OR ".join(
            f"EXISTS (SELECT 1 FROM disputes d WHERE d.{side} = t.claim)" for side in "ab"
        )
        told = "FROM tellings t JOIN claims c ON c.key = t.claim WHERE t.proposition = p.key "
        rows = self._db.execute(
            f"SELECT p.key, (SELECT count(*) FROM (SELECT 1 {told} "
            "AND c.polarity = 'affirmed' AND c.certainty <> 'hedged' LIMIT 2)), "
            f"EXISTS (SELECT 1 FROM (SELECT t.claim {told} AND c.polarity = 'affirmed' LIMIT ?) t "
            f"WHERE {either}) FROM propositions p WHERE p.key {IN}",
            (_LOOKED_AT, bind(propositions)),
        )
        yield from map(CloseRow._make, rows)

    def get_ids(self, entities: Iterable[int]) -> dict[int, str]:
        """Return the ids of entities by their keys."""
        question = f"SELECT key, id FROM entities WHERE key {IN}"
        return dict(self._db.execute(question, (bind(entities),)))

    def _list_ties(self, narrowed: str, given: tuple[str, ...], *, wider: bool) -> list[TieRow]:
        halves = " UNION ALL ".join(
            f"SELECT p.key, {mine} AS entity, {theirs} AS other, claims, denials, not_of_actors "
            f"FROM json_each(?) o CROSS JOIN propositions p INDEXED BY propositions_by_{mine} "
            f"ON {mine} = o.value AND {theirs} IS NOT NULL AND {theirs} <> {mine} "
            f"AND +predicate {IN} {'' if wider else _OF_ACTORS} {narrowed.format(theirs=theirs)}"
            for mine, theirs in _SIDES
        )
        rows = self._db.execute(f"{halves} ORDER BY 1, 2", (*given, *given))
        return [*map(TieRow._make, rows)]

    def _find_hubs(
        self, entities: Collection[int], predicates: Collection[str], others: int, actors: str
    ) -> set[int]:
        """The entities that their propositions tie to more others than so many."""
        most, told = others + 1, bind(predicates)
        # The others of one side stand in the order of an index: few are read, and none is sorted.
        halves = [
            f"SELECT {theirs} FROM propositions INDEXED BY propositions_by_{mine} "
            f"WHERE {mine} = o.value AND {theirs} IS NOT NULL AND {theirs} <> {mine} "
            f"AND +predicate {IN} {actors}"
            for mine, theirs in _SIDES
        ]
        counted = dict.fromkeys(entities, 0)
        hubs: set[int] = set()
        for half in halves:
            rows = self._db.execute(
                "SELECT o.value, (SELECT count(*) FROM "
                f"({half.replace('SELECT', 'SELECT DISTINCT', 1)} LIMIT ?)) FROM json_each(?) o",
                (told, most, bind(counted.keys() - hubs)),
            ).fetchall()
            hubs.update(entity for entity, found in rows if found > others)
            counted.update((entity, counted[entity] + found) for entity, found in rows)
        # Some may stand on both sides.
        unsure = [e for e, found in counted.items() if found > others and e not in hubs]
        more = self._db.execute(
            f"SELECT o.value FROM json_each(?) o WHERE (SELECT count(*) FROM "
            f"(SELECT * FROM ({' UNION '.join(halves)}) LIMIT ?)) > ?",
            (bind(unsure), told, told, most, others),
        )
        return hubs.union(row[0] for row in more)
