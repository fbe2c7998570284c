"""Names: where they begin and end, and what is no part of them."""

import pytest
from tests.analyse.reading import Analyse

from reportedly.records import Analysis


def names(analysis: Analysis) -> set[str]:
    return {m.text for m in analysis.mentions if m.form == "name"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ambassador Orhan T. Brezan accused the council.", {"Orhan T. Brezan"}),
        ("Deputy Prime Minister Olena Kravchuk resigned.", {"Olena Kravchuk"}),
        ("They arrested Mullah Qader near the bridge.", {"Mullah Qader"}),
        (
            "The Front for the Defence of the Steppe took the town.",
            {"Front for the Defence of the Steppe"},
        ),
        ("He runs the State Committee for River Security.", {"State Committee for River Security"}),
        ("Fighters of al-Nahr left the camp.", {"al-Nahr"}),
        ("Police said Lashkar-e-Dasht had left.", {"Lashkar-e-Dasht"}),
        ("The village lies near the Kara Valley, Mr Brezan said.", {"Kara Valley", "Brezan"}),
    ],
)
def test_a_name_is_found_whole_and_without_title_or_article(
    analyse: Analyse, text: str, expected: set[str]
) -> None:
    assert expected <= names(analyse(text))
    assert not any(
        n.startswith(("Ambassador", "Deputy", "The ", "Mr ")) for n in names(analyse(text))
    )


def test_a_possessive_body_is_one_name_with_its_owner_inside(analyse: Analyse) -> None:
    found = names(analyse("Kenya’s Supreme Court banned the group in May."))
    assert {"Kenya’s Supreme Court", "Kenya"} <= found


def test_a_title_is_no_part_of_a_possessive(analyse: Analyse) -> None:
    found = names(analyse("Gabon's President Marcel Obame spoke."))
    assert {"Gabon", "Marcel Obame"} <= found
    assert not any("President" in n for n in found)


def test_initials_in_brackets_fix_the_extent_of_a_name(analyse: Analyse) -> None:
    analysis = analyse("The Baloch Azad Lashkar (BAL) denied it.")
    assert {"Baloch Azad Lashkar", "BAL"} <= names(analysis)
    assert (
        len({m.chain for m in analysis.mentions if m.text in {"Baloch Azad Lashkar", "BAL"}}) == 1
    )


def test_a_long_form_inside_brackets_is_the_same_body(analyse: Analyse) -> None:
    analysis = analyse("A report by UNSOT (United Nations Salt Office Team) named him.")
    chains = {m.text: m.chain for m in analysis.mentions}
    assert chains["UNSOT"] == chains["United Nations Salt Office Team"]


def test_a_bracket_that_spells_something_else_defines_nothing(analyse: Analyse) -> None:
    analysis = analyse("The Dawn Brigade (Reuters photo) crossed the river.")
    assert len({m.chain for m in analysis.mentions if m.text in {"Dawn Brigade", "Reuters"}}) == 2


def test_a_demonym_before_a_person_is_a_place_of_its_own(analyse: Analyse) -> None:
    analysis = analyse("The Moldovan Viktor Laskov was indicted in Cyprus.")
    demonym = next(m for m in analysis.mentions if m.text == "Moldovan")
    assert (demonym.kind, demonym.name) == ("place", "Moldova")
    assert "Viktor Laskov" in names(analysis)


def test_a_creed_as_modifier_is_no_name(analyse: Analyse) -> None:
    assert "Islamist" not in names(analyse("He led Islamist forces in the hills."))


def test_the_first_word_of_a_sentence_is_no_name_by_its_capital_alone(analyse: Analyse) -> None:
    found = names(analyse("Recall, the service reported losses. Fighters fled. Schools closed."))
    assert not found


def test_a_capitalised_first_word_is_a_name_when_it_recurs_inside_a_sentence(
    analyse: Analyse,
) -> None:
    analysis = analyse("Villagers fled from Zerbo. Zerbo burned for two days.")
    assert len([m for m in analysis.mentions if m.text == "Zerbo"]) == 2


def test_months_and_weekdays_are_no_names_but_a_person_called_jan_is(analyse: Analyse) -> None:
    found = names(analyse("On Monday in August, Yusuf Hamdan left Kabul."))
    assert "Yusuf Hamdan" in found
    assert not found & {"Monday", "August"}


def test_a_quoted_name_may_end_in_a_lower_case_word(analyse: Analyse) -> None:
    assert "Fergana battalion" in names(analyse("He fought in the so-called «Fergana battalion»."))


def test_reported_speech_in_quotation_marks_is_no_name(analyse: Analyse) -> None:
    assert not names(analyse('She said it was fought "against the population" and left.'))


def test_every_mention_quotes_its_document_over_odd_characters(analyse: Analyse) -> None:
    text = "“Brigada de Lună”\u00a0— so V. Țurcanu — took the bridge…\n\nIt burned."
    analysis = analyse(text)
    assert analysis.mentions
    assert all(text[m.start : m.end] == m.text for m in analysis.mentions)
