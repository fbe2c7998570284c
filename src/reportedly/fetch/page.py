"""One page: redirects followed and judged one by one, the body bounded as sent and as unpacked."""

import http.client
import ssl
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import quote, urljoin

from reportedly.errors import BadInputError
from reportedly.fetch.address import SAFE, Target, find_numbers, parse_address
from reportedly.fetch.connection import Connection, Deadline
from reportedly.read.http_body import unpack_body
from reportedly.records import Record
from reportedly.settings import Settings

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_OK, _NOT_MODIFIED = 200, 304
_CHUNK = 64 * 1024


class Bounds(Record, frozen=True, kw_only=True):
    """What one page may cost. `allow_private` lets addresses inside a network be asked."""

    timeout_s: float = 30.0
    max_bytes: int = Settings().max_bytes
    max_redirects: int = 10
    allow_private: bool = False


class Fetched(Record, frozen=True, kw_only=True):
    """What stood at an address. `url` is where redirects ended; `data` is unpacked."""

    url: str
    data: bytes
    content_type: str = ""
    etag: str | None = None
    modified: str | None = None


def fetch_page(url: str, *, bounds: Bounds, known: Fetched | None = None) -> Fetched:
    """Return what stands at `url`; `known` itself where the server says that it still stands there.

    Raises `BadInputError`: `refused` (an address that is not asked), `unreachable` (no answer, or
    one that is not 200), `redirects`, `too-slow`, `too-large`, `unsupported`, `malformed`.
    """
    deadline = Deadline(bounds.timeout_s)
    target = parse_address(url)
    passed: list[str] = []
    while True:
        found = _ask(target, bounds, deadline, known)
        if not isinstance(found, str):
            return found
        passed.append(target.url)
        following = parse_address(urljoin(target.url, found))
        if len(passed) > bounds.max_redirects or following.url in passed:
            raise BadInputError(
                f"a page was expected, redirects came ({len(passed)}), the last to "
                f"{following.url[:100]}: give the address of the page itself",
                code="redirects",
            )
        if target.scheme == "https" and following.scheme == "http":
            raise BadInputError(
                "a redirect from https to https was expected, one to http came, where others can "
                f"change the page: give {following.url[:100]} if you want it all the same",
                code="refused",
            )
        target = following


def _ask(
    target: Target, bounds: Bounds, deadline: Deadline, known: Fetched | None
) -> Fetched | str:
    """What one request gives: the page, or where it has gone. The first number that answers holds."""
    numbers = find_numbers(target, allow_private=bounds.allow_private, timeout_s=deadline.left_s())
    fault: Exception | None = None
    for number in numbers:
        with Connection(
            target, number, deadline=deadline, allow_private=bounds.allow_private
        ) as connection:
            try:
                connection.connect()
            except ssl.SSLError as error:
                raise _explain(target, error, connection) from error
            except OSError as error:
                fault = _explain(target, error, connection)
                continue
            try:
                return _exchange(connection, target, bounds, known)
            except (OSError, http.client.HTTPException, ValueError) as error:
                raise _explain(target, error, connection) from error
    raise fault or AssertionError("a target has a number")


def _explain(target: Target, error: Exception, connection: Connection) -> BadInputError:
    if connection.is_over or isinstance(error, TimeoutError):
        return connection.deadline.explain()
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = f"its certificate is not valid ({error.verify_message})"
    else:
        reason = (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()
    return BadInputError(
        f"a page was expected, {target.host} does not give one ({_flatten(reason)}): "
        "check the address and the connection",
        code="unreachable",
    )


def _exchange(
    connection: Connection, target: Target, bounds: Bounds, known: Fetched | None
) -> Fetched | str:
    headers = {
        "User-Agent": f"reportedly/{_find_version()} (reads single pages that a person names)",
        "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,"
        "application/pdf,text/*;q=0.9,*/*;q=0.5",
        "Accept-Encoding": "gzip",
        "Accept-Language": "en",
        "Connection": "close",
    }
    if known is not None and known.etag:
        headers["If-None-Match"] = known.etag
    if known is not None and known.modified:
        headers["If-Modified-Since"] = known.modified
    connection.request("GET", target.path, headers=headers)
    with connection.getresponse() as answer:
        if known is not None and answer.status == _NOT_MODIFIED:
            return known
        location = answer.headers.get("Location")
        if answer.status in _REDIRECTS and location:
            # Headers are read as Latin-1; whoever sends more than ASCII sends UTF-8.
            written = location.encode("latin-1", "replace").decode("utf-8", "replace")
            return quote(written.strip(), safe=SAFE)
        if answer.status != _OK:
            raise BadInputError(
                f"a page was expected, {target.host} answers {answer.status} "
                f"{_flatten(answer.reason)}: open the address in a browser and save the page if "
                "it shows there",
                code="unreachable",
            )
        body = _read_body(answer, bounds.max_bytes)
    if connection.is_over:
        raise connection.deadline.explain()
    encoding = answer.headers.get("Content-Encoding")
    return Fetched(
        url=target.url,
        data=unpack_body(body, encoding=encoding, limit=bounds.max_bytes),
        content_type=answer.headers.get("Content-Type", ""),
        etag=answer.headers.get("ETag"),
        modified=answer.headers.get("Last-Modified"),
    )


def _flatten(words: str) -> str:
    """What a server says, on one short line."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())[:120]


def _read_body(answer: http.client.HTTPResponse, limit: int) -> bytes:
    """The body as sent; one that is longer than `limit` or than it says is refused, in time."""
    stated = answer.length
    if stated is not None and stated > limit:
        raise _too_large(limit, stated)
    body = bytearray()
    while chunk := answer.read(_CHUNK):
        body += chunk
        if len(body) > limit:
            raise _too_large(limit, None)
    if stated is not None and len(body) < stated:
        raise http.client.IncompleteRead(bytes(body[:0]), stated - len(body))
    return bytes(body)


def _too_large(limit: int, size: int | None) -> BadInputError:
    return BadInputError(
        f"at most {limit} bytes a page were expected, {size or 'more'} came: "
        "save what you need of it as a file",
        code="too-large",
    )


def _find_version() -> str:
    try:
        return version("reportedly")
    except PackageNotFoundError:
        return "unknown"
