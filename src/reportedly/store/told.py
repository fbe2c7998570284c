"""Propositions and their tellings, written for many claims at once."""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

import msgspec

from reportedly.store.ways import IS_NOT_OF_ACTORS

_IN = "IN (SELECT value FROM json_each(?))"


class Identified(Protocol):
    """Which proposition a claim tells; see `weigh.propositions`. Sides are entity ids, or words."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def predicate(self) -> str:
        """Its predicate."""

    @property
    def subject(self) -> str | None:
        """Who stands on its first side."""

    @property
    def object(self) -> str | None:
        """Who stands on its second side."""

    @property
    def is_unrealised(self) -> bool:
        """Whether it is planned or threatened only."""


def write_tellings(db: sqlite3.Connection, told: Sequence[tuple[int, Identified]]) -> None:
    """Have claims (keys) tell propositions, which are made where there are none."""
    known = _find_keys(db, "propositions", {one.id for _, one in told})
    new = {one.id: one for _, one in told if one.id not in known}
    first = db.execute("SELECT coalesce(max(key), 0) + 1 FROM propositions").fetchone()[0]
    keys = known | {id_: first + i for i, id_ in enumerate(new)}
    # What is new comes after its tellings, so that nothing in its indices is written twice.
    db.executemany(
        "INSERT INTO tellings VALUES (?, ?)", [(claim, keys[one.id]) for claim, one in told]
    )
    db.execute(
        f"UPDATE propositions SET origins = NULL WHERE key {_IN} AND origins IS NOT NULL",
        (_json(known.values()),),
    )
    sides = {side for one in new.values() for side in (one.subject, one.object) if side}
    entities = _find_keys(db, "entities", sides)
    claims = Counter(one.id for _, one in told)
    special = _count_special(db, [keys[id_] for id_ in new])
    db.executemany(
        "INSERT INTO propositions (key, id, predicate, subject, object, is_unrealised, claims, "
        "denials, not_of_actors) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(keys[id_], id_, one.predicate),
                *(entities.get(side or "") for side in (one.subject, one.object)),
                *(one.is_unrealised, claims[id_], *special.get(keys[id_], (0, 0))),
            )
            for id_, one in new.items()
        ],
    )


def _count_special(db: sqlite3.Connection, keys: Sequence[int]) -> dict[int, tuple[int, int]]:
    """How many claims deny each proposition, and are not between two who can act; none where none.

    For what is told before there is a proposition the triggers of the tellings count in vain.
    """
    rows = db.execute(
        "SELECT t.proposition, sum(EXISTS (SELECT 1 FROM claims INDEXED BY claims_denied "
        "WHERE key = t.claim AND polarity = 'denied')), "
        f"sum({IS_NOT_OF_ACTORS}) FROM tellings t WHERE t.proposition {_IN} GROUP BY 1",
        (_json(keys),),
    )
    return {key: (denials, others) for key, denials, others in rows if denials or others}


def _find_keys(db: sqlite3.Connection, table: str, ids: Collection[str]) -> dict[str, int]:
    return dict(db.execute(f"SELECT id, key FROM {table} WHERE id {_IN}", (_json(ids),)))


def _json(values: Iterable[int | str]) -> str:
    return msgspec.json.encode(list(values)).decode()
