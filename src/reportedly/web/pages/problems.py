"""What could not be read or understood, of inputs and of documents."""

from litestar import get
from litestar.response import Template

from reportedly.web.desk import Given
from reportedly.web.pages.forms import Offset
from reportedly.web.pages.rendering import find_documents, show

_PER_PAGE = 100


@get("/problems", sync_to_thread=True, include_in_schema=False)
def show_problems(desk: Given, start: Offset = 0) -> Template:
    """The problems of the case, the last first, each with a way to its document if there is one."""
    with desk.open() as case:
        problems = case.last_problems(_PER_PAGE, start)
        return show(
            "problems.html",
            problems=problems,
            documents=find_documents(case, (p.document for p in problems if p.document)),
            total=case.count().problems,
            start=start,
            per_page=_PER_PAGE,
        )
