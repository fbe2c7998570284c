"""What is asked of a case → SQL over its indices → records.

Every question about a name starts from that name's rows, whatever else narrows it: SQLite keeps no
statistics of a growing case, and would else walk all claims of a frequent predicate.
"""

# ruff: noqa: S608 (statements are put together from this module's own pieces; values are bound)

import json
import sqlite3
from collections.abc import Iterator, Sequence

import msgspec

from reportedly.errors import CaseError
from reportedly.records import Claim, Problem
from reportedly.store.binding import bind
from reportedly.store.counted import count_about, count_all
from reportedly.store.names import normalise_name
from reportedly.store.protocol import (
    SOURCES_OF,
    ClaimFilter,
    Counts,
    DocumentSummary,
    SearchHit,
    Sighting,
    SourceCount,
)
from reportedly.store.restore import decode_claim
from reportedly.store.words import quote_words

_PROBLEM = msgspec.json.Decoder(Problem)

_ENTITIES = (
    "(SELECT key FROM entities WHERE cluster IN "
    "(SELECT cluster FROM entities WHERE id IN (SELECT value FROM json_each(?))))"
)
"""All that are one with an entity whose id is given."""
_ABOUT = (
    f"c.key IN (SELECT key FROM claims WHERE subject IN {_ENTITIES} "
    f"UNION SELECT key FROM claims WHERE object IN {_ENTITIES})"
)
_LATEST_ABOUT = (
    "SELECT key FROM ("
    + " UNION ".join(
        f"SELECT * FROM (SELECT key FROM claims INDEXED BY {index} WHERE {side} IN {_ENTITIES} "
        "ORDER BY key DESC LIMIT ?)"
        for index, side in (("claims_of_subject", "subject"), ("claims_by_object", "object"))
    )
    + ") ORDER BY key DESC LIMIT ?"
)
_ABOUT_OF = (
    "c.key IN (SELECT key FROM claims WHERE subject IN {0} AND predicate IN {1} "
    "UNION SELECT key FROM claims WHERE object IN {0} AND predicate IN {1})"
).format(_ENTITIES, "(SELECT value FROM json_each(?))")
"""The same of claims of some predicates, whose index has both."""
_IN_CHAIN = f"SELECT claim FROM claim_sources WHERE entity IN {_ENTITIES}"
_IN_OWN_VOICE = (
    "SELECT o.key FROM documents d JOIN claims o ON o.document = d.key "
    "WHERE d.publisher_norm = ? AND NOT o.is_sourced"
)
_IN_PLACE = f"c.key IN (SELECT claim FROM claim_places WHERE entity IN {_ENTITIES})"

_IS_HELD = "s.claim NOT IN (SELECT key FROM claims WHERE is_rejected)"
"""That nobody rejected the claim, asked of the few that were rejected."""

_IS_KEPT = "key NOT IN (SELECT key FROM claims WHERE is_rejected)"

_SUMMARY = (
    "SELECT d.id, d.external_id, d.title, d.publisher, d.published_on, d.url, d.path, "
    "d.characters, "
    "(SELECT count(*) FROM claims c WHERE c.document = d.key) - (SELECT count(*) FROM claims c "
    "INDEXED BY claims_rejected WHERE c.document = d.key AND c.is_rejected) AS claims, "
    "(SELECT count(*) FROM sightings s WHERE s.document = d.key) AS sightings, "
    "(SELECT count(*) FROM problems p WHERE p.document = d.key) AS problems, "
    "(SELECT model FROM readings r WHERE r.document = d.key) AS model"
)


def find_claims(db: sqlite3.Connection, wanted: ClaimFilter) -> Iterator[Claim]:
    """Yield the claims that `wanted` lets through."""
    if wanted.about is not None and wanted == ClaimFilter(
        about=wanted.about, is_dated=True, order="time", limit=wanted.limit
    ):
        yield from _find_first_dated(db, wanted.about, wanted.limit)
        return
    where, values = _narrow(wanted)
    order = "c.happened_from, c.key" if wanted.order == "time" else "c.key"
    limit = -1 if wanted.limit is None else wanted.limit
    rows = db.execute(
        f"SELECT c.record FROM claims c WHERE {where} ORDER BY {order} LIMIT ?",
        (*values, limit),
    )
    for row in rows:
        yield decode_claim(row[0])


