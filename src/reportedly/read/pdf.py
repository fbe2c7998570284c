"""A PDF → the text of its pages, reflowed into paragraphs, through pypdf.

Title and date come from the file's own metadata only where they look like a person's; a scan has
no text and is a problem, and so is a file that wants a password.
"""

import io
import logging
import re
from datetime import datetime

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from reportedly.errors import BadInputError
from reportedly.read.draft import Draft
from reportedly.read.reflow import reflow_pages

# Pypdf logs every oddity of a file; with nowhere to go the lines would reach the terminal.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

_NO_TITLE = re.compile(
    r"(?:untitled|document|microsoft word|powerpoint|slide|about:blank|https?:|file:)[\s\d.-]*.*"
    r"|.*\.(?:docx?|pdf|indd|qxd|rtf|odt|html?|txt|pages|tmp)|.*[\\/].*[\\/].*",
    re.IGNORECASE,
)
_TITLE_CHARS = range(4, 301)
_SANE_YEARS = range(1990, 2101)


def read_pdf(data: bytes) -> Draft:
    """Return the draft of a PDF.

    Raises `BadInputError`: `encrypted` when it wants a password, `no-text` when no page has text,
    `malformed` when it is not a PDF after all.
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        _unlock(reader)
        pages = [page.extract_text() for page in reader.pages]
        title, published = _read_metadata(reader)
    except (DependencyError, FileNotDecryptedError) as error:
        raise _encrypted() from error
    except PyPdfError as error:
        raise BadInputError(
            f"a PDF was expected, but it is damaged ({_first_line(error)}): get the file again",
            code="malformed",
        ) from error
    text = reflow_pages(pages)
    if not any(character.isalnum() for character in text):
        raise BadInputError(
            f"a PDF with text was expected, {len(pages)} page(s) without any came, as in a scan: "
            "run character recognition (OCR) over it first",
            code="no-text",
        )
    return Draft(text=text, title=title, published=published, media_type="application/pdf")


def _unlock(reader: PdfReader) -> None:
    """Many PDFs that anybody may read are encrypted with an empty password."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise _encrypted()


def _encrypted() -> BadInputError:
    return BadInputError(
        "a PDF that opens without a password was expected, an encrypted one came: "
        "save it without the password",
        code="encrypted",
    )


def _read_metadata(reader: PdfReader) -> tuple[str | None, str | None]:
    metadata = reader.metadata
    if metadata is None:
        return None, None
    try:
        title, created = metadata.title, metadata.creation_date
    except (ValueError, TypeError):
        return None, None
    return choose_title(title), choose_date(created)


def choose_title(title: str | None) -> str | None:
    """Return `title` unless it is a file name, a program's default or no words at all."""
    title = (title or "").strip()
    is_sane = len(title) in _TITLE_CHARS and " " in title and not _NO_TITLE.fullmatch(title)
    return title if is_sane else None


def choose_date(created: datetime | None) -> str | None:
    """Return the day of `created` unless it is a clock's default (the midnight of a 1 January)."""
    if created is None or created.year not in _SANE_YEARS:
        return None
    is_default = (created.month, created.day, created.hour, created.minute) == (1, 1, 0, 0)
    return None if is_default else created.date().isoformat()


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:100]
