"""The network in a browser: an edge opens on its words, filters, places, the keyboard alone."""

from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.web.browser.conftest import NARROW, Open, Serve

from reportedly.case import Case
from reportedly.case.network import Network

DRAWN = "#network[data-drawn]"
PANEL = "#network-panel[data-shows]"


def open_network(
    open_page: Open, address: str, query: str = "", size: tuple[int, int] | None = None
) -> Page:
    page = open_page(f"{address}/network{query}", *([size] if size else []))
    page.wait_for_selector(DRAWN)
    return page


def list_edges(page: Page) -> list[str]:
    rows = page.locator("tr[data-edge]")
    return [row.get_attribute("data-edge") or "" for row in rows.all()]


def wait_until_drawn(page: Page, edges: int) -> None:
    page.wait_for_selector(f'#network[data-edges="{edges}"]')


def test_an_edge_opens_on_exactly_the_words_of_its_claims(
    examples_case: Path, serve: Serve, open_page: Open
) -> None:
    page = open_network(open_page, serve(examples_case), "?polarity=disputed")
    edges = list_edges(page)
    assert edges
    for edge in edges:
        page.click(f'tr[data-edge="{edge}"] a.open')
        page.wait_for_selector(f'#network-panel[data-shows="{edge}"]')
        quotes = page.locator("#network-panel blockquote a")
        assert quotes.count() >= 2
        for quote in quotes.all():
            _, _, claim = (quote.get_attribute("href") or "").partition("#c=")
            asked = page.request.get(f"{serve(examples_case)}/api/claims/{claim}").json()
            assert quote.evaluate("e => e.textContent") == asked["evidence"]["text"]
            marked = quote.locator(".argument").all_text_contents()
            text = asked["evidence"]["text"]
            assert marked or quote.locator(".source").count()
            assert all(words in text for words in marked)
            start, end = asked["evidence"]["start"], asked["evidence"]["end"]
            named = [a for a in (asked["subject"], asked["object"]) if a is not None]
            inside = {a["text"] for a in named if start <= a["start"] and a["end"] <= end}
            assert inside <= set(marked) | set(quote.locator(".source").all_text_contents())


def test_the_drawing_has_what_the_table_has(
    examples_case: Path, serve: Serve, open_page: Open
) -> None:
    page = open_network(open_page, serve(examples_case))
    drawn = page.locator("#network")
    edges = page.request.get(f"{serve(examples_case)}/api/network").json()
    expect(drawn).to_have_attribute("data-nodes", str(len(edges["nodes"])))
    expect(drawn).to_have_attribute("data-edges", str(len(edges["edges"])))
    assert list_edges(page) == [edge["id"] for edge in edges["edges"]]
    assert page.locator("#network canvas").count() > 0


def test_a_filter_changes_what_is_drawn_and_the_address_opens_the_same(
    examples_case: Path, serve: Serve, open_page: Open
) -> None:
    page = open_network(open_page, serve(examples_case))
    whole = list_edges(page)
    page.click("summary:has-text('Filter')")
    page.select_option('[name="family"]', "violence")
    fewer = page.request.get(f"{serve(examples_case)}/api/network?family=violence").json()["edges"]
    assert 0 < len(fewer) < len(whole)
    wait_until_drawn(page, len(fewer))
    assert list_edges(page) == [edge["id"] for edge in fewer]
    assert parse_qs(urlsplit(page.url).query) == {"family": ["violence"]}
    expect(page.locator("#network-asked")).to_have_text("violence and threats")
    again = open_network(open_page, page.url.partition("/network")[0], "?family=violence")
    assert list_edges(again) == list_edges(page)
    page.fill('[name="source"]', "Nobody Known")
    page.click("#network-filter button")
    expect(page.locator("#network-found [role=alert]")).to_contain_text("Nobody Known")


def test_neighbours_are_added_and_the_rest_left_away(
    examples_case: Path, serve: Serve, open_page: Open
) -> None:
    address = serve(examples_case)
    found = page_id(address, open_page, "Selma Ardeth")
    page = open_network(open_page, address, f"?about={found}")
    before = set(list_edges(page))
    page.fill('#network [type="search"]', "Northern Covenant Army")
    page.wait_for_selector(PANEL)
    page.click("text=Add its neighbours")
    expect(page.locator("tr[data-edge]")).not_to_have_count(len(before))
    assert before < set(list_edges(page))
    assert "beside=" in page.url


def page_id(address: str, open_page: Open, name: str) -> str:
    """The id of the entity of that name."""
    page = open_page(address)
    found = page.request.get(f"{address}/api/entities", params={"name": name}).json()
    return str(found[0]["entity"]["id"])


