"""Who is meant, profiles, propositions, joins and ways as JSON."""

from itertools import islice
from typing import Annotated, Any

from litestar import get
from litestar.params import QueryParameter

from reportedly.records import Join
from reportedly.store import Candidate, Tied
from reportedly.web.api.answers import Id, Limit, MaybeName, Name, build
from reportedly.web.desk import Given


@get("/entities", sync_to_thread=True)
def list_entities(desk: Given, name: Name, limit: Limit = 50) -> list[Candidate]:
    """Whom a name may mean, the most written about first."""
    with desk.open() as case:
        return case.candidates(name, limit)


@get("/entities/{entity:str}", sync_to_thread=True)
def get_entity(desk: Given, entity: Id, limit: Limit = 10) -> dict[str, Any]:
    """The profile of one entity: names and who says so, ties, posts, places, times, sources."""
    with desk.open() as case:
        return build(case.who(entity, limit=limit))


@get("/tied", sync_to_thread=True)
def list_tied(desk: Given, limit: Annotated[int, QueryParameter(ge=1, le=50)] = 12) -> list[Tied]:
    """Who of the most named is tied to most others, places apart; denied ties count too."""
    with desk.open() as case:
        return case.most_tied(limit)


@get("/propositions", sync_to_thread=True)
def list_propositions(desk: Given, about: Name, limit: Limit = 50) -> list[dict[str, Any]]:
    """What is said about somebody, by how many independent origins, with its grade."""
    with desk.open() as case:
        return [build(graded) for graded in case.graded(about, limit=limit)]


@get("/joins", sync_to_thread=True)
def list_joins(
    desk: Given,
    about: MaybeName = None,
    is_made: Annotated[bool | None, QueryParameter(description="Joined, or in doubt.")] = None,
    limit: Limit = 100,
) -> list[Join]:
    """Names that were joined across reports, and those in doubt, with score and reason."""
    with desk.open() as case:
        found = (j for j in case.joins(about) if is_made is None or j.is_made is is_made)
        return list(islice(found, limit))


@get("/paths", sync_to_thread=True)
def list_paths(
    desk: Given,
    start: Name,
    end: Name,
    steps: Annotated[int, QueryParameter(ge=1, le=6)] = 4,
    limit: Annotated[int, QueryParameter(ge=1, le=50)] = 10,
) -> dict[str, Any]:
    """The short ways between two, each step with its claims, the weakest marked."""
    with desk.open() as case:
        return build(case.paths(start, end, steps=steps, limit=limit))
