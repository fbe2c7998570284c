"""Claims are rejected, corrected and added from the browser, with scripts and without; all can be undone."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from tests.made_readings import make_lake_reading
from tests.web.conftest import HOSTILE, Client

from reportedly.case import Case
from reportedly.settings import Settings
from reportedly.web.app import make_app
from reportedly.web.guard import Access

LAKE = make_lake_reading()
ATTACK = LAKE.claims[0].id
DOCUMENT = LAKE.document.id
THIRD = "Its leader Dara Voss may have fled to Ülmen."
LEADS = {
    "evidence": {"text": THIRD},
    "predicate": "leads",
    "subject": {"text": "Dara Voss"},
    "object": {"text": "Its", "name": "Heron Movement", "kind": "group"},
}
FORM = {
    "evidence": THIRD,
    "predicate": "leads",
    "subject": "Dara Voss",
    "object": "Its",
    "object_kind": "group",
    "why": "plain",
}
Post = Callable[..., Any]


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    """A browser on a case of its own, which the test may change."""
    path = tmp_path / "lake.reportedly"
    with Case.open(path) as case:
        case.keep(LAKE)
    app = make_app(path, Access(), Settings(user="ines"))
    with TestClient(app, base_url="http://127.0.0.1:8484") as opened:
        yield opened


@pytest.fixture
def send(client: Client) -> Post:
    """Sends a change as JSON with the token of a page."""

    def post(path: str, body: object) -> Any:
        return client.post(path, json=body, headers={"x-csrftoken": find_token(client)})

    return post


def find_token(client: Client) -> str:
    found = re.search(r'name="csrf-token" content="(\w+)"', client.get("/").text)
    assert found
    return found[1]


def submit(client: Client, path: str, **fields: str) -> Any:
    """What a form of a page sends, not followed."""
    data = {"_csrf_token": find_token(client)} | fields
    return client.post(path, data=data, follow_redirects=False)


def list_ids(client: Client) -> list[str]:
    return [claim["id"] for claim in client.get(f"/api/documents/{DOCUMENT}/claims").json()]


def test_a_claim_is_rejected_and_that_is_undone(client: Client, send: Post) -> None:
    decision = send(f"/api/claims/{ATTACK}/reject", {"why": "a namesake"}).json()
    judgement = decision["judgement"]
    assert (judgement["verb"], judgement["by"], judgement["why"]) == (
        "reject",
        "ines",
        "a namesake",
    )
    assert ATTACK not in list_ids(client)
    again = send(f"/api/claims/{ATTACK}/reject", {}).json()
    assert again["judgement"] is None
    assert send("/api/judgements/undo", {"id": judgement["id"]}).status_code == 200
    assert ATTACK in list_ids(client)


def test_a_claim_is_corrected_and_says_what_was_read(client: Client, send: Post) -> None:
    body = {"fields": {"subject": "Dara Voss", "certainty": "hedged"}, "by": "tomas"}
    assert send(f"/api/claims/{ATTACK}/correct", body).json()["judgement"]["by"] == "tomas"
    assert client.get(f"/api/claims/{ATTACK}").json()["subject"]["name"] == "Dara Voss"
    page = client.get(f"/document/{DOCUMENT}").text
    assert "corrected by tomas" in page
    assert "Read originally:" in page


def test_a_claim_is_added_and_every_page_says_by_whom(client: Client, send: Post) -> None:
    decision = send(f"/api/documents/{DOCUMENT}/claims", {"claim": LEADS}).json()
    assert decision["claim"] in list_ids(client)
    page = client.get(f"/document/{DOCUMENT}").text
    assert f'id="n={decision["claim"]}"' in page
    assert "added by ines" in page
    send("/api/judgements/undo", {})
    assert decision["claim"] not in list_ids(client)


@pytest.mark.parametrize(
    ("path", "body", "status", "said"),
    [
        (f"/api/claims/{ATTACK}/reject", {"why": "x" * 3000}, 400, "2000"),
        (f"/api/claims/{ATTACK}/correct", {"fields": {"colour": "red"}}, 400, "colour"),
        (f"/api/claims/{ATTACK}/correct", {"fields": {"subject": "Nobody"}}, 400, "Nobody"),
        ("/api/claims/clm-none/reject", {}, 404, "clm-none"),
        ("/api/documents/doc-none/claims", {"claim": LEADS}, 404, "doc-none"),
        (f"/api/documents/{DOCUMENT}/claims", {"claim": {}}, 400, "evidence"),
        (
            f"/api/documents/{DOCUMENT}/claims",
            {"claim": LEADS | {"evidence": {"text": "words of another"}}},
            400,
            "does not stand in the document",
        ),
        (
            f"/api/documents/{DOCUMENT}/claims",
            {"claim": LEADS | {"subject": {"text": "Dara", "start": 5, "end": 9}}},
            400,
            "select the words anew",
        ),
        (
            f"/api/documents/{DOCUMENT}/claims",
            {"claim": LEADS | {"evidence": {"text": "x", "start": -1}}},
            400,
            "evidence",
        ),
        ("/api/judgements/undo", {"id": "jdg-none"}, 404, "jdg-none"),
    ],
)
def test_what_is_refused_is_said_in_a_sentence(
    client: Client, send: Post, path: str, body: object, status: int, said: str
) -> None:
    before = list_ids(client)
    answer = send(path, body)
    assert answer.status_code == status
    assert said in answer.json()["reason"]
    assert list_ids(client) == before


@pytest.mark.parametrize(
    "path",
    [
        f"/api/claims/{ATTACK}/reject",
        f"/api/claims/{ATTACK}/correct",
        f"/api/documents/{DOCUMENT}/claims",
        "/api/judgements/undo",
        f"/claim/{ATTACK}/reject",
        f"/document/{DOCUMENT}/add",
        "/undo",
    ],
)
def test_nothing_is_changed_without_the_token_of_a_page(client: Client, path: str) -> None:
    client.get("/")
    assert client.post(path, json={"claim": LEADS, "fields": {}}).status_code == 403
    assert len(list_ids(client)) == len(LAKE.claims)


def test_a_form_rejects_and_leads_back_to_an_undo(client: Client) -> None:
    answer = submit(client, f"/claim/{ATTACK}/reject", why="no", by="tomas")
    assert answer.status_code == 303
    page = client.get(answer.headers["location"].partition("#")[0]).text
    assert '<div class="done"' in page
    assert "rejected by tomas" in page
    undo = re.search(r'action="/undo".*?name="judgement" value="([^"]+)"', page)
    assert undo
    back = submit(client, "/undo", judgement=undo[1], back=f"/document/{DOCUMENT}")
    assert back.headers["location"].startswith(f"/document/{DOCUMENT}?done=")
    assert "undone:" in client.get(back.headers["location"]).text
    assert ATTACK in list_ids(client)


def test_a_form_corrects_only_what_was_changed(client: Client) -> None:
    page = client.get(f"/claim/{ATTACK}/correct").text
    assert 'value="Heron Movement"' in page
    fields = {
        "predicate": "attacked",
        "polarity": "affirmed",
        "certainty": "hedged",
        "subject": "Heron Movement",
        "object": "Port Asel",
        "when": "2012-05",
        "where": "Port Asel",
    }
    answer = submit(client, f"/claim/{ATTACK}/correct", **fields)
    assert answer.status_code == 303
    log = client.get(answer.headers["location"].partition("#")[0]).text
    assert "corrected (certainty hedged)" in log


def test_a_form_adds_and_keeps_what_was_filled_in_when_it_is_refused(client: Client) -> None:
    refused = submit(client, f"/document/{DOCUMENT}/add", **FORM | {"subject": HOSTILE})
    assert refused.status_code == 400
    assert "does not stand in the document" in refused.text
    assert HOSTILE not in refused.text
    assert 'value="Its"' in refused.text
    answer = submit(client, f"/document/{DOCUMENT}/add", **FORM)
    assert answer.status_code == 303
    claim = answer.headers["location"].partition("#c=")[2]
    assert claim in list_ids(client)


def test_a_form_that_lacks_everything_is_refused_in_one_line(client: Client) -> None:
    refused = submit(client, f"/document/{DOCUMENT}/add")
    assert refused.status_code == 400
    assert "evidence" in refused.text


def test_hostile_reasons_and_people_are_shown_as_text(client: Client, send: Post) -> None:
    send(f"/api/claims/{ATTACK}/reject", {"why": HOSTILE, "by": f"ines {HOSTILE}"})
    page = client.get(f"/document/{DOCUMENT}").text
    assert HOSTILE not in page
    assert "&lt;script&gt;" in page


def test_the_reader_says_what_it_did_not_understand_and_how_the_text_came_in(
    client: Client,
) -> None:
    page = client.get(f"/document/{DOCUMENT}").text
    assert "one paragraph is not English" in page
    assert "reports/lake.txt" in page


def test_the_marks_of_a_target_hold_no_words_of_the_document(client: Client) -> None:
    marks = client.get(f"/document/{DOCUMENT}/marks.css")
    assert marks.headers["content-type"].startswith("text/css")
    assert f'[data-claims~="{ATTACK}"]' in marks.text
    assert "Heron" not in marks.text
