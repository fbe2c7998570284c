"""Names → the entities that bear them, each by itself or as those that stand for several.

A name is matched in steps, and the first that gives anything decides: the entity's own name, other
names, names that begin so, names with these words.
"""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import msgspec

from reportedly.records import Entity, Kind, Span
from reportedly.store.binding import bind
from reportedly.store.names import normalise_name
from reportedly.store.protocol import Candidate, NameCount
from reportedly.store.words import quote_all

_NAMES_WEIGHED = 1000
"""How many names that begin alike are looked at before the most used are shown."""

_ENTITIES = (
    "(SELECT key FROM entities WHERE cluster IN "
    "(SELECT cluster FROM entities WHERE id IN (SELECT value FROM json_each(?))))"
)
"""All that are one with an entity whose id is given."""
_MORE_DOCUMENTS = (
    "SELECT count(DISTINCT u.document) FROM names n JOIN document_names u ON u.name = n.key "
    "WHERE n.entity IN (SELECT value FROM json_each(?)) AND NOT EXISTS (SELECT 1 FROM names o "
    "CROSS JOIN document_names w ON w.name = o.key AND w.document = u.document WHERE o.entity = ?)"
)
_NAMED_WITH = (
    "SELECT DISTINCT n.entity FROM name_words w JOIN names n ON n.key = w.rowid "
    "WHERE name_words MATCH ? LIMIT ?"
)


def find_entities(db: sqlite3.Connection, name: str, limit: int) -> list[Candidate]:
    """Return what `name` may mean: those that stand for the entities that bear it."""
    keys, match = _match(db, name)
    return _describe(db, keys, match, limit) if keys else []


def find_named(db: sqlite3.Connection, words: str, limit: int) -> list[Candidate]:
    """Return those with a name that has all of the words, whole ones, whatever else it has."""
    quoted = quote_all(normalise_name(words))
    found = db.execute(_NAMED_WITH, (quoted, _NAMES_WEIGHED)) if quoted else ()
    keys = [row[0] for row in found]
    return _describe(db, keys, "words", limit) if keys else []


def find_bearers(db: sqlite3.Connection, name: str, limit: int) -> list[Candidate]:
    """Return the entities that bear `name`, each by itself, whatever it is joined to."""
    keys, match = _match(db, name)
    rows = db.execute(
        "SELECT e.id, e.name, e.kind, d.id, e.documents "
        "FROM entities e LEFT JOIN documents d ON d.key = e.document "
        "WHERE e.key IN (SELECT value FROM json_each(?)) ORDER BY e.documents DESC, e.id LIMIT ?",
        (bind(keys), limit),
    )
    return _make_candidates(rows, match)


def _match(db: sqlite3.Connection, name: str) -> tuple[list[int], str]:
    """Keys of entities by the first way of matching that gives anything, and that way."""
    if row := db.execute("SELECT key FROM entities WHERE id = ?", (name,)).fetchone():
        return [row[0]], "name"
    norm = normalise_name(name)
    words = quote_all(norm)
    if not norm:
        return [], "name"
    for match, question, values in (
        ("name", "SELECT key FROM entities WHERE norm = ?", (norm,)),
        ("other-name", "SELECT DISTINCT entity FROM names WHERE norm = ?", (norm,)),
        (
            "prefix",
            "SELECT DISTINCT entity FROM names WHERE norm >= ? AND norm < ? LIMIT ?",
            (norm, norm + "\U0010ffff", _NAMES_WEIGHED),
        ),
        (
            "words",
            _NAMED_WITH,
            (words, _NAMES_WEIGHED),
        ),
    ):
        if all(values) and (keys := [row[0] for row in db.execute(question, values)]):
            return keys, match
    return [], "name"


def _describe(db: sqlite3.Connection, keys: list[int], match: str, limit: int) -> list[Candidate]:
    """The entities that stand for those of these keys, the most written about first."""
    rows = db.execute(
        "SELECT c.key, c.id, coalesce(c.label, c.name), c.kind, d.id "
        "FROM entities c LEFT JOIN documents d ON d.key = c.document WHERE c.key IN "
        "(SELECT cluster FROM entities WHERE key IN (SELECT value FROM json_each(?)))",
        (bind(keys),),
    ).fetchall()
    counts = _count_documents(db, [row[0] for row in rows])
    found = [(*row[1:], counts[row[0]]) for row in rows]
    found.sort(key=lambda row: (-row[-1], row[0]))
    return _make_candidates(found[:limit], match)


def _count_documents(db: sqlite3.Connection, clusters: Iterable[int]) -> dict[int, int]:
    """How many documents name each cluster.

    Each entity knows how many name it; of the less often named those are added that do not name the
    most often named one, so that what is counted anew is little.
    """
    rows = db.execute(
        "SELECT cluster, key, documents FROM entities WHERE cluster IN "
        "(SELECT value FROM json_each(?)) ORDER BY cluster, documents DESC",
        (bind(clusters),),
    ).fetchall()
    counts = {}
    for cluster, group in groupby(rows, key=lambda row: row[0]):
        (_, first, documents), *others = group
        beside = bind([row[1] for row in others])
        counts[cluster] = documents + (
            db.execute(_MORE_DOCUMENTS, (beside, first)).fetchone()[0] if others else 0
        )
    return counts


