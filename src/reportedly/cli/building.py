"""`reportedly build`: readings of other runs and other cases → one case."""

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.adding import describe_addition, print_report
from reportedly.cli.inputs import STDIN
from reportedly.cli.options import FormatOption, VerboseOption, WorkersOption, open_case
from reportedly.errors import BadInputError, UsageError

if TYPE_CHECKING:
    from reportedly.case import Addition, Case


def build(
    case: Annotated[
        Path,
        typer.Argument(metavar="CASE", help="The case file; made if there is none."),
    ],
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="FROM…",
            help="Folders of read-corpus, files of readings, other cases, or - for standard input.",
        ),
    ],
    *,
    workers: WorkersOption = None,
    style: FormatOption = "table",
    verbose: VerboseOption = False,
) -> None:
    """Build a case from readings, or merge other cases into it. Nothing is read again."""
    from reportedly.case import AddReport  # noqa: PLC0415 - help must not wait for it
    from reportedly.cli.inputs import describe_problem  # noqa: PLC0415
    from reportedly.cli.progress import Progress  # noqa: PLC0415

    _check(case, sources)
    report = AddReport()
    with open_case(case, create=True) as opened, Progress() as progress:
        for addition in chain.from_iterable(_build(opened, case, one, workers) for one in sources):
            report.count(addition)
            if addition.problem is not None:
                progress.tell(describe_problem(addition.problem))
            elif verbose:
                progress.tell(describe_addition(addition))
            progress.show(report.added + report.known + report.sighted, report.claims)
        for waiting in opened.settle(workers=workers):
            progress.wait(waiting, opened.count_new_names)
    print_report(report, is_json=style == "jsonl")
    if report.problems:
        raise typer.Exit(BadInputError.exit_code)


def _check(case: Path, sources: list[str]) -> None:
    """Say what is missing before a case is made."""
    for source in sources:
        if source == STDIN:
            if sys.stdin.isatty():
                raise UsageError("readings on standard input were expected, it is a terminal")
        elif not Path(source).is_file() and not (Path(source) / "readings").is_dir():
            raise UsageError(
                f"{source}: readings, a folder of `read-corpus` or a case was expected, there is none"
            )
        elif case.exists() and case.samefile(source):
            raise UsageError(f"{source} is the case itself: name another file to build it from")


def _build(case: "Case", path: Path, source: str, workers: int | None) -> "Iterator[Addition]":
    if source == STDIN:
        return case.build_from_lines(sys.stdin.buffer, "standard input", workers=workers)
    return case.build_from(source, own_path=path, workers=workers, alone=True)
