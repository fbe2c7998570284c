"""A web archive (WARC 1.0 and 1.1, ISO 28500) → its records, past what is damaged.

Plain, or in gzip with a member for each record or one for all. A record whose length does not fit is
a fault; reading goes on at the next record that can be found. At most one record is in memory.
"""

import io
import zlib
from collections.abc import Iterator
from io import BufferedReader
from typing import cast

from reportedly.errors import BadInputError
from reportedly.records import Record

VERSION = b"WARC/1."
_GZIP = b"\x1f\x8b\x08"
_CHUNK = 64 * 1024
_MAX_LINE = 64 * 1024
_HEAD_BYTES = 4096
_MAX_HEADERS = 200
# Between two records stand two line ends; a gigabyte of anything else is no archive any more.
_MAX_JUNK = 1024 * 1024 * 1024
_DAMAGED = "gzip data were expected, they are damaged or cut"
_CUT = "the archive ends in the middle of the record"
_WRONG_LENGTH = "the length that the record states does not fit"
# Deflate cannot reach more than 1032; text stays below 20.
_MAX_RATIO, _MAX_UNPACKED = 200, 1024 * 1024 * 1024


class WarcRecord(Record, frozen=True, kw_only=True):
    """One record. `headers` have small letters; `fault` says why `block` is not to be trusted.

    `block` is `None` where it is larger than the reader takes; `number` counts from 1.
    """

    number: int
    headers: dict[str, str]
    block: bytes | None = None
    size: int = 0
    fault: str | None = None


class WarcStream:
    """Goes through an open archive once."""

    def __init__(self, file: BufferedReader, *, limit: int) -> None:
        self._source = _Source(file)
        self._limit = limit
        self._number = 0
        self._is_over = False

    def __iter__(self) -> Iterator[WarcRecord]:
        """Yield every record, damaged ones with a fault. Raises `BadInputError` where all ends."""
        while not self._is_over:
            try:
                line = self._source.readline()
            except (zlib.error, EOFError):
                self._number += 1
                yield self._fault(_DAMAGED)
                self._is_over = not self._source.next_member()
                continue
            if not line:
                return
            if line.strip():
                self._number += 1
                yield self._read_after(line)

    def _read_after(self, line: bytes) -> WarcRecord:
        """The record that begins with `line`; afterwards the source stands before the next one."""
        headers: dict[str, str] = {}
        try:
            if not line.startswith(VERSION):
                self._find_next()
                return self._fault("a record was expected, other bytes came")
            headers = parse_headers(self._read_headers())
            return self._read_record(headers)
        except (zlib.error, EOFError):
            self._is_over = not self._source.next_member()
            return self._fault(_DAMAGED, headers)

    def _read_record(self, headers: dict[str, str]) -> WarcRecord:
        written = headers.get("content-length", "")
        if not (written.isascii() and written.isdecimal() and len(written) < 19):
            self._find_next()
            return self._fault("a record with its length was expected, there is none", headers)
        size = int(written)
        if size > self._limit:
            mark = self._source.mark()
            is_whole = self._source.skip(size)
            if not is_whole:
                self._source.go_back(mark)
                self._find_next()
            fault = None if is_whole else _CUT
            return WarcRecord(number=self._number, headers=headers, size=size, fault=fault)
        block = self._source.read(size)
        fault = self._check_end(block, size)
        return WarcRecord(number=self._number, headers=headers, block=block, size=size, fault=fault)

    def _read_headers(self) -> bytes:
        lines = bytearray()
        for _ in range(_MAX_HEADERS):
            line = self._source.readline()
            lines += line
            if not line.strip():
                break
        return bytes(lines)

    def _check_end(self, block: bytes, size: int) -> str | None:
        """After a record come line ends and the next; else its length is wrong, and it is searched."""
        if len(block) == size:
            following = self._peek_line()
            if not following or following.startswith(VERSION):
                return None
        at = block.find(b"\n" + VERSION)
        if at >= 0:
            self._source.push_back(block[at + 1 :])
        elif len(block) == size:
            self._find_next()
        return _CUT if len(block) < size else _WRONG_LENGTH

    def _peek_line(self) -> bytes:
        """The next line with anything on it; a damaged member behind this one is none of its faults."""
        member = self._source.member
        try:
            line = self._source.readline()
            while line and not line.strip():
                line = self._source.readline()
        except (zlib.error, EOFError):
            if self._source.member == member:
                raise
            return b""
        self._source.push_back(line)
        return line

    def _find_next(self) -> None:
        """Go to the next line that begins a record, or to the end."""
        passed = 0
        while line := self._source.readline():
            if line.startswith(VERSION):
                self._source.push_back(line)
                return
            passed += len(line)
            if passed > _MAX_JUNK:
                raise BadInputError(
                    f"records were expected, {passed} other bytes came: what follows was not read",
                    code="malformed",
                )

    def _fault(self, fault: str, headers: dict[str, str] | None = None) -> WarcRecord:
        return WarcRecord(number=self._number, headers=headers or {}, fault=fault)


