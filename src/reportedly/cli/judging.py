"""`merge`, `split`, `reject`, `correct`, `undo`, `judgements`: what a person decides, and the log."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
import typer

from reportedly.cli.asking import check_predicate
from reportedly.cli.options import (
    ByOption,
    CaseOption,
    Format,
    FormatOption,
    WhyOption,
    open_case,
)
from reportedly.cli.output import Column, clean, count_things, print_rows, tell, write_lines
from reportedly.errors import BadInputError, CaseError, UsageError
from reportedly.records import Certainty, Polarity

if TYPE_CHECKING:
    from reportedly.case import Decision
    from reportedly.judge.log import LogLine

_NO = 1
_STDIN = "-"


def merge(
    a: Annotated[str, typer.Argument(metavar="A", help="A name, or the id of an entity.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other.")],
    *,
    case: CaseOption = None,
    why: WhyOption = None,
    by: ByOption = None,
) -> None:
    """Say that two entities are one, with all that each of them is joined to."""
    with open_case(case) as opened:
        tell_decision(opened.merge(a, b, by=by, why=why))


def split(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, or the id of an entity.")],
    *,
    document: Annotated[
        str | None,
        typer.Option(
            "--in",
            metavar="DOCUMENT",
            help="Only there it is somebody else: a document's id, external id or path.",
        ),
    ] = None,
    case: CaseOption = None,
    why: WhyOption = None,
    by: ByOption = None,
) -> None:
    """Say that one name of a joined entity is none of the others."""
    with open_case(case) as opened:
        tell_decision(opened.split(name, document=document, by=by, why=why))


def reject(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The id of a claim.")],
    *,
    case: CaseOption = None,
    why: WhyOption = None,
    by: ByOption = None,
) -> None:
    """Say that a claim is not what its document says: it is kept, and left out of answers."""
    with open_case(case) as opened:
        tell_decision(opened.reject(claim, by=by, why=why))


def correct(  # noqa: PLR0913 - one for each option
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The id of a claim.")],
    *,
    subject: Annotated[
        str | None, typer.Option("--subject", metavar="NAME", help="Who, '' for nobody named.")
    ] = None,
    object_: Annotated[
        str | None, typer.Option("--object", metavar="NAME", help="Whom, '' for nobody named.")
    ] = None,
    predicate: Annotated[
        str | None, typer.Option("--predicate", metavar="P", help="What happened or holds.")
    ] = None,
    polarity: Annotated[
        Polarity | None, typer.Option("--polarity", help="Whether it is affirmed or denied.")
    ] = None,
    certainty: Annotated[
        Certainty | None, typer.Option("--certainty", help="How firmly it is said.")
    ] = None,
    when: Annotated[
        str | None, typer.Option("--when", metavar="EDTF", help="When it happened, '' for unknown.")
    ] = None,
    where: Annotated[
        str | None, typer.Option("--where", metavar="PLACE", help="Where, '' for unknown.")
    ] = None,
    words: Annotated[
        str | None,
        typer.Option(
            "--words", metavar="WORDS", help="The document's own words for it, where they differ."
        ),
    ] = None,
    case: CaseOption = None,
    why: WhyOption = None,
    by: ByOption = None,
) -> None:
    """Set fields of a claim anew; the claim as it was read is kept."""
    if predicate is not None:
        check_predicate(predicate)
    given = {
        "subject": subject,
        "object": object_,
        "predicate": predicate,
        "polarity": polarity,
        "certainty": certainty,
        "when": when,
        "where": where,
    }
    fields: dict[str, str] = {field: value for field, value in given.items() if value is not None}
    with open_case(case) as opened:
        tell_decision(opened.correct(claim, fields, words=words, by=by, why=why))


def undo(
    judgement: Annotated[
        str | None,
        typer.Argument(
            metavar="JUDGEMENT", help="The id of a judgement; else the last that holds."
        ),
    ] = None,
    *,
    case: CaseOption = None,
    why: WhyOption = None,
    by: ByOption = None,
) -> None:
    """Take back a judgement. The log keeps both; an undo can be undone by its id."""
    with open_case(case) as opened:
        tell_decision(opened.undo(judgement, by=by, why=why))


def judgements(
    *,
    case: CaseOption = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--import",
            metavar="FILE",
            help="Add judgements from FILE (- for standard input): own JSON Lines or nomenklatura.",
        ),
    ] = None,
    to: Annotated[
        Literal["nomenklatura"] | None,
        typer.Option("--to", help="Write the judged pairs as edges for nomenklatura's resolver."),
    ] = None,
    style: FormatOption = "table",
) -> None:
    """Show what people decided, who, when and why, and whether it holds; import and export it."""
    if source is not None:
        _import(case, source)
        return
    with open_case(case) as opened:
        if to is not None:
            write_lines(opened.resolver_edges())
            return
        lines = list(opened.judgements())
        _print_log(lines, style)
    if not lines:
        tell("nothing was judged yet")
    _tell_troubles(lines)


def tell_decision(decision: "Decision") -> None:
    """Print what became of a decision; one that contradicts others leaves with code 1."""
    made = f" ({decision.judgement.id})" if decision.judgement is not None else ""
    if decision.conflict is not None:
        tell(f"kept in the log and not applied: {decision.conflict}")
        raise typer.Exit(_NO)
    typer.echo(clean(decision.text) + made)


def _import(case: Path | None, source: str) -> None:
    with open_case(case) as opened:
        if source == _STDIN:
            if sys.stdin.isatty():
                raise UsageError("judgements on standard input were expected, it is a terminal")
            report = opened.import_judgements(sys.stdin.buffer)
        else:
            try:
                with Path(source).open("rb") as file:
                    report = opened.import_judgements(file)
            except OSError as error:
                raise CaseError(f"{source} cannot be read: {error.strerror}") from error
        for line in report.bad:
            tell(f"{source}, line {line.number}: {line.message}")
        known = f", {report.known} known already" if report.known else ""
        bad = f", {count_things(len(report.bad), 'line')} of no use" if report.bad else ""
        typer.echo(f"{count_things(report.added, 'judgement')} added{known}{bad}")
        _tell_troubles(list(opened.judgements()))
    if report.bad:
        raise typer.Exit(BadInputError.exit_code)


def _print_log(lines: "list[LogLine]", style: Format) -> None:
    columns = [
        Column("made_at", "when"),
        Column("by", "who"),
        Column("verb", "verb"),
        Column("what", "what"),
        Column("why", "why"),
        Column("state", "state"),
        Column("note", "note"),
        Column("id", "id"),
    ]
    rows = [
        msgspec.structs.asdict(line.judgement)
        | {"what": line.what, "state": line.state, "note": line.note}
        for line in lines
    ]
    if style == "table":
        for row in rows:
            row["made_at"] = row["made_at"][:16].replace("T", " ")
    print_rows(rows, columns, style)


def _tell_troubles(lines: "list[LogLine]") -> None:
    conflicts = sum(line.state == "conflict" for line in lines)
    idle = sum(line.state == "no effect" for line in lines)
    if conflicts:
        verb = "contradicts others and is" if conflicts == 1 else "contradict others and are"
        tell(f"{count_things(conflicts, 'judgement')} {verb} not applied: undo one side")
    if idle:
        verb = "speaks" if idle == 1 else "speak"
        tell(f"{count_things(idle, 'judgement')} {verb} of what is not in the case now")
