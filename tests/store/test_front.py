"""What the first page asks: who is tied to most, how many disputes, claims by their words."""

from pathlib import Path

import pytest
from tests.doubtful import keep_names
from tests.made_readings import Page, make_lake_reading

from reportedly.case import Case
from reportedly.errors import UsageError

TEXT = (
    "Omar Kessel met Radu Stenn. Omar Kessel met Ilva Marn. Radu Stenn visited the port of Dura. "
    "Smugglers were seen by nobody."
)


@pytest.fixture
def case() -> Case:
    made = Case.in_memory()
    page = Page(TEXT, external_id="meetings")
    kessel = page.argument("Omar Kessel", "person")
    stenn = page.argument("Radu Stenn", "person")
    marn = page.argument("Ilva Marn", "person")
    dura = page.argument("Dura", "place")
    claims = (
        page.claim("met_with", kessel, stenn, page.span("Omar Kessel met Radu Stenn.")),
        page.claim("met_with", kessel, marn, page.span("Omar Kessel met Ilva Marn.")),
        page.claim("present_in", stenn, dura, page.span("Radu Stenn visited the port of Dura.")),
    )
    made.keep(page.reading(*claims))
    return made


def test_those_tied_to_most_others_come_first_and_places_are_no_ties(case: Case) -> None:
    found = [(tied.entity.name, tied.others) for tied in case.most_tied(10)]
    assert found[0] == ("Omar Kessel", 2)
    assert dict(found) == {"Omar Kessel": 2, "Radu Stenn": 1, "Ilva Marn": 1}


def test_no_more_are_returned_than_are_asked_for(case: Case) -> None:
    assert len(case.most_tied(1)) == 1


def test_claims_are_found_by_the_words_of_their_evidence(case: Case) -> None:
    [(claim, snippet)] = case.search_claims("visiting ports")
    assert claim.predicate == "present_in"
    assert snippet == "Radu Stenn \x02visited\x03 the \x02port\x03 of Dura."


def test_words_that_stand_in_no_one_claim_find_none(case: Case) -> None:
    assert case.search_claims("smugglers") == []
    assert case.search_claims("Marn visited") == []


def test_a_rejected_claim_is_not_found(case: Case) -> None:
    [(claim, _)] = case.search_claims("visited")
    case.reject(claim.id)
    assert case.search_claims("visited") == []


def test_at_most_so_many_claims_are_found(case: Case) -> None:
    assert len(case.search_claims("Kessel", limit=1)) == 1
    assert len(case.search_claims("Kessel")) == 2


def test_no_word_at_all_is_asked_wrongly(case: Case) -> None:
    with pytest.raises(UsageError):
        case.search_claims('"')


def test_disputes_are_counted_as_they_are_listed() -> None:
    case = Case.in_memory()
    case.keep(make_lake_reading())
    assert case.count_contests() == len(list(case.contests())) > 0


def test_the_doubts_that_are_asked_for_are_the_first_of_all() -> None:
    case = Case.in_memory()
    for number, name in enumerate(("Dorin Halveg", "Runa Halveg", "Halveg")):
        page = Page(f"{name} spoke {number} times.")
        said = page.span(page.text)
        case.keep(
            page.reading(page.claim("described_as", page.argument(name, "person"), None, said))
        )
    every = case.doubts()
    assert case.first_doubts(100) == every != []
    assert case.first_doubts(1) == every[:1]


@pytest.mark.parametrize("words", ['"*', '"', "a\x00b", "'; --", "* OR", "%"])
def test_signs_are_never_taken_for_a_question_of_their_own(case: Case, words: str) -> None:
    assert case.candidates(words) == []


def test_a_search_for_a_family_name_finds_all_of_the_family(tmp_path: Path) -> None:
    path = tmp_path / "families.reportedly"
    keep_names(path, ("Kessel", "Omar Kessel", "Tarik Kessel", "Ana Brezan"))
    with Case.open(path) as case:
        assert [c.entity.name for c in case.candidates("Kessel")] == ["Kessel"]
        found = [c.entity.name for c in case.search_names("kessel")]
        assert found[0] == "Kessel"
        assert sorted(found) == ["Kessel", "Omar Kessel", "Tarik Kessel"]
        assert len(case.search_names("kessel", 2)) == 2
        assert case.search_names("?!") == []
