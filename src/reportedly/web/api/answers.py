"""What several handlers need: parameters with their bounds, and answers."""

from typing import Annotated, Any

import msgspec
from litestar import Response
from litestar.params import QueryParameter

Limit = Annotated[int, QueryParameter(ge=1, le=1000, description="At most so many.")]
Name = Annotated[str, QueryParameter(max_length=500, description="A name, or the id of an entity.")]
MaybeName = Annotated[
    str | None, QueryParameter(max_length=500, description="A name, or the id of an entity.")
]

MaybeDate = Annotated[
    str | None,
    QueryParameter(max_length=40, description="A date in EDTF, such as 2021, 2021-03, 2021-03-14."),
]


def build(record: object) -> dict[str, Any]:
    """Return a record as plain values; dates become strings."""
    return dict(msgspec.to_builtins(record))


def download(data: bytes, name: str, media_type: str) -> Response[bytes]:
    """Return a file that the browser keeps."""
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type=media_type, headers=headers)
