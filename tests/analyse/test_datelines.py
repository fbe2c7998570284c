"""Datelines: parted from the clause, and their town is a place although no gazetteer knows it."""

import pytest
from tests.analyse.reading import Analyse

from reportedly.analyse.datelines import find_dateline
from reportedly.analyse.paragraphs import split_paragraphs

CLAUSE = "Gunmen attacked a police station on Monday, officials said."
DATELINES = [
    "KETH (Lake Radio) 3 May - ",
    "KETH (Lake Radio), May 3, 2012 — ",
    "KETH, May 3 (Lake Radio) - ",
    "KETH, Dura (Lake Radio) -- ",
    "ORLAN BAY (Lake News) 3 May 2012 - ",
    "Keth (Lake Radio) 3 May — ",
    "Keth, 3 May (Lake Radio) – ",
]


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_is_no_part_of_the_clause_and_names_a_place(
    analyse: Analyse, dateline: str
) -> None:
    assert find_dateline(dateline + CLAUSE) == len(dateline)
    analysis = analyse(dateline + CLAUSE)
    kinds = {m.text: m.kind for m in analysis.mentions}
    town = dateline.partition("(")[0].partition(",")[0].strip()
    assert kinds[town] == "place"
    assert kinds["Gunmen"] == "population"
    assert [kind for name, kind in kinds.items() if name.startswith("Lake")] == ["organization"]


@pytest.mark.parametrize(
    "text",
    [
        "Nora Vale - a nurse from Keth who had left in May - was detained by soldiers.",
        "Keth (Lake Radio) has a mill that soldiers burned down in May.",
        "The march of 3 May - the longest of all - ended in Keth with speeches.",
    ],
)
def test_a_dash_alone_makes_no_dateline(text: str) -> None:
    assert find_dateline(text) == 0
    assert [p.text for p in split_paragraphs(text)] == [text]


def test_a_name_beside_its_acronym_is_no_town(analyse: Analyse) -> None:
    analysis = analyse("CORAL LEAGUE (CL) - The group attacked the town of Dura on Monday.")
    assert {m.kind for m in analysis.mentions if m.text == "CORAL LEAGUE"} != {"place"}
