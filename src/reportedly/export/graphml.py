"""A case as GraphML: a directed graph with several edges between two nodes, for network programs.

Only nodes at an edge are written. Format: http://graphml.graphdrawing.org/specification.html
"""

from collections.abc import Mapping
from typing import IO

from reportedly.export.characters import make_xml
from reportedly.export.graph_fields import (
    EDGE_FIELDS,
    NODE_FIELDS,
    Field,
    Value,
    describe_edge,
    describe_end,
    describe_node,
    list_end_nodes,
)
from reportedly.export.holdings import Holdings
from reportedly.export.network import End
from reportedly.export.tellings import Teller

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write_graphml(holdings: Holdings, file: IO[bytes]) -> int:
    """Write the graph to `file` and return how many claims its edges hold."""
    teller, seen, claims = Teller(holdings), set[str](), 0
    file.write(_HEAD.encode())
    for what, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        for field in fields:
            file.write(_declare(what, field))
    # An edge may stand before its nodes, so that one pass over the edges says which are wanted.
    file.write(b'<graph id="case" edgedefault="directed">\n')
    for edge in holdings.list_edges():
        for node in list_end_nodes(edge, seen, _make_end):
            file.write(node)
        ends = f'source="{make_xml(edge.subject.id)}" target="{make_xml(edge.object.id)}"'
        opening = f'<edge id="{make_xml(edge.id)}" {ends}>'
        file.write(_make(opening, "edge", describe_edge(edge, teller)))
        claims += len(edge.tellings)
    for entity in holdings.list_nodes():
        if entity.id in seen:
            opening = f'<node id="{make_xml(entity.id)}">'
            file.write(_make(opening, "node", describe_node(entity)))
    file.write(b"</graph>\n</graphml>\n")
    return claims


def _make_end(end: End) -> bytes:
    return _make(f'<node id="{make_xml(end.id)}">', "node", describe_end(end))


def _declare(what: str, field: Field) -> bytes:
    name = f'attr.name="{field.name}" attr.type="{field.type}"'
    return f'<key id="{what}.{field.name}" for="{what}" {name}/>\n'.encode()


def _make(opening: str, what: str, values: Mapping[str, Value]) -> bytes:
    data = "".join(
        f'<data key="{what}.{name}">{_show(value)}</data>'
        for name, value in values.items()
        if value not in (None, "")
    )
    return f"{opening}{data}</{what}>\n".encode()


def _show(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else make_xml(str(value))
