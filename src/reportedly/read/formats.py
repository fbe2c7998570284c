"""File name and first bytes → the reader of the format: one table to add a format to.

Unmistakable first bytes go before the suffix, so that a PDF called `report.txt` is read as the PDF
it is; text formats are told apart by the suffix alone.
"""

import importlib
import re
from pathlib import PurePath
from typing import cast

from reportedly.errors import BadInputError
from reportedly.read.draft import Reader

JSON_LINES = frozenset({".jsonl", ".ndjson"})

# Format name → module and function. They are imported when first used: together they take half a
# second, and most runs meet one or two of them.
_READERS = {
    "plain": ("reportedly.read.plain", "read_plain"),
    "markdown": ("reportedly.read.markdown", "read_markdown"),
    "html": ("reportedly.read.html", "read_html"),
    "pdf": ("reportedly.read.pdf", "read_pdf"),
    "docx": ("reportedly.read.docx", "read_docx"),
}
_SUFFIXES = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
}
COUNTABLE = JSON_LINES | _SUFFIXES.keys()
"""Suffixes of files that hold one report each, or one a line."""
_READABLE = ".txt, .md, .html, .pdf, .docx or .jsonl"
_HINTS = {
    ".doc": "save it as .docx",
    ".rtf": "save it as .docx",
    ".odt": "save it as .docx",
    ".json": "write one report a line as .jsonl",
    ".csv": "write one report a line as .jsonl",
    ".reportedly": "that is a case, name it with --case",
}
_FORMAT_MAGIC = ((b"%PDF-", "pdf"), (b"PK\x03\x04", "docx"))
_BINARY_MAGIC = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def choose_reader(name: str, data: bytes) -> Reader:
    """Return the reader for a file called `name` that holds `data`.

    Raises `BadInputError`: `unsupported` for a format that is not read, `binary` for known binary
    data under a text suffix, `encrypted` for an office file with a password.
    """
    suffix = PurePath(name).suffix.lower()
    found = _SUFFIXES.get(suffix)
    sniffed = next((format_ for magic, format_ in _FORMAT_MAGIC if data.startswith(magic)), None)
    if sniffed == "docx" and not _is_word(data):
        sniffed = None
    if found is None and sniffed is None:
        _check_suffix(suffix)
        found = "html" if _HTML_START.match(data.removeprefix(_BYTE_ORDER_MARK)) else "plain"
    if sniffed is None:
        _check_binary(data)
    return _load(sniffed or found or "plain")


def check_name(name: str) -> None:
    """Raise `BadInputError`, code `unsupported`, for a name that says that it is no report."""
    if ".reportedly" in name.lower():
        _check_suffix(".reportedly")


def _load(format_: str) -> Reader:
    module, function = _READERS[format_]
    return cast("Reader", getattr(importlib.import_module(module), function))


def _is_word(data: bytes) -> bool:
    """A zip archive whose directory names the body of a Word file."""
    return b"word/document" in data


def _check_suffix(suffix: str) -> None:
    if suffix:
        raise BadInputError(
            f"a report as {_READABLE} was expected, {suffix} came: "
            f"{_HINTS.get(suffix, 'save it as one of these')}",
            code="unsupported",
        )


def _check_binary(data: bytes) -> None:
    if data.startswith(_OLE_MAGIC):
        if _ENCRYPTED_OFFICE in data:
            raise BadInputError(
                "a Word file that opens without a password was expected, an encrypted one came: "
                "save it without the password",
                code="encrypted",
            )
        raise BadInputError(
            f"a report as {_READABLE} was expected, an old Office file came: save it as .docx",
            code="unsupported",
        )
    for magic, kind in _BINARY_MAGIC:
        if data.startswith(magic):
            raise BadInputError(
                f"a report as {_READABLE} was expected, {kind} came: give the text of it",
                code="binary",
            )
