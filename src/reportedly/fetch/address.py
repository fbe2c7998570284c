"""A web address → the machine that may be asked for it, by number.

Names are resolved once, and it is the number that is judged and then connected to: a name that
answers differently the second time (DNS rebinding) gains nothing.
"""

import ipaddress
import socket
import threading
from urllib.parse import quote, urlsplit

from reportedly.errors import BadInputError
from reportedly.records import Record

_SCHEMES = {"http": 80, "https": 443}
_MAX_ADDRESS = 8192
# Networks through which an IPv4 address is reached (RFC 6052): what counts is that address.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# Characters of a path that stay as they are; what is already escaped is not escaped again.
SAFE = "/%:=&?~#+!$,;'@()*[]"

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


class Target(Record, frozen=True, kw_only=True):
    """A web address in its parts. `host` is ASCII, `path` begins with '/' and holds the query."""

    scheme: str
    host: str
    port: int
    path: str
    url: str


def is_address(value: str) -> bool:
    """Whether `value` is meant as a web address rather than as a path."""
    return value.lower().startswith(("http://", "https://"))


def parse_address(url: str) -> Target:
    """Return the parts of a web address. Raises `BadInputError`, code `malformed` or `refused`."""
    if len(url) > _MAX_ADDRESS:
        raise BadInputError(
            f"an address of at most {_MAX_ADDRESS} characters was expected, {len(url)} came",
            code="malformed",
        )
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise _no_address(url) from error
    if parts.scheme not in _SCHEMES:
        raise BadInputError(
            f"an address that begins with http:// or https:// was expected, "
            f"'{parts.scheme[:20]}:' came",
            code="refused",
        )
    if not host or any(c.isspace() or c < "!" for c in host):
        raise _no_address(url)
    if parts.username is not None or parts.password is not None:
        raise BadInputError(
            "an address without user and password was expected: they would stand in the case",
            code="refused",
        )
    path = quote(parts.path or "/", safe=SAFE) + (
        "?" + quote(parts.query, safe=SAFE) if parts.query else ""
    )
    port = port or _SCHEMES[parts.scheme]
    shown = f"[{host}]" if ":" in host else host
    where = shown if port == _SCHEMES[parts.scheme] else f"{shown}:{port}"
    return Target(
        scheme=parts.scheme, host=host, port=port, path=path, url=f"{parts.scheme}://{where}{path}"
    )


def find_numbers(target: Target, *, allow_private: bool, timeout_s: float) -> list[str]:
    """Return the numeric addresses of a target that may be connected to, in the resolver's order.

    Raises `BadInputError`: `unreachable` where the name is unknown, `too-slow` where nobody answers
    in time, `refused` where all its addresses are inside a network.
    """
    found = _resolve(target.host, target.port, timeout_s)
    allowed = [number for number in found if may_be_asked(number, allow_private=allow_private)]
    if not allowed and allow_private:
        raise BadInputError(
            f"a page was expected, {target.host} is {', '.join(found[:3])}, at which machines keep what "
            "they know of themselves: it is never asked",
            code="refused",
        )
    if not allowed:
        raise BadInputError(
            f"a page on the public network was expected, {target.host} is "
            f"{', '.join(found[:3])}, an address inside a network: --allow-private allows it",
            code="refused",
        )
    return allowed


def may_be_asked(number: str, *, allow_private: bool) -> bool:
    """Whether a numeric address may be connected to; link-local ones never, whatever is allowed.

    At them hosts of machines answer with keys to anybody on the machine, and no reports are there.
    """
    if allow_private:
        return not _unwrap(ipaddress.ip_address(number)).is_link_local
    return is_public(number)


def is_public(number: str) -> bool:
    """Whether a numeric address is one of the public network.

    Private, loopback, link-local, shared, reserved, documentation and multicast addresses are not
    (the IANA special-purpose registries), nor IPv6 forms of such IPv4 addresses.
    """
    ip = _unwrap(ipaddress.ip_address(number))
    return ip.is_global and not (
        ip.is_multicast
        or ip.is_reserved
        or ip.is_unspecified
        or ip.is_private
        or ip.is_loopback
        or ip.is_link_local
    )


def _unwrap(ip: IpAddress) -> IpAddress:
    """The IPv4 address inside an IPv6 one that leads to it."""
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and (ip in _NAT64 or int(ip) >> 32 == 0):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        return inner or ip
    return ip


def _resolve(host: str, port: int, timeout_s: float) -> list[str]:
    """Ask the system's resolver, in a thread, since it knows no time limit."""
    found: list[str] = []
    faults: list[OSError] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(str(answer[4][0]) for answer in answers))
        except OSError as error:
            faults.append(error)
        except UnicodeError as error:
            faults.append(OSError(str(error)))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(timeout_s)
    if asking.is_alive():
        raise BadInputError(
            f"an answer within {timeout_s:.0f} s was expected, the name {host} is not resolved yet",
            code="too-slow",
        )
    if faults or not found:
        reason = faults[0].strerror if faults else "no address"
        raise BadInputError(
            f"a known name was expected, {host} is not found ({str(reason).lower()}): "
            "check the address and the connection",
            code="unreachable",
        )
    return found


def _no_address(url: str) -> BadInputError:
    return BadInputError(
        f"an address as https://courier.example/raid was expected, '{url[:80]}' came",
        code="malformed",
    )
