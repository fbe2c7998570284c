"""Denials, other values, other numbers and late deeds are set side by side; growth is none."""

from typing import Any

import pytest

from reportedly.records import Argument, Claim, Dispute, Kind, Source, Span, When
from reportedly.weigh import Setting, build_propositions, find_disputes
from reportedly.weigh.amounts import do_disagree, read_amount, read_count

TOPIC = frozenset({"one", "two", "three"})


def side(name: str, kind: Kind = "person", entity: str | None = None) -> Argument:
    return Argument(
        name=name, kind=kind, text=name, start=0, end=len(name), entity=entity or f"ent-{name}"
    )


def tell(id_: str, predicate: str, subject: str | None, object_: str | None, **more: Any) -> Claim:
    when = more.pop("when", None)
    source = more.pop("source", None)
    kind: Kind = more.pop("kind", "person")
    wanted: dict[str, Any] = {
        "document": f"doc-{id_}",
        "qualifiers": {},
        "where": (),
        "sources": (),
        "polarity": "affirmed",
        "certainty": "stated",
        "evidence": Span(start=0, end=1, text="x"),
        "extractor": "t",
        "confidence": 1.0,
    } | more
    if source:
        cue = Span(start=0, end=4, text="said")
        wanted["sources"] = (
            Source(
                name=source, kind="person", text=source, start=0, end=1, entity=f"ent-{source}",
                act="says", cue=cue,
            ),
        )  # fmt: skip
    return Claim(
        id=id_,
        predicate=predicate,
        subject=side(subject) if subject else None,
        object=side(object_, kind) if object_ else None,
        when=When(edtf=when, text=when, start=0, end=1) if when else None,
        **wanted,
    )


