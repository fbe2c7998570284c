"""`reportedly export`: a case → a file for other programs.

A regular file is replaced only when everything is written; a pipe or a device is written as it is.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import (
    CaseOption,
    ConfidenceOption,
    get_min_confidence,
    open_case,
)
from reportedly.cli.output import count_things
from reportedly.errors import CaseError, UsageError
from reportedly.export.names import FormatName

if TYPE_CHECKING:
    from reportedly.case import Case

_BINARY = ("csv", "parquet")
_ZIP_OF = "a zip of tables (documents, entities, claims, propositions, disputes)"
_STANDARD_OUTPUT = ("-", "/dev/stdout", "/dev/fd/1")


def export(
    *,
    case: CaseOption = None,
    to: Annotated[
        FormatName,
        typer.Option("--to", help="A claim a line, the whole case, or a format of other programs."),
    ] = "jsonl",
    min_confidence: ConfidenceOption = None,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="The file; - for standard output.")
    ] = "-",
) -> None:
    """Write a case to a file. An existing file is replaced once all is written."""
    threshold = get_min_confidence(min_confidence)
    _check(to, output)
    with open_case(case) as opened:
        if output in _STANDARD_OUTPUT:
            opened.export(sys.stdout.buffer, to=to, min_confidence=threshold)
            sys.stdout.buffer.flush()
            return
        try:
            written = _write(opened, to, Path(output), threshold)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise CaseError(f"{output} cannot be written: {error.strerror}") from error
        typer.echo(f"{_describe(opened, to, written)} written to {output}", err=True)


def _check(to: FormatName, output: str) -> None:
    """Raise `UsageError` where what would be written is not what the name promises."""
    if to in _BINARY and output in _STANDARD_OUTPUT and sys.stdout.isatty():
        raise UsageError(f"--to {to} is no text to read on a terminal: name a file with -o FILE")
    if to == "csv" and Path(output).suffix.lower() in {".csv", ".tsv", ".txt"}:
        raise UsageError(
            f"--to csv writes {_ZIP_OF}; give -o a name that ends in .zip, or for claims alone use "
            f"`reportedly claims --format csv > {output}`"
        )


def _write(case: "Case", to: FormatName, path: Path, threshold: float | None) -> int:
    """Write the case to `path` and return how many claims there were."""
    if path.exists() and not path.is_file():
        with path.open("wb") as file:
            return case.export(file, to=to, min_confidence=threshold)
    # Renaming onto a symbolic link would replace the link and leave its target as it was.
    target = Path(os.path.realpath(path))
    part = target.with_name(target.name + ".part")
    try:
        with part.open("wb") as file:
            written = case.export(file, to=to, min_confidence=threshold)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return written


def _describe(case: "Case", to: FormatName, claims: int) -> str:
    if to in ("jsonl", "parquet", "geojson"):
        return count_things(claims, "claim")
    return f"{count_things(case.count().documents, 'document')} and {count_things(claims, 'claim')}"
