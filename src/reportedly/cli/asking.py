"""`claims`, `show`, `documents`, `search`, `problems`: questions to a case."""

import sys
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from reportedly.cli.judged import encode_judged, list_notes
from reportedly.cli.options import (
    AboutOption,
    CaseOption,
    ConfidenceOption,
    Format,
    FormatOption,
    LimitOption,
    PlaceOption,
    PredicateOption,
    SinceOption,
    UntilOption,
    get_min_confidence,
    open_case,
)
from reportedly.cli.output import Column, make_console, print_rows, tell, write_csv, write_lines
from reportedly.errors import UsageError
from reportedly.records import Certainty, Claim

if TYPE_CHECKING:
    from reportedly.case import Case

_NO = 1
_SNIPPET_MARKS = str.maketrans({"\x02": "[", "\x03": "]"})


def claims(  # noqa: PLR0913 - one for each option
    *,
    case: CaseOption = None,
    about: AboutOption = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="SOURCE", help="With SOURCE anywhere in the chain."),
    ] = None,
    predicate: PredicateOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    place: PlaceOption = None,
    certainty: Annotated[
        Certainty | None, typer.Option("--certainty", help="Said so firmly.")
    ] = None,
    denied: Annotated[bool, typer.Option("--denied", help="Denied claims only.")] = False,
    rejected: Annotated[
        bool, typer.Option("--rejected", help="Only claims that a person rejected.")
    ] = False,
    min_confidence: ConfidenceOption = None,
    limit: LimitOption = None,
    style: FormatOption = "table",
) -> None:
    """Show the claims of a case: who says what about whom, in whose words."""
    predicates = [check_predicate(name) for name in predicate or []]
    threshold = get_min_confidence(min_confidence)
    with open_case(case) as opened:
        found = opened.claims(
            about=about,
            by=by,
            predicate=predicates,
            since=since,
            until=until,
            place=place,
            certainty=certainty,
            denied=denied,
            rejected=rejected,
            min_confidence=threshold,
            limit=limit,
        )
        count = print_claims(opened, found, style, has_notes=rejected)
    if not count:
        left_out = f"; those below confidence {threshold:g} are left out" if threshold else ""
        tell(f"no claim is like that{left_out}")
        raise typer.Exit(_NO)


def show(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The id of a claim.")],
    *,
    case: CaseOption = None,
    style: FormatOption = "table",
) -> None:
    """Show one claim with the text around it, and how far the case bears out what it says."""
    from reportedly.cli.blocks import make_block  # noqa: PLC0415
    from reportedly.cli.grading import describe_grade  # noqa: PLC0415

    with open_case(case) as opened:
        found = opened.show(claim)
        if style == "jsonl":
            write_lines([encode_judged(opened, found)])
            return
        if style == "csv":
            print_claims(opened, [found], style, has_notes=True)
            return
        graded, console = opened.grades([claim]).get(claim), make_console()
        notes = list_notes(opened, opened.verdicts(), found)
        if graded is not None:
            notes = [("grade", describe_grade(graded)), *notes]
        block = make_block(
            found, opened.summary(found.document), is_styled=console.is_terminal, notes=notes
        )
        console.print(block, end="")
        _print_surroundings(opened, found)


def documents(
    *, case: CaseOption = None, limit: LimitOption = None, style: FormatOption = "table"
) -> None:
    """List the documents of a case."""
    columns = [
        Column("id", "id"),
        Column("title", "title"),
        Column("publisher", "publisher"),
        Column("published_on", "published"),
        Column("claims", "claims", is_number=True),
        Column("sightings", "met", is_number=True),
        Column("problems", "problems", is_number=True),
        Column("external_id", "external id"),
        Column("path", "path"),
    ]
    with open_case(case) as opened:
        count = print_rows(map(msgspec.structs.asdict, opened.documents(limit)), columns, style)
    if not count:
        tell("the case holds no document")
        raise typer.Exit(_NO)


