"""The first page, and the search."""

from itertools import islice

from litestar import get
from litestar.response import Redirect, Template

from reportedly.web.desk import Given
from reportedly.web.pages.rendering import Words, describe_join, show, voice

_NEWEST, _BUSIEST, _DISPUTES, _DOUBTS, _PER_PAGE = 10, 24, 5, 5, 50


@get("/", sync_to_thread=True, include_in_schema=False)
def show_overview(desk: Given) -> Template:
    """What is in the case, and what is open."""
    with desk.open() as case:
        contests = list(case.contests(limit=_DISPUTES))
        doubts = [describe_join(case, j) for j in islice(case.doubts(), _DOUBTS)]
        return show(
            "overview.html",
            path=desk.path.name,
            counts=case.count(),
            newest=case.newest(_NEWEST),
            busiest=case.busiest(_BUSIEST),
            contests=[voice(case, c.reason, c.a, c.b) for c in contests],
            doubts=doubts,
            problems=list(islice(case.problems(), 5)),
        )


@get("/search", sync_to_thread=True, include_in_schema=False)
def show_search(desk: Given, q: Words = "") -> Template | Redirect:
    """Names and texts that have the words; a name that is one entity's alone opens it."""
    with desk.open() as case:
        words = q.strip()
        found = case.candidates(words, _PER_PAGE) if words else []
        has_letters = any(character.isalnum() for character in words)
        hits = list(case.search(words, limit=_PER_PAGE)) if has_letters else []
        return show("search.html", words=words, candidates=found, hits=hits)
