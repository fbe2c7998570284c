"""A file → the entries of the list in it, whatever its name; formats are told by their content.

Entries come one by one, and the file is never held whole. What cannot be read is a problem in its
place, and the rest goes on.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from reportedly.link import eu, ftm, ofac, ofac_advanced, uk, un
from reportedly.link.elements import find_root
from reportedly.link.records import Listed, Programme
from reportedly.records import Problem

Item = Listed | Programme | Problem
Reader = Callable[[Path], Iterator[Item]]

FORMATS = (
    "FollowTheMoney entities as JSON Lines, the UN consolidated list, OFAC's SDN list (plain or "
    "advanced), the EU's or the UK's list as XML"
)
_READERS: dict[str, Reader] = {
    "CONSOLIDATED_LIST": un.read_entries,
    "sdnList": ofac.read_entries,
    "Sanctions": ofac_advanced.read_entries,
    "export": eu.read_entries,
    "Designations": uk.read_entries,
}
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HEAD_SIZE_BYTES = 4096


def read_list(path: str | os.PathLike[str]) -> Iterator[Item]:
    """Yield the entries of the list at `path`, programmes stated apart, and problems.

    A list without any entry is a problem too.
    """
    path = Path(path)
    try:
        reader = _find_reader(path)
        if isinstance(reader, Problem):
            yield reader
            return
        entries = 0
        for item in reader(path):
            entries += isinstance(item, Listed)
            yield item
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        yield _make_problem(path, "missing", f"a list was expected: {reason}")
        return
    except etree.XMLSyntaxError as error:
        yield _make_problem(path, "malformed", f"XML breaks off at line {error.lineno}")
        return
    if not entries:
        yield _make_problem(path, "empty", "no entry with a name is in this list")


def _find_reader(path: Path) -> Reader | Problem:
    with path.open("rb") as file:
        head = file.read(_HEAD_SIZE_BYTES)
    if head.startswith(_PACKED):
        return _make_problem(path, "packed", "this file is packed: unpack it, then give the list")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<") or head.startswith(_UTF16):
        root = find_root(path)
        if root.has_doctype:
            message = "no list of sanctions declares entities of its own (DOCTYPE): not read"
            return _make_problem(path, "unsafe", message)
        if reader := _READERS.get(root.name):
            return reader
        came = f"XML whose root is <{root.name}>"
    elif start.startswith(b"{"):
        return ftm.read_entries
    else:
        came = "JSON in one array" if start.startswith(b"[") else "no such thing"
    return _make_problem(path, "unknown-list", f"one of {FORMATS} was expected, {came} came")


def _make_problem(path: Path, code: str, message: str) -> Problem:
    return Problem(code=code, message=message, path=str(path))
