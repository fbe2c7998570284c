"""Nominals: the extent of the phrase, what heads one, and what does not."""

import pytest
from tests.analyse.reading import Analyse


def nominals(analyse: Analyse, text: str) -> list[str]:
    return [m.text for m in analyse(text).mentions if m.form == "nominal"]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Several sources in Kenya confirmed it.", "Several sources in Kenya"),
        ("Citizens of Kyrgyzstan fought there.", "Citizens of Kyrgyzstan"),
        ("They trained more than 10,000 foreign fighters.", "more than 10,000 foreign fighters"),
        ("The men who fled the town were shot.", "The men"),
        ("He met his brother-in-law in Osh.", "his brother-in-law"),
        ("They shelled cities and towns.", "towns"),
        ("It fought against the farmers and security forces.", "security forces"),
        ("The goal was the smuggling of arms.", "the smuggling of arms"),
        ("They live from smuggling.", "smuggling"),
        ("Those who fled were shot.", "Those"),
        ("The movement in Dreshan and Varrick provinces is weak.", "The movement"),
        ("Ostrania accuses the group of a bombing in Mosk.", "the group"),
    ],
)
def test_a_nominal_runs_from_its_first_modifier_to_its_restrictive_phrases(
    analyse: Analyse, text: str, phrase: str
) -> None:
    assert phrase in nominals(analyse, text)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("It is a state-owned bank.", "state"),
        ("In fact, he left.", "fact"),
        ("It happened two years ago.", "two years"),
        ("Of course he left.", "course"),
    ],
)
def test_parts_of_words_times_and_fixed_phrases_are_no_mentions(
    analyse: Analyse, text: str, phrase: str
) -> None:
    assert phrase not in nominals(analyse, text)


def test_the_it_of_a_weather_or_raising_verb_is_no_mention(analyse: Analyse) -> None:
    texts = (
        "It is clear that they left.",
        "It seems that he lied.",
        "It is to be noted that he left.",
    )
    for text in texts:
        assert "It" not in {m.text for m in analyse(text).mentions}


def test_mentions_come_sorted_by_sentence_first_token_and_length(analyse: Analyse) -> None:
    mentions = analyse("Kenya’s Supreme Court met. The court of Osh met too.").mentions
    keys = [(m.sentence, m.first, -m.last) for m in mentions]
    assert keys == sorted(keys)
