"""One connection to one number, with the name in Host and SNI, that ends at a fixed time.

A timer closes the socket when the time is over, whatever is being waited for: a server that sends a
byte now and then holds nobody.
"""

import http.client
import socket
import ssl
import threading
import time
from types import TracebackType
from typing import Self

from reportedly.errors import BadInputError
from reportedly.fetch.address import Target, may_be_asked


class Deadline:
    """The moment when everything about one page must be done."""

    def __init__(self, timeout_s: float) -> None:
        self.timeout_s = timeout_s
        self._end = time.monotonic() + timeout_s

    def left_s(self) -> float:
        """Seconds that are left. Raises `BadInputError`, code `too-slow`, when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.explain()
        return left

    def explain(self) -> BadInputError:
        """Return the error that says that time is over."""
        return BadInputError(
            f"the page within {self.timeout_s:g} s was expected, the server is slower: "
            "try again later, or save the page from a browser",
            code="too-slow",
        )


class Connection(http.client.HTTPConnection):
    """Speaks HTTP with the machine at `number`; no proxy, no cookies, nothing is kept open."""

    def __init__(
        self, target: Target, number: str, *, deadline: Deadline, allow_private: bool
    ) -> None:
        super().__init__(target.host, target.port, timeout=deadline.left_s())
        self.default_port = 443 if target.scheme == "https" else 80
        self._target = target
        self._number = number
        self._allow_private = allow_private
        self.deadline = deadline
        self._timer = threading.Timer(deadline.left_s(), self._cut)
        self._timer.daemon = True
        # `sock` is forgotten once an answer without a length begins, while its body is still read.
        self._wire: socket.socket | None = None
        self.is_over = False

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        self.close()

    def connect(self) -> None:
        """Connect to the number; what the socket then says of its other end is judged again."""
        self.sock = socket.create_connection(
            (self._number, self._target.port), timeout=self.deadline.left_s()
        )
        self._wire = self.sock
        peer = str(self.sock.getpeername()[0])
        if not may_be_asked(peer, allow_private=self._allow_private):
            raise BadInputError(
                f"a page on the public network was expected, the connection leads to {peer}",
                code="refused",
            )
        if self._target.scheme == "https":
            self.sock = make_context().wrap_socket(
                self.sock, server_hostname=self._target.host, do_handshake_on_connect=False
            )
            self._wire = self.sock
            self.sock.do_handshake()

    def _cut(self) -> None:
        self.is_over = True
        if self._wire is not None:
            try:
                # Of the plain socket: an SSL one would forget its state under its reader's hands.
                socket.socket.shutdown(self._wire, socket.SHUT_RDWR)
            except OSError:
                return


def make_context() -> ssl.SSLContext:
    """Return how certificates are checked: by the system's authorities, name included."""
    return ssl.create_default_context()
