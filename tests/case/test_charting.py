"""The network of a case: what is an edge, what narrows it, and what it says that it leaves out."""

from collections.abc import Iterator

import pytest
from tests.made_readings import Page, make_lake_reading, make_readings

from reportedly.case import Case
from reportedly.case.network import Limits, Network, Wanted
from reportedly.errors import CaseError, UsageError
from reportedly.export.network import build_edges
from reportedly.knowledge import load_knowledge
from reportedly.knowledge.predicates import load_families, load_family_of
from reportedly.records import Reading, When

TEXT = (
    "Omar Kessel leads the Coral League. Residents said the Coral League attacked Dura in 2014.\n"
    "Dura Radio reported that Omar Kessel may have met Ilka Varn.\n"
    "The Coral League plans to attack Port Maren. Later two men attacked Dura.\n"
)


def make_league_reading(text: str = TEXT, publisher: str = "Harbour Post") -> Reading:
    """A leader, an attack by residents' word, a hedged meeting, a plan, and nameless attackers."""
    page = Page(text, external_id=f"league-{publisher}", publisher=publisher)
    lines = text.splitlines()
    first, attack = (part for part in lines[0].split(". "))
    at = text.index(attack)
    plan, nameless = lines[2].split(". ")
    year = page.span("2014")
    return page.reading(
        page.claim(
            "leads",
            page.argument("Omar Kessel", "person"),
            page.argument("Coral League", "group"),
            page.span(first),
        ),
        page.claim(
            "attacked",
            page.argument("Coral League", "group", after=at),
            page.argument("Dura", "place", after=at),
            page.span(attack),
            sources=(page.source("Residents", "population", "said"),),
            when=When(edtf="2014", text="2014", start=year.start, end=year.end),
        ),
        page.claim(
            "met_with",
            page.argument("Omar Kessel", "person", after=text.index("Dura Radio")),
            page.argument("Ilka Varn", "person"),
            page.span(lines[1]),
            sources=(page.source("Dura Radio", "organization", "reported", act="reports"),),
            certainty="hedged",
        ),
        page.claim(
            "attacked",
            page.argument("Coral League", "group", after=text.index(plan)),
            page.argument("Port Maren", "place"),
            page.span(plan),
            certainty="unrealised",
        ),
        page.claim(
            "attacked",
            page.argument("two men", "population"),
            page.argument("Dura", "place", after=text.index(nameless)),
            page.span(nameless),
        ),
    )


def make_raid_reading(publisher: str, *, is_denied: bool) -> Reading:
    """A raid that a paper tells of in its own voice, or denies."""
    page = Page(f"The Coral League attacked Dura, {publisher} knows.", publisher=publisher)
    raid = page.claim(
        "attacked",
        page.argument("Coral League", "group"),
        page.argument("Dura", "place"),
        page.span("The Coral League attacked Dura"),
        polarity="denied" if is_denied else "affirmed",
    )
    return page.reading(raid)


@pytest.fixture
def case() -> Iterator[Case]:
    """The league, and the lake report with its denial."""
    with Case.in_memory() as opened:
        opened.keep(make_league_reading())
        opened.keep(make_lake_reading())
        yield opened


def tell(network: Network) -> set[tuple[str, str, str]]:
    """The edges by the names of their sides."""
    names = {node.id: node.name for node in network.nodes}
    return {(names[e.subject], e.predicate, names[e.object]) for e in network.edges}


def ask(case: Case, **wanted: object) -> set[tuple[str, str, str]]:
    return tell(case.network(Wanted(**wanted)))  # type: ignore[arg-type]


def test_an_edge_is_a_proposition_between_two_who_have_names(case: Case) -> None:
    found = case.network()
    assert ("Omar Kessel", "leads", "Coral League") in tell(found)
    assert not any("two men" in sides for sides in tell(found))
    # Omar Kessel and Dura stand in one document, and nobody says anything of the two.
    assert not any({"Omar Kessel", "Dura"} <= set(sides) for sides in tell(found))
    assert found.nameless >= 1
    assert not found.is_capped


