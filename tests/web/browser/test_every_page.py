"""What holds of every page, in a wide and in a narrow window, in light and in dark."""

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.doubtful import make_doubtful
from tests.web.browser.conftest import NARROW, WIDE, Open, Serve

from reportedly.case import Case

PAGES = (
    "/",
    "/documents",
    "/exports",
    "/network",
    "/network?polarity=disputed",
    "/search?q=Daskeva",
    "/uploads",
    "/disputes",
    "/sources",
    "/places",
    "/timeline",
    "/path?start=Orlan+Daskeva&end=NCA",
    "/places?since=2024",
    "/undated",
    "/explore",
    "/review",
    "/judgements",
    "/problems",
    "/claims?about=NCA",
    "/sources?name=Radio+Tessen",
    "/disputes?about=NCA&reason=denied",
    "/entity/Dawn%20Banner%20Movement",
    "/entity/Orlan%20Daskeva/documents",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nobody_is_kept_out(
    size: tuple[int, int],
    scheme: Literal["light", "dark"],
    examples_case: Path,
    serve: Serve,
    open_page: Open,
) -> None:
    address = serve(examples_case)
    page = open_page(address, size, color_scheme=scheme)
    with Case.open(examples_case) as case:
        document, claim = next(case.documents()).id, next(case.claims()).id
    reader = (
        f"/document/{document}", f"/document/{document}#c={claim}", f"/document/{document}/add",
        f"/claim/{claim}/correct", f"/claim/{claim}/reject",
    )  # fmt: skip
    look_through(page, address, (*PAGES, *reader), size)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nobody_is_kept_out_where_something_is_decided(
    size: tuple[int, int],
    scheme: Literal["light", "dark"],
    tmp_path: Path,
    serve: Serve,
    open_page: Open,
) -> None:
    path = make_doubtful(tmp_path / "doubtful.reportedly")
    with Case.open(path) as case:
        one, other, *_ = (c.entity.id for c in case.busiest(5))
        doubt = case.doubts()[0]
        case.decide_pair(doubt.a, doubt.b, "different", why="two of one name")
    pages = (
        "/review", "/judgements", f"/merge?a={one}&b={other}", f"/split?name={one}",
        f"/entity/{one}", "/path?start=Kessel&end=Dura", "/sources",
    )  # fmt: skip
    address = serve(path)
    look_through(open_page(address, size, color_scheme=scheme), address, pages, size)


def look_through(page: Page, address: str, paths: tuple[str, ...], size: tuple[int, int]) -> None:
    """Find nothing serious on any of the pages, and none wider than the window."""
    for path in paths:
        page.goto(address + path)
        found = Axe().run(page).response["violations"]
        serious = [
            (v["id"], [node["target"] for node in v["nodes"]][:3])
            for v in found
            if v["impact"] in ("serious", "critical")
        ]
        assert not serious, (path, serious)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= size[0], f"{path} is {wide} px wide"


def test_a_slash_goes_to_the_search_box(examples_case: Path, serve: Serve, open_page: Open) -> None:
    page = open_page(serve(examples_case))
    page.keyboard.press("/")
    page.keyboard.type("Daskeva")
    assert page.input_value("#q") == "Daskeva"
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=Daskeva")
