"""Where and when, as JSON."""

from typing import Annotated

from litestar import Response, get
from litestar.params import QueryParameter

from reportedly.case.chronicling import Chronicle
from reportedly.mapping import MapPlaces
from reportedly.plot.basemap import encode_basemap
from reportedly.web.api.answers import Limit, MaybeDate, MaybeName
from reportedly.web.desk import Given
from reportedly.weigh import Periods

After = Annotated[
    str | None, QueryParameter(max_length=40, description="The `after` of the page before.")
]


@get("/places", sync_to_thread=True)
def list_places(
    desk: Given,
    about: MaybeName = None,
    since: MaybeDate = None,
    until: MaybeDate = None,
    limit: Limit = 500,
) -> MapPlaces:
    """Where documents put the places of claims, how exact that is, and how many claims are set there.

    With `since` or `until`, of claims that may have happened then; those without a time are not.
    """
    with desk.open() as case:
        return case.map_places(about=about, since=since, until=until, limit=limit)


@get("/timeline", sync_to_thread=True)
def get_timeline(
    desk: Given,
    about: MaybeName = None,
    since: MaybeDate = None,
    until: MaybeDate = None,
    after: After = None,
    limit: Annotated[int, QueryParameter(ge=1, le=500)] = 200,
) -> Chronicle:
    """What is said to have happened, in order of time, a page at a time: see `after`."""
    with desk.open() as case:
        return case.chronicle(about=about, since=since, until=until, after=after, limit=limit)


@get("/periods", sync_to_thread=True)
def get_periods(
    desk: Given, about: MaybeName = None, since: MaybeDate = None, until: MaybeDate = None
) -> Periods:
    """How many claims are said to have happened when, in bins of days, months or years, as fits.

    `since` and `until` say which days the bins reach; without them, all that the claims have.
    """
    with desk.open() as case:
        return case.periods(about=about, since=since, until=until)


Version = Annotated[str, QueryParameter(max_length=40, description="For browsers that keep it.")]


@get("/basemap", sync_to_thread=True, media_type="application/geo+json")
def get_basemap(v: Version = "") -> Response[bytes]:
    """The outlines of countries as GeoJSON, after Natural Earth (public domain)."""
    del v
    return Response(encode_basemap(), media_type="application/geo+json")
