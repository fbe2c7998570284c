"""Slips of the parser are put right, and what only looks like them is left alone."""

import pytest
from tests.analyse.reading import Analyse

from reportedly.analyse.misplaced import mend_places
from reportedly.analyse.repair import mend
from reportedly.analyse.word import Word, is_above, is_tree
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


@pytest.mark.parametrize(
    ("text", "name", "dep"),
    [
        ("Police have no proof that the Grey Wolves Column attacked Keth.", "Keth", "dobj"),
        ("The Grey Wolves Column attacked Keth.", "Keth", "dobj"),
        ("Soldiers left Keth Monday.", "Monday", "npadvmod"),
        ("The Grey Wolves Column attacked Monday.", "Monday", "npadvmod"),
    ],
)
def test_a_name_right_after_a_verb_is_its_object(
    analyse: Analyse, text: str, name: str, dep: str
) -> None:
    [token] = [t for s in analyse(text).sentences for t in s.tokens if t.text == name]
    assert token.dep == dep


def test_what_a_body_is_designated_is_no_second_body(analyse: Analyse) -> None:
    analysis = analyse(
        "Kestria designated the Grey Wolves Column a terrorist organisation in 2020."
    )
    assert token(analysis, "organisation").dep != "dobj"
    assert token(analysis, "Column").dep == "dobj"


def make_words(*rows: tuple[str, str, str, str, int]) -> list[Word]:
    return [
        Word(i=i, text=text, lemma=text.lower(), pos=pos, tag=tag, dep=dep, head=head)
        for i, (text, pos, tag, dep, head) in enumerate(rows)
    ]


def test_a_verb_with_a_prefix_stays_above_its_subject() -> None:
    words = make_words(
        ("The", "DET", "DT", "det", 1),
        ("pattern", "NOUN", "NN", "nsubj", 4),
        ("re", "NOUN", "NN", "appos", 1),
        ("-", "VERB", "VB", "acl", 1),
        ("emerges", "VERB", "VBZ", "ROOT", 4),
    )
    mend_places(words, words[2])
    assert is_tree(words)
    assert [word.head for word in words] == [1, 4, 4, 4, 4]
    assert words[4].pos == "VERB"


def test_words_in_a_ring_or_under_two_roots_are_no_tree() -> None:
    rows = [("a", "X", "X", "dep", n) for n in (1, 2, 0)]
    assert not is_tree(make_words(*rows))
    assert not is_tree(make_words(("a", "X", "X", "ROOT", 0), ("b", "X", "X", "ROOT", 1)))
    tree = make_words(*(("a", "X", "X", "dep", n) for n in (0, 0, 1)))
    assert is_tree(tree)
    assert is_above(tree, 0, 2)
    assert not is_above(tree, 2, 0)
    ring = make_words(
        ("a", "X", "X", "dep", 1), ("b", "X", "X", "dep", 0), ("c", "X", "X", "dep", 0)
    )
    assert not is_above(ring, 2, 0)
    assert is_above(ring, 1, 2)


def test_repairs_that_leave_no_tree_are_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def tie(words: list[Word], *_: object) -> None:
        words[0].head, words[0].dep = 1, "dep"

    monkeypatch.setattr("reportedly.analyse.repair._mend_all", tie)
    words = make_words(("They", "PRON", "PRP", "ROOT", 0), ("left", "VERB", "VBD", "dep", 0))
    mend(words, [], lambda _: True)
    assert [(word.head, word.dep) for word in words] == [(0, "ROOT"), (0, "dep")]
