"""Where and when, as JSON."""

from typing import Any

from litestar import get
from litestar.params import FromQuery

from reportedly.web.api.answers import Limit, MaybeName, build
from reportedly.web.desk import Given


@get("/places", sync_to_thread=True)
def list_places(desk: Given, about: MaybeName = None, limit: Limit = 1000) -> list[dict[str, Any]]:
    """Where documents put the places of the case, and what is said of each."""
    with desk.open() as case:
        return [build(place) for place in case.places(about=about)[:limit]]


@get("/timeline", sync_to_thread=True)
def get_timeline(
    desk: Given,
    about: MaybeName = None,
    since: FromQuery[str | None] = None,
    until: FromQuery[str | None] = None,
) -> dict[str, Any]:
    """What is said to have happened, in order of time."""
    with desk.open() as case:
        return build(case.timeline(about=about, since=since, until=until))
