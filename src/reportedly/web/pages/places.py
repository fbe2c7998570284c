"""Where: the map of the case, and the claims of one place."""

from collections.abc import Sequence
from typing import Annotated

from litestar import get
from litestar.params import QueryParameter
from litestar.response import Template
from markupsafe import Markup

from reportedly.mapping import list_points
from reportedly.plot.basemap import get_basemap_version
from reportedly.plot.map import MapPoint, draw_map
from reportedly.web.desk import Given
from reportedly.web.pages.rendering import Dates, IsFragment, Words, asked, show

_MAP_WIDTH_PX = 720
_SHOWN = 500
_PER_PAGE = 50
Places = Annotated[list[str], QueryParameter(max_items=100, description="Ids of one place.")]
After = Annotated[int, QueryParameter(ge=0, description="What the page before ended with.")]


@get("/places", sync_to_thread=True, include_in_schema=False)
def show_places(
    desk: Given,
    about: Words = "",
    since: Dates = "",
    until: Dates = "",
    fragment: IsFragment = False,
) -> Template:
    """The places of the case, on a map where their position is known."""
    with desk.open() as case:
        found = case.map_places(**asked(about, since, until), limit=_SHOWN)
        periods = case.periods(about=about or None)
    template = "places_fragment.html" if fragment else "places.html"
    points = [] if fragment else list_points(found.places)
    return show(
        template,
        found=found,
        periods=periods,
        about=about,
        since=since,
        until=until,
        basemap=get_basemap_version(),
        map=_draw(points),
    )


@get("/place-claims", sync_to_thread=True, include_in_schema=False)
def show_place_claims(  # noqa: PLR0913 - one for each thing that can be asked
    *,
    desk: Given,
    place: Places,
    about: Words = "",
    since: Dates = "",
    until: Dates = "",
    after: After = 0,
    fragment: IsFragment = False,
) -> Template:
    """The claims that are set at one place, each with its words, a page at a time."""
    with desk.open() as case:
        found = case.claims_at(place, **asked(about, since, until), limit=_PER_PAGE, after=after)
        told = [(claim, case.summary(claim.document)) for claim in found.claims]
        name = case.entity(place[0]).name
    return show(
        "place_claims_fragment.html" if fragment else "place_claims.html",
        name=name,
        found=found,
        told=told,
        place=place,
        about=about,
        since=since,
        until=until,
        after=after,
        fragment=fragment,
    )


def _draw(points: Sequence[MapPoint]) -> Markup | None:
    """The map for who runs no scripts."""
    if not points:
        return None
    return Markup(draw_map(points, width_px=_MAP_WIDTH_PX))  # noqa: S704 - our own drawing
