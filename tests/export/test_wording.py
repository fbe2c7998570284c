"""Claims in words: every predicate, every open slot, every mark."""

import re

import msgspec
import pytest
from tests.made_readings import make_lake_reading

from reportedly.export.wording import (
    list_marks,
    list_predicates,
    mark_evidence,
    word_chain,
    word_claim,
    word_moment,
    word_qualifiers,
    word_statement,
)
from reportedly.knowledge import load_knowledge
from reportedly.records import Claim

ATTACK, _, DENIAL, FLIGHT = make_lake_reading().claims


def say(claim: Claim, **changes: object) -> str:
    changed = msgspec.structs.replace(claim, **changes)
    return "".join(piece.text for piece in word_claim(changed))


@pytest.mark.parametrize("predicate", list_predicates())
def test_every_predicate_names_its_arguments_its_source_and_open_slots(predicate: str) -> None:
    both = say(ATTACK, predicate=predicate)
    assert "Heron Movement" in both
    assert "Port Asel" in both
    assert both.endswith("say officials")
    assert "Port Asel" not in say(ATTACK, predicate=predicate, object=None)
    assert "Heron Movement" not in say(ATTACK, predicate=predicate, subject=None)
    assert len(say(ATTACK, predicate=predicate, subject=None, object=None)) > len(predicate)


def test_every_predicate_of_the_program_has_a_wording() -> None:
    known = {entry["id"] for entry in load_knowledge("predicates")["predicate"]}
    assert known == set(list_predicates())


def test_a_predicate_of_another_field_is_still_worded() -> None:
    assert say(ATTACK, predicate="sued_in") == (
        "Heron Movement (sued_in) Port Asel (3 killed), say officials"
    )


def test_what_is_not_plainly_stated_leads_the_sentence() -> None:
    assert say(DENIAL).startswith("Heron Movement denies that ")
    assert say(FLIGHT).startswith("perhaps: ")
    planned = say(ATTACK, certainty="unrealised")
    assert planned.startswith("[not realised] Heron Movement would attack Port Asel")
    assert say(ATTACK, certainty="hedged", polarity="denied").startswith("denied: perhaps: ")
    assert list_marks(ATTACK) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("neither brother", "either brother"),
        ("Neither brother", "either brother"),
        ("no rifles", "any rifles"),
        ("none of the men", "any of the men"),
        ("No Surrender Column", "No Surrender Column"),
    ],
)
def test_a_negation_in_a_name_does_not_deny_a_denied_claim_twice(name: str, told: str) -> None:
    assert ATTACK.object is not None
    whom = msgspec.structs.replace(ATTACK.object, name=name, kind="population")
    assert f"attacked {told} " in say(ATTACK, object=whom, polarity="denied", certainty="stated")
    affirmed = say(ATTACK, object=whom, polarity="affirmed")
    assert f"attacked {name[0].lower()}{name[1:]} " in affirmed or name in affirmed


def test_a_denial_is_told_of_the_denier_and_not_denied_twice() -> None:
    assert "denies" not in say(DENIAL).removeprefix("Heron Movement denies that ")
    assert ", says" not in say(DENIAL)
    assert word_chain(DENIAL).startswith("Heron Movement denies")


def test_what_somebody_else_calls_untrue_is_marked_and_said_by_him() -> None:
    says = msgspec.structs.replace(DENIAL.sources[-1], act="says")
    told = say(DENIAL, sources=(says,))
    assert told.startswith("denied: ")
    assert told.endswith(", says Heron Movement")


@pytest.mark.parametrize(
    ("name", "kind", "verb"),
    [
        ("Eight soldiers", "person", "were"),
        ("two men", "population", "were"),
        ("23 villagers", "population", "were"),
        ("At least five of them", "person", "were"),
        ("gunmen", "group", "were"),
        ("One of them", "population", "was"),
        ("1 soldier", "person", "was"),
        ("Ana Reyes", "person", "was"),
        ("Grey Wings", "group", "was"),
        ("Three Rivers League", "organization", "was"),
    ],
)
def test_the_verb_agrees_with_what_stands_first(name: str, kind: str, verb: str) -> None:
    assert ATTACK.object is not None
    whom = msgspec.structs.replace(ATTACK.object, name=name, kind=kind)
    told = say(ATTACK, predicate="detained", subject=None, object=whom)
    assert f" {verb} detained (by whom is not said; " in told


def test_common_words_lose_their_capital_inside_a_sentence_and_gain_one_before_it() -> None:
    speaker = msgspec.structs.replace(ATTACK.sources[-1], name="Several residents of Kelm")
    assert say(ATTACK, sources=(speaker,)).endswith(", say several residents of Kelm")
    assert ATTACK.subject is not None
    subject = msgspec.structs.replace(ATTACK.subject, name="its men")
    assert say(ATTACK, subject=subject).startswith("Its men attacked")


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2024-03-02", "on 2 March 2024"),
        ("2024-03", "in March 2024"),
        ("2024", "in 2024"),
        ("2024-03/..", "since March 2024"),
    ],
)
def test_a_moment_has_the_preposition_of_its_grain(edtf: str, words: str) -> None:
    assert word_moment(edtf) == words


def test_own_voice_names_the_report_or_its_publisher() -> None:
    assert say(FLIGHT).endswith("says the report itself")
    assert word_chain(FLIGHT, voice="Radio Lake") == "Radio Lake"


def test_names_that_look_like_templates_are_left_alone() -> None:
    assert ATTACK.subject is not None
    subject = msgspec.structs.replace(ATTACK.subject, name="{object} {0}")
    assert say(ATTACK, subject=subject).startswith("{object} {0} attacked Port Asel")


