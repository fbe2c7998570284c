"""Where and when, as JSON."""

from typing import Any

from litestar import get

from reportedly.web.api.answers import Limit, MaybeDate, MaybeName, build
from reportedly.web.desk import Given
from reportedly.weigh import Periods


@get("/places", sync_to_thread=True)
def list_places(desk: Given, about: MaybeName = None, limit: Limit = 1000) -> list[dict[str, Any]]:
    """Where documents put the places of the case, and what is said of each."""
    with desk.open() as case:
        return [build(place) for place in case.places(about=about)[:limit]]


@get("/timeline", sync_to_thread=True)
def get_timeline(
    desk: Given,
    about: MaybeName = None,
    since: MaybeDate = None,
    until: MaybeDate = None,
) -> dict[str, Any]:
    """What is said to have happened, in order of time."""
    with desk.open() as case:
        return build(case.timeline(about=about, since=since, until=until))


@get("/periods", sync_to_thread=True)
def get_periods(
    desk: Given, about: MaybeName = None, since: MaybeDate = None, until: MaybeDate = None
) -> Periods:
    """How many claims are said to have happened when, in bins of days, months or years, as fits.

    `since` and `until` say which days the bins reach; without them, all that the claims have.
    """
    with desk.open() as case:
        return case.periods(about=about, since=since, until=until)
