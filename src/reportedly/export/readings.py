"""Readings → lines from which a case can be built again, and lines → readings.

A line is what `extract --emit readings` prints, with the ways in which the text was met and the
version of the program that read it. A line without a document carries the problems of an input; a
line with a `judgement` carries a person's decision.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from reportedly.errors import BadInputError
from reportedly.ids import document_id
from reportedly.records import (
    Attribution,
    Claim,
    Document,
    Judgement,
    Mention,
    Problem,
    Reading,
    Record,
    Reference,
    Span,
)


class Seen(Record, frozen=True, kw_only=True):
    """One way in which a text was met: the fields of `Document` that may differ."""

    external_id: str | None = None
    title: str | None = None
    publisher: str | None = None
    published_on: str | None = None
    byline: str | None = None
    url: str | None = None
    path: str | None = None
    media_type: str = "text/plain"


class ReadingLine(Record, frozen=True, kw_only=True):
    """A line: a reading and its sightings, or problems alone, or one judgement."""

    external_id: str | None = None
    document: Document | None = None
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()
    model: str | None = None
    references: tuple[Reference, ...] = ()
    sightings: tuple[Seen, ...] = ()
    program: str | None = None
    judgement: Judgement | None = None

    @property
    def reading(self) -> Reading | None:
        """The reading, `None` where no document came of the input."""
        if self.document is None:
            return None
        return Reading(
            document=self.document,
            sentences=self.sentences,
            mentions=self.mentions,
            attributions=self.attributions,
            claims=self.claims,
            problems=self.problems,
            model=self.model or "unknown",
            references=self.references,
        )


_LINE = msgspec.json.Decoder(ReadingLine)


def make_reading_line(
    reading: Reading, sightings: Iterable[Any], program: str | None
) -> ReadingLine:
    """Return the line of a reading; `sightings` have the fields of `Seen`."""
    seen = (msgspec.structs.asdict(sighting) for sighting in sightings)
    return ReadingLine(
        external_id=reading.document.external_id,
        sightings=tuple(msgspec.convert(one, Seen) for one in seen),
        program=program,
        **msgspec.structs.asdict(reading),
    )


def encode_line(line: ReadingLine) -> bytes:
    """Return a line of JSON in UTF-8; what a line without a reading lacks is left out of it."""
    if line.judgement is not None:
        return msgspec.json.encode({"judgement": line.judgement})
    if line.document is None:
        shown = {"external_id": line.external_id, "document": None, "problems": line.problems}
        return msgspec.json.encode(shown)
    fields = msgspec.structs.asdict(line)
    del fields["judgement"]
    return msgspec.json.encode(fields)


def decode_line(line: bytes, *, text: str | None = None) -> ReadingLine:
    """Return what a line holds, its spans compared with the text, which may come beside it.

    Raises `BadInputError` (`malformed`) for a line that is no reading, and for one whose document
    or claims do not say what its text says.
    """
    try:
        decoded = _LINE.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInputError(
            f"a line of `export --to readings` or `extract --emit readings` was expected: {error}",
            code="malformed",
        ) from error
    if decoded.document is not None and text is not None:
        document = msgspec.structs.replace(decoded.document, text=text)
        decoded = msgspec.structs.replace(decoded, document=document)
    if decoded.document is not None:
        _compare(decoded, decoded.document)
    return decoded


def _compare(line: ReadingLine, document: Document) -> None:
    if document.id != document_id(document.text):
        raise BadInputError(
            f"the id {document.id} is not that of its text: the line was changed, export it again",
            code="malformed",
        )
    text = document.text
    for span in _list_spans(line):
        if text[span.start : span.end] != span.text:
            raise BadInputError(
                f"'{span.text}' was expected at {span.start}:{span.end} of {document.id}, where "
                f"the text has '{text[span.start : span.end]}': export the line again",
                code="malformed",
            )


def _list_spans(line: ReadingLine) -> list[Any]:
    spans: list[Any] = [*line.sentences, *line.mentions]
    for claim in line.claims:
        spans.append(claim.evidence)
        spans += [a for a in (claim.subject, claim.object, claim.when) if a is not None]
        spans += claim.where
        spans += claim.sources
    return spans