def test_places_survive_a_reload(case_copy: Path, serve: Serve, open_page: Open) -> None:
    with Case.open(case_copy) as case:
        case.set_layout({}, anew=True)
    address = serve(case_copy)
    with_places = f"{address}/api/network"
    page = open_page(address + "/network")
    with page.expect_response("**/api/network/layout") as kept:
        page.wait_for_selector(DRAWN)
    assert kept.value.status == 204
    first = {n["id"]: n["position"] for n in page.request.get(with_places).json()["nodes"]}
    assert all(first.values())
    page.reload()
    page.wait_for_selector(DRAWN)
    assert first == {n["id"]: n["position"] for n in page.request.get(with_places).json()["nodes"]}
    with page.expect_response("**/api/network/layout") as moved:
        page.click("text=Lay out anew")
    assert moved.value.status == 204


def test_the_keyboard_alone_opens_an_edge_and_comes_back(
    examples_case: Path, serve: Serve, open_page: Open
) -> None:
    page = open_network(open_page, serve(examples_case), size=NARROW)
    link = page.locator("tr[data-edge] a.open").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(PANEL)
    expect(page.locator("#network-panel h2").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#network-panel")).to_be_hidden()
    expect(link).to_be_focused()
    box = page.locator('#network [type="search"]')
    box.focus()
    page.keyboard.type("Orlan Daskeva")
    page.wait_for_selector(PANEL)
    tie = page.locator("#network-panel .ties button").first
    tie.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#network-panel blockquote").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).to_be_focused()


def test_a_node_that_was_dragged_stays_there(
    case_copy: Path, serve: Serve, open_page: Open
) -> None:
    with Case.open(case_copy) as case:
        nodes = case.network().nodes
        far = {node.id: (900.0 + 40 * n, 900.0) for n, node in enumerate(nodes[1:])}
        case.set_layout({nodes[0].id: (0.0, 0.0)} | far, anew=True)
    address = serve(case_copy)
    page = open_network(open_page, address)
    # What is chosen by its name comes into the middle once it is out of sight.
    for _ in range(6):
        page.click('[aria-label="Closer"]')
    page.fill('#network [type="search"]', nodes[0].name)
    page.wait_for_selector(PANEL)
    box = page.locator("#network .network-canvas").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    with page.expect_response("**/api/network/layout"):
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 30, y + 20, steps=4)
        page.mouse.up()
    left = {node.id: node.position for node in read_network(case_copy).nodes}
    assert left[nodes[0].id] not in (None, (0.0, 0.0))
    assert {id_: left[id_] for id_ in far} == far
    page.reload()
    page.wait_for_selector(DRAWN)
    assert {n.id: n.position for n in read_network(case_copy).nodes} == left


def read_network(path: Path) -> Network:
    """The network of a case file."""
    with Case.open(path) as case:
        return case.network()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_behind_an_edge_keep_nobody_out(
    scheme: Literal["light", "dark"], examples_case: Path, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(examples_case) + "/network", color_scheme=scheme)
    page.wait_for_selector(DRAWN)
    edge = list_edges(page)[0]
    page.click("tr[data-edge] a.open >> nth=0")
    page.wait_for_selector(PANEL)
    for _ in range(2):
        found = Axe().run(page).response["violations"]
        assert not [v["id"] for v in found if v["impact"] in ("serious", "critical")]
        page.goto(f"{serve(examples_case)}/proposition/{edge}")


def test_a_profile_has_its_own_small_network(
    examples_case: Path, serve: Serve, open_page: Open
) -> None:
    address = serve(examples_case)
    found = page_id(address, open_page, "Orlan Daskeva")
    page = open_page(f"{address}/entity/{found}")
    page.wait_for_selector(DRAWN)
    asked = page.request.get(f"{address}/api/network?about={found}").json()
    expect(page.locator("#network")).to_have_attribute("data-edges", str(len(asked["edges"])))
    page.fill('#network [type="search"]', "Orlan Daskeva")
    page.click(".network-panel .ties button >> nth=0")
    expect(page.locator(".network-panel blockquote").first).to_be_visible()


def test_the_open_edge_is_there_again_after_a_look_at_its_sentence(
    examples_case: Path, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(examples_case) + "/network")
    edge = page.locator("a.open").nth(1)
    edge.click()
    panel = page.locator("#network-panel")
    heading = panel.locator("h2").first
    expect(panel.locator("blockquote a").first).to_be_visible()
    told = heading.inner_text()
    panel.locator("blockquote a").first.click()
    expect(page.locator(".lit").first).to_be_visible()
    page.go_back()
    expect(heading).to_have_text(told, use_inner_text=True)
    panel.get_by_role("button", name="Close").click()
    page.reload()
    expect(page.locator("#network-counts")).to_be_visible()
    expect(panel).to_be_hidden()


def test_the_link_to_the_content_loads_nothing_anew(
    examples_case: Path, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(examples_case) + "/network")
    page.evaluate("window.isSamePage = true")
    page.get_by_role("link", name="To the content").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/network#main")
    page.get_by_role("link", name="To the content").focus()
    assert page.evaluate("window.isSamePage")
