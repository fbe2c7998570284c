"""What reading costs as documents go by: time a document and memory, in one process.

    python benchmarks/growth.py [--documents 1000 10000 100000]

Short made reports are read one after the other and nothing is kept. Each names people, bodies and
places that no other names, so that whatever keeps every word it sees shows here. A row is printed
at each of the numbers: times are processor time since the row before, memory is the process's own.
"""

import argparse
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reportedly.evaluate.gold import make_document
from reportedly.evaluate.sections import make_table
from reportedly.parallel import read_all
from reportedly.records import Document, Reading
from reportedly.settings import load_settings

MARKS = (1_000, 10_000, 100_000)
COLUMNS = ("documents", "ms a document", "MiB now", "MiB at most", "claims a document")
_SYLLABLES = (
    "ba be bo da de do ga ka ke ko la le ma me mo na ne pa ra re ro sa se ta te to va ve za".split()
)
_TEMPLATE = (
    "{} {}, a spokesman for the {} Front, said on {} May 2021 that fighters of the {} Brigade had "
    "attacked the village of {}. Residents of {} told the {} Courier that {} people were killed. "
    "{} {} denied that the {} Brigade was involved."
)
_WORDS_EACH = 9
_LENGTH = 5
_STEP = 5_400_001
"""Has no divisor in common with the number of syllables, so that words which follow differ."""


class Row(NamedTuple):
    """What was measured when so many documents were read; `claims` since the row before."""

    documents: int
    ms_each: float
    now_mib: float
    peak_mib: float
    claims_each: float


def spell(number: int) -> str:
    """Return a made word that no other number below 17 million has."""
    number = number * _STEP % len(_SYLLABLES) ** _LENGTH
    word = ""
    for _ in range(_LENGTH):
        number, digit = divmod(number, len(_SYLLABLES))
        word += _SYLLABLES[digit]
    return word.capitalize()


def make_short_reports(count: int, first: int = 0) -> Iterator[Document]:
    """Yield so many reports of about 300 characters, each with nine words of its own."""
    for number in range(first, first + count):
        words = [spell(number * _WORDS_EACH + n) for n in range(_WORDS_EACH)]
        given, family, body, other, place, home, paper, second, name = words
        text = _TEMPLATE.format(
            *(given, family, body, number % 28 + 1, other, place),
            *(home, paper, number % 40 + 2, second, name, other),
        )
        yield make_document(text, f"short-{number}", published_on="2021-06-01")


def measure_growth(marks: tuple[int, ...]) -> Iterator[Row]:
    """Yield a row at each number of documents."""
    settings = load_settings()
    # What every document needs is loaded and used once before the clock starts.
    for _ in read_all(make_short_reports(64, first=max(marks)), settings):
        pass
    before = claims = 0
    started_s = time.process_time()
    results = read_all(make_short_reports(max(marks)), settings)
    for done, result in enumerate(results, 1):
        claims += len(result.claims) if isinstance(result, Reading) else 0
        if done not in marks:
            continue
        each = done - before
        spent_s = time.process_time() - started_s
        yield Row(done, spent_s / each * 1000, *read_memory_mib(), claims / each)
        before, claims, started_s = done, 0, time.process_time()


def read_memory_mib() -> tuple[float, float]:
    """Return what this process holds in memory, and the most that it ever held."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak = most / (1 << 20) if sys.platform == "darwin" else most / 1024
    statm = Path("/proc/self/statm")
    if not statm.is_file():
        return peak, peak
    pages = int(statm.read_text().split()[1])
    return pages * resource.getpagesize() / (1 << 20), peak


def make_rows(rows: list[Row]) -> list[tuple[str, ...]]:
    """Return the rows of the table, with how far time and memory went up since the row before."""
    made = []
    for n, row in enumerate(rows):
        cells = [f"{row.ms_each:.2f}", f"{row.now_mib:.0f}", f"{row.peak_mib:.0f}"]
        if n:
            last = rows[n - 1]
            pairs = zip(row[1:4], last[1:4], strict=True)
            cells = [f"{c} ({a / b - 1:+.1%})" for c, (a, b) in zip(cells, pairs, strict=True)]
        made.append((f"{row.documents:,}", *cells, f"{row.claims_each:.2f}"))
    return made


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, nargs="+", default=MARKS, metavar="N")
    options = parser.parse_args()
    rows = []
    for row in measure_growth(tuple(sorted(set(options.documents)))):
        rows.append(row)
        sys.stderr.write(f"{row}\n")
    print("Made reports of about 300 characters, nine new words in each; times of the processor.\n")
    print(make_table(COLUMNS, make_rows(rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
