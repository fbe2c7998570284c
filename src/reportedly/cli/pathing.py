"""`path`: the short ways between two entities, each step with its claims, the weakest marked."""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from reportedly.cli.options import CaseOption, FormatOption, open_case
from reportedly.cli.output import clean, count_things, make_console, tell, write_csv, write_lines
from reportedly.records import Claim, Telling

if TYPE_CHECKING:
    from rich.text import Text

    from reportedly.case import Case
    from reportedly.weigh.paths import Hop, Path, Search, Tie

_NO = 1
_MOST_TIES = 3
_COLUMNS = (
    *("path", "is_denied", "step", "start", "end", "predicate", "strength", "is_weakest"),
    *("origins", "words", "claim", "polarity", "certainty", "source", "evidence", "document"),
)
_Name = Callable[[str], str]


def path(  # noqa: PLR0913 - one for each option
    start: Annotated[str, typer.Argument(metavar="A", help="A name, or the id of an entity.")],
    end: Annotated[str, typer.Argument(metavar="B", help="A name, or the id of an entity.")],
    *,
    case: CaseOption = None,
    steps: Annotated[
        int, typer.Option("--max-steps", min=1, max=8, metavar="N", help="At most N steps.")
    ] = 4,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="At most N ways.")] = 10,
    wider: Annotated[
        bool,
        typer.Option(
            "--all-kinds", help="Also by way of places and things that both have to do with."
        ),
    ] = False,
    style: FormatOption = "table",
) -> None:
    """Show how A and B are said to be connected, each step with its sources."""
    with open_case(case) as opened:
        found = opened.paths(start, end, steps=steps, limit=limit, wider=wider)
        name = lru_cache(maxsize=None)(opened.name)
        if style == "jsonl":
            write_lines(map(msgspec.json.encode, _describe(found, name)))
        elif style == "csv":
            write_csv(_flatten(found, name), _COLUMNS)
        else:
            _print_search(opened, found, name)
    for line in _list_bounds(found, name):
        tell(line)
    if not found.paths:
        more = "" if wider else "; --all-kinds counts places and things too"
        tell(f"no way from {start} to {end} within {count_things(steps, 'step')}{more}")
        raise typer.Exit(_NO)


def _print_search(case: "Case", found: "Search", name: _Name) -> None:
    from rich.text import Text  # noqa: PLC0415

    out = Text()
    for number, way in enumerate(found.paths, 1):
        _add_way(out, case, number, way, name)
    if found.denied:
        out.append("Only if what is denied counted\n\n", style="bold underline")
        for number, way in enumerate(found.denied, 1):
            _add_way(out, case, number, way, name)
    if out:
        make_console().print(out, end="")


def _add_way(out: "Text", case: "Case", number: int, way: "Path", name: _Name) -> None:
    from reportedly.weigh.paths import explain_strength  # noqa: PLC0415

    names = [name(way.hops[0].start), *(name(hop.end) for hop in way.hops)]
    steps = count_things(len(way.hops), "step")
    out.append(clean(f"{number}. {' — '.join(names)}"), style="bold")
    out.append(f"  ({steps})\n", style="dim")
    for position, hop in enumerate(way.hops):
        out.append(f"   {clean(name(hop.start))} — {clean(name(hop.end))}: ")
        out.append(explain_strength(hop))
        if position == way.weakest and len(way.hops) > 1:
            out.append("  ← weakest step", style="bold yellow")
        out.append("\n")
        _add_ties(out, case, hop)
    out.append("\n")


def _add_ties(out: "Text", case: "Case", hop: "Hop") -> None:
    from reportedly.cli.blocks import add_claim_line  # noqa: PLC0415

    # A tie that is denied outright is shown, however many others there are.
    denied = [tie for tie in hop.ties[_MOST_TIES:] if tie.strength == "only denied"]
    shown = [*hop.ties[:_MOST_TIES], *denied]
    for tie in shown:
        for telling in pick_tellings(tie):
            add_claim_line(out, telling.claim, case.summary(telling.claim.document), indent=6)
    more = len(hop.ties) - len(shown)
    if more > 0:
        out.append(f"      … and {count_things(more, 'more tie')}\n", style="dim")


def pick_tellings(tie: "Tie") -> list[Telling]:
    """Return one telling of each origin, the firmest, then one of each who denies it."""
    picked: list[Telling] = []
    for tellings in (tie.proposition.affirmed, tie.proposition.denied):
        firm_first = sorted(tellings, key=lambda t: t.claim.certainty == "hedged")
        picked += {t.origin: t for t in reversed(firm_first)}.values()
    return picked


def _list_bounds(found: "Search", name: _Name) -> list[str]:
    lines = []
    if found.hubs:
        hubs = ", ".join(sorted(map(name, found.hubs))[:5])
        lines.append(f"not gone through, having ties with very many: {hubs}")
    if found.is_cut_off:
        lines.append("the search was cut off: there may be more ways")
    return lines


def _describe(found: "Search", name: _Name) -> list[dict[str, object]]:
    return [
        {
            "is_denied": way.is_denied,
            "steps": len(way.hops),
            "weakest": way.weakest + 1,
            "hops": [_describe_hop(hop, name) for hop in way.hops],
        }
        for way in (*found.paths, *found.denied)
    ]


def _describe_hop(hop: "Hop", name: _Name) -> dict[str, object]:
    return {
        "start": {"entity": hop.start, "name": name(hop.start)},
        "end": {"entity": hop.end, "name": name(hop.end)},
        "strength": hop.strength,
        "ties": [
            {
                "proposition": tie.proposition.id,
                "predicate": tie.proposition.predicate,
                "strength": tie.strength,
                "origins": tie.proposition.origins,
                "affirmed": [t.claim for t in tie.proposition.affirmed],
                "denied": [t.claim for t in tie.proposition.denied],
            }
            for tie in hop.ties
        ],
    }


def _flatten(found: "Search", name: _Name) -> list[dict[str, object]]:
    rows = []
    for number, way in enumerate((*found.paths, *found.denied), 1):
        for step, hop in enumerate(way.hops, 1):
            told = {
                "path": number,
                "is_denied": way.is_denied,
                "step": step,
                "start": name(hop.start),
                "end": name(hop.end),
                "is_weakest": step == way.weakest + 1,
            }
            rows += [
                told | _flatten_tie(tie, telling.claim)
                for tie in hop.ties
                for telling in pick_tellings(tie)
            ]
    return rows


def _flatten_tie(tie: "Tie", claim: Claim) -> dict[str, object]:
    from reportedly.export.wording import word_claim  # noqa: PLC0415

    return {
        "predicate": tie.proposition.predicate,
        "strength": tie.strength,
        "origins": tie.proposition.origins,
        "words": "".join(piece.text for piece in word_claim(claim)),
        "claim": claim.id,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "source": claim.sources[-1].name if claim.sources else None,
        "evidence": claim.evidence.text,
        "document": claim.document,
    }
