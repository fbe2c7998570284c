"""Which attributions a reading records: those in nobody's name, and those inside others."""

from tests.attribute.speaking import Hear

from reportedly.attribute import keep_attributions


def test_what_is_passed_on_in_nobodys_name_has_no_source(hear: Hear) -> None:
    heard = hear("The front is expected to open an office in Orlin.")
    [expected] = heard.attributions
    assert (expected.source, expected.chain, expected.certainty) == ((), (), "unrealised")


def test_hearsay_has_no_source(hear: Hear) -> None:
    [hearsay] = hear("The column reportedly burned the mill.").attributions
    assert (hearsay.source, hearsay.certainty) == ((), "hedged")


def test_what_could_not_be_verified_is_passed_on_by_nobody(hear: Hear) -> None:
    assert not hear("The figure could not be verified.").attributions


def test_a_thought_that_somebody_mentions_is_part_of_what_he_says(hear: Hear) -> None:
    heard = hear("The mayor said that the elders believe the well is dry.")
    assert [a.act for a in heard.attributions] == ["says", "believes"]
    kept = keep_attributions(heard.attributions, ())
    assert [a.act for a in kept] == ["says"]


def test_speech_inside_speech_is_recorded(hear: Hear) -> None:
    heard = hear("The mayor said that the elders had told him that the well was dry.")
    kept = keep_attributions(heard.attributions, ())
    assert [len(a.chain) for a in kept] == [1, 2]


def test_who_praises_a_claim_does_not_pass_it_on(hear: Hear) -> None:
    heard = hear("The bishop praised the mayor's claim that the front burned the mill.")
    assert heard.chain("claim") == [("the mayor", "says")]


def test_a_stance_takes_its_own_preposition(hear: Hear) -> None:
    heard = hear("The bishop is critical of the new law. The union balked at the offer.")
    assert [a.content[0].text for a in heard.attributions] == ["the new law", "the offer"]


def test_what_is_falsely_claimed_is_hedged(hear: Hear) -> None:
    assert (
        hear("The mayor falsely claimed that Orlin fell.").by_cue("claimed").certainty == "hedged"
    )
