"""How names are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.store.names import normalise_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Heron Movement", "heron movement"),
        ("Heron Movement's", "Heron Movement"),
        ("the residents’", "residents"),
        ("al-Qasr", "Al Qasr"),
        ("Al-Qa'sr", "al qasr"),
        ("Łódź Øst", "lodz ost"),
        ("Müller", "Mu\u0308ller"),
        ("ＡＢＣ", "abc"),
    ],
)
def test_spellings_of_one_name_compare_equal(one: str, other: str) -> None:
    assert normalise_name(one) == normalise_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Shore Front", "Shore Front Abroad"), ("The Who", "A Who B"), ("+++", "---"), ("A", "The")],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert normalise_name(one) != normalise_name(other)


@given(st.text())
def test_normalising_twice_changes_nothing_more(name: str) -> None:
    once = normalise_name(name)
    assert bool(once) == bool(name.strip())
    assert normalise_name(once) == once
