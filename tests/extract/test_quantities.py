"""Counts, ages and shares over real parses, in the claim model's notation."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.analyse.parse import Parser
from reportedly.extract.numerals import parse_cardinal, parse_ordinal
from reportedly.extract.quantities import find_ages, find_quantity, find_share
from reportedly.records import Sentence, Span


@pytest.fixture
def parse(parser: Parser) -> Callable[[str], Sentence]:
    def parse_one(text: str) -> Sentence:
        span = Span(start=0, end=len(text), text=text)
        return next(iter(parser.parse([[span]])))[0]

    return parse_one


def quantity_of(sentence: Sentence, word: str) -> str | None:
    token = next(t for t in sentence.tokens if t.text == word)
    first = min([token.i, *(c for c in sentence.children[token.i] if c < token.i)])
    return find_quantity(sentence, first, token.i, token.i)


@pytest.mark.parametrize(
    ("text", "word", "value"),
    [
        ("The army arrested 12 men.", "men", "12"),
        ("The army arrested twenty-five men.", "men", "25"),
        ("More than 10,000 foreign fighters crossed the border.", "fighters", ">10000"),
        ("At least three officers were killed.", "officers", ">=3"),
        ("No fewer than 60 houses were burned.", "houses", ">=60"),
        ("About 50 civilians were killed.", "civilians", "~50"),
        ("Nearly 40 shops were burned.", "shops", "~40"),
        ("Up to 200 fighters live there.", "fighters", "<=200"),
        ("Fewer than 30 fighters live there.", "fighters", "<30"),
        ("Between 20 and 30 gunmen attacked the post.", "gunmen", "20..30"),
        ("The group numbers 80 to 100 men.", "men", "80..100"),
        ("Two or three people live there.", "people", "2..3"),
        ("Two to three thousand troops crossed the river.", "troops", "2000..3000"),
        ("Two thousand men crossed the river.", "men", "2000"),
        ("It has some 1.2 million members.", "members", "~1200000"),
        ("The navy seized 5,500 rifles.", "rifles", "5500"),
        ("A dozen rebels died.", "rebels", "12"),
        ("Approximately two dozen civilians died.", "civilians", "~24"),
        ("Dozens of people fled.", "people", ">=24"),
        ("Tens of thousands of refugees fled.", "refugees", ">=20000"),
        ("Gunmen shot two of my officers.", "officers", "2"),
        ("A group of 20 men attacked the post.", "group", "20"),
        ("Police killed five and wounded six.", "five", "5"),
        ("In May 10 people died.", "people", "10"),
        ("A man was killed.", "man", None),
        ("One of its leaders died.", "leaders", None),
        ("In 2014 officers left.", "officers", None),
        ("He owns 60 percent of the shares.", "shares", None),
        ("Three soldiers shot men.", "men", None),
    ],
)
def test_a_number_counts_the_noun_that_it_modifies(
    parse: Callable[[str], Sentence], text: str, word: str, value: str | None
) -> None:
    assert quantity_of(parse(text), word) == value


@pytest.mark.parametrize(
    ("text", "word", "age"),
    [
        ("Ivan Petrov, 41, a trader, left.", "Petrov", "41"),
        ("The 25-year-old student was shot.", "student", "25"),
        ("A man aged 30 was shot.", "man", "30"),
        ("He died, aged 54, of his injuries.", "He", "54"),
        ("He joined the front at seventeen, and left.", "He", "17"),
        ("Sara Lind (34) agreed.", "Lind", "34"),
        ("In 2014, 25 people left.", "people", None),
        ("Ivan Petrov met three men on 5 May.", "Petrov", None),
    ],
)
def test_an_age_belongs_to_the_person_beside_it(
    parse: Callable[[str], Sentence], text: str, word: str, age: str | None
) -> None:
    sentence = parse(text)
    token = next(t for t in sentence.tokens if t.text == word)
    assert find_ages(sentence, token.i, token.i, token.i) == age


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("He owns 70 per cent of the mill.", "70"),
        ("He sold his 25% holding.", "25"),
        ("He holds forty per cent of the mill.", "40"),
        ("He holds 22pc of its shares.", "22"),
        ("He owns half of the company.", "half"),
        ("He bought a third of the firm.", "third"),
        ("He sold the mill.", None),
    ],
)
def test_a_share_is_its_percentage_or_its_fraction(
    parse: Callable[[str], Sentence], text: str, share: str | None
) -> None:
    sentence = parse(text)
    assert find_share(sentence, 0, len(sentence.tokens)) == share


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("twenty-five", 25), ("a dozen", 12), ("two thousand", 2000), ("1.2 million", 1_200_000),
        ("1.37 billion", 1_370_000_000), ("5,500", 5500), ("10 000", 10_000), ("300k", 300_000),
        ("half a million", 500_000), ("two hundred and six", 206), ("a", None), ("fighters", None),
        ("1.5", None), ("", None),
    ],
)  # fmt: skip
def test_number_words_and_digits_read_as_whole_numbers(words: str, number: int | None) -> None:
    assert parse_cardinal(words) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("ninth", 9),
        ("twenty-sixth", 26),
        ("9th", 9),
        ("31st", 31),
        ("fourteenth", 14),
        ("men", None),
    ],
)
def test_ordinals_read_as_their_number(words: str, number: int | None) -> None:
    assert parse_ordinal(words) == number


@given(st.integers(0, 10**12))
def test_digits_with_thousands_separators_keep_their_value(number: int) -> None:
    assert parse_cardinal(f"{number:,}") == number
    assert parse_cardinal(str(number)) == number


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_none(words: str) -> None:
    value = parse_cardinal(words)
    assert value is None or value >= 0
