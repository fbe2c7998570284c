"""The pages: overview, search, profiles, the reader, disputes, sources, places, timeline, ways.

Written on the server, so that they read without scripts. A page asks the façade what the API does.
"""

from itertools import islice
from typing import Annotated

from litestar import get
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect, Template
from markupsafe import Markup

from reportedly.case import Case
from reportedly.geography import make_points
from reportedly.plot.map import draw_map
from reportedly.records import Claim
from reportedly.web.desk import Given
from reportedly.web.showing import mark_document

Words = Annotated[str, QueryParameter(max_length=500)]
_NEWEST, _BUSIEST, _DISPUTES, _DOUBTS, _PER_PAGE = 10, 24, 5, 5, 50
_MAP_WIDTH_PX = 720


@get("/", sync_to_thread=True, include_in_schema=False)
def show_overview(desk: Given) -> Template:
    """What is in the case, and what is open."""
    with desk.open() as case:
        contests = list(case.contests(limit=_DISPUTES))
        doubts = [_describe_join(case, j) for j in islice(case.doubts(), _DOUBTS)]
        return _show(
            "overview.html",
            path=desk.path.name,
            counts=case.count(),
            newest=case.newest(_NEWEST),
            busiest=case.busiest(_BUSIEST),
            contests=[_voice(case, c.reason, c.a, c.b) for c in contests],
            doubts=doubts,
            problems=list(islice(case.problems(), 5)),
        )


@get("/search", sync_to_thread=True, include_in_schema=False)
def show_search(desk: Given, q: Words = "") -> Template | Redirect:
    """Names and texts that have the words; a name that is one entity's alone opens it."""
    with desk.open() as case:
        words = q.strip()
        found = case.candidates(words, _PER_PAGE) if words else []
        has_letters = any(character.isalnum() for character in words)
        hits = list(case.search(words, limit=_PER_PAGE)) if has_letters else []
        return _show("search.html", words=words, candidates=found, hits=hits)


@get("/documents", sync_to_thread=True, include_in_schema=False)
def show_documents(desk: Given) -> Template:
    """The documents, the newest first."""
    with desk.open() as case:
        return _show("documents.html", documents=case.newest(500), counts=case.count())


@get("/document/{document:str}", sync_to_thread=True, include_in_schema=False)
def show_document(desk: Given, document: FromPath[str]) -> Template:
    """The reader: a text with its claims marked, and the claims beside it."""
    with desk.open() as case:
        found = case.document(document)
        claims = list(case.claims(document=document))
        return _show(
            "document.html",
            document=found,
            summary=case.summary(document),
            paragraphs=mark_document(found.text, claims),
            claims=claims,
        )


@get("/claim/{claim:str}", sync_to_thread=True, include_in_schema=False)
def show_claim(desk: Given, claim: FromPath[str]) -> Redirect:
    """A claim opens at its place in its document."""
    with desk.open() as case:
        found = case.show(claim)
    return Redirect(f"/document/{found.document}#c={found.id}")


@get("/entity/{entity:str}", sync_to_thread=True, include_in_schema=False)
def show_entity(desk: Given, entity: FromPath[str]) -> Template:
    """The profile of a person, a body, a place or a source."""
    with desk.open() as case:
        profile = case.who(entity, limit=15)
        id_ = profile.entity.id
        contests = list(case.contests(id_, limit=20))
        localities = case.places(about=id_)
        return _show(
            "entity.html",
            profile=profile,
            graded=list(case.graded(id_, limit=30)),
            contests=[_voice(case, c.reason, c.a, c.b) for c in contests],
            joins=[_describe_join(case, j) for j in case.joins(id_, limit=20)],
            places=localities,
            map=Markup(draw_map(points, width_px=_MAP_WIDTH_PX))  # noqa: S704 - our own drawing
            if (points := make_points(localities))
            else None,
        )


@get("/disputes", sync_to_thread=True, include_in_schema=False)
def show_disputes(desk: Given, about: Words = "") -> Template:
    """What is denied or contradicted, both sides beside each other."""
    with desk.open() as case:
        found = list(case.contests(about or None, limit=200))
        contests = [_voice(case, c.reason, c.a, c.b) for c in found]
        return _show("disputes.html", contests=contests, about=about)


@get("/sources", sync_to_thread=True, include_in_schema=False)
def show_sources(desk: Given) -> Template:
    """Who says how much, and how others stand to it."""
    with desk.open() as case:
        return _show("sources.html", standings=case.standings()[:200])


@get("/places", sync_to_thread=True, include_in_schema=False)
def show_places(desk: Given) -> Template:
    """The places of the case, on a map where their position is known."""
    with desk.open() as case:
        localities = case.places()
    points = make_points(localities)
    drawn = Markup(draw_map(points, width_px=_MAP_WIDTH_PX)) if points else None  # noqa: S704
    return _show("places.html", places=localities[:500], map=drawn)


@get("/timeline", sync_to_thread=True, include_in_schema=False)
def show_timeline(desk: Given, about: Words = "", since: Words = "", until: Words = "") -> Template:
    """What is said to have happened, in order of time."""
    with desk.open() as case:
        timeline = case.timeline(about=about or None, since=since or None, until=until or None)
    return _show("timeline.html", timeline=timeline, about=about, since=since, until=until)


@get("/path", sync_to_thread=True, include_in_schema=False)
def show_path(desk: Given, start: Words = "", end: Words = "") -> Template:
    """The short ways between two."""
    with desk.open() as case:
        found = case.paths(start, end) if start and end else None
        names = {} if found is None else _name_ways(case, (*found.paths, *found.denied))
    return _show("path.html", start=start, end=end, found=found, names=names)


PAGES = (
    show_overview, show_search, show_documents, show_document, show_claim, show_entity,
    show_disputes, show_sources, show_places, show_timeline, show_path,
)  # fmt: skip


def _show(template: str, **context: object) -> Template:
    return Template(template, context=context)


def _voice(case: Case, reason: str, *claims: Claim) -> dict[str, object]:
    """A dispute with what is shown of each side's document."""
    return {"reason": reason, "sides": [(c, case.summary(c.document)) for c in claims]}


def _describe_join(case: Case, join: object) -> dict[str, object]:
    a, b = getattr(join, "a", ""), getattr(join, "b", "")
    return {"join": join, "a": case.own_name(a), "b": case.own_name(b)}


def _name_ways(case: Case, paths: object) -> dict[str, str]:
    ids: set[str] = set()
    for path in paths:  # type: ignore[attr-defined]
        for hop in path.hops:
            ids |= {hop.start, hop.end}
    return {id_: case.name(id_) for id_ in ids}
