"""How many claims have each predicate, counted over indices alone: all, or those about somebody.

The few claims that were rejected are counted apart and taken off.
"""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

_ENTITIES = (
    "(SELECT key FROM entities WHERE cluster IN "
    "(SELECT cluster FROM entities WHERE id IN (SELECT value FROM json_each(?))))"
)
"""All that are one with an entity whose id is given."""


def count_all(db: sqlite3.Connection) -> dict[str, int]:
    """Return how many claims have each predicate, most frequent first."""
    counts: Counter[str] = Counter()
    of_all = (
        "SELECT predicate, count(*) FROM claims INDEXED BY claims_by_predicate GROUP BY predicate"
    )
    counts.update(dict(db.execute(of_all).fetchall()))
    rejected = (
        "SELECT predicate, count(*) FROM claims INDEXED BY claims_rejected WHERE is_rejected "
        "GROUP BY predicate"
    )
    counts.subtract(dict(db.execute(rejected).fetchall()))
    return _order_counts(counts)


def count_about(db: sqlite3.Connection, about: Sequence[str]) -> dict[str, int]:
    """Return how many claims about entities (ids), and all that are one with them, have each predicate."""
    given = msgspec.json.encode(list(about)).decode()
    counts: Counter[str] = Counter()
    for index, side in (("claims_of_subject", "subject"), ("claims_by_object", "object")):
        counts.update(
            dict(
                db.execute(
                    f"SELECT predicate, count(*) FROM claims INDEXED BY {index} "
                    f"WHERE {side} IN {_ENTITIES} GROUP BY predicate",
                    (given,),
                ).fetchall()
            )
        )
    twice = (
        f"SELECT predicate, count(*) FROM claims INDEXED BY claims_by_subject "
        f"WHERE subject IN {_ENTITIES} AND object IN {_ENTITIES} GROUP BY predicate"
    )
    counts.subtract(dict(db.execute(twice, (given, given)).fetchall()))
    rejected = (
        "SELECT predicate, count(*) FROM claims INDEXED BY claims_rejected WHERE is_rejected "
        f"AND (subject IN {_ENTITIES} OR object IN {_ENTITIES}) GROUP BY predicate"
    )
    counts.subtract(dict(db.execute(rejected, (given, given)).fetchall()))
    return _order_counts(counts)


def _order_counts(counts: Mapping[str, int]) -> dict[str, int]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return {predicate: number for predicate, number in ordered if number}
