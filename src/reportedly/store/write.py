"""Rows of a reading → statements on one connection, inside the caller's transaction.

Derived rows of a document can be forgotten and written anew; documents and sightings stay.
"""

import sqlite3

import msgspec

from reportedly.errors import BadInputError
from reportedly.ids import make_id
from reportedly.records import Document, Problem, Reading
from reportedly.store.names import normalise_name
from reportedly.store.rows import ClaimRow, ReadingRows

CLAIMS_A_DOCUMENT = 1 << 20
"""Keys set aside for the claims of one document."""

_SIGHTED = (
    "external_id",
    "title",
    "publisher",
    "published_on",
    "byline",
    "url",
    "path",
    "media_type",
)
"""What may differ from one sighting of a text to the next."""


def insert_document(db: sqlite3.Connection, document: Document) -> int:
    """Write a new document and return its key."""
    cursor = db.execute(
        "INSERT INTO documents (id, text, characters, publisher_norm, external_id, title, publisher, "
        "published_on, byline, url, path, media_type) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(document.id, document.text, len(document.text)),
            *(_norm(document.publisher), *_sighted(document)),
        ),
    )
    return int(cursor.lastrowid or 0)


def update_document(db: sqlite3.Connection, key: int, document: Document) -> None:
    """Give a document that is re-read the title, publisher and date that it came with now."""
    db.execute(
        "UPDATE documents SET publisher_norm = ?, external_id = ?, title = ?, publisher = ?, "
        "published_on = ?, byline = ?, url = ?, path = ?, media_type = ? WHERE key = ?",
        (_norm(document.publisher), *_sighted(document), key),
    )


def insert_sighting(db: sqlite3.Connection, key: int, document: Document) -> bool:
    """Write one way in which the text was met; false when it stands there already."""
    values = _sighted(document)
    cursor = db.execute(
        "INSERT INTO sightings (id, document, external_id, title, publisher, published_on, "
        "byline, url, path, media_type) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO NOTHING",
        (make_id("sighting", [document.id, *values]), key, *values),
    )
    return cursor.rowcount > 0


def insert_problem(db: sqlite3.Connection, problem: Problem, key: int | None) -> bool:
    """Write a problem, of the document `key` or of an input; false when it stands there already."""
    path = _storable(problem.path)
    problem = msgspec.structs.replace(problem, path=path, message=_storable(problem.message))
    parts = (problem.code, problem.message, problem.document, problem.external_id, path)
    cursor = db.execute(
        "INSERT INTO problems (id, document, code, record) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (id) DO NOTHING",
        (
            make_id("problem", [*parts, problem.start, problem.end]),
            key,
            problem.code,
            _encode(problem),
        ),
    )
    return cursor.rowcount > 0


def insert_derived(
    db: sqlite3.Connection, key: int, reading: Reading, rows: ReadingRows, program: str
) -> None:
    """Write all that was read out of the document `key`."""
    sentences = msgspec.json.encode([(s.start, s.end) for s in reading.sentences]).decode()
    db.execute(
        "INSERT INTO readings (document, model, program, sentences, problems, refs) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (
            *(key, reading.model, program, sentences),
            *(_encode(reading.problems), _encode(reading.references)),
        ),
    )
    entities = _insert_entities(db, key, rows)
    _insert_names(db, key, rows, entities)
    _insert_mentions(db, key, rows, entities)
    db.executemany(
        "INSERT INTO attributions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (key, i, a.id, a.act, a.certainty, a.polarity, a.within, _encode(a))
            for i, a in enumerate(reading.attributions)
        ],
    )
    _insert_claims(db, key, rows.claims, entities)
    db.execute("INSERT OR IGNORE INTO unsettled_documents VALUES (?)", (key,))
    for problem in rows.problems:
        insert_problem(db, problem, key)


def _insert_entities(db: sqlite3.Connection, key: int, rows: ReadingRows) -> dict[str, int]:
    db.executemany(
        "INSERT INTO entities (id, name, kind, class, norm, document) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
        [
            (e.id, e.name, e.kind, e.kind_class, e.norm, key if e.is_local else None)
            for e in rows.entities.values()
        ],
    )
    return dict(
        db.execute(
            "SELECT id, key FROM entities WHERE id IN (SELECT value FROM json_each(?))",
            (_encode(list(rows.entities)),),
        )
    )


