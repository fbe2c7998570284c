"""A web server on this machine that does what each test wants of it."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

Answer = Callable[[BaseHTTPRequestHandler], None]

REPORT = (
    "The harbour office of Osterlund said on Friday that the men of the Grey Lantern had left the "
    "island before the storm. A spokesman for the group denied it."
)
PAGE = (
    "<html><head><title>Raid</title><meta property='og:url' content='https://elsewhere.example/x'>"
    f"</head><body><article><p>{REPORT}</p></article></body></html>"
)


def send_nothing(handler: BaseHTTPRequestHandler) -> None:
    handler.send_error(404)


class Site:
    """Answers by path; keeps the requests that came."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.requests.append((self.path, dict(self.headers.items())))
                site.answers.get(self.path, send_nothing)(self)

            def log_message(self, *_: object) -> None:
                """Nothing is printed."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def say(
        self,
        path: str,
        body: str | bytes = PAGE,
        kind: str = "text/html; charset=utf-8",
        *,
        status: int = 200,
        **headers: str,
    ) -> str:
        """Answer `path` with `body`; return the whole address."""
        data = body.encode() if isinstance(body, str) else body

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            handler.send_header("Content-Type", kind)
            handler.send_header("Content-Length", str(len(data)))
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(data)

        self.answers[path] = answer
        return self.url + path

    def lead(self, path: str, to: str, status: int = 302) -> str:
        """Redirect `path`."""
        return self.say(path, "", status=status, Location=to)


@pytest.fixture
def site() -> Iterator[Site]:
    """A running server."""
    site = Site()
    thread = threading.Thread(target=site.server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield site
    site.server.shutdown()
    site.server.server_close()
    thread.join()
