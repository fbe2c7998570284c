"""Sources and their reliability, disputes by matter, and the page of an entity as JSON."""

from typing import Annotated, Literal

from litestar import get, post
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Meta

from reportedly.case import Decision, EntityPage, QuarrelPage, SourcePage
from reportedly.errors import CaseError
from reportedly.records import Record
from reportedly.store import DisputeReason
from reportedly.web.api.answers import MaybeName, Name
from reportedly.web.api.reviewing import Few, From, Many
from reportedly.web.desk import Given
from reportedly.weigh.standings import Standing

_Text = Annotated[str, Meta(min_length=1, max_length=500)]
_Why = Annotated[str, Meta(max_length=2000)]


class Rating(Record, frozen=True, kw_only=True):
    """How reliable a source, by its name, is held to be: A reliable to E unreliable, F not known."""

    source: _Text
    grade: Literal["A", "B", "C", "D", "E", "F"]
    why: _Why | None = None


class Merge(Record, frozen=True, kw_only=True):
    """Two entities (names or ids) that are one."""

    a: _Text
    b: _Text
    why: _Why | None = None


class Split(Record, frozen=True, kw_only=True):
    """A name (or the id of its entity) that is somebody else, everywhere or in one document."""

    name: _Text
    document: _Text | None = None
    why: _Why | None = None


@get("/sources", sync_to_thread=True)
def list_sources(desk: Given, limit: Many = 50, offset: From = 0) -> SourcePage:
    """Who says how much, the busiest first, with how reliable each is held to be."""
    with desk.open() as case:
        return case.source_page(limit=limit, offset=offset)


@get("/sources/standing", sync_to_thread=True)
def get_standing(desk: Given, name: Name) -> list[Standing]:
    """How others stand to the sources of one name: who denies them, what they say alone."""
    with desk.open() as case:
        found = case.standings_of(name)
    if not found:
        raise CaseError(f"nobody called '{name}' says anything in this case")
    return found


@post("/sources/rating", sync_to_thread=True, status_code=200)
def rate(desk: Given, data: JSONBody[Rating]) -> Decision:
    """Judge how reliable a source is; grades change with it."""
    with desk.open() as case:
        if not case.is_source(data.source):
            raise CaseError(f"nobody called '{data.source}' says or publishes anything in the case")
        return case.rate(data.source, data.grade, why=data.why or None)


@get("/quarrels", sync_to_thread=True)
def list_quarrels(
    desk: Given,
    about: MaybeName = None,
    by: MaybeName = None,
    reason: FromQuery[DisputeReason | None] = None,
    limit: Few = 10,
    offset: From = 0,
) -> QuarrelPage:
    """Disputes by matter: each version with its claims and how many independent origins it has."""
    with desk.open() as case:
        return case.quarrels(about=about, by=by, reason=reason, limit=limit, offset=offset)


@get("/entities/{entity:str}/page", sync_to_thread=True)
def get_entity_page(
    desk: Given, entity: FromPath[str], limit: Few = 4, graded: FromQuery[bool] = False
) -> EntityPage:
    """What the page of an entity shows; with `graded` what very many say is graded too."""
    with desk.open() as case:
        return case.entity_page(entity, limit=limit, is_whole=graded)


@post("/entities/merge", sync_to_thread=True, status_code=200)
def merge(desk: Given, data: JSONBody[Merge]) -> Decision:
    """Judge two entities to be one."""
    with desk.open() as case:
        return case.merge(data.a, data.b, why=data.why or None)


@post("/entities/split", sync_to_thread=True, status_code=200)
def split(desk: Given, data: JSONBody[Split]) -> Decision:
    """Judge a name to be somebody else's."""
    with desk.open() as case:
        return case.split(data.name, document=data.document, why=data.why or None)


WEIGHING = (list_sources, get_standing, rate, list_quarrels, get_entity_page, merge, split)
