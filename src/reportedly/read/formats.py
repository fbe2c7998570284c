"""File name, first bytes, media type → the reader of the format: one table to add a format to.

Unmistakable first bytes go before the suffix, so that a PDF called `report.txt` is read as the PDF
it is; text formats are told apart by what their bearer says (a server, a mail) or by the suffix.
"""

import importlib
import re
import zlib
from pathlib import PurePath
from typing import cast

from reportedly.errors import BadInputError
from reportedly.read.draft import Collection, Reader

JSON_LINES = frozenset({".jsonl", ".ndjson"})
HEAD_BYTES = 1024
"""How many first bytes tell formats apart."""

# Format name → module and function. They are imported when first used: together they take half a
# second, and most runs meet one or two of them.
_READERS = {
    "plain": ("reportedly.read.plain", "read_plain"),
    "markdown": ("reportedly.read.markdown", "read_markdown"),
    "html": ("reportedly.read.html", "read_html"),
    "pdf": ("reportedly.read.pdf", "read_pdf"),
    "docx": ("reportedly.read.docx", "read_docx"),
    "odt": ("reportedly.read.odt", "read_odt"),
    "fodt": ("reportedly.read.odt", "read_flat_odt"),
}
_COLLECTIONS = {
    "jsonl": ("reportedly.read.jsonl", "read_jsonl_file"),
    "warc": ("reportedly.read.warc", "read_warc"),
    "feed": ("reportedly.read.feed", "read_feed"),
    "mbox": ("reportedly.read.mbox", "read_mbox"),
    "eml": ("reportedly.read.mail", "read_eml"),
    "table": ("reportedly.read.table", "read_table"),
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
    ".odt": "odt",
    ".fodt": "fodt",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".warc": "warc",
    ".rss": "feed",
    ".atom": "feed",
    ".mbox": "mbox",
    ".mbx": "mbox",
    ".eml": "eml",
    ".csv": "table",
    ".tsv": "table",
    ".tab": "table",
}
_MEDIA_TYPES = {
    "text/plain": "plain",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/x-pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.ms-word.document.macroenabled.12": "docx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.text-flat-xml": "fodt",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "application/warc": "warc",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/mbox": "mbox",
    "message/rfc822": "eml",
    "text/csv": "table",
    "text/tab-separated-values": "table",
}
# Said where nobody knows better: then the name and the first bytes decide.
_NO_TYPE = frozenset(
    (
        *("", "application/octet-stream", "binary/octet-stream", "application/x-download"),
        *("application/force-download", "text/xml", "application/xml", "application/gzip"),
        *("application/x-gzip", "application/zip", "unknown/unknown"),
    )
)
_READABLE = ".txt, .md, .html, .pdf, .docx, .odt, .eml, .mbox, .warc, .rss, .csv or .jsonl"
COUNTABLE = frozenset(
    suffix for suffix, kind in _SUFFIXES.items() if kind in _READERS or kind == "jsonl"
)
"""Suffixes of files that hold one report each, or one a line."""
_HINTS = {
    ".doc": "save it as .docx",
    ".rtf": "save it as .docx",
    ".json": "write one report a line as .jsonl",
    ".xls": "save it as .csv",
    ".xlsx": "save it as .csv",
    ".ods": "save it as .csv",
    ".msg": "save it as .eml",
    ".pst": "save its messages as .mbox",
    ".reportedly": "that is a case, name it with --case",
}
_FORMAT_MAGIC = ((b"%PDF-", "pdf"), (b"WARC/1.", "warc"))
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
_XML_ROOT = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<(?:!--.*?--|\?.*?\?|!doctype[^>\[]*)>\s*)*"
    rb"<((?:\w+:)?(?:rss|feed|rdf)|office:document)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_ROOTS = {b"rss": "feed", b"feed": "feed", b"atom:feed": "feed", b"rdf:rdf": "feed"} | {
    b"office:document": "fodt"
}
# A mailbox without a suffix, as Thunderbird has them: its first line, then a header.
_MBOX_START = re.compile(rb"From (?:[^\r\n]*\d{4})?\s*?\r?\n(?:[A-Za-z][\w-]*:|>From )")
_OPEN_DOCUMENT = re.compile(rb".{26}\x08\x00..mimetypeapplication/vnd\.oasis", re.DOTALL)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def find_collection(name: str, head: bytes, media_type: str | None = None) -> Collection | None:
    """Return the reader of many reports for a file that begins with `head`, `None` for one report.

    A file without a suffix is a mailbox, an archive or a feed where its first bytes say so.
    """
    found = _find_format(name, head, media_type)
    return cast("Collection", _load(_COLLECTIONS[found])) if found in _COLLECTIONS else None


