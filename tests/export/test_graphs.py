"""GraphML and GEXF as networkx reads them."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import networkx as nx
import pytest
from tests.export.made_cases import make_case, make_hostile_reading, write

from reportedly.case import ExportFormat

Read = Callable[[BytesIO], Any]
FORMATS: list[tuple[ExportFormat, Read]] = [
    ("graphml", nx.read_graphml),
    ("gexf", nx.read_gexf),
]


@pytest.fixture(params=FORMATS, ids=lambda given: given[0])
def both(request: pytest.FixtureRequest) -> tuple[ExportFormat, Read]:
    format_: tuple[ExportFormat, Read] = request.param
    return format_


def test_the_graph_has_an_edge_for_every_proposition_and_the_nodes_at_them(
    both: tuple[ExportFormat, Read],
) -> None:
    to, read = both
    with make_case() as case:
        graph = read(BytesIO(write(case, to)))
        edges = list(case.list_holdings().list_edges())
    assert graph.is_directed()
    assert graph.number_of_edges() == len(edges)
    assert set(graph) == {end.id for edge in edges for end in (edge.subject, edge.object)}
    assert all(data["label"] and data["kind"] for _, data in graph.nodes(data=True))


def test_an_edge_says_how_it_stands_who_says_so_and_in_which_words(
    both: tuple[ExportFormat, Read],
) -> None:
    to, read = both
    with make_case() as case:
        graph = read(BytesIO(write(case, to)))
        ids = {edge.label: edge.id for edge in case.list_holdings().list_edges()}
    found = {data["id"]: data for _, _, data in graph.edges(data=True)}
    tie = found[ids["disputed: member of"]]
    assert tie["label"] == "disputed: member of"
    assert (tie["polarity"], tie["certainty"], tie["unrealised"]) == ("disputed", "stated", False)
    assert (tie["origins"], tie["affirmed"], tie["denied"]) == (1, 1, 1)
    assert (tie["affirmed_by"], tie["denied_by"]) == ("Mila Arn", "Coral League")
    assert len(tie["words"].splitlines()) == 2
    assert len(tie["claims"].split(" | ")) == 2
    assert found[ids["not realised: attacked"]]["unrealised"] is True


def test_a_place_has_its_position(both: tuple[ExportFormat, Read]) -> None:
    to, read = both
    with make_case() as case:
        graph = read(BytesIO(write(case, to)))
    [port] = [data for _, data in graph.nodes(data=True) if data["label"] == "Port Asel"]
    assert (port["latitude"], port["longitude"], port["precision"]) == (1.5, -2.25, "city")


def test_markup_in_a_name_stays_a_name(both: tuple[ExportFormat, Read]) -> None:
    to, read = both
    name = '<b onload="x">Kessel & Söhne</b> \x0b'
    with make_case(make_hostile_reading(name, name)) as case:
        graph = read(BytesIO(write(case, to)))
    shown = name.replace(" \x0b", "")
    assert shown in {data["label"] for _, data in graph.nodes(data=True)}
    assert any(shown in data["words"] for _, _, data in graph.edges(data=True))
