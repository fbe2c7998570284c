"""When: what is said to have happened, in order of time, and the claims that give no time."""

from typing import Annotated

from litestar import get
from litestar.params import QueryParameter
from litestar.response import Template

from reportedly.web.desk import Given
from reportedly.web.entries import make_entries
from reportedly.web.pages.rendering import Dates, IsFragment, Words, asked, show

_PER_PAGE = 200
_UNDATED_PER_PAGE = 100
Place = Annotated[
    str, QueryParameter(max_length=40, description="What the page before ended with.")
]
After = Annotated[int, QueryParameter(ge=0)]


@get("/timeline", sync_to_thread=True, include_in_schema=False)
def show_timeline(
    *,
    desk: Given,
    about: Words = "",
    since: Dates = "",
    until: Dates = "",
    after: Place = "",
    fragment: IsFragment = False,
) -> Template:
    """What is said to have happened, in order of time."""
    with desk.open() as case:
        found = case.chronicle(**asked(about, since, until), after=after or None, limit=_PER_PAGE)
        periods = None if fragment else case.periods(about=about or None)
    return show(
        "timeline_fragment.html" if fragment else "timeline.html",
        found=found,
        entries=make_entries(found.episodes),
        periods=periods,
        about=about,
        since=since,
        until=until,
        after=after,
    )


@get("/undated", sync_to_thread=True, include_in_schema=False)
def show_undated(desk: Given, about: Words = "", after: After = 0) -> Template:
    """The claims that give no time, or none with a year."""
    with desk.open() as case:
        found = case.undated(about=about or None, after=after, limit=_UNDATED_PER_PAGE)
        told = [(claim, case.summary(claim.document)) for claim in found.claims]
    return show("undated.html", found=found, told=told, about=about, after=after)
