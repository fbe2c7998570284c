"""Everything said for and against one proposition, as a page or as a piece of one."""

from litestar import get
from litestar.params import FromPath
from litestar.response import Template

from reportedly.web.desk import Given
from reportedly.web.pages.rendering import IsFragment, show, voice


@get("/proposition/{proposition:str}", sync_to_thread=True, include_in_schema=False)
def show_proposition(
    desk: Given, proposition: FromPath[str], fragment: IsFragment = False
) -> Template:
    """What is said for and against a proposition (its id, or that of a claim), by source."""
    with desk.open() as case:
        hearing = case.hear(proposition)
        contests = [voice(case, c.reason, c.a, c.b) for c in hearing.contests]
    template = "proposition_fragment.html" if fragment else "proposition.html"
    return show(template, hearing=hearing, fragment=fragment, contests=contests)
