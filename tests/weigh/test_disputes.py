"""Denials, other values, other numbers and late deeds are set side by side; growth is none."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import Argument, Claim, Dispute, Kind, Source, Span, When
from reportedly.weigh import Setting, build_propositions, find_disputes
from reportedly.weigh.amounts import do_disagree, read_amount, read_count
from reportedly.weigh.nouns import find_head

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


def find(*claims: Claim, local: tuple[str, ...] = (), **more: Any) -> list[tuple[str, str, str]]:
    topics = more.pop("topics", {c.document: TOPIC for c in claims})
    found: list[Dispute] = find_disputes(claims, {}, set(local), topics, **more)
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


def died(id_: str, words: str, count: str, **more: Any) -> Claim:
    """So many of somebody without a name were killed, by nobody who is named."""
    return tell(id_, "killed", None, words, kind="population", qualifiers={"count": count}, **more)


def test_officers_and_policemen_are_the_same_men() -> None:
    claims = [died("a", "five officers", "5"), died("b", "nine policemen of Dura", "9")]
    local = ("ent-five officers", "ent-nine policemen of Dura")
    assert find(*claims, local=local) == [("number", "a", "b")]


def test_of_the_dead_some_may_be_soldiers_but_no_more_than_all() -> None:
    all_, some, more = (
        died("a", "nine people", "9"), died("b", "two soldiers", "2"), died("c", "14 soldiers", "14")
    )  # fmt: skip
    local = ("ent-nine people", "ent-two soldiers", "ent-14 soldiers")
    assert find(all_, some, local=local) == []
    assert find(all_, more, local=local) == [("number", "a", "c")]


def test_soldiers_and_children_are_counted_apart() -> None:
    claims = [died("a", "nine soldiers", "9"), died("b", "two children", "2")]
    assert find(*claims, local=("ent-nine soldiers", "ent-two children")) == []


def test_one_place_and_one_day_are_one_event_though_the_reports_share_one_name() -> None:
    where = (side("Bresk", "place"),)
    claims = [
        died("a", "11 soldiers", "11", when="2024-04-02", where=where),
        died("b", "eight soldiers", "8", when="2024-04-02", where=where),
        died("c", "eight soldiers", "8", when="2024-05-20", where=where),
    ]
    topics = {c.document: frozenset({"one"}) for c in claims}
    local = ("ent-11 soldiers", "ent-eight soldiers")
    assert find(*claims, local=local, topics=topics) == [("number", "a", "b")]
    assert find(*claims, local=local, topics={}) == []


def test_a_measure_is_compared_with_its_like() -> None:
    def seize(id_: str, words: str) -> Claim:
        return tell(id_, "captured", "Navy", words, kind="thing")

    claims = [seize("a", "640 tonnes of gas oil"), seize("b", "1,200 tonnes of stolen diesel"),
              seize("c", "90 barrels of diesel"), seize("d", "12 tonnes of cement")]  # fmt: skip
    local = tuple(f"ent-{c.object.name}" for c in claims if c.object)
    assert find(*claims, local=local) == [("number", "a", "b")]


def test_police_who_detained_nephews_are_denied_by_officers_who_detained_no_relatives() -> None:
    said = tell("a", "detained", "police", "two nephews of the commander", kind="population")
    denied = tell(
        "b", "detained", "its officers", "relatives of Kessel", kind="population", polarity="denied"
    )
    other = tell(
        "c", "detained", "its officers", "children of Dura", kind="population", polarity="denied"
    )
    names = [a.entity or "" for c in (said, denied, other) for a in (c.subject, c.object) if a]
    assert find(said, denied, other, local=tuple(names)) == [("denied", "a", "b")]
    assert find(said, denied, local=tuple(names), topics={}) == []


def test_a_denial_of_a_tie_stands_against_it_either_way_round() -> None:
    said = tell("a", "supports", "Salt Line", "League")
    denied = tell("b", "linked_to", "League", "Salt Line", polarity="denied")
    assert find(said, denied) == [("denied", "a", "b")]


def test_an_attack_denied_is_not_one_in_a_report_of_something_else() -> None:
    said = tell("a", "attacked", "League", "a convoy", kind="thing")
    denied = tell("b", "attacked", "League", "the convoy", kind="thing", polarity="denied")
    local = ("ent-a convoy", "ent-the convoy")
    assert find(said, denied, local=local) == [("denied", "a", "b")]
    assert find(said, denied, local=local, topics={}) == []


def test_no_longer_says_nothing_of_what_an_older_report_tells() -> None:
    evidence = Span(start=0, end=9, text="it no longer controls Dura")
    said = tell("a", "controls", "League", "Dura", kind="place")
    now = tell("b", "controls", "League", "Dura", kind="place", polarity="denied",
               evidence=evidence)  # fmt: skip
    dates = {"doc-a": "2019-03-01", "doc-b": "2020-01-01"}
    assert find(said, now, published=dates) == []
    assert find(said, now, published=dates | {"doc-a": "2020-02"}) == [("denied", "a", "b")]


def test_an_age_is_reckoned_from_the_day_of_the_report() -> None:
    young, old, born = (
        tell("a", "born_in", "Kessel", None, qualifiers={"age": "37"}),
        tell("b", "born_in", "Kessel", None, qualifiers={"age": "41"}),
        tell("c", "born_in", "Kessel", None, when="1978"),
    )
    dates = {"doc-a": "2020-03-18", "doc-b": "2019-10-11", "doc-c": "2020-03-20"}
    assert find(young, old, born, published=dates) == [("value", "a", "b"), ("value", "a", "c")]
    assert find(young, old, born) == []


def test_years_of_birth_differ_and_about_a_year_does_not() -> None:
    def born(id_: str, when: str) -> Claim:
        return tell(id_, "born_in", "Kessel", None, when=when)

    assert find(born("a", "1988"), born("b", "1989-05-11")) == [("value", "a", "b")]
    assert find(born("a", "1988~"), born("b", "1989-05-11")) == []


def test_a_group_is_killed_more_than_once() -> None:
    one, other = (
        tell(i, "killed", "army", "League", kind="group", when=w)
        for i, w in (("a", "2019"), ("b", "2020"))
    )
    assert find(one, other) == []


def test_an_attack_that_one_claims_and_another_is_blamed_for() -> None:
    def attack(id_: str, doer: str, act: str, document: str = "doc-x") -> Claim:
        claim = tell(id_, "attacked", doer, None, source=f"source {id_}", document=document)
        source = msgspec.structs.replace(claim.sources[0], act=act)
        return msgspec.structs.replace(claim, sources=(source,))

    claimed, blamed = attack("a", "League", "admits"), attack("b", "Column", "accuses")
    assert find(claimed, blamed) == [("value", "a", "b")]
    assert find(claimed, attack("c", "Column", "accuses", "doc-y")) == []
    assert find(blamed, attack("d", "Guard", "accuses")) == []


def test_one_attack_is_told_with_two_days() -> None:
    def attack(id_: str, when: str, killed: str = "11") -> Claim:
        return tell(
            id_, "attacked", "League", "Dura", kind="place", when=when,
            qualifiers={"killed": killed},
        )  # fmt: skip

    assert find(attack("a", "2024-04-02"), attack("b", "2024-04-03")) == [("value", "a", "b")]
    assert find(attack("a", "2024-04-02"), attack("b", "2024-04-03", "4")) == []
    assert find(attack("a", "2024-04-02"), attack("b", "2024-06-03")) == []


def test_one_speaker_does_not_contradict_himself_in_one_report() -> None:
    claims = [
        tell(i, "detained", None, "Kessel", when=w, source="Dolk", document="doc-x")
        for i, w in (("a", "2021-05-02"), ("b", "2021-05-08"))
    ]
    assert find(*claims) == []


CLAIMS = [
    tell("a", "killed", "army", "Kessel", when="2020-03-14"),
    tell("b", "killed", None, "Kessel", polarity="denied"),
    tell("c", "met_with", "Kessel", "Dolk", when="2021-05-16"),
    tell("d", "born_in", "Kessel", "Keth", kind="place", when="1978"),
    tell("e", "born_in", "Kessel", "Dura", kind="place", when="1982"),
    died("f", "nine people", "9"),
    died("g", "14 people", "14"),
    tell("h", "killed", "police", "Kessel", when="2023-08-28"),
]


@given(st.sets(st.sampled_from("abcdefgh")))
def test_disputes_of_some_claims_are_those_of_all_that_they_are_in(new: set[str]) -> None:
    local = ("ent-nine people", "ent-14 people")
    every = find(*CLAIMS, local=local)
    assert find(*CLAIMS, local=local, new=new) == [d for d in every if new & set(d[1:])]
    alone = [d for d in every if d[0] != "denied" and set(d[1:]) <= new]
    some = find(*(c for c in CLAIMS if c.id in new), local=local)
    assert [d for d in some if d[0] != "denied"] == alone


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("nine policemen of Dura", "policeman"),
        ("his uncle's house", "house"),
        ("an army convoy near the town", "convoy"),
        ("the ministry's officers", "officer"),
        ("of", ""),
        ("", ""),
    ],
)
def test_the_head_of_a_phrase_is_its_noun(words: str, head: str) -> None:
    assert find_head(words) == head


def test_in_one_report_only_what_stands_together_is_one_event() -> None:
    def count(id_: str, words: str, number: str, at: int, **more: Any) -> Claim:
        evidence = Span(start=at, end=at + 100, text="x" * 100)
        return died(id_, words, number, document="doc-x", source=id_, evidence=evidence, **more)

    local = ("ent-nine people", "ent-14 people")
    said, near = count("a", "nine people", "9", 0), count("b", "14 people", "14", 150)
    assert find(said, near, local=local) == [("number", "a", "b")]
    assert find(said, count("c", "14 people", "14", 5000), local=local) == []
    assert find(said, count("d", "14 people", "14", 150, when="2019"), local=local) == []


def test_other_rifles_are_not_the_same_rifles() -> None:
    claims = [
        tell(id_, "captured", "Navy", words, kind="thing")
        for id_, words in (
            ("a", "48 assault rifles"),
            ("b", "12 hunting rifles"),
            ("c", "9 rifles"),
        )
    ]
    local = tuple(f"ent-{c.object.name}" for c in claims if c.object)
    assert find(*claims, local=local) == [("number", "a", "c"), ("number", "b", "c")]


def test_a_denial_of_these_accusations_is_of_the_very_words() -> None:
    said = died("a", "50 civilians", "50", document="doc-x", source="Watch",
                where=(side("Dura", "place"),))  # fmt: skip
    denied = died("b", "50 civilians", "50", document="doc-x", source="Army", polarity="denied",
                  evidence=Span(start=2000, end=2050, text="x" * 50))  # fmt: skip
    assert find(said, denied, local=("ent-50 civilians",)) == [("denied", "a", "b")]


def test_those_who_are_included_in_a_number_are_no_other_number() -> None:
    text = "It listed 739 villagers as missing, including 100 villagers abducted in May."
    whole_at, part_at = text.index("739"), text.index("100")
    whole = died("a", "739 villagers", "739", document="doc-1", source="Keth Watch")
    part = died("b", "100 villagers", "100", document="doc-1")
    evidence = Span(start=0, end=len(text), text=text)
    placed = [
        msgspec.structs.replace(
            claim, evidence=evidence, object=msgspec.structs.replace(claim.object, start=at)
        )
        for claim, at in ((whole, whole_at), (part, part_at))
        if claim.object is not None
    ]
    local = ("ent-739 villagers", "ent-100 villagers")
    assert find(*placed, local=local) == []
    assert find(whole, part, local=local) == [("number", "a", "b")]


def test_a_country_does_not_answer_for_forces_of_a_report_that_does_not_speak_of_it() -> None:
    said = tell("a", "attacked", "security forces", "prisoners", kind="population")
    denied = tell("b", "attacked", "Ghana", "prisoners", kind="population", polarity="denied")
    assert denied.subject is not None
    denied = msgspec.structs.replace(
        denied, subject=msgspec.structs.replace(denied.subject, kind="state")
    )
    local = ("ent-security forces", "ent-prisoners")
    spoken_of = {"doc-a": TOPIC | {"ent-Ghana"}, "doc-b": TOPIC | {"ent-Ghana"}}
    silent = spoken_of | {"doc-a": TOPIC}
    assert find(said, denied, local=local, topics=spoken_of) == [("denied", "a", "b")]
    assert find(said, denied, local=local, topics=silent) == []
