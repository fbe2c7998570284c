"""The reader in a browser: a claim opens on its very words, and people change claims beside the text."""

from pathlib import Path

import pytest
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect
from tests.made_readings import Page
from tests.web.browser.conftest import NARROW, WIDE, Open, Serve

from reportedly.case import Case

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
FOXES = "🦊🦊 Foxes were seen 🦊 before dawn."
MEETING = "Omar Kessel 🦊 met Radu Stenn in Dura, Coral Radio reported."
LATER = "Mira Voskel, a guard, said that Kessel had left for Osk on foot."


def make_foxes(path: Path) -> Path:
    """A text with characters beyond the first plane, and three claims, two of one sentence."""
    page = Page(
        f"{FOXES}\n\n{MEETING}\r\n\r\n{LATER} 🦊 Nobody else was asked.",
        title="Foxes at dawn",
        publisher="Coral Radio",
        published_on="2024-05-02",
        url="https://example.invalid/foxes",
    )
    kessel = page.argument("Omar Kessel", "person")
    stenn = page.argument("Radu Stenn", "person")
    dura = page.argument("Dura", "place")
    radio = page.source("Coral Radio", "organization", "reported", act="reports")
    guard = page.source("Mira Voskel", "person", "said")
    osk = page.argument("Osk", "place")
    meeting = page.span(MEETING)
    with Case.open(path) as case:
        case.keep(
            page.reading(
                page.claim("met_with", kessel, stenn, meeting, sources=(radio,), where=(dura,)),
                page.claim("present_in", kessel, dura, meeting, sources=(radio,)),
                page.claim(
                    "moved_to",
                    page.argument("Kessel", "person", name="Omar Kessel", after=meeting.end),
                    osk,
                    page.span(LATER),
                    sources=(guard,),
                ),
            )
        )
    return path


@pytest.fixture
def foxes(tmp_path: Path, serve: Serve) -> tuple[Path, str]:
    """The case file, and the address of its document."""
    path = make_foxes(tmp_path / "foxes.reportedly")
    with Case.open(path) as case:
        [document] = case.documents()
    return path, f"{serve(path)}/document/{document.id}"


def read_lit(page: BrowserPage) -> str:
    """The highlighted characters, in the order of the text, once there are any: a script lights them."""
    page.wait_for_selector(".para .lit")
    return "".join(page.locator(".para .lit").evaluate_all("all => all.map(e => e.textContent)"))


def find_claims(path: Path, predicate: str) -> list[str]:
    with Case.open(path) as case:
        return [claim.id for claim in case.claims(predicate=predicate)]


def select(page: BrowserPage, words: str) -> None:
    """Select words of the text with the mouse, from their first to their last character."""
    page.evaluate("getSelection().removeAllRanges()")
    box = page.evaluate(
        """words => {
          const walker = document.createTreeWalker(document.querySelector('#text'), NodeFilter.SHOW_TEXT,
            node => node.parentElement.closest('[data-at]') ? 1 : 2);
          const nodes = []; let all = '';
          while (walker.nextNode()) { nodes.push([walker.currentNode, all.length]);
            all += walker.currentNode.data; }
          const find = offset => { const [node, at] = nodes.findLast(([, at]) => at <= offset);
            const range = document.createRange(); range.setStart(node, offset - at);
            range.setEnd(node, Math.min(offset - at + 1, node.length));
            return range; };
          const start = all.indexOf(words);
          find(start).startContainer.parentElement.scrollIntoView({block: 'start'});
          window.scrollBy(0, -120);
          const a = find(start).getBoundingClientRect();
          const b = find(start + words.length - 1).getBoundingClientRect();
          return [a.left + .5, a.top + a.height / 2, b.right - .5, b.top + b.height / 2];
        }""",
        words,
    )
    page.mouse.move(box[0], box[1])
    # The press is to meet the text where it was scrolled to, not where it was drawn before.
    page.evaluate("() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")
    page.mouse.down()
    page.mouse.move((box[0] + box[2]) / 2, box[3])
    page.mouse.move(box[2] + 1, box[3], steps=3)
    page.mouse.up()


