"""Nodes and edges → the flat fields that GraphML, GEXF and the tables show of them."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from reportedly.export.characters import make_line
from reportedly.export.network import Edge, End, Node
from reportedly.export.tellings import Teller

SEPARATOR = " | "
"""Between several names, sources or claims in one field."""

Value = str | int | float | bool | None


class Field(NamedTuple):
    """A field of a graph format: its name, and its type in the words of XML Schema."""

    name: str
    type: str


NODE_FIELDS = (
    Field("label", "string"),
    Field("kind", "string"),
    Field("names", "string"),
    Field("stated_names", "string"),
    Field("documents", "int"),
    Field("latitude", "double"),
    Field("longitude", "double"),
    Field("precision", "string"),
)
EDGE_FIELDS = (
    Field("label", "string"),
    Field("predicate", "string"),
    Field("polarity", "string"),
    Field("certainty", "string"),
    Field("unrealised", "boolean"),
    Field("origins", "int"),
    Field("affirmed", "int"),
    Field("denied", "int"),
    Field("affirmed_by", "string"),
    Field("denied_by", "string"),
    Field("first_day", "string"),
    Field("last_day", "string"),
    Field("dates", "string"),
    Field("claims", "string"),
    Field("words", "string"),
)


def describe_node(node: Node) -> dict[str, Value]:
    """Return the fields of a node. `stated_names` are given by claims, and by nobody else."""
    place = node.place
    return {
        "label": make_line(node.name),
        "kind": node.kind,
        "names": SEPARATOR.join(map(make_line, node.names)),
        "stated_names": SEPARATOR.join(map(make_line, node.stated)),
        "documents": node.documents,
        "latitude": None if place is None else place.lat,
        "longitude": None if place is None else place.lon,
        "precision": None if place is None else place.precision,
    }


def describe_end(end: End) -> dict[str, Value]:
    """Return the fields of a side that no entity fills."""
    name = make_line(end.name)
    return {"label": name, "kind": end.kind, "names": name}


def describe_edge(edge: Edge, teller: Teller) -> dict[str, Value]:
    """Return the fields of an edge: `words` is a line for each claim, source and quote in it."""
    first, last = edge.days
    dates = dict.fromkeys(t.claim.when.edtf for t in edge.tellings if t.claim.when is not None)
    return {
        "label": edge.label,
        "predicate": edge.predicate,
        "polarity": edge.polarity,
        "certainty": edge.certainty,
        "unrealised": edge.is_unrealised,
        "origins": edge.origins,
        "affirmed": len(edge.affirmed),
        "denied": len(edge.denied),
        "affirmed_by": SEPARATOR.join(teller.name_sources(edge.affirmed)),
        "denied_by": SEPARATOR.join(teller.name_sources(edge.denied)),
        "first_day": None if first is None else first.isoformat(),
        "last_day": None if last is None else last.isoformat(),
        "dates": SEPARATOR.join(dates),
        "claims": SEPARATOR.join(telling.claim.id for telling in edge.tellings),
        "words": "\n".join(teller.tell(telling.claim) for telling in edge.tellings),
    }


def list_end_nodes(edge: Edge, seen: set[str], make: Callable[[End], bytes]) -> Iterator[bytes]:
    """Yield a node for each side that no entity fills and that was not met before."""
    for end in (edge.subject, edge.object):
        if not end.is_node and end.id not in seen:
            yield make(end)
        seen.add(end.id)
