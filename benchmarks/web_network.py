"""The network of a large generated case: how long the server answers, how long until it is drawn.

    python benchmarks/web_network.py --documents 12500 [--folder DIR] [--runs 5]

A document has eight claims, so that 12,500 make a case of 100,000. The first answer counts independent
origins for a while, the later ones find them counted; both are shown. `drawn` is from the start
of the navigation until the drawing stands in a new browser without a cache. Medians.
"""

import argparse
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import uvicorn
from large_case import SAMPLE, make_reports
from playwright.sync_api import Browser, sync_playwright

from reportedly.case import Case
from reportedly.case.network import Limits, Wanted
from reportedly.settings import load_settings
from reportedly.web.app import make_app
from reportedly.web.guard import Access

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from dev import find_browser

PORT = 8493
NODES = (500, 2000)
_EDGES_A_NODE = 4


def build(path: Path, documents: int) -> None:
    """Make the case, or go on with it."""
    with Case.open(path) as case:
        known = case.count().documents
        for n, reading in enumerate(make_reports(documents - known, first=SAMPLE + known), 1):
            case.keep(reading)
            if n % 50 == 0:
                for _ in case.settle():
                    pass
        for _ in case.settle():
            pass


def time_answers(path: Path, runs: int) -> dict[str, str]:
    """Return what the façade takes, as every request has it: the case opened for itself."""
    rows = {}

    def ask(wanted: Wanted, nodes: int) -> Callable[[], object]:
        def answer() -> object:
            with Case.open(path, create=False) as case:
                return case.network(wanted, Limits(nodes=nodes, edges=nodes * _EDGES_A_NODE))

        return answer

    for nodes in NODES:
        rows[f"answer, {nodes} nodes, as the case is: first"] = _time(ask(Wanted(), nodes), 1)
        with Case.open(path, create=False) as case:
            while case.network(limits=Limits(nodes=nodes, edges=nodes * _EDGES_A_NODE)).uncounted:
                pass
        rows[f"answer, {nodes} nodes, origins counted"] = _time(ask(Wanted(), nodes), runs)
    with Case.open(path, create=False) as case:
        busiest = case.network().nodes[0].id
        source = case.publishers(1)[0]
    for title, wanted in (
        ("disputed only", Wanted(polarity="disputed")),
        ("hedged only", Wanted(certainty="hedged")),
        ("violence", Wanted(families=("violence",))),
        ("two origins or more", Wanted(min_origins=2)),
        ("around the busiest", Wanted(about=(busiest,))),
        ("by the busiest publisher", Wanted(by=source)),
        ("of one year", Wanted(since="2000", until="2000")),
    ):
        rows[f"answer, 500 nodes, {title}"] = _time(ask(wanted, 500), runs)
    return rows


def time_drawing(path: Path, runs: int) -> dict[str, str]:
    """Return how long a browser takes until the network stands."""
    app = make_app(path, Access(port=PORT), load_settings())
    server = uvicorn.Server(uvicorn.Config(app, port=PORT, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    rows = {}
    try:
        with sync_playwright() as playwright:
            found = find_browser()
            if found is None:
                sys.exit("no Chromium is here: run 'python3 dev.py setup'")
            browser = playwright.chromium.launch(
                executable_path=found, args=["--no-sandbox", "--disable-gpu"]
            )
            for nodes in NODES:
                times, shown = zip(*(_draw(browser, nodes) for _ in range(runs)), strict=True)
                first, *later = times
                title = f"drawn, {shown[-1][0]} nodes and {shown[-1][1]} edges"
                rows[f"{title}: first"] = f"{first:.2f} s"
                rows[f"{title}: later"] = f"{statistics.median(later or times):.2f} s"
            browser.close()
    finally:
        server.should_exit = True
        thread.join(timeout=10)
    return rows


def _draw(browser: Browser, nodes: int) -> tuple[float, tuple[str, str]]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    started = time.perf_counter()
    page.goto(f"http://127.0.0.1:{PORT}/network?nodes={nodes}", wait_until="commit")
    page.wait_for_selector("#network[data-drawn]", timeout=120_000)
    took = time.perf_counter() - started
    drawn = page.locator("#network")
    shown = (drawn.get_attribute("data-nodes") or "", drawn.get_attribute("data-edges") or "")
    page.wait_for_timeout(1500)  # where the nodes are is kept a moment later
    context.close()
    return took, shown


def _time(ask: Callable[[], object], runs: int) -> str:
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        ask()
        times.append(time.perf_counter() - started)
    return f"{statistics.median(times):.2f} s"


def main() -> int:
    """Run the measurement and print its table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=12_500)
    parser.add_argument("--folder", type=Path, help="keep the case here, or go on with it")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = (options.folder or Path(scratch)) / "large.reportedly"
        build(path, options.documents)
        with Case.open(path, create=False) as case:
            counts = case.count()
        rows = {"documents; claims": f"{counts.documents:,}; {counts.claims:,}"}
        rows |= time_answers(path, options.runs) | time_drawing(path, options.runs)
    print("| what | measured |\n| --- | --- |")
    print("\n".join(f"| {title} | {value} |" for title, value in rows.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