def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS", help='All of them; "a phrase" or a prefix* will do.'),
    ],
    *,
    case: CaseOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="At most N.")] = 20,
    style: FormatOption = "table",
) -> None:
    """Find the documents that have the words."""
    columns = [
        Column("id", "id"),
        Column("title", "title"),
        Column("publisher", "publisher"),
        Column("published_on", "published"),
        Column("snippet", "words"),
    ]
    with open_case(case) as opened:
        hits = opened.search(" ".join(words), limit=limit)
        rows = (
            msgspec.structs.asdict(hit.document)
            | {"snippet": hit.snippet.translate(_SNIPPET_MARKS)}
            for hit in hits
        )
        count = print_rows(rows, columns, style)
    if not count:
        tell("no document has all of these words")
        raise typer.Exit(_NO)


def problems(
    *, case: CaseOption = None, limit: LimitOption = None, style: FormatOption = "table"
) -> None:
    """List what could not be read or understood."""
    columns = [
        Column("severity", "severity"),
        Column("code", "code"),
        Column("path", "path"),
        Column("external_id", "external id"),
        Column("message", "message"),
    ]
    with open_case(case) as opened:
        found = islice(opened.problems(), limit)
        count = print_rows(map(msgspec.structs.asdict, found), columns, style)
    if not count:
        tell("everything could be read and understood")


def print_claims(
    case: "Case", found: Iterable[Claim], style: Format, *, has_notes: bool = False
) -> int:
    """Print claims one after the other and return how many there were.

    `has_notes` adds who rejected or corrected them, when and why.
    """
    from reportedly.cli.blocks import flatten_claim, make_block  # noqa: PLC0415
    from reportedly.export.streams import encode_claim  # noqa: PLC0415

    summary = lru_cache(maxsize=256)(case.summary)
    if style == "jsonl":
        return write_lines(map(encode_claim, found))
    if style == "csv":
        columns = list(_CSV_COLUMNS)
        return write_csv((flatten_claim(c, summary(c.document)) for c in found), columns)
    console, count = make_console(), 0
    verdicts = case.verdicts() if has_notes else None
    for claim in found:
        notes = [] if verdicts is None else list_notes(case, verdicts, claim)
        block = make_block(
            claim, summary(claim.document), is_styled=console.is_terminal, notes=notes
        )
        console.print(block, end="")
        count += 1
    sys.stdout.flush()
    return count


_CSV_COLUMNS = (
    *("id", "words", "predicate", "subject", "subject_kind", "object", "object_kind"),
    *("polarity", "certainty", "when", "where", "qualifiers", "root_source", "sources"),
    *("evidence", "start", "end", "document", "external_id", "title", "publisher"),
    "published_on",
)
_AROUND = 400


def _print_surroundings(case: "Case", claim: Claim) -> None:
    from rich.text import Text  # noqa: PLC0415

    from reportedly.cli.blocks import clean_piece, mark_text  # noqa: PLC0415
    from reportedly.export.wording import mark_evidence  # noqa: PLC0415

    console = make_console()
    text, evidence = case.document(claim.document).text, claim.evidence
    before = text[max(evidence.start - _AROUND, 0) : evidence.start]
    after = text[evidence.end : evidence.end + _AROUND]
    shown = Text("…" if evidence.start > _AROUND else "", style="dim")
    shown.append(clean_piece(before), style="dim")
    shown.append_text(mark_text(mark_evidence(claim), is_styled=console.is_terminal))
    shown.append(clean_piece(after), style="dim")
    shown.append("…" if evidence.end + _AROUND < len(text) else "", style="dim")
    console.print(shown)


def check_predicate(name: str) -> str:
    """Return the predicate. Raises `UsageError` for a name that is none, with the nearest ones."""
    from reportedly.export.wording import list_predicates  # noqa: PLC0415

    known = list_predicates()
    if name in known:
        return name
    near = get_close_matches(name, known, n=1)
    hint = f": did you mean {near[0]}?" if near else f": one of {', '.join(known)}"
    raise UsageError(f"'{name}' is no predicate{hint}")
