"""Who is the source, who is meant, and what is answered, where the words say it in passing."""

import pytest

from reportedly.analyse.parse import load_parser
from reportedly.ids import document_id
from reportedly.pipeline import read_document
from reportedly.records import Claim, Document
from reportedly.settings import Settings


def read(text: str, predicate: str) -> list[Claim]:
    document = Document(id=document_id(text), text=text, published_on="2024-05-05")
    claims = read_document(document, load_parser(Settings().model)).claims
    return [claim for claim in claims if claim.predicate == predicate]


def test_who_revises_a_toll_is_its_source() -> None:
    [claim] = read("The ministry revised the toll to eight.", "killed")
    assert [(source.text, source.act) for source in claim.sources] == [("The ministry", "says")]
    assert claim.sources[0].cue.text == "revised"


def test_a_further_name_stands_beside_the_first() -> None:
    text = "Orlan Daskeva, also known as Commander Sable and as Ilmar Rostev, fled the town."
    names = {claim.object.name for claim in read(text, "also_known_as") if claim.object}
    assert names == {"Commander Sable", "Ilmar Rostev"}


def test_the_founder_of_a_group_is_who_founded_it() -> None:
    text = (
        "Pavlin Gerash founded the Coral League in 2012. "
        "Omar Kessel denied that the group's founder had been killed by Kestrian forces."
    )
    [claim] = read(text, "killed")
    assert claim.polarity == "denied"
    assert claim.object is not None
    assert claim.object.name == "Pavlin Gerash"


def test_of_two_founders_none_is_meant() -> None:
    text = (
        "Pavlin Gerash founded it in 2012. Ada Lund founded it in 2013, others said. "
        "Omar Kessel denied that the group's founder had been killed by Kestrian forces."
    )
    assert {claim.object.name for claim in read(text, "killed") if claim.object} == {
        "the group's founder"
    }


def test_the_involvement_that_is_denied_is_not_the_deniers() -> None:
    text = "Omar Kessel denied any involvement of the Coral League in the attack on a post in Dura."
    [claim] = read(text, "attacked")
    assert claim.polarity == "denied"
    assert claim.subject is not None
    assert claim.subject.name == "Coral League"


def test_who_dismisses_a_denial_affirms_nothing() -> None:
    text = (
        "Omar Kessel said that the Coral League no longer controls Dura. "
        "Lena Korvath, the ambassador, dismissed the statement."
    )
    assert [claim.polarity for claim in read(text, "controls")] == ["denied"]


def test_what_an_attack_on_a_patrol_did_the_patrol_did_not() -> None:
    text = "The Coral League carried out an attack on a border patrol that killed nine officers."
    [claim] = read(text, "killed")
    assert claim.subject is not None
    assert claim.subject.name == "Coral League"


def test_what_came_into_being_is_dated() -> None:
    text = "Orlan Daskeva was the founder of the Coral League, which came into being in 2006."
    dates = {claim.when.edtf for claim in read(text, "founded") if claim.when}
    assert dates == {"2006"}


def test_whoever_kills_a_spokesman_is_not_whom_he_speaks_for() -> None:
    [claim] = read(
        "The Heron Movement executed the spokesman of the Coral League, Ilin Marrow.", "holds_post"
    )
    assert claim.object is not None
    assert claim.object.name == "Coral League"


def test_we_are_those_for_whom_a_spokesman_speaks() -> None:
    text = '"We killed Omar Kessel," said Radu Stenn, a spokesman for the Grey Wolves Column.'
    [claim] = read(text, "killed")
    assert claim.subject is not None
    assert (claim.subject.text, claim.subject.name) == ("We", "Grey Wolves Column")


def test_words_in_quotation_marks_after_was_are_no_second_name() -> None:
    text = 'His brother said Captain Ilin Marrow was "in a cell in Dura" and had been beaten.'
    assert read(text, "also_known_as") == []
    assert read("The real name of Abu Sakhr is Yusuf Hamdan.", "also_known_as") != []


def test_a_statement_that_is_withdrawn_is_not_told_again() -> None:
    text = "The ministry withdrew an earlier statement that Omar Kessel had fled to Kenya."
    [claim] = read(text, "moved_to")
    assert (claim.polarity, claim.certainty) == ("denied", "hedged")
    assert [source.text for source in claim.sources] == ["The ministry"]


def test_the_second_on_says_who_is_blamed() -> None:
    [claim] = read("The army blamed the attack on Dura on the Coral League.", "attacked")
    assert claim.subject is not None
    assert claim.object is not None
    assert (claim.subject.name, claim.object.name) == ("Coral League", "Dura")
    [claim] = read("The army blamed Monday's raid on the mill on the Coral League.", "attacked")
    assert claim.subject is not None
    assert claim.subject.name == "Coral League"
    [claim] = read("The army blamed the bombing on the Coral League on Monday.", "attacked")
    assert claim.subject is not None
    assert claim.subject.name == "Coral League"
    [claim] = read("The army blamed the bombing in Dura on the Coral League.", "attacked")
    assert claim.subject is not None
    assert claim.subject.name == "Coral League"


