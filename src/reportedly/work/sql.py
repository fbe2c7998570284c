"""One SELECT over the Parquet of corpora: views `claims`, `documents`, `readings`, `problems`.

Nothing else can be reached: DuckDB opens the files that the paths hold and no other, loads no
extension, knows no network, and its settings are locked before the question is asked.
"""

import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from reportedly.errors import ReportedlyError, UsageError
from reportedly.export.readings_parquet import MAGIC

_CONFIG = {
    "allow_community_extensions": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "threads": "2",
}
_VIEWS = {
    "claims": "SELECT * FROM {claims}",
    "readings": "SELECT * FROM {readings} WHERE document IS NOT NULL",
    "documents": "SELECT * EXCLUDE (record, text) FROM {readings} WHERE document IS NOT NULL",
    "problems": """SELECT p.code, p.message, p.severity, r.document, r.external_id, r.path
        FROM {readings} r, unnest(from_json(r.record::JSON -> 'problems',
        '[{{"code": "VARCHAR", "message": "VARCHAR", "severity": "VARCHAR"}}]')) u(p)""",
}
_ROWS = 1000


class Answer(NamedTuple):
    """The columns of an answer, and its rows as they come."""

    columns: tuple[str, ...]
    rows: Iterator[dict[str, Any]]


@contextmanager
def ask_sql(sql: str, paths: Iterable[Path]) -> Iterator[Answer]:
    """Answer one SELECT over the files of `paths`: folders of `read-corpus`, Parquet files.

    Raises `UsageError` for what is no single SELECT, a path that holds no claims or readings, or
    where DuckDB is not installed; `ReportedlyError` where the question cannot be answered.
    """
    duckdb = _load_duckdb()
    files = find_tables(paths)
    with tempfile.TemporaryDirectory(prefix="reportedly-") as spill:
        db = duckdb.connect(":memory:", config=_CONFIG | {"temp_directory": spill})
        try:
            _make_views(db, files, spill)
            _check_statement(duckdb, db, sql)
            cursor = _run(db, lambda: db.execute(sql))
            columns = _name_columns([column[0] for column in cursor.description])
            yield Answer(columns, _list_rows(db, cursor, columns))
        except duckdb.Error as error:
            raise _explain(duckdb, error) from error
        finally:
            db.close()


def find_tables(paths: Iterable[Path]) -> dict[str, list[str]]:
    """Return the files of claims and of readings that `paths` hold, sorted, each once."""
    found: dict[str, set[str]] = {"claims": set(), "readings": set()}
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: a folder of `read-corpus` or a Parquet file was expected")
        inside = _list_inside(path)
        for file in inside:
            found[_find_table(file)].add(str(file.resolve()))
        if not inside:
            raise UsageError(
                f"{path}: a folder that `read-corpus` wrote was expected, it holds no whole partition"
            )
    return {table: sorted(files) for table, files in found.items()}


def _list_inside(path: Path) -> list[Path]:
    """The file itself, or of a corpus the partitions that are whole."""
    if path.is_file():
        return [path]
    names = [done.stem for done in sorted((path / "done").glob("*.json"))]
    return [
        file
        for table in ("claims", "readings")
        for name in names
        if (file := path / table / f"{name}.parquet").exists()
    ]


def _find_table(file: Path) -> str:
    import pyarrow as pa  # noqa: PLC0415 - slow to load
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        with file.open("rb") as opened:
            names = set(pq.read_schema(opened).names) if opened.read(4) == MAGIC else set()
    except (OSError, pa.ArrowException) as error:
        raise UsageError(f"{file}: a Parquet file was expected, it cannot be read") from error
    if {"record", "text"} <= names:
        return "readings"
    if {"claim", "predicate"} <= names:
        return "claims"
    raise UsageError(
        f"{file}: Parquet of `read-corpus` or of `export --to parquet` was expected, "
        "it has other columns"
    )


def _make_views(db: Any, files: dict[str, list[str]], spill: str) -> None:
    tables = {
        name: "read_parquet([" + ", ".join(map(_quote, found)) + "])"
        for name, found in files.items()
        if found
    }
    for name, view in _VIEWS.items():
        if ("claims" if name == "claims" else "readings") in tables:
            db.execute(f"CREATE VIEW {name} AS " + view.format(**{"claims": "", **tables}))
    paths = ", ".join(_quote(file) for found in files.values() for file in found)
    db.execute(f"SET allowed_paths = [{paths}]")
    db.execute(f"SET allowed_directories = [{_quote(spill)}]")
    db.execute("SET enable_external_access = false")
    db.execute("SET lock_configuration = true")


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _check_statement(duckdb: Any, db: Any, sql: str) -> None:
    statements = db.extract_statements(sql)
    kinds = [statement.type for statement in statements]
    if kinds != [duckdb.StatementType.SELECT]:
        came = ", ".join(kind.name for kind in kinds) or "nothing"
        raise UsageError(f"one SELECT was expected, {came} came: nothing can be changed here")


def _run(db: Any, work: Any) -> Any:
    """Run `work` in a thread: DuckDB does not look up while it works, and Ctrl-C would wait."""
    outcome: list[Any] = []

    def run() -> None:
        try:
            outcome.extend((True, work()))
        except BaseException as error:  # noqa: BLE001 - handed on
            outcome.extend((False, error))

    thread = threading.Thread(target=run, daemon=True)
    try:
        thread.start()
        while thread.is_alive():
            thread.join(0.2)
    except KeyboardInterrupt:
        db.interrupt()
        thread.join()
        raise
    is_done, result = outcome
    if not is_done:
        raise result
    return result


def _name_columns(names: list[str]) -> tuple[str, ...]:
    """The names, each once: a second `n` is `n_1`."""
    named: list[str] = []
    for name in names:
        free = (f"{name}_{n}" if n else name for n in range(len(names) + 1))
        named.append(next(each for each in free if each not in named))
    return tuple(named)


def _list_rows(db: Any, cursor: Any, columns: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    while rows := _run(db, lambda: cursor.fetchmany(_ROWS)):
        yield from (dict(zip(columns, row, strict=True)) for row in rows)


def _explain(duckdb: Any, error: Exception) -> ReportedlyError:
    message = " ".join(str(error).split("\n\n")[0].split())
    if isinstance(error, duckdb.ProgrammingError):
        return UsageError(f"the question cannot be asked: {message}")
    return ReportedlyError(f"the question cannot be answered: {message}")


def _load_duckdb() -> Any:
    try:
        import duckdb  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UsageError(
            "DuckDB was expected for --sql, it is not installed: pip install 'reportedly[sql]'"
        ) from error
    return duckdb
