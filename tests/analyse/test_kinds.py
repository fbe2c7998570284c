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
        ("The army retook Kelb from the rebels.", "Kelb", "place"),
        ("Anna Dovar returned to Mosk.", "Mosk", "place"),
        ("Anna Dovar, the mayor of Pelm, resigned.", "Pelm", "place"),
        ("Troops withdrew from Nargat and entered Ullin.", "Nargat", "place"),
        ("Troops withdrew from Nargat and entered Ullin.", "Ullin", "place"),
        ("Guerrillas besieged Torsk and shelled Ostrel.", "Torsk", "place"),
        ("They took the towns of Pelm, Osk and Dorv on Friday.", "Dorv", "place"),
        ("The front holds three districts: Kelb, Mosk and Dorv.", "Mosk", "place"),
        ("The districts are Kelb, Mosk, Tarvik, Nol Vash and Dorv.", "Nol Vash", "place"),
        ("The districts are Kelb, Mosk, Tarvik, Nol Vash and Dorv.", "Kelb", "place"),
        ("Ostrania accuses Velmaria of arming rebels.", "Ostrania", "place"),
        ("Orvek's ambassador denied it. Orvek closed its embassy.", "Orvek", "place"),
        ("Mosk is Orvek's second city.", "Orvek", "place"),
        ("Orvala spoke of peace. Orvalan troops left.", "Orvala", "place"),
        ("Interpol has put her on its list.", "Interpol", "organization"),
        ("The MT Opal Dawn was stopped at sea.", "MT Opal Dawn", "thing"),
        ("The tanker Grey Heron left the port.", "Grey Heron", "thing"),
        ("The General Staff denied it.", "General Staff", "state"),
        ("The arrest of Torsk angered her brother.", "Torsk", "person"),
        ("Police captured Anna Dovar.", "Anna Dovar", "person"),
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
        ("Soldiers burned 14 houses.", "houses", "thing"),
        ("A platoon of soldiers came.", "platoon", "population"),
        ("A convoy was ambushed.", "convoy", "thing"),
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


def test_an_adjective_stands_for_the_place_that_the_text_names(analyse: Analyse) -> None:
    analysis = analyse("Ostrania denied it. The Ostranian commander fled. Two Ostranians died.")
    found = {m.text: m for m in analysis.mentions if m.form == "name"}
    assert found["Ostranian"].chain == found["Ostrania"].chain
    assert found["Ostranian"].kind == "place"
    assert found["Ostranians"].kind == "population"


def test_an_adjective_without_its_place_stays_what_it_was(analyse: Analyse) -> None:
    [found] = [m for m in analyse("The Ostranian commander fled.").mentions if m.form == "name"]
    assert found.name == "Ostranian"


def test_he_is_a_person_even_when_nobody_answers_to_it(analyse: Analyse) -> None:
    [he] = [m for m in analyse("He fled.").mentions if m.form == "pronoun"]
    assert he.kind == "person"
