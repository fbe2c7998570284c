"""What a case holds about its places: where each document puts them, and what happened there.

Every question starts from the rows of one place, or from the claims about somebody.
"""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

import msgspec

from reportedly.records import Entity, Place, Record
from reportedly.store.binding import bind

_DOCUMENTS_AT_MOST = 20
"""Ids of documents that are given beside their number."""
_IDS = (
    "(SELECT key FROM entities WHERE id IN (SELECT value FROM json_each(?)) OR cluster IN "
    "(SELECT cluster FROM entities WHERE id IN (SELECT value FROM json_each(?))))"
)
"""The entities of some ids, and all that are one with them."""
_PLACE = msgspec.json.Decoder(Place)


class Sighted(Record, frozen=True, kw_only=True):
    """Where some documents put a place: how many they are, and the ids of the first of them.

    `predicates` counts the claims about the place in these documents.
    """

    place: Place
    documents: int
    first: tuple[str, ...] = ()
    predicates: dict[str, int] = msgspec.field(default_factory=dict)


class PlaceSummary(Record, frozen=True, kw_only=True):
    """A place of a case. `stands_for` is the id of the entity that it is one with, or its own.

    `predicates` counts the claims that it is the site or an argument of.

    `denied` and `unrealised` of them are so; `since` and `until` are the first and the last day
    of the others, where they are known. `sighted` is empty where no document puts it anywhere.
    """

    entity: Entity
    stands_for: str
    documents: int
    sighted: tuple[Sighted, ...] = ()
    predicates: dict[str, int] = msgspec.field(default_factory=dict)
    denied: int = 0
    unrealised: int = 0
    since: date | None = None
    until: date | None = None


def list_places(
    db: sqlite3.Connection, about: Sequence[str] | None = None
) -> Iterator[PlaceSummary]:
    """Yield the places of the case, in the order in which they were first met.

    With `about`, ids of entities, those that are among them and the places of claims about them.
    """
    wanted = (
        "e.kind = 'place' OR e.key IN (SELECT DISTINCT p.entity FROM claim_places p "
        "JOIN claims c ON c.key = p.claim AND NOT c.is_rejected)"
        if about is None
        else "e.key IN (SELECT p.entity FROM claim_places p WHERE p.claim IN "
        f"(SELECT c.key FROM claims c WHERE c.subject IN {_IDS} AND NOT c.is_rejected UNION "
        f"SELECT c.key FROM claims c WHERE c.object IN {_IDS} AND NOT c.is_rejected)) "
        f"OR (e.kind = 'place' AND e.key IN {_IDS})"
    )
    values = () if about is None else (bind(about),) * 6
    rows = db.execute(
        "SELECT e.key, e.id, e.name, e.kind, e.document IS NOT NULL, coalesce(c.id, e.id) "
        f"FROM entities e LEFT JOIN entities c ON c.key = e.cluster WHERE {wanted} ORDER BY e.key",
        values,
    ).fetchall()
    for key, id_, name, kind, is_local, stands_for in rows:
        entity = Entity(id=id_, name=name, kind=kind, is_local=bool(is_local))
        yield _summarise(db, key, entity, stands_for)


def count_documents(db: sqlite3.Connection, entities: Sequence[str]) -> int:
    """Return how many documents name one of the entities."""
    row = db.execute(
        "SELECT count(DISTINCT u.document) FROM names n JOIN document_names u ON u.name = n.key "
        "JOIN entities e ON e.key = n.entity WHERE e.id IN (SELECT value FROM json_each(?))",
        (bind(entities),),
    ).fetchone()
    return int(row[0])


def _summarise(db: sqlite3.Connection, key: int, entity: Entity, stands_for: str) -> PlaceSummary:
    names = db.execute(
        "SELECT n.name FROM names n LEFT JOIN document_names u ON u.name = n.key "
        "WHERE n.entity = ? GROUP BY n.key ORDER BY sum(u.mentions) DESC, n.key",
        (key,),
    )
    called = tuple(dict.fromkeys([entity.name, *(row[0] for row in names)]))
    [documents] = db.execute(
        "SELECT count(DISTINCT u.document) FROM names n JOIN document_names u ON u.name = n.key "
        "WHERE n.entity = ?",
        (key,),
    ).fetchone()
    return PlaceSummary(
        entity=msgspec.structs.replace(entity, names=called),
        stands_for=stands_for,
        documents=documents,
        sighted=tuple(_list_sighted(db, key)),
        **_count_claims(db, key),
    )


def _list_sighted(db: sqlite3.Connection, key: int) -> Iterator[Sighted]:
    """The positions that documents give the place, those of the most documents first."""
    rows = db.execute(
        "SELECT m.place, d.key, d.id FROM mentions m JOIN documents d ON d.key = m.document "
        "WHERE m.entity = ? AND m.place IS NOT NULL GROUP BY m.place, d.key ORDER BY d.key",
        (key,),
    )
    found: dict[str, dict[int, str]] = {}
    for place, document, id_ in rows:
        found.setdefault(place, {})[document] = id_
    said = _count_by_document(db, key) if found else {}
    for place, documents in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
        predicates: Counter[str] = Counter()
        for document in documents:
            predicates.update(said.get(document, {}))
        yield Sighted(
            place=_PLACE.decode(place),
            documents=len(documents),
            first=tuple(islice(documents.values(), _DOCUMENTS_AT_MOST)),
            predicates=dict(sorted(predicates.items(), key=lambda item: (-item[1], item[0]))),
        )


def _count_by_document(db: sqlite3.Connection, key: int) -> dict[int, dict[str, int]]:
    """Key of a document → how many of its claims have the place, by predicate."""
    rows = db.execute(
        "SELECT c.document, c.predicate, count(*) FROM claim_places p "
        "JOIN claims c ON c.key = p.claim WHERE p.entity = ? AND NOT c.is_rejected "
        "GROUP BY c.document, c.predicate",
        (key,),
    )
    said: dict[int, dict[str, int]] = {}
    for document, predicate, n in rows:
        said.setdefault(document, {})[predicate] = n
    return said


_COUNTS = """
SELECT c.predicate, count(*), sum(c.polarity = 'denied'), sum(c.certainty = 'unrealised'),
       min(CASE WHEN c.polarity = 'affirmed' AND c.certainty <> 'unrealised'
           THEN nullif(c.happened_from, '0001-01-01') END),
       max(CASE WHEN c.polarity = 'affirmed' AND c.certainty <> 'unrealised'
           THEN nullif(c.happened_to, '9999-12-31') END)
FROM claim_places p JOIN claims c ON c.key = p.claim
WHERE p.entity = ? AND NOT c.is_rejected GROUP BY c.predicate ORDER BY count(*) DESC, c.predicate
"""


def _count_claims(db: sqlite3.Connection, key: int) -> dict[str, Any]:
    rows = db.execute(_COUNTS, (key,)).fetchall()
    return {
        "predicates": {row[0]: row[1] for row in rows},
        "denied": sum(row[2] for row in rows),
        "unrealised": sum(row[3] for row in rows),
        "since": min(map(date.fromisoformat, filter(None, (row[4] for row in rows))), default=None),
        "until": max(map(date.fromisoformat, filter(None, (row[5] for row in rows))), default=None),
    }
