"""What a format reader hands over before it becomes a document, and what the caller gave.

Every format reader is one function `bytes → Draft`; `complete` makes the document out of it.
"""

from typing import Protocol

from reportedly.records import Problem, Record
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
    """What the caller said about all inputs of one run. `published_on` is EDTF."""

    published_on: str | None = None
    publisher: str | None = None
    settings: Settings = Settings()


class Reader(Protocol):
    """A format reader. Raises `BadInputError` with a problem code when there is nothing to read."""

    def __call__(self, data: bytes, /) -> Draft:
        """Return the draft of the one report that `data`, a whole file, holds."""
        ...


def warn(code: str, message: str) -> Problem:
    """Return a problem of severity `warning`."""
    return Problem(code=code, message=message, severity="warning")