@SIZES
@pytest.mark.parametrize("predicate", ["met_with", "present_in", "moved_to"])
def test_a_link_to_a_claim_lights_exactly_its_evidence(
    size: tuple[int, int], predicate: str, foxes: tuple[Path, str], open_page: Open
) -> None:
    path, address = foxes
    [claim] = find_claims(path, predicate)
    page = open_page(f"{address}#c={claim}", size)
    expect(page.locator(".para .lit").first).to_be_in_viewport()
    with Case.open(path) as case:
        assert read_lit(page) == case.show(claim).evidence.text
    carrying = page.locator(f'[data-claims~="{claim}"]').evaluate_all(
        "a => a.map(e => e.textContent)"
    )
    assert "".join(carrying) == read_lit(page)
    expect(page.locator(f'[id="n={claim}"]')).to_be_visible()


def test_every_claim_of_the_examples_lights_its_evidence(
    examples_case: Path, serve: Serve, open_page: Open
) -> None:
    with Case.open(examples_case) as case:
        documents = [d.id for d in case.documents()]
        texts = {c.id: (c.document, c.evidence.text) for c in case.claims()}
    assert any(where in documents[:3] for where, _ in texts.values())
    page = open_page(serve(examples_case))
    for document in documents[:3]:
        page.goto(f"{serve(examples_case)}/document/{document}")
        for claim, (where, text) in texts.items():
            if where == document:
                page.evaluate("id => { location.hash = 'c=' + id }", claim)
                page.wait_for_selector(f'.note.now[data-claim="{claim}"]', state="attached")
                assert read_lit(page) == text


def test_a_claim_opens_at_its_words_without_scripts(
    foxes: tuple[Path, str], open_page: Open
) -> None:
    path, address = foxes
    [claim] = find_claims(path, "moved_to")
    page = open_page(f"{address}#c={claim}", java_script_enabled=False)
    parts = page.locator(f'[data-claims~="{claim}"]')
    expect(parts.first).to_be_in_viewport()
    lit = "rgb(255, 238, 176)"  # other claims have a fainter ground
    expect(parts.first).to_have_css("background-color", lit)
    other = page.locator(f'[data-claims~="{find_claims(path, "met_with")[0]}"]').first
    expect(other).not_to_have_css("background-color", lit)


@SIZES
def test_keys_go_from_claim_to_claim_and_open_it(
    size: tuple[int, int], foxes: tuple[Path, str], open_page: Open
) -> None:
    path, address = foxes
    page = open_page(address, size)
    now = page.locator(".note.now")
    seen = []
    for key in ("j", "j", "j", "j", "k"):
        page.keyboard.press(key)
        seen.append(now.get_attribute("data-claim"))
    assert len(set(seen)) == 3
    assert seen[2] == seen[3]
    assert seen[4] == seen[1]
    assert page.url.endswith(f"#c={seen[1]}")
    page.keyboard.press("Enter")
    expect(now.locator(".more-of")).to_be_visible()
    expect(now.locator(".more-of")).to_contain_text("Coral Radio")
    page.keyboard.press("?")
    expect(page.locator("dialog#keys")).to_be_visible()
    page.keyboard.press("Escape")
    assert path.exists()


def test_pointing_at_words_shows_all_claims_that_they_carry(
    foxes: tuple[Path, str], open_page: Open
) -> None:
    path, address = foxes
    page = open_page(address)
    page.locator(".para .cue", has_text="reported").hover()
    card = page.locator("#card")
    expect(card).to_be_visible()
    expect(card.locator(".one")).to_have_count(2)
    expect(card).to_contain_text("reported")
    claim = find_claims(path, "moved_to")[0]
    page.locator(f'.tick[data-claim="{claim}"]').focus()
    expect(card.locator(".one")).to_have_count(1)
    expect(card).to_contain_text("Mira Voskel")


