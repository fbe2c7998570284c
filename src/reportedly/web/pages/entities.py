"""Profiles, and the ways between two."""

from collections.abc import Iterable

from litestar import get
from litestar.params import FromPath
from litestar.response import Template
from markupsafe import Markup

from reportedly.case import Case
from reportedly.geography import make_points
from reportedly.plot.map import draw_map
from reportedly.web.desk import Given
from reportedly.web.pages.rendering import Words, describe_join, show, voice
from reportedly.weigh.paths import Path

_MAP_WIDTH_PX = 720


@get("/entity/{entity:str}", sync_to_thread=True, include_in_schema=False)
def show_entity(desk: Given, entity: FromPath[str]) -> Template:
    """The profile of a person, a body, a place or a source."""
    with desk.open() as case:
        profile = case.who(entity, limit=15)
        id_ = profile.entity.id
        contests = list(case.contests(id_, limit=20))
        localities = case.places(about=id_)
        return show(
            "entity.html",
            profile=profile,
            graded=list(case.graded(id_, limit=30)),
            contests=[voice(case, c.reason, c.a, c.b) for c in contests],
            joins=[describe_join(case, j) for j in case.joins(id_, limit=20)],
            places=localities,
            map=Markup(draw_map(points, width_px=_MAP_WIDTH_PX))  # noqa: S704 - our own drawing
            if (points := make_points(localities))
            else None,
        )


@get("/path", sync_to_thread=True, include_in_schema=False)
def show_path(desk: Given, start: Words = "", end: Words = "") -> Template:
    """The short ways between two."""
    with desk.open() as case:
        found = case.paths(start, end) if start and end else None
        names = {} if found is None else _name_ways(case, (*found.paths, *found.denied))
    return show("path.html", start=start, end=end, found=found, names=names)


def _name_ways(case: Case, paths: Iterable[Path]) -> dict[str, str]:
    ids = {id_ for path in paths for hop in path.hops for id_ in (hop.start, hop.end)}
    return {id_: case.name(id_) for id_ in ids}
