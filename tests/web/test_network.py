"""The network and its propositions over HTTP: bounds, words, and where nodes are left."""

import re

import msgspec
import pytest
from tests.web.conftest import HOSTILE, Client

from reportedly.case.network import Network


def ask(client: Client, **query: object) -> Network:
    answer = client.get("/api/network", params=query)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=Network)


def test_the_network_comes_with_its_counts(client: Client) -> None:
    found = ask(client)
    assert {node.name for node in found.nodes} >= {"Heron Movement", "Port Asel", "Omar Kessel"}
    assert (found.all_nodes, found.all_edges) == (len(found.nodes), len(found.edges))
    assert not found.is_capped
    assert ask(client, nodes=2).is_capped


def test_filters_narrow_and_may_be_given_several_times(client: Client) -> None:
    assert [edge.polarity for edge in ask(client, polarity="disputed").edges] == ["disputed"]
    both = ask(client, about=["Omar Kessel", "Dara Voss"])
    assert {edge.predicate for edge in both.edges} == {"met_with", "moved_to"}
    assert {edge.family for edge in ask(client, family=["places", "ties"]).edges} == {
        "places",
        "ties",
    }


@pytest.mark.parametrize(
    "query",
    [
        "nodes=2001", "nodes=0", "edges=10001", "min_origins=0", "certainty=sure",
        "polarity=maybe", "family=war", "predicate=hugs", "since=once", "about=" + "x" * 501,
        "&".join(["about=a"] * 21),
    ],
)  # fmt: skip
def test_what_is_asked_beyond_bounds_is_refused_with_a_sentence(client: Client, query: str) -> None:
    answer = client.get(f"/api/network?{query}")
    assert answer.status_code == 400
    assert answer.json()["reason"]


def test_the_page_keeps_its_form_when_a_name_is_not_there(client: Client) -> None:
    page = client.get("/network", params={"source": "Nemo"})
    assert page.status_code == 200
    assert 'value="Nemo"' in page.text
    assert "nobody and nothing called" in page.text


def test_the_table_of_the_page_has_every_edge_and_each_opens(client: Client) -> None:
    page = client.get("/network").text
    listed = re.findall(r'data-edge="([^"]+)"', page)
    assert listed == [edge.id for edge in ask(client).edges]
    for id_ in listed:
        assert f'href="/proposition/{id_}"' in page
        assert client.get(f"/proposition/{id_}").status_code == 200


def test_a_proposition_shows_every_claim_with_its_words(client: Client) -> None:
    [edge] = ask(client, polarity="disputed").edges
    page = client.get(f"/proposition/{edge.id}")
    heard = client.get(f"/api/propositions/{edge.id}").json()
    assert page.text.count("<blockquote>") == edge.claims == 2
    for account in heard["accounts"]:
        for voice in (*account["affirmed"], *account["denied"]):
            for told in voice["tellings"]:
                claim = told["claim"]
                assert f'href="/document/{claim["document"]}#c={claim["id"]}"' in page.text
    assert "disputed" in page.text
    assert "denies that" in page.text


def test_a_fragment_is_the_same_without_the_frame(client: Client) -> None:
    [edge, *_] = ask(client).edges
    piece = client.get(f"/proposition/{edge.id}", params={"fragment": True}).text
    assert "<html" not in piece
    assert piece.lstrip().startswith("<article")
    assert "<html" not in client.get("/network", params={"fragment": True}).text


def test_hostile_words_are_text_behind_an_edge_too(client: Client) -> None:
    [edge] = ask(client, predicate="met_with").edges
    for path in (f"/proposition/{edge.id}", f"/proposition/{edge.id}?fragment=true", "/network"):
        assert HOSTILE not in client.get(path).text, path
    assert "&lt;script&gt;" in client.get(f"/proposition/{edge.id}").text


def test_what_is_no_proposition_is_404(client: Client) -> None:
    assert client.get("/api/propositions/none").status_code == 404
    assert client.get("/proposition/none").status_code == 404


def make_headers(client: Client) -> dict[str, str]:
    """What a page of ours sends with a change."""
    page = client.get("/network").text
    found = re.search(r'name="csrf-token" content="([^"]+)"', page)
    assert found is not None
    return {"x-csrftoken": found[1]}


def test_places_of_nodes_are_kept_only_for_pages_of_ours(client: Client) -> None:
    one = ask(client).nodes[0].id
    body = {"positions": {one: [12.5, -3]}}
    assert client.put("/api/network/layout", json=body).status_code == 403
    answer = client.put("/api/network/layout", json=body, headers=make_headers(client))
    assert answer.status_code == 204
    assert {n.id: n.position for n in ask(client).nodes}[one] == (12.5, -3.0)


@pytest.mark.parametrize(
    "body",
    [{"positions": {"a": [1]}}, {"positions": {"a": [1e9, 0]}}, {"positions": 3}, {"places": {}}],
)
def test_places_that_are_none_are_refused(client: Client, body: dict[str, object]) -> None:
    answer = client.put("/api/network/layout", json=body, headers=make_headers(client))
    assert answer.status_code == 400
    assert answer.json()["reason"]
