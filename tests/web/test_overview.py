"""The first page says what is in the case and what is open; the search finds names, claims and texts."""

from pathlib import Path

from litestar.testing import TestClient
from tests.web.conftest import Client

from reportedly.case import Case
from reportedly.settings import Settings
from reportedly.web.app import make_app
from reportedly.web.guard import Access


def test_the_overview_counts_and_leads_on(client: Client) -> None:
    page = client.get("/").text
    for words in ("<b>2</b> documents", "<b>5</b> claims", "<b>1</b> open dispute"):
        assert words in page
    assert "Omar Kessel" in page


def test_an_empty_case_says_how_reports_are_added(tmp_path: Path) -> None:
    path = tmp_path / "new.reportedly"
    Case.open(path).close()
    with TestClient(
        make_app(path, Access(), Settings()), base_url="http://127.0.0.1:8484"
    ) as client:
        page = client.get("/").text
    assert "This case is empty" in page
    assert "reportedly add FILE-OR-FOLDER --case new.reportedly" in page
    assert 'type="file"' in page


def test_the_search_finds_claims_and_leads_to_their_words(client: Client) -> None:
    page = client.get("/search", params={"q": "Kessel Stenn"}).text
    [claim] = client.get("/api/search/claims", params={"words": "Kessel Stenn"}).json()
    assert f'href="/document/{claim["document"]}#c={claim["id"]}"' in page
    assert "<mark>Kessel</mark>" in page


def test_a_search_for_signs_alone_finds_nothing_and_says_so(client: Client) -> None:
    answer = client.get("/search", params={"q": '"*'})
    assert answer.status_code == 200
    assert "No text has all of these words." in answer.text


def test_who_is_tied_comes_as_json_too(client: Client) -> None:
    found = client.get("/api/tied").json()
    assert "Omar Kessel" in [one["entity"]["name"] for one in found]
