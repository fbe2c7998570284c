"""Disputes one page at a time, with what their claims tell, so that those of one matter are one.

What is asked starts from the rows of whom it is about or who says it, else from the first dispute.
"""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from reportedly.records import Record
from reportedly.store.binding import IN, bind
from reportedly.store.names import normalise_name

Reason = Literal["denied", "value", "number", "sequence"]

_PAIRS = (
    "SELECT d.reason, d.a, d.b, coalesce(t.proposition, -d.a), coalesce(u.proposition, -d.b) "
    "FROM disputes d LEFT JOIN tellings t ON t.claim = d.a LEFT JOIN tellings u ON u.claim = d.b"
)
_SAID = (
    "SELECT s.claim FROM entities e CROSS JOIN claim_sources s ON s.entity = e.key "
    f"WHERE e.cluster {IN}"
)
_PUBLISHED = (
    "SELECT o.key FROM documents d JOIN claims o ON o.document = d.key "
    "WHERE d.publisher_norm = ? AND NOT o.is_sourced"
)


class DisputeFilter(Record, frozen=True, kw_only=True):
    """Which disputes are asked for; every field narrows.

    `about` and `by` are keys of clusters; `publisher` adds what its documents say in their own voice.
    """

    about: tuple[int, ...] | None = None
    by: tuple[int, ...] | None = None
    publisher: str | None = None
    reason: Reason | None = None


class Pair(NamedTuple):
    """Two claims (keys) that stand against each other, and what each tells.

    That is the key of a proposition, or below 0 that of the claim, where it tells none.
    """

    reason: Reason
    a: int
    b: int
    tells_a: int
    tells_b: int


class Disputed:
    """Reads disputes."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def list_pairs(self, wanted: DisputeFilter) -> Iterator[Pair]:
        """Yield the disputes in the order of their claims."""
        where, values = _narrow(wanted)
        rows = self._db.execute(f"{_PAIRS} WHERE {where} ORDER BY d.a, d.b, d.reason", values)
        return (Pair(*row) for row in rows)

    def count_pairs(self, wanted: DisputeFilter) -> int:
        """Return how many pairs of claims `wanted` lets through."""
        where, values = _narrow(wanted)
        question = f"SELECT count(*) FROM disputes d WHERE {where}"
        return int(self._db.execute(question, values).fetchone()[0])

    def list_touching(self, reason: Reason, told: Iterable[int], limit: int) -> list[Pair]:
        """Return the disputes of claims that tell one of these, in the order of their claims."""
        given = bind(told)
        claims = (
            f"SELECT claim FROM tellings WHERE proposition {IN} "
            "UNION SELECT -value FROM json_each(?) WHERE value < 0"
        )
        sides = (f"SELECT key FROM disputes WHERE {side} IN ({claims})" for side in "ab")
        rows = self._db.execute(
            f"{_PAIRS} WHERE d.key IN ({' UNION '.join(sides)}) AND d.reason = ? "
            "ORDER BY d.a, d.b LIMIT ?",
            (*(given,) * 4, reason, limit),
        )
        return [Pair(*row) for row in rows]

    def name_all(self, entities: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Return by id the id and name of who stands for each entity; nameless ones are left out."""
        given = bind(entities)
        rows = self._db.execute(
            "SELECT e.id, c.id, coalesce(c.label, c.name) FROM entities e JOIN entities c "
            f"ON c.key = e.cluster WHERE e.id {IN} AND c.document IS NULL",
            (given,),
        )
        return {row[0]: (row[1], row[2]) for row in rows}


def _narrow(wanted: DisputeFilter) -> tuple[str, list[str]]:
    where, values = ["true"], []
    if wanted.about is not None:
        where.append(
            "d.key IN (SELECT m.dispute FROM entities e CROSS JOIN dispute_entities m "
            f"ON m.entity = e.key WHERE e.cluster {IN})"
        )
        values.append(bind(wanted.about))
    if wanted.by is not None or wanted.publisher is not None:
        voices, given = _list_voices(wanted)
        sides = (f"SELECT key FROM disputes WHERE {side} IN ({voices})" for side in "ab")
        where.append(f"d.key IN ({' UNION '.join(sides)})")
        values += given * 2
    if wanted.reason is not None:
        where.append("d.reason = ?")
        values.append(wanted.reason)
    return " AND ".join(where), values


def _list_voices(wanted: DisputeFilter) -> tuple[str, list[str]]:
    voices, given = [], []
    if wanted.by is not None:
        voices.append(_SAID)
        given.append(bind(wanted.by))
    if wanted.publisher is not None:
        voices.append(_PUBLISHED)
        given.append(normalise_name(wanted.publisher))
    return " UNION ".join(voices), given
