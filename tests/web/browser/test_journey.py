"""A newsroom's first day: reports are added, a line of the network opens on its words, a brief is taken.

The same at both widths, in one case that begins empty; every page of the way is looked through by axe.
"""

import io
from pathlib import Path

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.web.browser.conftest import EXAMPLES, NARROW, WIDE, Open, Serve

from reportedly.case import Case

PATIENCE_MS = 120_000


def look_through(page: Page) -> None:
    """Find nothing that would keep somebody out, and nothing wider than the window."""
    found = Axe().run(page).response["violations"]
    serious = [(v["id"], page.url) for v in found if v["impact"] in ("serious", "critical")]
    assert not serious, serious
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_from_a_folder_of_reports_to_a_brief(
    size: tuple[int, int], tmp_path: Path, serve: Serve, open_page: Open
) -> None:
    path = tmp_path / "day.reportedly"
    with Case.open(path):
        pass
    address = serve(path)
    page = open_page(address, size, accept_downloads=True)

    reports = [str(file) for file in sorted(EXAMPLES.iterdir()) if file.name != "README.md"]
    page.set_input_files("#files", reports)
    page.get_by_role("button", name="Add these reports").click()
    words = page.locator(".upload .words")
    expect(words).to_have_text(f"Done: {len(reports)} files", timeout=PATIENCE_MS)
    look_through(page)

    page.goto(f"{address}/network?polarity=disputed")
    page.wait_for_selector("#network[data-drawn]")
    row = page.locator("tr[data-edge]", has_text="Dawn Banner Movement").first
    row.locator("a.open").click()
    page.wait_for_selector(f'#network-panel[data-shows="{row.get_attribute("data-edge")}"]')
    look_through(page)

    quote = page.locator("#network-panel blockquote a").first
    said = quote.evaluate("e => e.textContent")
    claim = (quote.get_attribute("href") or "").partition("#c=")[2]
    quote.click()
    page.wait_for_url(f"**/document/*#c={claim}")
    lit = page.locator(".para .lit")
    expect(lit.first).to_be_in_viewport()
    with Case.open(path) as case:
        evidence = case.show(claim).evidence.text
    assert "".join(lit.evaluate_all("all => all.map(e => e.textContent)")) == evidence == said
    look_through(page)

    page.goto(f"{address}/entity/Dawn%20Banner%20Movement")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Word").click()
    brief = docx.Document(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    text = "\n".join(paragraph.text for paragraph in brief.paragraphs)
    assert "Dawn Banner Movement" in text
    assert waiting.value.suggested_filename.endswith(".docx")
