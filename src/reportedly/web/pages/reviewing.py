"""The review queue, the log of judgements, and who is one with whom."""

from typing import Annotated

from litestar import get, post
from litestar.params import QueryParameter
from litestar.response import Redirect, Template

from reportedly.errors import CaseError
from reportedly.web.desk import Given
from reportedly.web.pages.forms import (
    ENCODED,
    Done,
    MergeForm,
    Offset,
    SplitForm,
    UndoForm,
    VerdictForm,
    find_done,
    go_on,
)
from reportedly.web.pages.rendering import Words, find_documents, show

_LOG_PER_PAGE = 50
_CHOICES, _USES = 12, 50
Known = Annotated[str, QueryParameter(max_length=1000)]


@get("/review", sync_to_thread=True, include_in_schema=False)
def show_review(desk: Given, at: Offset = 0, done: Done = None, known: Known = "") -> Template:
    """The doubt that is asked now, both sides with what is said of them."""
    with desk.open() as case:
        total = case.count_doubts()
        at = min(at, max(total - 1, 0))
        page = case.doubt_page(limit=1, offset=at)
        one = page.doubts[0] if page.doubts else None
        claims = [] if one is None else [*one.doubt.a.claims, *one.doubt.b.claims]
        return show(
            "review.html",
            one=one,
            at=at,
            total=total,
            done=find_done(case, done),
            known=known,
            documents=find_documents(case, claims),
        )


@post("/review/answer", sync_to_thread=True, include_in_schema=False)
def take_verdict(desk: Given, data: Annotated[VerdictForm, ENCODED]) -> Redirect:
    """Store an answer and ask for the next doubt."""
    with desk.open() as case:
        decision = case.decide_pair(data.a, data.b, data.verdict, why=data.why.strip() or None)
    return go_on(f"/review?at={data.at}", decision)


@get("/judgements", sync_to_thread=True, include_in_schema=False)
def show_judgements(
    desk: Given, start: Offset = 0, done: Done = None, known: Known = ""
) -> Template:
    """Who decided what, when and why, and whether it holds."""
    with desk.open() as case:
        page = case.judgement_page(limit=_LOG_PER_PAGE, offset=start)
        return show(
            "judgements.html",
            page=page,
            start=start,
            per_page=_LOG_PER_PAGE,
            done=find_done(case, done),
            known=known,
        )


@post("/undo", sync_to_thread=True, include_in_schema=False)
def take_back(desk: Given, data: Annotated[UndoForm, ENCODED]) -> Redirect:
    """Undo a judgement."""
    with desk.open() as case:
        decision = case.undo(data.judgement, why=data.why.strip() or None)
    return go_on(data.back, decision)


@get("/merge", sync_to_thread=True, include_in_schema=False)
def ask_merge(desk: Given, a: Words = "", b: Words = "") -> Template | Redirect:
    """Two beside each other before somebody says that they are one; the choices for a name of several."""
    if not a or not b.strip():
        return Redirect("/search")
    with desk.open() as case:
        subject = case.entity(a)
        found = [c for c in case.candidates(b.strip(), _CHOICES) if c.entity.id != subject.id]
        if not found:
            raise CaseError(f"nobody and nothing else called '{b}' is in the case")
        one = case.compare(subject.id, found[0].entity.id) if len(found) == 1 else None
        claims = [] if one is None else [*one.doubt.a.claims, *one.doubt.b.claims]
        documents = find_documents(case, claims)
        return show(
            "merge.html", subject=subject, name=b, choices=found, one=one, documents=documents
        )


@post("/merge/confirm", sync_to_thread=True, include_in_schema=False)
def merge(desk: Given, data: Annotated[MergeForm, ENCODED]) -> Redirect:
    """Judge two to be one."""
    with desk.open() as case:
        decision = case.merge(data.a, data.b, why=data.why.strip() or None)
        subject = case.entity(data.a).id
    return go_on(f"/entity/{subject}", decision)


@get("/split", sync_to_thread=True, include_in_schema=False)
def ask_split(desk: Given, name: Words = "") -> Template:
    """Whom a name stands with, and the reports that use it, before somebody says it is another's."""
    with desk.open() as case:
        members = case.members(name)
        own = next((one for one in members if one.entity.id == name), members[0])
        uses = case.name_uses(own.entity.id, limit=_USES, is_alone=True)
        return show("split.html", own=own, members=members, uses=uses, subject=case.entity(name))


@post("/split/confirm", sync_to_thread=True, include_in_schema=False)
def split(desk: Given, data: Annotated[SplitForm, ENCODED]) -> Redirect:
    """Judge a name to be somebody else's."""
    with desk.open() as case:
        decision = case.split(
            data.name, document=data.document or None, why=data.why.strip() or None
        )
    return go_on(data.back, decision)


REVIEWING = (
    show_review, take_verdict, show_judgements, take_back, ask_merge, merge, ask_split, split,
)  # fmt: skip
