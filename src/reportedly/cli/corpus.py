"""`reportedly read-corpus`: reports in great number → Parquet, here or on a Ray cluster."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from reportedly.cli.options import DateOption, PublisherOption, WorkersOption
from reportedly.cli.output import count_things, tell
from reportedly.errors import BadInputError, UsageError
from reportedly.settings import load_settings

if TYPE_CHECKING:
    from reportedly.work.output import Manifest

_SIZE = 1000


def read_corpus(  # noqa: PLR0913 - one for each option
    source: Annotated[
        Path, typer.Argument(metavar="SOURCE", help="A file or a folder of reports.")
    ],
    folder: Annotated[
        Path, typer.Argument(metavar="DEST", help="The folder that the readings are written to.")
    ],
    *,
    engine: Annotated[
        Literal["local", "ray"], typer.Option("--engine", help="Where reports are read.")
    ] = "local",
    address: Annotated[
        str | None,
        typer.Option(
            "--address",
            metavar="ADDRESS",
            help="Of a Ray cluster; else one is started here for this run.",
            show_default=False,
        ),
    ] = None,
    workers: WorkersOption = None,
    size: Annotated[
        int, typer.Option("--partition-size", min=1, metavar="N", help="Reports a partition.")
    ] = _SIZE,
    again: Annotated[
        bool, typer.Option("--again", help="Read everything again, also what is done.")
    ] = False,
    date: DateOption = None,
    publisher: PublisherOption = None,
) -> None:
    """Read a corpus to Parquet, partition by partition; what is done is not read again."""
    from reportedly.cli.progress import Progress, prepare_places  # noqa: PLC0415
    from reportedly.work.corpus import Job, read_locally  # noqa: PLC0415
    from reportedly.work.output import prepare_output, remove_parts  # noqa: PLC0415
    from reportedly.work.plan import plan_partitions  # noqa: PLC0415

    if address is not None and engine != "ray":
        raise UsageError("--address is that of a Ray cluster: give it with --engine ray")
    manifest = _describe(date, publisher, size)
    partitions = plan_partitions(source, size)
    done = prepare_output(folder, manifest, partitions, again=again)
    names = {summary.partition for summary in done}
    open_ = [partition for partition in partitions if partition.name not in names]
    if done:
        tell(f"{len(done)} of {count_things(len(partitions), 'partition')} are done already")
    counts = [p.inputs for p in open_]
    total = sum(n for n in counts if n) if None not in counts else None
    job = Job(folder=folder, manifest=manifest, settings=load_settings())
    with Progress(total) as progress:
        if engine == "ray":
            from reportedly.work.cluster import read_on_ray  # noqa: PLC0415

            summaries = read_on_ray(job, open_, address, workers, progress.tell)
        else:
            prepare_places(job.settings)
            summaries = read_locally(job, open_, workers)
        documents = claims = problems = 0
        for summary in summaries:
            done.append(summary)
            documents, claims = documents + summary.documents, claims + summary.claims
            problems += summary.problems
            progress.show(documents, claims, passed=problems)
        if engine == "local":
            progress.sum_up(documents)
    remove_parts(folder)
    if gone := sum(not summary.digest for summary in done):
        tell(
            f"{count_things(gone, 'partition')} lost files while they were read: bring these back "
            "and start again, or start again without them"
        )
    problems = sum(summary.problems for summary in done)
    typer.echo(
        f"{count_things(sum(s.documents for s in done), 'document')}, "
        f"{count_things(sum(s.claims for s in done), 'claim')} in "
        f"{count_things(len(done), 'partition')} of {folder}"
        + (f"; {count_things(problems, 'input')} not read" if problems else "")
    )
    if problems:
        raise typer.Exit(BadInputError.exit_code)


def _describe(date: str | None, publisher: str | None, size: int) -> "Manifest":
    from reportedly.analyse.parse import load_parser  # noqa: PLC0415 - help must not wait for it
    from reportedly.case import get_version  # noqa: PLC0415
    from reportedly.read.dates import check_given_date  # noqa: PLC0415
    from reportedly.work.output import Manifest  # noqa: PLC0415

    settings = load_settings()
    return Manifest(
        program=get_version(),
        model=load_parser(settings.model).label,
        published_on=check_given_date(date),
        publisher=publisher,
        max_bytes=settings.max_bytes,
        max_chars=settings.max_chars,
        partition_size=size,
    )
