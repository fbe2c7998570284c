"""An application → a server that answers until Ctrl-C, and then ends without waiting for anybody."""

import socket
from types import FrameType

import uvicorn

from reportedly.errors import UsageError
from reportedly.web.app import GuardedApp
from reportedly.web.counting import Counting
from reportedly.web.guard import Access

_ENDS_IN_S = 3
"""How long answers that were begun may take to their end."""


class _Server(uvicorn.Server):
    """Tells the uploads at once that all is over: who follows one would else keep the server up."""

    def __init__(self, config: uvicorn.Config, app: GuardedApp) -> None:
        super().__init__(config)
        self._app = app

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Answer Ctrl-C."""
        self._app.uploads.is_closing = True
        super().handle_exit(sig, frame)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 takes any that is free. Raises `UsageError` where none can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise UsageError(
            f"a free port of this machine was expected, {host} port {port} cannot be listened on: "
            f"{error.strerror or error}; name another with --port, or --port 0 for any"
        ) from error


def run_server(app: GuardedApp, access: Access, door: socket.socket) -> None:
    """Serve what comes in at `door` until Ctrl-C or the system's wish to end."""
    config = uvicorn.Config(
        app,
        host=access.host,
        port=access.port,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=_ENDS_IN_S,
    )
    with Counting(app.desk):
        _Server(config, app).run(sockets=[door])
