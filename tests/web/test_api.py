"""The API answers with the case's own records, and says in a sentence what it cannot."""

import io
from pathlib import Path

import msgspec
import pytest
from tests.web.conftest import Client

from reportedly.case import EXPORT_FORMATS, EXPORT_SUFFIXES, Case
from reportedly.records import Claim, Contest
from reportedly.store import Counts


def test_the_counts_are_those_of_the_case(client: Client) -> None:
    counts = msgspec.convert(client.get("/api/overview").json(), Counts)
    assert (counts.documents, counts.claims) == (2, 5)


def test_claims_come_as_claim_records_and_can_be_narrowed(client: Client) -> None:
    found = msgspec.json.decode(client.get("/api/claims").content, type=list[Claim])
    assert len(found) == 5
    denied = client.get("/api/claims", params={"denied": True}).json()
    assert [c["polarity"] for c in denied] == ["denied"]
    assert len(client.get("/api/claims", params={"limit": 2}).json()) == 2


def test_a_dispute_has_both_claims(client: Client) -> None:
    found = msgspec.json.decode(client.get("/api/disputes").content, type=list[Contest])
    assert [c.reason for c in found] == ["denied"]


@pytest.mark.parametrize(
    "path",
    [
        "/api/documents/doc-none",
        "/api/documents/doc-none/claims",
        "/api/claims/none",
        "/api/entities/none",
        "/api/propositions?about=none",
        "/api/paths?start=none&end=nobody",
        "/api/entities/none/brief",
    ],
)
def test_what_is_not_there_is_404_with_a_sentence(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "none" in answer.json()["reason"]


@pytest.mark.parametrize(
    "path",
    [
        "/api/claims?since=once",
        "/api/claims?limit=0",
        "/api/claims?certainty=sure",
        "/api/search?words=%22",
        "/api/export/exe",
        "/api/entities",
    ],
)
def test_what_is_asked_wrongly_is_400_with_a_sentence(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert answer.json()["reason"]


def test_the_schema_names_every_path_and_every_path_has_words(client: Client) -> None:
    schema = client.get("/api/schema/openapi.json").json()
    assert "/api/claims" in schema["paths"]
    assert "/" not in schema["paths"]
    for path, verbs in schema["paths"].items():
        for verb, described in verbs.items():
            assert described.get("description"), (verb, path)


@pytest.mark.parametrize("form", ["jsonl", "csv", "graphml", "case"])
def test_a_case_can_be_downloaded(client: Client, form: str) -> None:
    answer = client.get(f"/api/export/{form}")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.content


def test_every_export_is_on_its_page_and_is_the_file_of_the_command_line(
    client: Client, served: Path
) -> None:
    page = client.get("/exports").text
    for form in EXPORT_FORMATS:
        assert f'href="/api/export/{form}"' in page
        written = io.BytesIO()
        with Case.open(served, create=False) as case:
            case.export(written, to=form)
        answer = client.get(f"/api/export/{form}")
        assert answer.content == written.getvalue(), form
        named = answer.headers["content-disposition"].partition('filename="')[2].partition('"')[0]
        assert named.startswith("made")
        assert named.endswith(EXPORT_SUFFIXES[form])


@pytest.mark.parametrize("form", ["html", "docx", "md"])
def test_a_brief_can_be_downloaded(client: Client, form: str) -> None:
    found = client.get("/api/entities", params={"name": "Heron Movement"}).json()
    answer = client.get(f"/api/entities/{found[0]['entity']['id']}/brief", params={"form": form})
    assert answer.status_code == 200
    assert len(answer.content) > 1000
