"""Profiles, and the documents that name somebody."""

from litestar import get
from litestar.params import FromPath, FromQuery
from litestar.response import Template
from markupsafe import Markup

from reportedly.case import Case, EntityPage
from reportedly.errors import CaseError
from reportedly.mapping import list_points
from reportedly.plot.basemap import get_basemap_version
from reportedly.plot.map import draw_map
from reportedly.store import DocumentSummary
from reportedly.web.desk import Given
from reportedly.web.pages.forms import Done, Offset, find_done
from reportedly.web.pages.rendering import describe_join, find_documents, show
from reportedly.web.pages.reviewing import Known
from reportedly.weigh import RELIABILITY

_MAP_WIDTH_PX = 720
_PLACES = 60
_PER_PAGE = 50


@get("/entity/{entity:str}", sync_to_thread=True, include_in_schema=False)
def show_entity(
    desk: Given,
    entity: FromPath[str],
    done: Done = None,
    known: Known = "",
    graded: FromQuery[bool] = False,
) -> Template:
    """The profile of a person, a body, a place or a source."""
    with desk.open() as case:
        page = case.entity_page(entity, is_whole=graded)
        id_ = page.profile.entity.id
        points = list_points(case.map_places(about=id_, limit=_PLACES).places)
        return show(
            "entity.html",
            page=page,
            id=id_,
            reliability=RELIABILITY,
            documents=_find_documents(case, page),
            doubts=[describe_join(case, join) for join in page.doubts],
            basemap=get_basemap_version(),
            map=Markup(draw_map(points, width_px=_MAP_WIDTH_PX)) if points else None,  # noqa: S704
            done=find_done(case, done),
            known=known,
        )


@get("/entity/{entity:str}/documents", sync_to_thread=True, include_in_schema=False)
def show_naming(desk: Given, entity: FromPath[str], start: Offset = 0) -> Template:
    """The documents that name somebody, the last added first."""
    with desk.open() as case:
        found = case.subject(entity)
        documents = case.documents_naming(found.id, limit=_PER_PAGE + 1, offset=start)
        if start and not documents:
            raise CaseError(f"no more documents name '{found.name}'")
        return show(
            "naming.html", entity=found, documents=documents, start=start, per_page=_PER_PAGE
        )


def _find_documents(case: Case, page: EntityPage) -> dict[str, DocumentSummary | None]:
    """What is shown of the document of each claim on the page."""
    ties = [tie.claim for groups in page.sections.values() for g in groups for tie in g.ties]
    disputed = [s.claim for q in page.quarrels.quarrels for v in q.versions for s in v.statements]
    claims = [*ties, *disputed, *page.voice.first, *page.profile.timeline]
    return find_documents(case, claims)
