"""The network as JSON, and where its nodes are left."""

from typing import Annotated

import msgspec
from litestar import get, put
from litestar.params import JSONBody, QueryParameter

from reportedly.case.network import Limits, Network, Wanted
from reportedly.export.network import Polarity
from reportedly.records import Certainty
from reportedly.web.api.answers import MaybeName
from reportedly.web.desk import Given

_Id = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
_Far = Annotated[float, msgspec.Meta(ge=-1e6, le=1e6)]

Names = Annotated[
    list[_Id] | None, QueryParameter(max_items=20, description="Names, or ids of entities.")
]
Words = Annotated[list[_Id] | None, QueryParameter(max_items=20, description="Any of these.")]
Day = Annotated[str | None, QueryParameter(max_length=100, description="EDTF, such as 2021-03.")]
Few = Annotated[int, QueryParameter(ge=1, le=1000, description="At least so many.")]
Nodes = Annotated[int, QueryParameter(ge=1, le=2000, description="At most so many nodes.")]
Edges = Annotated[int, QueryParameter(ge=1, le=10_000, description="At most so many edges.")]
MaybeCertainty = Annotated[
    Certainty | None, QueryParameter(description="That of the firmest claim of an edge.")
]
MaybePolarity = Annotated[
    Polarity | None, QueryParameter(description="Affirmed, denied, or by some each: disputed.")
]


class Layout(msgspec.Struct, forbid_unknown_fields=True):
    """Where nodes are left, by the ids of their entities; `anew` forgets all others."""

    positions: Annotated[dict[_Id, tuple[_Far, _Far]], msgspec.Meta(max_length=4000)]
    anew: bool = False


@get("/network", sync_to_thread=True)
def get_network(  # noqa: PLR0913 - one for each thing that can be asked
    *,
    desk: Given,
    about: Names = None,
    beside: Names = None,
    source: MaybeName = None,
    certainty: MaybeCertainty = None,
    polarity: MaybePolarity = None,
    predicate: Words = None,
    family: Words = None,
    since: Day = None,
    until: Day = None,
    min_origins: Few = 1,
    nodes: Nodes = 500,
    edges: Edges = 2000,
) -> Network:
    """Propositions as edges between named entities, the best borne out first; parameters narrow.

    An edge is there only where claims say it; its words are at /api/propositions/ID.
    """
    wanted = Wanted(
        about=tuple(about or ()),
        beside=tuple(beside or ()),
        by=source,
        certainty=certainty,
        polarity=polarity,
        predicates=tuple(predicate or ()),
        families=tuple(family or ()),
        since=since,
        until=until,
        min_origins=min_origins,
    )
    with desk.open() as case:
        return case.network(wanted, Limits(nodes=nodes, edges=edges))


@put("/network/layout", sync_to_thread=True, status_code=204)
def set_layout(desk: Given, data: JSONBody[Layout]) -> None:
    """Keep where nodes are left, in the case file; ids that the case does not have are passed over."""
    with desk.open() as case:
        case.set_layout(data.positions, anew=data.anew)
