"""`reportedly watch`: a folder or a feed, what is new in it goes into the case until Ctrl-C."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import (
    AllowPrivateOption,
    CaseOption,
    ColumnsOption,
    DateOption,
    PublisherOption,
    get_case_path,
    read_columns,
)
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.watch import Source

_EVERY_FOLDER_S, _EVERY_FEED_S = 10.0, 300.0


def watch(  # noqa: PLR0913 - one for each option
    source: Annotated[
        str, typer.Argument(metavar="FOLDER|FEED", help="A folder, or a feed's address.")
    ],
    *,
    case: CaseOption = None,
    every: Annotated[
        float | None,
        typer.Option(
            "--every",
            min=1,
            max=86_400,
            metavar="SECONDS",
            help="How long to wait between looks: 10 for a folder, 300 for a feed.",
            show_default=False,
        ),
    ] = None,
    follow: Annotated[
        bool, typer.Option("--follow", help="Fetch the page of each item of a feed.")
    ] = False,
    allow_private: AllowPrivateOption = False,
    date: DateOption = None,
    publisher: PublisherOption = None,
    columns: ColumnsOption = None,
) -> None:
    """Add what is new in a folder or a feed, until Ctrl-C."""
    from reportedly.cli.adding import describe_addition  # noqa: PLC0415 - help must not wait for it
    from reportedly.cli.inputs import describe_problem  # noqa: PLC0415
    from reportedly.cli.output import tell  # noqa: PLC0415
    from reportedly.cli.progress import prepare_places  # noqa: PLC0415
    from reportedly.fetch import Bounds, is_address  # noqa: PLC0415
    from reportedly.read import Given, check_columns, check_given_date  # noqa: PLC0415
    from reportedly.settings import load_settings  # noqa: PLC0415
    from reportedly.watch import FeedWatch, FolderWatch, watch_source  # noqa: PLC0415

    settings = load_settings()
    named = read_columns(columns)
    given = Given(
        published_on=check_given_date(date),
        publisher=publisher,
        columns=check_columns(named),
        settings=settings,
    )
    watched: Source
    if is_address(source):
        every = every or _EVERY_FEED_S
        bounds = Bounds(max_bytes=settings.max_bytes, allow_private=allow_private)
        watched = FeedWatch(source, given=given, bounds=bounds, follow=follow)
    else:
        if follow:
            raise UsageError("--follow is for feeds: give the address of one, or leave it out")
        if not Path(source).is_dir():
            raise UsageError(
                f"a folder or the address of a feed was expected, '{source}' is neither"
            )
        every = every or _EVERY_FOLDER_S
        watched = FolderWatch(
            Path(source),
            settings=settings,
            published_on=date,
            publisher=publisher,
            columns=named,
        )
    prepare_places(settings)
    tell(f"watching {source}, every {every:g} s, until Ctrl-C")
    last = ""
    for addition in watch_source(watched, get_case_path(case), every_s=every):
        if addition.problem is None and addition.outcome == "added":
            tell(describe_addition(addition))
        elif addition.problem is not None:
            line = describe_problem(addition.problem, elsewhere=source)
            if line != last:  # a feed that is away is said once, not at every look
                tell(line)
            last = line
