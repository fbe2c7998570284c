"""One report, read without a case: a path, a document or its text → what it says."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from reportedly.errors import BadInputError, UsageError
from reportedly.parallel import read_all
from reportedly.read import read_documents, read_stream
from reportedly.records import Claim, Document, Problem, Reading
from reportedly.settings import Settings, load_settings

_LONGEST_PATH = 1024


def read(
    source: str | os.PathLike[str] | Document,
    *,
    published_on: str | None = None,
    publisher: str | None = None,
    settings: Settings | None = None,
) -> Reading:
    """Read one report: a `Path` or the name of an existing file, a `Document`, or its text.

    `published_on` (EDTF) and `publisher` are for a report that does not state its own. Raises
    `BadInputError` where it cannot be read, `UsageError` where the file holds several reports.
    """
    settings = settings or load_settings()
    document = _find_document(source, published_on, publisher, settings)
    [result] = read_all([document], settings)
    if isinstance(result, Problem):
        raise BadInputError(result.message, code=result.code)
    return result


def extract(
    text: str,
    *,
    published_on: str | None = None,
    publisher: str | None = None,
    settings: Settings | None = None,
) -> list[Claim]:
    """Return the claims of a report whose text is given."""
    document = _make_document(text, published_on, publisher)
    return list(read(document, settings=settings).claims)


def _find_document(
    source: str | os.PathLike[str] | Document,
    published_on: str | None,
    publisher: str | None,
    settings: Settings,
) -> Document:
    if isinstance(source, Document):
        return source
    if isinstance(source, str) and not _names_file(source):
        return _make_document(source, published_on, publisher)
    found = read_documents(
        [source], published_on=published_on, publisher=publisher, settings=settings
    )
    return _get_only(found, f"one report was expected in {os.fspath(source)}")


def _names_file(source: str) -> bool:
    """Whether a string is a file's name: a file has it, or it is one word with an ending."""
    if len(source) > _LONGEST_PATH or "\n" in source or "\0" in source:
        return False
    return Path(source).exists() or (len(source.split()) == 1 and bool(Path(source).suffix[1:]))


def _make_document(text: str, published_on: str | None, publisher: str | None) -> Document:
    line = json.dumps({"text": text})
    found = read_stream([line], published_on=published_on, publisher=publisher)
    return _get_only(found, "a report was expected")


def _get_only(found: Iterable[Document | Problem], expected: str) -> Document:
    items = list(found)
    documents = [item for item in items if isinstance(item, Document)]
    for problem in items:
        if isinstance(problem, Problem) and problem.severity == "error":
            raise BadInputError(problem.message, code=problem.code)
    if len(documents) != 1:
        raise UsageError(f"{expected}, {len(documents)} came: use a case, or read_documents")
    return documents[0]
