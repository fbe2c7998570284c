"""Cases of many generated claims: how long they take to build, to ask and to add to.

    python benchmarks/cases.py [--claims 10000 100000 1000000 10000000] [--folder FOLDER]

For each number a corpus of made readings is written as `read-corpus` writes one (by every core, not
timed), `reportedly build` makes a case of it, and a process of its own adds to that case and asks it.
With --folder corpora and cases are kept, and a corpus that is there is not made again. Ten million
claims need about 3 GB for the corpus and 30 GB for the case. Times are by the clock.
"""

import argparse
import json
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from growth import make_short_reports
from large_case import make_reports, time_adding, time_asking

from reportedly.case import Case
from reportedly.errors import ReportedlyError
from reportedly.evaluate.sections import make_table
from reportedly.export.readings import make_reading_line
from reportedly.export.readings_parquet import ReadingsWriter
from reportedly.records import Reading

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
CLAIMS_EACH = 8
"""Claims of a made report, on average."""
PARTITION = 2_000
SAMPLE = 100
"""Documents added one by one; the names of these are asked for."""
_READ = 10
"""Documents that are read as well when they are added."""
_PAIRS = 30


class Goal(NamedTuple):
    """A line of the table: what is measured, what is asked of it at the largest size."""

    title: str
    key: str
    asked: str = ""
    form: str = "{:,.0f}"


GOALS = (
    Goal("documents", "documents"),
    Goal("build, s", "build_s", form="{:,.1f}"),
    Goal("of these keeping, s", "kept_s", form="{:,.1f}"),
    Goal("keeping alone, claims a second", "kept_a_second"),
    Goal("keeping and weighing, claims a second", "claims_a_second", "20,000"),
    Goal("build, MiB at most", "build_mib"),
    Goal("case file, MB", "case_mb"),
    Goal("`who NAME`, median ms", "who_ms", "50", "{:,.1f}"),
    Goal("`claims --about NAME`, median ms", "claims_ms", "50", "{:,.1f}"),
    Goal("`path A B`, median ms", "path_ms", "300", "{:,.1f}"),
    Goal("`path A B`, slowest ms", "slowest_path_ms", form="{:,.1f}"),
    Goal("adding a reading to an empty case, median ms", "add_empty_ms", form="{:,.1f}"),
    Goal("adding a reading to this case, median ms", "add_ms", form="{:,.1f}"),
    Goal("of these the ratio", "add_ratio", "1.5", "{:.2f}"),
    Goal("adding and reading, empty case, median ms", "read_empty_ms", form="{:,.1f}"),
    Goal("adding and reading, this case, median ms", "read_ms", form="{:,.1f}"),
    Goal("of these the ratio", "read_ratio", "1.5", "{:.2f}"),
)


