"""How many claims are said to have happened when: counted on the index of days, not read.

Claims that were rejected are counted apart, since they are few, and taken off.
"""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import date

import msgspec

from reportedly.records import Record

OPEN_START, OPEN_END = "0001-01-01", "9999-12-31"
"""What stands in the file for a time that is open."""
_ENTITIES = (
    "(SELECT key FROM entities WHERE cluster IN "
    "(SELECT cluster FROM entities WHERE id IN (SELECT value FROM json_each(?))))"
)
_ABOUT = (
    f"(SELECT key FROM claims WHERE subject IN {_ENTITIES} "
    f"UNION SELECT key FROM claims WHERE object IN {_ENTITIES})"
)
_Days = tuple[str | None, str | None]


class DayCount(Record, frozen=True, kw_only=True):
    """So many claims have this time: its first and last day, `None` where it is open."""

    start: date | None
    end: date | None
    claims: int


class DayCounts(Record, frozen=True, kw_only=True):
    """Every time that claims have, in order, and how many have none (or one without a year)."""

    days: tuple[DayCount, ...]
    undated: int


def count_days(db: sqlite3.Connection, about: Sequence[str] | None = None) -> DayCounts:
    """Return how many claims have each time: all of the case, or those about some entities."""
    counts = _count_all(db) if about is None else _count_about(db, about)
    undated = counts.pop((None, None), 0)
    return DayCounts(
        days=tuple(
            DayCount(start=_read(start, OPEN_START), end=_read(end, OPEN_END), claims=n)
            for (start, end), n in sorted(counts.items(), key=lambda item: str(item[0]))
            if n
        ),
        undated=undated,
    )


def _count_all(db: sqlite3.Connection) -> Counter[_Days]:
    rows = db.execute(
        "SELECT happened_from, happened_to, count(*) FROM claims INDEXED BY claims_by_start "
        "WHERE happened_from IS NOT NULL GROUP BY happened_from, happened_to"
    )
    counts: Counter[_Days] = Counter({(start, end): n for start, end, n in rows})
    [total] = db.execute("SELECT count(*) FROM claims").fetchone()
    counts[None, None] = total - counts.total()
    rejected = db.execute(
        "SELECT happened_from, happened_to, count(*) FROM claims INDEXED BY claims_rejected "
        "WHERE is_rejected GROUP BY happened_from, happened_to"
    )
    counts.subtract({(start, end): n for start, end, n in rejected})
    return counts


def _count_about(db: sqlite3.Connection, about: Sequence[str]) -> Counter[_Days]:
    ids = msgspec.json.encode(list(about)).decode()
    rows = db.execute(
        "SELECT happened_from, happened_to, count(*) FROM claims "
        f"WHERE key IN {_ABOUT} AND NOT +is_rejected GROUP BY happened_from, happened_to",
        (ids, ids),
    )
    return Counter({(start, end): n for start, end, n in rows})


def _read(day: str | None, is_open: str) -> date | None:
    return None if day is None or day == is_open else date.fromisoformat(day)
