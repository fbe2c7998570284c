"""Who may ask, and what a browser may do with the answer: hosts, origins, token, headers.

The server listens on this machine alone unless a token is set. A request whose Host header is not
one of ours is refused, so that no page on the web can reach the case through a name of its own
(DNS rebinding). Nor may a page of anybody else's send a change, or load anything of ours as its
own part: browsers say where a request comes from. Answers forbid frames, requests to any other
host, and every script and style but the files of ours: nothing that stands in a page is run.
"""

import re
from hmac import compare_digest
from typing import Self
from urllib.parse import parse_qs, parse_qsl, quote, urlencode, urlsplit

import msgspec
from litestar.enums import ScopeType
from litestar.status_codes import HTTP_200_OK, HTTP_401_UNAUTHORIZED
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from reportedly.errors import UsageError
from reportedly.records import Record

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # no-referrer would hide our own forms' origin as well
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-dns-prefetch-control": "off",  # a link to a source must not be looked up unless followed
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_SAFE = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
_FORBIDDEN = 1008
_KEPT = ("/static/built/assets/", "/static/css/", "/api/basemap")
"""Files whose address changes with what is in them; browsers may keep them."""
_COOKIE = "reportedly_token"
_LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))(?::[0-9]{1,5})?", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z0-9._~+/=-]{16,256}")
_ASKING = frozenset({"GET", "HEAD", "OPTIONS"})
_OUR_OWN = frozenset({"same-origin", "none"})
"""What `Sec-Fetch-Site` says of our own pages, and of an address that somebody types."""


class Access(Record, frozen=True, kw_only=True):
    """Where the server listens, and the token that it asks for, if any."""

    host: str = "127.0.0.1"
    port: int = 8484
    token: str | None = None

    def __post_init__(self) -> None:
        """Raises `UsageError` where anybody could ask, or a cookie could not hold the token."""
        if self.token is None and not self.is_local:
            raise UsageError(
                f"{self.host} can be reached by others: give --token or --token-file, "
                "or leave --host out"
            )
        if self.token is not None and not _TOKEN.fullmatch(self.token):
            raise UsageError(
                "a token of at least 16 characters was expected: letters, digits and - . _ ~ + / ="
            )

    @property
    def is_local(self) -> bool:
        """Whether nobody but this machine can reach it."""
        return self.host in _LOCAL


class _Asked(Record, frozen=True, kw_only=True):
    """What the guard reads of a request; a header that comes twice is read as both together."""

    method: str
    path: str
    query: str
    headers: dict[str, str]

    @classmethod
    def read(cls, scope: HTTPScope) -> Self:
        headers: dict[str, str] = {}
        for raw_name, raw in scope["headers"]:
            name, value = raw_name.decode("latin-1").lower(), raw.decode("latin-1")
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
        return cls(
            method=scope["method"],
            path=scope["path"],
            query=scope.get("query_string", b"").decode("latin-1"),
            headers=headers,
        )

    @property
    def is_api(self) -> bool:
        """Whether a program asks, not somebody who looks at pages."""
        return self.path.startswith("/api")