def find(*claims: Claim, local: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    topics = {c.document: TOPIC for c in claims}
    found: list[Dispute] = find_disputes(claims, {}, set(local), topics)
    return [(d.reason, d.a, d.b) for d in found]


def test_a_denial_stands_against_what_it_denies() -> None:
    said = tell("a", "met_with", "Kessel", "Dolk")
    denied = tell("b", "met_with", "Dolk", "Kessel", polarity="denied")
    other = tell("c", "met_with", "Dolk", "Stenn", polarity="denied")
    assert find(said, denied, other) == [("denied", "a", "b")]


def test_a_denial_of_support_stands_against_links() -> None:
    said = tell("a", "linked_to", "Kessel", "League")
    denied = tell("b", "supports", "Kessel", "League", polarity="denied")
    assert find(said, denied) == [("denied", "a", "b")]


def test_a_denial_of_one_thing_denies_no_other() -> None:
    post = tell("a", "holds_post", "Kessel", None)
    denied = tell("b", "member_of", "Kessel", "League", polarity="denied")
    offensive = tell("c", "attacked", "League", None, qualifiers={"method": "offensive"})
    ambush = tell(
        "d", "attacked", "League", None, qualifiers={"method": "ambush"}, polarity="denied"
    )
    told = tell("e", "attacked", "League", "convoy", qualifiers={"method": "ambush"}, kind="thing")
    assert find(post, denied, offensive, ambush) == []
    assert find(told, ambush) == [("denied", "e", "d")]


def test_a_plan_is_not_contradicted() -> None:
    planned = tell("a", "attacked", "League", "Dura", certainty="unrealised")
    denied = tell("b", "attacked", "League", "Dura", polarity="denied")
    assert find(planned, denied) == []


def test_two_birthplaces_contradict_each_other() -> None:
    one = tell("a", "born_in", "Kessel", "Keth", kind="place")
    other = tell("b", "born_in", "Kessel", "Dura", kind="place")
    again = tell("c", "born_in", "Kessel", "Keth", kind="place")
    assert find(one, other, again) == [("value", "a", "b"), ("value", "b", "c")]


def test_two_founding_years_contradict_each_other() -> None:
    claims = [tell(i, "founded", None, "League", when=y) for i, y in (("a", "2011"), ("b", "2013"))]
    assert find(*claims) == [("value", "a", "b")]


def test_a_year_and_a_day_in_it_agree() -> None:
    year, day = (
        tell(i, "founded", None, "League", when=w) for i, w in (("a", "2011"), ("b", "2011-03-02"))
    )
    assert find(year, day) == []


def test_two_arrests_years_apart_are_two_events() -> None:
    one = tell("a", "detained", None, "Kessel", when="2011-03-02")
    other = tell("b", "detained", None, "Kessel", when="2015-03-02")
    near = tell("c", "detained", None, "Kessel", when="2011-03-05")
    assert find(one, other, near) == [("value", "a", "c")]


def test_successive_holders_of_a_post_do_not_contradict() -> None:
    assert find(tell("a", "leads", "Kessel", "League"), tell("b", "leads", "Dolk", "League")) == []


def test_tolls_that_do_not_overlap_contradict_each_other() -> None:
    def toll(id_: str, count: str) -> Claim:
        return tell(
            id_, "killed", "League", "people", kind="population", qualifiers={"count": count}
        )

    claims = [toll("a", "9"), toll("b", "14"), toll("c", ">8")]
    assert find(*claims, local=("ent-people",)) == [("number", "a", "b")]


def test_a_group_that_grew_is_no_contradiction() -> None:
    small = tell("a", "has_strength", "League", None, qualifiers={"count": "60"}, when="2019")
    large = tell("b", "has_strength", "League", None, qualifiers={"count": "150"}, when="2022")
    assert find(small, large) == []


def test_nobody_acts_after_death() -> None:
    death = tell("a", "killed", "army", "Kessel", when="2020-11-08")
    before = tell("b", "met_with", "Kessel", "Dolk", when="2019-01-01")
    after = tell("c", "met_with", "Dolk", "Kessel", when="2023-02-13")
    assert find(death, before, after) == [("sequence", "a", "c")]


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [("48", "84", True), ("~1200", "1180", False), (">5", "3", True), ("3..5", "5", False)],
)
def test_counts_disagree_when_no_number_is_in_both(one: str, other: str, disagree: bool) -> None:
    first, second = read_count(one), read_count(other)
    assert first is not None
    assert second is not None
    assert do_disagree(first, second) is disagree


def test_an_amount_has_its_unit() -> None:
    amount = read_amount("about 1,200 tonnes of diesel")
    assert amount is not None
    assert (round(amount.low), round(amount.high)) == (1080, 1320)
    assert amount.unit == ("tonne", "diese")


def test_one_source_in_two_reports_is_one_origin() -> None:
    claims = [tell(i, "leads", "Kessel", "League", source="Dolk") for i in "ab"]
    claims.append(tell("c", "leads", "Kessel", "League", source="Stenn"))
    [found] = build_propositions(claims, Setting())
    assert [t.claim.id for t in found.affirmed] == ["a", "b", "c"]
    assert found.origins == 2


def test_a_report_that_names_another_publisher_rests_on_it() -> None:
    own = tell("a", "leads", "Kessel", "League")
    retold = tell("b", "leads", "Kessel", "League", source="Keth Wire")
    publishers = {"doc-a": "Keth Wire", "doc-b": "Dura Post"}
    [found] = build_propositions([own, retold], Setting(publishers=publishers))
    assert found.origins == 1


def test_a_joined_entity_stands_for_both_names() -> None:
    claims = [tell("a", "leads", "Kessel", "League"), tell("b", "leads", "Kesel", "League")]
    [found] = build_propositions(claims, Setting(same={"ent-Kesel": "ent-Kessel"}))
    assert found.subject == "ent-Kessel"


def test_nameless_people_of_two_reports_are_not_one() -> None:
    claims = [tell(i, "killed", None, "five people", kind="population") for i in "ab"]
    found = build_propositions(claims, Setting(local={"ent-five people"}))
    assert [len(p.affirmed) for p in found] == [1, 1]
