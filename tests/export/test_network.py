"""Nodes and edges: how a tie stands, who is behind it, and whose names are whose."""

import pytest
from tests.export.made_cases import make_case, make_ties_reading
from tests.made_readings import make_lake_reading

from reportedly.case import Case
from reportedly.export.network import NOBODY_NAMED, Edge


def find_edge(case: Case, predicate: str, subject: str) -> Edge:
    """The one edge of that predicate whose subject has that name."""
    edges = case.list_holdings().list_edges()
    [found] = [e for e in edges if (e.predicate, e.subject.name) == (predicate, subject)]
    return found


@pytest.mark.parametrize(
    ("predicate", "subject", "label", "is_plain"),
    [
        ("member_of", "Omar Kessel", "member of", True),
        ("member_of", "Dara Voss", "disputed: member of", False),
        ("member_of", "Tarek Olm", "alleged: member of", False),
        ("member_of", "Pia Lorn", "denied: member of", False),
        ("leads", "Ivo Sand", "perhaps: leads", False),
        ("attacked", "Coral League", "not realised: attacked", False),
    ],
)
def test_a_label_says_what_makes_a_tie_less_than_stated(
    predicate: str, subject: str, label: str, is_plain: bool
) -> None:
    with make_case(make_ties_reading()) as case:
        edge = find_edge(case, predicate, subject)
    assert (edge.label, edge.is_plain) == (label, is_plain)


def test_an_edge_holds_every_claim_that_affirms_or_denies_it() -> None:
    with make_case() as case:
        edges = list(case.list_holdings().list_edges())
        told = [telling.claim.id for edge in edges for telling in edge.tellings]
        assert sorted(told) == sorted(claim.id for claim in case.claims())


def test_both_ends_of_an_edge_are_nodes_unless_they_say_that_they_are_not() -> None:
    with make_case() as case:
        holdings = case.list_holdings()
        nodes = {node.id for node in holdings.list_nodes()}
        ends = [end for edge in holdings.list_edges() for end in (edge.subject, edge.object)]
    assert all((end.id in nodes) == end.is_node for end in ends)
    assert {end.name for end in ends if not end.is_node} == {"Grey Wings", NOBODY_NAMED}


def test_a_name_that_claims_give_is_told_apart_from_those_that_reports_use() -> None:
    reading = make_lake_reading()
    alias = next(claim for claim in reading.claims if claim.predicate == "also_known_as")
    with make_case(reading) as case:
        nodes = {node.name: node for node in case.list_holdings().list_nodes()}
    heron = nodes["Heron Movement"]
    assert heron.names == ("Heron Movement",)
    assert dict(heron.stated) == {"Grey Wings": (alias.id,)}
    place = nodes["Port Asel"].place
    assert place is not None
    assert (place.lat, place.lon) == (1.5, -2.25)


def test_a_node_counts_each_report_once_and_stands_for_its_joined_names() -> None:
    other = make_lake_reading(publisher="Shore Gazette")
    with make_case(make_lake_reading(), other, make_ties_reading()) as case:
        holdings = case.list_holdings()
        voss = [node for node in holdings.list_nodes() if "Dara Voss" in node.names]
    assert [node.documents for node in voss] == [2]


def test_the_days_of_an_edge_span_those_of_its_claims() -> None:
    with make_case(make_lake_reading()) as case:
        first, last = find_edge(case, "attacked", "Heron Movement").days
    assert (str(first), str(last)) == ("2012-05-01", "2012-05-31")
