"""What a format reader hands over before it becomes a document, and what the caller gave.

A reader of one report is a function `bytes → Draft`, and `complete` makes the document out of it; a
reader of a collection (an archive, a mailbox, a table) goes through an open file, report by report.
"""

from collections.abc import Iterator
from io import BufferedReader
from typing import Protocol

from reportedly.records import Document, Problem, Record
from reportedly.settings import Settings


class Draft(Record, frozen=True, kw_only=True):
    """One report as its format told it: dates are still as written, the text is not yet checked.

    `is_stated` is true when the metadata were written for whoever reads the report (front matter,
    fields of a JSON line): they then go before what the caller gave. Metadata that a page or an
    office program carries along go behind it.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    byline: str | None = None
    url: str | None = None
    external_id: str | None = None
    media_type: str = "text/plain"
    is_stated: bool = False
    warnings: tuple[Problem, ...] = ()


class Given(Record, frozen=True, kw_only=True):
    """What the caller said about all inputs of one run. `published_on` is EDTF.

    `columns` says which column of a table holds what: pairs of a field and a heading.
    """

    published_on: str | None = None
    publisher: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    settings: Settings = Settings()


class Reader(Protocol):
    """A format reader. Raises `BadInputError` with a problem code when there is nothing to read."""

    def __call__(self, data: bytes, /) -> Draft:
        """Return the draft of the one report that `data`, a whole file, holds."""
        ...


class Collection(Protocol):
    """A reader of many reports. Raises `BadInputError` where the file as a whole cannot be read."""

    def __call__(
        self, file: BufferedReader, *, given: Given, path: str | None, stem: str | None
    ) -> Iterator[Document | Problem]:
        """Yield what `file` holds, one report at a time; one without an id is `STEM:NUMBER`."""
        ...


class Piece(Record, frozen=True, kw_only=True):
    """A file that came by another way than by its path: an attachment, a fetched page.

    `media_type` and `charset` are what its bearer said of it, `None` where it said nothing. A report
    from a web `address` has that as its own, whatever the page states: others can be copied.
    """

    data: bytes
    name: str = ""
    media_type: str | None = None
    charset: str | None = None
    address: str | None = None


def warn(code: str, message: str) -> Problem:
    """Return a problem of severity `warning`."""
    return Problem(code=code, message=message, severity="warning")
