"""`reportedly brief`: a footnoted brief about one entity, as a web page, a Word file or Markdown."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from reportedly.cli.options import CaseOption, ConfidenceOption, get_min_confidence, open_case
from reportedly.cli.output import count_things, tell
from reportedly.edtf import is_valid
from reportedly.errors import CaseError, UsageError

if TYPE_CHECKING:
    from reportedly.brief import BriefFormat, Dossier

Form = Literal["html", "docx", "md"]
"""The forms of `brief.BRIEF_FORMATS`, named here so that `--help` need not load a case."""

_STANDARD_OUTPUT = "-"
_ENDS: dict[str, Form] = {
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".md": "md",
    ".markdown": "md",
}


def brief(  # noqa: PLR0913 - one for each option
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, or the id of an entity.")],
    *,
    case: CaseOption = None,
    output: Annotated[
        str,
        typer.Option(
            "-o", "--output", metavar="FILE", help="FILE.html, .docx or .md; - for standard output."
        ),
    ] = _STANDARD_OUTPUT,
    form: Annotated[
        Form | None,
        typer.Option(
            "--as",
            help="The form, where the name of the file does not tell it.",
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="D", help="What happened on D (EDTF) or later.")
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="D", help="What happened on D (EDTF) or before."),
    ] = None,
    min_confidence: ConfidenceOption = None,
    limit: Annotated[
        int, typer.Option("--limit", min=1, metavar="N", help="At most N sentences a section.")
    ] = 15,
    title: Annotated[
        str | None, typer.Option("--title", help="The title; else the name.", show_default=False)
    ] = None,
    made: Annotated[
        str | None,
        typer.Option(
            "--made", metavar="DATE", help="The date on it; else today.", show_default=False
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Write a footnoted brief about somebody: who says what, in whose words, and who denies it."""
    from reportedly.brief import Limits, render_dossier  # noqa: PLC0415 - help must not wait for it

    chosen = _choose_form(output, form)
    if made is not None and not is_valid(made):
        raise UsageError(f"a date such as 2024-05-02 was expected for --made, not '{made}'")
    _check_free(output, force=force)
    limits = Limits(
        since=since,
        until=until,
        min_confidence=get_min_confidence(min_confidence),
        sentences=limit,
        title=title,
        made_on=made or datetime.now(UTC).date().isoformat(),
    )
    with open_case(case) as opened:
        dossier = opened.brief(name, limits=limits)
    if not dossier.footnotes:
        tell(f"the case names '{name}', and no claim that is asked for is about it")
        raise typer.Exit(1)
    _write(output, render_dossier(dossier, chosen))
    if output != _STANDARD_OUTPUT:
        tell(f"{_describe(dossier)} written to {output}")


def _choose_form(output: str, form: Form | None) -> "BriefFormat":
    if form is not None:
        return form
    if output == _STANDARD_OUTPUT:
        return "md"
    end = Path(output).suffix.lower()
    if end not in _ENDS:
        raise UsageError(
            f"a file that ends in .html, .docx or .md was expected, not '{output}': or give --as"
        )
    return _ENDS[end]


def _check_free(output: str, *, force: bool) -> None:
    """Refuse before the work is done: a brief may have been edited by hand since it was written."""
    if output != _STANDARD_OUTPUT and Path(output).is_file() and not force:
        raise UsageError(f"{output} is there already: --force replaces it")


def _write(output: str, data: bytes) -> None:
    """Write the file beside its place and move it there, so that it is whole or not there."""
    if output == _STANDARD_OUTPUT:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        target = Path(os.path.realpath(output))
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return
        part = target.with_name(target.name + ".part")
        try:
            part.write_bytes(data)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CaseError(f"{output} cannot be written: {error.strerror}") from error


def _describe(dossier: "Dossier") -> str:
    sections = count_things(len(dossier.sections), "section")
    return f"a brief of {sections} with {count_things(len(dossier.footnotes), 'footnote')}"
