"""`disputes`: claims that stand against each other, both sides with their words."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from reportedly.cli.options import CaseOption, Format, FormatOption, LimitOption, open_case
from reportedly.cli.output import make_console, tell, write_csv, write_lines
from reportedly.records import Claim

if TYPE_CHECKING:
    from reportedly.case import Case, Graded

_NO = 1
_REASONS = {
    "denied": "affirmed and denied",
    "value": "two answers, of which one at most can be right",
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
    from reportedly.cli.blocks import flatten_claim  # noqa: PLC0415
    from reportedly.cli.grading import list_grades  # noqa: PLC0415

    if style == "table":
        _print_blocks(case, pairs)
        return
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


def _print_blocks(case: "Case", pairs: Sequence[_Pair]) -> None:
    """One block for each quarrel; who else says what a side says stands below that side."""
    from reportedly.cli.blocks import make_block  # noqa: PLC0415

    graded = case.grades(claim.id for _, *sides in pairs for claim in sides)
    console = make_console()
    for n, (reason, *sides) in enumerate(_fold(pairs, graded), 1):
        console.print(f"{n}. {_REASONS[reason]}", style="bold", highlight=False)
        # One grade for both sides is that of the affirmed one, and tells nothing of two details.
        is_one = len({_get_key(claims[0], graded) for claims in sides}) == 1
        for first, *others in sides:
            found = graded.get(first.id)
            notes = [("also", _name_telling(case, other, graded)) for other in others]
            is_told = not is_one or (reason == "denied" and first.polarity == "affirmed")
            if found is not None and is_told:
                notes.append(("grade", f"{found.grade.value} {found.grade.label}"))
            block = make_block(
                first, case.summary(first.document), is_styled=console.is_terminal, notes=notes
            )
            console.print(block, end="")


def _fold(
    pairs: Sequence[_Pair], graded: "Mapping[str, Graded]"
) -> Iterator[tuple[str, list[Claim], list[Claim]]]:
    """Each reason with the claims of both sides; pairs that set the same against the same are one.

    What differs in the very thing that is in dispute, a day or a number, stays apart.
    """
    sides: dict[tuple[str, object], tuple[dict[str, Claim], dict[str, Claim]]] = {}
    for reason, a, b in pairs:
        keys = [_get_key(claim, graded) for claim in (a, b)]
        is_told = reason == "denied" or (reason == "value" and keys[0] != keys[1])
        details = () if is_told else (_list_details(a), _list_details(b))
        one, other = sides.setdefault((reason, (*keys, *details)), ({}, {}))
        one[a.id], other[b.id] = a, b
    for (reason, _), (one, other) in sides.items():
        yield reason, list(one.values()), list(other.values())


def _get_key(claim: Claim, graded: "Mapping[str, Graded]") -> str:
    return graded[claim.id].proposition.id if claim.id in graded else claim.id


def _list_details(claim: Claim) -> tuple[object, ...]:
    """The time, the words of the nameless and the qualifiers, where numbers and days stand."""
    nameless = (a.name for a in (claim.subject, claim.object) if a is not None and not a.entity)
    return (claim.when and claim.when.edtf, *nameless, *sorted(claim.qualifiers.items()))


def _name_telling(case: "Case", claim: Claim, graded: "Mapping[str, Graded]") -> str:
    """Who else says it, whether on his own, and the id of his claim."""
    from reportedly.cli.grading import describe_telling  # noqa: PLC0415

    proposition = graded[claim.id].proposition
    tellings = (*proposition.affirmed, *proposition.denied)
    telling = next(t for t in tellings if t.claim.id == claim.id)
    return describe_telling(case, telling)


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
