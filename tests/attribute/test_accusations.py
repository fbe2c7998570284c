"""Accusations: who makes them in nouns and passives, and which of them a denial takes up."""

from tests.attribute.speaking import Hear


def test_those_from_whom_accusations_come_are_their_source(hear: Hear) -> None:
    heard = hear("There were accusations of rape by soldiers from women who fled Orlin.")
    accusation = heard.by_cue("accusations")
    assert (accusation.act, accusation.chain[-1].name) == ("accuses", "women")
    assert "soldiers" in heard.content("accusations")


def test_an_accusation_without_accuser_has_no_source(hear: Hear) -> None:
    heard = hear("Three officers were implicated in or accused of torture.")
    assert [(a.source, a.chain, a.certainty) for a in heard.attributions] == [((), (), "hedged")]


def test_a_list_of_sanctions_accuses(hear: Hear) -> None:
    heard = hear("The council put the trader on its sanctions list for smuggling copper.")
    assert heard.by_cue("put").act == "accuses"
    assert "smuggling copper" in heard.content("put")


def test_a_year_after_an_accusation_belongs_to_the_deed(hear: Hear) -> None:
    heard = hear("The ministry accuses the Red Column of a bombing in Marish in 2014.")
    assert "2014" in heard.content("accuses")
    said = hear("The ministry accused the Red Column of a bombing in Marish on Monday.")
    assert "Monday" not in said.content("accused")


def test_a_denied_tie_hangs_on_the_denial(hear: Hear) -> None:
    heard = hear("The Red Column has always denied any link to the company.")
    assert heard.root("denied") == "Red Column"
    assert heard.is_denied("denied")
    assert "the company" in heard.content("denied")


def test_a_denial_does_not_take_up_what_befell_the_denier(hear: Hear) -> None:
    heard = hear(
        "Police arrested two men of the Red Column, the mayor said. "
        "The Red Column denied the allegations."
    )
    denial = heard.by_cue("denied")
    assert (denial.polarity, denial.repeats) == ("denied", ())


def test_a_denial_does_not_take_up_accusations_against_others(hear: Hear) -> None:
    heard = hear(
        "Ilsa Brandt accused the Free Guard of hiding arms. The Red Column denied the accusation."
    )
    assert heard.by_cue("denied").repeats == ()


def test_a_spokesman_denies_for_his_side(hear: Hear) -> None:
    heard = hear(
        "Ilsa Brandt accused the Red Column of burning the mill. "
        "A spokesman for the Red Column denied the accusation."
    )
    assert heard.by_cue("denied").repeats == (heard.by_cue("accused").id,)


def test_a_verdict_that_is_rejected_repeats_nothing(hear: Hear) -> None:
    heard = hear("Ilsa Brandt said two men had died in Orlin. The Red Column rejected the verdict.")
    assert heard.by_cue("rejected").repeats == ()


def test_a_pronoun_that_does_something_stands_for_somebody_and_not_for_a_charge(hear: Hear) -> None:
    text = "Guards alleged that Radu Stenn shelled Keth. The Coral League denied that it {}."
    assert hear(text.format("attacked Orlin")).by_cue("denied").repeats == ()
    [told] = (
        hear("Guards alleged that the Coral League shelled Keth. It denied it.")
        .by_cue("denied")
        .repeats
    )
    assert told.startswith("atr-")


def test_who_calls_a_verdict_names_does_not_repeat_it(hear: Hear) -> None:
    heard = hear("The court accused Radu Stenn of fraud. His lawyer called the verdict political.")
    assert heard.by_cue("called").repeats == ()


def test_what_prosecutors_say_are_charges(hear: Hear) -> None:
    said = "{} say Tessa Quill was recruited by the Coral League. She denies the charges."
    heard = hear(said.format("Prosecutors"))
    assert heard.by_cue("denies").repeats == (heard.by_cue("say").id,)
    assert hear(said.format("Cousins")).by_cue("denies").repeats == ()
