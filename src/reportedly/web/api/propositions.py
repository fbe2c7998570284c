"""One proposition with all that is said for and against it, as JSON."""

from typing import Any

from litestar import get

from reportedly.web.api.answers import Id, build
from reportedly.web.desk import Given


@get("/propositions/{proposition:str}", sync_to_thread=True)
def get_proposition(desk: Given, proposition: Id) -> dict[str, Any]:
    """Who affirms and who denies a proposition (its id, or that of a claim), claims by source."""
    with desk.open() as case:
        return build(case.hear(proposition))
