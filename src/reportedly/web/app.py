"""A case file → the application that a server runs: pages, the API, and who may ask."""

import logging
import secrets
from pathlib import Path
from typing import Any

from litestar import Litestar, MediaType, Request, Response, Router
from litestar.config.compression import CompressionConfig
from litestar.config.csrf import CSRFConfig
from litestar.config.response_cache import ResponseCacheConfig
from litestar.di import Provide
from litestar.exceptions import (
    HTTPException,
    PermissionDeniedException,
    ValidationException,
)
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.static_files import create_static_files_router
from litestar.template import TemplateConfig

from reportedly.case import get_version
from reportedly.errors import CaseBusyError, CaseError, ReportedlyError, UsageError
from reportedly.settings import Settings
from reportedly.web.api import API
from reportedly.web.assets import STATIC
from reportedly.web.desk import Desk
from reportedly.web.guard import Access, Guard
from reportedly.web.pages import PAGES
from reportedly.web.showing import make_environment
from reportedly.web.uploads import Line, Pipeline, Program

AnyRequest = Request[Any, Any, Any]
_HERE = Path(__file__).parent
NOT_COMPRESSED = r"^/api/uploads/[^/]+/events"
"""Streams of events: a compressor would hold them back."""
_FROM_BEFORE = (
    "this page is from before the server was started: load it again and repeat the change"
)
_LOG = logging.getLogger(__name__)
_PAGES = make_environment(_HERE / "templates")


class GuardedApp(Litestar):
    """An application with a guard around everything: what is not found, and files, too."""

    access: Access
    desk: Desk
    uploads: Line

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer what the guard lets through."""
        await Guard(super().__call__, self.access)(scope, receive, send)


def make_app(
    path: Path, access: Access, settings: Settings, program: type[Program] = Pipeline
) -> GuardedApp:
    """Return the application that shows the case at `path`; `program` reads what is added to it."""
    desk = Desk(path, settings)
    uploads = Line(path, settings, program)
    app = GuardedApp(
        route_handlers=[
            API,
            # One router: Litestar 2.25 breaks a path that is registered twice (GET, then POST).
            Router("/", route_handlers=PAGES),
            create_static_files_router("/static", [STATIC], include_in_schema=False),
        ],
        dependencies={
            "desk": Provide(lambda: desk, sync_to_thread=False),
            "uploads": Provide(lambda: uploads, sync_to_thread=False),
        },
        on_startup=[uploads.folders.sweep],
        on_shutdown=[uploads.close],
        exception_handlers={
            ReportedlyError: _explain,
            HTTPException: _explain_request,
            Exception: _explain_failure,
        },
        openapi_config=OpenAPIConfig(
            title="Reportedly",
            version=get_version(),
            description="A case of attributed claims. A claim is never a fact.",
            use_handler_docstrings=True,
            path="/api/schema",
            render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        ),
        template_config=TemplateConfig(instance=JinjaTemplateEngine.from_environment(_PAGES)),
        csrf_config=_protect(),
        compression_config=CompressionConfig("gzip", exclude=[NOT_COMPRESSED]),
        response_cache_config=ResponseCacheConfig(default_expiration=None),
        request_max_body_size=1 << 20,
    )
    app.access = access
    app.desk = desk
    app.state.case_name = path.name
    app.uploads = uploads
    return app


def _protect() -> CSRFConfig:
    """Have every change carry what only our own pages know.

    The secret lives as long as the server. So does the cookie's name: a cookie that an earlier
    server signed, on any port of this machine, would else be sent along and never fit.
    """
    return CSRFConfig(
        secret=secrets.token_urlsafe(32),
        cookie_name=f"reportedly_csrf_{secrets.token_hex(4)}",
        cookie_samesite="strict",
        cookie_httponly=True,
    )


_STATUSES = ((CaseBusyError, 503), (CaseError, 404), (UsageError, 400))


def _explain(request: AnyRequest, error: ReportedlyError) -> Response[Any]:
    """One sentence and a status: what is not there is 404, what was asked wrongly 400."""
    status = next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)
    return _answer(request, status, str(error))


def _explain_request(request: AnyRequest, error: HTTPException) -> Response[Any]:
    if isinstance(error, PermissionDeniedException) and "CSRF" in error.detail:
        return _answer(request, 403, _FROM_BEFORE)
    if isinstance(error, ValidationException) and isinstance(error.extra, list):
        wrong = [f"{one.get('key', 'the request')}: {one['message']}" for one in error.extra]
        return _answer(request, 400, "; ".join(wrong) or "this was not asked as expected")
    return _answer(request, error.status_code, error.detail, error.headers)


def _explain_failure(request: AnyRequest, error: Exception) -> Response[Any]:
    """Say that something failed, and by which number the log knows it; nothing of the failure."""
    number = secrets.token_hex(4)
    _LOG.error("failure %s at %s %s", number, request.method, request.url.path, exc_info=error)
    reason = f"the program failed; its log says more under the number {number}"
    return _answer(request, 500, reason)


def _answer(
    request: AnyRequest, status: int, reason: str, headers: dict[str, str] | None = None
) -> Response[Any]:
    if request.url.path.startswith("/api"):
        body = {"status": status, "reason": reason}
        return Response(body, status_code=status, media_type=MediaType.JSON, headers=headers)
    page = _PAGES.get_template("error.html").render(status=status, reason=reason, asked_by=request)
    return Response(page, status_code=status, media_type=MediaType.HTML, headers=headers)