def test_the_pieces_of_the_evidence_joined_are_the_evidence() -> None:
    for claim in (ATTACK, DENIAL, FLIGHT):
        pieces = mark_evidence(claim)
        assert "".join(piece.text for piece in pieces) == claim.evidence.text
    roles = {piece.text: piece.role for piece in mark_evidence(ATTACK)}
    assert roles["said"] == "cue"
    assert roles["officials"] == "source"
    assert roles["Port Asel"] == "argument"
    assert roles["May 2012"] == "when"


@pytest.mark.parametrize(
    ("name", "kind", "verb"),
    [
        ("police", "state", "say"),
        ("Police", "state", "say"),
        ("Kestrian police", "organization", "say"),
        ("the police in Kelm", "state", "say"),
        ("Kestrian security forces", "state", "say"),
        ("Kelm Police", "state", "says"),
        ("the government", "state", "says"),
    ],
)
def test_police_and_forces_speak_in_the_plural_unless_that_is_their_name(
    name: str, kind: str, verb: str
) -> None:
    speaker = msgspec.structs.replace(ATTACK.sources[-1], name=name, kind=kind)
    shown = "police" if name == "Police" else name
    assert say(ATTACK, sources=(speaker,)).endswith(f", {verb} {shown}")


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("The ministry", "state", "the ministry"),
        ("The Interior Ministry", "state", "the Interior Ministry"),
        ("A Kestrian officer", "person", "a Kestrian officer"),
        ("Eight Kestrian soldiers", "population", "eight Kestrian soldiers"),
        ("Three Rivers League", "organization", "Three Rivers League"),
        ("The Hague", "place", "The Hague"),
    ],
)
def test_an_article_has_no_capital_inside_a_sentence(name: str, kind: str, shown: str) -> None:
    speaker = msgspec.structs.replace(ATTACK.sources[-1], name=name, kind=kind, act="accuses")
    assert say(ATTACK, sources=(speaker,)).endswith(f" {shown}")
    assert ATTACK.object is not None
    whom = msgspec.structs.replace(ATTACK.object, name=name, kind=kind)
    assert say(ATTACK, object=whom).startswith(f"Heron Movement attacked {shown} (")


@pytest.mark.parametrize(
    ("predicate", "name", "qualifiers", "told"),
    [
        ("killed", "11 soldiers", {"count": "11", "method": "kill"}, "killed 11 soldiers, "),
        ("killed", "eight soldiers", {"count": "8"}, "killed eight soldiers, "),
        ("killed", "1,200 people", {"count": "~1200"}, "killed 1,200 people, "),
        ("killed", "a soldier", {"count": "1"}, "killed a soldier, "),
        ("killed", "dozens of people", {"count": ">=24"}, "killed dozens of people, "),
        ("killed", "villagers", {"count": ">40"}, "killed villagers (more than 40 in all), "),
        ("killed", "3 of them", {"count": "3..5"}, "killed 3 of them (3 to 5 in all), "),
        ("killed", "11 soldiers", {"method": "ambush"}, "killed 11 soldiers (method: ambush), "),
        ("detained", "two men", {"count": "2", "method": "arrest"}, "arrested two men, "),
        ("attacked", "Kelm", {"method": "Attack", "killed": ">=3"}, "Kelm (at least 3 killed), "),
        ("attacked", "Kelm", {"method": "kill"}, "attacked Kelm (method: kill), "),
    ],
)
def test_a_qualifier_is_told_once_and_in_words(
    predicate: str, name: str, qualifiers: dict[str, str], told: str
) -> None:
    assert ATTACK.object is not None
    whom = msgspec.structs.replace(ATTACK.object, name=name, kind="population")
    assert told in say(ATTACK, predicate=predicate, object=whom, qualifiers=qualifiers)


@pytest.mark.parametrize("predicate", list_predicates())
def test_what_is_not_realised_is_never_worded_as_if_it_were(predicate: str) -> None:
    for changes in ({}, {"subject": None}, {"object": None}):
        claim = msgspec.structs.replace(ATTACK, predicate=predicate, **changes)
        pieces = word_statement(claim, would=True)
        told = "".join(piece.text for piece in pieces)
        assert told.count(" would ") == 1
        assert not re.search(r"[][<>|]| (is|are|was|were|has) ", told.split("(")[0])


@pytest.mark.parametrize(
    ("predicate", "qualifiers", "told"),
    [
        ("related_to", {"kinship": "brother"}, "Mira Tal is the brother of Port Asel"),
        ("also_known_as", {"kind": "real_name"}, "The real name of Mira Tal is Port Asel"),
        ("designated", {"as": "gang"}, "Port Asel was designated as “gang” by Mira Tal"),
        ("detained", {"method": "sentence"}, "Mira Tal sentenced Port Asel"),
        ("appointed", {"role": "in charge"}, "Mira Tal appointed Port Asel (in charge)"),
        ("leads", {"role": "leader"}, "Mira Tal leads Port Asel"),
    ],
)
def test_a_qualifier_may_call_for_a_wording_of_its_own(
    predicate: str, qualifiers: dict[str, str], told: str
) -> None:
    assert ATTACK.subject is not None
    subject = msgspec.structs.replace(ATTACK.subject, name="Mira Tal", kind="person")
    shown = say(ATTACK, predicate=predicate, subject=subject, qualifiers=qualifiers)
    assert shown == f"{told}, say officials"


def test_a_table_of_claims_still_holds_every_qualifier() -> None:
    claim = msgspec.structs.replace(ATTACK, qualifiers={"method": "attack", "count": "~3"})
    assert word_qualifiers(claim) == "about 3 in all, method: attack"
