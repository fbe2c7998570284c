"""Which place is meant: containers, the document's other places, size; and what is no place."""

from collections.abc import Callable

import pytest

from reportedly.records import Mention, Place, Reading

Read = Callable[[str], Reading]


def find(reading: Reading, text: str) -> Mention:
    found = [m for m in reading.mentions if m.text == text and m.kind == "place"]
    assert found, f"no place {text!r} among {[(m.text, m.kind) for m in reading.mentions]}"
    return found[0]


def find_place(reading: Reading, text: str) -> Place:
    place = find(reading, text).place
    assert place is not None, f"{text!r} has no position"
    return place


def is_near(place: Place, lat: float, lon: float) -> bool:
    return abs(place.lat - lat) < 1.5 and abs(place.lon - lon) < 1.5


@pytest.mark.parametrize(
    ("text", "name", "lat", "lon"),
    [
        ("Omar Kessel was arrested in Springfield, Ohio.", "Springfield", 39.9, -83.8),
        ("Omar Kessel was arrested in Springfield, Massachusetts.", "Springfield", 42.1, -72.6),
        ("Omar Kessel was arrested in Paris, Texas.", "Paris", 33.7, -95.6),
        ("Omar Kessel was arrested in Paris.", "Paris", 48.9, 2.35),
        ("Police in London, Ontario, arrested Omar Kessel.", "London", 43.0, -81.2),
        ("Omar Kessel was killed in the Lebanese city of Tripoli.", "Tripoli", 34.43, 35.84),
        ("Omar Kessel was killed in Tripoli, in western Libya.", "Tripoli", 32.89, 13.19),
    ],
)
def test_a_stated_container_decides(
    read: Read, text: str, name: str, lat: float, lon: float
) -> None:
    assert is_near(find_place(read(text), name), lat, lon)


@pytest.mark.parametrize(
    ("town", "lat", "lon"), [("Tbilisi", 42.0, 43.5), ("Atlanta", 32.75, -83.5)]
)
def test_a_town_says_which_country_or_state_holds_it(
    read: Read, town: str, lat: float, lon: float
) -> None:
    text = f"Orlan Daskeva was born in {town}, Georgia. He left Georgia in 1999."
    assert is_near(find_place(read(text), "Georgia"), lat, lon)


def test_the_places_of_a_document_speak_for_one_another(read: Read) -> None:
    text = (
        "Militants attacked posts in Lebanon on Monday. Troops were sent from Beirut. "
        "Fighting went on near Zgharta and Tripoli, officials in Beirut said."
    )
    assert is_near(find_place(read(text), "Tripoli"), 34.43, 35.84)
    assert is_near(find_place(read(text), "Zgharta"), 34.4, 35.9)


def test_a_name_has_one_sense_in_a_document(read: Read) -> None:
    text = (
        "Shots were heard in Columbus, Georgia, on Monday. Police in Columbus said that two men "
        "had fled. Columbus is calm."
    )
    found = [m.place for m in read(text).mentions if m.text == "Columbus"]
    assert len(found) == 3
    assert all(place is not None and is_near(place, 32.5, -85.0) for place in found)


@pytest.mark.parametrize(
    ("name", "precision"),
    [
        ("Kenya", "country"),
        ("Badakhshan province", "province"),
        ("Nakuru", "city"),
        ("Nakuru county", "province"),
        ("Lucas County", "district"),
        ("Sahel", "region"),
    ],
)
def test_a_position_says_how_precise_it_is(read: Read, name: str, precision: str) -> None:
    article = "the " if name == "Sahel" else ""
    text = f"The Coral League attacked two posts in {article}{name} on Monday."
    shown = [m.place for m in read(text).mentions if m.place and m.text in name]
    assert {place.precision for place in shown} == {precision}


def test_an_adjective_of_a_country_lies_in_the_country(read: Read) -> None:
    text = "The Canadian minister met a German diplomat."
    assert find_place(read(text), "Canadian").precision == "country"
    assert find_place(read(text), "German").name == "Germany"


def test_a_nominal_lies_where_its_name_lies(read: Read) -> None:
    text = "Militants entered the town of Nakuru on Monday. Residents fled the town."
    assert find_place(read(text), "the town") == find_place(read(text), "Nakuru")


def test_a_place_without_a_name_is_a_thing_and_still_carries_claims(read: Read) -> None:
    reading = read("Gunmen killed Omar Kessel in a village on Monday.")
    [village] = [m for m in reading.mentions if m.text == "a village"]
    assert (village.kind, village.place) == ("thing", None)
    [claim] = [c for c in reading.claims if c.predicate == "killed"]
    assert [(where.text, where.kind) for where in claim.where] == [("a village", "place")]


@pytest.mark.parametrize(
    ("body", "name", "lat", "lon"),
    [
        ("the Ohio State Police", "Ohio", 40.3, -83.0),
        ("the Embassy of Kenya", "Kenya", 1.0, 38.0),
        ("Toledo University", "Toledo", 41.6, -83.5),
    ],
)
def test_a_place_inside_the_name_of_a_body_is_a_mention(
    read: Read, body: str, name: str, lat: float, lon: float
) -> None:
    text = f"Omar Kessel worked for {body}, his brother in Ohio said."
    reading = read(text)
    assert is_near(find_place(reading, name), lat, lon)
    assert any(m.text in body and m.kind != "place" and name in m.text for m in reading.mentions)


def test_the_adjective_in_a_sea_is_no_country(read: Read) -> None:
    reading = read("The ship sank in the Indian Ocean on Monday.")
    assert [m.text for m in reading.mentions if m.kind == "place"] == ["Indian Ocean"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CORBIN, Ky. (AP) — Two men were arrested on Monday.", "Ky."),
        ("SHERIDAN, Wyo. (AP) — Two men were arrested on Monday.", "SHERIDAN"),
        ("The N.J. government denied it.", "N.J."),
    ],
)
def test_datelines_and_abbreviated_states_are_places(read: Read, text: str, name: str) -> None:
    assert find(read(text), name).place is not None


def test_a_person_called_like_a_town_stays_a_person(read: Read) -> None:
    text = "Police arrested Dara Lincoln on Monday. Lincoln denied the charges."
    assert {m.kind for m in read(text).mentions if "Lincoln" in m.text} == {"person"}


def test_spans_of_nested_places_quote_the_document(read: Read) -> None:
    text = "Omar Kessel sued the Ohio State Police and the Lucas County Sheriff's Office."
    reading = read(text)
    assert all(text[m.start : m.end] == m.text for m in reading.mentions)
    order = [(m.sentence, m.first, -m.last) for m in reading.mentions]
    assert order == sorted(order)
