"""Who says how much, and how others stand to it."""

from litestar import get
from litestar.response import Template

from reportedly.web.desk import Given
from reportedly.web.pages.rendering import show


@get("/sources", sync_to_thread=True, include_in_schema=False)
def show_sources(desk: Given) -> Template:
    """Who says how much, and how others stand to it."""
    with desk.open() as case:
        return show("sources.html", standings=case.standings()[:200])
