"""STIX 2.1: valid in strict mode, and no relationship that nobody plainly states."""

from typing import Any

import pytest
import stix2
from tests.export.made_cases import make_case, make_ties_reading, write
from tests.made_readings import make_lake_reading


def read(data: bytes) -> dict[str, list[Any]]:
    """The objects of a bundle by type, as the library's strict mode reads them."""
    found: dict[str, list[Any]] = {}
    for item in stix2.parse(data.decode(), allow_custom=False).objects:
        found.setdefault(item.type, []).append(item)
    return found


@pytest.fixture(scope="module")
def ties() -> dict[str, list[Any]]:
    with make_case(make_ties_reading()) as case:
        return read(write(case, "stix"))


def name_of(ties: dict[str, list[Any]], id_: str) -> str:
    [found] = [item for items in ties.values() for item in items if item.id == id_]
    return str(found.name)


def test_only_what_is_plainly_stated_is_a_relationship_of_its_source(
    ties: dict[str, list[Any]],
) -> None:
    told = {
        (name_of(ties, r.source_ref), r.relationship_type, name_of(ties, r.created_by_ref))
        for r in ties["relationship"]
    }
    assert told == {
        ("Omar Kessel", "member-of", "harbour office"),
        ("Dara Voss", "member-of", "Mila Arn"),
    }
    assert all("“" in r.description for r in ties["relationship"])


def test_a_denial_is_an_opinion_of_the_denier_on_what_it_denies(
    ties: dict[str, list[Any]],
) -> None:
    [opinion] = ties["opinion"]
    [denied] = [r for r in ties["relationship"] if name_of(ties, r.source_ref) == "Dara Voss"]
    assert (opinion.opinion, opinion.object_refs) == ("disagree", [denied.id])
    assert name_of(ties, opinion.created_by_ref) == "Coral League"


def test_hedges_plans_accusations_and_lone_denials_are_notes(ties: dict[str, list[Any]]) -> None:
    assert sorted(note.abstract for note in ties["note"]) == [
        "Alleged: member of",
        "Denied: member of",
        "Hedged: leads",
        "Not realised: attacked",
        "Said: has strength",
    ]


def test_a_report_holds_all_that_came_of_it(ties: dict[str, list[Any]]) -> None:
    [report] = ties["report"]
    carried = [x.id for kind in ("relationship", "note", "opinion") for x in ties[kind]]
    assert sorted(report.object_refs) == sorted(carried)
    assert len(carried) == 8
    assert (name_of(ties, report.created_by_ref), report.published.year) == ("Quay Gazette", 2021)


def test_nobody_is_called_a_threat_actor_and_ids_do_not_change() -> None:
    with make_case() as case:
        first, second = read(write(case, "stix")), read(write(case, "stix"))
    assert set(first) == {"identity", "location", "relationship", "note", "opinion", "report"}
    assert [x.id for x in first["note"]] == [x.id for x in second["note"]]


def test_a_known_place_is_a_location_with_its_position() -> None:
    with make_case(make_lake_reading()) as case:
        [port, *_] = read(write(case, "stix"))["location"]
    assert (port.name, port.latitude, port.longitude) == ("Port Asel", 1.5, -2.25)
