"""Where and when: the map and the timeline."""

from litestar import get
from litestar.response import Template
from markupsafe import Markup

from reportedly.geography import make_points
from reportedly.plot.map import draw_map
from reportedly.web.desk import Given
from reportedly.web.pages.rendering import Words, show

_MAP_WIDTH_PX = 720


@get("/places", sync_to_thread=True, include_in_schema=False)
def show_places(desk: Given) -> Template:
    """The places of the case, on a map where their position is known."""
    with desk.open() as case:
        localities = case.places()
    points = make_points(localities)
    drawn = Markup(draw_map(points, width_px=_MAP_WIDTH_PX)) if points else None  # noqa: S704
    return show("places.html", places=localities[:500], map=drawn)


@get("/timeline", sync_to_thread=True, include_in_schema=False)
def show_timeline(desk: Given, about: Words = "", since: Words = "", until: Words = "") -> Template:
    """What is said to have happened, in order of time."""
    with desk.open() as case:
        timeline = case.timeline(about=about or None, since=since or None, until=until or None)
    return show("timeline.html", timeline=timeline, about=about, since=since, until=until)
