"""Documents → readings, in one process or in several, always in the order of the documents.

Whatever is no document passes through in its place. A document on which the reader fails gives a
problem and never stops the others. Memory holds a few batches, however many documents there are.
"""

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

from reportedly.errors import ReportedlyError
from reportedly.gazetteer.build import prepare_index
from reportedly.records import Document, Problem, Reading
from reportedly.settings import Settings

_BATCH = 16
_BATCHES_AHEAD = 2
"""Batches that wait for each worker, so that none is idle while the caller stores readings."""

Passed = TypeVar("Passed")
_Results = list[Reading | Problem]


def read_all(
    items: Iterable[Document | Passed], settings: Settings, *, workers: int = 1
) -> Iterator[Reading | Problem | Passed]:
    """Yield a reading (or a problem) for each document, everything else as it is, in order.

    Raises `ModelError` where the language pipeline is missing, `GazetteerError` where the index of
    places is not there and cannot be built.
    """
    if workers <= 1:
        for batch in _cut(items):
            yield from _merge(batch, _read_batch(_pick_documents(batch), settings))
        return
    # Built before there are several who would each build it.
    prepare_index(settings.cache)
    # Spawned, since a fork would inherit the caller's open case file.
    context = multiprocessing.get_context("spawn")
    others = multiprocessing.active_children()
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_ignore_interrupts)
    try:
        yield from _read_in_pool(pool, _cut(items), settings, workers * _BATCHES_AHEAD)
    except BrokenProcessPool as error:
        raise ReportedlyError(
            "a reading process was killed (too little memory?): add again with fewer --workers, "
            "what was stored stays"
        ) from error
    except (KeyboardInterrupt, GeneratorExit):
        # What they are reading is wanted no longer: waiting for it could take a minute.
        for worker in multiprocessing.active_children():
            if worker not in others:
                worker.terminate()
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _read_in_pool(
    pool: ProcessPoolExecutor,
    batches: Iterator[list[Document | Passed]],
    settings: Settings,
    ahead: int,
) -> Iterator[Reading | Problem | Passed]:
    waiting: deque[tuple[list[Document | Passed], Future[_Results]]] = deque()
    for batch in batches:
        with _holding_interrupts():
            future = pool.submit(_read_batch, _pick_documents(batch), settings)
        waiting.append((batch, future))
        if len(waiting) >= ahead:
            first, future = waiting.popleft()
            yield from _merge(first, future.result())
    for first, future in waiting:
        yield from _merge(first, future.result())


def _cut(items: Iterable[Document | Passed]) -> Iterator[list[Document | Passed]]:
    stream = iter(items)
    while batch := list(islice(stream, _BATCH)):
        yield batch


def _pick_documents(batch: list[Document | Passed]) -> list[Document]:
    return [item for item in batch if isinstance(item, Document)]


def _merge(
    batch: list[Document | Passed], results: _Results
) -> Iterator[Reading | Problem | Passed]:
    each = iter(results)
    for item in batch:
        if isinstance(item, Document):
            yield next(each)
        else:
            yield item


def _read_batch(batch: list[Document], settings: Settings) -> _Results:
    if not batch:
        return []
    # Imported here, since the language pipeline takes a second that a question need not wait.
    from reportedly.pipeline import read_many  # noqa: PLC0415

    try:
        return list(read_many(batch, settings))
    except ReportedlyError:
        raise
    except Exception as error:  # noqa: BLE001 - one report must not stop a million
        if len(batch) == 1:
            return [_explain(batch[0], error)]
    return [result for document in batch for result in _read_batch([document], settings)]


def _explain(document: Document, error: Exception) -> Problem:
    return Problem(
        code="failed",
        message=f"the reader failed on this report ({type(error).__name__}: {error}): "
        "please send it to us with this line",
        document=document.id,
        external_id=document.external_id,
        path=document.path,
    )


@contextmanager
def _holding_interrupts() -> Iterator[None]:
    """Ctrl-C waits until the block is left; processes that start in it never see one.

    A worker is deaf to it only once it runs our code, and until then would die with a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows starts its processes otherwise
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ignore_interrupts() -> None:
    """Ctrl-C reaches every process of a terminal; the caller alone answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
