"""Files come over HTTP, are read as `add` reads them, and are told of as they are."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient
from tests.web.readers import ToldReader
from tests.web.uploads.conftest import MET, read_case

from reportedly.case import Case
from reportedly.settings import Settings, UploadBounds, load_settings
from reportedly.web.app import make_app
from reportedly.web.guard import Access

EXAMPLES = Path(__file__).parents[3] / "examples"
BASE = "http://127.0.0.1:8484"
Client = TestClient[Any]


@pytest.fixture
def client(case_path: Path, settings: Settings) -> Iterator[Client]:
    """A browser at an empty case, with small bounds."""
    bounds = UploadBounds(file_bytes=20_000, total_bytes=50_000, files=5)
    settings = msgspec.structs.replace(settings, uploads=bounds)
    with TestClient(make_app(case_path, Access(), settings, ToldReader), base_url=BASE) as client:
        yield client


def find_token(client: Client) -> str:
    found = re.search('name="csrf-token" content="([^"]+)"', client.get("/").text)
    assert found
    return found.group(1)


def send(client: Client, *files: tuple[str, str | bytes], **fields: str) -> Any:
    given = [("files", (name, data)) for name, data in files]
    headers = {"x-csrftoken": find_token(client)}
    return client.post("/api/uploads", files=given, data=fields, headers=headers)


def follow(client: Client, id_: str) -> list[dict[str, Any]]:
    """All states that are told until an upload is over."""
    with client.stream("GET", f"/api/uploads/{id_}/events") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert "content-encoding" not in answer.headers
        lines = [line for line in answer.iter_lines() if line.startswith("data: ")]
    return [json.loads(line.removeprefix("data: ")) for line in lines]


def test_files_are_taken_read_and_told_of(client: Client, case_path: Path) -> None:
    answer = send(client, ("a.txt", MET), ("table.csv", "a,b"))
    assert answer.status_code == 202
    states = follow(client, answer.json()["id"])
    assert states[-1]["phase"] == "done"
    assert [s["version"] for s in states] == sorted({s["version"] for s in states})
    told = [problem["name"] for state in states for problem in state["problems"]]
    assert told == ["table.csv"]
    assert read_case(case_path) == (["a.txt"], 1, ["table.csv"])


def test_who_comes_later_is_told_the_whole_state(client: Client) -> None:
    id_ = send(client, ("table.csv", "a,b")).json()["id"]
    follow(client, id_)
    [again] = follow(client, id_)
    assert (again["is_over"], again["problems_from"]) == (True, 0)
    assert [p["name"] for p in again["problems"]] == ["table.csv"]
    assert client.get(f"/api/uploads/{id_}").json() == again
    assert [s["id"] for s in client.get("/api/uploads").json()] == [id_]


def test_a_running_upload_is_cancelled(client: Client, case_path: Path) -> None:
    id_ = send(client, ("a.txt", "It will HANG for ever.")).json()["id"]
    headers = {"x-csrftoken": find_token(client)}
    assert client.delete(f"/api/uploads/{id_}").status_code == 403
    assert client.delete(f"/api/uploads/{id_}", headers=headers).json()["is_cancelled"]
    assert follow(client, id_)[-1]["phase"] == "cancelled"
    assert read_case(case_path) == ([], 0, [])


@pytest.mark.parametrize("path", ["/api/uploads", "/uploads"])
def test_a_form_that_is_not_from_our_pages_is_refused_and_not_kept(
    client: Client, tmp_path: Path, path: str
) -> None:
    files = [("files", ("a.txt", MET))]
    client.get("/")
    for data in ({}, {"_csrf_token": "guessed"}, {"_csrf_token": "x" * 128}):
        assert client.post(path, files=files, data=data).status_code == 403
    assert not list((tmp_path / "cache").rglob("0*"))
    assert client.get("/api/uploads").json() == []


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([("a.txt", "x" * 20_001)], "is larger"),
        ([(f"{n}.txt", "x" * 15_000) for n in range(4)], "at once"),
        ([(f"{n}.txt", "x") for n in range(6)], "at most 5 files"),
    ],
)
def test_too_much_is_413_with_a_sentence_and_nothing_is_left(
    client: Client, tmp_path: Path, files: list[tuple[str, str]], words: str
) -> None:
    answer = send(client, *files)
    assert answer.status_code == 413
    assert words in answer.json()["reason"]
    assert not list((tmp_path / "cache").rglob("0*"))


def test_a_date_that_is_none_is_refused_before_anything_is_read(client: Client) -> None:
    answer = send(client, ("a.txt", MET), published_on="last week")
    assert answer.status_code == 400
    assert "EDTF" in answer.json()["reason"]
    assert client.get("/api/uploads").json() == []


def test_what_is_no_form_is_refused(client: Client) -> None:
    headers = {"x-csrftoken": find_token(client)}
    assert client.post("/api/uploads", json={"files": []}, headers=headers).status_code == 400


def test_an_unknown_upload_is_not_here(client: Client) -> None:
    for path in ("/api/uploads/none", "/api/uploads/none/events", "/uploads/none"):
        assert client.get(path).status_code == 404


def test_without_scripts_the_form_leads_to_a_page_that_says_how_far_it_is(client: Client) -> None:
    data = {"_csrf_token": find_token(client), "publisher": "Coast Wire"}
    name = "<b>bold</b>.csv"
    answer = client.post("/uploads", data=data, files=[("files", (name, "a,b"))])
    assert answer.status_code == 200
    assert answer.url.path.startswith("/uploads/")
    follow(client, answer.url.path.rsplit("/", 1)[1])
    page = client.get(answer.url.path).text
    assert "Done: 1 file" in page
    assert name not in page
    assert "&lt;b&gt;bold&lt;/b&gt;.csv" in page


def test_uploads_read_exactly_as_add_reads(tmp_path: Path) -> None:
    files = sorted(p for p in EXAMPLES.iterdir() if p.is_file())[:4]
    lines = tmp_path / "more.jsonl"
    lines.write_text(
        '{"text": "Radio Dura reported that Omar Kessel met Radu Stenn in Tolmeza."}\n{"text": 1}\n'
    )
    bad = tmp_path / "bad.csv"
    bad.write_text("a,b")
    files += [lines, bad]
    added, sent = tmp_path / "added.reportedly", tmp_path / "sent.reportedly"
    with Case.open(added) as case:
        case.add(files, publisher="Coast Wire", published_on="2021-08")
    Case.open(sent).close()
    with TestClient(make_app(sent, Access(), load_settings()), base_url=BASE) as client:
        given = [(p.name, p.read_bytes()) for p in files]
        answer = send(client, *given, publisher="Coast Wire", published_on="2021-08")
        assert follow(client, answer.json()["id"])[-1]["phase"] == "done"
    with Case.open(added) as one, Case.open(sent) as other:
        assert list(one.claims()) == list(other.claims())
        assert one.count() == other.count()
        told = [[(p.code, p.message, p.external_id) for p in c.problems()] for c in (one, other)]
        assert told[0] == told[1]
        kept = [
            [(d.title, d.publisher, d.published_on) for d in c.documents()] for c in (one, other)
        ]
        assert kept[0] == kept[1]
