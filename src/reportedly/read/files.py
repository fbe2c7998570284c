"""Paths → documents and problems, file by file in sorted order, folders recursively.

Each file is opened, read and let go before the next; whatever is wrong with one is a problem of
its own and never stops the rest.
"""

import codecs
import fnmatch
import os
import stat
from collections.abc import Iterable, Iterator
from io import BufferedReader
from pathlib import Path, PurePath
from typing import BinaryIO, Literal

from reportedly.errors import BadInputError
from reportedly.read.complete import complete
from reportedly.read.dates import check_given_date
from reportedly.read.draft import Draft, Given
from reportedly.read.formats import JSON_LINES, check_name, choose_reader
from reportedly.read.jsonl import read_jsonl_file
from reportedly.records import Document, Problem
from reportedly.settings import Settings

# What lies about in folders and is no report: hidden files, cases with their journals, what says
# what the folder holds, the droppings of desktops and office programs.
_LEFT_OUT = (
    *(".*", "*.reportedly*", "README", "README.*"),
    *("~$*", "__MACOSX", "Thumbs.db", "desktop.ini", "Icon\r", "*~"),
)

_HEAD_BYTES = 1024


def read_documents(
    inputs: Iterable[str | os.PathLike[str]],
    *,
    published_on: str | None = None,
    publisher: str | None = None,
    settings: Settings = Settings(),  # noqa: B008 - frozen
) -> Iterator[Document | Problem]:
    """Yield for each file in `inputs` its document and the warnings about it, or one problem.

    A folder stands for the files in it, at any depth, in sorted order; hidden files and cases are
    left out. `external_id` is the file's stem unless the file states an id. `published_on` (EDTF)
    and `publisher` give way to what a report states of itself in front matter or JSON and go before
    what a page or an office file carries. Raises `UsageError` when `published_on` is no EDTF.
    """
    given = Given(
        published_on=check_given_date(published_on), publisher=publisher, settings=settings
    )
    return (item for path in inputs for item in _read_input(Path(path), given))


def list_files(inputs: Iterable[str | os.PathLike[str]]) -> Iterator[Path | Problem]:
    """Yield the files that `read_documents` reads, in its order, and what in folders is none."""
    for path in map(Path, inputs):
        if _find_kind(path) == "folder":
            yield from _walk(path, ())
        else:
            yield path


def _read_input(path: Path, given: Given) -> Iterator[Document | Problem]:
    if _find_kind(path) != "folder":
        yield from read_file(path, given=given)
        return
    count = 0
    for item in _walk(path, ()):
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
            if name.suffix.lower() in JSON_LINES:
                _check_lines(file)
                lines = cut_lines(file, given.settings.max_bytes)
                yield from read_jsonl_file(lines, given=given, path=shown, stem=stem)
                return
            data = _read_bytes(file, given.settings.max_bytes)
        draft = _read_draft(name, data)
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


def _read_draft(path: PurePath, data: bytes) -> Draft:
    reader = choose_reader(path.name, data)
    try:
        return reader(data)
    except BadInputError:
        raise
    except Exception as error:  # a reader's library may fail in any way on a bad file
        raise BadInputError(
            f"a readable {path.suffix or 'file'} was expected, its reader failed "
            f"({type(error).__name__}): the file may be damaged, get or save it again",
            code="malformed",
        ) from error


def _check_lines(file: BufferedReader) -> None:
    head = file.peek(_HEAD_BYTES)[:_HEAD_BYTES]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise BadInputError(
            "lines of JSON in UTF-8 were expected, UTF-16 came: save the file as UTF-8",
            code="encoding",
        )
    if b"\x00" in head or head.startswith(b"\x1f\x8b"):
        raise BadInputError(
            "lines of JSON were expected, binary data came: unpack it first if it is an archive",
            code="binary",
        )


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


def cut_lines(file: BinaryIO, limit: int) -> Iterator[bytes]:
    """Yield the lines of `file`; one longer than `limit` comes cut, to be reported as too large."""
    while line := file.readline(limit + 1):
        yield line
        while len(line) > limit and not line.endswith(b"\n"):
            line = file.readline(limit + 1)
            if not line:
                return


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
