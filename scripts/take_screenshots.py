"""Takes the pictures of the pages in docs/images/ from the reports in examples/, always the same way.

    python scripts/take_screenshots.py [--only network] [--folder DIR]

Each main page at 1440 and at 360 pixels in light, some in dark; animations off, colours of the
files reduced. Look at every picture before it is committed.
"""

import argparse
import io
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import uvicorn
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from reportedly.case import Case
from reportedly.settings import load_settings
from reportedly.web.app import make_app
from reportedly.web.guard import Access

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "images"
WIDE, NARROW = (1440, 900), (360, 740)
COLOURS = 64
SIZE_LIMIT = 200_000
FLAGS = ("--disable-gpu", "--no-sandbox", "--hide-scrollbars", "--font-render-hinting=none")
IN_DARK = ("overview", "network")


class UnansweredError(Exception):
    """A page that the server did not answer with success."""


Scheme = Literal["light", "dark"]


def main() -> int:
    """Take the pictures; says how large each is, and leaves with 1 where one is too large or missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", metavar="NAME")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "examples.reportedly"
        with Case.open(path) as case:
            case.add(ROOT / "examples")
            pages = list_pages(case)
        with serve(path) as address, open_browser() as browser:
            for name, where in pages.items():
                if options.only in (None, name):
                    try:
                        for file, size in take(browser, address + where, name, options.folder):
                            print(f"{size // 1000:>4} kB  {file}", flush=True)
                            if size > SIZE_LIMIT:
                                wrong.append(f"{file} is too large")
                    except UnansweredError as error:
                        wrong.append(str(error))
    print(*wrong, sep="\n", file=sys.stderr)
    return 1 if wrong else 0


def list_pages(case: Case) -> dict[str, str]:
    """Return the pages by the names of their pictures."""
    [person, *_] = case.candidates("Orlan Daskeva", 1)
    claim = next(iter(case.claims(about=person.entity.id, limit=1)))
    return {
        "overview": "/",
        "documents": "/documents",
        "document": f"/document/{claim.document}#c={claim.id}",
        "network": "/network",
        "profile": f"/entity/{person.entity.id}",
        "places": "/places",
        "timeline": "/timeline",
        "claims": "/claims",
        "disputes": "/disputes",
        "review": "/review",
        "sources": "/sources",
        "path": "/path?start=Orlan+Daskeva&end=NCA",
        "search": "/search?q=Daskeva",
    }


@contextmanager
def serve(path: Path) -> Iterator[str]:
    """Serve a case and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = make_app(path, Access(port=port), load_settings())
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Open the browser that `dev.py` finds."""
    sys.path.insert(0, str(ROOT))
    from dev import find_browser  # noqa: PLC0415 - not a part of the package

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        yield browser
        browser.close()


def take(browser: Browser, address: str, name: str, folder: Path) -> Iterator[tuple[Path, int]]:
    """Take the pictures of one page and yield their files and sizes in bytes."""
    schemes: tuple[Scheme, ...] = ("light", "dark") if name in IN_DARK else ("light",)
    for scheme in schemes:
        for size in (WIDE, NARROW):
            file = folder / f"{name}-{size[0]}{'-dark' if scheme == 'dark' else ''}.png"
            file.write_bytes(shrink(photograph(browser, address, size, scheme)))
            yield file, file.stat().st_size


def photograph(browser: Browser, address: str, size: tuple[int, int], scheme: Scheme) -> bytes:
    """Return a PNG of the window once the page is still."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
    )
    page = context.new_page()
    answer = page.goto(address, wait_until="networkidle")
    if answer is None or not answer.ok:
        raise UnansweredError(f"{address} was not answered")
    data = page.screenshot(animations="disabled", caret="hide")
    context.close()
    return data


def shrink(data: bytes) -> bytes:
    """Return a PNG with few colours."""
    image = Image.open(io.BytesIO(data)).convert("RGB")
    small = image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    file = io.BytesIO()
    small.save(file, "PNG", optimize=True)
    return file.getvalue()


if __name__ == "__main__":
    sys.exit(main())
