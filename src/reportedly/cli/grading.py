"""`propositions`: what is said, by how many origins, how those were told apart, and the grade."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from reportedly.cli.options import CaseOption, FormatOption, LimitOption, open_case
from reportedly.cli.output import clean, make_console, tell, write_csv, write_lines
from reportedly.records import Claim, Proposition, Telling

if TYPE_CHECKING:
    from rich.text import Text

    from reportedly.case import Case, Graded
    from reportedly.weigh import Grade

_NO = 1
_INDENT = "    "
_COLUMNS = (
    *(
        "id",
        "words",
        "predicate",
        "subject",
        "object",
        "is_unrealised",
        "grade",
        "label",
        "reasons",
    ),
    *("origins", "affirmed_by", "denied_by", "groupings", "claims"),
)


def propositions(
    *,
    case: CaseOption = None,
    about: Annotated[
        str | None,
        typer.Option("--about", metavar="NAME", help="With NAME on one of its sides."),
    ] = None,
    limit: LimitOption = None,
    style: FormatOption = "table",
) -> None:
    """Show what is said, by how many independent origins, who denies it, and its grade."""
    with open_case(case) as opened:
        found = opened.graded(about, limit=limit)
        count = _print_graded(opened, found, style)
    if not count:
        tell("nothing in the case is said of anybody" if about is None else "nothing is said of it")
        raise typer.Exit(_NO)


def describe_grade(graded: "Graded") -> str:
    """Return grade and reasons in one line: '4 doubtful, going by this case: denied by …'."""
    grade = graded.grade
    return f"{grade.value} {grade.label}: {'; '.join(grade.reasons)}"


def list_grades(case: "Case", claims: Iterable[Claim]) -> "dict[str, Grade]":
    """Return the grade of what each claim says, by the claim's id."""
    graded = case.grades(claim.id for claim in claims)
    return {id_: found.grade for id_, found in graded.items()}


def word_proposition(proposition: Proposition) -> str:
    """Return what is said, led by how: 'Said: …', 'Only denied: …', 'Planned or demanded: …'."""
    from reportedly.export.wording import word_content  # noqa: PLC0415

    tellings = proposition.affirmed or proposition.denied
    firm = [t for t in tellings if t.claim.certainty != "hedged"]
    if not proposition.affirmed:
        lead = "Only denied"
    elif proposition.is_unrealised:
        lead = "Planned, threatened or demanded"
    else:
        lead = "Said" if firm else "Only hedged"
    return f"{lead}: {word_content((firm or tellings)[0].claim)}"


def _print_graded(case: "Case", found: "Iterable[Graded]", style: str) -> int:
    if style == "jsonl":
        return write_lines(msgspec.json.encode(_describe(case, graded)) for graded in found)
    if style == "csv":
        return write_csv((_flatten(case, graded) for graded in found), _COLUMNS)
    console, count = make_console(), 0
    for graded in found:
        console.print(_make_block(case, graded), end="")
        count += 1
    return count


def _make_block(case: "Case", graded: "Graded") -> "Text":
    from rich.text import Text  # noqa: PLC0415

    proposition = graded.proposition
    text = Text(clean(word_proposition(proposition)), style="bold")
    text = Text().append_text(text).append("\n")
    text.append(f"{_INDENT}grade    ", style="dim").append(clean(describe_grade(graded)) + "\n")
    for label, line in _list_tellings(case, proposition):
        text.append(f"{_INDENT}{label:<9}", style="dim").append(clean(line) + "\n")
    return text.append("\n")


def _list_tellings(case: "Case", proposition: Proposition) -> Iterator[tuple[str, str]]:
    """Who affirms it and who denies it, origin by origin, with how each was grouped."""
    for label, tellings in (("affirmed", proposition.affirmed), ("denied", proposition.denied)):
        groups: dict[str, list[Telling]] = {}
        for telling in tellings:
            groups.setdefault(telling.origin, []).append(telling)
        for group in groups.values():
            for i, telling in enumerate(group):
                yield "" if i else label, ("= " if i else "") + describe_telling(case, telling)


def describe_telling(case: "Case", telling: Telling) -> str:
    """Return who says it, whether with a hedge or after somebody else, and the claim's id."""
    claim = telling.claim
    who = _name_voice(case, telling)
    hedge = " (hedged)" if claim.certainty == "hedged" else ""
    shared = f", same origin: {telling.grouped_by}" if telling.grouped_by else ""
    return f"{who}{hedge}{shared} · {claim.id}"


def _name_voice(case: "Case", telling: Telling) -> str:
    from reportedly.export.wording import word_chain  # noqa: PLC0415

    summary = case.summary(telling.claim.document)
    publisher = summary.publisher if summary else None
    title = summary.title if summary else None
    report = publisher or (f"the report '{title}'" if title else "a report without a publisher")
    chain = word_chain(telling.claim, voice=report)
    return chain if not telling.claim.sources else f"{report} ← {chain}"


def _describe(case: "Case", graded: "Graded") -> dict[str, object]:
    proposition, grade = graded.proposition, graded.grade
    return {
        "id": proposition.id,
        "words": word_proposition(proposition),
        "predicate": proposition.predicate,
        "subject": _describe_side(proposition.subject, graded.subject),
        "object": _describe_side(proposition.object, graded.object),
        "is_unrealised": proposition.is_unrealised,
        "grade": grade.value,
        "label": grade.label,
        "reasons": grade.reasons,
        "origins": proposition.origins,
        "affirmed": [_describe_voice(case, telling) for telling in proposition.affirmed],
        "denied": [_describe_voice(case, telling) for telling in proposition.denied],
    }


def _describe_side(side: str | None, name: str | None) -> dict[str, str | None] | None:
    if side is None:
        return None
    return {"entity": side if side.startswith("ent-") else None, "name": name}


def _describe_voice(case: "Case", telling: Telling) -> dict[str, object]:
    claim = telling.claim
    summary = case.summary(claim.document)
    return {
        "claim": claim.id,
        "source": claim.sources[-1].name if claim.sources else None,
        "publisher": summary.publisher if summary else None,
        "document": claim.document,
        "certainty": claim.certainty,
        "evidence": claim.evidence,
        "origin": telling.origin,
        "grouped_by": telling.grouped_by,
        "grouped_with": telling.grouped_with,
    }


def _flatten(case: "Case", graded: "Graded") -> dict[str, object]:
    proposition, grade = graded.proposition, graded.grade
    told = (*proposition.affirmed, *proposition.denied)
    return {
        "id": proposition.id,
        "words": word_proposition(proposition),
        "predicate": proposition.predicate,
        "subject": graded.subject,
        "object": graded.object,
        "is_unrealised": proposition.is_unrealised,
        "grade": grade.value,
        "label": grade.label,
        "reasons": "; ".join(grade.reasons),
        "origins": proposition.origins,
        "affirmed_by": "; ".join(dict.fromkeys(_name_voice(case, t) for t in proposition.affirmed)),
        "denied_by": "; ".join(dict.fromkeys(_name_voice(case, t) for t in proposition.denied)),
        "groupings": "; ".join(
            f"{t.claim.id} with {t.grouped_with}: {t.grouped_by}" for t in told if t.grouped_by
        ),
        "claims": "; ".join(t.claim.id for t in told),
    }
