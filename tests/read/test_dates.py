"""Dates of publication as they are written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import UsageError
from reportedly.read.dates import check_given_date, is_edtf, normalise_date


@pytest.mark.parametrize(
    "written", ["2021", "2021-08", "2021-08-10", "2021-08-10~", "2021-08/2021-09", "2021-04/..",
                "../2021", "202X", "2021-21", "XXXX-02-29", "2021-08-XX"]
)  # fmt: skip
def test_edtf_passes_as_it_is(written: str) -> None:
    assert normalise_date(written) == written


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("10 August 2021", "2021-08-10"),
        ("10th of August, 2021", "2021-08-10"),
        ("Aug 10, 2021", "2021-08-10"),
        ("Aug. 10 2021", "2021-08-10"),
        ("AUGUST 10, 2021", "2021-08-10"),
        ("Tuesday, 10 August 2021", "2021-08-10"),
        ("Tue, 10 Aug 2021 23:15:00 -0500", "2021-08-10"),
        ("Tue, 10 Aug 2021 23:15 GMT", "2021-08-10"),
        ("Tue Aug 10 23:15:00 UTC 2021", "2021-08-10"),
        ("August 10, 2021 at 3:15 p.m.", "2021-08-10"),
        ("10-Aug-2021", "2021-08-10"),
        ("August 2021", "2021-08"),
        ("Sept. 2021", "2021-09"),
        ("2021-08-10T23:15:00Z", "2021-08-10"),
        ("2021-08-10T23:15:00.123456+05:00", "2021-08-10"),
        ("2021-08-10 23:15", "2021-08-10"),
        ("20210810", "2021-08-10"),
        ("20210810T231500Z", "2021-08-10"),
        ("2021/8/5", "2021-08-05"),
        ("10.8.2021", "2021-08-10"),
        ("23/08/2021", "2021-08-23"),
        ("08/23/2021", "2021-08-23"),
        ("08/08/2021", "2021-08-08"),
    ],
)
def test_common_forms_become_the_day_that_is_written(written: str, expected: str) -> None:
    assert normalise_date(written) == expected


@pytest.mark.parametrize(
    "written",
    ["08/10/2021", "yesterday", "2021-13-01", "2021-02-29", "30 February 2021", "1628553600", "/",
     "../..", "31/31/2021", "2021-08-10 or so", "Mayor 2021", ""],
)  # fmt: skip
def test_what_is_no_date_or_could_be_two_is_none(written: str) -> None:
    assert normalise_date(written) is None


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_every_day_comes_back_from_the_ways_of_writing_it(day: date) -> None:
    assert normalise_date(f"{day:%d %B %Y}") == day.isoformat()
    assert normalise_date(f"{day:%b} {day.day}, {day.year}") == day.isoformat()
    assert is_edtf(day.isoformat())


@given(st.text(max_size=30))
def test_no_text_breaks_it_and_what_comes_out_is_edtf(written: str) -> None:
    found = normalise_date(written)
    assert found is None or is_edtf(found)


def test_a_callers_date_that_is_not_edtf_is_refused_with_the_right_form() -> None:
    with pytest.raises(UsageError, match=r"write it as 2021-08-10$"):
        check_given_date("10 August 2021")
    assert check_given_date(None) is None
