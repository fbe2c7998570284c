"""Rows and records → standard output, as tables, JSON Lines or CSV.

No text of a report is ever taken for markup, for a terminal's control codes or for a formula.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import typer

from reportedly.cli.options import Format

if TYPE_CHECKING:
    from rich.console import Console

WIDTH_ELSEWHERE = 160
"""Columns of a table that goes to a file or a pipe."""

_BIDIRECTIONAL = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F}


class Column(NamedTuple):
    """A column of a table: its key in the row, its heading, whether it holds numbers."""

    key: str
    heading: str
    is_number: bool = False


def make_console() -> "Console":
    """Return the console of standard output: styles and wrapping for a terminal only."""
    from rich.console import Console  # noqa: PLC0415 - scripts need no tables

    class _Console(Console):
        def on_broken_pipe(self) -> None:
            """Whoever read our output has gone, which is no failure; rich would leave with 1."""
            raise BrokenPipeError

    is_terminal = sys.stdout.isatty()
    return _Console(
        width=None if is_terminal else WIDTH_ELSEWHERE,
        soft_wrap=not is_terminal,
        highlight=False,
        markup=False,
        emoji=False,
    )


def clean(text: str) -> str:
    """Return `text` on one line, without characters that steer a terminal."""
    spaced = " ".join(text.split())
    return "".join(
        "\ufffd" if c < " " or "\x7f" <= c <= "\x9f" or ord(c) in _BIDIRECTIONAL else c
        for c in spaced
    )


def count_things(number: int, noun: str) -> str:
    """Return a number with its noun: '1 claim', '3 entities'."""
    if number == 1:
        return f"{number} {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"


def print_rows(
    rows: Iterable[Mapping[str, object]], columns: Sequence[Column], style: Format
) -> int:
    """Print `rows` and return how many there were; JSON Lines hold all keys, tables `columns`."""
    if style == "jsonl":
        return write_lines(msgspec.json.encode(row) for row in rows)
    if style == "csv":
        return write_csv(rows, [column.key for column in columns])
    from rich.table import Table  # noqa: PLC0415 - scripts need no tables
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        justify = "right" if column.is_number else "left"
        table.add_column(column.heading, justify=justify, overflow="fold")  # type: ignore[arg-type]
    for row in rows:
        table.add_row(*(Text(clean(_show(row.get(column.key)))) for column in columns))
    if table.row_count:
        make_console().print(table)
    return table.row_count


def write_lines(lines: Iterable[bytes]) -> int:
    """Write lines to standard output, then flush it; return how many there were."""
    out, written = sys.stdout.buffer, 0
    for line in lines:
        out.write(line + b"\n")
        written += 1
    out.flush()
    return written


def write_csv(rows: Iterable[Mapping[str, object]], columns: Sequence[str]) -> int:
    """Write rows as CSV (UTF-8, CRLF), a heading first; return how many rows there were."""
    from reportedly.export.tables import format_csv  # noqa: PLC0415 - tables need none of it

    written = -1
    for line in format_csv(rows, columns):
        sys.stdout.buffer.write(line)
        written += 1
    sys.stdout.buffer.flush()
    return written


def _show(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_show, value))
    return str(value)


def tell(message: str) -> None:
    """Print one line for the person on standard error."""
    typer.echo(f"reportedly: {clean(message)}", err=True)
