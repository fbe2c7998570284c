"""Claims and disputes as JSON."""

from litestar import get
from litestar.params import FromQuery

from reportedly.records import Certainty, Claim, Contest
from reportedly.web.api.answers import Id, Limit, MaybeName, MaybeText
from reportedly.web.desk import Given


@get("/claims", sync_to_thread=True)
def list_claims(  # noqa: PLR0913 - one for each thing that can be asked
    *,
    desk: Given,
    about: MaybeName = None,
    by: MaybeName = None,
    predicate: MaybeText = None,
    since: MaybeText = None,
    until: MaybeText = None,
    place: MaybeName = None,
    certainty: FromQuery[Certainty | None] = None,
    denied: FromQuery[bool] = False,
    limit: Limit = 100,
) -> list[Claim]:
    """Claims, each with its words; every parameter narrows."""
    with desk.open() as case:
        found = case.claims(
            about=about,
            by=by,
            predicate=() if predicate is None else predicate,
            since=since,
            until=until,
            place=place,
            certainty=certainty,
            denied=denied,
            limit=limit,
        )
        return list(found)


@get("/claims/{claim:str}", sync_to_thread=True)
def get_claim(desk: Given, claim: Id) -> Claim:
    """One claim."""
    with desk.open() as case:
        return case.show(claim)


@get("/disputes", sync_to_thread=True)
def list_disputes(desk: Given, about: MaybeName = None, limit: Limit = 100) -> list[Contest]:
    """Claims that stand against each other, both with their words."""
    with desk.open() as case:
        return list(case.contests(about, limit=limit))
