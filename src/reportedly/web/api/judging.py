"""Changes to claims as JSON: reject, correct, add, and taking any judgement back.

Each answers with the decision: its sentence, and the line that was added to the log, if any. Nothing
is ever deleted by them.
"""

from typing import Annotated, Literal

from litestar import post
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK
from msgspec import Meta

from reportedly.case import Decision
from reportedly.judge.adding import NewClaim
from reportedly.records import Record
from reportedly.web.desk import Given

Reason = Annotated[str, Meta(max_length=2000)]
Person = Annotated[str, Meta(max_length=200)]
Field = Literal[
    "subject", "object", "when", "where", "predicate", "polarity", "certainty"
]  # those of `Case.correct`


class Signed(Record, frozen=True, kw_only=True):
    """Who judges, and why; without a name the settings' user does."""

    by: Person = ""
    why: Reason = ""


class NewFields(Signed, frozen=True, kw_only=True):
    """Fields of a claim that are set anew, '' to leave one open; `words` as the document has them."""

    fields: dict[Field, Annotated[str, Meta(max_length=500)]]
    words: Annotated[str, Meta(max_length=500)] = ""


class Addition(Signed, frozen=True, kw_only=True):
    """A claim that somebody reads in the document."""

    claim: NewClaim


class Undoing(Signed, frozen=True, kw_only=True):
    """The judgement that is taken back, by its id; without one the last that holds."""

    id: Annotated[str, Meta(max_length=100)] = ""


@post("/claims/{claim:str}/reject", sync_to_thread=True, status_code=HTTP_200_OK)
def reject_claim(desk: Given, claim: FromPath[str], data: Signed) -> Decision:
    """Judge that a claim is not what its document says: it is kept, and left out of answers."""
    with desk.open() as case:
        return case.reject(claim, by=data.by or None, why=data.why)


@post("/claims/{claim:str}/correct", sync_to_thread=True, status_code=HTTP_200_OK)
def correct_claim(desk: Given, claim: FromPath[str], data: NewFields) -> Decision:
    """Set fields of a claim anew; what fills a slot must stand in the document."""
    with desk.open() as case:
        return case.correct(
            claim, dict(data.fields), words=data.words or None, by=data.by or None, why=data.why
        )


@post("/documents/{document:str}/claims", sync_to_thread=True, status_code=HTTP_200_OK)
def add_claim(desk: Given, document: FromPath[str], data: Addition) -> Decision:
    """Add a claim that somebody reads in the document, every part by its exact words."""
    with desk.open() as case:
        return case.add_claim(document, data.claim, by=data.by or None, why=data.why)


@post("/judgements/undo", sync_to_thread=True, status_code=HTTP_200_OK)
def undo_judgement(desk: Given, data: Undoing) -> Decision:
    """Take back a judgement, an undo too; the log keeps both."""
    with desk.open() as case:
        return case.undo(data.id or None, by=data.by or None, why=data.why)