def _insert_names(
    db: sqlite3.Connection, key: int, rows: ReadingRows, entities: dict[str, int]
) -> None:
    db.executemany(
        "INSERT INTO names (entity, name, norm) VALUES (?, ?, ?) "
        "ON CONFLICT (entity, name) DO NOTHING",
        [(entities[entity], name, normalise_name(name)) for entity, name in rows.names],
    )
    db.executemany(
        "INSERT INTO document_names (document, name, mentions) "
        "SELECT ?, key, ? FROM names WHERE entity = ? AND name = ?",
        [(key, n, entities[entity], name) for (entity, name), n in rows.names.items()],
    )
    db.executemany(
        "UPDATE entities SET documents = documents + 1 WHERE key = ?",
        [(entities[entity],) for entity in {entity for entity, _ in rows.names}],
    )


def _insert_mentions(
    db: sqlite3.Connection, key: int, rows: ReadingRows, entities: dict[str, int]
) -> None:
    db.executemany(
        "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(key, i, m.start, m.end, m.kind, m.form, m.chain, m.name),
                *(m.sentence, m.first, m.last, m.head),
                *(None if m.place is None else _encode(m.place), entities.get(entity or "")),
            )
            for i, (m, entity) in enumerate(rows.mentions)
        ],
    )


def _insert_claims(
    db: sqlite3.Connection, key: int, claims: list[ClaimRow], entities: dict[str, int]
) -> None:
    if len(claims) >= CLAIMS_A_DOCUMENT:
        raise BadInputError("more than a million claims in one document", code="too-large")
    base = key * CLAIMS_A_DOCUMENT
    db.executemany(
        "INSERT INTO claims (key, id, document, predicate, subject, object, polarity, certainty, "
        "happened_from, happened_to, is_sourced, record, is_rejected, original, "
        "is_added) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_claim_values(base + i, key, row, entities) for i, row in enumerate(claims)],
    )
    db.executemany(
        "INSERT INTO claim_sources VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(base + i, n, entities.get(s.entity or ""), s.act, s.said_on),
                *(n == len(row.claim.sources) - 1, row.claim.polarity, row.claim.certainty),
            )
            for i, row in enumerate(claims)
            for n, s in enumerate(row.claim.sources)
        ],
    )
    db.executemany(
        "INSERT INTO claim_places VALUES (?, ?)",
        [(base + i, entities[p]) for i, row in enumerate(claims) for p in row.places],
    )


def _claim_values(
    key: int, document: int, row: ClaimRow, entities: dict[str, int]
) -> tuple[str | int | None, ...]:
    claim = row.claim
    subject = None if claim.subject is None else entities.get(claim.subject.entity or "")
    object_ = None if claim.object is None else entities.get(claim.object.entity or "")
    return (
        *(key, claim.id, document, claim.predicate, subject, object_),
        *(claim.polarity, claim.certainty, row.happened_from, row.happened_to),
        *(bool(claim.sources), _encode(claim), row.is_rejected),
        None if row.original is None else _encode(row.original),
        row.is_added,
    )


def _sighted(document: Document) -> tuple[str | None, ...]:
    return tuple(getattr(document, name) for name in _SIGHTED)


def check_document(document: Document) -> Document:
    """The document as it can be stored: a path of odd bytes is escaped, a broken text refused."""
    try:
        document.text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadInputError(
            f"half of a surrogate pair at offset {error.start}: the text is not valid Unicode",
            code="encoding",
        ) from error
    return msgspec.structs.replace(
        document, **{name: _storable(getattr(document, name)) for name in _SIGHTED}
    )


def _storable(value: str | None) -> str | None:
    """`value` with what UTF-8 cannot carry (file names may hold any bytes) written as escapes."""
    return None if value is None else value.encode("utf-8", "backslashreplace").decode("utf-8")


def _norm(name: str | None) -> str | None:
    return None if name is None else normalise_name(name)


def _encode(record: object) -> str:
    return msgspec.json.encode(record).decode("utf-8")
