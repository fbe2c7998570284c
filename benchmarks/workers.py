"""Documents a second with one reading process and with several, over the same documents.

    python benchmarks/workers.py [--texts FILE|FOLDER] [--characters 2000000] [--workers 1 2]

Each number of workers has a pool of its own, which takes its turn in an order that is reversed every
other time. The clock runs once from the start of the processes, which each load the pipeline, and
then, with all loaded, over the documents alone. Times are by the clock: a machine with other work,
or with fewer cores than workers, shows in the ratio.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path
from typing import NamedTuple

from speed import load_texts

from reportedly.errors import UsageError
from reportedly.evaluate.gold import make_document
from reportedly.evaluate.sections import make_table
from reportedly.gazetteer import prepare_index
from reportedly.parallel.pool import Pool
from reportedly.parallel.reading import cut_batches
from reportedly.records import Document
from reportedly.settings import Settings, load_settings

COLUMNS = ("workers", "s, loaded", "times one", "s, with loading", "times one", "documents/s")


class Times(NamedTuple):
    """Seconds by the clock for all documents: with the processes started, and with them loaded."""

    started_s: list[float]
    loaded_s: list[float]


def time_turn(documents: list[Document], settings: Settings, workers: int, times: Times) -> None:
    """Read all documents in a fresh pool, whose processes must load, then again in the same pool."""
    pool = Pool(settings, workers)
    try:
        for noted in (times.started_s, times.loaded_s):
            started_s = time.perf_counter()
            for _ in pool.read(cut_batches(iter(documents))):
                pass
            noted.append(time.perf_counter() - started_s)
    finally:
        pool.stop()


def measure(documents: list[Document], counts: list[int], repeats: int) -> list[tuple[str, ...]]:
    """Return a row for each number of workers."""
    settings = load_settings()
    prepare_index(settings.cache)
    times = {count: Times([], []) for count in counts}
    for turn in range(repeats):
        for count in counts if turn % 2 == 0 else reversed(counts):
            time_turn(documents, settings, count, times[count])
            loaded_s = times[count].loaded_s[-1]
            sys.stderr.write(f"turn {turn + 1}, {count} workers: {loaded_s:.1f} s\n")
    first = times[counts[0]]
    return [
        (
            str(count),
            f"{statistics.median(found.loaded_s):.1f}",
            _compare(first.loaded_s, found.loaded_s),
            f"{statistics.median(found.started_s):.1f}",
            _compare(first.started_s, found.started_s),
            f"{len(documents) / statistics.median(found.loaded_s):.1f}",
        )
        for count, found in times.items()
    ]


def _compare(one_s: list[float], several_s: list[float]) -> str:
    return f"{statistics.median(a / b for a, b in zip(one_s, several_s, strict=True)):.2f}"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=Path, help="JSON Lines with a `text` a line, or a folder")
    parser.add_argument("--characters", type=int, default=2_000_000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], metavar="N")
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    try:
        texts, origin = load_texts(options.texts, options.characters)
    except UsageError as error:
        sys.exit(str(error))
    documents = [make_document(text, str(n)) for n, text in enumerate(texts)]
    rows = measure(documents, options.workers, options.repeats)
    characters = sum(map(len, texts))
    print(f"{len(texts)} documents, {characters:,} characters of {origin}; median of ", end="")
    print(f"{options.repeats} turns.\n")
    print(make_table(COLUMNS, rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
