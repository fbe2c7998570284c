"""Every benchmark with one command, each part in processes of its own.

    python benchmarks/run.py [--only PART…] [--quick] [--write]

    reading   whole reading beside the bare language pipeline (speed.py)
    peers     textacy and triplet-extract over the same texts, in the same run as `reading` (speed.py)
    growth    time a document and memory from 1 k to 100 k short documents (growth.py)
    workers   one and two reading processes (workers.py)
    ray       a corpus read here, on one node and on two (cluster.py)
    cases     building, asking and adding to cases of 10 k to 10 M claims (cases.py)

Progress goes to standard error, tables with machine and date to standard output and, with --write,
into docs/performance.md. --quick runs everything small: the figures mean nothing, all parts are tried.
A part that fails is told, the others are run, and the exit status is 1.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from speed import load_script

from reportedly.evaluate.sections import replace_section

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "performance.md"
PARTS = ("reading", "peers", "growth", "workers", "ray", "cases")
Options = argparse.Namespace


class Section(NamedTuple):
    """A part of the page: which parts it is the table of, and the command that makes it."""

    name: str
    parts: tuple[str, ...]
    script: str
    list_arguments: Callable[[Options], list[str]]


def list_speed(options: Options) -> list[str]:
    """Both of these parts are one run, so that their rows can be set beside each other."""
    words = ["Reportedly"]
    words += ["bare"] if "reading" in options.only else []
    words += ["textacy", "triplet"] if "peers" in options.only else []
    share = ["--share", str(options.share)] if options.share else []
    return ["--only", *words, *share, "--cache", str(options.cache), *list_texts(options)]


def list_texts(options: Options) -> list[str]:
    """What is read, and how often."""
    texts = ["--texts", str(options.texts)] if options.texts else []
    return [*texts, "--characters", str(options.characters), "--repeats", str(options.repeats)]


def list_growth(options: Options) -> list[str]:
    """At how many documents rows are written."""
    return ["--documents", *map(str, options.documents)]


def list_workers(options: Options) -> list[str]:
    """The same texts as for reading, and how many processes."""
    return ["--workers", *map(str, options.workers), *list_texts(options)]


def list_ray(options: Options) -> list[str]:
    """How large the made corpus is."""
    size = max(1, options.reports // 12)
    return ["--reports", str(options.reports), "--partition-size", str(size)]


def list_cases(options: Options) -> list[str]:
    """How many claims, how many readings are added, and where corpora and cases are kept."""
    folder = ["--folder", str(options.folder)] if options.folder else []
    sample = ["--sample", str(options.sample)] if options.sample else []
    return ["--claims", *map(str, options.claims), *sample, *folder]


SECTIONS = (
    Section("speed", ("reading", "peers"), "speed.py", list_speed),
    Section("growth", ("growth",), "growth.py", list_growth),
    Section("workers", ("workers",), "workers.py", list_workers),
    Section("ray", ("ray",), "cluster.py", list_ray),
    Section("cases", ("cases",), "cases.py", list_cases),
)
QUICK = {
    "characters": 3_000,
    "repeats": 1,
    "share": 0.1,
    "documents": [20, 40],
    "workers": [1, 2],
    "reports": 6,
    "claims": [160, 320],
    "sample": 10,
}


def run_section(section: Section, options: Options) -> str:
    """Return what the part prints, with machine and date. Raises `CalledProcessError`."""
    command = [sys.executable, "-W", "ignore", str(HERE / section.script)]
    # The code beside these scripts is measured, whatever else is installed.
    paths = [str(HERE.parent / "src"), os.environ.get("PYTHONPATH", "")]  # noqa: TID251
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}  # noqa: TID251
    result = subprocess.run(
        [*command, *section.list_arguments(options)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    about, _, table = result.stdout.strip().partition("\n\n")
    machine = load_script(HERE / "reading_speed.py").describe_machine()
    return f"{about} {machine}; {datetime.now(UTC).date()}.\n\n{table}"


def make_parser() -> argparse.ArgumentParser:
    """Return the options; those of a part are left to its script's own defaults as far as they go."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART")
    parser.add_argument("--quick", action="store_true", help="everything small, to try it out")
    parser.add_argument("--write", action="store_true", help="write the tables into the page")
    parser.add_argument("--page", type=Path, default=PAGE, help="the page that is written")
    parser.add_argument("--texts", type=Path, help="JSON Lines with a `text` a line, or a folder")
    parser.add_argument("--characters", type=int, default=2_000_000, help="of the texts")
    parser.add_argument("--repeats", type=int, default=3, help="turns for reading, peers, workers")
    parser.add_argument("--share", type=float, help="of the texts, for triplet-extract (0.02)")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "reportedly-peers")
    documents = [1_000, 10_000, 100_000]
    parser.add_argument("--documents", type=int, nargs="+", default=documents, help="for growth")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--reports", type=int, default=2_400, help="of the corpus for ray")
    claims = [10_000, 100_000, 1_000_000, 10_000_000]
    parser.add_argument("--claims", type=int, nargs="+", default=claims, help="for cases")
    parser.add_argument("--sample", type=int, help="readings that are added to a case")
    parser.add_argument("--folder", type=Path, help="where corpora and cases are kept")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run the parts that are asked for."""
    options = make_parser().parse_args(arguments)
    if options.quick:
        vars(options).update(QUICK)
    failed = []
    for section in SECTIONS:
        if not set(section.parts) & set(options.only):
            continue
        sys.stderr.write(f"{section.name}: started\n")
        started_s = time.monotonic()
        try:
            content = run_section(section, options)
        except subprocess.CalledProcessError as error:
            failed.append(section.name)
            sys.stderr.write(f"{section.name}: it ended with {error.returncode}\n")
            continue
        sys.stderr.write(f"{section.name}: {time.monotonic() - started_s:.0f} s\n")
        print(f"## {section.name}\n\n{content}\n", flush=True)
        if options.write:
            replace_section(options.page, section.name, content)
    if failed:
        sys.stderr.write(f"failed: {', '.join(failed)}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
