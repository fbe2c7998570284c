"""`resolve` and `remove`: who is who in a case, and documents taken out of it again."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.options import CaseOption, FormatOption, LimitOption, open_case
from reportedly.cli.output import Column, count_things, print_rows, tell

if TYPE_CHECKING:
    from reportedly.case import Case

_NO = 1
_COLUMNS = (
    Column("answer", ""),
    Column("score", "score", is_number=True),
    Column("a", "name"),
    Column("b", "other name"),
    Column("reason", "why"),
)


def resolve(
    *,
    case: CaseOption = None,
    about: Annotated[
        str | None, typer.Option("--about", metavar="NAME", help="Joins of NAME alone.")
    ] = None,
    limit: LimitOption = None,
    style: FormatOption = "table",
) -> None:
    """Show which names were joined across reports, which are in doubt, and why."""
    from reportedly.cli.progress import Progress  # noqa: PLC0415 - help must not wait for it

    with open_case(case) as opened:
        with Progress() as progress:
            for waiting in opened.settle():
                progress.wait(waiting, opened.count_new_names)
        count = print_rows(_list_rows(opened, about, limit), list(_COLUMNS), style)
    if not count:
        tell("no two names are alike enough to be joined, or to doubt it")
        raise typer.Exit(_NO)


def remove(
    documents: Annotated[
        list[str], typer.Argument(metavar="DOCUMENT…", help="Ids, as `documents` shows them.")
    ],
    *,
    case: CaseOption = None,
) -> None:
    """Take documents out of a case, with their claims and what rested on them alone."""
    with open_case(case) as opened:
        for document in documents:
            opened.remove(document)
    typer.echo(f"{count_things(len(documents), 'document')} removed")


def _list_rows(case: "Case", about: str | None, limit: int | None) -> Iterator[dict[str, Any]]:
    for join in case.joins(about, limit=limit):
        yield {
            "answer": "joined" if join.is_made else "in doubt",
            "score": round(join.score, 2),
            "a": case.own_name(join.a),
            "b": case.own_name(join.b),
            "reason": join.reason,
            "a_id": join.a,
            "b_id": join.b,
        }
