"""How firmly: what hedges, negations and unrealised contexts govern, and where they stop."""

import pytest
from tests.attribute.speaking import Hear


@pytest.mark.parametrize(
    ("text", "word", "certainty"),
    [
        ("The column is believed to have burned the mill.", "burned", "hedged"),
        ("It was reported that the column burned the mill.", "burned", "hedged"),
        ("The clerk is suspected of burning the mill.", "burning", "hedged"),
        ("A man accused of burning the mill was freed.", "burning", "hedged"),
        ("A man accused of burning the mill was freed.", "freed", "stated"),
        ("The column reportedly burned the mill, which feeds the town.", "feeds", "stated"),
        ("The alleged leader crossed the river on Monday.", "leader", "hedged"),
        ("The column was founded with the goal of overthrowing the council.", "founded", "stated"),
        ("The column was founded with the goal of overthrowing the council.", "overthrowing",
         "unrealised"),
        ("The army sent troops to retake the town.", "retake", "unrealised"),
        ("He travelled to Orlin to join the column.", "join", "stated"),
        ("The column continues to hold the ford.", "hold", "stated"),
        ("The column managed to capture the ford.", "capture", "stated"),
        ("The council ordered the army to leave the ford.", "leave", "unrealised"),
        ("Analysts fear that the column burned the mill.", "burned", "hedged"),
    ],
)  # fmt: skip
def test_certainty(hear: Hear, text: str, word: str, certainty: str) -> None:
    assert hear(text).certainty(word) == certainty


@pytest.mark.parametrize(
    ("text", "word", "is_denied"),
    [
        ("The column said it had no links with the guard.", "links", True),
        ("The column has never attacked villages.", "attacked", True),
        ("The column neither held nor attacked the town.", "attacked", True),
        ("The column did not attack the town, Brandt said.", "attack", True),
        ("Not only did the column attack the town, it burned it.", "burned", False),
        ("No fewer than ten men attacked the town.", "attacked", False),
        ("The column denied burning the mill.", "burning", True),
        ("Police did not say that the column burned the mill.", "burned", False),
    ],
)
def test_polarity(hear: Hear, text: str, word: str, is_denied: bool) -> None:
    assert hear(text).is_denied(word) is is_denied


def test_a_named_accuser_takes_the_place_of_the_hedge(hear: Hear) -> None:
    heard = hear("Dagan’s claim that the column burned the mill was read out.")
    assert heard.certainty("burned") == "stated"
    assert "Dagan" in (heard.root("burned") or "")


def test_a_doubt_denies_and_no_doubt_does_not(hear: Hear) -> None:
    doubted = hear("The minister doubts that the Red Column burned the mill.")
    assert doubted.is_denied("burned")
    assert doubted.certainty("burned") == "hedged"
    assert not hear("The clerk does not doubt that the Red Column burned the mill.").is_denied(
        "burned"
    )
