"""A request with a form of files → an upload in the line, if it comes from a page of ours."""

from hmac import compare_digest
from typing import Any

from litestar import Request
from litestar.enums import RequestEncodingType
from litestar.exceptions import HTTPException, PermissionDeniedException
from litestar.middleware.csrf import CSRF_SECRET_LENGTH, generate_csrf_hash
from litestar.openapi.spec import OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema

from reportedly.read.dates import check_given_date
from reportedly.web.desk import Desk
from reportedly.web.uploads.line import Line, TooManyError
from reportedly.web.uploads.receiving import BAD, Receiver, refuse
from reportedly.web.uploads.records import UploadState

TOKEN_FIELD = "_csrf_token"  # noqa: S105 - its name
_TOO_MANY = 429


class UploadOperation(Operation):
    """Describes the form, which is read as it comes and not by a parameter."""

    def __post_init__(self) -> None:
        """Put the form into the operation."""
        text = Schema(type=OpenAPIType.STRING)
        file = Schema(type=OpenAPIType.STRING, content_media_type="application/octet-stream")
        form = Schema(
            type=OpenAPIType.OBJECT,
            properties={
                "files": Schema(type=OpenAPIType.ARRAY, items=file),
                "publisher": text,
                "published_on": text,
            },
            required=["files"],
        )
        kind = RequestEncodingType.MULTI_PART.value
        self.request_body = RequestBody(
            content={kind: OpenAPIMediaType(schema=form)}, required=True
        )


async def receive_form(request: Request[Any, Any, Any], desk: Desk, line: Line) -> UploadState:
    """Take the files of a form and put them into the line.

    Raises `HTTPException` for what is refused, `UsageError` for a date that is none, `CaseError`
    where there is no case.
    """
    kind, options = request.content_type
    boundary = options.get("boundary")
    if kind != RequestEncodingType.MULTI_PART.value or not boundary:
        raise refuse(BAD, "a form with files (multipart/form-data) was expected")
    with desk.open():
        pass
    try:
        with line.room() as folder:
            receiver = Receiver(folder, line.bounds, lambda fields: _check(request, fields))
            body = request.stream()
            try:
                receiver.check_announced(request.content_length)
                delivery = await receiver.receive(body, boundary)
            except HTTPException:
                await receiver.discard(body)
                raise
            check_given_date(delivery.published_on)
            return line.begin(delivery, folder)
    except TooManyError as error:
        raise refuse(_TOO_MANY, str(error)) from error


def _check(request: Request[Any, Any, Any], fields: dict[str, str]) -> None:
    """Refuse what no page of ours sent: its token comes in a header, or before the first file."""
    config = request.app.csrf_config
    if config is None:
        return
    given = request.headers.get(config.header_name) or fields.get(TOKEN_FIELD, "")
    kept = request.cookies.get(config.cookie_name, "")
    secret, signed = given[:CSRF_SECRET_LENGTH], given[CSRF_SECRET_LENGTH:]
    is_signed = compare_digest(
        signed.encode(), generate_csrf_hash(token=secret, secret=config.secret).encode()
    )
    if not given or not is_signed or not compare_digest(given.encode(), kept.encode()):
        raise PermissionDeniedException(
            "this form is of an earlier page or of another site: load the page again"
        )
