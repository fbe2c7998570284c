"""Rows of a reading → statements on one connection, inside the caller's transaction.

Derived rows of a document can be forgotten and written anew; documents and sightings stay. What is
kept in bulk is written by the same statements (see `bulk.py`), and gives the same rows.
"""

# ruff: noqa: RUF005 (two tuples are joined in half the time that one takes to be filled from two)

import sqlite3
from collections import Counter
from collections.abc import Sequence

from reportedly.errors import BadInputError
from reportedly.records import Document, Problem, Reading
from reportedly.store.keys import Keys, Known
from reportedly.store.names import normalise_name
from reportedly.store.plain import (
    CLAIMS_A_DOCUMENT,
    Derived,
    Values,
    get_sighted,
    lay_out_derived,
    lay_out_document,
    lay_out_problem,
    lay_out_sighting,
)
from reportedly.store.rows import ReadingRows

DOCUMENT = (
    "INSERT INTO documents (key, id, text, characters, publisher_norm, external_id, title, "
    "publisher, published_on, byline, url, path, media_type) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
SIGHTING = (
    "INSERT INTO sightings (document, id, external_id, title, publisher, published_on, "
    "byline, url, path, media_type) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"
)
PROBLEM = (
    "INSERT INTO problems (document, id, code, record) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (id) DO NOTHING"
)
READING = (
    "INSERT INTO readings (document, model, program, sentences, problems, refs) "
    "VALUES (?, ?, ?, ?, ?, ?)"
)
# A row that was laid out is bound whole after the keys, which stand for the places that are in it.
MENTION = (
    "INSERT INTO mentions (document, entity, position, start, end, kind, form, chain, name, "
    "sentence, first, last, head, place) "
    "VALUES (?1, ?2, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)"
)
ATTRIBUTION = "INSERT INTO attributions VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
CLAIM = (
    "INSERT INTO claims (key, document, subject, object, id, predicate, polarity, certainty, "
    "happened_from, happened_to, is_sourced, record, is_rejected, original, is_added) "
    "VALUES (?1, ?2, ?3, ?4, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)"
)
OPEN_CLAIM = (
    "INSERT INTO open_claims (claim, entity, side, predicate, polarity) VALUES (?, ?, ?, ?, ?)"
)
CLAIM_SOURCE = (
    "INSERT INTO claim_sources (claim, entity, position, act, said_on, is_root, polarity, certainty) "
    "VALUES (?1, ?2, ?5, ?6, ?7, ?8, ?9, ?10)"
)
CLAIM_PLACE = "INSERT INTO claim_places VALUES (?, ?)"
UNSETTLED = "INSERT OR IGNORE INTO unsettled_documents (document) VALUES (?)"


def insert_document(db: sqlite3.Connection, document: Document) -> int:
    """Write a new document and return its key."""
    key = int(db.execute(DOCUMENT, (None, *lay_out_document(document))).lastrowid or 0)
    db.execute(
        "INSERT INTO document_words (rowid, title, text) VALUES (?, ?, ?)",
        (key, document.title, document.text),
    )
    return key


def update_document(db: sqlite3.Connection, key: int, document: Document) -> None:
    """Give a document that is re-read the title, publisher and date that it came with now."""
    publisher = None if document.publisher is None else normalise_name(document.publisher)
    db.execute(
        "UPDATE documents SET publisher_norm = ?, external_id = ?, title = ?, publisher = ?, "
        "published_on = ?, byline = ?, url = ?, path = ?, media_type = ? WHERE key = ?",
        (publisher, *get_sighted(document), key),
    )


def insert_sighting(db: sqlite3.Connection, key: int, document: Document) -> bool:
    """Write one way in which the text was met; false when it stands there already."""
    return db.execute(SIGHTING, (key, *lay_out_sighting(document))).rowcount > 0


def insert_problem(db: sqlite3.Connection, problem: Problem, key: int | None) -> bool:
    """Write a problem, of the document `key` or of an input; false when it stands there already."""
    return db.execute(PROBLEM, (key, *lay_out_problem(problem))).rowcount > 0


def insert_derived(
    db: sqlite3.Connection, key: int, reading: Reading, rows: ReadingRows, program: str
) -> None:
    """Write all that was read out of the document `key`."""
    keys = Keys(db)
    keys.begin()
    derived = lay_out_derived(reading, rows, program)
    insert_all_derived(db, keys, [(key, derived)])
    db.executemany(PROBLEM, [(key, *problem) for problem in derived.problems])


def insert_all_derived(
    db: sqlite3.Connection, keys: Keys, batch: Sequence[tuple[int, Derived]]
) -> None:
    """Write all that was read out of some documents, table by table, but for their problems.

    Raises `BadInputError` where one of them cannot be stored.
    """
    named = _name_all(db, keys, batch)
    db.executemany(READING, [(key, *derived.reading) for key, derived in batch])
    _insert_mentions(db, named)
    db.executemany(
        ATTRIBUTION, [(key,) + a for key, derived in batch for a in derived.attributions]
    )
    _insert_claims(db, named)
    db.executemany(UNSETTLED, [(key,) for key, _ in batch])


_Named = list[tuple[tuple[int, Derived], list[int | None]]]
"""What was read out of each document, with the keys of its entities and, last, none."""


def _insert_mentions(db: sqlite3.Connection, named: _Named) -> None:
    rows = [(key, k[m[0]]) + m for (key, derived), k in named for m in derived.mentions]
    try:
        db.executemany(MENTION, rows)
    except OverflowError as error:
        raise BadInputError(
            "offsets, chain and tokens below 2^63 were expected of each mention, one is larger: "
            "export the reading again",
            code="malformed",
        ) from error


def _insert_claims(db: sqlite3.Connection, named: _Named) -> None:
    db.executemany(
        CLAIM,
        [
            (key, document, k[claim[0]], k[claim[1]]) + claim
            for (document, derived), k in named
            for key, claim in enumerate(derived.claims, document * CLAIMS_A_DOCUMENT)
        ],
    )
    db.executemany(
        CLAIM_SOURCE,
        [
            (document * CLAIMS_A_DOCUMENT + s[0], k[s[1]]) + s
            for (document, derived), k in named
            for s in derived.sources
        ],
    )
    db.executemany(
        OPEN_CLAIM,
        [
            (document * CLAIMS_A_DOCUMENT + claim, k[entity], *rest)
            for (document, derived), k in named
            for claim, entity, *rest in derived.open
        ],
    )
    db.executemany(
        CLAIM_PLACE,
        [
            (document * CLAIMS_A_DOCUMENT + claim, k[entity])
            for (document, derived), k in named
            for claim, entity in derived.places
        ],
    )


def _name_all(db: sqlite3.Connection, keys: Keys, batch: Sequence[tuple[int, Derived]]) -> _Named:
    """Write the entities and names that are new, and which documents use which."""
    naming = _Naming(keys, batch)
    named: _Named = []
    uses: list[tuple[int, int, int]] = []
    for item in batch:
        document, derived = item
        bearers = naming.find_bearers(document, derived)
        named.append((item, [*(known.key for known in bearers), None]))
        uses += [
            (document, bearers[n].names.get(name) or naming.add_name(bearers[n], name, norm), times)
            for n, name, norm, times in derived.names
        ]
    _insert_entities(db, naming.entities, naming.counts)
    db.executemany("INSERT INTO names (key, entity, name, norm) VALUES (?, ?, ?, ?)", naming.names)
    db.executemany(
        "INSERT INTO name_words (rowid, name) VALUES (?, ?)", [(n[0], n[2]) for n in naming.names]
    )
    # Who has another name now is compared with others again.
    db.executemany(
        "UPDATE entities SET is_compared = 0 "
        "WHERE key = ? AND is_compared AND document IS NULL AND class <> 'activity'",
        [(key,) for key in sorted(naming.renamed)],
    )
    db.executemany("INSERT INTO document_names (document, name, mentions) VALUES (?, ?, ?)", uses)
    return named


class _Naming:
    """Finds the entities and names of some documents, and gives keys to those that are new.

    `counts` says of each entity how many of the documents name it; every one that a document has
    is named there.
    """

    def __init__(self, keys: Keys, batch: Sequence[tuple[int, Derived]]) -> None:
        self._keys = keys
        self._found = keys.load({row[0] for _, derived in batch for row in derived.entities})
        self._first = keys.next_entity
        self.entities: list[tuple[int, int, Values]] = []
        self.names: list[Values] = []
        self.renamed: set[int] = set()
        self.counts: Counter[int] = Counter()

    def find_bearers(self, document: int, derived: Derived) -> list[Known]:
        """Return the entities of a document in their order."""
        bearers = [
            self._found.get(row[0]) or self._add_entity(document, row) for row in derived.entities
        ]
        self.counts.update([known.key for known in bearers])
        return bearers

    def add_name(self, known: Known, name: str, norm: str) -> int:
        """Return the key of a new name of an entity."""
        key = self._keys.add_name(known, name)
        self.names.append((key, known.key, name, norm))
        if known.key < self._first:
            self.renamed.add(known.key)
        return key

    def _add_entity(self, document: int, row: Values) -> Known:
        known = self._keys.add_entity(row[0])
        self.entities.append((known.key, document, row))
        return known


def _insert_entities(
    db: sqlite3.Connection, entities: list[tuple[int, int, Values]], counts: Counter[int]
) -> None:
    """Write new entities, and in `counts`, emptied by that, how many more documents name others.

    Who has no name of their own, and activities, are compared with nobody.
    """
    db.executemany(
        "INSERT INTO entities (key, id, name, kind, class, norm, document, cluster, documents, "
        "is_compared) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(key, *row[:5], document if row[5] else None, key, counts.pop(key, 0)),
                row[5] or row[3] == "activity",
            )
            for key, document, row in entities
        ],
    )
    db.executemany(
        "UPDATE entities SET documents = documents + ? WHERE key = ?",
        [(more, key) for key, more in sorted(counts.items())],
    )
