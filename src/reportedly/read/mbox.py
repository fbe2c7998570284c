"""A mailbox (mbox) → its mails one after the other, each in memory alone.

Mails are parted where a line 'From … date' follows a blank line and a header follows it, so that a
sentence that begins with 'From' parts nothing; '>From' is written back (the form mboxrd).
"""

import re
from collections.abc import Iterator
from io import BufferedReader

from reportedly.errors import BadInputError
from reportedly.read.draft import Given
from reportedly.read.mail import read_message
from reportedly.records import Document, Problem

# 'From ada@courier.example Tue Apr 27 19:42:22 1999'; Thunderbird writes '-' or nothing as sender.
_FROM_LINE = re.compile(
    rb"From (?:\S.*\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? .*\d{4}|-)?[^\S\n]*\r?\n", re.DOTALL
)
_HEADER = re.compile(rb"(?:[!-9;-~]+[ \t]*:|>?From )")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_MAX_LINE = 1024 * 1024


def read_mbox(
    file: BufferedReader, *, given: Given, path: str | None, stem: str | None
) -> Iterator[Document | Problem]:
    """Yield what each mail of a mailbox holds. Raises `BadInputError` where the file is no mailbox."""
    limit = given.settings.max_bytes
    for number, data in enumerate(_split(file, limit), 1):
        name = f"{stem}:{number}" if stem is not None else None
        part = f"mail {number}"
        if len(data) > limit:
            yield Problem(
                code="too-large",
                message=f"{part}: at most {limit} bytes a mail were expected, more came: "
                "save its attachments apart",
                path=path,
                external_id=name,
            )
            continue
        message = _ESCAPED.sub(rb"\1", data)
        yield from read_message(message, given=given, path=path, external_id=name, part=part)


def _split(file: BufferedReader, limit: int) -> Iterator[bytes]:
    """The mails of a mailbox; one of more than `limit` bytes comes cut, a little longer than that."""
    line = file.readline(_MAX_LINE)
    while line in {b"\n", b"\r\n", b"\xef\xbb\xbf"}:
        line = file.readline(_MAX_LINE)
    if not _FROM_LINE.fullmatch(line):
        raise BadInputError(
            "a mailbox was expected, whose first line is 'From ' with a date: "
            "export it from your mail program as mbox",
            code="malformed" if line else "empty",
        )
    mail, is_blank = bytearray(), False
    line = file.readline(_MAX_LINE)
    while line:
        following = file.readline(_MAX_LINE)
        if is_blank and _FROM_LINE.fullmatch(line) and _HEADER.match(following):
            yield bytes(mail)
            mail.clear()
        elif len(mail) <= limit:
            mail += line
        is_blank = line in {b"\n", b"\r\n"}
        line = following
    yield bytes(mail)
