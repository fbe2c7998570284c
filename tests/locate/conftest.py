"""A small reader for the tests of places: text in, the mentions that a reading shows out."""

from collections.abc import Callable

import pytest

from reportedly.analyse.parse import Parser
from reportedly.ids import document_id
from reportedly.pipeline import read_document
from reportedly.records import Document, Reading

Read = Callable[[str], Reading]


@pytest.fixture(scope="session")
def read(parser: Parser) -> Read:
    """Return a function that reads a text; each is read once a session."""
    seen: dict[str, Reading] = {}

    def run(text: str) -> Reading:
        if text not in seen:
            seen[text] = read_document(Document(id=document_id(text), text=text), parser)
        return seen[text]

    return run
