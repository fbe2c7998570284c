"""The command `reportedly`: every command by its name, errors as one line and an exit code.

0 done, 1 the answer is no, 2 asked wrongly, 3 some input was bad and the rest was done, 130 stopped.
"""

import contextlib
import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from reportedly.cli import (
    adding,
    asking,
    briefing,
    building,
    chronicle,
    claiming,
    corpus,
    disputing,
    evaluating,
    exporting,
    extracting,
    grading,
    health,
    judging,
    keeping,
    linking,
    pathing,
    querying,
    rating,
    reviewing,
    serving,
    situating,
    telling,
    watching,
    weighing,
)
from reportedly.errors import ReportedlyError

STOPPED = 130


class _Commands(TyperGroup):
    """Turns what a command raises into one line on standard error and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except ReportedlyError as error:
            typer.echo(f"reportedly: {error}", err=True)
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt as error:
            typer.echo("reportedly: stopped; what was stored stays", err=True)
            raise typer.Exit(STOPPED) from error
        except BrokenPipeError as error:
            _silence_output()
            raise typer.Exit(0) from error

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - typer's signature
        return list(self.commands)


app = typer.Typer(
    cls=_Commands,
    help="Reads reports and builds a case: who says what about whom, when and how firmly.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_GROUPS = {
    "Reading": (
        adding.add,
        watching.watch,
        extracting.extract,
        asking.documents,
        asking.problems,
        weighing.remove,
    ),
    "Asking": (
        asking.claims,
        telling.who,
        disputing.disputes,
        grading.propositions,
        pathing.path,
        chronicle.timeline,
        situating.places,
        asking.show,
        asking.search,
        rating.sources,
        serving.serve,
    ),
    "Judging": (
        weighing.resolve,
        reviewing.review,
        judging.merge,
        judging.split,
        judging.reject,
        judging.correct,
        claiming.add_claim,
        judging.undo,
        judging.judgements,
    ),
    "Comparing and handing on": (
        linking.link,
        briefing.brief,
        exporting.export,
        building.build,
    ),
    "Whole corpora": (corpus.read_corpus, querying.query),
    "Looking after it": (keeping.compact, evaluating.evaluate, health.doctor),
}
for _group, _commands in _GROUPS.items():
    for _command in _commands:
        app.command(rich_help_panel=_group)(_command)


def _show_version(is_asked: bool) -> None:
    if is_asked:
        from reportedly.case import get_version  # noqa: PLC0415 - help must not wait for it

        typer.echo(f"reportedly {get_version()}")
        raise typer.Exit


@app.callback()
def _about(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Read reports and build a case: who says what about whom, when and how firmly."""


def main() -> None:
    """Run the command line. A character that the terminal cannot show becomes '?'."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    app()


def _silence_output() -> None:
    """Whoever read our output has gone: nothing more is written, not even at the very end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
