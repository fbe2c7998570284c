"""Slips of the parser are put right, and what only looks like them is left alone."""

import pytest
from tests.analyse.reading import Analyse

from reportedly.records import Analysis, Token


def token(analysis: Analysis, text: str) -> Token:
    return next(t for s in analysis.sentences for t in s.tokens if t.text == text)


def governor(analysis: Analysis, text: str) -> str:
    found = token(analysis, text)
    sentence = next(s for s in analysis.sentences if found in s.tokens)
    return sentence.tokens[found.head].text


def test_a_charge_hangs_on_the_verb(analyse: Analyse) -> None:
    analysis = analyse("Ostrania accuses the group of a bombing in the town of Mosk.")
    assert governor(analysis, "of") == "accuses"
    assert "the group" in {m.text for m in analysis.mentions}


def test_what_belongs_to_the_accused_stays_with_it(analyse: Analyse) -> None:
    analysis = analyse("Ostrania accuses the members of the group.")
    assert governor(analysis, "of") == "members"


def test_has_since_is_followed_by_the_verb(analyse: Analyse) -> None:
    analysis = analyse("The group has since recruited students in Orlat.")
    assert token(analysis, "recruited").dep == "ROOT"
    assert governor(analysis, "students") == "recruited"


def test_every_bare_item_of_a_long_list_is_a_conjunct(analyse: Analyse) -> None:
    analysis = analyse("The districts are Kelb, Mosk, Tarvik, Nol Vash and Dorv.")
    assert {token(analysis, w).dep for w in ("Mosk", "Tarvik", "Vash", "Dorv")} == {"conj"}


def test_a_list_after_a_colon_stays_in_its_sentence(analyse: Analyse) -> None:
    analysis = analyse("Tesk Province has three districts: Kelb, Mosk and Dorv.")
    assert len(analysis.sentences) == 1
    assert governor(analysis, "Kelb") == "districts"


def test_a_clause_after_a_colon_stays_as_the_parser_left_it(analyse: Analyse) -> None:
    analysis = analyse("She gave two reasons: Kelb was poor. It was far.")
    assert governor(analysis, "Kelb") == "was"


@pytest.mark.parametrize(
    "text",
    [
        "She sold Quay Trading Ltd. The police came.",
        "She sold Quay Trading Ltd.",
    ],
)
def test_a_company_at_the_end_of_a_sentence_leaves_it_its_dot(analyse: Analyse, text: str) -> None:
    names = {m.text for m in analyse(text).mentions if m.form == "name"}
    assert names == {"Quay Trading Ltd"}


def test_a_company_inside_a_sentence_keeps_its_dot(analyse: Analyse) -> None:
    names = {m.text for m in analyse("She sold Quay Trading Ltd. in May.").mentions}
    assert "Quay Trading Ltd." in names


def test_an_unknown_word_that_opens_a_sentence_as_subject_is_a_name(analyse: Analyse) -> None:
    assert [m.form for m in analyse("Rasheed was shot.").mentions] == ["name"]
    assert [m.form for m in analyse("Grain was sold.").mentions] == ["nominal"]


def test_offsets_stay_exact_where_tokens_are_parted(analyse: Analyse) -> None:
    text = "She sold Quay Trading Ltd. Two men of Reed Motors Inc. Anna Dovar left Fern Corp."
    analysis = analyse(text)
    assert all(text[t.start : t.end] == t.text for s in analysis.sentences for t in s.tokens)


def test_who_is_accused_of_recruiting_children_recruits_them(analyse: Analyse) -> None:
    analysis = analyse("The council accused the Coral League of recruiting children.")
    assert governor(analysis, "children") == "recruiting"
    assert token(analysis, "recruiting").dep == "pcomp"
    kept = analyse("He spoke of existing laws.")
    assert governor(kept, "existing") == "laws"


def test_what_a_body_is_designated_is_no_second_body(analyse: Analyse) -> None:
    analysis = analyse("Kestria designated the Grey Wolves Column a terrorist organisation in 2020.")
    assert token(analysis, "organisation").dep != "dobj"
    assert token(analysis, "Column").dep == "dobj"
