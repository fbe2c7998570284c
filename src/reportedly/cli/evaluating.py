"""`reportedly evaluate`: score a gold set or a whole case and print the figures."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from reportedly.cli.options import DateOption, LimitOption, VerboseOption
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.evaluate.case_report import CaseReport
    from reportedly.evaluate.report import Report

Task = Literal[
    "claims",
    "attribution",
    "ties",
    "places",
    "perpetrators",
    "coreference",
    "names",
    "case",
    "synthetic",
]


def evaluate(  # noqa: PLR0913 - one for each option
    task: Annotated[Task, typer.Argument(metavar="TASK", help="What is scored.")],
    gold: Annotated[
        Path | None,
        typer.Argument(metavar="GOLD", help="A gold file, or a folder of them; for case, a truth."),
    ] = None,
    export: Annotated[
        Path | None,
        typer.Argument(metavar="EXPORT", help="For case: what `export --to case` wrote."),
    ] = None,
    *,
    predicted: Annotated[
        Path | None,
        typer.Option("--predicted", metavar="FILE", help="Score these records, read nothing."),
    ] = None,
    text: Annotated[
        Path | None,
        typer.Option("--text", metavar="PATH", help="The text, or a folder of texts (claims)."),
    ] = None,
    case: Annotated[
        Path | None, typer.Option("--case", metavar="FILE", help="Score this case file (case).")
    ] = None,
    seed: Annotated[
        list[int] | None,
        typer.Option("--seed", metavar="N", help="Which invented case; several times (synthetic)."),
    ] = None,
    documents: Annotated[
        int, typer.Option("--documents", metavar="N", help="How many reports (synthetic).")
    ] = 80,
    write: Annotated[
        Path | None,
        typer.Option("--write", metavar="FOLDER", help="Keep reports and truth (synthetic)."),
    ] = None,
    date: DateOption = None,
    limit: LimitOption = None,
    style: Annotated[
        Literal["table", "jsonl"], typer.Option("--format", help="A table to read, or JSON.")
    ] = "table",
    verbose: VerboseOption = False,
) -> None:
    """Score what is read against a gold set, or a whole case against a known truth."""
    import msgspec  # noqa: PLC0415 - help must not wait for it

    from reportedly.evaluate import run  # noqa: PLC0415
    from reportedly.evaluate.case_task import SEEDS, run_case, run_synthetic  # noqa: PLC0415
    from reportedly.settings import load_settings  # noqa: PLC0415

    settings = load_settings()
    report: Report | CaseReport
    if task == "synthetic":
        report = run_synthetic(seed or SEEDS, documents, write=write, settings=settings)
    elif gold is None:
        raise UsageError(f"evaluate {task} needs GOLD: a gold file, or a folder of them")
    elif task == "case":
        report = run_case(gold, export, case=case, settings=settings)
    else:
        report = run(
            task,
            gold,
            predicted=predicted,
            text=text,
            published_on=date,
            limit=limit,
            settings=settings,
        )
    if style == "jsonl":
        sys.stdout.buffer.write(msgspec.json.encode(report) + b"\n")
        sys.stdout.buffer.flush()
    else:
        typer.echo(report.render(verbose=verbose))
