"""A small reader for the analysis' own tests: text in, analysis out."""

import pytest
from tests.analyse.reading import Analyse

from reportedly.analyse import Parser, analyse_document, split_paragraphs
from reportedly.gazetteer import Gazetteer
from reportedly.ids import document_id
from reportedly.records import Analysis, Document


@pytest.fixture(scope="session")
def analyse(parser: Parser, gazetteer: Gazetteer) -> Analyse:
    """Return a function that analyses a text; each text is parsed once a session."""
    seen: dict[str, Analysis] = {}

    def run(text: str) -> Analysis:
        if text not in seen:
            paragraphs = split_paragraphs(text)
            [sentences] = parser.parse([paragraphs])
            document = Document(id=document_id(text), text=text)
            seen[text] = analyse_document(document, sentences, paragraphs, gazetteer)
        return seen[text]

    return run
