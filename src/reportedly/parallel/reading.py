"""Documents → readings, in one process or in several, always in the order of the documents.

Whatever is no document passes through in its place. A document on which the reader fails gives a
problem and never stops the others. Memory holds a few batches, however many documents there are.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TypeVar

from reportedly.gazetteer.build import prepare_index
from reportedly.parallel.pool import Pool, read_in_pool
from reportedly.parallel.sizing import choose_workers
from reportedly.parallel.worker import read_batch
from reportedly.records import Document, Problem, Reading
from reportedly.settings import Settings

_BATCH = 16
_BATCH_CHARS = 200_000
"""Documents and characters that are parsed together; a reading never depends on it."""
_FEW = 2 * _BATCH
"""Documents that are not worth starting processes for."""

Passed = TypeVar("Passed")


def read_all(
    items: Iterable[Document | Passed],
    settings: Settings,
    *,
    workers: int | None = 1,
    is_guarded: bool = False,
) -> Iterator[Reading | Problem | Passed]:
    """Yield a reading (or a problem) for each document, everything else as it is, in order.

    With one worker this process reads, unless `is_guarded`. With several, one that dies, or takes longer than
    `settings.max_seconds` for a document, costs that document: a problem names it. `None` takes as
    many as the machine has room for, and this process for a few documents. Raises `ModelError`
    where the language pipeline is missing, `GazetteerError` where the index of places is not there
    and cannot be built.
    """
    stream = iter(items)
    if workers is None:
        first = list(islice(stream, _FEW))
        workers = choose_workers() if len(first) == _FEW else 1
        stream = chain(first, stream)
    batches = cut_batches(stream)
    if workers > 1 or is_guarded:
        # Built before there are several who would each build it.
        prepare_index(settings.cache)
        yield from read_in_pool(batches, settings, workers)
        return
    for batch in batches:
        results = read_batch([d for d in batch if isinstance(d, Document)], settings)
        for item in batch:
            yield next(results) if isinstance(item, Document) else item


def cut_batches(items: Iterator[Document | Passed]) -> Iterator[list[Document | Passed]]:
    """Yield the items in batches of what is parsed together."""
    batch: list[Document | Passed] = []
    chars = 0
    for item in items:
        batch.append(item)
        chars += len(item.text) if isinstance(item, Document) else 0
        if len(batch) == _BATCH or chars >= _BATCH_CHARS:
            yield batch
            batch, chars = [], 0
    if batch:
        yield batch


class Watched:
    """A reading process that stays from one call to the next, watched as several are."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._pool = Pool(settings, 1)

    def read(self, items: Iterable[Document | Passed]) -> Iterator[Reading | Problem | Passed]:
        """Yield what `read_all` does; a document that kills the process is a problem."""
        return self._pool.read(cut_batches(iter(items)))
