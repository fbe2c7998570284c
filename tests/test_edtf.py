"""EDTF strings: their bounds and their words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.edtf import bounds, in_words, is_valid, split_interval
from reportedly.errors import UsageError

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(9998, 12, 31))
MARKS = st.sampled_from(["", "~", "?", "%"])


@st.composite
def parts(draw: st.DrawFn) -> str:
    day = draw(DAYS)
    form = draw(
        st.sampled_from(
            [
                "{y}",
                "{y}-{m:02d}",
                "{y}-{m:02d}-{d:02d}",
                "{y}-{s}",
                "{c}X",
                "{k}XX",
                "XXXX-{m:02d}",
            ]
        )
    )
    season = draw(st.integers(21, 24))
    year = f"{day.year:04d}"
    filled = form.format(y=year, m=day.month, d=day.day, s=season, c=year[:3], k=year[:2])
    return filled + draw(MARKS)


@st.composite
def edtf_strings(draw: st.DrawFn) -> str:
    form = draw(st.sampled_from(["one", "from", "until", "both"]))
    first, last = draw(parts()), draw(parts())
    if form == "both":
        first, last = sorted([first, last], key=lambda p: (bounds(p)[0] or date.max, p))
        return f"{first}/{last}" if is_valid(f"{first}/{last}") else first
    return {"one": first, "from": f"{first}/..", "until": f"../{last}"}[form]


@given(edtf_strings())
def test_the_lower_bound_is_never_later_than_the_upper_one(edtf: str) -> None:
    lower, upper = bounds(edtf)
    assert lower is None or upper is None or lower <= upper


@given(edtf_strings())
def test_every_valid_string_has_words_without_an_x(edtf: str) -> None:
    assert is_valid(edtf)
    assert "X" not in in_words(edtf)


@given(DAYS, DAYS)
def test_an_interval_is_valid_exactly_when_it_runs_forwards(a: date, b: date) -> None:
    assert is_valid(f"{a}/{b}") == (a <= b)


@given(st.text(alphabet="0123456789X-/.~?T ", max_size=14))
def test_any_other_text_is_refused_with_a_usage_error_or_has_bounds(text: str) -> None:
    if is_valid(text):
        bounds(text)
    else:
        with pytest.raises(UsageError, match="EDTF"):
            bounds(text)


@pytest.mark.parametrize(
    ("edtf", "lower", "upper"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2021-08-10", date(2021, 8, 10), date(2021, 8, 10)),
        ("2013-21", date(2013, 3, 1), date(2013, 5, 31)),
        ("2013-24", date(2013, 12, 1), date(2014, 2, 28)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("199X~", date(1990, 1, 1), date(1999, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("2011~", date(2011, 1, 1), date(2011, 12, 31)),
        ("2012-XX", date(2012, 1, 1), date(2012, 12, 31)),
        ("1992/1997", date(1992, 1, 1), date(1997, 12, 31)),
        ("2021-04/..", date(2021, 4, 1), None),
        ("../2015", None, date(2015, 12, 31)),
        ("/2015", None, date(2015, 12, 31)),
        ("2016-12~/2018-03", date(2016, 12, 1), date(2018, 3, 31)),
        ("XXXX-08-06", None, None),
        ("XXXX", None, None),
        ("2016-11-29T10:00", date(2016, 11, 29), date(2016, 11, 29)),
    ],
)
def test_bounds_are_inclusive_and_open_ends_are_none(
    edtf: str, lower: date | None, upper: date | None
) -> None:
    assert bounds(edtf) == (lower, upper)


@pytest.mark.parametrize(
    "edtf",
    ["", "..", "../..", "2021-13", "2021-02-30", "XXXX-02-30", "2021-25", "21", "2012/2011",
     "2012/2013/2014", "August 2021", "2021-8-1", "0000", "19X5", "2021-21-01"],
)  # fmt: skip
def test_what_names_no_date_is_not_valid(edtf: str) -> None:
    assert not is_valid(edtf)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2021-08-10", "10 August 2021"),
        ("2011~", "about 2011"),
        ("2011?", "perhaps 2011"),
        ("2021-04/..", "since April 2021"),
        ("../2015", "until 2015"),
        ("2016-10-25/2016-10-26", "25–26 October 2016"),
        ("2019-03/2019-05", "March–May 2019"),
        ("2021-06-30/2021-07-02", "30 June to 2 July 2021"),
        ("1995/1999", "1995–1999"),
        ("199X", "the 1990s"),
        ("2013-23", "autumn 2013"),
        ("XXXX-08-06", "6 August (year not given)"),
        ("2013-24", "winter 2013–14"),
        ("1999-24~", "about winter 1999–00"),
        ("2016-12/2018", "December 2016 to 2018"),
        ("2015-08-20T12/2015-08-20T18", "20 August 2015"),
    ],
)
def test_words_are_those_a_person_would_use(edtf: str, words: str) -> None:
    assert in_words(edtf) == words


def test_a_single_date_is_both_ends_of_its_interval() -> None:
    assert split_interval("2011~") == ("2011~", "2011~")
    assert split_interval("/2012") == ("..", "2012")
