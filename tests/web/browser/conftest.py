"""A browser over a served case, which fails on a request to another host and on a script's error."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from dev import find_browser
from hatch_build import is_built
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    expect,
    sync_playwright,
)

from reportedly.case import Case
from reportedly.settings import load_settings
from reportedly.web.app import make_app
from reportedly.web.guard import Access
from reportedly.web.uploads import Pipeline, Program

EXAMPLES = Path(__file__).parents[3] / "examples"
WIDE = (1440, 900)
NARROW = (360, 740)
_FLAGS = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
          "--disable-component-update", "--disable-sync", "--no-sandbox",
          "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")  # fmt: skip

expect.set_options(timeout=30_000)  # ms; other tests may keep the cores from a page for a while

Serve = Callable[..., str]
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser that dev.py found or brought; without one the suite fails.

    One for a module: while Playwright runs, no other test of this process can run an event loop.
    """
    if not is_built():
        pytest.fail("the scripts of the pages are not built as they stand: run hatch_build.py")
    path = find_browser()
    if path is None:
        pytest.fail("no Chromium is here: run 'python3 dev.py setup'")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def examples_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, read once; a test that changes the case takes `case_copy`."""
    path = tmp_path_factory.mktemp("browser") / "examples.reportedly"
    with Case.open(path) as case:
        case.add(EXAMPLES)
    return path


@pytest.fixture
def case_copy(examples_case: Path, tmp_path: Path) -> Path:
    """The examples, to be changed."""
    return Path(shutil.copy(examples_case, tmp_path / "copy.reportedly"))


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Serves a case until the end of the session and returns its address; once for each case."""
    servers: dict[Path, tuple[str, uvicorn.Server, threading.Thread]] = {}

    def start(path: Path, program: type[Program] = Pipeline) -> str:
        if path not in servers:
            # It listens on the port from the start: given back first, another might take it.
            listening = socket.create_server(("127.0.0.1", 0))
            port = listening.getsockname()[1]
            app = make_app(path, Access(port=port), load_settings(), program)
            server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
            thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
            thread.start()
            while not server.started:
                time.sleep(0.01)
            servers[path] = (f"http://127.0.0.1:{port}", server, thread)
        return servers[path][0]

    yield start
    for _, server, thread in servers.values():
        server.should_exit = True
        thread.join(timeout=10)


def is_ours(url: str) -> bool:
    """Whether an address is of the server, or of the page itself."""
    parts = urlsplit(url)
    return parts.scheme in ("blob", "data", "about") or parts.hostname == "127.0.0.1"


def is_error(message: ConsoleMessage) -> bool:
    """Whether the console says that something failed; that the case refused a change is no failure."""
    return message.type == "error" and "status of 400" not in message.text


def watch(context: BrowserContext, foreign: list[str], errors: list[str]) -> None:
    """Note what is asked of other hosts, which is stopped, and what fails or asks in a page."""

    def note(url: str) -> None:
        if not is_ours(url):
            foreign.append(url)

    def close(dialog: Dialog) -> None:
        errors.append(dialog.message)
        dialog.dismiss()

    def watch_page(page: Page) -> None:
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda m: errors.append(m.text) if is_error(m) else None)
        page.on("websocket", lambda socket: foreign.append(socket.url))  # none is ours
        page.on("worker", lambda worker: note(worker.url))
        page.on("dialog", close)

    context.on("request", lambda request: note(request.url))
    context.route(lambda url: not is_ours(url), lambda route: route.abort())
    context.on("page", watch_page)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Opens an address in a new browser context, by default on a wide screen.

    When the test is over, no page may have asked another host, and no script may have failed.
    """
    contexts: list[BrowserContext] = []
    foreign: list[str] = []
    errors: list[str] = []

    def make(address: str, size: tuple[int, int] = WIDE, **options: Any) -> Page:
        viewport: Any = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=viewport, service_workers="block", **options)
        contexts.append(context)
        watch(context, foreign, errors)
        page = context.new_page()
        page.goto(address)
        return page

    yield make
    for context in contexts:
        context.close()
    assert not foreign, foreign
    assert not errors, errors
