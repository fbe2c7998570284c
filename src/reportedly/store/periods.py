"""When claims are said to have happened, asked of the index of days: counts, and claims in order.

Claims that were rejected are counted apart, since they are few, and taken off.
"""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

import heapq
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from reportedly.records import Claim, Record
from reportedly.store.restore import decode_claim

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


class ClaimPage(Record, frozen=True, kw_only=True):
    """Some claims; with `after`, what to ask for the following ones with."""

    claims: tuple[Claim, ...]
    after: int | None


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


class Dated(NamedTuple):
    """A claim with a time: the day that it stands under, and the key of the proposition it tells."""

    day: str
    id: str
    proposition: int | None


_DATED = (
    "SELECT {day} AS day, c.id, t.proposition, c.key FROM {source} "
    "LEFT JOIN tellings t ON t.claim = c.key WHERE {where} ORDER BY {day}, c.key"
)


def walk_dated(
    db: sqlite3.Connection,
    about: Sequence[str] | None,
    days: tuple[date | None, date | None],
    start: date | None = None,
) -> Iterator[Dated]:
    """Yield claims in order of time: by their first day, or by the last where that is open.

    Of the case or about some entities, those that may be of the `days`, from the day `start` on.
    What is not taken is not read.
    """
    narrowed, values = ["NOT +c.is_rejected", "c.happened_from IS NOT NULL"], list[str]()
    source = "claims c INDEXED BY claims_by_start"
    if about is not None:
        ids = msgspec.json.encode(list(about)).decode()
        source = f"{_ABOUT} a CROSS JOIN claims c ON c.key = a.key"
        values += [ids, ids]
    for day, condition in zip(days, ("c.happened_to >= ?", "c.happened_from <= ?"), strict=True):
        if day is not None:
            narrowed.append(condition)
            values.append(day.isoformat())
    kinds = [
        ("c.happened_from", f"c.happened_from > '{OPEN_START}'"),
        ("c.happened_to", f"c.happened_from = '{OPEN_START}'"),
    ]
    if about is not None:  # sorted in any case, so in one go
        kinds = [(f"iif({kinds[0][1]}, c.happened_from, c.happened_to)", "true")]
    streams = []
    for own, is_kind in kinds:
        where = [*narrowed, is_kind]
        if start is not None:
            where.append(f"{own} >= '{start.isoformat()}'")
        question = _DATED.format(day=own, source=source, where=" AND ".join(where))
        streams.append(db.execute(question, values))
    for day, id_, proposition, _ in heapq.merge(*streams, key=lambda row: (row[0], row[3])):
        yield Dated(day, id_, proposition)


def list_yearless(db: sqlite3.Connection, about: Sequence[str] | None, limit: int) -> list[Dated]:
    """Return claims whose time has no year ('on 6 August'), in the order of reading."""
    source, values = "claims c INDEXED BY claims_yearless", list[str]()
    if about is not None:
        ids = msgspec.json.encode(list(about)).decode()
        source, values = f"{_ABOUT} a CROSS JOIN claims c ON c.key = a.key", [ids, ids]
    rows = db.execute(
        f"SELECT c.id, t.proposition FROM {source} LEFT JOIN tellings t ON t.claim = c.key "
        "WHERE c.happened_from IS NULL AND json_extract(c.record, '$.when') IS NOT NULL "
        "AND NOT +c.is_rejected ORDER BY c.key LIMIT ?",
        (*values, limit),
    )
    return [Dated("", id_, proposition) for id_, proposition in rows]


def find_undated(
    db: sqlite3.Connection, about: Sequence[str] | None, limit: int, after: int
) -> ClaimPage:
    """Return at most `limit` claims that give no year, in the order of reading, after a key."""
    where, values = "", list[str | int]()
    if about is not None:
        ids = msgspec.json.encode(list(about)).decode()
        where, values = f"c.key IN {_ABOUT} AND ", [ids, ids]
    rows = db.execute(
        f"SELECT c.key, c.record FROM claims c WHERE {where}c.key > ? AND +c.happened_from IS NULL "
        "AND NOT +c.is_rejected ORDER BY c.key LIMIT ?",
        (*values, after, limit + 1),
    ).fetchall()
    return ClaimPage(
        claims=tuple(decode_claim(record) for _, record in rows[:limit]),
        after=rows[limit - 1][0] if len(rows) > limit else None,
    )
