"""Where predictions come from: a file of records, or gold texts read through the pipeline.

Both give the same thing: the records of the interchange form as plain objects, by document. A
record of a file is joined to its document by `external_id`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from reportedly.evaluate.gold import GoldDocument, read_lines
from reportedly.evaluate.spans import Interval
from reportedly.export.streams import list_mentions
from reportedly.records import Document, Problem, Reading
from reportedly.settings import Settings

Stream = Literal["claims", "attributions", "mentions"]
Object = dict[str, Any]


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A predicted argument, source or place as far as scorers look at it."""

    name: str | None = None
    text: str | None = None
    names: tuple[str, ...] = ()
    kind: str | None = None
    start: int | None = None
    end: int | None = None
    entity: str | None = None
    act: str | None = None

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name that it goes by: resolved, as it stands in the text, others."""
        return tuple(name for name in (self.name, self.text, *self.names) if name)

    def touches(self, span: Interval) -> bool:
        """Whether it shares a character with `span`."""
        if self.start is None or self.end is None:
            return False
        return self.start < span[1] and span[0] < self.end


class PredictedClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A predicted claim, read leniently: what is absent counts as left open."""

    predicate: str
    subject: Named | None = None
    object: Named | None = None
    qualifiers: dict[str, Any] | None = None
    when: dict[str, Any] | None = None
    where: tuple[Named, ...] | None = None
    sources: tuple[Named, ...] | None = None
    polarity: str | None = None
    certainty: str | None = None
    evidence: Named | None = None
    confidence: float | None = None

    @property
    def root(self) -> Named | None:
        """The innermost source, `None` in the document's own voice."""
        return self.sources[-1] if self.sources else None

    @property
    def edtf(self) -> str | None:
        """The time of what happened."""
        return (self.when or {}).get("edtf")


class PredictedMention(msgspec.Struct, frozen=True, kw_only=True):
    """A predicted mention."""

    start: int
    end: int
    text: str = ""
    kind: str | None = None
    chain: int | str | None = None
    place: dict[str, Any] | None = None


class Predictions:
    """Predicted records by document id, and the problems that reading met."""

    def __init__(self, problems: Iterable[str] = ()) -> None:
        self._by_document: defaultdict[str, list[Object]] = defaultdict(list)
        self.problems = list(problems)

    def add(self, document: str, records: Iterable[Object]) -> None:
        """Add records of a document, in order."""
        self._by_document[document].extend(records)

    def of(self, gold: GoldDocument[Any]) -> list[Object]:
        """Return the records of a gold document, or all of them where it stands alone."""
        if gold.joins_all:
            return [record for records in self._by_document.values() for record in records]
        return self._by_document.get(gold.id, [])


def load_predictions(path: Path) -> Predictions:
    """Return the records of a JSON Lines file, joined on `external_id`."""
    predictions = Predictions()
    for record in read_lines(path):
        predictions.add(str(record.get("external_id")), [record])
    return predictions


def read_predictions(
    golds: Iterable[GoldDocument[Any]], stream: Stream, settings: Settings
) -> Predictions:
    """Read the texts of `golds` through the pipeline and return what it found in `stream`."""
    # Scoring a file of predictions needs neither the pipeline nor its language model.
    from reportedly.pipeline import read_many  # noqa: PLC0415

    predictions = Predictions()
    documents: list[Document] = []
    for gold in golds:
        if gold.document is None:
            predictions.problems.append(f"{gold.id}: its text was not found")
        else:
            documents.append(gold.document)
    for item in read_many(documents, settings):
        if isinstance(item, Problem):
            predictions.problems.append(f"{item.external_id}: {item.message}")
        else:
            predictions.add(item.document.external_id or "", _emit(item, stream))
    return predictions


def _emit(reading: Reading, stream: Stream) -> Iterator[Object]:
    if stream == "mentions":
        return (msgspec.to_builtins(line) for line in list_mentions(reading))
    records: dict[Stream, tuple[msgspec.Struct, ...]] = {
        "claims": reading.claims,
        "attributions": reading.attributions,
    }
    return (msgspec.to_builtins(record) for record in records[stream])


def find_spans(record: object) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, text) of every span anywhere in a record that has offsets."""
    if isinstance(record, dict):
        if {"start", "end", "text"} <= record.keys() and record["start"] is not None:
            yield (record["start"], record["end"], record["text"])
        for value in record.values():
            yield from find_spans(value)
    elif isinstance(record, list | tuple):
        for value in record:
            yield from find_spans(value)
