"""`reportedly export`: a case → a file for other programs."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from reportedly.cli.options import CaseOption, open_case
from reportedly.errors import CaseError


def export(
    *,
    case: CaseOption = None,
    to: Annotated[Literal["jsonl"], typer.Option("--to", help="The format.")] = "jsonl",
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="The file; - for standard output.")
    ] = "-",
) -> None:
    """Write all claims of a case to a file. An existing file is replaced once all is written."""
    with open_case(case) as opened:
        if output == "-":
            opened.export(sys.stdout.buffer, to=to)
            sys.stdout.buffer.flush()
            return
        target = Path(output)
        part = target.with_name(target.name + ".part")
        try:
            with part.open("wb") as file:
                written = opened.export(file, to=to)
            part.replace(target)
        except OSError as error:
            raise CaseError(f"{output} cannot be written: {error.strerror}") from error
        finally:
            part.unlink(missing_ok=True)
    typer.echo(f"{written} claims written to {output}", err=True)
