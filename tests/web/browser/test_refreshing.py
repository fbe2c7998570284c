"""What is asked while a page is used: a failure is seen, and an overtaken answer is dropped."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from tests.web.browser.conftest import Open, Serve
from tests.web.browser.test_map import mark, world_case

__all__ = ["world_case"]
REFUSED = '<main id="main"><p>The store is busy.</p></main>'


def refuse(route: Route) -> None:
    route.fulfill(status=400, content_type="text/html", body=REFUSED)


def move_first_day(page: Page) -> None:
    page.get_by_role("slider", name="First day").focus()
    page.keyboard.press("PageUp")


def hold_first(page: Page, address: re.Pattern[str]) -> list[Route]:
    """The first request of such an address is not answered: it comes into the list."""
    held: list[Route] = []

    def take(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route(address, take)
    return held


def wait_for(page: Page, held: list[Route]) -> Route:
    """The request that is held, once it is made: on a busy machine that takes its time."""
    for _ in range(300):
        if held:
            return held[0]
        page.wait_for_timeout(100)
    raise AssertionError("nothing was asked for")


@pytest.mark.parametrize("path", ["/places", "/timeline"])
def test_a_refresh_that_fails_is_seen_until_one_succeeds(
    path: str, world_case: Path, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(world_case) + path)
    page.route(re.compile("fragment=true"), refuse)
    move_first_day(page)
    failure = page.locator("#status.failed")
    expect(failure).to_be_visible()
    expect(failure).to_have_text("The store is busy. What is shown is as it was before.")
    page.unroute(re.compile("fragment=true"))
    move_first_day(page)
    expect(failure).to_have_count(0)


def test_a_network_that_cannot_be_refreshed_says_so(
    world_case: Path, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(world_case) + "/network")
    page.wait_for_selector("#network[data-drawn]")
    edges = page.locator("tr[data-edge]").count()
    page.route(re.compile("fragment=true"), refuse)
    page.locator("#network-filter").evaluate("form => form.requestSubmit()")
    expect(page.locator("#status.failed")).to_contain_text("The store is busy.")
    assert page.locator("tr[data-edge]").count() == edges > 0


def test_words_of_a_place_that_cannot_be_had_are_said_to_fail(
    world_case: Path, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(world_case) + "/explore")
    page.route(re.compile("place-claims"), refuse)
    page.locator(mark("Beirut")).press("Enter")
    expect(page.locator("#status.failed")).to_contain_text("The store is busy.")
    expect(page.locator("#network-panel")).to_be_hidden()


@pytest.mark.parametrize(("path", "panel"), [("/places", "#panel"), ("/explore", "#network-panel")])
def test_the_place_chosen_last_is_shown_however_late_the_first_answers(
    path: str, panel: str, world_case: Path, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(world_case) + path)
    held = hold_first(page, re.compile("place-claims"))
    page.locator(mark("Beirut")).press("Enter")
    first = wait_for(page, held)
    page.locator(mark("Folkestone")).press("Enter")
    expect(page.locator(f"{panel} h2")).to_have_text("Folkestone")
    first.fulfill(status=200, content_type="text/html", body="<h2>Beirut</h2>")
    page.wait_for_timeout(200)
    expect(page.locator(f"{panel} h2")).to_have_text("Folkestone")
    expect(page.locator("#status.failed")).to_have_count(0)


def test_the_time_chosen_last_is_on_the_map_however_late_the_first_answers(
    world_case: Path, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(world_case) + "/places")
    expect(page.locator(mark("Benghazi"))).to_have_count(1)
    held = hold_first(page, re.compile(r"/api/places\?"))
    move_first_day(page)
    first = wait_for(page, held)
    for _ in range(3):
        move_first_day(page)
    expect(page.locator(mark("Benghazi"))).to_have_count(0)
    first.fulfill(status=200, json={"places": [], "total": 0, "claims": 0})
    page.wait_for_timeout(200)
    expect(page.locator(mark("Beirut"))).to_have_count(1)
