"""Who may ask, and what a browser may do with the answer: hosts, token, headers.

The server listens on this machine alone unless a token is set. A request whose Host header is not
one of ours is refused, so that no page on the web can reach the case through a name of its own
(DNS rebinding). Answers forbid frames, requests to any other host, and every script and style but
the files of ours: nothing that stands in a page is run.
"""

from hmac import compare_digest
from urllib.parse import parse_qs

from litestar.enums import ScopeType
from litestar.status_codes import HTTP_200_OK
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.records import Record

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_KEPT = ("/static/built/assets/", "/static/css/", "/api/basemap")
"""Files whose address changes with what is in them; browsers may keep them."""
_COOKIE = "reportedly_token"
_LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


class Access(Record, frozen=True, kw_only=True):
    """Where the server listens, and the token that it asks for, if any."""

    host: str = "127.0.0.1"
    port: int = 8484
    token: str | None = None

    @property
    def is_local(self) -> bool:
        """Whether nobody but this machine can reach it."""
        return self.host in _LOCAL


class Guard:
    """Refuses what must not be answered, and puts the headers on what is."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access
        # Behind another address the names by which it is reached are not known: the token guards.
        self._hosts = _LOCAL if access.is_local else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        if self._hosts is not None and _read_host(headers.get("host", "")) not in self._hosts:
            await _refuse(send, 400, "this address is not one that the case is served under")
            return
        query = scope.get("query_string", b"").decode("latin-1")
        given = self._find_token(headers, query)
        if self._access.token is not None and not compare_digest(
            given.encode(), self._access.token.encode()
        ):
            await _refuse(send, 401, "a token is needed: open the address that the server printed")
            return

        is_kept = scope["path"].startswith(_KEPT)
        keeping = b"private, max-age=31536000, immutable" if is_kept else b"no-store"

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                is_found = message["status"] == HTTP_200_OK
                extra = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
                extra.append((b"cache-control", keeping if is_found else b"no-store"))
                if self._access.token is not None and "token=" in query:
                    cookie = f"{_COOKIE}={given}; Path=/; HttpOnly; SameSite=Strict"
                    extra.append((b"set-cookie", cookie.encode()))
                message["headers"] = [*message["headers"], *extra]
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _find_token(self, headers: dict[str, str], query: str) -> str:
        if named := parse_qs(query).get("token"):
            return named[0]
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return bearer
        for part in headers.get("cookie", "").split(";"):
            name, _, value = part.strip().partition("=")
            if name == _COOKIE:
                return value
        return ""


def _read_host(host: str) -> str:
    """The name in a Host header, without its port."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()


async def _refuse(send: Send, status: int, reason: str) -> None:
    body = reason.encode() + b"\n"
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    headers += [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
    headers.append((b"cache-control", b"no-store"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
