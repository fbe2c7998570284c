"""`link`: which entities of a case the entries of a known list may mean, and why."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from reportedly.cli.options import CaseOption, Format, FormatOption, LimitOption, open_case
from reportedly.cli.output import (
    clean,
    count_things,
    make_console,
    tell,
    write_csv,
    write_lines,
)
from reportedly.errors import BadInputError

if TYPE_CHECKING:
    from rich.text import Text

    from reportedly.link import Link, Listed, Reason

_NO = 1
_MOST_NAMES = 8
_MOST_CLAIMS = 3
_CSV_COLUMNS = (
    *("score", "entity", "entity_name", "entity_kind", "entity_names", "entry", "entry_name"),
    *("entry_kind", "entry_names", "list", "programmes", "births", "nationalities", "reasons"),
    "claims",
)


def link(
    lists: Annotated[
        list[Path],
        typer.Argument(
            metavar="LIST…",
            help="FollowTheMoney entities, or the UN's, OFAC's, the EU's or the UK's list as XML.",
        ),
    ],
    *,
    case: CaseOption = None,
    min_score: Annotated[
        float, typer.Option("--min-score", min=0, max=1, metavar="X", help="Candidates from X on.")
    ] = 0.6,
    limit: LimitOption = None,
    style: FormatOption = "table",
) -> None:
    """Match the case against a known list: candidates with their reasons. Nothing is stored."""
    from reportedly.cli.inputs import describe_problem  # noqa: PLC0415 - help must not wait for it

    with open_case(case) as opened:
        report = opened.link(lists, min_score=min_score, limit=limit)
    _print_links(report.links, style)
    for problem in report.problems:
        tell(describe_problem(problem))
    if report.entries:
        entries = f"{report.entries} {'entry' if report.entries == 1 else 'entries'}"
        found = count_things(len(report.links), "candidate") if report.links else "no candidate"
        note = "; a candidate is no finding, and nothing was stored" if report.links else ""
        tell(f"{found} from {entries} at {min_score:g} or above{note}")
    if report.problems:
        raise typer.Exit(BadInputError.exit_code)
    if not report.links:
        raise typer.Exit(_NO)


def _print_links(links: "tuple[Link, ...]", style: Format) -> None:
    if style == "jsonl":
        write_lines(map(msgspec.json.encode, links))
    elif style == "csv":
        write_csv(map(_flatten, links), _CSV_COLUMNS)
    else:
        console = make_console()
        for number, found in enumerate(links, 1):
            console.print(_make_block(number, found), end="")


def _flatten(found: "Link") -> dict[str, object]:
    entry = found.entry
    return {
        "score": found.score,
        "entity": found.entity.id,
        "entity_name": found.entity.name,
        "entity_kind": found.entity.kind,
        "entity_names": "; ".join(found.names),
        "entry": entry.id,
        "entry_name": entry.name,
        "entry_kind": entry.kind,
        "entry_names": "; ".join(name.name for name in entry.names),
        "list": entry.list,
        "programmes": "; ".join(entry.programmes),
        "births": "; ".join(entry.births),
        "nationalities": "; ".join(entry.nationalities),
        "reasons": "; ".join(f"{reason.text} ({reason.effect:+.2f})" for reason in found.reasons),
        "claims": " ".join(dict.fromkeys(c for reason in found.reasons for c in reason.claims)),
    }


def _make_block(number: int, found: "Link") -> "Text":
    from rich.text import Text  # noqa: PLC0415 - scripts need no tables

    entity, entry = found.entity, found.entry
    shown = Text()
    meant = f"{entity.name} ({entity.kind}) may be {entry.name} ({entry.kind})"
    shown.append(f"{number}. {found.score:.2f}  {clean(meant)}\n", style="bold")
    for line in (
        f"in the case: {_list_names(found.names)} · {entity.id}",
        *_describe_entry(entry),
    ):
        shown.append(f"   {clean(line)}\n", style="dim")
    for reason in found.reasons:
        shown.append(_describe_reason(reason))
    shown.append("\n")
    return shown


def _describe_entry(entry: "Listed") -> Iterator[str]:
    programmes = f", {', '.join(entry.programmes)}" if entry.programmes else ""
    yield f"on the list: {entry.list}{programmes} · {entry.id}"
    if len(entry.names) > 1:
        yield f"also listed as: {_list_names([name.name for name in entry.names[1:]])}"


def _describe_reason(reason: "Reason") -> str:
    left = len(reason.claims) - _MOST_CLAIMS
    claims = " ".join(reason.claims[:_MOST_CLAIMS]) + (f" and {left} more" if left > 0 else "")
    effect = f"{reason.effect:+.2f}" if reason.effect else "    ·"
    return f"   {effect:>5}  {clean(reason.text)}{f' · {clean(claims)}' if claims else ''}\n"


def _list_names(names: "tuple[str, ...] | list[str]") -> str:
    left = len(names) - _MOST_NAMES
    return "; ".join(names[:_MOST_NAMES]) + (f"; and {left} more" if left > 0 else "")
