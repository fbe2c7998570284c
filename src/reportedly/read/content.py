"""The bytes of one file, however they came → its documents and problems.

For what has no path of its own: an attachment of a mail, a record of an archive, a fetched page.
What its bearer says of it (media type, charset) helps to tell its format and encoding.
"""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath, PurePosixPath
from typing import cast
from urllib.parse import urlsplit

import msgspec

from reportedly.errors import BadInputError
from reportedly.read.complete import complete
from reportedly.read.draft import Draft, Given, Piece
from reportedly.read.formats import HEAD_BYTES, choose_reader, find_collection, knows_suffix
from reportedly.records import Document, Problem

_UNICODE = re.compile(r"utf[-_]?(?:8|16|32).*", re.IGNORECASE)


def read_piece(
    piece: Piece, *, given: Given, path: str | None, external_id: str | None
) -> Iterator[Document | Problem]:
    """Yield what a file that came by another way holds. Never raises for what is in it."""
    head = piece.data[:HEAD_BYTES]
    try:
        check_size(len(piece.data), given)
        collection = find_collection(piece.name, head, piece.media_type)
        if collection is not None:
            file = cast("io.BufferedReader", io.BufferedReader(io.BytesIO(piece.data)))
            with guard(piece.name):
                yield from collection(file, given=given, path=path, stem=external_id)
            return
        draft = make_draft(piece)
    except BadInputError as error:
        yield Problem(code=error.code, message=str(error), path=path, external_id=external_id)
    else:
        yield from complete(draft, given=given, path=path, external_id=external_id)


def make_draft(piece: Piece) -> Draft:
    """Return the draft of a file that holds one report. Raises `BadInputError`."""
    if not piece.data:
        raise BadInputError("a report was expected, an empty file came", code="empty")
    reader = choose_reader(piece.name, piece.data, piece.media_type)
    with guard(piece.name):
        draft = reader(_recode(piece.data, piece.charset))
    return msgspec.structs.replace(draft, url=piece.address) if piece.address else draft


def split_type(written: str) -> tuple[str | None, str | None]:
    """Return media type and charset of a Content-Type header, `None` where it names none."""
    media_type, _, parameters = written.partition(";")
    charset = None
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip("\"'") or None
    return media_type.strip().lower() or None, charset


def name_file(address: str) -> str:
    """Return the file name at the end of an address where its suffix tells a format, else ''."""
    try:
        name = PurePosixPath(urlsplit(address).path).name
    except ValueError:
        return ""
    return name if knows_suffix(name) else ""


def check_size(size: int, given: Given) -> None:
    """Raise `BadInputError`, code `too-large`, for more bytes than a file may have."""
    if size > given.settings.max_bytes:
        raise BadInputError(
            f"at most {given.settings.max_bytes} bytes a file were expected, {size} came: split it",
            code="too-large",
        )


@contextmanager
def guard(name: str) -> Iterator[None]:
    """Turn whatever a reader's library raises on a bad file into `BadInputError`."""
    try:
        yield
    except (BadInputError, OSError):
        raise
    except Exception as error:
        raise BadInputError(
            f"a readable {PurePath(name).suffix or 'file'} was expected, its reader failed "
            f"({type(error).__name__}): the file may be damaged, get or save it again",
            code="malformed",
        ) from error


def _recode(data: bytes, charset: str | None) -> bytes:
    """Text in the charset that its bearer names, as UTF-8; what does not fit it stays as it is."""
    if not charset or _UNICODE.fullmatch(charset) or data.startswith((b"%PDF-", b"PK\x03\x04")):
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(charset).encode("utf-8")
        except (UnicodeError, LookupError, ValueError):
            return data
    return data
