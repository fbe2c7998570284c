"""`reportedly evaluate`: score a gold set and print the figures."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from reportedly.cli.options import DateOption, LimitOption, VerboseOption

Task = Literal["claims", "attribution", "ties", "places", "perpetrators", "coreference", "names"]


def evaluate(  # noqa: PLR0913 - one for each option
    task: Annotated[Task, typer.Argument(metavar="TASK", help="What is scored.")],
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A gold file, or a folder of them.")],
    *,
    predicted: Annotated[
        Path | None,
        typer.Option("--predicted", metavar="FILE", help="Score these records, read nothing."),
    ] = None,
    text: Annotated[
        Path | None,
        typer.Option("--text", metavar="PATH", help="The text, or a folder of texts (claims)."),
    ] = None,
    date: DateOption = None,
    limit: LimitOption = None,
    style: Annotated[
        Literal["table", "jsonl"], typer.Option("--format", help="A table to read, or JSON.")
    ] = "table",
    verbose: VerboseOption = False,
) -> None:
    """Score what is read against a gold set."""
    import msgspec  # noqa: PLC0415 - help must not wait for it

    from reportedly.evaluate import run  # noqa: PLC0415
    from reportedly.settings import load_settings  # noqa: PLC0415

    report = run(
        task,
        gold,
        predicted=predicted,
        text=text,
        published_on=date,
        limit=limit,
        settings=load_settings(),
    )
    if style == "jsonl":
        sys.stdout.buffer.write(msgspec.json.encode(report) + b"\n")
        sys.stdout.buffer.flush()
    else:
        typer.echo(report.render(verbose=verbose))
