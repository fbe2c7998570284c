"""A case as GEXF 1.2, the format of Gephi.

Only nodes at an edge are written. Format: https://gexf.net/1.2/gexf.xsd
"""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
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
<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">
<graph defaultedgetype="directed" mode="static">
"""
_TYPES = {"string": "string", "int": "integer", "double": "double", "boolean": "boolean"}
_IN_MEMORY_BYTES = 1 << 24


def write_gexf(holdings: Holdings, file: IO[bytes]) -> int:
    """Write the graph to `file` and return how many claims its edges hold."""
    teller, seen, claims = Teller(holdings), set[str](), 0
    file.write(_HEAD.encode())
    file.write(_declare("node", NODE_FIELDS) + _declare("edge", EDGE_FIELDS))
    file.write(b"<nodes>\n")
    # The nodes must stand first, and the edges say which: they wait in a file of their own.
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES) as edges:
        for edge in holdings.list_edges():
            for node in list_end_nodes(edge, seen, _make_end):
                file.write(node)
            ends = f'source="{make_xml(edge.subject.id)}" target="{make_xml(edge.object.id)}"'
            values = describe_edge(edge, teller)
            opening = f'edge id="{make_xml(edge.id)}" {ends} label="{make_xml(edge.label)}"'
            edges.write(_make(opening, EDGE_FIELDS, values))
            claims += len(edge.tellings)
        for entity in holdings.list_nodes():
            if entity.id in seen:
                file.write(_make_node(entity.id, describe_node(entity)))
        file.write(b"</nodes>\n<edges>\n")
        edges.seek(0)
        shutil.copyfileobj(edges, file)
    file.write(b"</edges>\n</graph>\n</gexf>\n")
    return claims


def _make_end(end: End) -> bytes:
    return _make_node(end.id, describe_end(end))


def _make_node(id_: str, values: Mapping[str, Value]) -> bytes:
    opening = f'node id="{make_xml(id_)}" label="{make_xml(str(values["label"]))}"'
    return _make(opening, NODE_FIELDS, values)


def _declare(what: str, fields: Sequence[Field]) -> bytes:
    lines = [
        f'<attribute id="{i}" title="{field.name}" type="{_TYPES[field.type]}"/>'
        for i, field in enumerate(fields)
        if field.name != "label"
    ]
    return f'<attributes class="{what}">{"".join(lines)}</attributes>\n'.encode()


def _make(opening: str, fields: Sequence[Field], values: Mapping[str, Value]) -> bytes:
    shown = [
        f'<attvalue for="{i}" value="{_show(values[field.name])}"/>'
        for i, field in enumerate(fields)
        if field.name != "label" and values.get(field.name) not in (None, "")
    ]
    what = opening.partition(" ")[0]
    return f"<{opening}><attvalues>{''.join(shown)}</attvalues></{what}>\n".encode()


def _show(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else make_xml(str(value))
