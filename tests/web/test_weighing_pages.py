"""Disputes by matter, sources, claims, ways and profiles as pages and through the API."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient
from tests.case.test_pages_of_a_case import make_denied
from tests.doubtful import keep_names
from tests.web.conftest import HOSTILE, Client
from tests.web.test_reviewing import read_field

from reportedly.case import Case
from reportedly.settings import Settings
from reportedly.web.app import make_app
from reportedly.web.guard import Access


@pytest.fixture(scope="module")
def denied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("denied") / "denied.reportedly"
    make_denied(path, 10)
    return path


@pytest.fixture
def browser(denied: Path) -> Iterator[Client]:
    app = make_app(denied, Access(), Settings(user="ines"))
    with TestClient(app, base_url="http://127.0.0.1:8484") as client:
        yield client


def test_ten_claims_against_one_are_one_box_with_both_counts(browser: Client) -> None:
    page = browser.get("/disputes").text
    assert page.count('<article class="quarrel"') == 1
    assert "10 claims, 10 independent origins" in page
    assert "1 claim, 1 independent origin<" in page
    assert page.count("<blockquote>") == 11
    assert "8 more that say this" in page


def test_disputes_are_narrowed_by_whom_they_are_about_who_says_so_and_why(browser: Client) -> None:
    for query, number in (
        ("about=Radu+Stenn", 1),
        ("by=Paper+10", 1),
        ("reason=denied", 1),
        ("reason=number", 0),
        ("start=10", 0),
    ):
        page = browser.get(f"/disputes?{query}").text
        assert page.count('<article class="quarrel"') == number, query
    assert browser.get("/disputes?about=Nobody").status_code == 404
    found = browser.get("/api/quarrels", params={"reason": "denied"}).json()
    assert [len(v["statements"]) for v in found["quarrels"][0]["versions"]] == [10, 1]


def test_claims_are_narrowed_and_come_in_pages(browser: Client, denied: Path) -> None:
    page = browser.get("/claims?about=Omar+Kessel").text
    assert "11 claims" in page
    assert page.count("<blockquote>") == 11
    page = browser.get("/claims?about=Omar+Kessel&denied=true").text
    assert page.count("<blockquote>") == 1
    assert "Paper 10" in page
    assert "No claim is like that" in browser.get("/claims?certainty=hedged").text
    assert browser.get("/claims?by=Paper+3").text.count("<blockquote>") == 1
    assert browser.get("/claims?since=once").status_code == 400
    with Case.open(denied) as case:
        total = case.count_claims()
    assert f"{total} claims" in browser.get("/claims").text


def test_pages_of_claims_show_each_once(tmp_path: Path) -> None:
    path = tmp_path / "sixty.reportedly"
    make_denied(path, 59)
    app = make_app(path, Access(), Settings())
    with TestClient(app, base_url="http://127.0.0.1:8484") as client:
        pages = [client.get(f"/claims?start={at}").text for at in (0, 25, 50)]
    assert [page.count("<blockquote>") for page in pages] == [25, 25, 10]
    assert "26 to 50 here" in pages[1]
    assert "start=25" in pages[0]
    assert 'rel="next"' not in pages[2]


def test_a_profile_shows_names_ties_disputes_and_documents_with_their_publishers(
    browser: Client,
) -> None:
    page = browser.get("/entity/Omar Kessel").text
    for part in ("names", "disputes", "ties", "documents"):
        assert f'<section id="{part}">' in page, part
    assert "10 claims of 10 independent origins" in page
    assert "denied by 1" in page
    assert re.search(r"Grade [1-6] of 6, [a-z]", page)
    assert "says <span" in page
    assert "Paper 0</span>" in page, "a claim in a report's own voice names who published it"
    assert "All 11" in page
    assert browser.get("/entity/Omar Kessel/documents").text.count("/document/") == 11
    for form in ("html", "docx", "md"):
        assert f"/brief?form={form}" in page


def test_rating_a_source_changes_a_grade_on_the_profile(browser: Client) -> None:
    before = browser.get("/api/entities/Omar Kessel/page").json()["sections"]["ties"][0]
    page = browser.get("/sources").text
    token = read_field(page, "_csrf_token")
    answers = [
        browser.post(
            "/api/sources/rating",
            json={"source": f"Paper {number}", "grade": "E"},
            headers={"x-csrftoken": token},
        )
        for number in range(10)
    ]
    assert {answer.status_code for answer in answers} == {200}
    after = browser.get("/api/entities/Omar Kessel/page").json()["sections"]["ties"][0]
    assert before["ties"][0]["grade"]["value"] != after["ties"][0]["grade"]["value"]
    assert "is rated E" in browser.get("/entity/Omar Kessel").text
    [standing] = browser.get("/api/sources/standing", params={"name": "Paper 1"}).json()
    assert (standing["reliability"], standing["claims"]) == ("E", 1)


def test_a_way_is_drawn_step_by_step_with_its_words(browser: Client) -> None:
    page = browser.get("/path?start=Omar+Kessel&end=Radu+Stenn").text
    assert page.count('<li class="name">') == 2
    assert "<blockquote>" in page
    assert "Nobody and nothing called" in browser.get("/path?start=Nobody&end=Radu+Stenn").text
    assert "one and the same" in browser.get("/path?start=Omar+Kessel&end=Omar+Kessel").text


def test_a_name_of_several_gives_links_to_choose_from(tmp_path: Path) -> None:
    path = tmp_path / "radu.reportedly"
    keep_names(path, ("Radu Stenn", "Radu Brezan", "Omar Kessel"))
    app = make_app(path, Access(), Settings())
    with TestClient(app, base_url="http://127.0.0.1:8484") as client:
        page = client.get("/path?start=Radu&end=Kessel&steps=2")
        assert page.status_code == 200
        assert "may mean several" in page.text
        assert page.text.count('href="/path?start=ent-') == 2


def test_hostile_names_stay_text_on_all_of_these(client: Client) -> None:
    for path in (
        "/claims", "/disputes", "/sources", "/entity/Omar Kessel", "/review", "/judgements",
        "/path?start=Omar+Kessel&end=Radu+Stenn", f"/claims?predicate={HOSTILE}",
        "/entity/Omar Kessel/documents",
    ):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert HOSTILE not in answer.text, path
