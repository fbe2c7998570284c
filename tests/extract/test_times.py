"""The interval grammar over real parses: what is a time, what it means, what it modifies."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.analyse import split_paragraphs
from reportedly.analyse.parse import Parser
from reportedly.edtf import is_valid
from reportedly.extract.calendar import Partial, make_anchor, shift, week_of, with_year
from reportedly.extract.time_rules import RULES
from reportedly.extract.times import (
    TimeExpression,
    attach_time,
    find_document_times,
    find_times,
)
from reportedly.records import Sentence, Span

PUBLISHED = "2021-08-10"  # a Tuesday
Read = Callable[..., list[TimeExpression]]


def parse(parser: Parser, text: str) -> list[Sentence]:
    return next(iter(parser.parse([[Span(start=0, end=len(text), text=text)]])))


@pytest.fixture
def read(parser: Parser) -> Read:
    def read_times(
        text: str, published_on: str | None = PUBLISHED, context: str | None = None
    ) -> list[TimeExpression]:
        (sentence,) = parse(parser, text)
        return find_times(sentence, text, published_on, context)

    return read_times


def found(expressions: list[TimeExpression]) -> list[str]:
    return [expression.edtf for expression in expressions]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The raid took place on 2016-05-19.", "2016-05-19"),
        ("The letter is dated 23.11.2016.", "2016-11-23"),
        ("DOB: 04/02/1969.", "1969-02-04"),
        ("The letter is dated 05/23/2014.", "2014-05-23"),
        ("DOB: --/--/1974.", "1974"),
        ("Rebels shelled the base on 22 November 2014.", "2014-11-22"),
        ("Rebels shelled the base on Nov. 6, 2016.", "2016-11-06"),
        ("Soldiers trained here on October 25-26, 2016.", "2016-10-25/2016-10-26"),
        ("They met on the ninth of March 2002.", "2002-03-09"),
        ("He was seized on or about 6 February 1983.", "1983-02-06~"),
        ("She was born in 1988.", "1988"),
        ("She was born around 1956.", "1956~"),
        ("He joined in ninety-eight.", "1998"),
        ("He was minister from 2012 to 2014.", "2012/2014"),
        ("He led the branch (2009-17) and lost it.", "2009/2017"),
        ("He led the branch in 1992-97.", "1992/1997"),
        ("Fighting went on between March and May 2019.", "2019-03/2019-05"),
        ("It ran between October 8, 2023, and November 28, 2024.", "2023-10-08/2024-11-28"),
        ("It held them between late 2016 and March 2018.", "2016-09/2018-03"),
        ("They died between November 1982 and the following March.", "1982-11/1983-03"),
        ("Arrests were made in 2018 and 2019.", "2018/2019"),
        ("The front has held the town since 2014.", "2014/.."),
        ("The front has held the town since mid-2016.", "2016-06/.."),
        ("The front held the town until 2015.", "../2015"),
        ("By 2016 the front had two bases.", "../2016"),
        ("Airstrikes starting on October 1, 2019 killed many.", "2019-10-01/.."),
        ("It fought there in the 1990s.", "199X"),
        ("It fought there in the late 1990s.", "1995/1999"),
        ("It was founded in the early fifties.", "1950/1954"),
        ("The fort dates from the 19th century.", "18XX"),
        ("He left in the autumn of 2013.", "2013-23"),
        ("He left in summer 2014.", "2014-22"),
        ("He left in early 2019.", "2019-01/2019-04"),
        ("He left in mid-2015.", "2015-05/2015-08"),
        ("Killings doubled in the first half of 2020.", "2020-01/2020-06"),
        ("Killings doubled in the second quarter of 2019.", "2019-04/2019-06"),
        ("Killings doubled in Q2 2019.", "2019-04/2019-06"),
        ("Killings doubled in the first nine months of 2019.", "2019-01/2019-09"),
        ("Police fired on the night of 12 May 2000.", "2000-05-12"),
        ("Shots were heard at dawn on 3 May 2014.", "2014-05-03"),
    ],
)
def test_a_full_date_means_the_same_whenever_it_is_read(read: Read, text: str, edtf: str) -> None:
    assert found(read(text)) == [edtf]
    assert found(read(text, None)) == [edtf]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The town fell in June.", "2021-06"),
        ("The town fell in October.", "2020-10"),
        ("The service warned on July 27.", "2021-07-27"),
        ("The service warned on August 11.", "2020-08-11"),
        ("The service warned on Monday.", "2021-08-09"),
        ("The service warned on Tuesday.", "2021-08-10"),
        ("The service warned on Friday evening.", "2021-08-06"),
        ("The service warned last Tuesday.", "2021-08-03"),
        ("Fighting has raged since mid-April.", "2021-04/.."),
        ("He crossed in mid-July.", "2021-07~"),
        ("The group was founded a decade ago.", "2011~"),
        ("The group was founded three years ago.", "2018"),
        ("The envoy left two days ago.", "2021-08-08"),
        ("The envoy left yesterday.", "2021-08-09"),
        ("The envoy left last night.", "2021-08-09"),
        ("The envoy left this morning.", "2021-08-10"),
        ("The envoy left last week.", "2021-08-02/2021-08-08"),
        ("The envoy left last month.", "2021-07"),
        ("Last year the envoy left.", "2020"),
        ("The envoy left the year before last.", "2019"),
        ("The envoy left earlier this month.", "2021-08"),
        ("The envoy has been there since late last month.", "2021-07/.."),
        ("The envoy left over the weekend.", "2021-08-07/2021-08-08"),
        ("The envoy left last June.", "2021-06"),
        ("The envoy left last autumn.", "2020-23"),
        ("The envoy was abducted in November of last year.", "2020-11"),
        ("The envoy was there until last year.", "../2020"),
        ("The envoy came often over the past two years.", "2019/2021"),
        ("Police released four on the third of this month.", "2021-08-03"),
        ("On 11 and 12 June troops burned the mill.", "2021-06-11/2021-06-12"),
        ("The trial will open in October.", "2021-10"),
        ("The trial is due to open in October.", "2021-10"),
        ("The hostages are to walk free by Sunday.", "../2021-08-15"),
        ("The ministers will meet on Thursday.", "2021-08-12"),
        ("The ministers meet next Friday.", "2021-08-13"),
        ("Talks pencilled in for November came to nothing.", "2021-11"),
    ],
)
def test_a_relative_time_counts_back_from_the_report_unless_it_looks_ahead(
    read: Read, text: str, edtf: str
) -> None:
    assert found(read(text)) == [edtf]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Police released four on July 27.", ["XXXX-07-27"]),
        ("Police released four in June.", ["XXXX-06"]),
        ("From January to June police released four.", ["XXXX-01/XXXX-06"]),
        ("Fighting has raged since mid-April.", ["XXXX-04/.."]),
        ("Police released four on Monday.", []),
        ("Police released four yesterday.", []),
        ("Police released four last week.", []),
        ("Police released four a decade ago.", []),
    ],
)
def test_without_a_date_of_publication_the_year_stays_unknown(
    read: Read, text: str, edtf: list[str]
) -> None:
    assert found(read(text, None)) == edtf


def test_a_report_dated_by_its_year_alone_speaks_of_the_year_before(read: Read) -> None:
    assert found(read("In January police beat two men.", "2023")) == ["2022-01"]
    assert found(read("During the year police beat two men.", "2023")) == ["2022"]
    assert found(read("Police beat two men last year.", "2023")) == ["2022"]
    assert found(read("Police beat two men on Monday.", "2023")) == []


@pytest.mark.parametrize(
    ("text", "context", "edtf"),
    [
        ("The body was found the following day.", "2014-05-12", "2014-05-13"),
        ("The body was found nine days later.", "1983-02-06~", "1983-02-15"),
        ("The body was found two days before.", "2014-05-16", "2014-05-14"),
        ("The body was found that night.", "2014-05-16", "2014-05-16"),
        ("He was charged in that year.", "2003", "2003"),
        ("He was let go 14 months later.", "1982-12", "1984-02"),
        ("He walked out the following year.", "2011", "2012"),
        ("He was killed that April.", "2000-06-19", "2000-04"),
        ("He was released by the end of that month.", "2004-01-15", "../2004-01-31"),
        ("He was let out on bail on the 9th.", "2012-08-02", "2012-08-09"),
        ("The ministry waited until the 4th.", "2016-01-31", "../2016-02-04"),
        ("He was let go on 3 June.", "2000-05-12", "2000-06-03"),
        ("The army retook the town at noon.", "2012-07-04", "2012-07-04"),
        ("They have since fought each other.", "2019", "2019/.."),
    ],
)
def test_a_time_told_from_the_one_before_counts_from_the_context(
    read: Read, text: str, context: str, edtf: str
) -> None:
    assert found(read(text, "2021-08-10", context)) == [edtf]


@pytest.mark.parametrize(
    "text",
    [
        "The suspect is 25 years old.",
        "They were jailed for three years.",
        "The court passed a three-year sentence.",
        "He was given 48 hours to leave.",
        "The panel acts under Resolution 1988 and Article 226 (2014).",
        "Call the office on 2014 2015.",
        "They searched the 34 provinces.",
        "The group may attack again.",
        "Theresa May met him.",
        "Workers march to the square.",
        "He is in his nineties.",
        "The fall of the town surprised them.",
        "Some 2000 men fled.",
        "They fell back and found a spring.",
        "The Sunday Times printed the letter.",
        "She works every Monday.",
        "Rents rose by 20.5 percent.",
    ],
)
def test_ages_durations_names_and_numbers_are_no_times(read: Read, text: str) -> None:
    assert found(read(text)) == []


def test_a_weekday_beside_its_date_is_one_time(read: Read) -> None:
    assert found(read("Police arrested two on Monday, 9 August 2021.")) == ["2021-08-09"]


def test_two_dates_that_are_not_next_to_each_other_stay_two(read: Read) -> None:
    assert found(read("Police raided it in 2011 and 2015.")) == ["2011", "2015"]


def test_a_sequel_never_lies_after_the_report(read: Read) -> None:
    assert found(read("He was killed three weeks later.", "2021-08-10", "2021-08-09")) == []
    assert found(read("He was killed three weeks later.", "2021-08-10", "2021-05-01")) == [
        "2021-05-22"
    ]


def test_a_document_remembers_the_last_day_across_a_year_that_it_names(parser: Parser) -> None:
    text = "Police arrested him on 17 May 2016. He was born in 1988. He was freed the next day."
    times = find_document_times(parse(parser, text), text, "2016-05-19")
    assert [found(t) for t in times] == [["2016-05-17"], ["1988"], ["2016-05-18"]]


def test_a_dateline_is_the_day_from_which_an_undated_report_speaks(parser: Parser) -> None:
    def read_last(published_on: str | None) -> list[str]:
        text = "Keth, 12 May 2021 (Asel Courier)\n\nThe convoy was attacked on Monday."
        [sentences] = parser.parse([split_paragraphs(text)])
        return found(find_document_times(sentences, text, published_on)[-1])

    assert read_last(None) == ["2021-05-10"]
    assert read_last("2021") == ["2021-05-10"]
    assert read_last("2021-05-20") == ["2021-05-17"]
    assert read_last("2023") != ["2021-05-10"]


def test_an_expression_stands_on_its_tokens_and_its_preposition(read: Read, parser: Parser) -> None:
    text = "The front has held the town since mid-April."
    (time,) = read(text)
    (sentence,) = parse(parser, text)
    assert text[time.start : time.end] == time.text == "since mid-April"
    assert sentence.tokens[time.first].text == "since"
    assert sentence.tokens[time.head].text == "since"
    assert time.introduced_by == "since"


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        ("On Monday the ministry said rebels burned the mill in June.", "said", "2021-08-09"),
        ("On Monday the ministry said rebels burned the mill in June.", "burned", "2021-06"),
        ("On Monday the ministry said that rebels had burned the mill.", "burned", None),
        ("The ministry said that in June rebels burned the mill.", "said", None),
        ("In June rebels stormed the base and burned the mill.", "burned", "2021-06"),
        ("Rebels stormed the base in June and later burned the mill.", "burned", None),
        ("Rebels were arrested and beaten on 5 May 2020.", "arrested", "2020-05-05"),
        ("On July 8 gunmen attacked a convoy, killing three guards.", "killing", "2021-07-08"),
        ("The army detained the man whom rebels freed in June.", "detained", None),
        ("The army detained the man whom rebels freed in June.", "freed", "2021-06"),
        ("Rebels claimed the ambush of 9 December 2020.", "claimed", None),
        ("Rebels claimed the ambush of 9 December 2020.", "ambush", "2020-12-09"),
        ("Rebels carried out an attack on 9 December 2020.", "attack", "2020-12-09"),
        ("He met the envoy during the 2019 campaign.", "met", "2019"),
        ("Threats have reached him since he resigned in May.", "reached", "2021-05/.."),
        ("He ran the plant until he was replaced in 2018.", "ran", "../2018"),
        ("He has led the unit since 2011, when he replaced the founder.", "led", "2011/.."),
        ("He has led the unit since 2011, when he replaced the founder.", "replaced", "2011"),
        ("Before his 2009 appointment he led the union.", "led", "../2009"),
        ("The ambush in October 2020 killed eleven guards.", "killed", "2020-10"),
        ("He recalled the 1991 stampede, in which many died.", "died", "1991"),
        ("Gunmen shot him at a wedding in Kavo in 2001.", "shot", "2001"),
        ("The court freed Baro, the spokesman of the front, in May.", "spokesman", None),
        ("Last autumn gunmen ambushed a convoy.", "ambushed", "2020-23"),
        ("On July 8, alleged rebels attacked the mill.", "attacked", "2021-07-08"),
        ("Police arrested him in November 2016 and charged him with theft.", "charged", "2016-11"),
        ("He is believed to have left in 2014.", "left", "2014"),
        ("He is believed to have left in 2014.", "believed", None),
    ],
)
def test_a_time_is_attached_to_the_predicate_it_modifies(
    read: Read, parser: Parser, text: str, word: str, edtf: str | None
) -> None:
    (sentence,) = parse(parser, text)
    token = next(t for t in sentence.tokens if t.text == word)
    time = attach_time(sentence, read(text), token.i)
    assert (None if time is None else time.edtf) == edtf


@given(st.dates(), st.integers(1, 12), st.integers(1, 28), st.booleans())
def test_past_bias_never_looks_ahead_and_the_other_never_back(
    today: date, month: int, day: int, ahead: bool
) -> None:
    anchor = make_anchor(str(today))._replace(ahead=ahead)
    if anchor.today is None or not 2 <= anchor.today.year <= 9998:
        return
    partial = with_year(Partial(None, month, day), anchor)
    assert partial.year is not None
    when = f"{partial.year:04d}-{month:02d}-{day:02d}"
    assert when >= str(today) if ahead else when <= str(today)


@given(
    st.dates(), st.sampled_from(["day", "week", "month", "year", "decade"]), st.integers(-500, 500)
)
def test_moving_a_date_gives_a_valid_date_or_nothing(day: date, unit: str, amount: int) -> None:
    moved = shift(str(day), unit, amount)
    assert moved is None or is_valid(moved)


@given(st.dates(min_value=date(2, 1, 1)))
def test_a_week_begins_on_monday_and_holds_its_day(day: date) -> None:
    first, last = week_of(day).split("/")
    assert first <= str(day) <= last


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Statement of 3 May 2021", "2021-05-02"),
        ("Keth, 3 May 2021", "2021-05-02"),
        ("The raid of 3 May 2021", None),
        ("Two years after 3 May 2021", None),
        ("Omar Kessel (3 May 1961 - 4 June 2011)", None),
    ],
)
def test_only_a_date_of_the_report_itself_dates_what_it_calls_yesterday(
    parser: Parser, head: str, day: str | None
) -> None:
    text = f"{head}\n\nThe League attacked Dura yesterday."
    (sentences,) = parser.parse([split_paragraphs(text)])
    times = found(find_document_times(sentences, text, None)[-1])
    assert times == ([] if day is None else [day])


def test_every_match_of_a_rule_holds_one_of_its_signs() -> None:
    tests = Path(__file__).parents[1]
    files = [*(tests / "golden").rglob("*.toml"), *(tests.parent / "examples").glob("*.txt")]
    files += (tests.parent / "src/reportedly/knowledge").glob("*.toml")
    matches = 0
    for text in (file.read_text(encoding="utf-8") for file in files):
        for rule in RULES:
            for match in rule.pattern.finditer(text):
                found = match.group().lower()
                assert not rule.signs or any(s in found for s in rule.signs), (rule.name, found)
                matches += bool(rule.signs)
    assert matches > 100
