"""A Word file → its paragraphs, table cells and footnotes, through python-docx.

The body is walked as it stands, so that content controls, text boxes and tracked insertions are
read too; what a tracked deletion struck out is not. A blank line parts paragraphs.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError, PackageNotFoundError
from lxml import etree  # type: ignore[import-untyped]

from reportedly.errors import BadInputError
from reportedly.read.draft import Draft
from reportedly.read.pdf import choose_date, choose_title

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = {
    f"{_W}del",
    f"{_W}moveFrom",
    f"{_W}instrText",
    # The older drawing of a text box that stands beside the newer one: the same words again.
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_AS_TEXT = {
    f"{_W}tab": " ",
    f"{_W}ptab": " ",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
}
_MAX_UNPACKED_BYTES = 512 * 1024 * 1024
# Properties of the empty template that python-docx writes: they say nothing about the report.
_TEMPLATE_AUTHOR, _TEMPLATE_CREATED = "python-docx", datetime(2013, 12, 23, 23, 15)  # noqa: DTZ001


def read_docx(data: bytes) -> Draft:
    """Return the draft of a Word file.

    Raises `BadInputError`: `malformed` when it is none or damaged, `too-large` when it would unpack
    to more than 512 MiB, `no-text` when nothing is written in it.
    """
    try:
        _check_size(data)
        word = docx.Document(io.BytesIO(data))
        paragraphs = [text for part in _find_parts(word) for text in _read_paragraphs(part)]
    except (zipfile.BadZipFile, PackageNotFoundError, OpcError, KeyError, ValueError) as error:
        raise BadInputError(
            "a Word file (.docx) was expected, but it is damaged or of another kind: "
            "open it in Word and save it again",
            code="malformed",
        ) from error
    if not paragraphs:
        raise BadInputError(
            "a Word file with text was expected, one without any came: if it holds pictures of "
            "text, run character recognition (OCR) over them",
            code="no-text",
        )
    return Draft(
        text="\n\n".join(paragraphs),
        title=choose_title(word.core_properties.title),
        byline=_find_byline(word),
        published=_find_date(word),
        media_type=MEDIA_TYPE,
    )


def _check_size(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if size > _MAX_UNPACKED_BYTES:
        raise BadInputError(
            f"a Word file of at most {_MAX_UNPACKED_BYTES} bytes unpacked was expected, "
            f"{size} came: save its text alone",
            code="too-large",
        )


def _find_parts(word: WordDocument) -> Iterator[etree._Element]:
    yield word.element.body
    for relation in word.part.rels.values():
        if relation.reltype.endswith(("/footnotes", "/endnotes")) and not relation.is_external:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            yield etree.fromstring(relation.target_part.blob, parser)


def _read_paragraphs(element: etree._Element) -> Iterator[str]:
    """Yield the paragraphs below `element` in order; a text box follows the one it hangs on."""
    for child in element:
        if child.tag == f"{_W}p":
            text = "".join(_read_runs(child)).strip()
            if text:
                yield text
        if child.tag not in _SKIPPED:
            yield from _read_paragraphs(child)


def _read_runs(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _AS_TEXT:
            yield _AS_TEXT[child.tag]
        elif child.tag != f"{_W}p" and child.tag not in _SKIPPED:
            yield from _read_runs(child)


def _find_byline(word: WordDocument) -> str | None:
    author = word.core_properties.author
    return None if author == _TEMPLATE_AUTHOR else author


def _find_date(word: WordDocument) -> str | None:
    created = word.core_properties.created
    if created and created.replace(tzinfo=None) == _TEMPLATE_CREATED:
        return None
    return choose_date(created)
