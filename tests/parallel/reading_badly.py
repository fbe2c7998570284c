"""A reading process that does what its documents tell it to: die, hang, fail, or read."""

import os
import signal
import time
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection

from reportedly import pipeline
from reportedly.errors import ModelError
from reportedly.parallel import worker
from reportedly.records import Document, Problem, Reading
from reportedly.settings import Settings


def serve_badly(connection: Connection, settings: Settings) -> None:
    pipeline.read_many = _read_many
    worker._load = _load
    worker.serve(connection, settings)


def serve_never(_connection: Connection, _settings: Settings) -> None:
    os._exit(1)


def _load(settings: Settings) -> None:
    if settings.model == "missing":
        raise ModelError("no language pipeline called 'missing'")


def _read_many(
    documents: Iterable[Document | Problem], settings: Settings
) -> Iterator[Reading | Problem]:
    held = [item for item in documents if isinstance(item, Document)]
    # As the parser does: a fault strikes before the first of the batch comes out.
    for document in held:
        if "DIE" in document.text:
            os.kill(os.getpid(), signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
        while "HANG" in document.text:
            time.sleep(60)
        if "FAIL" in document.text:
            raise ValueError("a made fault")
    for document in held:
        yield Reading(
            document=document,
            sentences=(),
            mentions=(),
            attributions=(),
            claims=(),
            problems=(),
            model=settings.model,
        )