def _make_candidates(rows: Iterable[tuple[Any, ...]], match: str) -> list[Candidate]:
    return [
        msgspec.convert(
            {
                "entity": Entity(id=id_, name=name, kind=kind, is_local=document is not None),
                "match": match,
                "documents": documents,
                "document": document,
            },
            Candidate,
        )
        for id_, name, kind, document, documents in rows
    ]


def find_entity(db: sqlite3.Connection, entity: str) -> Entity | None:
    """Return the entity that stands for the one of that id, with all names they have."""
    rows = db.execute(
        "SELECT c.id, coalesce(c.label, c.name), c.kind, c.document IS NOT NULL, n.name "
        "FROM entities o JOIN entities c ON c.key = o.cluster "
        "JOIN entities e ON e.cluster = c.key LEFT JOIN names n ON n.entity = e.key "
        "WHERE o.id = ? ORDER BY e.key, n.key",
        (entity,),
    ).fetchall()
    if not rows:
        return None
    id_, name, kind, is_local, _ = rows[0]
    names = tuple(dict.fromkeys([name, *(row[4] for row in rows if row[4] is not None)]))
    return Entity(id=id_, name=name, kind=kind, names=names, is_local=bool(is_local))


def list_entities(db: sqlite3.Connection) -> Iterator[Entity]:
    """Yield the entities with their names, in the order in which they were first met."""
    rows = db.execute(
        "SELECT e.id, e.name, e.kind, e.document IS NOT NULL, n.name FROM entities e "
        "LEFT JOIN names n ON n.entity = e.key ORDER BY e.key, n.key"
    )
    for (id_, name, kind, is_local), group in groupby(rows, key=lambda row: tuple(row[:4])):
        names = tuple(dict.fromkeys([name, *(row[4] for row in group if row[4] is not None)]))
        yield Entity(id=id_, name=name, kind=kind, names=names, is_local=bool(is_local))


def list_mentions(db: sqlite3.Connection) -> Iterator[tuple[str, str | None, Span]]:
    """Yield entity id, external id of the document, and words of each mention, in order."""
    texts = db.execute("SELECT key, external_id, text FROM documents ORDER BY key")
    for key, external_id, text in texts:
        rows = db.execute(
            "SELECT e.id, m.start, m.end FROM mentions m JOIN entities e ON e.key = m.entity "
            "WHERE m.document = ? ORDER BY m.position",
            (key,),
        )
        for entity, start, end in rows:
            yield entity, external_id, Span(start=start, end=end, text=text[start:end])


def list_document_mentions(
    db: sqlite3.Connection, document: str
) -> Iterator[tuple[int, int, str, Kind, str | None]]:
    """Yield start, end, name, kind, and the entity that stands for it, of a document's mentions."""
    yield from db.execute(
        "SELECT m.start, m.end, m.name, m.kind, c.id FROM documents d "
        "JOIN mentions m ON m.document = d.key LEFT JOIN entities e ON e.key = m.entity "
        "LEFT JOIN entities c ON c.key = e.cluster WHERE d.id = ? ORDER BY m.position",
        (document,),
    )


def list_appearances(db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield entity id and document id, once for each document that names an entity."""
    yield from db.execute(
        "SELECT DISTINCT e.id, d.id FROM document_names u JOIN names n ON n.key = u.name "
        "JOIN entities e ON e.key = n.entity JOIN documents d ON d.key = u.document "
        "ORDER BY e.key, d.key"
    )


def has_appearance(db: sqlite3.Connection, entity: str, document: str) -> bool:
    """Whether the document of that id names the entity of that id."""
    question = (
        "SELECT 1 FROM entities e JOIN names n ON n.entity = e.key "
        "JOIN document_names u ON u.name = n.key JOIN documents d ON d.key = u.document "
        "WHERE e.id = ? AND d.id = ? LIMIT 1"
    )
    return db.execute(question, (entity, document)).fetchone() is not None


def get_names(db: sqlite3.Connection, entity: str) -> list[NameCount]:
    """Return the names of an entity, the most used first."""
    rows = db.execute(
        "SELECT n.name, count(DISTINCT u.document), sum(u.mentions) AS mentions FROM names n "
        f"JOIN document_names u ON u.name = n.key WHERE n.entity IN {_ENTITIES} "
        "GROUP BY n.name ORDER BY mentions DESC, n.name",
        (bind([entity]),),
    )
    return [NameCount(name=name, documents=docs, mentions=n) for name, docs, n in rows]


def list_busiest(db: sqlite3.Connection, limit: int) -> list[Candidate]:
    """Return the named entities that most documents name, places and activities apart."""
    rows = db.execute(
        "SELECT cluster FROM entities WHERE document IS NULL "
        "AND kind NOT IN ('place', 'activity', 'name') ORDER BY documents DESC, key LIMIT ?",
        (limit * 2,),
    )
    keys = list(dict.fromkeys(row[0] for row in rows))
    return _describe(db, keys, "name", limit)
