"""An application → a server that answers until Ctrl-C, and then ends without waiting for anybody."""

from types import FrameType

import uvicorn

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


def run_server(app: GuardedApp, access: Access) -> None:
    """Serve until Ctrl-C or the system's wish to end."""
    config = uvicorn.Config(
        app,
        host=access.host,
        port=access.port,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=_ENDS_IN_S,
    )
    with Counting(app.desk):
        _Server(config, app).run()
