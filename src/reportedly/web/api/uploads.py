"""Adding reports: files are sent, and how far they are read is told as it goes."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Annotated, Any

import msgspec
from litestar import Request, delete, get, post
from litestar.di import NamedDependency
from litestar.params import QueryParameter
from litestar.response import Stream

from reportedly.web.api.answers import Id
from reportedly.web.desk import Given
from reportedly.web.uploads import Line, UploadState
from reportedly.web.uploads.form import UploadOperation, receive_form

GivenLine = NamedDependency[Line]
_TELLS_EVERY_S = 0.2
_ALIVE_EVERY_S = 15.0
_JobId = Id


@post(
    "/uploads",
    status_code=202,
    opt={"exclude_from_csrf": True},  # checked while the body comes, before any file of it is kept
    request_max_body_size=None,  # bounded by what the settings say
    operation_class=UploadOperation,
)
async def add_upload(
    request: Request[Any, Any, Any], desk: Given, uploads: GivenLine
) -> UploadState:
    """Send files as a form (`multipart/form-data`); they are read one upload after the other."""
    return await receive_form(request, desk, uploads)


@get("/uploads")
async def list_uploads(uploads: GivenLine) -> list[UploadState]:
    """The uploads of this server, the newest first."""
    return uploads.list_all()


@get("/uploads/{upload:str}")
async def get_upload(
    uploads: GivenLine,
    upload: _JobId,
    problems_from: Annotated[int, QueryParameter(ge=0, le=1_000_000)] = 0,
) -> UploadState:
    """How far an upload is, and what of it could not be read."""
    return uploads.describe(upload, problems_from)


@get("/uploads/{upload:str}/events", media_type="text/event-stream")
async def follow_upload(uploads: GivenLine, upload: _JobId) -> Stream:
    """How far an upload is, as events until it is over.

    Each event `state` is what `/api/uploads/{upload}` gives, the first one whole, later ones with the
    problems that are new.
    """
    uploads.describe(upload)
    return Stream(_tell(uploads, upload), media_type="text/event-stream")


@delete("/uploads/{upload:str}", status_code=200)
async def cancel_upload(uploads: GivenLine, upload: _JobId) -> UploadState:
    """Read no further document of an upload; what was read stays."""
    return uploads.cancel(upload)


async def _tell(uploads: Line, upload: str) -> AsyncIterator[bytes]:
    told: tuple[int, int] | None = None
    listed, at = 0, time.monotonic()
    while not uploads.is_closing:
        state = uploads.describe(upload, listed)
        if (key := (state.version, state.ahead)) != told:
            told, at = key, time.monotonic()
            listed += len(state.problems)
            data = msgspec.json.encode(state).decode()
            yield f"event: state\nid: {state.version}\ndata: {data}\n\n".encode()
        elif time.monotonic() - at > _ALIVE_EVERY_S:
            at = time.monotonic()
            yield b": alive\n\n"
        if state.is_over:
            return
        await asyncio.sleep(_TELLS_EVERY_S)