class Guard:
    """Refuses what must not be answered, and puts the headers on what is."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._token = access.token
        # Cookies do not tell ports apart: servers beside each other must not take each other's.
        self._cookie = f"{_COOKIE}_{access.port}"
        # Behind another address the names by which it is reached are not known: the token guards.
        self._hosts = _LOCAL if access.is_local else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        kind: str = scope["type"]  # the server's own start and end come here too
        if kind == ScopeType.WEBSOCKET:  # there is none, and none would be guarded
            await send({"type": "websocket.close", "code": _FORBIDDEN, "reason": ""})
            return
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        asked = _Asked.read(scope)
        if refusal := self._find_refusal(asked):
            await _refuse(send, asked, *refusal)
            return
        named = parse_qs(asked.query).get("token")
        cookie = None
        if self._token is not None and named is not None:
            cookie = f"{self._cookie}={self._token}; Path=/; HttpOnly; SameSite=Strict"
            if asked.method == "GET" and not asked.is_api:
                await _send_on(send, asked, cookie)
                return

        is_kept = asked.path.startswith(_KEPT)
        keeping = b"private, max-age=31536000, immutable" if is_kept else b"no-store"

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                is_found = message["status"] == HTTP_200_OK
                extra = [(b"cache-control", keeping if is_found else b"no-store")]
                if cookie is not None:
                    extra.append((b"set-cookie", cookie.encode()))
                kept = [h for h in message["headers"] if h[0].lower() != b"cache-control"]
                message["headers"] = [*kept, *_SAFE, *extra]
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _find_refusal(self, asked: _Asked) -> tuple[int, str] | None:
        """Return a status and a sentence for what must not be answered."""
        if self._hosts is not None and _read_host(asked.headers.get("host", "")) not in self._hosts:
            return 400, "this address is not one that the case is served under"
        if self._token is not None and not compare_digest(
            self._find_token(asked).encode(), self._token.encode()
        ):
            return 401, "a token is needed: open the address that the server printed"
        if not _is_from_us(asked):
            return 403, "this was sent by a page of another site: open the case itself"
        return None

    def _find_token(self, asked: _Asked) -> str:
        if named := parse_qs(asked.query).get("token"):
            return named[0]
        scheme, _, bearer = asked.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return bearer
        for part in asked.headers.get("cookie", "").split(";"):
            name, _, value = part.strip().partition("=")
            if name == self._cookie:
                return value
        return ""


def _read_host(host: str) -> str:
    """The name in a Host header, without its port; nothing if it is not one name."""
    found = _HOST.fullmatch(host)
    return (found[1] or found[2]).lower() if found else ""


def _is_from_us(asked: _Asked) -> bool:
    """Whether nobody else's page sent it; a link to a page of ours may stand anywhere.

    Browsers send `Sec-Fetch-Site` to this machine and to what is encrypted, and `Origin` with a
    change everywhere; programs send neither.
    """
    site = asked.headers.get("sec-fetch-site")
    if site is not None and site not in _OUR_OWN:
        is_link = asked.headers.get("sec-fetch-mode") == "navigate"
        is_page = asked.headers.get("sec-fetch-dest") == "document"
        return asked.method == "GET" and is_link and is_page
    origin = asked.headers.get("origin")
    if origin is None or asked.method in _ASKING:
        return True
    return urlsplit(origin).netloc.lower() == asked.headers.get("host", "").lower()


async def _send_on(send: Send, asked: _Asked, cookie: str) -> None:
    """Have a browser remember the token and ask again without it: it must not stay in an address."""
    rest = urlencode([pair for pair in parse_qsl(asked.query) if pair[0] != "token"])
    # More than one slash at the beginning would be read as the name of another host.
    address = "/" + quote(asked.path.lstrip("/")) + (f"?{rest}" if rest else "")
    headers = [(b"location", address.encode()), (b"set-cookie", cookie.encode())]
    await _answer(send, 303, b"", headers)


async def _refuse(send: Send, asked: _Asked, status: int, reason: str) -> None:
    """Say no in a sentence: as JSON to a program, as text to a browser."""
    kind = b"application/json" if asked.is_api else b"text/plain; charset=utf-8"
    said = msgspec.json.encode({"status": status, "reason": reason})
    body = said if asked.is_api else reason.encode() + b"\n"
    headers = [(b"content-type", kind)]
    if status == HTTP_401_UNAUTHORIZED:
        headers.append((b"www-authenticate", b"Bearer"))
    await _answer(send, status, b"" if asked.method == "HEAD" else body, headers)


async def _answer(send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
    extra = [*_SAFE, (b"cache-control", b"no-store"), (b"content-length", b"%d" % len(body))]
    start: Message = {
        "type": "http.response.start",
        "status": status,
        "headers": [*headers, *extra],
    }
    await send(start)
    await send({"type": "http.response.body", "body": body, "more_body": False})
