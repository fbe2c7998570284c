"""Network and map of one period beside each other."""

from litestar import get
from litestar.response import Template
from markupsafe import Markup

from reportedly.mapping import list_points
from reportedly.plot.basemap import get_basemap_version
from reportedly.plot.map import draw_map
from reportedly.web.desk import Given
from reportedly.web.pages.rendering import Dates, Words, asked, show

_SHOWN = 300
_MAP_WIDTH_PX = 640


@get("/explore", sync_to_thread=True, include_in_schema=False)
def show_explore(desk: Given, about: Words = "", since: Dates = "", until: Dates = "") -> Template:
    """Who is tied to whom, and where, in one and the same time."""
    with desk.open() as case:
        found = case.map_places(**asked(about, since, until), limit=_SHOWN)
        periods = case.periods(about=about or None)
    points = list_points(found.places)
    return show(
        "explore.html",
        found=found,
        periods=periods,
        about=about,
        since=since,
        until=until,
        basemap=get_basemap_version(),
        map=Markup(draw_map(points, width_px=_MAP_WIDTH_PX)) if points else None,  # noqa: S704
    )
