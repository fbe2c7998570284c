"""The pages read without scripts, and show everything as text."""

from html.parser import HTMLParser
from typing import Any

import pytest
from tests.web.conftest import HOSTILE, Client

PLAIN = (
    "/", "/documents", "/network", "/disputes", "/sources", "/places", "/timeline", "/path",
    "/search", "/review", "/judgements", "/claims", "/problems",
)  # fmt: skip


class Links(HTMLParser):
    """Collects what a page would fetch or lead to, and the tags that it has."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            kinds = dict(attrs)
            if kinds.get("type") != "application/json":  # data is not run
                self.scripts.append(kinds.get("src") or "(in the page)")
        if dict(attrs).get("method") == "post":
            return  # a change, which no link makes
        found = [value or "" for name, value in attrs if name in ("href", "src", "action")]
        self.addresses.extend(found)


def find_pages(client: Client) -> list[str]:
    documents = [f"/document/{d['id']}" for d in client.get("/api/documents").json()]
    found = client.get("/api/entities", params={"name": "Heron Movement"}).json()
    claim = client.get("/api/claims").json()[0]["id"]
    changes = [f"/claim/{claim}/reject", f"/claim/{claim}/correct", f"{documents[0]}/add"]
    return [*PLAIN, *documents, *changes, f"/entity/{found[0]['entity']['id']}", "/search?q=Heron"]


def test_pages_run_no_script_but_files_of_ours_and_lead_to_no_other_host(client: Client) -> None:
    for path in find_pages(client):
        page = client.get(path)
        assert page.status_code == 200, path
        links = Links()
        links.feed(page.text)
        assert all(a.startswith("/static/built/") for a in links.scripts), path
        assert all(a.startswith(("/", "#")) for a in links.addresses), path


def test_every_link_of_every_page_leads_somewhere(client: Client) -> None:
    addresses: set[str] = set()
    for path in find_pages(client):
        links = Links()
        links.feed(client.get(path).text)
        addresses |= {a.partition("#")[0] for a in links.addresses if a.startswith("/")}
    assert addresses
    for address in sorted(addresses):
        assert client.get(address).status_code == 200, address


def test_hostile_words_are_shown_as_text(client: Client) -> None:
    for path in find_pages(client):
        assert HOSTILE not in client.get(path).text, path
    assert "&lt;script&gt;" in client.get("/documents").text


def test_a_claim_opens_at_its_words(client: Client) -> None:
    [claim, *_] = client.get("/api/claims").json()
    answer = client.get(f"/claim/{claim['id']}", follow_redirects=False)
    assert answer.headers["location"] == f"/document/{claim['document']}#c={claim['id']}"
    page = client.get(f"/document/{claim['document']}").text
    assert f'id="c={claim["id"]}"' in page


class Marked(HTMLParser):
    """Collects the stretches of a document: offset, claims, text."""

    def __init__(self) -> None:
        super().__init__()
        self.stretches: list[list[Any]] = []
        self._is_open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self._is_open = tag == "span" and "data-at" in known
        if self._is_open:
            claims = (known.get("data-claims") or "").split()
            self.stretches.append([int(known["data-at"] or ""), claims, ""])

    def handle_endtag(self, tag: str) -> None:
        self._is_open = self._is_open and tag != "span"

    def handle_data(self, data: str) -> None:
        if self._is_open:
            self.stretches[-1][2] += data


def test_the_reader_has_every_character_of_the_text_and_of_every_claim(client: Client) -> None:
    documents = client.get("/api/documents").json()
    assert documents
    for document in documents:
        text = client.get(f"/api/documents/{document['id']}").json()["text"]
        marked = Marked()
        marked.feed(client.get(f"/document/{document['id']}").text)
        assert "".join(part for *_, part in marked.stretches) == text
        for at, _, part in marked.stretches:
            assert text[at : at + len(part)] == part
        for claim in client.get(f"/api/documents/{document['id']}/claims").json():
            lit = "".join(part for _, ids, part in marked.stretches if claim["id"] in ids)
            assert lit == claim["evidence"]["text"]


def test_a_dispute_shows_both_sides(client: Client) -> None:
    page = client.get("/disputes").text
    assert page.count("<blockquote>") == 2
    assert "denies that" in page


@pytest.mark.parametrize("path", ["/nowhere", "/document/doc-none", "/entity/none", "/claim/none"])
def test_what_is_not_there_is_said_in_a_page(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "<h1>Not here</h1>" in answer.text


def test_what_is_asked_wrongly_is_said_in_a_page(client: Client) -> None:
    answer = client.get("/timeline", params={"since": "once"})
    assert answer.status_code == 400
    assert "EDTF" in answer.text