@pytest.mark.parametrize("verb", ["retract his claim", "withdraw his accusation"])
def test_a_statement_that_is_not_withdrawn_still_stands(verb: str) -> None:
    text = f"Omar Kessel did not {verb} that the Coral League had killed Radu Stenn."
    [claim] = read(text, "killed")
    assert claim.polarity == "affirmed"
    assert [source.name for source in claim.sources] == ["Omar Kessel"]


def test_a_statement_that_somebody_is_asked_to_withdraw_still_stands() -> None:
    text = "Orlan Daskeva called on Omar Kessel to retract his claim that the Coral League killed Radu Stenn."
    [claim] = read(text, "killed")
    assert claim.polarity == "affirmed"


@pytest.mark.parametrize(
    "place",
    [
        "Omar Kessel denied that he is a member of the Coral League.",
        "Orlan Daskeva accused Omar Kessel of being a member of the Coral League.",
        "Omar Kessel is a former spokesman of the Coral League.",
        "Omar Kessel was a spokesman of the Coral League until 2018.",
    ],
)
def test_we_are_not_those_to_whom_a_speaker_does_not_belong(place: str) -> None:
    assert read(f'{place} "We attacked Keth," Omar Kessel said.', "attacked") == []
    belongs = 'Omar Kessel leads the Coral League. "We attacked Keth," Omar Kessel said.'
    assert len(read(belongs, "attacked")) == 1


def test_who_calls_somebody_a_name_does_not_bear_it() -> None:
    text = "Orlan Daskeva called the Coral League a branch of the Grey Wolves Column."
    assert read(text, "also_known_as") == []
    [claim] = read(text, "part_of")
    assert claim.subject is not None
    assert claim.subject.name == "Coral League"
    assert read("The ministry called Omar Kessel a leader of the mob.", "also_known_as") == []
    assert read("A man called Omar Kessel attacked Keth.", "also_known_as") != []


@pytest.mark.parametrize("verb", ["called", "branded"])
def test_who_calls_somebody_a_leader_is_the_source_of_it(verb: str) -> None:
    [claim] = read(f"The ministry {verb} Omar Kessel a leader of the Coral League.", "leads")
    assert [source.name for source in claim.sources] == ["The ministry"]


@pytest.mark.parametrize(
    "words", ["pinned the killing of Radu Stenn on", "blamed the raid on Dura on"]
)
def test_who_pins_a_deed_on_somebody_is_the_source_of_it(words: str) -> None:
    text = f"Orlan Daskeva {words} Omar Kessel."
    [claim] = [*read(text, "killed"), *read(text, "attacked")]
    assert [(source.name, source.act) for source in claim.sources] == [("Orlan Daskeva", "accuses")]


def test_a_dateline_gives_its_medium_no_claims() -> None:
    text = "KETH (Lake Radio) 3 May - Gunmen attacked a police station, officials said."
    assert read(text, "also_known_as") == []
    [claim] = read(text, "attacked")
    assert claim.subject is not None
    assert claim.subject.name == "Gunmen"


def test_a_relative_clause_says_who_heads_a_part_of_an_army() -> None:
    for words in ("heads", "is in charge of"):
        text = f"General Omar Kessel, who {words} the army's eastern command, arrived in Keth."
        [claim] = read(text, "leads")
        assert claim.subject is not None
        assert claim.object is not None
        assert claim.subject.name == "Omar Kessel"
        assert claim.object.text == "the army's eastern command"


def test_who_we_are_is_not_guessed_and_what_we_deny_is_not_lost() -> None:
    document_text = "The Coral League met. “We did not kill those people,” Omar Kessel said."
    document = Document(id=document_id(document_text), text=document_text)
    reading = read_document(document, load_parser(Settings().model))
    assert [c for c in reading.claims if c.predicate == "killed"] == []
    [attribution] = [a for a in reading.attributions if a.chain]
    assert attribution.chain[-1].name == "Omar Kessel"
    assert "did not kill" in attribution.content[0].text
    assert any("'We'" in problem.message for problem in reading.problems)


def test_a_weekday_is_no_date_where_nobody_knows_the_week() -> None:
    text = "Soldiers detained Radu Stenn last Friday, police said on Tuesday."
    document = Document(id=document_id(text), text=text)
    [claim] = read_document(document, load_parser(Settings().model)).claims
    assert claim.when is None or claim.when.edtf is None
    assert [source.said_on for source in claim.sources] == [None]