def test_an_edge_is_told_as_the_exports_tell_it(case: Case) -> None:
    edges = {edge.id: edge for edge in build_edges(case.propositions(), case.canonical())}
    found = case.network().edges
    assert found
    for edge in found:
        other = edges[edge.id]
        assert (edge.polarity, edge.certainty, edge.is_alleged, edge.is_unrealised) == (
            other.polarity,
            other.certainty,
            other.is_alleged,
            other.is_unrealised,
        )
        assert (edge.origins, edge.claims) == (other.origins, len(other.tellings))
        days = tuple(None if day is None else day.isoformat() for day in other.days)
        assert (edge.first, edge.last) == days


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"certainty": "unrealised"}, {("Coral League", "attacked", "Port Maren")}),
        (
            {"certainty": "hedged"},
            {("Omar Kessel", "met_with", "Ilka Varn"), ("Dara Voss", "moved_to", "Ülmen")},
        ),
        ({"polarity": "disputed"}, {("Heron Movement", "attacked", "Port Asel")}),
        ({"polarity": "denied"}, set()),
        ({"by": "Dura Radio"}, {("Omar Kessel", "met_with", "Ilka Varn")}),
        (
            {"by": "Harbour Post"},
            {("Omar Kessel", "leads", "Coral League"), ("Coral League", "attacked", "Port Maren")},
        ),
        ({"since": "2013", "until": "2015"}, {("Coral League", "attacked", "Dura")}),
        ({"predicates": ("leads",)}, {("Omar Kessel", "leads", "Coral League")}),
        ({"families": ("places",)}, {("Dara Voss", "moved_to", "Ülmen")}),
        ({"min_origins": 2}, set()),
        (
            {"about": ("Omar Kessel",)},
            {("Omar Kessel", "leads", "Coral League"), ("Omar Kessel", "met_with", "Ilka Varn")},
        ),
    ],
)
def test_each_filter_leaves_what_it_names(
    case: Case, wanted: dict[str, object], expected: set[tuple[str, str, str]]
) -> None:
    found = ask(case, **wanted)
    # Who meets whom has no order.
    assert {(*sorted((a, b)), p) for a, p, b in found} == {
        (*sorted((a, b)), p) for a, p, b in expected
    }


def test_who_stands_beside_is_shown_as_well(case: Case) -> None:
    around = ask(case, about=("Ilka Varn",), beside=("Coral League",))
    assert ("Coral League", "attacked", "Dura") in around
    assert ("Heron Movement", "attacked", "Port Asel") not in around


def test_origins_are_those_of_the_proposition() -> None:
    with Case.in_memory() as case:
        case.keep(make_league_reading())
        case.keep(make_league_reading(TEXT.replace("leads", "is head of"), "Coral Times"))
        [edge] = case.network(Wanted(predicates=("leads",))).edges
        told = next(p for p in case.propositions() if p.predicate == "leads")
        assert (edge.origins, edge.claims) == (told.origins, 2)


def test_what_is_left_out_is_counted_and_said() -> None:
    with Case.in_memory() as case:
        for reading in make_readings(30):
            case.keep(reading)
        whole = case.network()
        assert not whole.is_capped
        part = case.network(limits=Limits(nodes=10, edges=6))
        assert part.is_capped
        assert (len(part.nodes) <= 10, len(part.edges) <= 6) == (True, True)
        assert (part.all_nodes, part.all_edges) == (len(whole.nodes), len(whole.edges))
        drawn = {side for edge in part.edges for side in (edge.subject, edge.object)}
        assert drawn == {node.id for node in part.nodes}


def test_nodes_and_edges_come_by_origins_then_claims() -> None:
    with Case.in_memory() as case:
        for reading in make_readings(60):
            case.keep(reading)
        edges = case.network().edges
        ranks = [(edge.origins or 0, edge.claims) for edge in edges]
        assert ranks == sorted(ranks, reverse=True)


def test_the_edge_of_a_rejected_claim_is_gone(case: Case) -> None:
    [claim] = case.claims(predicate="leads")
    case.reject(claim.id, why="a misreading")
    assert ("Omar Kessel", "leads", "Coral League") not in ask(case)
    case.undo(next(iter(case.judgements())).judgement.id)
    assert ("Omar Kessel", "leads", "Coral League") in ask(case)


def test_those_who_were_merged_are_one_node(case: Case) -> None:
    page = Page("Omar Kassel left the Coral League.", external_id="spelled", publisher="Dura Sun")
    case.keep(
        page.reading(
            page.claim(
                "left",
                page.argument("Omar Kassel", "person"),
                page.argument("Coral League", "group"),
                page.span(page.text),
            )
        )
    )
    kessel, kassel = (case.candidates(name)[0].entity.id for name in ("Omar Kessel", "Omar Kassel"))
    if kessel != kassel:
        case.merge("Omar Kessel", "Omar Kassel")
    found = case.network(Wanted(about=("Omar Kessel",)))
    names = [node.name for node in found.nodes]
    assert sum(name.startswith("Omar") for name in names) == 1
    assert {e.predicate for e in found.edges} == {"leads", "left", "met_with"}


