"""Document → Reading: the stages in order, as a visible list of plain functions.

Pure: no store, no clock, no network; the same document gives the same bytes in one process, in
many, or on a cluster.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from reportedly.analyse import analyse_document
from reportedly.analyse.paragraphs import split_paragraphs
from reportedly.analyse.parse import Parser, load_parser
from reportedly.attribute import attribute_document
from reportedly.extract.assemble import extract_claims
from reportedly.records import Document, Problem, Reading, Sentence, Span
from reportedly.settings import Settings

_BATCH = 16


def read_document(document: Document, parser: Parser) -> Reading:
    """Return the reading of one document."""
    paragraphs = split_paragraphs(document.text)
    [sentences] = parser.parse([paragraphs])
    return read_parsed(document, paragraphs, sentences, parser.label)


def read_parsed(
    document: Document, paragraphs: list[Span], sentences: list[Sentence], model: str
) -> Reading:
    """Return the reading of a document whose paragraphs are parsed already."""
    analysis = analyse_document(document, sentences, paragraphs)
    attributions, scopes = attribute_document(analysis)
    found = extract_claims(analysis, attributions, scopes)
    text = document.text
    return Reading(
        document=document,
        sentences=tuple(
            Span(start=s.start, end=s.end, text=text[s.start : s.end]) for s in sentences
        ),
        mentions=analysis.mentions,
        attributions=found.attributions,
        claims=found.claims,
        problems=(*analysis.problems, *found.problems),
        model=model,
        references=analysis.references,
    )


def read_many(
    documents: Iterable[Document | Problem], settings: Settings
) -> Iterator[Reading | Problem]:
    """Yield a reading for each document, in order; problems pass through in their place.

    Documents are parsed in batches of up to 16, so that short ones share the parser's batches.
    """
    parser = load_parser(settings.model)
    stream = iter(documents)
    while batch := list(islice(stream, _BATCH)):
        texts = [d for d in batch if isinstance(d, Document)]
        paragraphs = [split_paragraphs(d.text) for d in texts]
        parsed = parser.parse(paragraphs)
        at = 0
        for item in batch:
            if isinstance(item, Problem):
                yield item
                continue
            yield read_parsed(item, paragraphs[at], next(parsed), parser.label)
            at += 1
