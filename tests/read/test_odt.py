"""OpenDocument texts: everything a person sees in them, in order."""

import io
import zipfile

import pytest
from tests.read.conftest import REPORT, Read

from reportedly.read import odt

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "meta", "drawing")
)
BODY = f"""<office:text>
<text:tracked-changes><text:changed-region><text:deletion><text:p>struck out</text:p></text:deletion>
</text:changed-region></text:tracked-changes>
<text:h>Lantern denies raid</text:h>
<text:p>The  mayor,
 <text:span>Olof</text:span><text:s text:c="2"/>Tann<text:note><text:note-citation>1</text:note-citation>
<text:note-body><text:p>He has since left.</text:p></text:note-body></text:note>, said<office:annotation>
<text:p>check</text:p></office:annotation> so.<text:line-break/>Twice.</text:p>
<text:list><text:list-item><text:p>One guard died.</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>Dead</text:p></table:table-cell>
<table:table-cell><text:p>1</text:p></table:table-cell></table:table-row></table:table>
<text:p/><text:p>{REPORT}</text:p></office:text>"""
META = f"""<office:document-meta {SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>
<dc:title>Lantern denies raid</dc:title><meta:initial-creator>Ada Brun</meta:initial-creator>
<meta:creation-date>2021-05-04T21:30:00.5</meta:creation-date></office:meta></office:document-meta>"""
PARAGRAPHS = [
    "Lantern denies raid",
    "The mayor, Olof  Tann, said so.\nTwice.",
    "He has since left.",
    "One guard died.",
    "Dead",
    "1",
    REPORT,
]


def pack(body: str = BODY, meta: str = META, manifest: str = "<m/>") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        kind = "application/vnd.oasis.opendocument.text"
        archive.writestr(zipfile.ZipInfo("mimetype"), kind)
        content = f"<office:document-content {SPACES}><office:body>{body}</office:body>"
        archive.writestr("content.xml", content + "</office:document-content>")
        archive.writestr("meta.xml", meta)
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


@pytest.mark.parametrize("name", ["raid.odt", "raid", "raid.txt"])
def test_paragraphs_lists_cells_and_notes_come_in_order(read_bytes: Read, name: str) -> None:
    [document], problems = read_bytes(pack(), name)
    assert problems == []
    assert document.text.split("\n\n") == PARAGRAPHS
    assert (document.title, document.byline) == ("Lantern denies raid", "Ada Brun")
    assert document.published_on == "2021-05-04"
    assert document.media_type.endswith("opendocument.text")


@pytest.mark.parametrize("name", ["raid.fodt", "raid.xml"])
def test_a_flat_file_is_read_the_same(read_bytes: Read, name: str) -> None:
    flat = f'<?xml version="1.0"?><office:document {SPACES}><office:body>{BODY}</office:body></office:document>'
    [document], problems = read_bytes(flat.encode(), name)
    assert (document.text.split("\n\n"), problems) == (PARAGRAPHS, [])


def test_a_file_that_unpacks_to_too_much_is_refused(
    read_bytes: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(odt, "_MAX_UNPACKED_BYTES", 2_000_000)
    bomb = pack(f"<office:text><text:p>{'word ' * 600_000}</text:p></office:text>")
    assert len(bomb) < 50_000
    _, [problem] = read_bytes(bomb, "a.odt")
    assert problem.code == "too-large"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 nothing", "malformed"),
        (pack("<office:text><text:p> </text:p></office:text>"), "no-text"),
        (pack("<office:spreadsheet/>"), "malformed"),
        (pack(manifest="<m><manifest:encryption-data/></m>"), "encrypted"),
        (pack("<office:text><text:p>"), "malformed"),
    ],
)
def test_a_bad_file_is_one_problem(read_bytes: Read, data: bytes, code: str) -> None:
    documents, [problem] = read_bytes(data, "a.odt")
    assert (documents, problem.code) == ([], code)


def test_entities_are_not_expanded(read_bytes: Read) -> None:
    flat = (
        '<!DOCTYPE d [<!ENTITY a "boom"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
        f"<office:document {SPACES}><office:body><office:text><text:p>{REPORT} &a; &b;</text:p>"
        "</office:text></office:body></office:document>"
    )
    [document], _ = read_bytes(flat.encode(), "a.fodt")
    assert "boom" not in document.text
    assert "root" not in document.text
