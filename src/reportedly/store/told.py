"""Propositions and their tellings, written for many claims at once."""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

import sqlite3
from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from reportedly.store.binding import IN, bind


class TellingRow(NamedTuple):
    """A claim, and the proposition (its id, its sides as keys of entities) that it tells.

    `is_of_others` where it is not between two who can act.
    """

    claim: int
    id: str
    predicate: str
    subject: int | None
    object: int | None
    is_unrealised: bool
    is_denied: bool
    is_of_others: bool


def write_tellings(db: sqlite3.Connection, told: Sequence[TellingRow]) -> None:
    """Have claims tell propositions, which are made where there are none."""
    known = _find_keys(db, {one.id for one in told})
    new = {one.id: one for one in told if one.id not in known}
    first = db.execute("SELECT coalesce(max(key), 0) + 1 FROM propositions").fetchone()[0]
    keys = known | {id_: first + i for i, id_ in enumerate(new)}
    # What is new comes after its tellings, so that nothing in its indices is written twice.
    db.executemany(
        "INSERT INTO tellings VALUES (?, ?)", [(one.claim, keys[one.id]) for one in told]
    )
    db.execute(
        f"UPDATE propositions SET origins = NULL WHERE key {IN} AND origins IS NOT NULL",
        (bind(known.values()),),
    )
    # For what is told before there is a proposition the triggers of the tellings count in vain.
    claims = Counter(one.id for one in told)
    denials = Counter(one.id for one in told if one.is_denied)
    others = Counter(one.id for one in told if one.is_of_others)
    db.executemany(
        "INSERT INTO propositions (key, id, predicate, subject, object, is_unrealised, claims, "
        "denials, not_of_actors) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(keys[id_], id_, one.predicate, one.subject, one.object, one.is_unrealised),
                *(claims[id_], denials[id_], others[id_]),
            )
            for id_, one in new.items()
        ],
    )


def _find_keys(db: sqlite3.Connection, ids: Collection[str]) -> dict[str, int]:
    question = f"SELECT id, key FROM propositions WHERE id {IN}"
    return dict(db.execute(question, (bind(ids),)))
