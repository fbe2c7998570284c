"""Who says how much, how others stand to it, and how reliable a source is held to be."""

from typing import Annotated

from litestar import get, post
from litestar.response import Redirect, Template

from reportedly.errors import CaseError
from reportedly.web.desk import Given
from reportedly.web.pages.forms import ENCODED, Done, Offset, RatingForm, find_done, go_on
from reportedly.web.pages.rendering import Words, show
from reportedly.web.pages.reviewing import Known
from reportedly.weigh import RELIABILITY

_PER_PAGE = 50


@get("/sources", sync_to_thread=True, include_in_schema=False)
def show_sources(
    desk: Given, name: Words = "", start: Offset = 0, done: Done = None, known: Known = ""
) -> Template:
    """Who says how much; of one name, how others stand to it too."""
    name = name.strip()
    with desk.open() as case:
        standings = case.standings_of(name) if name else []
        if name and not standings:
            raise CaseError(f"nobody called '{name}' says anything in this case")
        page = None if name else case.source_page(limit=_PER_PAGE, offset=start)
        return show(
            "sources.html",
            page=page,
            standings=standings,
            name=name,
            start=start,
            per_page=_PER_PAGE,
            reliability=RELIABILITY,
            done=find_done(case, done),
            known=known,
        )


@post("/sources/rate", sync_to_thread=True, include_in_schema=False)
def rate_source(desk: Given, data: Annotated[RatingForm, ENCODED]) -> Redirect:
    """Judge how reliable a source is."""
    with desk.open() as case:
        if not case.is_source(data.source):
            raise CaseError(f"nobody called '{data.source}' says or publishes anything in the case")
        decision = case.rate(data.source, data.grade, why=data.why.strip() or None)
    return go_on(data.back, decision)
