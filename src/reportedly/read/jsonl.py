"""JSON Lines → documents, one a line: `{"text", "doc_id"?, "published"?, "publisher"?, ...}`.

A bad line is one problem that names its number, and the next line is read; a lone surrogate in a
string is read as U+FFFD, with a warning.
"""

import codecs
import json
from collections.abc import Iterable, Iterator, Mapping
from io import BufferedReader
from typing import Any, BinaryIO

from reportedly.errors import BadInputError
from reportedly.read.complete import complete
from reportedly.read.dates import check_given_date
from reportedly.read.draft import Draft, Given, warn
from reportedly.records import Document, Problem
from reportedly.settings import Settings

MEDIA_TYPE = "application/x-ndjson"

_FIELDS = {
    "doc_id": "external_id",
    "published": "published",
    "publisher": "publisher",
    "title": "title",
    "url": "url",
    "byline": "byline",
}
_HELD_PROBLEMS = 1_000
_HEAD_BYTES = 1024


def read_stream(
    lines: Iterable[str | bytes],
    *,
    published_on: str | None = None,
    publisher: str | None = None,
    settings: Settings = Settings(),  # noqa: B008 - frozen
) -> Iterator[Document | Problem]:
    """Yield what each of `lines` holds: a document and its warnings, or a problem.

    `published_on` (EDTF) and `publisher` are for the lines that state none. Raises `UsageError`
    when `published_on` is no EDTF.
    """
    given = Given(
        published_on=check_given_date(published_on), publisher=publisher, settings=settings
    )
    return read_lines(lines, given=given)


def read_lines(
    lines: Iterable[str | bytes],
    *,
    given: Given,
    path: str | None = None,
    stem: str | None = None,
    first: int = 1,
) -> Iterator[Document | Problem]:
    """Yield what each of `lines` holds. A line without `doc_id` is called `STEM:NUMBER`.

    `first` is the number of the first of them.
    """
    for number, line in enumerate(lines, first):
        if not line.strip():
            continue
        try:
            draft = _read_line(line, given.settings)
        except BadInputError as error:
            yield Problem(code=error.code, message=f"line {number}: {error}", path=path)
            continue
        fallback = f"{stem}:{number}" if stem is not None else None
        yield from complete(
            draft, given=given, path=path, external_id=fallback, part=f"line {number}"
        )


def read_jsonl_file(
    file: BufferedReader, *, given: Given, path: str | None, stem: str | None
) -> Iterator[Document | Problem]:
    """Yield what a file of JSON lines holds.

    A file in which no line has a text is JSON Lines about something else: that is one problem,
    not one for each line.
    """
    _check_lines(file)
    lines = cut_lines(file, given.settings.max_bytes)
    held: list[Problem] = []
    is_released = False
    for item in read_lines(lines, given=given, path=path, stem=stem):
        is_textless = isinstance(item, Problem) and item.code == _NO_TEXT
        if not is_released and is_textless and len(held) < _HELD_PROBLEMS:
            held.append(item)  # type: ignore[arg-type]
            continue
        is_released = True
        yield from held
        held.clear()
        yield item
    if held:
        yield Problem(
            code=_NO_TEXT,
            message=f"""lines with a string "text" were expected, none of {len(held)} has one: """
            "this file holds no reports",
            path=path,
        )
    elif not is_released:
        yield Problem(
            code="empty", message="lines of JSON were expected, the file has none", path=path
        )


_NO_TEXT = "no-text"


def _check_lines(file: BufferedReader) -> None:
    head = file.peek(_HEAD_BYTES)[:_HEAD_BYTES]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise BadInputError(
            "lines of JSON in UTF-8 were expected, UTF-16 came: save the file as UTF-8",
            code="encoding",
        )
    if b"\x00" in head or head.startswith(b"\x1f\x8b"):
        raise BadInputError(
            "lines of JSON were expected, binary data came: unpack it first if it is an archive",
            code="binary",
        )


def cut_lines(file: BinaryIO, limit: int) -> Iterator[bytes]:
    """Yield the lines of `file`; one that is longer than `limit` comes cut, to be reported as too large."""
    while line := file.readline(limit + 1):
        yield line
        while len(line) > limit and not line.endswith(b"\n"):
            line = file.readline(limit + 1)
            if not line:
                return


def _read_line(line: str | bytes, settings: Settings) -> Draft:
    if len(line) > settings.max_bytes:
        raise BadInputError(
            f"at most {settings.max_bytes} bytes a line were expected, {len(line)} or more came: "
            "split the report",
            code="too-large",
        )
    return make_draft(_parse(line))


def make_draft(record: Mapping[str, Any]) -> Draft:
    """Return the draft of a record with the fields of a line. Raises `BadInputError` (`no-text`)."""
    text = record.get("text")
    if not isinstance(text, str):
        raise BadInputError(
            'an object with a string "text" was expected, '
            + (f"a text that is {_name_type(text)} came" if "text" in record else "it has no text"),
            code=_NO_TEXT,
        )
    fields: dict[str, str] = {}
    warnings: list[Problem] = []
    for key, field in _FIELDS.items():
        value = record.get(key)
        if isinstance(value, str) or (isinstance(value, int | float) and value is not True):
            fields[field] = str(value)
        elif value is not None:
            warnings.append(
                warn("malformed", f'a string "{key}" was expected, {_name_type(value)} came')
            )
    return Draft(text=text, is_stated=True, warnings=tuple(warnings), **fields)


def _parse(line: str | bytes) -> dict[str, Any]:
    try:
        source = line.decode("utf-8") if isinstance(line, bytes) else line
    except UnicodeDecodeError as error:
        raise BadInputError(
            f"UTF-8 was expected, byte {error.start + 1} of the line is not: "
            "write the lines as UTF-8",
            code="encoding",
        ) from error
    try:
        record = json.loads(source.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else type(error).__name__
        where = f" at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else ""
        raise BadInputError(
            f"one JSON object was expected, the line is not JSON ({reason}{where}): "
            "write each report on one line",
            code="malformed",
        ) from error
    if not isinstance(record, dict):
        raise BadInputError(
            f"one JSON object was expected, {_name_type(record)} came", code="malformed"
        )
    return record


def _name_type(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false"}
    return names.get(type(value), "null" if value is None else "a number")
