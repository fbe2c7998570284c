"""The review queue and the log of judgements as JSON."""

from typing import Annotated, Literal

from litestar import get, post
from litestar.params import JSONBody, QueryParameter
from msgspec import Meta

from reportedly.case import Decision, DoubtPage, LogPage
from reportedly.records import Record
from reportedly.web.desk import Given

Few = Annotated[int, QueryParameter(ge=1, le=50, description="At most so many.")]
Many = Annotated[int, QueryParameter(ge=1, le=500, description="At most so many.")]
From = Annotated[int, QueryParameter(ge=0, le=1_000_000, description="How many are passed over.")]
Id = Annotated[str, Meta(min_length=1, max_length=500, description="The id of an entity.")]


class Answer(Record, frozen=True, kw_only=True):
    """An answer to a doubt: whether two entities are one."""

    a: Id
    b: Id
    verdict: Literal["same", "different", "unsure"]
    why: Annotated[str, Meta(max_length=2000)] | None = None


@get("/doubts", sync_to_thread=True)
def list_doubts(desk: Given, limit: Few = 10, offset: From = 0) -> DoubtPage:
    """Names that may be one, the surest first: both sides, what speaks for one and for two."""
    with desk.open() as case:
        return case.doubt_page(limit=limit, offset=offset)


@post("/doubts", sync_to_thread=True, status_code=200)
def answer_doubt(desk: Given, data: JSONBody[Answer]) -> Decision:
    """Judge two entities the same, different, or unsure; the answer is a line of the log."""
    with desk.open() as case:
        return case.decide_pair(data.a, data.b, data.verdict, why=data.why or None)


@get("/judgements", sync_to_thread=True)
def list_judgements(desk: Given, limit: Many = 50, offset: From = 0) -> LogPage:
    """Who decided what, when and why, and whether it holds; the latest first."""
    with desk.open() as case:
        return case.judgement_page(limit=limit, offset=offset)


REVIEWING = (list_doubts, answer_doubt, list_judgements)
