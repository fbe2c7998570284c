"""Sources that the tree loses: swallowed subjects, tails after a comma, a 'that' hung elsewhere."""

import pytest
from tests.attribute.speaking import Hear


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        (
            "She told reporters outside the court that her client had left Orlin.",
            "told",
            "She",
            "her client had left Orlin",
        ),
        (
            "Ilsa Brandt said in a statement that the column had burned the mill.",
            "said",
            "Ilsa Brandt",
            "burned the mill",
        ),
        (
            (
                "Tavi Orlen was killed near the village of Khel, the Interior Ministry of Tarvia said "
                "on Monday."
            ),
            "said",
            "Interior Ministry",
            "Tavi Orlen was killed near the village of Khel",
        ),
        (
            (
                "A trader was arrested on Saturday in the port of Orlin, the public prosecutor, "
                "Mira Agosta, told reporters."
            ),
            "told",
            "Mira Agosta",
            "A trader was arrested",
        ),
        (
            (
                "In an interview with our newsroom, the chairman of the holding, Rafe Lund, denied "
                "that either company had paid the column."
            ),
            "denied",
            "Rafe Lund",
            "either company had paid the column",
        ),
        (
            "According to the Tarvian Interior Ministry over 345 pilgrims have been killed.",
            "According",
            "Interior Ministry",
            "over 345 pilgrims have been killed",
        ),
        (
            "Two fighters died and three officers were wounded, according to the ministry.",
            "according",
            "ministry",
            "Two fighters died",
        ),
    ],
)
def test_a_source_is_found_where_the_tree_lost_it(
    hear: Hear, text: str, cue: str, source: str, content: str
) -> None:
    heard = hear(text)
    assert source in heard.by_cue(cue).chain[-1].name
    assert content in heard.content(cue)


def test_the_source_phrase_ends_before_a_second_subject(hear: Hear) -> None:
    heard = hear("According to the Tarvian Interior Ministry over 345 pilgrims have been killed.")
    assert [s.text for s in heard.by_cue("According").source] == ["the Tarvian Interior Ministry"]


def test_a_participle_before_the_speaker_is_not_what_he_says(hear: Hear) -> None:
    heard = hear("Commenting on the raid, Minister Ada Lund said the mill had burned.")
    assert "Commenting" not in heard.content("said")


def test_he_is_nobody_whom_he_names(hear: Hear) -> None:
    heard = hear(
        "Tavi Orlen said the road was open. The column killed Davit Marou, he said on Monday."
    )
    assert heard.root("killed") == "Tavi Orlen"


def test_two_sources_are_called_by_the_first_and_worded_as_both(hear: Hear) -> None:
    [source] = (
        hear("The Orlin League and the Harbour Union said the mill had burned.")
        .by_cue("said")
        .chain
    )
    assert "Orlin League" in source.name
    assert source.text.endswith("Orlin League and the Harbour Union")


@pytest.mark.parametrize(
    ("text", "source", "act", "certainty"),
    [
        ("The column burned the mill, per the Orlin Courier.", "Orlin Courier", "says", "stated"),
        ("By Dagan’s account, the column burned the mill.", "Dagan", "says", "stated"),
        (
            "The prosecution’s case is that the column burned the mill.",
            "prosecution",
            "says",
            "stated",
        ),
        ("Dagan is adamant that the column burned the mill.", "Dagan", "says", "stated"),
        (
            "Dagan was quoted by Radio Telma as saying that the column burned the mill.",
            "Dagan",
            "says",
            "stated",
        ),
        (
            "Dagan told a news conference that the column burned the mill.",
            "Dagan",
            "says",
            "stated",
        ),
    ],
)
def test_wordings_of_an_attribution(
    hear: Hear, text: str, source: str, act: str, certainty: str
) -> None:
    heard = hear(text)
    [scope] = [s for s in heard.scopes_at("burned") if s.attribution]
    attribution = next(a for a in heard.attributions if a.id == scope.attribution)
    assert (source in attribution.chain[-1].name, attribution.act) == (True, act)
    assert heard.certainty("burned") == certainty


def test_marks_of_italics_are_no_part_of_a_source(hear: Hear) -> None:
    heard = hear("_Radio Telma_ said that the militia burned the mill.")
    assert [s.text for s in heard.by_cue("said").source] == ["Radio Telma"]


def test_whoever_knew_inside_a_quotation_is_not_its_source(hear: Hear) -> None:
    heard = hear("“The office knew the column had burned the mill,” said Ilsa Brandt.")
    assert heard.root("burned") == "Ilsa Brandt"


def test_a_quotation_inside_a_quotation_ends_at_its_own_mark(hear: Hear) -> None:
    heard = hear("“Dagan told me ‘the column burned the mill’ and walked away,” said Ilsa Brandt.")
    assert heard.root("burned") == "Dagan"
    assert heard.root("walked") == "Ilsa Brandt"
