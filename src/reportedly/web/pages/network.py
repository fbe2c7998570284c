"""The network: filters, the edges as a table, and what the script draws."""

from typing import Annotated, get_args

import msgspec
from litestar import get
from litestar.params import QueryParameter
from litestar.response import Template

from reportedly.case.network import Limits, Strength, Wanted
from reportedly.errors import ReportedlyError
from reportedly.export.network import Polarity
from reportedly.knowledge.predicates import load_families, load_family_of
from reportedly.records import Certainty, Kind
from reportedly.web.desk import Given
from reportedly.web.pages.rendering import IsFragment, Words, show

SIZES = (50, 100, 250, 500, 1000, 2000)
_EDGES_A_NODE = 4
_NODES = 500
_CERTAINTIES = {
    "stated": "stated by somebody",
    "hedged": "hedged only",
    "unrealised": "planned, threatened or demanded",
}
_ROWS = 100

_Id = Annotated[str, msgspec.Meta(max_length=500)]
_Ids = Annotated[list[_Id] | None, QueryParameter(max_items=20)]
Size = Annotated[int, QueryParameter(ge=1, le=2000)]
Few = Annotated[int, QueryParameter(ge=1, le=1000)]


@get("/network", sync_to_thread=True, include_in_schema=False)
def show_network(  # noqa: PLR0913 - one for each thing that can be asked
    *,
    desk: Given,
    about: _Ids = None,
    beside: _Ids = None,
    source: Words = "",
    certainty: Words = "",
    polarity: Words = "",
    family: Words = "",
    predicate: Words = "",
    since: Words = "",
    until: Words = "",
    min_origins: Few = 1,
    nodes: Size = _NODES,
    fragment: IsFragment = False,
) -> Template:
    """Who is said to have to do with whom; each edge opens on its words."""
    wanted = Wanted(
        about=_drop_empty(about),
        beside=_drop_empty(beside),
        by=source.strip() or None,
        certainty=certainty if certainty in get_args(Certainty) else None,  # type: ignore[arg-type]
        polarity=polarity if polarity in get_args(Polarity) else None,  # type: ignore[arg-type]
        predicates=(predicate,) if predicate else (),
        families=(family,) if family else (),
        since=since.strip() or None,
        until=until.strip() or None,
        min_origins=min_origins,
    )
    refused = None
    with desk.open() as case:
        try:
            found = case.network(wanted, Limits(nodes=nodes, edges=nodes * _EDGES_A_NODE))
        except ReportedlyError as error:  # the form stays, with the sentence beside it
            found, refused = None, str(error)
        names = {id_: case.name(id_) for id_ in (*wanted.about, *wanted.beside)}
        publishers = [] if fragment else case.publishers(200)
    return show(
        "network_found.html" if fragment else "network.html",
        found=found,
        refused=refused,
        wanted=wanted,
        names=names,
        nodes=nodes,
        sizes=SIZES,
        rows=_ROWS,
        publishers=publishers,
        families=load_families(),
        predicates=sorted(load_family_of()),
        kinds=get_args(Kind),
        strengths=get_args(Strength),
        asked_words=word_filter(wanted, nodes),
        named={} if found is None else {node.id: node for node in found.nodes},
    )


def word_filter(wanted: Wanted, nodes: int) -> str:
    """Return in a line what the network is narrowed to."""
    families = load_families()
    parts = [
        wanted.by and f"said or published by {wanted.by}",
        *(families.get(family, family) for family in wanted.families),
        *(predicate.replace("_", " ") for predicate in wanted.predicates),
        wanted.certainty and _CERTAINTIES[wanted.certainty],
        wanted.polarity and f"{wanted.polarity} only",
        wanted.since and f"since {wanted.since}",
        wanted.until and f"until {wanted.until}",
        wanted.min_origins > 1 and f"at least {wanted.min_origins} independent origins",
        nodes != _NODES and f"at most {nodes} nodes",
    ]
    return "; ".join(part for part in parts if part) or "everything that is said"


def _drop_empty(values: list[str] | None) -> tuple[str, ...]:
    return tuple(value.strip() for value in values or () if value.strip())
