"""What holds of every page, in a wide and in a narrow window, in light and in dark."""

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.doubtful import make_doubtful
from tests.web.browser.conftest import NARROW, WIDE, Open, Serve

from reportedly import web
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
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""The rules about colours, which are all that a dark scheme changes."""
STYLES = Path(web.__file__).parent / "static" / "css"
DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{((?:[^{}]|\{[^{}]*\})*)\}")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nobody_is_kept_out(
    size: tuple[int, int],
    examples_case: Path,
    serve: Serve,
    open_page: Open,
) -> None:
    address = serve(examples_case)
    page = open_page(address, size)
    with Case.open(examples_case) as case:
        document, claim = next(case.documents()).id, next(case.claims()).id
    reader = (
        f"/document/{document}", f"/document/{document}#c={claim}", f"/document/{document}/add",
        f"/claim/{claim}/correct", f"/claim/{claim}/reject",
    )  # fmt: skip
    look_through(page, address, (*PAGES, *reader), size)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nobody_is_kept_out_where_something_is_decided(
    size: tuple[int, int],
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
    look_through(open_page(address, size), address, pages, size)


def look_through(page: Page, address: str, paths: tuple[str, ...], size: tuple[int, int]) -> None:
    """Find nothing serious on any of the pages, light or dark, and none wider than the window."""
    for path in paths:
        page.emulate_media(color_scheme="light")
        page.goto(address + path)
        serious = list_serious(page, {})
        assert not serious, (path, serious)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= size[0], f"{path} is {wide} px wide"
        page.emulate_media(color_scheme="dark")
        serious = list_serious(page, COLOURS)
        assert not serious, (path, "dark", serious)


def list_serious(page: Page, rules: dict[str, Any]) -> list[tuple[str, list[object]]]:
    """What keeps people out by these rules: the rule, and the first three things that break it."""
    found = Axe().run(page, options={"resultTypes": ["violations"], **rules}).response["violations"]
    return [
        (v["id"], [node["target"] for node in v["nodes"]][:3])
        for v in found
        if v["impact"] in ("serious", "critical")
    ]


def test_a_dark_scheme_sets_colours_and_nothing_else() -> None:
    """Were it to set more, every rule would have to be tried in the dark too."""
    seen = 0
    for file in sorted(STYLES.glob("*.css")):
        style = file.read_text(encoding="utf-8")
        blocks = DARK.findall(style)
        assert len(blocks) == style.count("prefers-color-scheme: dark"), file.name
        for block in blocks:
            rules = re.findall(r"([^{}]+)\{([^{}]*)\}", block)
            assert {selector.strip() for selector, _ in rules} == {":root"}, file.name
            declared = [d.strip() for _, body in rules for d in body.split(";") if d.strip()]
            assert [d for d in declared if not d.startswith("--")] == [], file.name
            seen += len(declared)
    assert seen


def test_a_slash_goes_to_the_search_box(examples_case: Path, serve: Serve, open_page: Open) -> None:
    page = open_page(serve(examples_case))
    page.keyboard.press("/")
    page.keyboard.type("Daskeva")
    assert page.input_value("#q") == "Daskeva"
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=Daskeva")
