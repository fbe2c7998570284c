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
    assert say(DENIAL).startswith("denied: ")
    assert say(FLIGHT).startswith("perhaps: ")
    assert say(ATTACK, certainty="unrealised").startswith("not realised")
    assert say(ATTACK, certainty="hedged", polarity="denied").startswith("denied: perhaps: ")
    assert list_marks(ATTACK) == []


def test_a_denial_is_not_denied_twice() -> None:
    assert say(DENIAL).endswith(", says Heron Movement")
    assert word_chain(DENIAL).startswith("Heron Movement denies")


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