def parse_headers(data: bytes) -> dict[str, str]:
    """Return `name: value` lines, names in small letters; the first of several holds."""
    headers: dict[str, str] = {}
    last = ""
    for line in data.decode("utf-8", "replace").splitlines():
        name, colon, value = line.partition(":")
        if line[:1] in {" ", "\t"} and last:
            headers[last] += " " + line.strip()
        elif colon:
            last = name.strip().lower()
            headers.setdefault(last, value.strip())
    return headers


class _Source:
    """The bytes of an archive, unpacked, with a way back and a way past damaged members."""

    def __init__(self, file: BufferedReader) -> None:
        head = file.peek(len(_GZIP))[: len(_GZIP)]
        self._members = _Members(file) if head == _GZIP else None
        self._file = file if self._members is None else io.BufferedReader(self._members, _CHUNK)
        self._back = b""

    @property
    def member(self) -> int:
        """Where the gzip member begins that is being unpacked."""
        return self._members.begin if self._members is not None else 0

    def readline(self) -> bytes:
        if not self._back:
            return self._file.readline(_MAX_LINE)
        end = self._back.find(b"\n") + 1 or len(self._back)
        line, self._back = self._back[:end], self._back[end:]
        return line if line.endswith(b"\n") or self._back else line + self._file.readline(_MAX_LINE)

    def read(self, size: int) -> bytes:
        taken, self._back = self._back[:size], self._back[size:]
        return taken + self._file.read(size - len(taken)) if size > len(taken) else taken

    def skip(self, size: int) -> bool:
        """Pass over `size` bytes; false when there are not so many."""
        while size:
            read = len(self.read(min(size, _CHUNK)))
            if not read:
                return False
            size -= read
        return True

    def push_back(self, data: bytes) -> None:
        self._back = data + self._back

    def next_member(self) -> bool:
        """Go on behind a damaged member; false when there is none."""
        self._back = b""
        if self._members is None or not self._members.find_next():
            return False
        self._renew()
        return True

    def mark(self) -> int:
        """Where the source stands, or the member that it stands in."""
        if self._members is not None:
            return self._members.begin
        return self._file.tell() - len(self._back) if self._file.seekable() else -1

    def go_back(self, mark: int) -> None:
        """Stand at a mark again; in gzip, before the next member. What cannot go back stays."""
        if self._members is not None:
            self._members.begin = mark
            self.next_member()
        elif mark >= 0:
            self._back = b""
            self._file.seek(mark)

    def _renew(self) -> None:
        """Forget what is buffered of the members; a reader that is dropped would close them."""
        if isinstance(self._file, io.BufferedReader):
            self._file.detach()
        self._file = io.BufferedReader(cast("_Members", self._members), _CHUNK)


class _Members(io.RawIOBase):
    """The members of a gzip file, one after the other, unpacked in bounded pieces."""

    def __init__(self, file: BufferedReader) -> None:
        self._file = file
        self._read_bytes = file.tell() if file.seekable() else 0
        self._packed = b""
        self._start()

    def _start(self) -> None:
        self.begin = self._read_bytes - len(self._packed)
        self._machine = zlib.decompressobj(wbits=31)
        self._taken = self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        """Fill `buffer` with what comes next. Raises `zlib.error`, or `EOFError` within a member."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        while True:
            if self._machine.eof:
                self._packed = self._machine.unused_data
                self._start()
            if not self._packed:
                self._packed = self._file.read(_CHUNK)
                self._read_bytes += len(self._packed)
                if not self._packed:
                    if self._taken:
                        raise EOFError
                    return 0
            out = self._machine.decompress(self._packed, len(view))
            rest = self._machine.unused_data or self._machine.unconsumed_tail
            self._taken += len(self._packed) - len(rest)
            self._given += len(out)
            self._packed = self._machine.unconsumed_tail
            self._check_ratio()
            if out:
                view[: len(out)] = out
                return len(out)

    def _check_ratio(self) -> None:
        if self._given > _MAX_UNPACKED and self._given > _MAX_RATIO * max(1, self._taken):
            raise BadInputError(
                f"an archive of pages was expected, one came that unpacks to {_MAX_RATIO} times its "
                "size and more: what follows was not read",
                code="too-large",
            )

    def find_next(self) -> bool:
        """Go to the next member that begins with a record, anywhere behind the begin of this one."""
        if not self._file.seekable():
            return False
        at, window = self.begin + 1, b""
        self._file.seek(at)
        while True:
            more = self._file.read(_CHUNK)
            window += more
            found = window.find(_GZIP)
            while found >= 0 and (not more or len(window) - found >= _HEAD_BYTES):
                if _begins_record(window[found : found + _HEAD_BYTES]):
                    self._go_to(at + found)
                    return True
                found = window.find(_GZIP, found + 1)
            if not more:
                return False
            kept = found if found >= 0 else max(0, len(window) - len(_GZIP) + 1)
            at, window = at + kept, window[kept:]

    def _go_to(self, offset: int) -> None:
        self._file.seek(offset)
        self._read_bytes, self._packed = offset, b""
        self._start()


def _begins_record(data: bytes) -> bool:
    try:
        return zlib.decompressobj(wbits=31).decompress(data, 64).startswith(VERSION)
    except zlib.error:
        return False
