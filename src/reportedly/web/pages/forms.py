"""What forms of pages bring along, and where a page goes on once a decision is made."""

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from litestar.enums import RequestEncodingType
from litestar.params import Body, QueryParameter
from litestar.response import Redirect
from msgspec import Meta

from reportedly.case import Case, Decision
from reportedly.errors import CaseError
from reportedly.judge.log import LogLine
from reportedly.records import Record

Id = Annotated[str, Meta(min_length=1, max_length=500)]
Why = Annotated[str, Meta(max_length=2000)]
Back = Annotated[str, Meta(max_length=2000, pattern=r"^/(?![/\\])[^\\\s#]*$")]
"""A page of ours, where a form was and where its answer is shown."""
Done = Annotated[
    str | None, QueryParameter(max_length=100, description="The judgement that was just made.")
]
Offset = Annotated[int, QueryParameter(ge=0, le=1_000_000, description="From the so manieth on.")]
ENCODED: Any = Body(media_type=RequestEncodingType.URL_ENCODED)
Verdict = Literal["same", "different", "unsure"]


class VerdictForm(Record, frozen=True, kw_only=True):
    """An answer to a doubt."""

    a: Id
    b: Id
    verdict: Verdict
    why: Why = ""
    at: Annotated[int, Meta(ge=0, le=1_000_000)] = 0


class UndoForm(Record, frozen=True, kw_only=True):
    """A judgement that is to hold no longer."""

    judgement: Id
    why: Why = ""
    back: Back = "/judgements"


class RatingForm(Record, frozen=True, kw_only=True):
    """How reliable a source is held to be."""

    source: Id
    grade: Literal["A", "B", "C", "D", "E", "F"]
    why: Why = ""
    back: Back = "/sources"


class MergeForm(Record, frozen=True, kw_only=True):
    """Two that are one."""

    a: Id
    b: Id
    why: Why = ""


class SplitForm(Record, frozen=True, kw_only=True):
    """A name that is somebody else, everywhere or in one document."""

    name: Id
    document: Annotated[str, Meta(max_length=500)] = ""
    why: Why = ""
    back: Back = "/judgements"


def go_on(path: str, decision: Decision) -> Redirect:
    """Return to a page, which says what was decided."""
    if decision.judgement is None:
        return Redirect(_extend(path, known=decision.text[:1000]), status_code=303)
    return Redirect(_extend(path, done=decision.judgement.id), status_code=303)


def find_done(case: Case, done: str | None) -> LogLine | None:
    """Return the judgement that a page is to tell of; an unknown one is none."""
    if not done:
        return None
    try:
        return case.judgement_line(done)
    except CaseError:
        return None


def _extend(path: str, **values: str) -> str:
    base, _, query = path.partition("?")
    kept = [part for part in query.split("&") if part and part.split("=")[0] not in _OURS]
    return f"{base}?{'&'.join([*kept, urlencode(values)])}"


_OURS = ("done", "known")
