"""Reviewing, undoing, joining, splitting and rating by plain forms, and the same by the API."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient
from tests.doubtful import keep_names, make_doubtful
from tests.web.conftest import Client

from reportedly.case import Case
from reportedly.settings import Settings
from reportedly.web.app import make_app
from reportedly.web.guard import Access


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    return make_doubtful(tmp_path / "doubtful.reportedly")


@pytest.fixture
def browser(doubtful: Path) -> Iterator[Client]:
    app = make_app(doubtful, Access(), Settings(user="ines"))
    with TestClient(app, base_url="http://127.0.0.1:8484") as client:
        yield client


def read_field(page: str, name: str, form: str = "") -> str:
    """The value of a hidden field of the first form, or the first whose action is `form`."""
    part = page[page.index(f'action="{form}"') :] if form else page
    found = re.search(rf'name="{name}" value="([^"]*)"', part)
    assert found is not None, name
    return found[1]


def send(client: Client, path: str, page: str, **fields: str) -> str:
    """Send a form with the token of a page; return the page that it leads to."""
    answer = client.post(path, data={"_csrf_token": read_field(page, "_csrf_token"), **fields})
    assert answer.status_code == 200, answer.text
    assert answer.history[0].status_code == 303
    return str(answer.text)


def answer_doubt(client: Client, page: str, verdict: str, why: str = "") -> str:
    pair = {name: read_field(page, name, "/review/answer") for name in ("a", "b", "at")}
    return send(client, "/review/answer", page, **pair, verdict=verdict, why=why)


def list_log(path: Path) -> list[tuple[str, str, str | None, str]]:
    with Case.open(path) as case:
        return [
            (x.judgement.verb, x.state, x.judgement.why, x.judgement.by) for x in case.judgements()
        ]


def test_a_doubt_shows_both_sides_with_words_documents_score_and_reasons(browser: Client) -> None:
    page = browser.get("/review").text
    assert "4 doubts are open" in page
    assert "0.80 of 1" in page
    assert page.count("<blockquote>") == 2
    assert "Kessel&#39; alone" in page
    assert "both are said to have to do with Dura" in page
    assert "Dura Post" in page


def test_answers_are_kept_with_who_and_why_and_lead_to_the_next(
    browser: Client, doubtful: Path
) -> None:
    page = browser.get("/review").text
    page = answer_doubt(browser, page, "different", "another village")
    assert "because: another village" in page
    page = answer_doubt(browser, page, "unsure")
    page = answer_doubt(browser, page, "same")
    assert [line[:3] for line in list_log(doubtful)] == [
        ("different", "holds", "another village"),
        ("unsure", "holds", None),
        ("same", "holds", None),
    ]
    assert {by for *_, by in list_log(doubtful)} == {"ines"}
    assert "No doubt is open" in page


def test_an_answer_is_undone_from_the_page_that_tells_of_it(
    browser: Client, doubtful: Path
) -> None:
    page = answer_doubt(browser, browser.get("/review").text, "same")
    fields = {name: read_field(page, name, "/undo") for name in ("judgement", "back")}
    page = send(browser, "/undo", page, **fields)
    assert "undone: " in page
    assert "4 doubts are open" in page
    assert [line[:2] for line in list_log(doubtful)] == [("same", "undone"), ("undo", "holds")]


def test_the_log_tells_who_decided_what_and_undoes_each(browser: Client, doubtful: Path) -> None:
    answer_doubt(browser, browser.get("/review").text, "different", "not from here")
    page = browser.get("/judgements").text
    assert "ines" in page
    assert "not from here" in page
    fields = {name: read_field(page, name, "/undo") for name in ("judgement", "back")}
    page = send(browser, "/undo", page, **fields)
    assert "2 lines" in page
    assert list_log(doubtful)[0][1] == "undone"


def test_a_change_without_the_token_of_a_page_is_refused(browser: Client, doubtful: Path) -> None:
    browser.get("/review")
    assert browser.post("/review/answer", data={"a": "x", "b": "y"}).status_code == 403
    assert browser.post("/undo", data={"judgement": "x"}).status_code == 403
    assert list_log(doubtful) == []


@pytest.mark.parametrize("back", ["//elsewhere.example/", "https://elsewhere.example", "/\\e"])
def test_no_form_leads_to_another_host(browser: Client, doubtful: Path, back: str) -> None:
    page = answer_doubt(browser, browser.get("/review").text, "same")
    token, judgement = read_field(page, "_csrf_token"), read_field(page, "judgement", "/undo")
    answer = browser.post(
        "/undo", data={"_csrf_token": token, "judgement": judgement, "back": back}
    )
    assert answer.status_code == 400
    assert [line[1] for line in list_log(doubtful)] == ["holds"]


def find_id(client: Client, name: str) -> str:
    found = client.get("/api/entities", params={"name": name}).json()
    return str(found[0]["entity"]["id"])


def test_two_are_joined_from_a_profile_and_split_again(browser: Client, doubtful: Path) -> None:
    one, other = find_id(browser, "Omar Kessel"), find_id(browser, "Ana Brezan")
    page = browser.get("/merge", params={"a": one, "b": "Ana Brezan"}).text
    assert page.count("<blockquote>") == 2
    page = send(browser, "/merge/confirm", page, a=one, b=other, why="one alias")
    assert "Taken for one" in page
    assert "one alias" in page
    page = browser.get("/split", params={"name": other}).text
    assert "It is none of these" in page
    page = send(browser, "/split/confirm", page, name=other, back=f"/entity/{one}")
    assert "Taken for one" not in page
    assert [line[0] for line in list_log(doubtful)] == ["same", "different"]


def test_a_name_is_somebody_else_in_one_report(browser: Client, doubtful: Path) -> None:
    one = find_id(browser, "Omar Kessel")
    page = browser.get("/split", params={"name": one}).text
    document = re.search(r'<option value="(doc-[^"]+)"', page)
    assert document is not None
    send(browser, "/split/confirm", page, name=one, document=document[1], back="/judgements")
    assert [line[0] for line in list_log(doubtful)] == ["apart"]


def test_a_name_of_several_leads_to_the_choices(browser: Client, doubtful: Path) -> None:
    keep_names(doubtful, ("Radu Stenn", "Radu Brezan"))
    one = find_id(browser, "Omar Kessel")
    page = browser.get("/merge", params={"a": one, "b": "Radu"}).text
    assert "may mean several" in page
    assert page.count("/merge?a=") == 2


def test_the_api_answers_doubts_and_tells_the_log(browser: Client, doubtful: Path) -> None:
    page = browser.get("/review").text
    headers = {"x-csrftoken": read_field(page, "_csrf_token")}
    found = browser.get("/api/doubts", params={"limit": 2}).json()
    assert (found["total"], len(found["doubts"])) == (4, 2)
    join = found["doubts"][0]["doubt"]["join"]
    body = {"a": join["a"], "b": join["b"], "verdict": "different", "why": "by age"}
    decision = browser.post("/api/doubts", json=body, headers=headers)
    assert decision.status_code == 200, decision.text
    assert decision.json()["judgement"]["why"] == "by age"
    log = browser.get("/api/judgements").json()
    assert (log["total"], log["lines"][0]["state"]) == (1, "holds")
    wrong = browser.post("/api/doubts", json=body | {"verdict": "maybe"}, headers=headers)
    assert wrong.status_code == 400
    gone = browser.post("/api/doubts", json=body | {"a": "ent-none"}, headers=headers)
    assert gone.status_code == 404
    assert len(list_log(doubtful)) == 1


def test_a_rating_is_set_by_form_and_undone(browser: Client, doubtful: Path) -> None:
    page = browser.get("/sources").text
    page = send(browser, "/sources/rate", page, source="Dura Post", grade="B", why="two years")
    assert "is rated B" in page
    assert '<option value="B" selected>' in page
    with Case.open(doubtful) as case:
        assert [line.reliability for line in case.source_page().lines] == ["B"]
    fields = {name: read_field(page, name, "/undo") for name in ("judgement", "back")}
    send(browser, "/undo", page, **fields)
    with Case.open(doubtful) as case:
        assert [line.reliability for line in case.source_page().lines] == ["F"]
    token = {"_csrf_token": read_field(page, "_csrf_token")}
    nobody = browser.post("/sources/rate", data={**token, "source": "Nobody", "grade": "A"})
    assert nobody.status_code == 404
    wrong = browser.post("/sources/rate", data={**token, "source": "Dura Post", "grade": "Z"})
    assert wrong.status_code == 400
