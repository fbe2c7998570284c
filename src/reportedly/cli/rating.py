"""`sources`: what each says about whom, how it stands beside the others, and its reliability."""

from typing import TYPE_CHECKING, Annotated, get_args

import msgspec
import typer

from reportedly.cli.options import CaseOption, FormatOption, LimitOption, open_case
from reportedly.cli.output import Column, print_rows, tell
from reportedly.errors import CaseError, UsageError

if TYPE_CHECKING:
    from reportedly.case import Case

_NO = 1
_UNRATED = "F"
_SHOWN = [
    Column("name", "source"),
    Column("reliability", "rated"),
    Column("claims", "claims", is_number=True),
    Column("denied", "denies", is_number=True),
    Column("hedged", "hedged", is_number=True),
    Column("alone", "alone", is_number=True),
    Column("denied_by_others", "is denied", is_number=True),
    Column("contradicted", "is contradicted", is_number=True),
    Column("documents", "reports", is_number=True),
    Column("about", "mostly about"),
]
_COLUMNS = [
    *_SHOWN,
    Column("kind", "kind"),
    Column("is_publisher", "publisher"),
    Column("unrealised", "unrealised", is_number=True),
    Column("entity", "entity"),
]


def sources(  # noqa: PLR0913 - one for each option
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="One source only.", show_default=False)
    ] = None,
    *,
    case: CaseOption = None,
    reliability: Annotated[
        str | None,
        typer.Option(
            "--set",
            metavar="A-F",
            help="How reliable NAME is: A reliable … E unreliable, F cannot be judged.",
            show_default=False,
        ),
    ] = None,
    why: Annotated[
        str | None, typer.Option("--why", metavar="TEXT", help="Why it is rated so.")
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAME", help="Who rates; else who is logged in."),
    ] = None,
    limit: LimitOption = None,
    style: FormatOption = "table",
) -> None:
    """Show who says how much about whom and how that stands, or set how reliable a source is."""
    with open_case(case) as opened:
        if reliability is not None:
            _rate(opened, name, reliability, by, why)
        elif why is not None or by is not None:
            raise UsageError("--why and --by go with --set")
        found = opened.standings(name)
        rows = (msgspec.structs.asdict(standing) for standing in found[:limit])
        count = print_rows(rows, _SHOWN if style == "table" else _COLUMNS, style)
    if count and style == "table" and all(s.reliability == _UNRATED for s in found[:limit]):
        tell("F: how reliable a source is was not judged; 'sources NAME --set B' does that")
    if not count:
        tell("nobody says anything" if name is None else f"nobody called '{name}' says anything")
        raise typer.Exit(_NO)


def _rate(case: "Case", name: str | None, letter: str, by: str | None, why: str | None) -> None:
    from reportedly.weigh import RELIABILITY, Reliability  # noqa: PLC0415

    grade = letter.strip().upper()
    if grade not in get_args(Reliability):
        words = ", ".join(f"{key} {meaning}" for key, meaning in RELIABILITY.items())
        raise UsageError(f"a reliability was expected ({words}), not '{letter}'")
    if name is None:
        raise UsageError("--set needs the NAME of the source that it is for")
    if not case.is_source(name):
        raise CaseError(f"nobody called '{name}' says or publishes anything in the case")
    case.rate(name, grade, by=by, why=why)
    tell(f"{name} is rated {grade} ({RELIABILITY[grade]})")  # type: ignore[index]
