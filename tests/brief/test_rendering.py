"""HTML, Word and Markdown show the same brief, run nothing, and open where they should."""

import io
import re
import zipfile
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

import docx
import msgspec
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from markdown_it import MarkdownIt
from tests.brief.conftest import HOSTILE, list_sentences

from reportedly.brief import BRIEF_FORMATS, BriefFormat, Dossier, Limits, render_dossier
from reportedly.case import Case


class Tags(HTMLParser):
    """All tags of a page with their attributes, ids and text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def page(dossier: Dossier) -> Tags:
    return Tags(render_dossier(dossier, "html").decode())


@pytest.fixture
def word(dossier: Dossier) -> bytes:
    return render_dossier(dossier, "docx")


@pytest.mark.parametrize("form", BRIEF_FORMATS)
def test_the_same_dossier_gives_the_same_bytes(dossier: Dossier, form: BriefFormat) -> None:
    assert render_dossier(dossier, form) == render_dossier(dossier, form)


def test_a_page_runs_nothing_and_fetches_nothing(page: Tags) -> None:
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "img", "link", "iframe", "object", "embed", "form", "b"}
    assert not [a for _, attrs in page.tags for a in attrs if a.startswith("on") or a == "src"]
    policy = [
        a["content"] for t, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy
    assert str(policy[0]).startswith("default-src 'none'")
    targets = [str(a["href"]) for tag, a in page.tags if tag == "a"]
    assert [t for t in targets if not t.startswith("#")] == []


def test_script_in_a_title_or_a_publisher_is_text(page: Tags) -> None:
    assert '<script>alert("x")</script>' in page.text
    assert "<b>Bay</b> Post" in page.text
    assert "\u202e" not in page.text
    assert "\x07" not in page.text


def test_headings_are_in_order_and_the_language_is_given(page: Tags) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert ("html", {"lang": "en"}) in page.tags


def test_footnotes_link_there_and_back_and_every_claim_has_an_anchor(
    page: Tags, dossier: Dossier
) -> None:
    ids = [str(attrs["id"]) for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    targets = {str(a["href"])[1:] for tag, a in page.tags if tag == "a"}
    assert targets <= set(ids)
    for note in dossier.footnotes:
        assert f"claim-{note.claim}" in ids
        assert f"note-{note.number}" in targets
        assert f"ref-{note.number}-1" in targets


def test_an_address_of_the_web_is_a_link_and_any_other_is_text(dossier: Dossier) -> None:
    def link(url: str) -> list[str]:
        notes = tuple(msgspec.structs.replace(n, url=url) for n in dossier.footnotes)
        shown = msgspec.structs.replace(dossier, footnotes=notes)
        tags = Tags(render_dossier(shown, "html").decode()).tags
        targets = [str(a["href"]) for tag, a in tags if tag == "a"]
        return [target for target in targets if not target.startswith("#")]

    assert set(link('https://a.example/?q="x"&y=1')) == {'https://a.example/?q="x"&y=1'}
    assert link("javascript:alert(1)") == []


def test_cues_and_arguments_stand_out_in_the_words(page: Tags) -> None:
    classes = {str(attrs.get("class")) for _, attrs in page.tags}
    assert {"cue", "arg", "lead"} <= classes


def test_a_word_file_opens_and_has_its_footnotes(word: bytes, dossier: Dossier) -> None:
    document = docx.Document(io.BytesIO(word))
    assert document.core_properties.title == "Heron Movement"
    assert document.paragraphs[0].style is not None
    assert document.paragraphs[0].style.name == "Title"
    assert sum(p.style.name == "Heading 1" for p in document.paragraphs if p.style) > 5
    [part] = [
        rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/footnotes")
    ]
    notes = parse_xml(part.blob)
    texts = {
        note.get(qn("w:id")): "".join(t.text or "" for t in note.iter(qn("w:t")))
        for note in notes.findall(qn("w:footnote"))
    }
    assert {"-1", "0"} < texts.keys()
    assert len(texts) == len(dossier.footnotes) + 2
    for note in dossier.footnotes:
        assert "".join(piece.text for piece in note.quote) in texts[str(note.number)]


def test_every_reference_of_a_word_file_leads_to_its_footnote(
    word: bytes, dossier: Dossier
) -> None:
    body = docx.Document(io.BytesIO(word)).element.body
    first = [int(r.get(qn("w:id"))) for r in body.iter(qn("w:footnoteReference"))]
    assert first == [note.number for note in dossier.footnotes]
    marks = {str(b.get(qn("w:name"))) for b in body.iter(qn("w:bookmarkStart"))}
    fields = [str(f.get(qn("w:instr"))) for f in body.iter(qn("w:fldSimple"))]
    again = [field.split()[1] for field in fields if "NOTEREF" in field]
    assert again
    assert set(again) <= marks
    uses = sum(len(s.notes) for s in list_sentences(dossier))
    assert len(first) + len(again) == uses


def test_tables_of_a_word_file_repeat_their_heading(word: bytes) -> None:
    tables = docx.Document(io.BytesIO(word)).tables[1:]
    assert tables
    for table in tables:
        assert table.rows[0]._tr.trPr is not None
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_word_file_holds_no_time_of_its_making(word: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        assert {info.date_time[0] for info in package.infolist()} == {1980}
        assert b"2019-07-01" in package.read("docProps/core.xml")


def test_markdown_keeps_hostile_text_as_text(dossier: Dossier) -> None:
    shown = render_dossier(dossier, "md").decode()
    page = Tags(MarkdownIt("commonmark", {"html": True}).enable("table").render(shown))
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "a", "b", "img", "code"}
    assert '<script>alert("x")</script> | [a](javascript:b) *c* `d`' in page.text


def test_every_footnote_of_markdown_is_defined_once_and_used(dossier: Dossier) -> None:
    shown = render_dossier(dossier, "md").decode()
    defined = re.findall(r"^\[\^(\d+)\]: ", shown, re.MULTILINE)
    used = set(re.findall(r"\[\^(\d+)\](?!:)", shown))
    assert defined == [str(note.number) for note in dossier.footnotes]
    assert used == set(defined)


def test_a_hostile_or_endless_title_of_the_brief_is_text_everywhere(case: Case) -> None:
    limits = Limits(title=HOSTILE + "x" * 3000, made_on="2019-07-01")
    dossier = case.brief("Heron Movement", limits=limits)
    page = Tags(render_dossier(dossier, "html").decode())
    assert "script" not in {tag for tag, _ in page.tags}
    document = docx.Document(io.BytesIO(render_dossier(dossier, "docx")))
    assert document.paragraphs[0].text.startswith("<script>")
    assert render_dossier(dossier, "md").startswith(b"# \\<script\\>")


def test_every_colour_of_text_stands_out_from_its_ground() -> None:
    style = files("reportedly.brief").joinpath("brief.css").read_text(encoding="utf-8")
    light, dark = (
        dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block)) for block in style.split("@media")[:2]
    )
    assert light.keys() == dark.keys() or dark.keys() < light.keys()
    for colours in (light, light | dark):
        for ground in ("paper", "box"):
            for text in ("ink", "soft", "accent", "link", "when", "who"):
                assert measure_contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
        for ground in ("arg", "cue"):
            assert measure_contrast(colours["ink"], colours[ground]) >= 4.5, ground


def measure_contrast(one: str, other: str) -> float:
    """The contrast of two colours after WCAG 2.2, 1 to 21."""
    lights = sorted(_measure_light(colour) for colour in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _measure_light(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
