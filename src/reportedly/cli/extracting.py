"""`reportedly extract`: reports → JSON Lines on standard output, keeping nothing."""

import sys
from typing import Annotated

import typer

from reportedly.cli.options import DateOption, PublisherOption, VerboseOption, WorkersOption
from reportedly.errors import BadInputError
from reportedly.export.streams import Emission


def extract(
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
    emit: Annotated[Emission, typer.Option("--emit", help="What each line is about.")] = "claims",
    workers: WorkersOption = 1,
    verbose: VerboseOption = False,
) -> None:
    """Print what reports say as JSON Lines, without a case."""
    from reportedly.cli.inputs import STDIN, read_inputs, tell_problem  # noqa: PLC0415
    from reportedly.cli.output import tell, write_lines  # noqa: PLC0415
    from reportedly.cli.progress import prepare_places  # noqa: PLC0415
    from reportedly.export.streams import emit_problem, emit_reading  # noqa: PLC0415
    from reportedly.parallel import read_all  # noqa: PLC0415 - help must not wait for it
    from reportedly.records import Problem  # noqa: PLC0415
    from reportedly.settings import load_settings  # noqa: PLC0415

    settings = load_settings()
    prepare_places(settings)
    items = read_inputs(paths or [STDIN], date=date, publisher=publisher, settings=settings)
    is_bad = False
    for result in read_all(items, settings, workers=workers):
        if not isinstance(result, Problem):
            write_lines(emit_reading(result, emit))
            if verbose:
                name = result.document.path or result.document.external_id or result.document.id
                tell(f"{name}: {len(result.claims)} claims")
            continue
        tell_problem(result)
        is_bad = is_bad or result.severity == "error"
        if emit == "readings" and result.severity == "error":
            write_lines([emit_problem(result)])
    sys.stdout.flush()
    if is_bad:
        raise typer.Exit(BadInputError.exit_code)
