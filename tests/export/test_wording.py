"""Claims in words: every predicate, every open slot, every mark."""

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
    assert say(ATTACK, certainty="unrealised").startswith("[not realised] ")
    assert say(ATTACK, certainty="hedged", polarity="denied").startswith("denied: perhaps: ")
    assert list_marks(ATTACK) == []


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