def test_layers_are_switched_on_and_off(foxes: tuple[Path, str], open_page: Open) -> None:
    _, address = foxes
    page = open_page(address)
    cue = page.locator(".para .cue").first
    expect(cue).to_have_css("font-style", "italic")
    page.locator("#show-cue").uncheck()
    expect(cue).to_have_css("font-style", "normal")
    page.locator("#show-claims").uncheck()
    expect(page.locator(".tick").first).to_be_hidden()


@SIZES
def test_a_claim_is_rejected_with_its_reason_and_restored(
    size: tuple[int, int], foxes: tuple[Path, str], open_page: Open
) -> None:
    path, address = foxes
    [claim] = find_claims(path, "moved_to")
    page = open_page(f"{address}#c={claim}", size)
    page.keyboard.press("r")
    dialog = page.locator("dialog#reject")
    dialog.get_by_label("Reason").fill("he left for Velm")
    dialog.get_by_role("button", name="Reject").click()
    done = page.locator("#done")
    expect(done).to_contain_text("he left for Velm")
    assert find_claims(path, "moved_to") == []
    note = page.locator(f'[id="n={claim}"]')
    expect(note).to_be_hidden()
    page.locator("#show-struck").check()
    expect(note).to_be_visible()
    note.locator("summary").click()
    note.get_by_role("button", name="Restore").click()
    expect(page.locator("#done")).to_contain_text("undone")
    expect(page.locator(f'[id="n={claim}"]')).to_be_visible()
    assert find_claims(path, "moved_to") == [claim]


@SIZES
def test_a_claim_is_corrected_by_keyboard_alone_and_shows_what_was_read(
    size: tuple[int, int], foxes: tuple[Path, str], open_page: Open
) -> None:
    path, address = foxes
    [claim] = find_claims(path, "present_in")
    page = open_page(f"{address}#c={claim}", size)
    page.keyboard.press("c")
    page.locator("dialog#correct").get_by_label("Who (subject)").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("Nobody There")
    page.keyboard.press("Enter")
    expect(page.locator("dialog#correct .refused")).to_contain_text(
        "does not stand in the document"
    )
    page.keyboard.press("Control+a")
    page.keyboard.type("Radu Stenn")
    page.keyboard.press("Enter")
    note = page.locator(f'[id="n={claim}"]')
    expect(note).to_contain_text("corrected by")
    page.keyboard.press("Enter")
    expect(note.locator(".read")).to_contain_text("Omar Kessel")
    with Case.open(path) as case:
        subject = case.show(claim).subject
        assert subject is not None
        assert subject.name == "Radu Stenn"


@SIZES
def test_a_claim_is_added_by_selecting_words_with_the_mouse(
    size: tuple[int, int], foxes: tuple[Path, str], open_page: Open
) -> None:
    path, address = foxes
    page = open_page(address, size)
    select(page, "Mira Voskel, a guard, said")
    page.get_by_role("button", name="Add a claim from these words").click()
    panel = page.locator("dialog#add")
    panel.get_by_role("button", name="Take the whole sentence").click()
    expect(panel.locator("[name=evidence]")).to_have_value(LATER)
    panel.locator("[name=predicate]").select_option("member_of")
    panel.locator("[name=subject]").focus()
    select(page, "Mira Voskel")
    expect(panel.locator("[name=subject]")).to_have_value("Mira Voskel")
    select(page, "a guard")
    expect(panel.locator("[name=object]")).to_have_value("a guard")
    panel.get_by_role("button", name="Add the claim").click()
    expect(panel.locator(".refused")).to_contain_text("what kind")
    panel.locator("[name=object_kind]").select_option("group")
    panel.get_by_role("button", name="Add the claim").click()
    expect(page.locator("#done")).to_contain_text("added:")
    [claim] = find_claims(path, "member_of")
    assert page.url.endswith(f"#c={claim}")
    expect(page.locator(f'[id="n={claim}"]')).to_contain_text("added by")
    assert read_lit(page) == LATER
    with Case.open(path) as case:
        found = case.show(claim)
        assert found.subject is not None
        assert found.object is not None
        assert (found.subject.text, found.object.text) == ("Mira Voskel", "a guard")
        assert case.document(found.document).text.index("a guard") == found.object.start
    page.locator("#done").get_by_role("button", name="Undo").click()
    expect(page.locator("#done")).to_contain_text("undone")
    assert find_claims(path, "member_of") == []


