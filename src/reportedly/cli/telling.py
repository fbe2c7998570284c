"""`reportedly who`: a profile of one entity, every line with its claim and the claim's words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from reportedly.cli.options import CaseOption, Format, FormatOption, open_case
from reportedly.cli.output import (
    Column,
    clean,
    count_things,
    make_console,
    print_rows,
    tell,
    write_lines,
)
from reportedly.errors import UsageError
from reportedly.records import Claim

if TYPE_CHECKING:
    from rich.text import Text

    from reportedly.case import Case
    from reportedly.query import Group, Profile
    from reportedly.store import Candidate
    from reportedly.weigh import Grade

    _Grades = Mapping[str, Grade]

_NO = 1
_SEVERAL = 2
_NOT_JUDGED = 6
_HEADINGS = {
    "names": "Names and labels, and who says so",
    "ties": "Ties",
    "posts": "Posts and memberships",
    "places": "Places",
    "deeds": "Deeds and events",
}


def who(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, or the id of an entity.")],
    *,
    case: CaseOption = None,
    limit: Annotated[
        int, typer.Option("--limit", min=1, metavar="N", help="At most N claims of a kind.")
    ] = 10,
    style: FormatOption = "table",
) -> None:
    """Show what is said of somebody: names, ties, posts, places, times, and who says so."""
    with open_case(case) as opened:
        candidates = opened.candidates(name)
        if not candidates:
            tell(f"nobody and nothing called '{name}' is in the case")
            raise typer.Exit(_NO)
        if len(candidates) > 1:
            tell(f"'{name}' may mean any of these: give an id")
            _print_candidates(candidates, style)
            raise typer.Exit(_SEVERAL)
        profile = opened.who(candidates[0].entity.id, limit=limit)
        if style == "jsonl":
            write_lines([msgspec.json.encode(profile)])
        elif style == "csv":
            raise UsageError("a profile is no table: --format table or jsonl was expected")
        else:
            _print_profile(opened, profile)


def _print_candidates(candidates: "list[Candidate]", style: Format) -> None:
    columns = [
        Column("id", "id"),
        Column("name", "name"),
        Column("kind", "kind"),
        Column("documents", "documents", is_number=True),
        Column("document", "only in"),
    ]
    rows: list[dict[str, object]] = [
        {
            "id": c.entity.id,
            "name": c.entity.name,
            "kind": c.entity.kind,
            "match": c.match,
            "documents": c.documents,
            "document": c.document,
        }
        for c in candidates
    ]
    print_rows(rows, columns, style)


def _print_profile(case: "Case", profile: "Profile") -> None:
    from rich.text import Text  # noqa: PLC0415 - scripts need no tables

    from reportedly.cli.grading import list_grades  # noqa: PLC0415

    told = [group for section in profile.sections.values() for group in section]
    shown = [claim for group in told for claim in group.claims]
    grades = list_grades(case, [*shown, *profile.timeline, *profile.says])
    out = Text()
    out.append(clean(profile.entity.name), style="bold")
    out.append(
        f"  {profile.entity.kind}, {count_things(profile.total, 'claim')}, {profile.entity.id}\n"
    )
    names = ", ".join(f"{n.name} ({n.mentions}×)" for n in profile.names if n.mentions)
    if names:
        out.append(f"written as {clean(names)}\n")
    for section, heading in _HEADINGS.items():
        if groups := profile.sections.get(section):
            _add_heading(out, heading)
            for group in groups:
                _add_group(out, case, group, grades)
    if profile.timeline:
        _add_heading(out, "Timeline")
        for claim in profile.timeline:
            _add_claim(out, case, claim, grades, is_dated=True)
    if profile.sources:
        from reportedly.store import SOURCES_OF  # noqa: PLC0415 - as above

        part = f", in the latest {SOURCES_OF:,} claims" if profile.total > SOURCES_OF else ""
        _add_heading(out, f"Who speaks of it{part}")
        for source in profile.sources:
            line = (
                f"{source.name}: {count_things(source.claims, 'claim')} "
                f"in {count_things(source.documents, 'document')}"
            )
            out.append(f"  {clean(line)}{_list_shares(source.denied, source.hedged)}\n")
    if profile.says:
        _add_heading(out, "What it says itself")
        for claim in profile.says:
            _add_claim(out, case, claim, grades)
    make_console().print(out, end="")


def _add_heading(out: "Text", heading: str) -> None:
    out.append(f"\n{heading}\n", style="bold underline")


def _add_group(out: "Text", case: "Case", group: "Group", grades: "_Grades") -> None:
    more = group.total - len(group.claims)
    for claim in group.claims:
        _add_claim(out, case, claim, grades)
    if more:
        out.append(f"  … and {more} more of {group.predicate}\n", style="dim")


def _add_claim(
    out: "Text", case: "Case", claim: Claim, grades: "_Grades", *, is_dated: bool = False
) -> None:
    from reportedly.cli.blocks import add_claim_line  # noqa: PLC0415

    grade = grades.get(claim.id)
    # Most of what is said has one origin of unknown worth; to say so on every line hides the rest.
    is_told = grade is not None and grade.value != _NOT_JUDGED
    note = f"grade {grade.value}" if is_told and grade is not None else None
    add_claim_line(out, claim, case.summary(claim.document), is_dated=is_dated, note=note)


def _list_shares(denied: int, hedged: int) -> str:
    parts = [f"{denied} denied"] if denied else []
    parts += [f"{hedged} hedged"] if hedged else []
    return f" ({', '.join(parts)})" if parts else ""
