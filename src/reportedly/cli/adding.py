"""`reportedly add`: read reports into a case; what was kept stays, whatever stops the run."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from reportedly.cli.options import (
    AllowPrivateOption,
    CaseOption,
    ColumnsOption,
    DateOption,
    FormatOption,
    PublisherOption,
    VerboseOption,
    WorkersOption,
    open_case,
    read_columns,
)
from reportedly.cli.output import count_things
from reportedly.errors import BadInputError, UsageError

if TYPE_CHECKING:
    from reportedly.case import Addition, AddReport


def add(  # noqa: PLR0913 - one for each option
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH…",
            help="Files, folders, web addresses, or - for JSON Lines.",
            show_default=False,
        ),
    ] = None,
    *,
    case: CaseOption = None,
    date: DateOption = None,
    publisher: PublisherOption = None,
    columns: ColumnsOption = None,
    allow_private: AllowPrivateOption = False,
    workers: WorkersOption = None,
    reread: Annotated[
        bool,
        typer.Option("--reread", help="Read known documents again; without PATH, all of the case."),
    ] = False,
    style: FormatOption = "table",
    verbose: VerboseOption = False,
) -> None:
    """Read reports into a case. What the case knows already is not read again."""
    from reportedly.case import AddReport  # noqa: PLC0415 - help must not wait for it
    from reportedly.cli.inputs import count_inputs, describe_problem, read_inputs  # noqa: PLC0415
    from reportedly.cli.progress import Progress, prepare_places  # noqa: PLC0415
    from reportedly.fetch import Bounds  # noqa: PLC0415
    from reportedly.settings import load_settings  # noqa: PLC0415

    if not paths and not reread:
        raise UsageError(
            "a PATH was expected: files, folders, web addresses, or - for JSON Lines on "
            "standard input"
        )
    report = AddReport()
    settings = load_settings()
    items = read_inputs(
        paths or [],
        date=date,
        publisher=publisher,
        settings=settings,
        columns=read_columns(columns),
        bounds=Bounds(max_bytes=settings.max_bytes, allow_private=allow_private),
    )
    total = count_inputs(paths) if paths else None
    with open_case(case, create=bool(paths)) as opened, Progress(total) as progress:
        prepare_places(settings)
        additions: Iterator[Addition]
        if paths:
            additions = opened.add_each(items, workers=workers, reread=reread)
        else:
            additions = opened.reread(workers=workers)
        for addition in additions:
            report.count(addition)
            if addition.problem is not None:
                progress.tell(describe_problem(addition.problem))
            elif verbose:
                progress.tell(describe_addition(addition))
            passed = report.known + report.sighted + len(report.problems)
            progress.show(report.added + report.replaced, report.claims, passed=passed)
        progress.sum_up(report.added + report.replaced)
        for waiting in opened.settle(workers=workers):
            progress.wait(waiting, opened.count_new_names)
    print_report(report, is_json=style == "jsonl")
    if report.problems:
        raise typer.Exit(BadInputError.exit_code)


def describe_addition(addition: "Addition") -> str:
    """Return 'NAME: added, 12 claims' for one document."""
    document = addition.document
    if document is None:
        return addition.outcome
    name = document.path or document.external_id or document.title or document.id
    return f"{name}: {addition.outcome}, {count_things(addition.claims, 'claim')}"


def print_report(report: "AddReport", *, is_json: bool) -> None:
    """Print what became of all inputs, as one line."""
    if is_json:
        sys.stdout.buffer.write(msgspec.json.encode(report) + b"\n")
        sys.stdout.buffer.flush()
        return
    parts = [
        f"{count_things(report.added, 'document')} added, {count_things(report.claims, 'claim')}"
    ]
    for number, what in (
        (report.replaced, "read again"),
        (report.known, "known already"),
        (report.sighted, "known already, met in a new place"),
    ):
        if number:
            parts.append(f"{number} {what}")
    if report.problems:
        parts.append(f"{count_things(len(report.problems), 'input')} not read")
    typer.echo("; ".join(parts))
