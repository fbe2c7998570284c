"""What several handlers need: parameters with their bounds, and answers."""

from collections.abc import Iterable
from typing import Annotated, Any
from urllib.parse import quote

import msgspec
from litestar import Response
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import PathParameter, QueryParameter
from litestar.routes import BaseRoute, HTTPRoute

from reportedly.records import Record

_NAME_MOST = 80
"""Characters of a file's name before its suffix: systems allow 255 bytes."""

Limit = Annotated[int, QueryParameter(ge=1, le=1000, description="At most so many.")]
Name = Annotated[str, QueryParameter(max_length=500, description="A name, or the id of an entity.")]
MaybeName = Annotated[
    str | None, QueryParameter(max_length=500, description="A name, or the id of an entity.")
]

MaybeDate = Annotated[
    str | None,
    QueryParameter(max_length=40, description="A date in EDTF, such as 2021, 2021-03, 2021-03-14."),
]
Id = Annotated[str, PathParameter(max_length=500, description="An id; for an entity a name too.")]
Text = Annotated[str, QueryParameter(max_length=100)]
MaybeText = Annotated[str | None, QueryParameter(max_length=100)]


class Refusal(Record, frozen=True, kw_only=True):
    """Why something was not answered, in a sentence."""

    status: int
    reason: str


def describe_refusals(routes: Iterable[BaseRoute]) -> None:
    """Have the description of each address name how it refuses."""
    refusals = {
        400: "Asked wrongly, or what was asked for may mean several.",
        403: "Sent by a page of another site, or a change without the token of a page.",
        404: "Not in the case.",
    }
    described = {
        status: ResponseSpec(Refusal, description=words, generate_examples=False)
        for status, words in refusals.items()
    }
    for route in routes:
        if isinstance(route, HTTPRoute):
            for handler in route.route_handlers:
                handler.responses = {**described, **(handler.responses or {})}


def build(record: object) -> dict[str, Any]:
    """Return a record as plain values; dates become strings."""
    return dict(msgspec.to_builtins(record))


def download(data: bytes, stem: str, suffix: str, media_type: str) -> Response[bytes]:
    """Return a file that the browser keeps, called `stem` as far as file names may be."""
    headers = {"content-disposition": attach(stem, suffix)}
    return Response(data, media_type=media_type, headers=headers)


def attach(stem: str, suffix: str) -> str:
    """Return the header by which a browser keeps an answer as a file of that name (RFC 6266)."""
    kept = "".join(c if c.isalnum() or c in " .-_" else "-" for c in stem)
    stem = kept.strip(" .")[:_NAME_MOST] or "case"
    plain = stem.encode("ascii", "replace").decode().replace("?", "-")
    encoded = quote(stem + suffix, safe="")
    return f"attachment; filename=\"{plain}{suffix}\"; filename*=UTF-8''{encoded}"
