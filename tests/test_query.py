"""What names and dates of a question come to mean."""

from collections.abc import Iterator

import pytest
from tests.made_readings import make_lake_reading, make_readings

from reportedly.errors import CaseError, UsageError
from reportedly.query import Question, build_profile, find_claims, find_meant
from reportedly.store import SqliteStore


@pytest.fixture
def store() -> Iterator[SqliteStore]:
    opened = SqliteStore(None)
    for reading in (make_lake_reading(), *make_readings(20)):
        opened.add_reading(reading, program="1.0")
    yield opened
    opened.close()


def test_a_name_that_nobody_bears_is_an_error_that_names_it(store: SqliteStore) -> None:
    with pytest.raises(CaseError, match="'Marten Union'"):
        find_claims(store, Question(about="Marten Union"))


def test_an_inexact_name_of_several_is_refused_with_the_choices(store: SqliteStore) -> None:
    with pytest.raises(UsageError, match=r"may mean '.* Movement'"):
        find_meant(store, "movement")


def test_an_inexact_name_of_one_is_understood(store: SqliteStore) -> None:
    assert [entity.name for entity in find_meant(store, "heron")] == ["Heron Movement"]


def test_a_publisher_speaks_in_the_reports_own_voice(store: SqliteStore) -> None:
    said = list(find_claims(store, Question(by="radio lake")))
    assert [claim.predicate for claim in said] == ["attacked", "also_known_as", "moved_to"]


def test_a_source_that_is_neither_publisher_nor_named_is_an_error(store: SqliteStore) -> None:
    with pytest.raises(CaseError, match="Marten Union"):
        find_claims(store, Question(by="Marten Union"))


def test_a_month_until_which_is_asked_takes_in_its_last_day(store: SqliteStore) -> None:
    asked = Question(about="Port Asel", until="2012-05", since="2012-05")
    assert len(list(find_claims(store, asked))) == 1


def test_a_date_that_is_none_is_refused(store: SqliteStore) -> None:
    with pytest.raises(UsageError, match="EDTF"):
        find_claims(store, Question(since="last week"))


def test_a_profile_groups_claims_orders_time_and_counts_who_speaks(store: SqliteStore) -> None:
    profile = build_profile(store, find_meant(store, "Heron Movement")[0])
    assert profile.total == 3
    [alias] = profile.sections["names"]
    assert alias.predicate == "also_known_as"
    [attacks] = profile.sections["deeds"]
    assert (attacks.total, len(attacks.claims)) == (2, 2)
    assert [claim.when.edtf for claim in profile.timeline if claim.when] == ["2012-05"]
    assert {source.name for source in profile.sources} == {"officials", "Heron Movement"}
    assert [claim.polarity for claim in profile.says] == ["denied"]
    assert "Grey Wings" in {name.name for name in profile.names}


def test_a_profile_shows_at_most_the_asked_number_and_says_how_many_there_are(
    store: SqliteStore,
) -> None:
    profile = build_profile(store, find_meant(store, "Heron Movement")[0], limit=1)
    [attacks] = profile.sections["deeds"]
    assert (attacks.total, len(attacks.claims)) == (2, 1)
