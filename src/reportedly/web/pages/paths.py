"""The short ways between two entities."""

from collections.abc import Iterable
from typing import Annotated

from litestar import get
from litestar.params import FromQuery, QueryParameter
from litestar.response import Template

from reportedly.case import Case
from reportedly.store import Candidate, DocumentSummary
from reportedly.web.desk import Given
from reportedly.web.pages.rendering import Words, find_documents, show
from reportedly.weigh.paths import Path

_CHOICES = 12
_WAYS = 10
_Steps = Annotated[int, QueryParameter(ge=1, le=6)]


@get("/path", sync_to_thread=True, include_in_schema=False)
def show_path(
    desk: Given,
    start: Words = "",
    end: Words = "",
    steps: _Steps = 4,
    wider: FromQuery[bool] = False,
) -> Template:
    """The short ways between two; the choices for a name that may mean several."""
    start, end = start.strip(), end.strip()
    with desk.open() as case:
        choices = {"start": _find(case, start), "end": _find(case, end)}
        one, other = (choices[side][0].entity.id if choices[side] else "" for side in choices)
        is_clear = all(len(found) == 1 for found in choices.values())
        is_one = is_clear and case.entity(one).id == case.entity(other).id
        search = None
        if is_clear and not is_one:
            search = case.paths(one, other, steps=steps, limit=_WAYS, wider=wider)
        ways = () if search is None else (*search.paths, *search.denied)
        ids = set(search.hubs) if search is not None else set()
        return show(
            "path.html",
            given={"start": start, "end": end},
            called={
                side: case.name(found[0].entity.id) if len(found) == 1 else given
                for (side, found), given in zip(choices.items(), (start, end), strict=True)
            },
            choices=choices,
            is_one=is_one,
            found=search,
            steps=steps,
            wider=wider,
            names={id_: case.name(id_) for id_ in ids | _list_ids(ways)},
            documents=_find_documents(case, ways),
        )


def _find(case: Case, name: str) -> list[Candidate]:
    """Whom a name may mean: those that bear just that name, else all that come near."""
    return case.candidates(name, _CHOICES) if name else []


def _list_ids(ways: Iterable[Path]) -> set[str]:
    return {id_ for way in ways for hop in way.hops for id_ in (hop.start, hop.end)}


def _find_documents(case: Case, ways: Iterable[Path]) -> dict[str, DocumentSummary | None]:
    claims = [
        telling.claim
        for way in ways
        for hop in way.hops
        for tie in hop.ties
        for telling in (*tie.proposition.affirmed, *tie.proposition.denied)
    ]
    return find_documents(case, claims)