def make_corpus(folder: Path, documents: int) -> None:
    """Write made readings as partitions of a corpus, with as many processes as there are cores."""
    for name in ("readings", "done"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    parts = [
        (folder, number, min(PARTITION, documents - number * PARTITION))
        for number in range(-(-documents // PARTITION))
    ]
    open_ = [part for part in parts if not (folder / "done" / f"{part[1]:06d}.json").exists()]
    if not open_:
        return
    with multiprocessing.get_context("spawn").Pool(min(len(open_), os.cpu_count() or 1)) as pool:
        for done, _ in enumerate(pool.imap_unordered(_write_partition, open_), 1):
            if done % 50 == 0 or done == len(open_):
                sys.stderr.write(f"{done} of {len(open_)} partitions are made\n")


def _write_partition(part: tuple[Path, int, int]) -> None:
    folder, number, documents = part
    name = f"{number:06d}"
    target = folder / "readings" / f"{name}.parquet"
    with target.open("wb") as file, ReadingsWriter(file) as writer:
        for reading in make_reports(documents, first=number * PARTITION):
            writer.write(make_reading_line(reading, (), "made"))
    (folder / "done" / f"{name}.json").write_text("{}")


def build_case(case: Path, corpus: Path) -> dict[str, float]:
    """Build a case as `reportedly build` does, in a process of its own; how long it took, what it needs."""
    command = [sys.executable, "-W", "ignore", str(Path(__file__).resolve()), "--fill", str(case)]
    process = subprocess.Popen([*command, str(corpus)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    answer = process.stdout.read()
    # Waited for by hand: what it held in memory is told of it alone.
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    found: dict[str, float] = json.loads(answer)
    return found | {
        "claims_a_second": found["claims"] / found["build_s"],
        "kept_a_second": found["claims"] / found["kept_s"],
        "build_mib": usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1024),
        "case_mb": case.stat().st_size / 1e6,
    }


def fill_case(path: Path, corpus: Path) -> dict[str, float]:
    """Keep a corpus in a new case and weigh it; seconds by the clock, and what there is then."""
    started_s = time.perf_counter()
    with Case.open(path) as case:
        for _ in case.build_from(corpus, own_path=path, workers=None, alone=True):
            pass
        kept_s = time.perf_counter() - started_s
        for _ in case.settle(workers=None):
            pass
        build_s = time.perf_counter() - started_s
        counts = case.count()
    return {
        "documents": counts.documents,
        "claims": counts.claims,
        "kept_s": kept_s,
        "build_s": build_s,
    }


def ask_case(path: Path, sample: int) -> dict[str, float]:
    """Add so many readings to a case and ask it; return medians in milliseconds."""
    with Case.open(path) as case:
        first = case.count().documents
        later = list(make_reports(sample + _READ, first=first))
        add_ms = time_adding(case, later[:sample]) * 1000
        read_ms = time_reading(case)
        names = draw_names(later[:sample])
        pairs = [" | ".join(pair) for pair in zip(names[:_PAIRS], names[_PAIRS:], strict=False)]
        paths_ms = [1000 * time_asking(_forgive(_ask_path(case)), [pair]) for pair in pairs]
        found = {
            "who_ms": 1000 * time_asking(_forgive(case.who), names),
            "claims_ms": 1000 * time_asking(lambda name: list(case.claims(about=name)), names),
            "path_ms": statistics.median(paths_ms),
            "slowest_path_ms": max(paths_ms),
            "add_ms": add_ms,
            "read_ms": read_ms,
        }
    with tempfile.TemporaryDirectory() as folder, Case.open(Path(folder) / "empty") as case:
        empty_ms = time_adding(case, list(make_reports(sample))) * 1000
    with tempfile.TemporaryDirectory() as folder, Case.open(Path(folder) / "empty") as case:
        read_empty_ms = time_reading(case)
    return found | {
        "add_empty_ms": empty_ms,
        "add_ratio": add_ms / empty_ms,
        "read_empty_ms": read_empty_ms,
        "read_ratio": read_ms / read_empty_ms,
    }


def time_reading(case: Case) -> float:
    """Return the median milliseconds in which a short report is read, kept and weighed."""
    reports = list(make_short_reports(_READ + 1))
    case.add([reports[0]])  # loads the pipeline
    times_ms = []
    for report in reports[1:]:
        started_s = time.perf_counter()
        case.add([report])
        times_ms.append((time.perf_counter() - started_s) * 1000)
    return statistics.median(times_ms)


def draw_names(readings: Sequence[Reading]) -> list[str]:
    """Names as reports use them: those that are written about often are asked for often."""
    names = [c.subject.name for r in readings for c in r.claims if c.subject is not None]
    step = max(1, len(names) // 100)
    return names[::step][:100]


def _ask_path(case: Case) -> Callable[[str], object]:
    def ask(pair: str) -> object:
        start, end = pair.split(" | ")
        return case.paths(start, end)

    return ask


def _forgive(ask: Callable[[str], object]) -> Callable[[str], object]:
    """A name that several go by is no answer, but it takes its time too."""

    def asked(name: str) -> object:
        try:
            return ask(name)
        except ReportedlyError as error:
            return error

    return asked


def measure(claims: int, folder: Path, sample: int) -> dict[str, float]:
    """Make, build and ask a case of about so many claims in `folder`; add `sample` readings to it."""
    corpus, case = folder / f"corpus-{claims}", folder / f"case-{claims}.reportedly"
    make_corpus(corpus, max(1, claims // CLAIMS_EACH))
    for old in folder.glob(f"{case.name}*"):
        old.unlink()
    found = build_case(case, corpus)
    sys.stderr.write(f"{claims} claims: built in {found['build_s']:.0f} s\n")
    # In a process of its own: what building holds in memory helps no question.
    command = [sys.executable, "-W", "ignore", str(Path(__file__).resolve()), "--ask", str(case)]
    command += ["--sample", str(sample)]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    asked: dict[str, float] = json.loads(answer.stdout)
    return found | asked


def make_rows(found: list[dict[str, float]]) -> list[tuple[str, ...]]:
    """Return a row for each thing that is measured; what is asked stands before the figures."""
    return [
        (goal.title, goal.asked, *(goal.form.format(one[goal.key]) for one in found))
        for goal in GOALS
    ]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--folder", type=Path, help="keep corpora and cases here")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="readings that are added")
    parser.add_argument("--ask", type=Path, metavar="CASE", help="ask and add to this case alone")
    parser.add_argument("--fill", type=Path, nargs=2, help=argparse.SUPPRESS)
    options: Any = parser.parse_args()
    if options.fill:
        print(json.dumps(fill_case(*options.fill)))
        return 0
    if options.ask:
        print(json.dumps(ask_case(options.ask, options.sample)))
        return 0
    folder = options.folder or Path(tempfile.mkdtemp(prefix="reportedly-cases-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        found = [measure(claims, folder, options.sample) for claims in options.claims]
    finally:
        if not options.folder:
            shutil.rmtree(folder)
    columns = ("", "asked at 10 M", *(f"{one['claims']:,.0f} claims" for one in found))
    print("Made readings; times by the clock.\n")
    print(make_table(columns, make_rows(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
