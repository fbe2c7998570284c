"""Review, undo and ratings as a person does them, by keys and by forms without scripts."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.doubtful import make_doubtful
from tests.web.browser.conftest import NARROW, WIDE, Open, Serve

from reportedly.case import Case


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    return make_doubtful(tmp_path / "doubtful.reportedly")


def list_verbs(path: Path) -> list[tuple[str, str, str | None]]:
    with Case.open(path) as case:
        return [(x.judgement.verb, x.state, x.judgement.why) for x in case.judgements()]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_keys_answer_and_undo_without_loading_the_page_anew(
    size: tuple[int, int], doubtful: Path, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(doubtful) + "/review", size)
    page.evaluate("window.isSamePage = true")
    page.keyboard.press("n")
    expect(page.locator(".told")).to_contain_text("is not")
    page.keyboard.press("u")
    expect(page.locator(".told")).to_contain_text("may be")
    page.keyboard.press("z")
    expect(page.locator(".told")).to_contain_text("undone: ")
    page.keyboard.press("z")
    expect(page.locator(".counts").first).to_contain_text("4 doubts are open")
    page.keyboard.press("y")
    expect(page.locator(".told")).to_contain_text("is the same as")
    assert page.evaluate("window.isSamePage")
    assert [line[:2] for line in list_verbs(doubtful)] == [
        ("different", "undone"),
        ("unsure", "undone"),
        ("undo", "holds"),
        ("undo", "holds"),
        ("same", "holds"),
    ]


def test_a_reason_is_typed_without_answering_by_its_letters(
    doubtful: Path, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(doubtful) + "/review")
    page.keyboard.press("w")
    page.keyboard.type("many years in Dura, no doubt")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".told")).to_contain_text("because: many years in Dura, no doubt")
    assert list_verbs(doubtful) == [("different", "holds", "many years in Dura, no doubt")]


def test_one_goes_on_and_back_without_an_answer(
    doubtful: Path, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(doubtful) + "/review")
    page.keyboard.press("j")
    expect(page.locator(".counts").first).to_contain_text("number 2")
    page.keyboard.press("k")
    expect(page.locator(".counts").first).to_contain_text("number 1")
    assert list_verbs(doubtful) == []


def test_without_scripts_forms_answer_and_undo(
    doubtful: Path, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(doubtful) + "/review", java_script_enabled=False)
    page.fill("input[name=why] >> nth=0", "the same post")
    page.click("text=Two different")
    assert "because: the same post" in page.inner_text(".told")
    page.click(".told button")
    assert "undone" in page.inner_text(".told")
    assert [line[:2] for line in list_verbs(doubtful)] == [
        ("different", "undone"),
        ("undo", "holds"),
    ]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_source_is_rated_and_its_grades_say_so(
    size: tuple[int, int], case_copy: Path, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(case_copy) + "/sources", size)
    row = page.locator("tr", has=page.get_by_role("link", name="Radio Tessen", exact=True))
    row.locator("summary").click()
    row.locator("select").select_option("E")
    row.locator("input[name=why]").fill("wrong twice")
    row.get_by_role("button", name="Set").click()
    expect(page.locator(".told")).to_contain_text("'Radio Tessen' is rated E")
    assert grades_with(page, "Radio Tessen is rated E")
    page.go_back()
    page.locator(".told button").click()
    assert not grades_with(page, "Radio Tessen is rated E")


def grades_with(page: Page, words: str) -> int:
    """How many grades on a profile say so; the page goes back."""
    page.goto(page.url.split("/sources")[0] + "/entity/Orlan%20Daskeva")
    return page.get_by_text(words).count()


def test_names_are_suggested_while_somebody_types(
    examples_case: Path, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(examples_case) + "/path")
    page.locator("input[name=start]").press_sequentially("Dask")
    expect(page.locator("#names-start option").first).to_have_attribute("value", "Orlan Daskeva")
    page.fill("input[name=start]", "Orlan Daskeva")
    page.fill("input[name=end]", "NCA")
    page.click("main >> text=Show")
    assert page.locator(".way").count() >= 1
    assert page.locator(".way .step blockquote").count() >= 1
    assert page.locator(".badge").count() >= 1


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_enter_in_the_reason_answers_nothing(
    scripts: bool, doubtful: Path, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(doubtful) + "/review", java_script_enabled=scripts)
    reason = page.get_by_label("Why?")
    reason.fill("the same village")
    reason.press("Enter")
    expect(reason).to_have_value("the same village")
    expect(page.locator(".told")).to_have_count(0)
    page.get_by_role("button", name="Two different").click()
    expect(page.locator(".told")).to_contain_text("because: the same village")
    assert list_verbs(doubtful) == [("different", "holds", "the same village")]
