"""What is asked of a case → SQL over its indices → records.

Every question about a name starts from that name's rows, whatever else narrows it: SQLite keeps no
statistics of a growing case, and would else walk all claims of a frequent predicate.
"""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

import re
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby

import msgspec

from reportedly.errors import CaseError, UsageError
from reportedly.records import Claim, Entity, Problem, Span
from reportedly.store.names import normalise_name
from reportedly.store.protocol import (
    Candidate,
    ClaimFilter,
    Counts,
    DocumentSummary,
    NameCount,
    SearchHit,
    Sighting,
    SourceCount,
)
from reportedly.store.restore import decode_claim

_PROBLEM = msgspec.json.Decoder(Problem)
_NAMES_WEIGHED = 1000
"""How many names that begin alike are looked at before the most used are shown."""

_ENTITIES = (
    "(SELECT key FROM entities WHERE cluster IN "
    "(SELECT cluster FROM entities WHERE id IN (SELECT value FROM json_each(?))))"
)
"""All that are one with an entity whose id is given."""
_ABOUT = (
    f"c.key IN (SELECT key FROM claims WHERE subject IN {_ENTITIES} "
    f"UNION SELECT key FROM claims WHERE object IN {_ENTITIES})"
)
_IN_CHAIN = f"SELECT claim FROM claim_sources WHERE entity IN {_ENTITIES}"
_IN_OWN_VOICE = (
    "SELECT o.key FROM documents d JOIN claims o ON o.document = d.key "
    "WHERE d.publisher_norm = ? AND NOT o.is_sourced"
)
_IN_PLACE = f"c.key IN (SELECT claim FROM claim_places WHERE entity IN {_ENTITIES})"

_NAMED_WITH = (
    "SELECT DISTINCT n.entity FROM name_words w JOIN names n ON n.key = w.rowid "
    "WHERE name_words MATCH ? LIMIT ?"
)
_SUMMARY = (
    "SELECT d.id, d.external_id, d.title, d.publisher, d.published_on, d.url, d.path, "
    "d.characters, "
    "(SELECT count(*) FROM claims c WHERE c.document = d.key) AS claims, "
    "(SELECT count(*) FROM sightings s WHERE s.document = d.key) AS sightings, "
    "(SELECT count(*) FROM problems p WHERE p.document = d.key) AS problems, "
    "(SELECT model FROM readings r WHERE r.document = d.key) AS model"
)


def find_claims(db: sqlite3.Connection, wanted: ClaimFilter) -> Iterator[Claim]:
    """Yield the claims that `wanted` lets through."""
    where, values = _narrow(wanted)
    order = "c.happened_from, c.key" if wanted.order == "time" else "c.key"
    limit = -1 if wanted.limit is None else wanted.limit
    rows = db.execute(
        f"SELECT c.record FROM claims c WHERE {where} ORDER BY {order} LIMIT ?",
        (*values, limit),
    )
    for row in rows:
        yield decode_claim(row[0])


def count_predicates(db: sqlite3.Connection, wanted: ClaimFilter) -> dict[str, int]:
    """Return how many of the claims have each predicate, most frequent first."""
    where, values = _narrow(wanted)
    return dict(
        db.execute(
            f"SELECT c.predicate, count(*) AS n FROM claims c WHERE {where} "
            "GROUP BY c.predicate ORDER BY n DESC, c.predicate",
            values,
        )
    )


def find_claim(db: sqlite3.Connection, claim: str) -> Claim | None:
    """Return the claim of that id."""
    row = db.execute("SELECT record FROM claims WHERE id = ?", (claim,)).fetchone()
    return None if row is None else decode_claim(row[0])


def _narrow(wanted: ClaimFilter) -> tuple[str, list[str | float]]:
    """The condition for `wanted` and its values: first what names somebody, then the rest."""
    drivers, named = _find_drivers(wanted)
    values: list[str | float] = [*named]
    # A plus sign keeps SQLite from choosing that column's index over the names' rows.
    own = "+c." if drivers else "c."
    rest: list[str] = []
    if wanted.predicates is not None:
        rest.append(f"{own}predicate IN (SELECT value FROM json_each(?))")
        values.append(_json(wanted.predicates))
    if wanted.since is not None:
        rest.append(f"{own}happened_to >= ?")
        values.append(wanted.since.isoformat())
    if wanted.until is not None:
        rest.append(f"{own}happened_from <= ?")
        values.append(wanted.until.isoformat())
    if wanted.is_dated:
        rest.append(f"{own}happened_from IS NOT NULL")
    if wanted.certainty is not None:
        rest.append(f"{own}certainty = ?")
        values.append(wanted.certainty)
    if wanted.polarity is not None:
        rest.append(f"{own}polarity = ?")
        values.append(wanted.polarity)
    if wanted.min_confidence is not None:
        rest.append("json_extract(c.record, '$.confidence') >= ?")
        values.append(wanted.min_confidence)
    return " AND ".join([*drivers, *rest]) or "true", values