def test_nobody_of_that_name_and_no_such_family_are_errors(case: Case) -> None:
    with pytest.raises(CaseError, match="Nemo"):
        case.network(Wanted(about=("Nemo",)))
    with pytest.raises(UsageError, match="violence"):
        case.network(Wanted(families=("war",)))
    with pytest.raises(UsageError, match="EDTF"):
        case.network(Wanted(since="once"))


def test_nodes_stay_where_they_were_left(case: Case) -> None:
    one, other, *_ = (node.id for node in case.network().nodes)
    case.set_layout({one: (3.0, -4.5), "ent-none": (1.0, 1.0)}, anew=False)
    case.set_layout({other: (7.0, 8.0)}, anew=False)
    left = {node.id: node.position for node in case.network().nodes}
    assert (left[one], left[other]) == ((3.0, -4.5), (7.0, 8.0))
    case.set_layout({other: (9.0, 9.0)}, anew=True)
    left = {node.id: node.position for node in case.network().nodes}
    assert (left[one], left[other]) == (None, (9.0, 9.0))


def test_every_predicate_has_a_family_and_every_family_a_predicate() -> None:
    predicates = {entry["id"] for entry in load_knowledge("predicates")["predicate"]}
    assert load_family_of().keys() == predicates
    assert set(load_family_of().values()) == load_families().keys()
    assert 5 <= len(load_families()) <= 8


def test_a_proposition_is_heard_by_source_and_by_any_of_its_claims(case: Case) -> None:
    [denial] = case.claims(denied=True)
    heard = case.hear(denial.id)
    assert case.hear(heard.id) == heard
    [account] = heard.accounts
    assert [voice.name for voice in account.affirmed] == ["officials"]
    assert [voice.name for voice in account.denied] == ["Heron Movement"]
    assert (account.claims, account.origins_affirming, account.origins_denying) == (2, 1, 1)
    assert heard.documents.keys() == {denial.document}
    assert heard.hidden == 0


def test_a_document_in_its_own_voice_is_a_source_by_its_publisher(case: Case) -> None:
    [claim] = case.claims(predicate="leads")
    [voice] = case.hear(claim.id).accounts[0].affirmed
    assert (voice.name, voice.is_own_voice) == ("Harbour Post", True)


def test_claims_that_are_not_shown_are_counted() -> None:
    with Case.in_memory() as case:
        for publisher in ("Harbour Post", "Coral Times", "Dura Sun"):
            text = TEXT.replace("Residents said", f"Residents told the {publisher}, they said")
            case.keep(make_league_reading(text, publisher))
        most = max(case.network().edges, key=lambda edge: edge.claims)
        assert most.claims == 3
        heard = case.hear(most.id, limit=1)
        shown = [t for a in heard.accounts for v in (*a.affirmed, *a.denied) for t in v.tellings]
        assert len(shown) + heard.hidden == most.claims


def test_the_whole_room_is_used_where_one_side_has_little_to_say() -> None:
    with Case.in_memory() as case:
        for number, publisher in enumerate(("Harbour Post", "Coral Times", "Dura Sun", "Keth Now")):
            case.keep(make_raid_reading(publisher, is_denied=number > 0))
        one = next(case.claims(predicate="attacked"))
        sizes = {}
        for limit in (4, 3, 2, 1):
            [account] = case.hear(one.id, limit=limit).accounts
            sides = (account.affirmed, account.denied)
            sizes[limit] = tuple(sum(len(v.tellings) for v in side) for side in sides)
    assert sizes == {4: (1, 3), 3: (1, 2), 2: (1, 1), 1: (0, 1)}


def test_a_name_is_looked_for_once_it_is_settled_who_bears_it() -> None:
    with Case.in_memory() as case:
        for name in ("Omar Kessel", "Omar A. Kessel"):
            page = Page(f"{name} leads the Coral League.")
            sides = (page.argument(name, "person"), page.argument("Coral League", "group"))
            case.keep(page.reading(page.claim("leads", *sides, page.span(page.text))))
        assert case.subject("Kessel").name == "Omar Kessel"


def test_what_tells_nothing_is_not_heard(case: Case) -> None:
    with pytest.raises(CaseError, match="prp-none"):
        case.hear("prp-none")
