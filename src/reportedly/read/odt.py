"""An OpenDocument text → its paragraphs, headings, list items, table cells and footnotes.

Both forms are read: the archive (.odt) and the one flat file (.fodt). What a tracked deletion struck
out and comments are left out, as in Word files. A blank line parts paragraphs.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime

from lxml import etree  # type: ignore[import-untyped]

from reportedly.errors import BadInputError
from reportedly.read.draft import Draft
from reportedly.read.pdf import choose_date, choose_title

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
FLAT_MEDIA_TYPE = "application/vnd.oasis.opendocument.text-flat-xml"

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PARAGRAPHS = {f"{_TEXT}p", f"{_TEXT}h"}
_SKIPPED = {
    f"{_TEXT}tracked-changes",
    f"{_TEXT}note-citation",
    f"{_TEXT}sequence-decls",
    f"{_TEXT}ruby-text",
    f"{_OFFICE}annotation",
    f"{_OFFICE}forms",
}
# What hangs on a paragraph and has paragraphs of its own.
_APART = {f"{_TEXT}note", f"{_DRAW}frame", f"{_DRAW}custom-shape"} | _PARAGRAPHS | _SKIPPED
_SPACES, _AS_TEXT = f"{_TEXT}s", {f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"}
_MAX_UNPACKED_BYTES = 512 * 1024 * 1024
_MAX_DEPTH = 200
_MAX_SPACES = 100


def read_odt(data: bytes) -> Draft:
    """Return the draft of an OpenDocument text.

    Raises `BadInputError`: `malformed` when it is none or damaged, `encrypted` when it wants a
    password, `too-large` when it would unpack to more than 512 MiB, `no-text` when nothing is
    written in it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_archive(archive)
            content = _parse(archive.read("content.xml"))
            names = archive.namelist()
            meta = _parse(archive.read("meta.xml")) if "meta.xml" in names else None
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, RuntimeError) as error:
        raise _damaged() from error
    return _make_draft(content, meta, MEDIA_TYPE)


def read_flat_odt(data: bytes) -> Draft:
    """Return the draft of an OpenDocument text in one XML file. Raises as `read_odt` does."""
    try:
        root = _parse(data)
    except etree.XMLSyntaxError as error:
        raise _damaged() from error
    return _make_draft(root, root, FLAT_MEDIA_TYPE)


def _check_archive(archive: zipfile.ZipFile) -> None:
    size = sum(entry.file_size for entry in archive.infolist())
    if size > _MAX_UNPACKED_BYTES:
        raise BadInputError(
            f"an OpenDocument text of at most {_MAX_UNPACKED_BYTES} bytes unpacked was expected, "
            f"{size} came: save its text alone",
            code="too-large",
        )
    manifest = "META-INF/manifest.xml"
    if manifest in archive.namelist() and b"encryption-data" in archive.read(manifest):
        raise BadInputError(
            "an OpenDocument text that opens without a password was expected, an encrypted one "
            "came: save it without the password",
            code="encrypted",
        )


def _parse(data: bytes) -> etree._Element:
    # Entities stay unresolved and nothing is loaded: a file cannot make others be read, or grow.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


def _damaged() -> BadInputError:
    return BadInputError(
        "an OpenDocument text was expected, but it is damaged or of another kind: "
        "open it in its program and save it again",
        code="malformed",
    )


def _make_draft(content: etree._Element, meta: etree._Element | None, media_type: str) -> Draft:
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise _damaged()
    paragraphs = list(_read_paragraphs(body))
    if not paragraphs:
        raise BadInputError(
            "an OpenDocument text with words in it was expected, one without any came: if it "
            "holds pictures of text, run character recognition (OCR) over them",
            code="no-text",
        )
    return Draft(
        text="\n\n".join(paragraphs),
        title=choose_title(_find(meta, f"{_DC}title")),
        byline=_find(meta, f"{_META}initial-creator") or _find(meta, f"{_DC}creator"),
        published=choose_date(_read_date(_find(meta, f"{_META}creation-date"))),
        media_type=media_type,
    )


def _read_paragraphs(element: etree._Element, depth: int = 0) -> Iterator[str]:
    """Yield the paragraphs below `element` in order; notes and boxes follow the one they hang on."""
    for child in element.iterchildren(tag=etree.Element):
        if child.tag in _SKIPPED or depth > _MAX_DEPTH:
            continue
        if child.tag in _PARAGRAPHS:
            text = "".join(_read_runs(child)).strip()
            if text:
                yield text
        yield from _read_paragraphs(child, depth + 1)


def _read_runs(element: etree._Element) -> Iterator[str]:
    """The words of one paragraph, its line breaks and spaces, without the paragraphs inside it."""
    yield _flatten(element.text)
    for child in element:
        if child.tag == _SPACES:
            count = child.get(f"{_TEXT}c", "1")
            yield " " * min(int(count) if count.isdecimal() else 1, _MAX_SPACES)
        elif child.tag in _AS_TEXT:
            yield _AS_TEXT[child.tag]
        elif isinstance(child.tag, str) and child.tag not in _APART:
            yield from _read_runs(child)
        yield _flatten(child.tail)


def _flatten(text: str | None) -> str:
    """White space as OpenDocument means it: any run of it is one space (ODF 1.3, 6.1.2)."""
    if not text:
        return ""
    flat = " ".join(text.split())
    return (" " if text[0].isspace() else "") + flat + (" " if flat and text[-1].isspace() else "")


def _find(meta: etree._Element | None, tag: str) -> str | None:
    return meta.findtext(f".//{tag}") if meta is not None else None


def _read_date(written: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(written) if written else None
    except ValueError:
        return None
