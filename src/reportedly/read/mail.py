"""A mail (EML) → its text and, as documents of their own, its attachments.

Plain text goes before HTML; quoted replies stay, since they are what the mail says. The sender is
the byline, never the publisher: whoever published what a mail passes on, the mail does not know.
"""

import email
from collections.abc import Iterable, Iterator
from email.errors import HeaderParseError
from email.header import Header, decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from io import BufferedReader

import msgspec

from reportedly.errors import BadInputError
from reportedly.read.complete import complete
from reportedly.read.content import check_size, guard, read_piece
from reportedly.read.decode import decode
from reportedly.read.draft import Draft, Given, Piece, warn
from reportedly.read.formats import knows_suffix, knows_type
from reportedly.read.html import read_visible
from reportedly.read.quoted import join_quoted
from reportedly.read.transfer import find_fault, get_bytes
from reportedly.records import Document, Problem

MEDIA_TYPE = "message/rfc822"

_SIGNATURES = frozenset(
    ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
)
_ENCRYPTED = frozenset(
    ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
)
_MAX_DEPTH = 8
_MAX_PARTS_DEPTH = 30
_MAX_NAME = 200


def read_eml(
    file: BufferedReader, *, given: Given, path: str | None, stem: str | None
) -> Iterator[Document | Problem]:
    """Yield a mail and its attachments. Raises `BadInputError` where the file is no mail."""
    data = file.read(given.settings.max_bytes + 1)
    check_size(len(data), given)
    if not data.strip():
        raise BadInputError("a mail was expected, an empty file came", code="empty")
    yield from read_message(data, given=given, path=path, external_id=stem)


def read_message(
    data: bytes, *, given: Given, path: str | None, external_id: str | None, part: str | None = None
) -> Iterator[Document | Problem]:
    """Yield what one mail holds, which is `part` of a mailbox. Never raises for what is in it."""
    try:
        with guard("mail"):
            message = email.message_from_bytes(data)
            _check_headers(message)
            items = list(_read_parsed(message, given=given, path=path, external_id=external_id))
    except BadInputError as error:
        items = [Problem(code=error.code, message=str(error), path=path, external_id=external_id)]
    yield from _head(items, part)


def _check_headers(message: Message) -> None:
    if not message.keys():
        raise BadInputError(
            "a mail was expected, there are no headers: give the text as .txt", code="malformed"
        )


def _read_parsed(
    message: Message, *, given: Given, path: str | None, external_id: str | None, depth: int = 0
) -> Iterator[Document | Problem]:
    name = (_decode_header(message["Message-ID"]) or "").strip("<> ") or external_id
    texts, files = list[Message](), list[Message]()
    _sort_parts(message, texts, files, 0)
    words, warnings, lost = _read_words(texts)
    if lost and not files and not words.strip():
        yield Problem(code="encoding", message=lost, path=path, external_id=name)
        return
    unread = [file for file in files if not _is_readable(file)]
    warnings += [
        warn(
            "unsupported",
            f"attachments with text were expected, '{_name_file(file)}' "
            f"({file.get_content_type()}) came: it was passed over",
        )
        for file in unread
    ]
    files = [file for file in files if file not in unread]
    if words.strip() or not files:
        draft = Draft(
            text=words,
            title=_decode_header(message["Subject"]),
            published=_decode_header(message["Date"]),
            byline=_find_sender(message),
            external_id=name,
            media_type=MEDIA_TYPE,
            is_stated=True,
            warnings=tuple(warnings),
        )
        yield from complete(draft, given=given, path=path, external_id=name)
    if not words.strip():
        for warning in warnings:
            yield msgspec.structs.replace(warning, path=path, external_id=name)
    for number, file in enumerate(files, 1):
        label = f"attachment '{_name_file(file)}'" if _name_file(file) else f"attachment {number}"
        inner = f"{name}/{_name_file(file) or number}" if name else None
        yield from _head(_read_file(file, given, path, inner, depth), label)


def _read_file(
    file: Message, given: Given, path: str | None, external_id: str | None, depth: int
) -> Iterator[Document | Problem]:
    """An attachment: a mail inside a mail, or a file in whatever format."""
    if file.get_content_type() != MEDIA_TYPE:
        fault = find_fault(file)
        if fault is not None:
            yield Problem(
                code="encoding",
                message=fault[0],
                severity="error" if fault[1] else "warning",
                path=path,
                external_id=external_id,
            )
            if fault[1]:
                return
        piece = Piece(
            data=get_bytes(file),
            name=_name_file(file),
            media_type=file.get_content_type(),
            charset=file.get_content_charset(),
        )
        yield from read_piece(piece, given=given, path=path, external_id=external_id)
    elif depth >= _MAX_DEPTH:
        yield Problem(
            code="malformed",
            message=f"mails inside mails were expected to a depth of {_MAX_DEPTH}, more came",
            path=path,
            external_id=external_id,
        )
    else:
        for inner in file.get_payload():
            if isinstance(inner, Message):
                yield from _read_parsed(
                    inner, given=given, path=path, external_id=external_id, depth=depth + 1
                )