def _find_first_dated(
    db: sqlite3.Connection, about: Sequence[str], limit: int | None
) -> Iterator[Claim]:
    """The claims about somebody that have a time, the earliest first, found in indices alone."""
    sides = " UNION ".join(
        f"SELECT * FROM (SELECT key, happened_from FROM claims INDEXED BY claims_dated_{side} "
        f"WHERE {side} IN {_ENTITIES} AND happened_from IS NOT NULL AND {_IS_KEPT} "
        "ORDER BY happened_from, key LIMIT :limit)"
        for side in ("subject", "object")
    ).replace("?", ":about")
    rows = db.execute(
        f"SELECT c.record FROM (SELECT * FROM ({sides}) ORDER BY happened_from, key LIMIT :limit) f "
        "CROSS JOIN claims c ON c.key = f.key ORDER BY f.happened_from, f.key",
        {"about": bind(about), "limit": -1 if limit is None else limit},
    )
    for row in rows:
        yield decode_claim(row[0])


def count_predicates(db: sqlite3.Connection, wanted: ClaimFilter) -> dict[str, int]:
    """Return how many of the claims have each predicate, most frequent first."""
    if wanted.about is not None and wanted == ClaimFilter(about=wanted.about):
        return count_about(db, wanted.about)
    if wanted == ClaimFilter(limit=wanted.limit):
        return count_all(db)
    where, values = _narrow(wanted)
    return dict(
        db.execute(
            f"SELECT c.predicate, count(*) AS n FROM claims c WHERE {where} "
            "GROUP BY c.predicate ORDER BY n DESC, c.predicate",
            values,
        )
    )


def list_holders(
    db: sqlite3.Connection, side: str, predicates: Sequence[str], limit: int
) -> set[str]:
    """Return the entities (ids) of which a claim states, and none as past, such a tie of `side`.

    Of the claims with an entity (an id) on either side, the first ones.
    """
    rows = db.execute(
        "SELECT DISTINCT e.id FROM (SELECT c.subject, c.object, c.polarity, c.certainty, c.record "
        f"FROM claims c WHERE {_ABOUT_OF} AND NOT +c.is_rejected ORDER BY c.key LIMIT ?) h "
        "JOIN entities e ON e.key = h.subject WHERE h.polarity = 'affirmed' "
        "AND h.certainty = 'stated' AND json_extract(h.record, '$.object') IS NOT NULL "
        "AND json_extract(h.record, '$.qualifiers.former') IS NULL",
        (*[bind([side]), bind(predicates)] * 2, limit),
    )
    return {row[0] for row in rows}


def find_told(db: sqlite3.Connection, wanted: ClaimFilter) -> set[int]:
    """Return the keys of the propositions that a claim tells which `wanted` lets through."""
    where, values = _narrow(wanted)
    rows = db.execute(
        "SELECT DISTINCT t.proposition FROM claims c JOIN tellings t ON t.claim = c.key "
        f"WHERE {where}",
        values,
    )
    return {row[0] for row in rows}


def find_claim(db: sqlite3.Connection, claim: str) -> Claim | None:
    """Return the claim of that id."""
    row = db.execute("SELECT record FROM claims WHERE id = ?", (claim,)).fetchone()
    return None if row is None else decode_claim(row[0])


def find_original(db: sqlite3.Connection, claim: str) -> Claim | None:
    """Return the claim of that id as it was read, where it was corrected since."""
    question = "SELECT original FROM claims WHERE id = ? AND original IS NOT NULL"
    row = db.execute(question, (claim,)).fetchone()
    return None if row is None else decode_claim(row[0])


def _narrow(wanted: ClaimFilter) -> tuple[str, list[str | float]]:
    """The condition for `wanted` and its values: first what names somebody, then the rest."""
    drivers, named = _find_drivers(wanted)
    values: list[str | float] = [*named]
    # A plus sign keeps SQLite from choosing that column's index over the names' rows.
    own = "+c." if drivers else "c."
    rest = [f"{own}is_rejected" if wanted.is_rejected else f"NOT {own}is_rejected"]
    if wanted.predicates is not None and wanted.about is None:
        rest.append(f"{own}predicate IN (SELECT value FROM json_each(?))")
        values.append(bind(wanted.predicates))
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
    return " AND ".join([*drivers, *rest]), values


