"""Map, timeline and periods as JSON and as pages that read without scripts."""

import msgspec
import pytest
from tests.web.conftest import Client

from reportedly.case.chronicling import Chronicle
from reportedly.mapping import MapPlaces
from reportedly.weigh import Periods


def test_the_bins_add_up_to_the_claims_of_the_case(client: Client) -> None:
    periods = msgspec.convert(client.get("/api/periods").json(), Periods)
    counts = client.get("/api/overview").json()
    assert periods.dated + periods.undated == counts["claims"]
    assert sum(one.within for one in periods.bins) <= periods.dated
    about = msgspec.convert(client.get("/api/periods?about=Dara+Voss").json(), Periods)
    assert about.dated + about.undated == 1


def test_places_and_timeline_come_as_records_and_are_narrowed_by_time(client: Client) -> None:
    places = msgspec.convert(client.get("/api/places").json(), MapPlaces)
    assert {place.name: place.claims for place in places.places} == {"Port Asel": 2, "Ülmen": 1}
    of_may = client.get("/api/places", params={"since": "2012-05-30", "until": "2012-06"}).json()
    assert [(p["name"], p["claims"]) for p in of_may["places"]] == [("Port Asel", 1)]
    assert client.get("/api/places", params={"since": "2013"}).json()["places"] == []
    assert len(client.get("/api/places", params={"limit": 1}).json()["places"]) == 1
    told = msgspec.convert(client.get("/api/timeline").json(), Chronicle)
    assert [e.moment.edtf for e in told.episodes] == ["2012-05"]
    assert client.get("/api/timeline", params={"until": "2011"}).json()["episodes"] == []


@pytest.mark.parametrize("path", ["/api/places", "/api/timeline", "/api/periods"])
@pytest.mark.parametrize(
    "query", ["since=soon", "until=2021-13", "since=%00", "limit=0", "since=" + "2" * 50]
)
def test_what_is_no_date_or_no_bound_is_400_with_one_sentence(
    client: Client, path: str, query: str
) -> None:
    if path == "/api/periods" and query.startswith("limit"):
        return
    answer = client.get(f"{path}?{query}")
    assert answer.status_code == 400
    assert answer.json()["reason"].count("\n") == 0
    assert answer.json()["reason"]


def test_a_page_of_the_timeline_that_is_none_is_400(client: Client) -> None:
    assert client.get("/api/timeline?after=then").status_code == 400
    assert client.get("/timeline?after=2012-99-01.1").status_code == 400


def test_the_base_map_can_be_kept_by_its_address(client: Client) -> None:
    page = client.get("/places").text
    address = page.partition('data-basemap="')[2].partition('"')[0]
    answer = client.get(address)
    assert answer.headers["content-type"].startswith("application/geo+json")
    assert "immutable" in answer.headers["cache-control"]
    assert answer.json()["type"] == "FeatureCollection"


def test_the_timeline_shows_marks_sources_and_what_has_no_time(client: Client) -> None:
    page = client.get("/timeline").text
    assert "May 2012" in page
    assert "officials" in page
    assert 'href="/undated"' in page
    undated = client.get("/undated").text
    assert "denied" in undated
    assert "hedged" in undated
    assert "&lt;script&gt;" in undated


def test_the_claims_of_a_place_stand_with_their_words_and_marks(client: Client) -> None:
    places = client.get("/api/places").json()["places"]
    port = next(p for p in places if p["name"] == "Port Asel")
    page = client.get("/place-claims", params={"place": port["entities"]})
    piece = client.get("/place-claims", params={"place": port["entities"], "fragment": True})
    for shown in (page, piece):
        assert shown.status_code == 200
        assert shown.text.count("<blockquote>") == 2
        assert ">denied<" in shown.text
    assert "<html" in page.text
    assert "<html" not in piece.text
    assert client.get("/place-claims?place=ent-none").status_code == 404


def test_the_period_is_carried_from_page_to_page(client: Client) -> None:
    for path, others in (("/places", ("/timeline", "/network")), ("/timeline", ("/places",))):
        page = client.get(path, params={"since": "2012-04", "about": "Heron Movement"}).text
        for other in others:
            assert f'href="{other}?about=Heron+Movement&amp;since=2012-04"' in page
