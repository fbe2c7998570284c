"""Gold documents → readings with the parsed sentences that they were made of.

A reading keeps no trees. Whoever asks why something was missed needs them, and so reads here.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import msgspec

from reportedly.analyse.paragraphs import split_paragraphs
from reportedly.analyse.parse import load_parser
from reportedly.evaluate.gold import GoldDocument
from reportedly.evaluate.predictions import Object
from reportedly.evaluate.spans import Interval
from reportedly.pipeline import read_parsed
from reportedly.records import Mention, Reading, Sentence
from reportedly.settings import Settings

_BATCH = 16


class Parsed(NamedTuple):
    """A reading and its sentences with their trees; `mention.sentence` counts in both alike."""

    reading: Reading
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The text that was read."""
        return self.reading.document.text

    def find_sentences(self, spans: Sequence[Interval]) -> list[Sentence]:
        """Return the sentences that share a character with one of `spans`, in order."""
        return [
            sentence
            for sentence in self.sentences
            if any(sentence.start < end and start < sentence.end for start, end in spans)
        ]

    def find_mentions(self, span: Interval) -> list[Mention]:
        """Return the mentions that share a character with `span`, in order."""
        start, end = span
        return [m for m in self.reading.mentions if m.start < end and start < m.end]

    def emit_claims(self) -> list[Object]:
        """Return the claims as the records that scorers take."""
        return [msgspec.to_builtins(claim) for claim in self.reading.claims]


def read_golds(
    golds: Sequence[GoldDocument[Any]], settings: Settings
) -> Iterator[tuple[GoldDocument[Any], Parsed]]:
    """Yield each gold document that has its text, in order, with what was read in it."""
    parser = load_parser(settings.model)
    stream = iter([gold for gold in golds if gold.document is not None])
    while batch := list(islice(stream, _BATCH)):
        documents = [gold.document for gold in batch if gold.document is not None]
        paragraphs = [split_paragraphs(document.text) for document in documents]
        parsed = parser.parse(paragraphs)
        for gold, document, spans in zip(batch, documents, paragraphs, strict=True):
            sentences = next(parsed)
            reading = read_parsed(document, spans, sentences, parser.label)
            yield gold, Parsed(reading, tuple(sentences))