def _find_drivers(wanted: ClaimFilter) -> tuple[list[str], list[str]]:
    drivers: list[str] = []
    values: list[str] = []
    if wanted.about is not None and wanted.predicates is not None:
        drivers.append(_ABOUT_OF)
        values += [bind(wanted.about), bind(wanted.predicates)] * 2
    elif wanted.about is not None:
        drivers.append(_ABOUT)
        values += [bind(wanted.about)] * 2
    if wanted.by is not None or wanted.publisher is not None:
        voices = [_IN_CHAIN] if wanted.by is not None else []
        values += [bind(wanted.by)] if wanted.by is not None else []
        if wanted.publisher is not None:
            voices.append(_IN_OWN_VOICE)
            values.append(normalise_name(wanted.publisher))
        drivers.append(f"c.key IN ({' UNION '.join(voices)})")
    if wanted.places is not None:
        drivers.append(_IN_PLACE)
        values.append(bind(wanted.places))
    if wanted.document is not None:
        drivers.append("c.document = (SELECT key FROM documents WHERE id = ?)")
        values.append(wanted.document)
    return drivers, values


def has_publisher(db: sqlite3.Connection, name: str) -> bool:
    """Whether a document of the publisher `name` is in the case."""
    question = "SELECT 1 FROM documents WHERE publisher_norm = ? LIMIT 1"
    return db.execute(question, (normalise_name(name),)).fetchone() is not None


def list_sources(
    db: sqlite3.Connection, *, about: str | None, limit: int | None, topics: int
) -> list[SourceCount]:
    """Return the root sources with what they say, busiest first; see `Store`."""
    narrowed = "" if about is None else f" AND s.claim IN ({_LATEST_ABOUT})"
    values = () if about is None else (bind([about]), SOURCES_OF) * 2 + (SOURCES_OF,)
    rows = db.execute(
        "SELECT c.key, c.id, coalesce(c.label, c.name, ''), coalesce(c.kind, 'name'), count(*) AS n, "
        "sum(s.polarity = 'denied'), sum(s.certainty = 'hedged'), sum(s.certainty = 'unrealised'), "
        "count(DISTINCT s.claim >> 20) FROM claim_sources s LEFT JOIN entities e ON e.key = s.entity "
        "LEFT JOIN entities c ON c.key = e.cluster "
        f"WHERE s.is_root AND {_IS_HELD}{narrowed} GROUP BY c.key ORDER BY n DESC, c.name, c.id LIMIT ?",
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
        "AND NOT c.is_rejected "
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


def list_newest(db: sqlite3.Connection, limit: int) -> list[DocumentSummary]:
    """Return the documents that were added last, the last first."""
    rows = db.execute(f"{_SUMMARY} FROM documents d ORDER BY d.key DESC LIMIT ?", (limit,))
    columns = [column[0] for column in rows.description]
    return [DocumentSummary(**dict(zip(columns, row, strict=True))) for row in rows]


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


def find_addresses(db: sqlite3.Connection, addresses: Sequence[str]) -> set[str]:
    """Return those of `addresses` under which something was met: one walk over all sightings."""
    wanted = "IN (SELECT value FROM json_each(:addresses))"
    rows = db.execute(
        f"SELECT url FROM sightings WHERE url {wanted} "
        f"UNION SELECT external_id FROM sightings WHERE external_id {wanted}",
        {"addresses": json.dumps(list(addresses))},
    )
    return {str(row[0]) for row in rows}


def search(db: sqlite3.Connection, words: str, limit: int) -> Iterator[SearchHit]:
    """Yield the documents with all the words, best first."""
    query = quote_words(words)
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


def list_problems(db: sqlite3.Connection, *, of_inputs: bool) -> Iterator[Problem]:
    """Yield the problems in the order in which they were met."""
    where = "WHERE document IS NULL" if of_inputs else ""
    for row in db.execute(f"SELECT record FROM problems {where} ORDER BY key"):
        yield _PROBLEM.decode(row[0])


def list_document_problems(db: sqlite3.Connection, document: str) -> Iterator[Problem]:
    """Yield the problems of one document in the order in which they were met."""
    question = (
        "SELECT p.record FROM problems p JOIN documents d ON d.key = p.document "
        "WHERE d.id = ? ORDER BY p.key"
    )
    for row in db.execute(question, (document,)):
        yield _PROBLEM.decode(row[0])


def count(db: sqlite3.Connection) -> Counts:
    """Return how much is in the case."""
    tables = ("documents", "claims", "entities", "problems")
    numbers = {t: db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables}
    rejected = db.execute("SELECT count(*) FROM claims WHERE is_rejected").fetchone()[0]
    return Counts(**numbers | {"claims": numbers["claims"] - rejected})
