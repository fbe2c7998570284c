"""GeoJSON: claims on the map, each with its words and how precise its place is."""

import json

from tests.export.made_cases import make_case, make_ties_reading, write
from tests.made_readings import make_lake_reading


def test_a_claim_stands_where_its_place_lies_longitude_first() -> None:
    with make_case(make_lake_reading()) as case:
        whole = json.loads(write(case, "geojson"))
    assert whole["type"] == "FeatureCollection"
    attack, denial, flight = whole["features"]
    assert attack["geometry"] == {"type": "Point", "coordinates": [-2.25, 1.5]}
    assert [f["properties"]["place"] for f in (attack, denial, flight)] == [
        "Port Asel",
        "Port Asel",
        "Ülmen",
    ]
    told = attack["properties"]
    assert (told["precision"], told["place_is"], told["edtf"]) == ("city", "where", "2012-05")
    assert told["source"] == "officials"
    assert told["quote"].startswith("Radio Lake reported")
    assert [f["properties"]["polarity"] for f in (attack, denial)] == ["affirmed", "denied"]
    assert flight["properties"]["certainty"] == "hedged"


def test_a_place_of_a_claim_is_one_feature_though_it_is_named_twice() -> None:
    with make_case(make_lake_reading()) as case:
        ids = [feature["id"] for feature in json.loads(write(case, "geojson"))["features"]]
    assert len(ids) == len(set(ids)) == 3


def test_a_claim_without_a_known_position_is_left_to_the_other_formats() -> None:
    with make_case(make_ties_reading()) as case:
        features = json.loads(write(case, "geojson"))["features"]
    assert [f["properties"]["predicate"] for f in features] == ["attacked"]
    assert [f["properties"]["certainty"] for f in features] == ["unrealised"]
