"""A table (CSV, TSV) → one document a row, by the columns that hold text, title, date and so on.

The columns are those that the caller names, else those with headings that people commonly use. A
row without a text is a problem that names the row as a spreadsheet counts it: the heading is row 1.
"""

import codecs
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from io import BufferedReader

import msgspec

from reportedly.errors import BadInputError, UsageError
from reportedly.read.complete import complete
from reportedly.read.decode import decode
from reportedly.read.draft import Draft, Given
from reportedly.records import Document, Problem

MEDIA_TYPE = "text/csv"

FIELDS = {
    "text": "text",
    "title": "title",
    "published": "published",
    "publisher": "publisher",
    "byline": "byline",
    "url": "url",
    "id": "external_id",
}
"""What a column can hold → the field of a draft."""

_HEADINGS = {
    "text": ("text", "body", "content", "full text", "article text", "article", "story"),
    "title": ("title", "headline", "subject", "heading"),
    "published": (
        *("published", "date", "published on", "publication date", "published at"),
        *("pubdate", "date published", "publish date"),
    ),
    "publisher": (
        *("publisher", "outlet", "source", "news outlet", "newspaper", "publication"),
        *("site", "media"),
    ),
    "byline": ("byline", "author", "authors"),
    "url": ("url", "link", "address", "web address", "uri"),
    "id": ("id", "doc id", "document id", "external id", "guid", "no", "number"),
}
_DELIMITERS = ",;\t|"
_SAMPLE_BYTES = 64 * 1024
_SAMPLE_ROWS = 20
_SHOWN_COLUMNS = 12
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def check_columns(columns: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the columns that a caller named. Raises `UsageError` for a field that there is not."""
    for field, heading in columns.items():
        if field not in FIELDS or not heading.strip():
            raise UsageError(
                f"columns were expected as FIELD=HEADING, '{field}={heading}' came: "
                f"a field is one of {', '.join(FIELDS)}"
            )
    return tuple(columns.items())


def read_table(
    file: BufferedReader, *, given: Given, path: str | None, stem: str | None
) -> Iterator[Document | Problem]:
    """Yield what each row of a table holds.

    Raises `BadInputError` where no column holds a text, or the file is not text.
    """
    encoding, warning, sample = _find_encoding(file)
    lines = _Lines(file, encoding, given.settings.max_bytes)
    try:
        rows = csv.reader(lines, delimiter=_sniff(sample))
        headings = next((row for row in rows if any(map(str.strip, row))), [])
        places = _place_columns(headings, dict(given.columns))
        if warning is not None:
            yield msgspec.structs.replace(warning, path=path, external_id=stem)
        for number, row in _number_rows(rows, lines):
            name = f"{stem}:{number}" if stem is not None else None
            try:
                if isinstance(row, BadInputError):
                    raise row
                draft = _read_row(row, places, len(headings))
            except BadInputError as error:
                yield Problem(
                    code=error.code, message=f"row {number}: {error}", path=path, external_id=name
                )
            else:
                part = f"row {number}"
                yield from complete(draft, given=given, path=path, external_id=name, part=part)
    finally:
        lines.close()


def _number_rows(
    rows: Iterator[list[str]], lines: "_Lines"
) -> Iterator[tuple[int, list[str] | BadInputError]]:
    """Rows that hold anything, with their numbers; one that never ends is an error and the last."""
    number = 1
    while True:
        number += 1
        lines.begin_row()
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield (
                number,
                BadInputError(
                    f"a row of bounded size was expected, a longer one came ({error}): close its "
                    "quotation mark; what follows was not read",
                    code="malformed",
                ),
            )
            return
        if row is None:
            return
        # A row asks for a line beyond the last only where it is not closed before.
        if lines.is_over:
            fault = "a row that ends was expected, its quotation mark is open at the end of the "
            fault += "table: close it; what follows the mark was not read"
            yield number, BadInputError(fault, code="malformed")
            return
        if any(map(str.strip, row)):
            yield number, row


def _read_row(row: Sequence[str], places: Mapping[str, int], width: int) -> Draft:
    if len(row) > width and any(cell.strip() for cell in row[width:]):
        raise BadInputError(
            f"{width} cells were expected, as in the first row, {len(row)} came: put a cell in "
            "which the delimiter occurs in quotation marks",
            code="malformed",
        )
    values = {FIELDS[field]: row[n] for field, n in places.items() if n < len(row)}
    text = values.pop("text", "")
    if not text.strip():
        raise BadInputError("a text was expected, the cell is empty", code="no-text")
    stated = {field: value for field, value in values.items() if value.strip()}
    return Draft(text=text, is_stated=True, media_type=MEDIA_TYPE, warnings=(), **stated)


def _place_columns(headings: Sequence[str], named: Mapping[str, str]) -> dict[str, int]:
    """Which field stands in which column."""
    if not headings:
        raise BadInputError("rows with headings were expected, the table has none", code="empty")
    known = {_fold(heading): n for n, heading in reversed(list(enumerate(headings)))}
    shown = ", ".join(f"'{heading[:40]}'" for heading in headings[:_SHOWN_COLUMNS])
    places: dict[str, int] = {}
    for field, heading in named.items():
        if _fold(heading) not in known:
            raise BadInputError(
                f"a column '{heading}' was expected, {shown} came: "
                f"name one of these with --columns {field}=HEADING",
                code="malformed",
            )
        places[field] = known[_fold(heading)]
    for field, usual in _HEADINGS.items():
        found = next((known[name] for name in usual if name in known), None)
        if field not in places and found is not None and found not in places.values():
            places[field] = found
    if "text" not in places:
        raise BadInputError(
            f"a column with the text was expected, {shown} came: "
            "name it with --columns text=HEADING",
            code="no-text",
        )
    return places


def _fold(heading: str) -> str:
    return " ".join(heading.replace("_", " ").replace("-", " ").lower().split())


def _find_encoding(file: BufferedReader) -> tuple[str, Problem | None, str]:
    """The encoding of a table, a warning when it is a guess, and how it begins."""
    head = file.peek(_SAMPLE_BYTES)[:_SAMPLE_BYTES]
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            return encoding, None, head.decode(encoding, "ignore")
    # Cut where a line ends: no character of several bytes is broken there.
    whole = head[: head.rfind(b"\n") + 1] or head
    text, warnings = decode(whole)
    if not warnings:
        return "utf-8", None, text
    words = warnings[0].message.split("read as ")[1].split(",")[0]
    return words, warnings[0], text


def _sniff(sample: str) -> str:
    """The delimiter that parts the first rows into most cells, all into equally many at best."""
    best, found = (0.0, 0), ","
    for delimiter in _DELIMITERS:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        widths = [len(row) for _, row in zip(range(_SAMPLE_ROWS), reader, strict=False) if row]
        # The last row of a sample may be cut.
        widths = widths[:-1] if len(widths) > 2 else widths
        if not widths or widths[0] < 2:
            continue
        even = sum(width == widths[0] for width in widths) / len(widths)
        if (even, widths[0]) > best:
            best, found = (even, widths[0]), delimiter
    return found


class _Lines:
    """The lines of a table as text; bytes that do not fit the encoding are lone surrogates."""

    def __init__(self, file: BufferedReader, encoding: str, limit: int) -> None:
        self._file = io.TextIOWrapper(file, encoding, errors="surrogateescape", newline="")
        self._limit = limit
        self._size = 0
        self.is_over = False
        # The csv module bounds a cell for the whole process, at less than a report may have.
        csv.field_size_limit(max(csv.field_size_limit(), limit))

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        """Return the next line. Raises `csv.Error` where the row has become longer than it may be."""
        line = self._file.readline(self._limit)
        self._size += len(line)
        if self._size > self._limit:
            raise csv.Error(f"over {self._limit} characters")
        if not line:
            self.is_over = True
            raise StopIteration
        return line

    def begin_row(self) -> None:
        """Count from here."""
        self._size = 0

    def close(self) -> None:
        """Let the file go, which is its opener's to close."""
        self._file.detach()
