"""What is denied or contradicted, matter by matter."""

from typing import Annotated

from litestar import get
from litestar.params import QueryParameter
from litestar.response import Template

from reportedly.store import DisputeReason
from reportedly.web.desk import Given
from reportedly.web.pages.forms import Offset
from reportedly.web.pages.rendering import Words, find_documents, show

_PER_PAGE = 10
_REASONS: tuple[DisputeReason, ...] = ("denied", "value", "number", "sequence")
_Kind = Annotated[str, QueryParameter(max_length=20)]


@get("/disputes", sync_to_thread=True, include_in_schema=False)
def show_disputes(
    desk: Given, about: Words = "", by: Words = "", reason: _Kind = "", start: Offset = 0
) -> Template:
    """What is denied or contradicted: each matter once, its versions beside each other."""
    about, by = about.strip(), by.strip()
    with desk.open() as case:
        page = case.quarrels(
            about=about or None,
            by=by or None,
            reason=next((known for known in _REASONS if known == reason), None),
            limit=_PER_PAGE,
            offset=start,
        )
        claims = [s.claim for q in page.quarrels for v in q.versions for s in v.statements]
        return show(
            "disputes.html",
            page=page,
            about=about,
            called=case.name(about) if about else "",
            by=by,
            reason=reason if reason in _REASONS else "",
            start=start,
            per_page=_PER_PAGE,
            documents=find_documents(case, claims),
        )
