"""Evidence cut short: exact, within its length, with whom and what the claim is about."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.made_readings import Page, make_lake_reading

from reportedly.export.excerpt import LEFT_OUT, LONGEST, shorten_evidence
from reportedly.records import Claim

LAKE = make_lake_reading()
LONG = (
    "In a long statement that was read out on the steps of the town hall of Kelm after two hours "
    "of rain, the mayor, who had come back from the coast only that morning, said that the Heron "
    "Movement, whatever its speakers may tell the papers abroad, had again attacked Port Asel, "
    "and that nobody in the valley slept in those days, neither the old nor the young."
)


def make_long_claim() -> Claim:
    """One claim in the middle of a sentence of four lines."""
    page = Page(LONG)
    return page.claim(
        "attacked",
        page.argument("Heron Movement", "group", name="Heron Movement"),
        page.argument("Port Asel", "place"),
        page.span(LONG),
        sources=(page.source("the mayor", "person", "said"),),
    )


def shorten(claim: Claim, longest: int = LONGEST) -> str:
    return "".join(piece.text for piece in shorten_evidence(claim, longest))


@pytest.mark.parametrize("claim", LAKE.claims, ids=lambda c: c.predicate)
def test_short_evidence_is_shown_whole(claim: Claim) -> None:
    assert shorten(claim) == claim.evidence.text


def test_long_evidence_keeps_whom_it_is_about_who_says_so_and_what_was_done() -> None:
    assert shorten(make_long_claim()) == (
        "… the mayor, who had … said that the Heron Movement, whatever its speakers may tell the "
        "papers abroad, had again attacked Port Asel, and …"
    )


def test_whom_it_is_about_outlives_everything_else() -> None:
    told = shorten(make_long_claim(), 40)
    assert told.startswith("… Heron Movement, … Port Asel,")


@given(st.integers(20, 400))
def test_an_excerpt_keeps_to_its_length_and_leaves_out_whole_words_only(longest: int) -> None:
    told = shorten(make_long_claim(), longest)
    assert len(told) <= longest
    at = 0
    for part in told.split(LEFT_OUT):
        words = part.split()
        found = LONG.find(part.strip(), at)
        assert found >= 0
        assert all(word in LONG.split() for word in words)
        at = found


def test_arguments_and_cues_stand_out_in_an_excerpt_too() -> None:
    roles = {piece.text: piece.role for piece in shorten_evidence(make_long_claim())}
    assert roles["Heron Movement"] == "argument"
    assert roles["said"] == "cue"


def test_evidence_without_arguments_is_cut_at_its_end() -> None:
    claim = msgspec.structs.replace(make_long_claim(), subject=None, object=None, sources=())
    assert shorten(claim, 40) == "In a long statement that was read …"


def test_a_name_of_many_words_does_not_push_out_the_other_side() -> None:
    text = "The " + "very " * 60 + "large band attacked Kelm " + "again and " * 20 + "again."
    page = Page(text)
    claim = page.claim(
        "attacked",
        page.argument(text[: text.index(" attacked")], "group"),
        page.argument("Kelm", "place"),
        page.span(text),
    )
    assert "Kelm" in shorten(claim)
    assert len(shorten(claim)) <= LONGEST