def _find_drivers(wanted: ClaimFilter) -> tuple[list[str], list[str]]:
    drivers: list[str] = []
    values: list[str] = []
    if wanted.about is not None:
        drivers.append(_ABOUT)
        values += [_json(wanted.about)] * 2
    if wanted.by is not None or wanted.publisher is not None:
        voices = [_IN_CHAIN] if wanted.by is not None else []
        values += [_json(wanted.by)] if wanted.by is not None else []
        if wanted.publisher is not None:
            voices.append(_IN_OWN_VOICE)
            values.append(normalise_name(wanted.publisher))
        drivers.append(f"c.key IN ({' UNION '.join(voices)})")
    if wanted.places is not None:
        drivers.append(_IN_PLACE)
        values.append(_json(wanted.places))
    if wanted.document is not None:
        drivers.append("c.document = (SELECT key FROM documents WHERE id = ?)")
        values.append(wanted.document)
    return drivers, values


def find_entities(db: sqlite3.Connection, name: str, limit: int) -> list[Candidate]:
    """Return what `name` may mean: the first way of matching that gives anything."""
    if row := db.execute("SELECT key FROM entities WHERE id = ?", (name,)).fetchone():
        return _describe(db, [row[0]], "name", 1)
    norm = normalise_name(name)
    words = " ".join(f'"{word}"' for word in norm.split())
    if not words:
        return []
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
        if keys := [row[0] for row in db.execute(question, values)]:
            return _describe(db, keys, match, limit)
    return []


def _describe(db: sqlite3.Connection, keys: list[int], match: str, limit: int) -> list[Candidate]:
    """The entities that stand for those of these keys, the most written about first."""
    rows = db.execute(
        "SELECT c.id, coalesce(c.label, c.name), c.kind, d.id, "
        "(SELECT count(DISTINCT u.document) FROM entities e JOIN names n ON n.entity = e.key "
        "JOIN document_names u ON u.name = n.key WHERE e.cluster = c.key) AS documents "
        "FROM entities c LEFT JOIN documents d ON d.key = c.document WHERE c.key IN "
        "(SELECT cluster FROM entities WHERE key IN (SELECT value FROM json_each(?))) "
        "ORDER BY documents DESC, c.id LIMIT ?",
        (_json(keys), limit),
    )
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


