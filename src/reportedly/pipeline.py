"""Document → Reading: the stages in order, as a visible list of plain functions.

Pure: no store, no clock, no network; the same document gives the same bytes in one process, in
many, or on a cluster.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from reportedly.analyse import analyse_document
from reportedly.analyse.loading import in_one_thread
from reportedly.analyse.paragraphs import split_paragraphs
from reportedly.analyse.parse import Parser, load_parser
from reportedly.analyse.smoothing import restore_spans, smooth_lines
from reportedly.attribute import attribute_document, keep_attributions
from reportedly.extract.assemble import extract_claims
from reportedly.gazetteer import Gazetteer, load_gazetteer
from reportedly.locate import locate_mentions, show_mentions
from reportedly.read.passages import find_foreign_passages
from reportedly.records import Document, Problem, Reading, Sentence, Span
from reportedly.settings import Settings, load_settings

_BATCH = 16


def read_document(document: Document, parser: Parser) -> Reading:
    """Return the reading of one document."""
    paragraphs = find_paragraphs(document)
    [sentences] = parser.parse([set_foreign_aside(document, paragraphs)])
    return read_parsed(document, paragraphs, sentences, parser.label)


def find_paragraphs(document: Document) -> list[Span]:
    """Return the paragraphs of a document, with the words together that its lines break."""
    return split_paragraphs(smooth_lines(document.text).text)


def set_foreign_aside(document: Document, paragraphs: list[Span]) -> list[Span]:
    """Return the paragraphs for the parser: those in another language are emptied."""
    foreign = find_foreign_passages(document, paragraphs)
    return [
        msgspec.structs.replace(span, text="") if n in foreign else span
        for n, span in enumerate(paragraphs)
    ]


def read_parsed(
    document: Document,
    paragraphs: list[Span],
    sentences: list[Sentence],
    model: str,
    gazetteer: Gazetteer | None = None,
) -> Reading:
    """Return the reading of a document whose paragraphs are parsed already.

    Broken words are read together; the spans of the reading quote the document as it is. Raises
    `GazetteerError` where there is no index of places and none can be built.
    """
    gazetteer = gazetteer or load_gazetteer(load_settings().cache)
    text, joins = smooth_lines(document.text)
    smoothed = msgspec.structs.replace(document, text=text)
    with in_one_thread():
        analysis = analyse_document(smoothed, sentences, paragraphs, gazetteer)
    analysis, nested = locate_mentions(analysis, gazetteer)
    attributions, scopes = attribute_document(analysis)
    found = extract_claims(analysis, attributions, scopes)
    foreign = find_foreign_passages(document, paragraphs)
    mentions, references = show_mentions(analysis, nested)
    reading = Reading(
        document=document,
        sentences=tuple(
            Span(start=s.start, end=s.end, text=text[s.start : s.end]) for s in sentences
        ),
        mentions=mentions,
        attributions=keep_attributions(found.attributions, found.claims),
        claims=found.claims,
        problems=(*foreign.values(), *analysis.problems, *found.problems),
        model=model,
        references=references,
    )
    if text == document.text:
        return reading
    restored: Reading = restore_spans(reading, document.text, joins)
    return msgspec.structs.replace(restored, document=document)


def read_many(
    documents: Iterable[Document | Problem], settings: Settings
) -> Iterator[Reading | Problem]:
    """Yield a reading for each document, in order; problems pass through in their place.

    Documents are parsed in batches of up to 16, so that short ones share the parser's batches.
    """
    parser = load_parser(settings.model)
    gazetteer = load_gazetteer(settings.cache)
    stream = iter(documents)
    while batch := list(islice(stream, _BATCH)):
        texts = [d for d in batch if isinstance(d, Document)]
        paragraphs = [find_paragraphs(d) for d in texts]
        parsed = parser.parse(
            [set_foreign_aside(d, ps) for d, ps in zip(texts, paragraphs, strict=True)]
        )
        at = 0
        for item in batch:
            if isinstance(item, Problem):
                yield item
                continue
            yield read_parsed(item, paragraphs[at], next(parsed), parser.label, gazetteer)
            at += 1
