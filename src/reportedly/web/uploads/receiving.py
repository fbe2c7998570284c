"""The body of a request → files in a folder, streamed, and refused as soon as a bound is passed.

No name that came is ever a path here: files are numbered. Of a body that is refused the rest is
thrown away as it comes, for a while, since a browser reads no answer before it has sent all.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from litestar.exceptions import HTTPException
from multipart import (  # type: ignore[import-untyped]
    MultipartSegment,
    ParserError,
    ParserLimitReached,
    PushMultipartParser,
)

from reportedly.settings import UploadBounds
from reportedly.web.uploads.names import clean_name, lies_about
from reportedly.web.uploads.records import Delivery, UploadedFile

_FIELD_BYTES = 10_000
_HEADER_BYTES = 64 * 1024
_FIELDS = 20
_DISCARDED_S = 20.0
_MEGA = 1024 * 1024

TOO_LARGE, TIMED_OUT, BAD = 413, 408, 400


def refuse(status: int, reason: str) -> HTTPException:
    """Return what is raised to answer with a status and a sentence."""
    return HTTPException(status_code=status, detail=reason)


class Receiver:
    """Takes one body. `allow` gets the fields before the first file, and raises if it may not be."""

    def __init__(
        self, folder: Path, bounds: UploadBounds, allow: Callable[[dict[str, str]], None]
    ) -> None:
        self._folder, self._bounds, self._allow = folder, bounds, allow
        self._fields: dict[str, str] = {}
        self._files: list[UploadedFile] = []
        self._left_out = 0
        self._segment: MultipartSegment | None = None
        self._data = bytearray()
        self._file: BinaryIO | None = None
        self._size = self._total = 0

    async def receive(self, body: AsyncIterator[bytes], boundary: str) -> Delivery:
        """Return what the body brings. Raises `HTTPException` for a body that is refused."""
        parser = PushMultipartParser(
            boundary,
            max_header_size=_HEADER_BYTES,
            max_segment_count=self._bounds.files + _FIELDS + 1,
        )
        try:
            async for chunk in self._keep_time(body):
                self._total += len(chunk)
                self._check_total(self._total)
                for part in parser.parse(chunk):
                    self._take(part)
                if parser.closed:
                    break
            if not parser.closed:
                parser.close()
        except ParserLimitReached as error:
            raise self._too_many() from error
        except (ParserError, LookupError, UnicodeError) as error:
            raise refuse(BAD, "a form with files was expected, this body is none") from error
        finally:
            if self._file is not None:
                self._file.close()
        self._allow(self._fields)
        if not self._files and not self._left_out:
            raise refuse(BAD, "at least one file was expected, none came: choose one")
        return Delivery(
            files=tuple(self._files),
            published_on=self._fields.get("published_on", "").strip() or None,
            publisher=clean_name(given)
            if (given := self._fields.get("publisher", "").strip())
            else None,
            left_out=self._left_out,
        )

    async def discard(self, body: AsyncIterator[bytes]) -> None:
        """Throw away what still comes, within bounds."""
        size = 0
        with contextlib.suppress(Exception):
            async with asyncio.timeout(_DISCARDED_S):
                async for chunk in body:
                    size += len(chunk)
                    if size > self._bounds.total_bytes:
                        return

    def check_announced(self, length: int | None) -> None:
        """Refuse a body that says of itself that it is too large."""
        if length is not None:
            self._check_total(length)

    async def _keep_time(self, body: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        ends = time.monotonic() + self._bounds.receive_s
        while True:
            left = min(self._bounds.idle_s, ends - time.monotonic())
            try:
                yield await asyncio.wait_for(anext(body), max(left, 0.0))
            except StopAsyncIteration:
                return
            except TimeoutError as error:
                reason = (
                    f"an upload within {self._bounds.receive_s} s was expected, without a pause of "
                    f"{self._bounds.idle_s} s: send fewer files at once"
                )
                raise refuse(TIMED_OUT, reason) from error

    def _take(self, part: MultipartSegment | bytearray | None) -> None:
        if isinstance(part, MultipartSegment):
            self._begin(part)
        elif part:
            self._add(part)
        else:
            self._end()

    def _begin(self, segment: MultipartSegment) -> None:
        self._segment, self._size = segment, 0
        self._data.clear()
        if segment.filename:
            self._allow(self._fields)
            if lies_about(segment.filename):
                self._left_out += 1
                return
            if len(self._files) >= self._bounds.files:
                raise self._too_many()
            path = self._folder / f"{len(self._files):06d}"
            self._files.append(UploadedFile(path=path, name=clean_name(segment.filename)))
            self._file = path.open("xb")

    def _add(self, data: bytearray) -> None:
        self._size += len(data)
        if self._file is not None:
            if self._size > self._bounds.file_bytes:
                name = PurePosixPath(self._files[-1].name).name[:80]
                raise refuse(
                    TOO_LARGE,
                    f"files of at most {_say(self._bounds.file_bytes)} were expected, "
                    f"'{name}' is larger: split it, or add it with 'reportedly add'",
                )
            self._file.write(data)
        elif self._segment is not None and not self._segment.filename:
            self._data += data
            if len(self._data) > _FIELD_BYTES:
                raise refuse(TOO_LARGE, f"fields of at most {_FIELD_BYTES} bytes were expected")

    def _end(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
        elif self._segment is not None and not self._segment.filename:
            # A file field in which nothing was chosen comes as an empty file without a name.
            self._fields[self._segment.name or ""] = self._data.decode("utf-8", "replace")
        self._segment = None

    def _check_total(self, size: int) -> None:
        if size > self._bounds.total_bytes:
            raise refuse(
                TOO_LARGE,
                f"at most {_say(self._bounds.total_bytes)} at once were expected, more came: add "
                "them in several goes, or with 'reportedly add'",
            )

    def _too_many(self) -> HTTPException:
        return refuse(
            TOO_LARGE,
            f"at most {self._bounds.files} files at once were expected, more came: add them in "
            "several goes, or with 'reportedly add'",
        )


def _say(size_bytes: int) -> str:
    """A size as people say it: megabytes, or bytes where it is small."""
    return f"{size_bytes // _MEGA} MB" if size_bytes >= _MEGA else f"{size_bytes} bytes"
