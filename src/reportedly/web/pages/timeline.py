"""When: what is said to have happened, in order of time."""

from litestar import get
from litestar.response import Template

from reportedly.web.desk import Given
from reportedly.web.pages.rendering import Dates, Words, show


@get("/timeline", sync_to_thread=True, include_in_schema=False)
def show_timeline(desk: Given, about: Words = "", since: Dates = "", until: Dates = "") -> Template:
    """What is said to have happened, in order of time."""
    with desk.open() as case:
        timeline = case.timeline(about=about or None, since=since or None, until=until or None)
    return show("timeline.html", timeline=timeline, about=about, since=since, until=until)
