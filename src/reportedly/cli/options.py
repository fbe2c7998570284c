"""The options that several commands share, declared once, and the case that they name."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from reportedly.errors import UsageError
from reportedly.settings import load_settings

if TYPE_CHECKING:
    from reportedly.case import Case

_NEXT_COLUMN = re.compile(r",(?=\s*\w+\s*=)")

Format = Literal["table", "jsonl", "csv"]

CaseOption = Annotated[
    Path | None,
    typer.Option(
        "--case",
        metavar="FILE",
        help="The case file; else REPORTEDLY_CASE, else case.reportedly here.",
        show_default=False,
    ),
]
FormatOption = Annotated[
    Format, typer.Option("--format", help="A table to read, or lines for scripts.")
]
LimitOption = Annotated[
    int | None, typer.Option("--limit", min=1, metavar="N", help="At most N.", show_default=False)
]
DateOption = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar="EDTF",
        help="When the reports were published, where they do not say so: 2021-08-10, 2021-08.",
        show_default=False,
    ),
]
PublisherOption = Annotated[
    str | None,
    typer.Option(
        "--publisher",
        metavar="NAME",
        help="Who published the reports, where they do not say so.",
        show_default=False,
    ),
]
ColumnsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--columns",
        metavar="FIELD=HEADING,…",
        help="Which column of a CSV or TSV file holds what: text=Body,title=Headline.",
        show_default=False,
    ),
]
AllowPrivateOption = Annotated[
    bool,
    typer.Option(
        "--allow-private", help="Fetch from addresses inside a network too, even this machine."
    ),
]
WorkersOption = Annotated[
    int | None,
    typer.Option(
        "--workers",
        min=1,
        metavar="N",
        help="How many processes read; else as many as there are cores and memory for.",
        show_default=False,
    ),
]
ConfidenceOption = Annotated[
    float | None,
    typer.Option(
        "--min-confidence",
        min=0,
        max=1,
        metavar="X",
        help="Leave out claims that the extractor is less sure of; nothing is deleted.",
        show_default=False,
    ),
]
AboutOption = Annotated[
    str | None,
    typer.Option(
        "--about", metavar="NAME", help="With NAME as subject or object.", show_default=False
    ),
]
SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="D",
        help="Happened on D (EDTF) or later, or may have.",
        show_default=False,
    ),
]
UntilOption = Annotated[
    str | None,
    typer.Option(
        "--until",
        metavar="D",
        help="Happened on D (EDTF) or before, or may have.",
        show_default=False,
    ),
]
PlaceOption = Annotated[
    str | None,
    typer.Option("--in", metavar="PLACE", help="That happened there.", show_default=False),
]
PredicateOption = Annotated[
    list[str] | None,
    typer.Option("--predicate", metavar="P", help="One of these predicates.", show_default=False),
]
WhyOption = Annotated[
    str | None,
    typer.Option("--why", metavar="TEXT", help="The reason, for the log.", show_default=False),
]
ByOption = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="NAME",
        help="Who judges; else REPORTEDLY_USER, else the system's user.",
        show_default=False,
    ),
]
VerboseOption = Annotated[bool, typer.Option("-v", "--verbose", help="Say what is being done.")]


def read_columns(written: list[str] | None) -> dict[str, str]:
    """Return what `--columns` says: field → heading. Raises `UsageError` where it says neither.

    A comma parts two columns where a field and '=' follow, so that a heading may have commas.
    """
    parts = [part for each in written or [] for part in _NEXT_COLUMN.split(each) if part.strip()]
    columns: dict[str, str] = {}
    for part in parts:
        field, equals, heading = part.partition("=")
        if not equals:
            raise UsageError(
                f"columns were expected as text=Body,title=Headline, '{part}' came: "
                "write FIELD=HEADING"
            )
        columns[field.strip().lower()] = heading.strip()
    return columns


def get_case_path(case: Path | None) -> Path:
    """Return the case file that is meant."""
    return case if case is not None else load_settings().case


def get_min_confidence(confidence: float | None) -> float | None:
    """Return the confidence below which claims are left out, `None` for no claim."""
    return confidence if confidence is not None else load_settings().min_confidence


def open_case(case: Path | None, *, create: bool = False) -> "Case":
    """Open the case that is meant. Raises `CaseError` where there is none and `create` is false."""
    from reportedly.case import Case  # noqa: PLC0415 - help must not wait for it

    return Case.open(get_case_path(case), create=create)
