"""The claims of a case, narrowed and a page at a time."""

from itertools import islice
from typing import Annotated, Any, get_args
from urllib.parse import urlencode

from litestar import get
from litestar.params import FromQuery, QueryParameter
from litestar.response import Template

from reportedly.knowledge.predicates import load_family_of
from reportedly.records import Certainty
from reportedly.web.desk import Given
from reportedly.web.pages.rendering import Words, find_documents, show

_PER_PAGE = 25
_CERTAINTIES = get_args(Certainty)
_Short = Annotated[str, QueryParameter(max_length=60)]
_Start = Annotated[int, QueryParameter(ge=0, le=20_000, description="From the so manieth on.")]


@get("/claims", sync_to_thread=True, include_in_schema=False)
def show_claims(  # noqa: PLR0913 - one for each thing that can be asked
    *,
    desk: Given,
    about: Words = "",
    by: Words = "",
    predicate: _Short = "",
    certainty: _Short = "",
    denied: FromQuery[bool] = False,
    since: _Short = "",
    until: _Short = "",
    place: Words = "",
    start: _Start = 0,
) -> Template:
    """Claims, each with its words; every filter narrows."""
    asked: dict[str, Any] = {
        "about": about.strip() or None,
        "by": by.strip() or None,
        "predicate": predicate or None,
        "certainty": certainty if certainty in _CERTAINTIES else None,
        "denied": denied,
        "since": since.strip() or None,
        "until": until.strip() or None,
        "place": place.strip() or None,
    }
    with desk.open() as case:
        wanted = asked | {"predicate": asked["predicate"] or ()}
        found = case.claims(**wanted, limit=start + _PER_PAGE)
        claims = list(islice(found, start, None))
        return show(
            "claims.html",
            claims=claims,
            total=case.count_claims(**asked),
            asked={key: value or "" for key, value in asked.items()},
            names={
                key: case.name(asked[key]) if asked[key] else "" for key in ("about", "by", "place")
            },
            query=urlencode({key: value for key, value in asked.items() if value}),
            predicates=sorted(load_family_of()),
            certainties=_CERTAINTIES,
            start=start,
            per_page=_PER_PAGE,
            documents=find_documents(case, claims),
        )
