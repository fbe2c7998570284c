"""A reading and its rows → plain tuples, which need only the keys of a case to be written.

Pure, and nothing in them but strings, numbers and tuples, so that another process can make them. An
entity is spoken of by its place in `entities`, -1 where there is none; a claim by its place too.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from reportedly.errors import BadInputError
from reportedly.ids import make_id
from reportedly.records import Document, Problem, Reading
from reportedly.store.names import normalise_name
from reportedly.store.rows import ReadingRows, build_rows

CLAIMS_A_DOCUMENT = 1 << 20
"""Keys set aside for the claims of one document."""

SIGHTED = (
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

Values = tuple[Any, ...]


class Derived(NamedTuple):
    """What was read out of a document, each row in the order of its table's columns.

    Rows of names begin with the place of their entity and end with how often it is mentioned;
    mentions begin with that of an entity, claims with those of subject and object, sources with
    those of claim and entity. Places are (claim, entity). `open` are the claims on whose other side
    nobody stands who is known outside the document: (claim, entity, its side, predicate, polarity).
    """

    reading: Values
    entities: list[Values]
    names: list[Values]
    mentions: list[Values]
    attributions: list[Values]
    claims: list[Values]
    open: list[Values]
    sources: list[Values]
    places: list[Values]
    problems: list[Values]


class PlainReading(NamedTuple):
    """A document with what was read out of it, ready to be kept.

    `sightings` are the ways in which it was met, `own` the way that it came in itself, which is one
    more where the text is new. `claims` is how many were read, those of one id counted each.
    """

    document: Values
    own: Values
    sightings: list[Values]
    derived: Derived
    claims: int


class PlainProblem(NamedTuple):
    """What became of an input that could not be read, ready to be kept."""

    row: Values


Plain = PlainReading | PlainProblem


def lay_out_reading(reading: Reading, program: str, seen: Sequence[Document] = ()) -> PlainReading:
    """Return the rows of a reading on which nobody has ruled; `seen` as it was met, if it says.

    Raises `BadInputError` where it cannot be stored.
    """
    document = check_document(reading.document)
    own = lay_out_sighting(document)
    return PlainReading(
        document=lay_out_document(document),
        own=own,
        sightings=[lay_out_sighting(check_document(one)) for one in seen] or [own],
        derived=lay_out_derived(reading, build_rows(reading), program),
        claims=len(reading.claims),
    )


def restore_laid_out(plain: PlainReading) -> Document:
    """Return the document of a reading that was laid out."""
    id_, text, _, _, *sighted = plain.document
    return Document(id=id_, text=text, **dict(zip(SIGHTED, sighted, strict=True)))


def lay_out_document(document: Document) -> Values:
    """The row of a document without its key."""
    return (
        *(document.id, document.text, len(document.text)),
        *(None if document.publisher is None else normalise_name(document.publisher),),
        *get_sighted(document),
    )


def lay_out_sighting(document: Document) -> Values:
    """The row of a sighting without its document: its id, and what may differ."""
    values = get_sighted(document)
    return (make_id("sighting", [document.id, *values]), *values)


def lay_out_problem(problem: Problem) -> Values:
    """The row of a problem without its document: id, code and record."""
    path = make_storable(problem.path)
    problem = msgspec.structs.replace(problem, path=path, message=make_storable(problem.message))
    parts = (problem.code, problem.message, problem.document, problem.external_id, path)
    id_ = make_id("problem", [*parts, problem.start, problem.end])
    return (id_, problem.code, encode(problem))


def lay_out_derived(reading: Reading, rows: ReadingRows, program: str) -> Derived:
    """All that was read out of a document. Raises `BadInputError` for too many claims."""
    if len(rows.claims) >= CLAIMS_A_DOCUMENT:
        raise BadInputError("more than a million claims in one document", code="too-large")
    place = {entity: n for n, entity in enumerate(rows.entities)}
    sentences = encode([(s.start, s.end) for s in reading.sentences])
    claims, sources, places = _lay_out_claims(rows, place)
    local = {place[e.id] for e in rows.entities.values() if e.is_local} | {-1}
    return Derived(
        reading=(
            *(reading.model, program, sentences),
            *(encode(reading.problems), encode(reading.references)),
        ),
        entities=[
            (e.id, e.name, e.kind, e.kind_class, e.norm, e.is_local) for e in rows.entities.values()
        ],
        names=[
            (place[entity], name, normalise_name(name), count)
            for (entity, name), count in rows.names.items()
        ],
        mentions=[
            (
                -1 if entity is None else place[entity],
                i,
                m.start,
                m.end,
                m.kind,
                m.form,
                m.chain,
                m.name,
                m.sentence,
                m.first,
                m.last,
                m.head,
                None if m.place is None else encode(m.place),
            )
            for i, (m, entity) in enumerate(rows.mentions)
        ],
        attributions=[
            (i, a.id, a.act, a.certainty, a.polarity, a.within, encode(a))
            for i, a in enumerate(reading.attributions)
        ],
        claims=claims,
        open=_list_open(claims, local),
        sources=sources,
        places=places,
        problems=[lay_out_problem(problem) for problem in rows.problems],
    )


def _lay_out_claims(
    rows: ReadingRows, place: dict[str, int]
) -> tuple[list[Values], list[Values], list[Values]]:
    claims: list[Values] = []
    sources: list[Values] = []
    places: list[Values] = []
    for i, row in enumerate(rows.claims):
        claim = row.claim
        subject = -1 if claim.subject is None else place.get(claim.subject.entity or "", -1)
        object_ = -1 if claim.object is None else place.get(claim.object.entity or "", -1)
        polarity, certainty = claim.polarity, claim.certainty
        claims.append(
            (
                subject,
                object_,
                claim.id,
                claim.predicate,
                polarity,
                certainty,
                row.happened_from,
                row.happened_to,
                bool(claim.sources),
                encode(claim),
                row.is_rejected,
                None if row.original is None else encode(row.original),
                row.is_added,
            )
        )
        last = len(claim.sources) - 1
        for n, source in enumerate(claim.sources):
            entity = place.get(source.entity or "", -1)
            sources.append(
                (i, entity, n, source.act, source.said_on, n == last, polarity, certainty)
            )
        places += [(i, place[site]) for site in row.places]
    return claims, sources, places


def _list_open(claims: list[Values], local: set[int]) -> list[Values]:
    """The sides of claims across from which nobody stands who is known outside the document."""
    found: list[Values] = []
    for i, (subject, object_, _, predicate, polarity, *_) in enumerate(claims):
        if object_ in local and subject != -1:
            found.append((i, subject, "subject", predicate, polarity))
        if subject in local and object_ != -1:
            found.append((i, object_, "object", predicate, polarity))
    return found


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
        document, **{name: make_storable(getattr(document, name)) for name in SIGHTED}
    )


def get_sighted(document: Document) -> tuple[str | None, ...]:
    """What may differ from one sighting of its text to the next."""
    return tuple(getattr(document, name) for name in SIGHTED)


def make_storable(value: str | None) -> str | None:
    """`value` with what UTF-8 cannot carry (file names may hold any bytes) written as escapes."""
    return None if value is None else value.encode("utf-8", "backslashreplace").decode("utf-8")


_ENCODER = msgspec.json.Encoder()


def encode(record: object) -> str:
    """The record as JSON."""
    return _ENCODER.encode(record).decode()
