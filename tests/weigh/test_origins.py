"""One origin is never counted as several, and every grouping says why."""

import re
from typing import Any

import pytest
from tests.weigh.made_claims import make_claim, make_source

from reportedly.knowledge import load_knowledge
from reportedly.records import Claim, Copy, Passage, Proposition, Source
from reportedly.weigh import Setting, build_propositions, find_credits
from reportedly.weigh.origins import read_publisher

PUBLISHERS = {"doc-a": "Keth News Agency", "doc-b": "The Dura Post", "doc-c": "Radio Lake (Dura)"}


def lead(id_: str, *sources: Source | str, **more: Any) -> Claim:
    return make_claim(id_, "Kessel", "leads", "Coral League", sources=sources, **more)


def weigh(*claims: Claim, **known: Any) -> Proposition:
    setting = Setting(**({"publishers": PUBLISHERS} | known))
    [found] = build_propositions(claims, setting)
    return found


def list_reasons(found: Proposition) -> list[tuple[str, str | None, str | None]]:
    return [(t.claim.id, t.grouped_by, t.grouped_with) for t in found.affirmed]


def test_reports_of_their_own_are_origins_of_their_own() -> None:
    found = weigh(lead("a"), lead("b"), lead("c"))
    assert found.origins == 3
    assert {reason for _, reason, _ in list_reasons(found)} == {None}


def test_a_copied_passage_is_told_before_any_other_reason() -> None:
    passage = [Passage(document=f"doc-{x}", start=0, end=10) for x in "ab"]
    copy = Copy(a=passage[0], b=passage[1], words=12)
    found = weigh(lead("a"), lead("b", "Keth News Agency"), copies=[copy])
    assert list_reasons(found) == [("a", None, None), ("b", "copied passage", "a")]


def test_one_source_in_two_reports_is_one_origin() -> None:
    found = weigh(lead("a", "Omar Stenn"), lead("b", "Omar Stenn"))
    assert list_reasons(found)[1] == ("b", "same root source", "a")


@pytest.mark.parametrize("cited", ["Keth", "the Keth News Agency", "keth news agency"])
def test_a_publisher_is_known_by_its_shorter_names(cited: str) -> None:
    found = weigh(lead("a"), lead("b", make_source(cited, "reports", "organization")))
    assert list_reasons(found)[1] == ("b", "names the other's publisher as its source", "a")


def test_a_chain_through_the_other_publisher_is_one_origin_even_with_unnamed_officials() -> None:
    agency = make_source("Keth News Agency", "reports", "organization")
    first = lead("a", make_source("two officials", kind="population"))
    second = lead("b", agency, make_source("officials of the region", kind="population"))
    local = {"ent-two officials", "ent-officials of the region"}
    assert weigh(first, second, local=local).origins == 1


def test_two_named_people_who_spoke_to_one_agency_are_two_origins() -> None:
    agency = make_source("Keth News Agency", "reports", "organization")
    found = weigh(lead("a", "Omar Stenn"), lead("b", agency, "Lia Brask"))
    assert found.origins == 2


def test_what_two_people_told_one_paper_are_two_origins() -> None:
    paper = make_source("The Dura Post", "reports", "organization")
    told = [
        lead("b1", paper, "Omar Stenn", document="doc-b"),
        lead("b2", paper, "Lia Brask", document="doc-b"),
    ]
    assert weigh(*told).origins == 2


def test_two_reports_with_one_go_between_are_one_origin() -> None:
    wire = make_source("Sable Wire", "reports", "organization")
    told = [lead("b", wire, make_source("residents", kind="population")), lead("c", wire)]
    found = weigh(*told, local={"ent-residents"})
    assert list_reasons(found)[1] == ("c", "both name one go-between", "b")


def test_officials_of_a_body_and_the_body_itself_are_one_origin() -> None:
    officials = make_source("two officials of Dura's Port Ministry", kind="population")
    ministry = make_source("the Port Ministry", kind="state")
    found = weigh(lead("a", officials), lead("b", ministry), local={f"ent-{officials.name}"})
    assert list_reasons(found)[1] == ("b", "sources of one body", "a")


def test_residents_of_one_town_are_not_one_body() -> None:
    told = [
        lead(x, make_source(f"{many} residents of Kelm", kind="population"))
        for x, many in (("a", "two"), ("b", "three"))
    ]
    local = {"ent-two residents of Kelm", "ent-three residents of Kelm"}
    assert weigh(*told, local=local).origins == 2


def test_a_statement_of_a_body_and_a_quotation_of_it_are_one_origin() -> None:
    publishers = {"doc-a": "Press Service, Port Ministry", "doc-b": "The Dura Post"}
    found = weigh(lead("a"), lead("b", make_source("Port Ministry", kind="state")),
                  publishers=publishers)  # fmt: skip
    assert found.origins == 1


def test_a_report_that_credits_an_agency_rests_on_it_in_its_own_voice_alone() -> None:
    credited = {"doc-b": ["Keth News Agency"]}
    found = weigh(lead("a"), lead("b"), credits=credited)
    assert list_reasons(found)[1] == ("b", "its report credits the other's publisher", "a")
    assert weigh(lead("a"), lead("b", "Omar Stenn"), credits=credited).origins == 2


def test_tellings_linked_by_way_of_a_third_are_one_origin() -> None:
    own = lead("a")
    retold = lead("b", make_source("Keth News Agency", "reports", "organization"))
    again = lead("c", make_source("The Dura Post", "reports", "organization"))
    assert weigh(own, retold, again).origins == 1


def test_an_event_of_another_year_is_another_proposition() -> None:
    raids = [
        make_claim("a", "Coral League", "attacked", "Kelm", when="2019-03-01"),
        make_claim("b", "Coral League", "attacked", "Kelm", when="2021-07-01"),
        make_claim("c", "Coral League", "attacked", "Kelm", when="2019-03-04"),
    ]
    found = build_propositions(raids, Setting())
    assert [[t.claim.id for t in p.affirmed] for p in found] == [["a", "c"], ["b"]]
    assert len({p.id for p in found}) == 2


def test_two_strengths_of_one_group_do_not_confirm_each_other() -> None:
    counts = [
        make_claim(x, "Coral League", "has_strength", None, qualifiers={"count": n})
        for x, n in (("a", "60"), ("b", "150"), ("c", "~65"))
    ]
    found = build_propositions(counts, Setting())
    assert [[t.claim.id for t in p.affirmed] for p in found] == [["a", "c"], ["b"]]


@pytest.mark.parametrize("entry", load_knowledge("origins")["credit"], ids=lambda e: e["id"])
def test_a_credit_matches_its_example_and_not_its_counterexample(entry: dict[str, str]) -> None:
    match = re.search(entry["pattern"], entry["example"])
    assert match is not None
    assert "Keth Wire" in match["name"]
    assert re.search(entry["pattern"], entry["matches_not"]) is None


def test_credits_of_a_report_are_found_in_its_text_and_byline() -> None:
    text = "KELM, May 4 (Sable Wire) - Two men were held.\nSource: Keth Wire and Lake Post"
    assert {"Sable Wire", "Keth Wire", "Lake Post", "Ana Dolk"} <= find_credits(text, "Ana Dolk")


def test_a_publisher_without_a_name_of_its_own_has_no_forms() -> None:
    assert read_publisher("") == frozenset()
    assert "port ministry" in read_publisher("Press Office, Port Ministry")
    assert "press office" not in read_publisher("Press Office, Port Ministry") - {
        "press office, port ministry"
    }
