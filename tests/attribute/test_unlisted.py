"""Words of saying that no list holds: whoever has a clause for an object is its source."""

import pytest
from tests.attribute.speaking import Hear

HELD = "that the Grey Wolves Column attacked Dura"


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        (f"Omar Kessel twittered {HELD}.", "twittered", "Omar Kessel"),
        (f"The Interior Ministry telegraphed {HELD}.", "telegraphed", "Interior Ministry"),
        (f"Residents whatsapped on Monday {HELD}.", "whatsapped", "Residents"),
        (f"The general, Omar Kessel, tooted {HELD}.", "tooted", "Omar Kessel"),
        (f"Omar Kessel, who twittered {HELD}, was arrested.", "twittered", "Omar Kessel"),
        (f"Omar Kessel snitched to the police {HELD}.", "snitched", "Omar Kessel"),
        (f"Omar Kessel bragged {HELD}.", "bragged", "Omar Kessel"),
        (f"Omar Kessel shouted {HELD}.", "shouted", "Omar Kessel"),
        (f"The ministry made clear {HELD}.", "made clear", "The ministry"),
        (f"The ministry made it clear {HELD}.", "made", "The ministry"),
        (f"The leaflet blared {HELD}.", "blared", "The leaflet"),
        (f"Omar Kessel's posting {HELD} drew anger.", "posting", "Omar Kessel"),
        (f"A tweet by Omar Kessel {HELD} drew anger.", "tweet", "Omar Kessel"),
        (f"Omar Kessel spread the word {HELD}.", "word", "Omar Kessel"),
        (
            "The Grey Wolves Column attacked Dura, Omar Kessel twittered.",
            "twittered",
            "Omar Kessel",
        ),
        (
            "Omar Kessel twittered the Grey Wolves Column attacked Dura.",
            "twittered",
            "Omar Kessel",
        ),
        (
            "“The Grey Wolves Column attacked Dura,” twittered Omar Kessel.",
            "twittered",
            "Omar Kessel",
        ),
        (
            "“The Grey Wolves Column attacked Dura,” Omar Kessel twittered.",
            "twittered",
            "Omar Kessel",
        ),
    ],
)
def test_whoever_has_a_clause_for_an_object_is_its_source(
    hear: Hear, text: str, cue: str, source: str
) -> None:
    heard = hear(text)
    assert heard.chain(cue) == [(source, "says")]
    assert heard.root("attacked") == source
    assert heard.certainty("attacked") == "stated"


@pytest.mark.parametrize(
    "text",
    [
        f"The Coral League ensured {HELD}.",
        f"Omar Kessel made sure {HELD}.",
        f"The rain meant {HELD}.",
        f"The militia saw to it {HELD}.",
        f"Omar Kessel forgot {HELD}.",
        f"Omar Kessel ignored the fact {HELD}.",
        "Omar Kessel left so that the Grey Wolves Column attacked Dura.",
        "Soldiers helped the men escape before the Grey Wolves Column attacked Dura.",
    ],
)
def test_bringing_about_and_taking_for_granted_are_not_saying(hear: Hear, text: str) -> None:
    assert hear(text).root("attacked") is None


def test_a_chain_goes_through_an_unlisted_word(hear: Hear) -> None:
    heard = hear(f"According to Omar Kessel, residents twittered {HELD}.")
    assert heard.chain("twittered") == [("Omar Kessel", "says"), ("residents", "says")]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        (f"Omar Kessel did not twitter {HELD}.", "hedged"),
        (f"The army did not ensure {HELD}.", "hedged"),
        (f"Omar Kessel did not forget {HELD}.", "stated"),
        (f"Omar Kessel pretended {HELD}.", "hedged"),
        (f"Omar Kessel may have twittered {HELD}.", "hedged"),
        (f"It was whispered {HELD}.", "hedged"),
        (f"It was tweeted {HELD}.", "hedged"),
        (f"It was tweeted by Omar Kessel {HELD}.", "stated"),
    ],
)
def test_what_an_unlisted_word_leaves_open_stays_open(
    hear: Hear, text: str, certainty: str
) -> None:
    assert hear(text).certainty("attacked") == certainty


def test_nobody_is_the_source_of_what_was_not_said(hear: Hear) -> None:
    assert hear(f"Omar Kessel did not twitter {HELD}.").root("attacked") is None
