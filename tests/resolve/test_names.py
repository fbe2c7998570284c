"""What may be one name and what tells two apart, phenomenon by phenomenon, held by pairs of names."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.evaluate import run
from reportedly.evaluate.name_pairs import NamePair, find_outcome, read_pairs
from reportedly.resolve.alignment import align_untorn, align_words
from reportedly.resolve.arabic import may_spell
from reportedly.resolve.compare import Comparison, compare_names
from reportedly.resolve.names import find_initials, read_body, read_person
from reportedly.resolve.words import _compare_alike, compare_words, find_skeleton

NAMES = Path(__file__).resolve().parents[2] / "benchmarks" / "names"
PAIRS = [pair for name in ("pairs", "held", "fresh") for pair in read_pairs(NAMES / f"{name}.tsv")]


def test_the_pairs_are_many_and_of_both_kinds() -> None:
    pairs = list(read_pairs(NAMES / "pairs.tsv"))
    assert len(pairs) >= 400
    assert len({pair.phenomenon for pair in pairs}) >= 20
    assert 0.4 < sum(pair.is_same for pair in pairs) / len(pairs) < 0.6


@pytest.mark.parametrize(
    ("name", "precision", "recall", "recall_with_doubts"),
    [
        ("pairs.tsv", 0.99, 0.80, 0.98),
        ("held.tsv", 0.96, 0.84, 0.97),
        ("fresh.tsv", 0.97, 0.85, 0.95),
    ],
)
def test_names_are_compared_as_well_as_was_measured(
    name: str, precision: float, recall: float, recall_with_doubts: float
) -> None:
    figures = run("names", NAMES / name).figures
    assert figures["precision"] >= precision
    assert figures["recall"] >= recall
    assert figures["with_doubts"]["recall"] >= recall_with_doubts


@pytest.mark.parametrize(
    "phenomenon",
    [
        "brothers",
        "father and son",
        "gendered surnames",
        "wings and branches",
        "namesakes of other places",
        "ministries and courts",
        "numbers",
        "places",
        "initials",
    ],
)
def test_what_must_not_be_one_is_never_joined_outright(phenomenon: str) -> None:
    joined = [
        (pair.one, pair.other)
        for pair in PAIRS
        if pair.phenomenon == phenomenon
        and not pair.is_same
        and find_outcome(_compare(pair)) == "joined"
    ]
    assert joined == []


def test_the_order_of_two_names_changes_nothing() -> None:
    for pair in PAIRS:
        one, other = _compare(pair), compare_names(pair.other, pair.kind, pair.one, pair.kind)
        assert (one is None) == (other is None), pair
        if one is not None and other is not None:
            assert (one.score, one.weak) == (other.score, other.weak), pair


def _compare(pair: NamePair) -> Comparison | None:
    return compare_names(pair.one, pair.kind, pair.other, pair.kind)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_compared_either_way_round(one: str, other: str) -> None:
    for kind in ("person", "organization", "place"):
        found = compare_names(one, kind, other, kind)
        turned = compare_names(other, kind, one, kind)
        assert (found is None) == (turned is None)


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("يوسف", "yusuf"),
        ("يوسف", "youssef"),
        ("خالد", "khaled"),
        ("قندول", "qandoul"),
        ("عمر", "umar"),
    ],
)
def test_a_latin_spelling_of_an_arabic_word_is_known(arabic: str, latin: str) -> None:
    assert may_spell(latin, arabic)


@pytest.mark.parametrize(
    ("arabic", "latin"), [("كمال", "kamil"), ("خالد", "hamid"), ("محمود", "mohammed")]
)
def test_long_vowels_and_consonants_must_be_there(arabic: str, latin: str) -> None:
    assert not may_spell(latin, arabic)


def test_words_are_read_without_titles_articles_and_legal_forms() -> None:
    assert read_person("Maj. Gen. Tarik al-Noub").words == ("tarik", "noub")
    assert read_person("Omar Kessel Jr.").generation == "jr"
    assert read_person("Saif al-Din Harzan").words == read_person("Saifuddin Harzan").words
    assert read_body("Salt Line Sp. z o.o.").words == ("salt", "line")
    assert read_body("Third Brigade").words == read_body("3rd Brigade").words
    assert read_body("MT Salt Pearl").words == ("salt", "pearl")
    assert read_body("Nigerian Navy").words == read_body("Nigeria's Navy").words


def test_an_acronym_leaves_small_words_out_or_keeps_them() -> None:
    name = "Front for the Liberation of Keth"
    assert {"flk", "fftlok"} <= find_initials(read_body(name), name)


def test_vowels_and_endings_tell_short_names_apart() -> None:
    assert compare_words("kamal", "kamil") == 0
    assert compare_words("hassan", "hassani") == 0
    assert compare_words("amin", "amina") == 0
    assert compare_words("lomsky", "lomskaya") == 0
    assert compare_words("ahmad", "ahmed") == 0.9
    assert compare_words("gochev", "gorchev") == 0.85
    assert compare_words("william", "bill") == 0.7
    assert compare_words("13", "3") == 0
    assert find_skeleton("qader") == find_skeleton("kadir")


WORDS = st.sampled_from(
    [
        *("omar", "umar", "o", "kessel", "kesel", "kessels", "alkessel", "william", "bill", "13"),
        *("keth", "kethi", "amin", "amina", "hassan", "hasan", "يوسف", "yusuf", "brigade"),
    ]
)


@given(WORDS | st.text(min_size=1, max_size=8), WORDS | st.text(min_size=1, max_size=8))
def test_a_quick_look_at_two_words_rules_out_only_what_is_unlike(one: str, other: str) -> None:
    if one != other:
        assert compare_words(one, other) == _compare_alike(one, other)


@given(st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=4))
def test_names_are_aligned_alike_whether_or_not_it_is_asked_if_they_are_torn(
    one: list[str], other: list[str]
) -> None:
    aligned = align_words(one, other)
    assert align_untorn(one, other) == (None if aligned.is_torn() else aligned)
