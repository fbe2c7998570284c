"""SOURCE → DEST: partitions that are not done yet, read here or on a cluster.

What is written of a partition depends on its documents, the settings, the model and the version of
the program alone: not on the engine, the number of processes, or what was read before.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from reportedly.parallel import read_all
from reportedly.read.draft import Given
from reportedly.records import Document, Problem, Reading
from reportedly.settings import Settings
from reportedly.work.output import Manifest, Summary, write_partition
from reportedly.work.pieces import read_partition
from reportedly.work.plan import Partition

Reader = Callable[[Iterator[Document | Problem]], Iterator[Reading | Problem]]


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What every process that reads partitions must know."""

    folder: Path
    manifest: Manifest
    settings: Settings

    @property
    def given(self) -> Given:
        """What the caller said of all reports."""
        manifest = self.manifest
        return Given(
            published_on=manifest.published_on,
            publisher=manifest.publisher,
            settings=self.settings,
        )


class _End(msgspec.Struct, frozen=True):
    """Stands behind the last document of a partition."""

    partition: Partition


def read_locally(job: Job, partitions: list[Partition], workers: int | None) -> Iterator[Summary]:
    """Read partitions in order on this machine, yielding each when it is whole."""

    def list_items() -> Iterator[Document | Problem | _End]:
        for partition in partitions:
            yield from read_partition(partition, job.given)
            yield _End(partition)

    # One stream for all, so that processes live on from one partition to the next.
    results: Iterator[Reading | Problem | _End]
    results = read_all(list_items(), job.settings, workers=workers, is_guarded=True)
    for partition in partitions:
        yield write_partition(job.folder, partition, _take(results), job.manifest)


def _take(results: Iterator[Reading | Problem | _End]) -> Iterator[Reading | Problem]:
    """The results up to the end of a partition."""
    for result in results:
        if isinstance(result, _End):
            return
        yield result


def read_one(job: Job, partition: Partition, read: Reader) -> Summary:
    """Read one partition with `read`, which gives readings for documents, and write it."""
    results = read(read_partition(partition, job.given))
    return write_partition(job.folder, partition, results, job.manifest)
