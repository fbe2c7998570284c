"""Paths → documents and problems, file by file in sorted order, folders recursively.

Each file is opened, read and let go before the next; whatever is wrong with one is a problem of
its own and never stops the rest.
"""

import fnmatch
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from io import BufferedReader
from pathlib import Path, PurePath
from typing import Literal

from reportedly.errors import BadInputError
from reportedly.read.complete import complete
from reportedly.read.content import guard, make_draft
from reportedly.read.dates import check_given_date
from reportedly.read.draft import Given, Piece
from reportedly.read.formats import HEAD_BYTES, check_name, find_collection
from reportedly.read.table import check_columns
from reportedly.records import Document, Problem
from reportedly.settings import Settings

# What lies about in folders and is no report: hidden files, cases with their journals, what says
# what the folder holds, the droppings of desktops and office programs.
_LEFT_OUT = (
    *(".*", "*.reportedly*", "README", "README.*"),
    *("~$*", "__MACOSX", "Thumbs.db", "desktop.ini", "Icon\r", "*~"),
)


def read_documents(
    inputs: Iterable[str | os.PathLike[str]],
    *,
    published_on: str | None = None,
    publisher: str | None = None,
    columns: Mapping[str, str] | None = None,
    settings: Settings = Settings(),  # noqa: B008 - frozen
) -> Iterator[Document | Problem]:
    """Yield for each file in `inputs` its document and the warnings about it, or one problem.

    A folder stands for the files in it, at any depth, in sorted order; hidden files and cases are
    left out. `external_id` is the file's stem unless the file states an id. `published_on` (EDTF)
    and `publisher` give way to what a report states of itself in front matter or JSON and go before
    what a page or an office file carries. `columns` says which heading of a table holds what:
    `{"text": "Body", "title": "Headline"}`. Raises `UsageError` when `published_on` is no EDTF or
    `columns` names what a report does not have.
    """
    given = Given(
        published_on=check_given_date(published_on),
        publisher=publisher,
        columns=check_columns(columns or {}),
        settings=settings,
    )
    return (item for path in inputs for item in _read_input(Path(path), given))


def list_files(inputs: Iterable[str | os.PathLike[str]]) -> Iterator[Path | Problem]:
    """Yield the files that `read_documents` reads, in its order, and what in folders is none."""
    for path in map(Path, inputs):
        if _find_kind(path) == "folder":
            yield from list_folder(path)
        else:
            yield path


def _read_input(path: Path, given: Given) -> Iterator[Document | Problem]:
    if _find_kind(path) != "folder":
        yield from read_file(path, given=given)
        return
    count = 0
    for item in list_folder(path):
        count += 1
        if isinstance(item, Problem):
            yield item
        else:
            yield from read_file(item, given=given)
    if not count:
        yield Problem(
            code="empty",
            message="a folder with reports was expected, there is no file to read in it",
            severity="warning",
            path=_show(path),
        )


def list_folder(folder: Path) -> Iterator[Path | Problem]:
    """Yield the files below `folder` that are read when it is named, in sorted order."""
    yield from _walk(folder, ())


def _walk(folder: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Path | Problem]:
    """Files below `folder`, sorted; `above` are the folders on the way, against linked circles."""
    try:
        status = folder.stat()
        paths = sorted(folder.iterdir())
    except OSError as error:
        yield _explain(error, folder)
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        return
    for path in paths:
        if is_left_out(path.name):
            continue
        kind = _find_kind(path)
        if kind == "folder":
            yield from _walk(path, (*above, here))
        elif kind == "file":
            yield path
        else:
            yield Problem(
                code="unsupported",
                message="a file was expected, a pipe, socket or device came: name it to read it",
                path=_show(path),
            )


def is_left_out(name: str) -> bool:
    """Whether a file or folder of that name lies about in folders and is no report."""
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in _LEFT_OUT)


def _find_kind(path: Path) -> Literal["folder", "file", "other"]:
    """What stands at `path`. What cannot be seen counts as a file: opening it says why."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return "file"
    if stat.S_ISDIR(mode):
        return "folder"
    return "file" if stat.S_ISREG(mode) else "other"


def read_file(
    path: Path, *, given: Given, called: PurePath | None = None
) -> Iterator[Document | Problem]:
    """Yield what the one file at `path` holds. Never raises for what is in it.

    It is read as the file `called` so, where it lies under another name than its own.
    """
    name = path if called is None else called
    shown, stem = _show(name), _encodable(name.stem)
    try:
        check_name(name.name)
        with _open(path) as file:
            collection = find_collection(name.name, file.peek(HEAD_BYTES)[:HEAD_BYTES])
            if collection is not None:
                with guard(name.name):
                    yield from collection(file, given=given, path=shown, stem=stem)
                return
            data = _read_bytes(file, given.settings.max_bytes)
        draft = make_draft(Piece(data=data, name=name.name))
    except OSError as error:
        yield _explain(error, name)
    except BadInputError as error:
        yield Problem(code=error.code, message=str(error), path=shown, external_id=stem)
    else:
        yield from complete(draft, given=given, path=shown, external_id=stem)


def _open(path: Path) -> BufferedReader:
    try:
        return path.open("rb")
    except ValueError as error:  # a NUL in the name: no file can be called that
        raise FileNotFoundError(str(path)) from error


def _read_bytes(file: BufferedReader, limit: int) -> bytes:
    status = os.fstat(file.fileno())
    size = status.st_size if stat.S_ISREG(status.st_mode) else 0
    data = file.read(limit + 1) if size <= limit else b""
    if size > limit or len(data) > limit:
        raise BadInputError(
            f"at most {limit} bytes a file were expected, {size or 'more'} came: split it",
            code="too-large",
        )
    if not data:
        raise BadInputError("a report was expected, an empty file came", code="empty")
    return data


def _explain(error: OSError, path: PurePath) -> Problem:
    if isinstance(error, FileNotFoundError):
        code, message = "missing", "a file or folder was expected, there is none of this name"
    elif isinstance(error, PermissionError):
        code, message = "unreadable", "a readable file was expected, permission is denied"
    else:
        code, message = "unreadable", "a readable file was expected"
        message += f", the system says: {(error.strerror or str(error)).lower()}"
    return Problem(code=code, message=message, path=_show(path), external_id=_encodable(path.stem))


def _show(path: PurePath) -> str:
    return _encodable(str(path))


def _encodable(name: str) -> str:
    """A file name that is not valid Unicode, with its odd bytes as U+FFFD: records are UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
