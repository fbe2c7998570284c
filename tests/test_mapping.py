"""A map in the browser shows what `places` says, and no claim that was not asked for."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.test_geography import STORM, make_case

from reportedly.case import Case
from reportedly.mapping import list_points
from reportedly.records import Claim
from reportedly.weigh import Locality

DATED = (
    "Fighters of the Coral League attacked Beirut, Lebanon, on 14 March 2021, residents said.",
    "The Coral League detained two dockers in Benghazi, Libya, in 2016, officials said.",
)


@pytest.fixture(scope="module")
def storm() -> Iterator[Case]:
    with make_case(*STORM, *DATED) as case:
        yield case


def find_spots(place: Locality) -> set[tuple[float, float, str]]:
    return {(s.place.lat, s.place.lon, s.place.precision) for s in place.standings}


@pytest.mark.usefixtures("gazetteer")
def test_the_map_has_the_places_of_the_case_their_positions_and_counts(storm: Case) -> None:
    places = {place.entities: place for place in storm.places()}
    found = storm.map_places()
    assert found.total == len(places)
    assert [p.entities for p in found.places] == list(places)
    for place in found.places:
        other = places[place.entities]
        assert (place.name, place.claims, place.documents) == (
            other.name, other.claims, other.documents,
        )  # fmt: skip
        assert (place.position is None) == (other.position is None)
        positions = filter(None, (place.position, *place.others))
        assert {(p.lat, p.lon, p.precision) for p in positions} == find_spots(other)


@pytest.mark.usefixtures("gazetteer")
def test_how_exact_a_position_is_goes_with_it(storm: Case) -> None:
    places = {place.name: place for place in storm.map_places().places}
    brittany, france, brest = (places[n].position for n in ("Brittany", "France", "Brest"))
    assert brittany is not None
    assert france is not None
    assert brest is not None
    assert (brittany.precision, brittany.country) == ("province", None)
    assert (france.precision, france.country) == ("country", "France")
    assert brest.reach_km < brittany.reach_km < france.reach_km
    assert brest.lies_in.startswith("city in")
    tripoli = places["Tripoli"]
    assert tripoli.position is None
    assert len(tripoli.others) == 2
    assert len([p for p in list_points([tripoli]) if "in 1 of" in (p.label or "")]) == 2


@pytest.mark.usefixtures("gazetteer")
def test_a_time_keeps_the_places_of_claims_that_may_be_of_it(storm: Case) -> None:
    asked: dict[str, Any]
    for asked in ({"since": "2021"}, {"until": "2020"}, {"since": "2016-05", "until": "2016-06"}):
        found = storm.map_places(**asked)
        at = [set(place.entities) for place in found.places]
        for claim in storm.claims(**asked):
            for side in (claim.subject, claim.object, *claim.where):
                if side is not None and side.kind == "place":
                    assert any(side.entity in entities for entities in at), (asked, side.name)
        for place in found.places:
            claims = storm.claims_at(place.entities, **asked)
            assert claims.total == len(claims.claims) > 0
            assert place.claims >= claims.total
    assert "Brest" not in {place.name for place in storm.map_places(since="2021").places}


@pytest.mark.usefixtures("gazetteer")
def test_the_claims_of_a_place_come_page_by_page(storm: Case) -> None:
    place = storm.map_places(about="Coral League").places[0]
    assert place.name in ("Beirut", "Benghazi", "Lebanon", "Libya")
    every = storm.claims_at(place.entities, about="Coral League")
    found: list[Claim] = []
    after = 0
    while True:
        page = storm.claims_at(place.entities, about="Coral League", limit=1, after=after)
        assert page.total == every.total
        found.extend(page.claims)
        if page.after is None:
            break
        after = page.after
    assert tuple(found) == every.claims
    assert all("Coral League" in claim.evidence.text for claim in found)


def test_at_most_so_many_places_are_given_and_all_are_counted(storm: Case) -> None:
    found = storm.map_places(limit=2)
    assert len(found.places) == 2
    assert found.total == len(storm.places())
    assert [p.claims for p in found.places] == sorted(
        (p.claims for p in found.places), reverse=True
    )
