"""`disputes`: claims that stand against each other, both sides with their words."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from reportedly.cli.options import CaseOption, Format, FormatOption, LimitOption, open_case
from reportedly.cli.output import make_console, tell, write_csv, write_lines
from reportedly.records import Claim

if TYPE_CHECKING:
    from reportedly.case import Case

_NO = 1
_REASONS = {
    "denied": "affirmed and denied",
    "value": "two values of what has one",
    "number": "numbers that do not agree",
    "sequence": "a deed after a death",
}
_Pair = tuple[str, Claim, Claim]


def disputes(
    *,
    case: CaseOption = None,
    about: Annotated[
        str | None,
        typer.Option("--about", metavar="NAME", help="With NAME in one of the claims."),
    ] = None,
    limit: LimitOption = None,
    style: FormatOption = "table",
) -> None:
    """Show the claims that are denied or contradict each other, both sides with their words."""
    with open_case(case) as opened:
        pairs = [(c.reason, c.a, c.b) for c in opened.contests(about, limit=limit)]
        _print_pairs(opened, pairs, style)
    if not pairs:
        tell("nothing in the case is denied or contradicted")
        raise typer.Exit(_NO)


def _print_pairs(case: "Case", pairs: Sequence[_Pair], style: Format) -> None:
    from reportedly.cli.blocks import flatten_claim, make_block  # noqa: PLC0415
    from reportedly.cli.grading import list_grades  # noqa: PLC0415

    grades = list_grades(case, [claim for _, *sides in pairs for claim in sides])
    summary = lru_cache(maxsize=256)(case.summary)
    if style == "jsonl":
        lines = (
            {
                "reason": reason,
                "a": a,
                "b": b,
                "a_grade": grades.get(a.id),
                "b_grade": grades.get(b.id),
            }
            for reason, a, b in pairs
        )
        write_lines(map(msgspec.json.encode, lines))
        return
    if style == "csv":
        rows = []
        for reason, *sides in pairs:
            row: dict[str, object] = {"reason": reason}
            for mark, claim in zip("ab", sides, strict=True):
                told = flatten_claim(claim, summary(claim.document))
                row |= {f"{mark}_{column}": told[column] for column in _COLUMNS}
                grade = grades.get(claim.id)
                row[f"{mark}_grade"] = grade.value if grade is not None else None
            rows.append(row)
        columns = [f"{mark}_{column}" for mark in "ab" for column in (*_COLUMNS, "grade")]
        write_csv(rows, ["reason", *columns])
        return
    console = make_console()
    for n, (reason, *sides) in enumerate(pairs, 1):
        console.print(f"{n}. {_REASONS[reason]}", style="bold", highlight=False)
        for claim in sides:
            grade = grades.get(claim.id)
            block = make_block(
                claim,
                summary(claim.document),
                is_styled=console.is_terminal,
                notes=[("grade", f"{grade.value} {grade.label}")] if grade is not None else [],
            )
            console.print(block, end="")


_COLUMNS = (
    "id",
    "words",
    "root_source",
    "polarity",
    "certainty",
    "evidence",
    "document",
    "publisher",
)