def test_a_claim_is_added_by_keyboard_alone(foxes: tuple[Path, str], open_page: Open) -> None:
    path, address = foxes
    page = open_page(address)
    page.keyboard.press("j")
    page.keyboard.press("a")
    panel = page.locator("dialog#add")
    expect(panel.locator("[name=evidence]")).to_have_value(MEETING)
    expect(panel.locator("[name=predicate]")).to_be_focused()
    page.keyboard.type("allied_with")
    page.keyboard.press("Tab")
    page.keyboard.type("Omar Kessel")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Radu Stenn")
    page.keyboard.press("Enter")
    expect(page.locator("#done")).to_contain_text("added:")
    [claim] = find_claims(path, "allied_with")
    with Case.open(path) as case:
        assert case.show(claim).evidence.text == MEETING
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    expect(page.locator("dialog#add")).to_be_hidden()


def test_a_claim_is_rejected_and_added_without_scripts(
    foxes: tuple[Path, str], open_page: Open
) -> None:
    path, address = foxes
    [claim] = find_claims(path, "moved_to")
    page = open_page(address, java_script_enabled=False)
    note = page.locator(f'[id="n={claim}"]')
    note.locator("summary").click()
    note.get_by_role("link", name="Reject").click()
    page.get_by_role("button", name="Reject").click()
    page.locator("#done").get_by_role("button", name="Undo").click()
    assert find_claims(path, "moved_to") == [claim]
    page.get_by_role("link", name="Add a claim").click()
    page.locator("[name=evidence]").fill(FOXES)
    page.locator("[name=predicate]").select_option("present_in")
    page.locator("[name=subject]").fill("Foxes")
    page.locator("[name=subject_kind]").select_option("thing")
    page.get_by_role("button", name="Add the claim").click()
    expect(page.locator("#done")).to_contain_text("added:")


def test_words_on_a_link_can_be_selected_and_the_link_still_leads_to_the_profile(
    foxes: tuple[Path, str], open_page: Open
) -> None:
    _, address = foxes
    page = open_page(address)
    select(page, "Radu Stenn")
    expect(page.locator("#offer")).to_be_visible()
    assert page.url == address
    page.evaluate("getSelection().removeAllRanges()")
    page.locator("a.m", has_text="Radu Stenn").first.click()
    page.wait_for_url("**/entity/**")


def test_an_address_whose_claim_is_gone_says_so(
    tmp_path: Path, serve: Serve, open_page: Open
) -> None:
    path = tmp_path / "foxes.reportedly"
    make_foxes(path)
    with Case.open(path) as case:
        claim = next(case.claims())
    document = f"{serve(path)}/document/{claim.document}"
    page = open_page(f"{document}#c=clm-00000000000000000000")
    said = page.get_by_text("The claim that the address names is not in this document")
    expect(said).to_be_visible()
    page.evaluate("id => { location.hash = `c=${id}` }", claim.id)
    expect(said).to_be_hidden()
    expect(page.locator(".lit").first).to_be_visible()
    # What is no address at all is passed over.
    expect(open_page(f"{document}#c=%E0%A4%A").locator(".note").first).to_be_visible()