def choose_reader(name: str, data: bytes, media_type: str | None = None) -> Reader:
    """Return the reader for a file called `name` that holds `data`, one report.

    `media_type` is what its bearer says of it, and goes before the name.

    Raises `BadInputError`: `unsupported` for a format that is not read, `binary` for known binary
    data under a text suffix, `encrypted` for an office file with a password.
    """
    found = _find_format(name, data, media_type)
    if found is None:
        if _is_said(media_type):
            raise BadInputError(
                f"a report as {_READABLE} was expected, {str(media_type)[:80]} came: "
                "give the text of it",
                code="unsupported",
            )
        _check_suffix(PurePath(name).suffix.lower())
        found = "plain"
    if _sniff_bytes(data) is None:
        _check_binary(data)
    return cast("Reader", _load(_READERS[found]))


def _find_format(name: str, data: bytes, media_type: str | None) -> str | None:
    """The format, by unmistakable bytes, what the bearer says, the suffix, the start of the text."""
    sniffed = _sniff_bytes(data)
    if sniffed is not None:
        return sniffed
    suffix = PurePath(name).suffix.lower()
    named = "warc" if name.lower().endswith(".warc.gz") else _SUFFIXES.get(suffix)
    if _is_said(media_type):
        said = _MEDIA_TYPES.get(str(media_type))
        return named or said if said == "plain" else said
    return named or _sniff_text(data, suffix)


def _is_said(media_type: str | None) -> bool:
    return media_type is not None and media_type not in _NO_TYPE


def _sniff_bytes(data: bytes) -> str | None:
    for magic, format_ in _FORMAT_MAGIC:
        if data.startswith(magic):
            return format_
    if data.startswith(b"\x1f\x8b"):
        return "warc" if _unzip_head(data).startswith(b"WARC/1.") else None
    if data.startswith(b"PK\x03\x04"):
        # The name of a Word file's body stands in the directory; OpenDocument comes with its type.
        if _OPEN_DOCUMENT.match(data):
            return "odt"
        return "docx" if b"word/document" in data else None
    return None


def _unzip_head(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(data[:HEAD_BYTES], 64)
    except zlib.error:
        return b""


def _sniff_text(data: bytes, suffix: str) -> str | None:
    data = data.removeprefix(_BYTE_ORDER_MARK)
    if not suffix and _HTML_START.match(data):
        return "html"
    if not suffix and _MBOX_START.match(data[:HEAD_BYTES]):
        return "mbox"
    root = _XML_ROOT.match(data[:HEAD_BYTES])
    return _XML_ROOTS.get(root[1].lower()) if root else None


def check_name(name: str) -> None:
    """Raise `BadInputError`, code `unsupported`, for a name that says that it is no report."""
    if ".reportedly" in name.lower():
        _check_suffix(".reportedly")


def is_report_type(media_type: str) -> bool:
    """Whether something of that media type can be one report."""
    return _MEDIA_TYPES.get(media_type) in _READERS


def knows_type(media_type: str) -> bool:
    """Whether something of that media type is read, as one report or as a collection."""
    return media_type in _MEDIA_TYPES


def knows_suffix(name: str) -> bool:
    """Whether the suffix of `name` is one that tells a format."""
    return PurePath(name).suffix.lower() in _SUFFIXES or name.lower().endswith(".warc.gz")


def _load(place: tuple[str, str]) -> object:
    module, function = place
    return getattr(importlib.import_module(module), function)


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
