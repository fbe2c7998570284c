"""RDF 1.2: the triple of a claim is reified and never asserted; its evidence is found again."""

import pyoxigraph as ox
import pytest
from tests.export.made_cases import make_case, make_hostile_reading, make_ties_reading, write
from tests.made_readings import make_lake_reading

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
REP = "urn:reportedly:vocabulary:"
OA = "http://www.w3.org/ns/oa#"


def ask(store: ox.Store, question: str) -> list[ox.QuerySolution]:
    """The solutions of a SELECT."""
    found = store.query(question)
    assert isinstance(found, ox.QuerySolutions)
    return list(found)


def load(data: bytes) -> ox.Store:
    """A store with the triples of an export."""
    store = ox.Store()
    store.bulk_load(data, format=ox.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def lake() -> ox.Store:
    with make_case(make_lake_reading()) as case:
        return load(write(case, "rdf"))


def test_no_triple_of_a_claim_is_asserted() -> None:
    with make_case() as case:
        store = load(write(case, "rdf"))
        claims = list(case.claims())
    reified = [
        quad.object for quad in store.quads_for_pattern(None, ox.NamedNode(RDF + "reifies"), None)
    ]
    assert len(reified) == len(claims)
    for triple in reified:
        assert isinstance(triple, ox.Triple)
        assert not list(store.quads_for_pattern(triple.subject, triple.predicate, triple.object))
    predicates = {quad.predicate.value for quad in store}
    assert not predicates & {REP + claim.predicate for claim in claims}


def test_a_denied_and_a_hedged_claim_say_so(lake: ox.Store) -> None:
    found = ask(
        lake,
        f"PREFIX rep: <{REP}> PREFIX rdf: <{RDF}> SELECT ?p ?polarity ?certainty WHERE {{"
        " ?claim rdf:reifies <<( ?s ?p ?o )>> ; rep:polarity ?polarity ; rep:certainty ?certainty }",
    )
    rows = {
        (r["p"].value.removeprefix(REP), r["polarity"].value, r["certainty"].value) for r in found
    }
    assert rows == {
        ("attacked", "affirmed", "stated"),
        ("attacked", "denied", "stated"),
        ("also_known_as", "affirmed", "stated"),
        ("moved_to", "affirmed", "hedged"),
    }


def test_the_evidence_is_found_by_position_and_by_quote(lake: ox.Store) -> None:
    text = make_lake_reading().document.text
    found = ask(
        lake,
        f"PREFIX oa: <{OA}> SELECT ?start ?end ?exact ?prefix ?suffix WHERE {{"
        " ?a oa:hasBody ?claim ; oa:hasTarget ?t . ?t oa:hasSelector ?p, ?q ."
        " ?p a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end ."
        " ?q a oa:TextQuoteSelector ; oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix }",
    )
    assert len(found) == 4
    for row in found:
        start, end = int(row["start"].value), int(row["end"].value)
        assert text[start:end] == row["exact"].value
        assert row["prefix"].value + row["exact"].value + row["suffix"].value in text


def test_the_chain_of_sources_is_told_in_its_order(lake: ox.Store) -> None:
    found = ask(
        lake,
        "PREFIX prov: <http://www.w3.org/ns/prov#> "
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
        f"PREFIX rep: <{REP}> SELECT ?name ?act WHERE {{ ?claim prov:qualifiedAttribution ?s ."
        " ?s rdfs:label ?name ; rep:act ?act ; rep:position ?n ; prov:agent ?agent . "
        ' ?claim rep:qualifier "killed=3" } ORDER BY ?n',
    )
    assert [(row["name"].value, row["act"].value) for row in found] == [
        ("Radio Lake", "reports"),
        ("officials", "says"),
    ]


def test_a_name_that_only_a_claim_gives_is_asserted_of_nobody(lake: ox.Store) -> None:
    labels = {quad.object.value for quad in lake if quad.predicate.value.endswith("Label")}
    assert "Heron Movement" in labels
    assert "Grey Wings" not in labels


def test_odd_characters_come_back_as_they_were() -> None:
    name = 'a "quoted" \\ name\nof two lines\t> ; . 😀'
    with make_case(make_hostile_reading(name, name)) as case:
        store = load(write(case, "rdf"))
    assert name in {quad.object.value for quad in store if isinstance(quad.object, ox.Literal)}


def test_a_side_that_nobody_fills_belongs_to_its_claim_alone() -> None:
    with make_case(make_ties_reading()) as case:
        store = load(write(case, "rdf"))
    triples = [q.object for q in store.quads_for_pattern(None, ox.NamedNode(RDF + "reifies"), None)]
    [strength] = [
        t for t in triples if isinstance(t, ox.Triple) and t.predicate.value == REP + "has_strength"
    ]
    assert isinstance(strength.object, ox.NamedNode)
    assert strength.object.value.endswith("/object")
