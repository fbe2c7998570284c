"""`reportedly extract`: reports → JSON Lines on standard output, keeping nothing."""

import sys
from typing import Annotated

import typer

from reportedly.cli.options import (
    ColumnsOption,
    ConfidenceOption,
    DateOption,
    PublisherOption,
    VerboseOption,
    WorkersOption,
    read_columns,
)
from reportedly.errors import BadInputError, UsageError
from reportedly.export.streams import Emission


def extract(  # noqa: PLR0913 - one for each option
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH…|-]",
            help="Files, folders, or - (the default) for JSON Lines on standard input.",
            show_default=False,
        ),
    ] = None,
    *,
    date: DateOption = None,
    publisher: PublisherOption = None,
    columns: ColumnsOption = None,
    emit: Annotated[Emission, typer.Option("--emit", help="What each line is about.")] = "claims",
    min_confidence: ConfidenceOption = None,
    workers: WorkersOption = None,
    verbose: VerboseOption = False,
) -> None:
    """Print what reports say as JSON Lines, without a case."""
    from reportedly.cli.inputs import STDIN, read_inputs, tell_problem  # noqa: PLC0415
    from reportedly.cli.output import count_things, tell, write_lines  # noqa: PLC0415
    from reportedly.cli.progress import Progress, prepare_places  # noqa: PLC0415
    from reportedly.export.streams import (  # noqa: PLC0415
        emit_problem,
        emit_reading,
        keep_confident,
    )
    from reportedly.parallel import read_all  # noqa: PLC0415 - help must not wait for it
    from reportedly.records import Problem  # noqa: PLC0415
    from reportedly.settings import load_settings  # noqa: PLC0415

    if min_confidence is not None and emit != "claims":
        raise UsageError("--min-confidence is for claims: --emit claims, or without it")
    settings = load_settings()
    threshold = min_confidence if min_confidence is not None else settings.min_confidence
    prepare_places(settings)
    items = read_inputs(
        paths or [STDIN],
        date=date,
        publisher=publisher,
        settings=settings,
        columns=read_columns(columns),
    )
    is_bad, left_out, documents, cost = False, 0, 0, Progress()
    for result in read_all(items, settings, workers=workers):
        if not isinstance(result, Problem):
            documents += 1
            write_lines(emit_reading(result, emit, min_confidence=threshold))
            left_out += len(result.claims) - len(keep_confident(result.claims, threshold))
            if verbose:
                name = result.document.path or result.document.external_id or result.document.id
                tell(f"{name}: {len(result.claims)} claims")
            continue
        tell_problem(result)
        is_bad = is_bad or result.severity == "error"
        if emit == "readings" and result.severity == "error":
            write_lines([emit_problem(result)])
    sys.stdout.flush()
    cost.sum_up(documents)
    if left_out and emit == "claims":
        tell(f"{count_things(left_out, 'claim')} below confidence {threshold:g} left out")
    if is_bad:
        raise typer.Exit(BadInputError.exit_code)
