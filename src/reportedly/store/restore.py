"""Rows → the records that they were made of: a round trip loses nothing.

Entities belong to the case, not to a reading, so a restored reading carries none.
"""

import sqlite3
from typing import TypeVar

import msgspec

from reportedly.records import (
    Argument,
    Attribution,
    Claim,
    Document,
    Mention,
    Place,
    Problem,
    Reading,
    Reference,
    Source,
    Span,
)

_CLAIM = msgspec.json.Decoder(Claim)
_ATTRIBUTION = msgspec.json.Decoder(Attribution)
_PROBLEMS = msgspec.json.Decoder(tuple[Problem, ...])
_REFERENCES = msgspec.json.Decoder(tuple[Reference, ...])
_PLACE = msgspec.json.Decoder(Place)
_SPANS = msgspec.json.Decoder(list[tuple[int, int]])

_Resolvable = TypeVar("_Resolvable", Argument, Source)


def decode_claim(record: str) -> Claim:
    """Return a claim from its stored form, arguments with the ids of the case's entities."""
    return _CLAIM.decode(record)


def restore_document(db: sqlite3.Connection, key: int) -> Document:
    """Return the document of that key."""
    cursor = db.execute(
        "SELECT id, text, external_id, title, publisher, published_on, byline, url, path, "
        "media_type FROM documents WHERE key = ?",
        (key,),
    )
    columns = [column[0] for column in cursor.description]
    return Document(**dict(zip(columns, cursor.fetchone(), strict=True)))


def restore_reading(db: sqlite3.Connection, key: int) -> Reading:
    """Return the reading of the document of that key."""
    document = restore_document(db, key)
    model, sentences, problems, references = db.execute(
        "SELECT model, sentences, problems, refs FROM readings WHERE document = ?", (key,)
    ).fetchone()
    attributions = db.execute(
        "SELECT record FROM attributions WHERE document = ? ORDER BY position", (key,)
    )
    claims = db.execute(
        "SELECT coalesce(original, record) FROM claims WHERE document = ? AND NOT is_added "
        "ORDER BY key",
        (key,),
    )
    return Reading(
        document=document,
        sentences=tuple(
            Span(start=start, end=end, text=document.text[start:end])
            for start, end in _SPANS.decode(sentences)
        ),
        mentions=_restore_mentions(db, key, document.text),
        attributions=tuple(_ATTRIBUTION.decode(row[0]) for row in attributions),
        claims=tuple(_without_entities(decode_claim(row[0])) for row in claims),
        problems=_PROBLEMS.decode(problems),
        model=model,
        references=_REFERENCES.decode(references),
    )


def get_program(db: sqlite3.Connection, document: str) -> str | None:
    """Return the version of the program that read `document`."""
    row = db.execute(
        "SELECT r.program FROM readings r JOIN documents d ON d.key = r.document WHERE d.id = ?",
        (document,),
    ).fetchone()
    return None if row is None else str(row[0])


def _restore_mentions(db: sqlite3.Connection, key: int, text: str) -> tuple[Mention, ...]:
    cursor = db.execute(
        "SELECT start, end, kind, form, chain, name, sentence, first, last, head, place "
        "FROM mentions WHERE document = ? ORDER BY position",
        (key,),
    )
    columns = [column[0] for column in cursor.description]
    mentions = []
    for row in cursor:
        values = dict(zip(columns, row, strict=True))
        place = values.pop("place")
        mentions.append(
            Mention(
                **values,
                text=text[values["start"] : values["end"]],
                place=None if place is None else _PLACE.decode(place),
            )
        )
    return tuple(mentions)


def _without_entities(claim: Claim) -> Claim:
    return msgspec.structs.replace(
        claim,
        subject=None if claim.subject is None else _unlinked(claim.subject),
        object=None if claim.object is None else _unlinked(claim.object),
        where=tuple(map(_unlinked, claim.where)),
        sources=tuple(map(_unlinked, claim.sources)),
    )


def _unlinked(argument: _Resolvable) -> _Resolvable:
    return msgspec.structs.replace(argument, entity=None)
