"""Reports are added in the browser: chosen or dropped, followed, cancelled, and without scripts."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.web.browser.conftest import EXAMPLES, NARROW, WIDE, Open, Serve
from tests.web.readers import ToldReader

from reportedly.case import Case

PATIENCE_MS = 60_000
MET = "The paper says that Omar Kessel met Radu Stenn. That is all that it says."
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])

DROP = """
files => {
  const transfer = new DataTransfer();
  for (const [name, text] of files) transfer.items.add(new File([text], name, { type: "text/plain" }));
  const drop = new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true });
  document.querySelector("main").dispatchEvent(drop);
}
"""


@pytest.fixture
def empty_case(tmp_path: Path) -> Path:
    path = tmp_path / "new.reportedly"
    Case.open(path).close()
    return path


def make_files(folder: Path, **texts: str) -> list[str]:
    paths = []
    for name, text in texts.items():
        path = folder / name.replace("_", ".")
        path.write_text(text)
        paths.append(str(path))
    return paths


def choose(page: Page, files: list[str]) -> None:
    page.set_input_files("#files", files)
    page.get_by_role("button", name="Add these reports").click()


@SIZES
def test_chosen_files_are_read_and_the_overview_shows_them(
    size: tuple[int, int], empty_case: Path, tmp_path: Path, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(empty_case), size)
    expect(page.get_by_text("This case is empty")).to_be_visible()
    report = next(str(p) for p in sorted(EXAMPLES.iterdir()) if p.name.startswith("04"))
    choose(page, [report, *make_files(tmp_path, table_csv="a,b")])
    upload = page.locator(".upload")
    expect(upload.locator(".words")).to_have_text("Done: 2 files", timeout=PATIENCE_MS)
    expect(upload.locator(".result")).to_contain_text("1 document added")
    expect(upload.locator(".problems")).to_contain_text("table.csv")
    expect(page.locator(".newest li")).to_have_count(1)
    expect(page.locator(".figures")).to_contain_text("1 document")
    expect(page.get_by_text("This case is empty")).to_have_count(0)
    expect(upload.get_by_role("button")).to_have_count(0)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= size[0]


@SIZES
def test_dropped_files_are_read(
    size: tuple[int, int], empty_case: Path, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(empty_case, ToldReader), size)
    page.evaluate(DROP, [["first.txt", MET], ["<img src=x>.csv", "a,b"]])
    expect(page.locator(".words")).to_have_text("Done: 2 files", timeout=PATIENCE_MS)
    expect(page.locator(".upload .problems strong")).to_have_text("<img src=x>.csv")
    expect(page.locator(".newest")).to_contain_text("first")


def test_a_dropped_folder_is_walked(
    empty_case: Path, tmp_path: Path, serve: Serve, open_page: Open
) -> None:
    inner = tmp_path / "papers" / "inner"
    inner.mkdir(parents=True)
    make_files(inner, b_txt=MET, old_reportedly="a case")
    make_files(tmp_path / "papers", a_txt="Nobody said anything here.")
    (tmp_path / "papers" / ".hidden").write_text("x")
    page = open_page(serve(empty_case, ToldReader))
    devtools = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(tmp_path / "papers")], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        event = {"type": kind, "x": 400, "y": 300, "data": data}
        devtools.send("Input.dispatchDragEvent", event)
    expect(page.locator(".words")).to_have_text("Done: 2 files", timeout=PATIENCE_MS)
    expect(page.locator(".result")).to_contain_text("1 file left out")
    with Case.open(empty_case) as case:
        assert [d.path for d in case.documents()] == ["papers/a.txt", "papers/inner/b.txt"]


def test_progress_and_problems_are_shown_as_they_come_and_the_rest_is_cancelled_by_keyboard(
    empty_case: Path, tmp_path: Path, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(empty_case, ToldReader))
    files = make_files(
        tmp_path, a_txt=MET, b_csv="a,b", c_txt="It will HANG for ever.", d_txt="No."
    )
    choose(page, files)
    upload = page.locator(".upload")
    expect(upload.locator(".words")).to_have_text("Reading file 3 of 4", timeout=PATIENCE_MS)
    expect(upload.locator(".current")).to_have_text("c.txt")
    expect(upload.locator(".problems li")).to_have_count(1)
    expect(upload.get_by_role("progressbar")).to_have_js_property("value", 2)
    expect(upload.locator(".words")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(upload.locator(".words")).to_contain_text("Cancelled", timeout=PATIENCE_MS)
    expect(page.locator(".newest li")).to_have_count(1)


def test_a_page_that_is_opened_later_shows_the_upload_that_runs(
    empty_case: Path, tmp_path: Path, serve: Serve, open_page: Open
) -> None:
    go = tmp_path / "go"
    address = serve(empty_case, ToldReader)
    choose(open_page(address), make_files(tmp_path, a_txt=f"Read this WAIT-FOR {go} and go."))
    other = open_page(address)
    expect(other.locator(".words")).to_have_text("Reading file 1 of 1", timeout=PATIENCE_MS)
    go.touch()
    expect(other.locator(".words")).to_have_text("Done: 1 file", timeout=PATIENCE_MS)
    expect(other.locator(".newest li")).to_have_count(1)


def test_a_refusal_is_said_beside_the_form(empty_case: Path, serve: Serve, open_page: Open) -> None:
    page = open_page(serve(empty_case, ToldReader))
    page.evaluate(DROP, [[f"{n}.txt", "x"] for n in range(2_001)])
    expect(page.locator(".sending")).to_contain_text("At most 2000 files")
    expect(page.locator(".upload")).to_have_count(0)


@SIZES
def test_without_scripts_the_form_adds_and_its_page_says_how_far_it_is(
    size: tuple[int, int], empty_case: Path, tmp_path: Path, serve: Serve, open_page: Open
) -> None:
    go = tmp_path / "go"
    page = open_page(serve(empty_case, ToldReader), size, java_script_enabled=False)
    choose(page, make_files(tmp_path, a_txt=f"{MET} WAIT-FOR {go} then.", b_csv="a,b"))
    expect(page.get_by_role("link", name="Refresh")).to_be_visible()
    expect(page.locator(".words")).to_have_text("Reading file 1 of 2", timeout=PATIENCE_MS)
    go.touch()
    expect(page.locator(".words")).to_have_text("Done: 2 files", timeout=PATIENCE_MS)
    expect(page.locator(".problems")).to_contain_text("b.csv")
    page.get_by_role("link", name="To the overview").click()
    expect(page.locator(".newest li")).to_have_count(1)


def test_without_scripts_an_upload_is_cancelled(
    empty_case: Path, tmp_path: Path, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(empty_case, ToldReader), java_script_enabled=False)
    choose(page, make_files(tmp_path, a_txt="It will HANG for ever."))
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".words")).to_contain_text("Cancelled", timeout=PATIENCE_MS)


def test_a_server_that_knows_the_upload_no_more_leaves_no_upload_that_seems_to_run(
    empty_case: Path, tmp_path: Path, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(empty_case, ToldReader))
    # As a server that was started anew: it refuses to tell of an upload of the one before.
    page.route("**/events", lambda route: route.fulfill(status=204))
    choose(page, make_files(tmp_path, a_txt=MET))
    upload = page.locator(".upload")
    expect(upload.locator(".words")).to_contain_text("What was read is kept", timeout=PATIENCE_MS)
    expect(upload.get_by_role("progressbar")).to_be_hidden()
    expect(upload.get_by_role("button")).to_have_count(0)
