"""What is denied or contradicted."""

from litestar import get
from litestar.response import Template

from reportedly.web.desk import Given
from reportedly.web.pages.rendering import Words, show, voice


@get("/disputes", sync_to_thread=True, include_in_schema=False)
def show_disputes(desk: Given, about: Words = "") -> Template:
    """What is denied or contradicted, both sides beside each other."""
    with desk.open() as case:
        found = list(case.contests(about or None, limit=200))
        contests = [voice(case, c.reason, c.a, c.b) for c in found]
        return show("disputes.html", contests=contests, about=about)