def list_appearances(db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield entity id and document id, once for each document that names an entity."""
    yield from db.execute(
        "SELECT DISTINCT e.id, d.id FROM document_names u JOIN names n ON n.key = u.name "
        "JOIN entities e ON e.key = n.entity JOIN documents d ON d.key = u.document "
        "ORDER BY e.key, d.key"
    )


def has_publisher(db: sqlite3.Connection, name: str) -> bool:
    """Whether a document of the publisher `name` is in the case."""
    question = "SELECT 1 FROM documents WHERE publisher_norm = ? LIMIT 1"
    return db.execute(question, (normalise_name(name),)).fetchone() is not None


def get_names(db: sqlite3.Connection, entity: str) -> list[NameCount]:
    """Return the names of an entity, the most used first."""
    rows = db.execute(
        "SELECT n.name, count(DISTINCT u.document), sum(u.mentions) AS mentions FROM names n "
        f"JOIN document_names u ON u.name = n.key WHERE n.entity IN {_ENTITIES} "
        "GROUP BY n.name ORDER BY mentions DESC, n.name",
        (_json([entity]),),
    )
    return [NameCount(name=name, documents=docs, mentions=n) for name, docs, n in rows]


def list_sources(
    db: sqlite3.Connection, *, about: str | None, limit: int | None, topics: int
) -> list[SourceCount]:
    """Return the root sources with what they say, busiest first."""
    narrowed = "" if about is None else f" AND {_ABOUT.replace('c.key', 's.claim')}"
    values = () if about is None else (_json([about]),) * 2
    rows = db.execute(
        "SELECT c.key, c.id, coalesce(c.label, c.name, ''), coalesce(c.kind, 'name'), count(*) AS n, "
        "sum(s.polarity = 'denied'), sum(s.certainty = 'hedged'), sum(s.certainty = 'unrealised'), "
        "count(DISTINCT s.claim >> 20) FROM claim_sources s LEFT JOIN entities e ON e.key = s.entity "
        "LEFT JOIN entities c ON c.key = e.cluster "
        f"WHERE s.is_root{narrowed} GROUP BY c.key ORDER BY n DESC, c.name, c.id LIMIT ?",
        (*values, -1 if limit is None else limit),
    ).fetchall()
    return [
        SourceCount(
            entity=row[1],
            name=row[2],
            kind=row[3],
            claims=row[4],
            denied=row[5],
            hedged=row[6],
            unrealised=row[7],
            documents=row[8],
            about=_find_topics(db, row[0], topics) if topics else (),
        )
        for row in rows
    ]


def _find_topics(db: sqlite3.Connection, source: int | None, limit: int) -> tuple[str, ...]:
    rows = db.execute(
        "SELECT coalesce(o.label, o.name) AS name FROM entities m "
        "JOIN claim_sources s ON s.entity = m.key AND s.is_root JOIN claims c ON c.key = s.claim "
        "JOIN entities e ON e.key = c.subject JOIN entities o ON o.key = e.cluster "
        "WHERE m.cluster = ? GROUP BY o.key ORDER BY count(*) DESC, name LIMIT ?",
        (source, limit),
    )
    return tuple(row[0] for row in rows)


def list_documents(db: sqlite3.Connection, limit: int | None) -> Iterator[DocumentSummary]:
    """Yield the documents in the order in which they were added."""
    rows = db.execute(
        f"{_SUMMARY} FROM documents d ORDER BY d.key LIMIT ?", (-1 if limit is None else limit,)
    )
    columns = [column[0] for column in rows.description]
    for row in rows:
        yield DocumentSummary(**dict(zip(columns, row, strict=True)))


def find_summary(db: sqlite3.Connection, document: str) -> DocumentSummary | None:
    """Return the document of that id without its text, and what came of it."""
    rows = db.execute(f"{_SUMMARY} FROM documents d WHERE d.id = ?", (document,))
    columns = [column[0] for column in rows.description]
    row = rows.fetchone()
    return None if row is None else DocumentSummary(**dict(zip(columns, row, strict=True)))


def list_document_ids(db: sqlite3.Connection) -> Iterator[str]:
    """Yield the ids of the documents in order; other rows may be written in between."""
    last = 0
    question = "SELECT key, id FROM documents WHERE key > ? ORDER BY key LIMIT 1000"
    while page := db.execute(question, (last,)).fetchall():
        yield from (row[1] for row in page)
        last = page[-1][0]


def get_sightings(db: sqlite3.Connection, document: str) -> list[Sighting]:
    """Return every way in which the text of `document` was met."""
    rows = db.execute(
        "SELECT s.external_id, s.title, s.publisher, s.published_on, s.byline, s.url, s.path, "
        "s.media_type FROM sightings s JOIN documents d ON d.key = s.document WHERE d.id = ? "
        "ORDER BY s.path, s.publisher, s.published_on, s.id",
        (document,),
    )
    columns = [column[0] for column in rows.description]
    return [Sighting(**dict(zip(columns, row, strict=True))) for row in rows]


def search(db: sqlite3.Connection, words: str, limit: int) -> Iterator[SearchHit]:
    """Yield the documents with all the words, best first."""
    query = _quote_words(words)
    try:
        rows = db.execute(
            f"{_SUMMARY}, snippet(document_words, -1, char(2), char(3), '…', 32) AS snippet "
            "FROM document_words w JOIN documents d ON d.key = w.rowid "
            "WHERE document_words MATCH ? ORDER BY w.rank LIMIT ?",
            (query, limit),
        )
        columns = [column[0] for column in rows.description]
        for row in rows:
            values = dict(zip(columns, row, strict=True))
            snippet = values.pop("snippet")
            yield SearchHit(document=DocumentSummary(**values), snippet=snippet)
    except sqlite3.Error as error:
        raise CaseError(f"the search for '{words}' failed: {error}") from error


def _quote_words(words: str) -> str:
    """Words for FTS5, each quoted, so that nothing a person types is taken for its syntax."""
    parts = re.findall(r'"([^"]+)"|([^\s"]+)', words)
    quoted = [f'"{phrase}"' if phrase else _quote_word(word) for phrase, word in parts]
    if not any(c.isalnum() for c in words):
        raise UsageError(f"words to search for were expected, not '{words}'")
    return " ".join(quoted)


def _quote_word(word: str) -> str:
    stem = word.rstrip("*")
    return f'"{stem}"*' if stem and stem != word else f'"{word}"'


def list_problems(db: sqlite3.Connection) -> Iterator[Problem]:
    """Yield the problems in the order in which they were met."""
    for row in db.execute("SELECT record FROM problems ORDER BY key"):
        yield _PROBLEM.decode(row[0])


def count(db: sqlite3.Connection) -> Counts:
    """Return how much is in the case."""
    tables = ("documents", "claims", "entities", "problems")
    return Counts(
        **{table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
    )


def _json(values: Iterable[str | int]) -> str:
    return msgspec.json.encode(list(values)).decode()
