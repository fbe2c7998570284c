"""Adding reports without scripts: a form, and a page that shows how far they are read."""

from typing import Any

from litestar import Request, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from reportedly.web.api.uploads import GivenLine
from reportedly.web.desk import Given
from reportedly.web.pages.rendering import show
from reportedly.web.uploads.form import receive_form
from reportedly.web.uploads.line import Line
from reportedly.web.uploads.records import Bounds


@get("/uploads", include_in_schema=False)
async def show_uploads(uploads: GivenLine) -> Template:
    """The uploads of this server, and the form to add more."""
    states = uploads.list_all()
    return show("uploads.html", uploads=states, bounds=get_bounds(uploads), is_one=False)


@post(
    "/uploads",
    include_in_schema=False,
    opt={"exclude_from_csrf": True},  # checked while the body comes, before any file of it is kept
    request_max_body_size=None,  # bounded by what the settings say
)
async def send_upload(request: Request[Any, Any, Any], desk: Given, uploads: GivenLine) -> Redirect:
    """Take the form's files and show how far they are."""
    state = await receive_form(request, desk, uploads)
    return Redirect(f"/uploads/{state.id}", status_code=303)


@get("/uploads/{upload:str}", include_in_schema=False)
async def show_upload(uploads: GivenLine, upload: FromPath[str]) -> Template:
    """How far an upload is; the page asks again by itself until it is over."""
    state = uploads.describe(upload)
    return show("uploads.html", uploads=[state], bounds=get_bounds(uploads), is_one=True)


@post("/uploads/{upload:str}/cancel", include_in_schema=False)
async def stop_upload(uploads: GivenLine, upload: FromPath[str]) -> Redirect:
    """Read no further document of an upload."""
    uploads.cancel(upload)
    return Redirect(f"/uploads/{upload}", status_code=303)


def get_bounds(uploads: Line) -> Bounds:
    """Return the bounds that a page must know."""
    bounds = uploads.bounds
    return Bounds(file_bytes=bounds.file_bytes, total_bytes=bounds.total_bytes, files=bounds.files)
