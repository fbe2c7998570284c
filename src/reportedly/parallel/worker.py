"""What a reading process does: documents in, their readings out, one message each, until told to end.

A document on which the reader fails gives a problem; what kills the process is its caller's matter.
"""

import signal
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from reportedly.errors import ReportedlyError
from reportedly.records import Document, Problem, Reading
from reportedly.settings import Settings

READY = "ready"
_FIRST_TO_GO = "500"
"""Linux takes a worker before the process that keeps the case, where memory runs out."""


def serve(connection: Connection, settings: Settings) -> None:
    """Answer lists of documents with their results in order; `None` or a closed pipe ends it.

    Sends `READY` when the pipeline is loaded, and a `ReportedlyError` where nothing can be read.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller alone answers Ctrl-C
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_FIRST_TO_GO)
    with suppress(EOFError, OSError), connection:
        try:
            _load(settings)
            connection.send(READY)
            while (documents := connection.recv()) is not None:
                for result in read_batch(documents, settings):
                    connection.send(result)
        except ReportedlyError as error:
            connection.send(error)


def read_batch(documents: list[Document], settings: Settings) -> Iterator[Reading | Problem]:
    """Yield the result of each document, in order. Raises `ReportedlyError` if none can be read."""
    if not documents:
        return
    # Imported here, since the language pipeline takes a second that a question need not wait.
    from reportedly.pipeline import read_many  # noqa: PLC0415

    done = 0
    try:
        for result in read_many(documents, settings):
            yield result
            done += 1
    except ReportedlyError:
        raise
    except Exception as error:  # noqa: BLE001 - one report must not stop a million
        if len(documents) == 1:
            yield _explain(documents[0], error)
            return
    for document in documents[done:]:
        yield from read_batch([document], settings)


def _load(settings: Settings) -> None:
    """Load what every document needs, so that the first one's time is its own."""
    from reportedly.analyse.parse import load_parser  # noqa: PLC0415
    from reportedly.gazetteer import load_gazetteer  # noqa: PLC0415

    load_parser(settings.model)
    load_gazetteer(settings.cache)


def _explain(document: Document, error: Exception) -> Problem:
    return Problem(
        code="failed",
        message=f"the reader failed on this report ({type(error).__name__}: {error}): "
        "please send it to us with this line",
        document=document.id,
        external_id=document.external_id,
        path=document.path,
    )
