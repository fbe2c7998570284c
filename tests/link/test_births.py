"""Dates of birth as lists write them, and how two of them agree."""

import pytest

from reportedly.link.births import count_years_apart, is_same_day, may_be_same, read_birth
from reportedly.link.countries import find_country


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("15 Jul 1980", "1980-07-15"),
        ("Jul 1980", "1980-07"),
        ("1980", "1980"),
        ("circa 1970", "1970~"),
        ("1970 to 1975", "1970/1975"),
        ("1965-03-15", "1965-03-15"),
        ("1965-03-15T00:00:00", "1965-03-15"),
        ("1965-00-00", "1965"),
        ("15/03/1965", "1965-03-15"),
        ("dd/mm/1958", "1958"),
        ("dd/03/1958", "1958-03"),
        ("31 Feb 1980", None),
        ("unknown", None),
        ("", None),
    ],
)
def test_a_birth_is_read_as_edtf(written: str, edtf: str | None) -> None:
    assert read_birth(written) == edtf


def test_births_agree_as_far_as_they_are_known() -> None:
    assert is_same_day("1980-07-15", "1980-07-15")
    assert not is_same_day("1980", "1980")
    assert may_be_same("1980-07-15", "1980")
    assert may_be_same("1981", "1980~")
    assert not may_be_same("1982", "1980~")
    assert not may_be_same("1980-07-15", "1980-07-16")
    assert may_be_same("1952", "1950/1953")
    assert count_years_apart("1952", "1960~") == 7
    assert count_years_apart("1980-01-01", "1980-12-31") == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ru", "Russian Federation"),
        ("Russia", "RUS"),
        ("Korea, North", "Democratic People's Republic of Korea"),
        ("Iran (Islamic Republic of)", "ir"),
        ("Burma", "Myanmar"),
        ("Kestria", "KESTRIA"),
    ],
)
def test_a_country_is_one_however_it_is_written(one: str, other: str) -> None:
    assert find_country(one) == find_country(other)


def test_two_countries_are_two() -> None:
    assert find_country("Korea, South") != find_country("Korea, North")
    assert find_country("Kestria") != find_country("Sarvenia")
