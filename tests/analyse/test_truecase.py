"""Paragraphs in capitals throughout are read in running case; their offsets stay exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analyse.reading import Analyse

from reportedly.analyse.truecase import Truecaser, is_shouted

WORDS = frozenset(
    "police said that the men had left town on foot national river front army soldiers fled from in of".split()
)
SHOUTED = "POLICE SAID THAT MEN OF THE NATIONAL RIVER FRONT (NRF) HAD FLED FROM QOBUSTA ON FOOT."


@pytest.fixture(scope="module")
def truecaser() -> Truecaser:
    return Truecaser(WORDS.__contains__)


def test_common_words_fall_and_names_acronyms_and_spelled_words_keep_capitals(
    truecaser: Truecaser,
) -> None:
    assert truecaser.restore(SHOUTED) == (
        "Police said that men of the National River Front (NRF) had fled from Qobusta on foot."
    )


def test_a_country_known_to_the_lexicon_is_a_name_even_if_it_is_a_word(
    truecaser: Truecaser,
) -> None:
    assert "Turkey" in truecaser.restore("SOLDIERS FLED FROM TURKEY ON FOOT")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SHOUTED, True),
        ("PRESS RELEASE", False),
        ("The NRF and the FMLN met in Kabul, said the UN and the USA together.", False),
    ],
)
def test_only_long_capitals_are_taken_for_capitals_throughout(text: str, expected: bool) -> None:
    assert is_shouted(text) is expected


@given(st.text())
def test_restoring_case_keeps_the_length(text: str) -> None:
    assert len(Truecaser(WORDS.__contains__).restore(text)) == len(text)


def test_wire_copy_in_capitals_gives_the_same_names_as_running_text(analyse: Analyse) -> None:
    text = "MILITANTS OF THE DAWN RIVER FRONT (DRF) KIDNAPPED JUDGE PEDRO SANCHEZ NEAR BOGOTA YESTERDAY."
    found = {m.text: m.kind for m in analyse(text).mentions if m.form == "name"}
    assert found["DAWN RIVER FRONT"] == "group"
    assert found["PEDRO SANCHEZ"] == "person"
    assert found["BOGOTA"] == "place"
