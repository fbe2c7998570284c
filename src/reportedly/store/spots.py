"""The places of a case for a map: where documents put them, and how many claims are set there.

A few questions over indices answer for all places at once; no claim is read. What is said of each
place in full is in `places`.
"""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from reportedly.records import Claim, Entity, Place, Record
from reportedly.store.places import PlaceSummary, Sighted
from reportedly.store.restore import decode_claim

_PLACE = msgspec.json.Decoder(Place)
_IS_HELD = "NOT IN (SELECT key FROM claims WHERE is_rejected)"
_MATES = (
    "(SELECT key FROM entities WHERE cluster IN "
    "(SELECT cluster FROM entities WHERE id IN (SELECT value FROM json_each(?))))"
)
_ABOUT = (
    f"SELECT key FROM claims WHERE subject IN {_MATES} "
    f"UNION SELECT key FROM claims WHERE object IN {_MATES}"
)
_FIRST_AT_MOST = 20


class SpotFilter(Record, frozen=True, kw_only=True):
    """Which claims count: those about one of some entities (ids), those that may be of some days."""

    about: tuple[str, ...] | None = None
    since: date | None = None
    until: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether every claim counts."""
        return self.about is None and self.since is None and self.until is None


class SpotClaims(Record, frozen=True, kw_only=True):
    """Some of the claims of a place, in the order of reading, and how many there are.

    `after` is what to ask for the following ones with, `None` where there are none.
    """

    claims: tuple[Claim, ...]
    total: int
    after: int | None


def count_at_places(db: sqlite3.Connection, wanted: SpotFilter) -> dict[str, int]:
    """Return how many claims have each place (an entity's id) as their site or as an argument."""
    question, values = _build_count(wanted)
    rows = db.execute(
        f"SELECT e.id, n.claims FROM ({question}) n JOIN entities e ON e.key = n.entity", values
    )
    return dict(rows)


def list_spots(db: sqlite3.Connection) -> Iterator[PlaceSummary]:
    """Yield the places of the case with their positions alone.

    In the order in which they were first met. What is said of them is left out, and so are other
    names, unless the own one is in capitals.
    """
    sighted = _list_sighted(db)
    rows = db.execute(
        "SELECT e.key, e.id, e.name, e.kind, e.document IS NOT NULL, coalesce(c.id, e.id), "
        "e.documents FROM entities e LEFT JOIN entities c ON c.key = e.cluster "
        "WHERE e.kind = 'place' OR e.key IN (SELECT entity FROM claim_places) ORDER BY e.key"
    ).fetchall()
    for key, id_, name, kind, is_local, stands_for, documents in rows:
        names = _list_names(db, key, name) if name.isupper() else (name,)
        yield PlaceSummary(
            entity=Entity(id=id_, name=name, kind=kind, is_local=bool(is_local), names=names),
            stands_for=stands_for,
            documents=documents,
            sighted=sighted.get(key, ()),
        )


def find_claims_at(
    db: sqlite3.Connection, places: Sequence[str], wanted: SpotFilter, limit: int, after: int
) -> SpotClaims:
    """Return at most `limit` of the claims set at some places, in the order of reading."""
    ids = msgspec.json.encode(list(places)).decode()
    conditions = [f"c.key IN (SELECT claim FROM claim_places WHERE entity IN {_MATES})"]
    values = [ids]
    if wanted.about is not None:
        conditions.append(f"c.key IN ({_ABOUT})")
        values += [msgspec.json.encode(wanted.about).decode()] * 2
    times, days = _narrow_time(wanted, "+c.")
    where = " AND ".join([*conditions, *times, "NOT +c.is_rejected"])
    values += days
    rows = db.execute(
        f"SELECT c.key, c.record FROM claims c WHERE {where} AND +c.key > ? ORDER BY c.key LIMIT ?",
        (*values, after, limit + 1),
    ).fetchall()
    [total] = db.execute(f"SELECT count(*) FROM claims c WHERE {where}", values).fetchone()
    return SpotClaims(
        claims=tuple(decode_claim(record) for _, record in rows[:limit]),
        total=total,
        after=rows[limit - 1][0] if len(rows) > limit else None,
    )


def _build_count(wanted: SpotFilter) -> tuple[str, list[str]]:
    if wanted.is_open:
        question = f"SELECT entity, count(*) AS claims FROM claim_places WHERE claim {_IS_HELD}"
        return f"{question} GROUP BY entity", []
    times, values = _narrow_time(wanted, "c." if wanted.about is None else "+c.")
    if wanted.about is None:
        source = "claims c INDEXED BY claims_by_start"
        times.insert(0, "c.happened_from IS NOT NULL")
    else:
        source = f"({_ABOUT}) a CROSS JOIN claims c ON c.key = a.key"
        values = [msgspec.json.encode(wanted.about).decode()] * 2 + values
    times.append(f"c.key {_IS_HELD}")
    question = (
        f"SELECT p.entity, count(*) AS claims FROM {source} "
        f"CROSS JOIN claim_places p ON p.claim = c.key WHERE {' AND '.join(times)}"
    )
    return f"{question} GROUP BY p.entity", values


def _narrow_time(wanted: SpotFilter, own: str) -> tuple[list[str], list[str]]:
    conditions, values = [], []
    if wanted.since is not None:
        conditions.append(f"{own}happened_to >= ?")
        values.append(wanted.since.isoformat())
    if wanted.until is not None:
        conditions.append(f"{own}happened_from <= ?")
        values.append(wanted.until.isoformat())
    return conditions, values


def _list_sighted(db: sqlite3.Connection) -> dict[int, tuple[Sighted, ...]]:
    """The positions of every place, those of the most documents first."""
    rows = db.execute(
        "SELECT m.entity, m.place, count(DISTINCT m.document) AS n FROM mentions m "
        "INDEXED BY mentions_placed WHERE m.place IS NOT NULL AND m.entity IS NOT NULL "
        "GROUP BY m.entity, m.place ORDER BY m.entity, n DESC, m.place"
    )
    found: dict[int, tuple[Sighted, ...]] = {}
    for key, place, documents in rows:
        first = _list_first(db, key, place) if documents <= _FIRST_AT_MOST else ()
        one = Sighted(place=_PLACE.decode(place), documents=documents, first=first)
        found[key] = (*found.get(key, ()), one)
    return found


def _list_first(db: sqlite3.Connection, key: int, place: str) -> tuple[str, ...]:
    """Ids of the documents, so that those of positions that are joined count once."""
    rows = db.execute(
        "SELECT d.id FROM (SELECT DISTINCT m.document FROM mentions m INDEXED BY mentions_placed "
        "WHERE m.entity = ? AND m.place = ? AND m.place IS NOT NULL) f "
        "JOIN documents d ON d.key = f.document ORDER BY d.key",
        (key, place),
    )
    return tuple(row[0] for row in rows)


def _list_names(db: sqlite3.Connection, key: int, name: str) -> tuple[str, ...]:
    rows = db.execute(
        "SELECT n.name FROM names n LEFT JOIN document_names u ON u.name = n.key "
        "WHERE n.entity = ? GROUP BY n.key ORDER BY sum(u.mentions) DESC, n.key",
        (key,),
    )
    return tuple(dict.fromkeys([name, *(row[0] for row in rows)]))
