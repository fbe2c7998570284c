"""`reportedly query`: one SELECT over whole corpora."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from reportedly.cli.options import FormatOption
from reportedly.cli.output import Column, print_rows, write_csv, write_lines

NO_ANSWER = 1


def query(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH…]",
            help="Folders of `read-corpus` or Parquet files; else this folder.",
            show_default=False,
        ),
    ] = None,
    *,
    sql: Annotated[
        str, typer.Option("--sql", metavar="SELECT", help="The question, one SELECT of DuckDB.")
    ],
    style: FormatOption = "table",
) -> None:
    """Ask claims, documents, readings and problems of corpora in SQL; nothing can be changed."""
    from reportedly.work.sql import ask_sql  # noqa: PLC0415 - help must not wait for it

    with ask_sql(sql, paths or [Path()]) as answer:
        if style == "jsonl":
            count = write_lines(_encode(row) for row in answer.rows)
        elif style == "csv":
            count = write_csv(answer.rows, answer.columns)
        else:
            columns = [Column(name, name) for name in answer.columns]
            count = print_rows(answer.rows, columns, style)
    if not count:
        raise typer.Exit(NO_ANSWER)


def _encode(row: dict[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, default=_show, separators=(",", ":")).encode()


def _show(value: object) -> object:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
