"""Map, timeline and brush, as somebody would use them."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.web.browser.conftest import NARROW, WIDE, Open, Serve

from reportedly.case import Case
from reportedly.ids import document_id
from reportedly.records import Document

REPORTS = (
    (
        "The ferry company Blue Lantern said that it is active in Brest, in the Brittany region of "
        "France. Police in Folkestone, England, detained nine dockers on 2 November 2023."
    ),
    (
        "Gunmen of the Coral League attacked a police station in Beirut, Lebanon, on 14 March "
        "2021, the Interior Ministry of Lebanon said. Residents of Tripoli, Lebanon, said that "
        "Blue Lantern is active in Tripoli."
    ),
    (
        "Officials said that about 2016 the Coral League reportedly seized a warehouse in Benghazi "
        "in Libya. Blue Lantern said that it is active in Tripoli and Benghazi in Libya."
    ),
)


@pytest.fixture(scope="session")
def world_case(tmp_path_factory: pytest.TempPathFactory, gazetteer: object) -> Path:
    """Reports of real places, so that they have positions."""
    assert gazetteer
    path = tmp_path_factory.mktemp("world") / "world.reportedly"
    with Case.open(path) as case:
        case.add([Document(id=document_id(text), text=text) for text in REPORTS])
    return path


def mark(name: str) -> str:
    """The selector of the mark of a place."""
    return f'.map-mark[aria-label^="{name}:"]'


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_how_exact_a_position_is_shows_in_its_mark(
    size: tuple[int, int], world_case: Path, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(world_case) + "/places", size)
    expect(page.locator(mark("Brest"))).to_have_class("map-mark map-dot leaflet-interactive")
    for name, kind in (("Brittany", "map-area"), ("France", "map-outline")):
        shown = page.locator(mark(name))
        expect(shown).to_have_class(f"map-mark {kind} leaflet-interactive")
    undecided = page.locator(mark("Tripoli"))
    expect(undecided).to_have_count(2)
    assert all("map-open" in str(one.get_attribute("class")) for one in undecided.all())
    expect(page.locator(".map-either")).to_have_count(1)
    expect(page.get_by_text("Natural Earth", exact=True)).to_be_visible()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_place_opens_its_claims_with_their_words(
    size: tuple[int, int], world_case: Path, serve: Serve, open_page: Open
) -> None:
    address = serve(world_case)
    page = open_page(address + "/places", size)
    page.locator(mark("Beirut")).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("Beirut")
    with Case.open(world_case, create=False) as case:
        [beirut] = [p for p in case.map_places().places if p.name == "Beirut"]
        told = [claim.evidence.text for claim in case.claims_at(beirut.entities).claims]
    assert told
    assert page.locator("#panel blockquote").all_text_contents() == told


def test_a_click_on_the_map_opens_the_claims(
    world_case: Path, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(world_case) + "/places")
    page.locator(mark("Folkestone")).click()
    expect(page.locator("#panel h2")).to_have_text("Folkestone")
    expect(page.locator("#panel .claim").first).to_contain_text("dockers")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_brush_narrows_map_and_list_by_keyboard_and_the_address_keeps_it(
    size: tuple[int, int], world_case: Path, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(world_case) + "/places", size)
    expect(page.locator(mark("Brest"))).to_have_count(1)
    first = page.get_by_role("slider", name="First day")
    first.focus()
    assert first.get_attribute("aria-valuetext") == "January 2016"
    page.keyboard.press("PageUp")
    expect(first).to_have_attribute("aria-valuetext", "January 2017")
    for _ in range(3):
        page.keyboard.press("PageUp")
    expect(first).to_have_attribute("aria-valuetext", "January 2020")
    expect(page.locator(mark("Brest"))).to_have_count(0)
    expect(page.locator(mark("Benghazi"))).to_have_count(0)
    expect(page.locator(mark("Beirut"))).to_have_count(1)
    expect(page.locator("#places tbody")).not_to_contain_text("Benghazi")
    expect(page.locator("#places tbody")).to_contain_text("Beirut")
    assert page.url.endswith("/places?since=2020")
    assert page.input_value("#period input[name=since]") == "2020"
    page.reload()
    expect(page.locator(mark("Beirut"))).to_have_count(1)
    expect(page.locator(mark("Benghazi"))).to_have_count(0)
    page.locator("#joined a", has_text="timeline").click()
    page.wait_for_url("**/timeline?since=2020")
    expect(page.locator("#episodes li").first).to_contain_text("14 March 2021")
    page.get_by_role("button", name="All times").click()
    expect(page.locator("#episodes li").first).to_contain_text("about 2016")
    assert page.url.endswith("/timeline")


def test_the_brush_is_drawn_by_the_pointer(world_case: Path, serve: Serve, open_page: Open) -> None:
    page = open_page(serve(world_case) + "/timeline")
    expect(page.locator("#episodes li").first).to_contain_text("about 2016")
    handle = page.get_by_role("slider", name="First day").bounding_box()
    assert handle is not None
    x, y = handle["x"] + handle["width"] / 2, handle["y"] + 30
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 500, y, steps=5)
    page.mouse.up()
    expect(page.locator("#episodes li").first).to_contain_text("14 March 2021")
    assert "since=" in page.url


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_time_is_drawn_as_exactly_as_it_is_given_and_opens_its_claim(
    size: tuple[int, int], world_case: Path, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(world_case) + "/timeline", size)
    about = page.locator('a.track[aria-label^="about 2016"]').first
    expect(about.locator(".track-vague")).to_have_count(1)
    expect(about).to_have_class("track is-affirmed is-hedged is-vague")
    exact = page.locator('a.track[aria-label^="14 March 2021"]').first
    expect(exact.locator(".track-day")).to_have_count(1)
    exact.focus()
    tip = page.locator(".tracks-tip")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("Gunmen of the Coral League attacked a police station in Beirut")
    page.keyboard.press("Enter")
    page.wait_for_url("**/document/**")


def test_map_and_timeline_read_without_scripts(
    world_case: Path, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(world_case) + "/places", java_script_enabled=False)
    expect(page.locator("#map svg")).to_be_visible()
    page.fill("#period input[name=since]", "2021")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#places tbody")).to_contain_text("Beirut")
    expect(page.locator("#places tbody")).not_to_contain_text("Benghazi")
    page.get_by_role("link", name="at Beirut").click()
    expect(page.locator("blockquote").first).to_contain_text("police station")
