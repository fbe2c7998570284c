"""Kinds: one for all mentions of a name, by vote over the document."""

import pytest
from tests.analyse.reading import Analyse

from reportedly.records import Kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "Jamaat Sabilul-Haq banned music. Police hunt Jamaat Sabilul-Haq.",
            "Jamaat Sabilul-Haq",
            "group",
        ),
        ("The districts are Kuf, Maimar, Nusek and Shekar.", "Nusek", "place"),
        ("Groups including Hazm, Liwa Dasht and Surkhan took the town.", "Surkhan", "group"),
        ("The Ministry of Fisheries replied.", "Ministry of Fisheries", "state"),
        ("Radio Brezan reported it.", "Radio Brezan", "organization"),
        ("Sharifi, 25, was born in the village of Sherbek.", "Sherbek", "place"),
        ("Sharifi, 25, was born in the village of Sherbek.", "Sharifi", "person"),
        ("Colonel Dastan Oripov fled.", "Dastan Oripov", "person"),
        ("Nile Crest Trading, a Dubai firm, paid them.", "Nile Crest Trading", "organization"),
        ("The Taliban entered the town.", "Taliban", "group"),
        ("Dushanbe accuses the rebels.", "Dushanbe", "place"),
        ("K.A.B. was held for two months.", "K.A.B.", "person"),
    ],
)
def test_a_name_gets_its_kind_from_its_words_and_surroundings(
    analyse: Analyse, text: str, name: str, kind: Kind
) -> None:
    assert {m.kind for m in analyse(text).mentions if m.text == name} == {kind}


@pytest.mark.parametrize(
    ("text", "head", "kind"),
    [
        ("A fisherman drowned.", "fisherman", "person"),
        ("Two fishermen drowned.", "fishermen", "population"),
        ("Dockers went on strike.", "Dockers", "population"),
        ("The tanker burned.", "tanker", "thing"),
        ("Militants crossed the river.", "Militants", "population"),
        ("Security forces crossed the river.", "forces", "state"),
        ("Rebel forces crossed the river.", "forces", "group"),
        ("A human rights group protested.", "group", "organization"),
        ("An armed group crossed the river.", "group", "group"),
        ("Some of the villages burned.", "Some", "place"),
    ],
)
def test_a_nominal_gets_its_kind_from_its_head_noun(
    analyse: Analyse, text: str, head: str, kind: Kind
) -> None:
    analysis = analyse(text)
    found = {
        analysis.sentences[m.sentence].tokens[m.head].text: m.kind
        for m in analysis.mentions
        if m.form == "nominal"
    }
    assert found[head] == kind


def test_all_mentions_of_one_name_have_one_kind(analyse: Analyse) -> None:
    text = "Hazir Zaman took the bridge. Fighters of Hazir Zaman, a militia, burned it. They met Hazir Zaman."
    assert {m.kind for m in analyse(text).mentions if m.text == "Hazir Zaman"} == {"group"}