def _sort_parts(part: Message, texts: list[Message], files: list[Message], depth: int) -> None:
    """Put the parts that are the mail's words into `texts`, the others into `files`."""
    kind = part.get_content_type()
    if kind in _ENCRYPTED and part.get_param("smime-type") != "signed-data":
        raise BadInputError(
            "a mail that anybody can read was expected, an encrypted one came: "
            "save it decrypted from your mail program",
            code="encrypted",
        )
    if kind == MEDIA_TYPE:
        files.append(part)
    elif part.is_multipart():
        if depth >= _MAX_PARTS_DEPTH:
            raise BadInputError(
                f"parts inside parts were expected to a depth of {_MAX_PARTS_DEPTH}, more came: "
                "save the mail anew from your mail program",
                code="malformed",
            )
        parts = [inner for inner in part.get_payload() if isinstance(inner, Message)]
        if kind == "multipart/alternative":
            parts = _choose_alternative(parts)
        for inner in parts:
            _sort_parts(inner, texts, files, depth + 1)
    elif part.get_content_disposition() != "attachment" and (
        kind == "text/html" or (kind == "text/plain" and not part.get_filename())
    ):
        texts.append(part)
    elif kind not in _SIGNATURES and not _is_decoration(part):
        files.append(part)


def _choose_alternative(parts: list[Message]) -> list[Message]:
    """Of several forms of the same words the plain one, where it says anything."""
    for part in parts:
        if part.get_content_type() == "text/plain" and get_bytes(part).strip():
            return [part]
    # The last is the richest (RFC 2046, 5.1.4), but may be a calendar entry.
    rich = [part for part in parts if part.get_content_type() != "text/calendar"]
    return rich[-1:] or parts[-1:]


def _read_words(texts: list[Message]) -> tuple[str, list[Problem], str | None]:
    """The words of a mail, with warnings and, where a part of it left nothing, why.

    Several parts that follow each other have a blank line between.
    """
    words, warnings, lost = list[str](), list[Problem](), None
    for part in texts:
        fault = find_fault(part)
        if fault is not None:
            warnings.append(warn("encoding", fault[0]))
            lost = fault[0] if fault[1] else lost
        text, found = decode(get_bytes(part), declared=part.get_content_charset())
        warnings += found
        is_html = part.get_content_type() == "text/html"
        words.append(read_visible(text) if is_html else join_quoted(text))
    if len(words) > 1:
        words = [text.strip("\r\n") for text in words if text.strip()]
    return "\n\n".join(words), warnings, lost


def _is_decoration(part: Message) -> bool:
    """A picture that stands in the mail, as a page's pictures do."""
    return part.get_content_maintype() == "image" and (
        part["Content-ID"] is not None or part.get_content_disposition() == "inline"
    )


def _is_readable(file: Message) -> bool:
    kind = file.get_content_type()
    return kind == MEDIA_TYPE or knows_type(kind) or knows_suffix(_name_file(file))


def _name_file(part: Message) -> str:
    """The file name of a part on one line, without folders: nothing is ever written under it."""
    name = _decode_header(part.get_filename()) or ""
    return " ".join(name.replace("\\", "/").rsplit("/", 1)[-1].split())[:_MAX_NAME]


def _find_sender(message: Message) -> str | None:
    name, address = parseaddr(_decode_header(message["From"]) or "")
    return name or address or None


def _decode_header(value: str | Header | None) -> str | None:
    """A header in Unicode; one whose encoding is wrong stays as it is written."""
    if value is None:
        return None
    try:
        return str(make_header(decode_header(value)))
    except (LookupError, ValueError, UnicodeError, HeaderParseError):
        return str(value)


def _head(items: Iterable[Document | Problem], part: str | None) -> Iterator[Document | Problem]:
    """The same with `part` at the head of each message."""
    for item in items:
        if part is not None and isinstance(item, Problem):
            yield msgspec.structs.replace(item, message=f"{part}: {item.message}")
        else:
            yield item
