"""What a page loads: from this server alone, and no more than a slow line brings in a moment."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.web.browser.conftest import Open, Serve, watch

FIRST_PAGE_KB = 300


def weigh(page: Page, address: str) -> float:
    """Return the kilobytes that came over the line for an address, headers and all, nothing kept."""
    session = page.context.new_cdp_session(page)
    came: dict[str, float] = {}

    def note(event: dict[str, Any]) -> None:
        came[event["requestId"]] = event["encodedDataLength"]

    session.on("Network.loadingFinished", note)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(address, wait_until="networkidle")
    assert len(came) > 2
    return sum(came.values()) / 1000


@pytest.mark.parametrize("path", ["/", "/network", "/places", "/timeline"])
def test_a_page_weighs_less_than_300_kilobytes(
    path: str, examples_case: Path, serve: Serve, open_page: Open
) -> None:
    address = serve(examples_case)
    page = open_page("about:blank")
    assert weigh(page, address + path) < FIRST_PAGE_KB


@pytest.mark.parametrize(
    "attempt",
    [
        "fetch('http://192.0.2.1/x').catch(() => 0)",
        "new Image().src = 'http://host.example/x.png'",
        "navigator.sendBeacon('http://host.example/x')",
        "new WebSocket('ws://127.0.0.1:9/')",
    ],
)
def test_the_watch_sees_what_it_is_to_see(attempt: str, browser: Browser) -> None:
    foreign: list[str] = []
    context = browser.new_context(service_workers="block")
    watch(context, foreign, [])
    page = context.new_page()
    page.evaluate(f"() => {{ {attempt}; }}")
    page.evaluate("() => fetch('http://127.0.0.1:9/').catch(() => 0)")  # comes after it
    context.close()
    assert foreign
