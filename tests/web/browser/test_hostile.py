"""What a hostile report holds is shown as text on every page: nothing of it runs or leads away."""

import re
from pathlib import Path

import pytest
from litestar.routes import HTTPRoute
from litestar.testing import TestClient
from playwright.sync_api import Page as Tab
from tests.made_readings import Page
from tests.web.browser.conftest import NARROW, Open, Serve

from reportedly.case import Case
from reportedly.settings import Settings
from reportedly.web.app import make_app
from reportedly.web.guard import Access

RUN = "window.ran = true; alert(1)"
SCRIPT = f"<script>{RUN}</script>"
IMAGE = f'"><img src=x onerror="{RUN}"><svg onload="{RUN}">'
CLOSING = f"</title></textarea></template>--></style>{SCRIPT}"
TURNED = "\u202edetrever\u202c \u2066turned\u2069 \u200f"
CONTROLS = "\x01\x1b[31m\x7f\u0085\u2028\u2029\ufeff"
TEMPLATE = "{{ 7 * 7 }} {% raw %} ${7*7} \\u003cscript\\u003e"
LONG = "Kessel" * 1700
NAME = f"Omar {IMAGE} Kessel"
FOUND = """() => ({
    ran: window.ran === true,
    scripts: [...document.scripts].filter(s => !s.src && s.type !== 'application/json').length,
    handlers: [...document.querySelectorAll('*')].flatMap(e => [...e.attributes])
        .filter(a => a.name.startsWith('on')).length,
    away: [...document.querySelectorAll('[href], [src], [action], [formaction]')]
        .flatMap(e => ['href', 'src', 'action', 'formaction'].map(n => e.getAttribute(n)))
        .filter(v => v && /^\\\\s*(javascript|data|vbscript):/i.test(v)),
    images: document.querySelectorAll('img[src=x], svg[onload]').length,
    wide: document.documentElement.scrollWidth,
})"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of two reports in which everything that can be written is hostile."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.reportedly"
    with Case.open(path) as case:
        for n, title in enumerate(
            (f"{SCRIPT} {CLOSING}", f"{TURNED} {CONTROLS} {TEMPLATE} {LONG}")
        ):
            text = f"{SCRIPT} {NAME} met {LONG} Stenn. {CLOSING} {TURNED} {CONTROLS} {TEMPLATE} {n}"
            page = Page(
                text,
                title=title,
                publisher=f"Paper {IMAGE} {SCRIPT} {n}",
                external_id=f"{SCRIPT}{n}",
                byline=f"{IMAGE}{n}",
                url=f"javascript:{RUN}//{n}",
                path=f"folder/{IMAGE}{n}.txt",
                published_on="2024-03-08",
            )
            met = page.claim(
                "met_with",
                page.argument(NAME, "person"),
                page.argument(f"{LONG} Stenn", "person"),
                page.span(f"{NAME} met {LONG} Stenn."),
            )
            case.keep(page.reading(met))
    return path


def list_pages(path: Path) -> list[str]:
    """Every page that there is, of the reports and names of the case where it shows one."""
    with Case.open(path, create=False) as case:
        entity = case.busiest(1)[0].entity.id
        known = {
            "document": case.newest(1)[0].id,
            "entity": entity,
            "claim": next(iter(case.claims())).id,
            "proposition": next(iter(case.propositions(entity, limit=1))).id,
        }
    app = make_app(path, Access(), Settings())
    found = [
        re.sub(r"\{([^}]*)\}", lambda m: known.get(m[1], entity), route.path_format)
        for route in app.routes
        if isinstance(route, HTTPRoute) and "GET" in route.methods
    ]
    pages = [page for page in found if not page.startswith(("/api", "/static"))]
    pages += ["/search?q=Kessel", f"/timeline?about={entity}", f"/disputes?about={entity}"]
    with TestClient(app, base_url="http://127.0.0.1") as client:
        shown = [page for page in pages if client.get(page).status_code == 200]
    assert len(shown) > 8
    return shown


def check(tab: Tab, path: str, width: int) -> None:
    seen = tab.evaluate(FOUND)
    assert not seen["ran"], path
    assert seen["scripts"] == 0, path
    assert seen["handlers"] == 0, path
    assert seen["away"] == [], path
    assert seen["images"] == 0, path
    assert seen["wide"] <= width, f"{path} is {seen['wide']} px wide"


def test_nothing_of_a_hostile_report_runs(hostile: Path, serve: Serve, open_page: Open) -> None:
    address = serve(hostile)
    tab = open_page(address, NARROW)
    for path in list_pages(hostile):
        tab.goto(address + path)
        check(tab, path, NARROW[0])
    tab.goto(address + "/documents")
    assert SCRIPT in tab.inner_text("main")
    assert IMAGE in tab.inner_text("main")
