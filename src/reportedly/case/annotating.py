"""One document as somebody reads it: who is meant where, how it was met, and what others copied."""

from reportedly.case.base import CaseBase
from reportedly.errors import CaseError
from reportedly.records import (
    Attribution,
    Claim,
    Copy,
    Document,
    Kind,
    Problem,
    Record,
    Span,
)
from reportedly.store import ClaimFilter, Sighting


class Naming(Record, frozen=True, kw_only=True):
    """Words of a document that refer to something; `entity` stands for it, if the case knows it."""

    start: int
    end: int
    name: str
    kind: Kind
    entity: str | None


class AnnotatedDocument(Record, frozen=True, kw_only=True):
    """A document with everything that the case knows of it.

    `claims` and `rejected` are in the order of the text. Each of `copies` has the document as `a`.
    """

    document: Document
    sentences: tuple[Span, ...]
    namings: tuple[Naming, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]
    rejected: tuple[Claim, ...]
    problems: tuple[Problem, ...]
    sightings: tuple[Sighting, ...]
    copies: tuple[Copy, ...]


class Annotating(CaseBase):
    """What the case knows of one document."""

    def annotated(self, document: str) -> AnnotatedDocument:
        """Return all that is known of the document of that id. Raises `CaseError` if unknown."""
        self._settle()
        store = self._store
        reading = store.get_reading(document)
        if reading is None:
            raise CaseError(f"no document '{document}' is in the case")
        namings = (
            Naming(start=start, end=end, name=name, kind=kind, entity=entity)
            for start, end, name, kind, entity in store.list_document_mentions(document)
        )
        claims, rejected = (
            sorted(
                store.find_claims(ClaimFilter(document=document, is_rejected=is_rejected)),
                key=lambda claim: (claim.evidence.start, claim.evidence.end),
            )
            for is_rejected in (False, True)
        )
        return AnnotatedDocument(
            document=reading.document,
            sentences=reading.sentences,
            namings=tuple(namings),
            attributions=reading.attributions,
            claims=tuple(claims),
            rejected=tuple(rejected),
            problems=tuple(store.list_document_problems(document)),
            sightings=tuple(store.get_sightings(document)),
            copies=tuple(_turn(copy, document) for copy in store.copied.list_copies_of(document)),
        )


def _turn(copy: Copy, document: str) -> Copy:
    """The copy with the document as its first side."""
    if copy.a.document == document:
        return copy
    return Copy(a=copy.b, b=copy.a, words=copy.words)
