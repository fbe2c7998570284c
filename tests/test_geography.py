"""Reports of real places, read and put on a map; invented places are put nowhere."""

from collections.abc import Iterator

import pytest

from reportedly.case import Case
from reportedly.geography import make_points
from reportedly.ids import document_id
from reportedly.records import Document

STORM = (
    (
        "The ferry company Blue Lantern said that it is active in Brest and in Rennes, in the "
        "Brittany region of France. Police in Folkestone, England, detained nine dockers on "
        "2 November 2023."
    ),
    "Residents of Tripoli, Lebanon, said Blue Lantern is active in Tripoli and Beirut.",
    "The company Blue Lantern said that it is active in Tripoli and Benghazi in Libya.",
)
INVENTED = (
    "Fighters of the Coral League attacked Tessen Valley and Ulmarek in Kestria, residents of "
    "Kelm said. The Coral League said it controls Tessen Valley."
)


def make_case(*texts: str) -> Case:
    case = Case.in_memory()
    case.add([Document(id=document_id(text), text=text) for text in texts])
    return case


@pytest.fixture(scope="module")
def storm() -> Iterator[Case]:
    with make_case(*STORM) as case:
        yield case


@pytest.mark.usefixtures("gazetteer")
def test_a_town_lies_in_its_country_and_a_province_is_no_dot(storm: Case) -> None:
    places = {place.name: place for place in storm.places()}
    brest, brittany = places["Brest"].position, places["Brittany"].position
    assert brest is not None
    assert brittany is not None
    assert (brest.country, brest.place.precision) == ("France", "city")
    assert brittany.place.precision == "province"
    assert places["Folkestone"].since is not None


@pytest.mark.usefixtures("gazetteer")
def test_two_towns_of_one_name_are_both_on_the_map_and_neither_is_taken(storm: Case) -> None:
    [tripoli] = [place for place in storm.places() if place.name == "Tripoli"]
    assert tripoli.position is None
    assert {standing.country for standing in tripoli.others} == {"Lebanon", "Libya"}
    points = make_points([tripoli])
    assert {point.label for point in points} == {"Tripoli (in 1 of 2 documents)"}
    assert [place.name for place in storm.places(within="Libya")].count("Tripoli") == 1
    assert "Beirut" not in {place.name for place in storm.places(within="Libya")}


@pytest.mark.usefixtures("gazetteer")
def test_places_of_claims_about_somebody_and_near_a_town_are_found(storm: Case) -> None:
    about = {place.name for place in storm.places(about="Blue Lantern")}
    assert {"Brest", "Beirut"} <= about
    assert "Folkestone" not in about
    near = {place.name for place in storm.places(near=(33.9, 35.5, 100))}
    assert near == {"Beirut", "Tripoli", "Lebanon"}


@pytest.mark.usefixtures("gazetteer")
def test_an_invented_place_is_listed_and_put_nowhere() -> None:
    with make_case(INVENTED) as case:
        places = case.places()
        assert {"Tessen Valley", "Ulmarek", "Kestria"} <= {place.name for place in places}
        assert make_points(places) == []
