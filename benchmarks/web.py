"""How long the server takes for the pages of a large case, in milliseconds.

    python benchmarks/web.py --case FILE [--claims 100000] [--repeat 15] [--profile PATH] [--write]

Where FILE is not there, a case of so many claims is made first, of generated readings (minutes).
Times are processor time of the application alone, from the request to the last byte of the answer, without
a network and a browser; the first request of each address is thrown away, and a slow one is not
repeated for longer than five seconds. `--profile /sources` prints where the time of one address goes;
`--write` puts the table into docs/performance.md. Origins are counted first, as `serve` does.
"""

import argparse
import cProfile
import logging
import os
import platform
import pstats
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from large_case import make_reports
from litestar.testing import TestClient

from reportedly.case import Case
from reportedly.settings import load_settings
from reportedly.web.app import make_app
from reportedly.web.desk import Desk
from reportedly.web.guard import Access

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
_ADDRESS = "http://127.0.0.1:8484"
_BATCH = 50
_SLOWEST_PLACE = 0.95
_LONGEST_MS = 5000
_LINES = 40


def main() -> int:
    """Make the case where there is none, and print what each page takes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--case", type=Path, required=True, metavar="FILE")
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=15)
    parser.add_argument("--profile", metavar="PATH")
    parser.add_argument("--write", action="store_true", help="write the table into the docs")
    options = parser.parse_args()
    logging.getLogger("httpx").setLevel(logging.WARNING)  # a line for each request
    if not options.case.exists():
        make_case(options.case, options.claims)
    with Case.open(options.case) as case:
        for _ in case.count_origins():
            pass
    app = make_app(options.case, Access(), load_settings())
    with TestClient(app, base_url=_ADDRESS) as client:
        if options.profile:
            profile(client, options.profile)
            return 0
        counts = client.get("/api/overview").json()
        today = datetime.now(UTC).date()
        machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {today}"
        lines = [f"{counts['documents']:,} documents, {counts['claims']:,} claims; {machine}.", ""]
        lines += ["| page | median ms | slow ms | kB |", "| --- | ---: | ---: | ---: |"]
        print("\n".join(lines))
        for title, path in list_addresses(client).items():
            lines.append(time_page(client, title, path, options.repeat))
            print(lines[-1], flush=True)
    if options.write:
        write_table(lines)
    return 0


def write_table(lines: list[str]) -> None:
    """Put the table where the last one stands."""
    begin, end = "<!-- begin: pages -->\n", "\n<!-- end: pages -->"
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(begin)
    _, after = rest.split(end)
    PAGE.write_text(before + begin + "\n".join(lines) + end + after, encoding="utf-8")


def make_case(path: Path, claims: int) -> None:
    """Make a case of generated readings with at least so many claims."""
    with Case.open(path) as case:
        kept = 0
        for n, reading in enumerate(make_reports(claims), 1):
            case.keep(reading)
            kept += len(reading.claims)
            if n % _BATCH == 0 or kept >= claims:
                for _ in case.settle():
                    pass
            if n % 1000 == 0:
                print(f"{kept} claims", file=sys.stderr, flush=True)
            if kept >= claims:
                return


def list_addresses(client: TestClient[Any]) -> dict[str, str]:
    """Return what is asked: titles and addresses; pages that are not there are left out."""
    claim = client.get("/api/claims", params={"limit": 1}).json()[0]
    names = list_names(client)
    most, seldom = names[0], names[-1]
    found = {
        "overview": "/",
        f"profile, {most['documents']} documents": f"/entity/{most['entity']['id']}",
        f"profile, {seldom['documents']} documents": f"/entity/{seldom['entity']['id']}",
        "reader": f"/document/{claim['document']}",
        "search for a name": f"/search?q={most['entity']['name']}",
        "search for a word": "/search?q=movement",
        "documents": "/documents",
        "disputes": "/disputes",
        "sources": "/sources",
        "places": "/places",
        "timeline": "/timeline",
        "timeline of one": f"/timeline?about={most['entity']['id']}",
        "ways": f"/path?start={most['entity']['id']}&end={seldom['entity']['id']}",
        "network": "/network",
        "network as JSON": "/api/network",
        "review": "/review",
        "claims": "/claims",
        "claims of one, as JSON": f"/api/claims?about={most['entity']['id']}&limit=1000",
    }
    return {t: p for t, p in found.items() if client.get(p).is_success}


def list_names(client: TestClient[Any]) -> list[dict[str, Any]]:
    """Return those whom the claims are about, the most written about first."""
    claims = client.get("/api/claims", params={"limit": 300}).json()
    names = dict.fromkeys(c["subject"]["text"] for c in claims if c["subject"])
    found = {}
    for name in names:
        for one in client.get("/api/entities", params={"name": name, "limit": 3}).json():
            found[one["entity"]["id"]] = one
    return sorted(found.values(), key=lambda one: -one["documents"])


def time_page(client: TestClient[Any], title: str, path: str, repeat: int) -> str:
    """Return the line of one address."""
    size = len(client.get(path).content)
    times: list[float] = []
    while len(times) < repeat and sum(times) < _LONGEST_MS:
        times.append(time_once(lambda: client.get(path)))
    slow = sorted(times)[min(int(len(times) * _SLOWEST_PLACE), len(times) - 1)]
    return f"| {title} | {statistics.median(times):.0f} | {slow:.0f} | {size / 1000:.0f} |"


def time_once(ask: Callable[[], object]) -> float:
    """Return the milliseconds of one call in processor time, which other work does not lengthen."""
    started = time.process_time()
    ask()
    return (time.process_time() - started) * 1000


def profile(client: TestClient[Any], path: str) -> None:
    """Print where the time of one address goes while its handler has the case open."""
    watch = cProfile.Profile()
    opened = Desk.open

    @contextmanager
    def watched(desk: Desk) -> Iterator[Case]:
        with opened(desk) as case:
            watch.enable()  # in the thread that answers
            try:
                yield case
            finally:
                watch.disable()

    client.get(path)
    with patch.object(Desk, "open", watched):
        client.get(path)
    pstats.Stats(watch).sort_stats("cumulative").print_stats(_LINES)


if __name__ == "__main__":
    sys.exit(main())
