"""How fast reports are read, against the bare language pipeline over the same texts in one run.

    python benchmarks/reading_speed.py [TEXTS.jsonl] [--chars N] [--repeats N] [--profile] [--write]

Three ways take turns, in an order that is reversed every other time: Reportedly's whole reading,
the bare `nlp.pipe` over whole texts, and the bare `nlp.pipe` over their paragraphs. The ratio is taken
turn by turn, and its median shown: 0.5 means that reading takes twice as long as the bare pipeline.
"""

import argparse
import cProfile
import json
import os
import platform
import pstats
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import spacy

from reportedly.analyse.paragraphs import split_paragraphs
from reportedly.analyse.parse import load_parser
from reportedly.evaluate.gold import make_document
from reportedly.evaluate.sections import make_table, replace_section
from reportedly.pipeline import read_many
from reportedly.records import Document
from reportedly.settings import Settings, load_settings

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_TEXTS = ROOT.parent / "shared" / "data" / "reports.unlabelled.jsonl"
EXAMPLES = ROOT / "examples"
DOCS = ROOT / "docs" / "performance.md"
_DOCUMENT_CHARS = 8_000
_STAGES = ("read", "analyse/parse", "analyse", "attribute", "extract", "syntax", "knowledge")
_PARSER = "parser (spaCy)"
_PARSER_PACKAGES = ("/spacy/", "/thinc/", "/numpy/", "/srsly/", "/blis/", "/cymem/")
_OTHER = "other"
Function = tuple[str, int, str]


def load_texts(path: Path | None, chars: int) -> tuple[list[str], str]:
    """Return texts of about `chars` characters in all, and where they come from.

    Long texts are cut at blank lines into documents of the length of a news report.
    """
    if path is None and not DEFAULT_TEXTS.is_file():
        files = [*sorted(EXAMPLES.glob("*.md")), *sorted(EXAMPLES.glob("*.txt"))]
        texts = [file.read_text(encoding="utf-8") for file in files if file.stem != "README"]
        if not texts:
            sys.exit("no texts: name a JSON Lines file with a `text` a line")
        copies = -(-chars // sum(map(len, texts)))
        return texts * copies, "examples/, repeated"
    chosen = path or DEFAULT_TEXTS
    texts, total = [], 0
    with chosen.open(encoding="utf-8") as lines:
        for line in lines:
            for text in cut_text(json.loads(line)["text"]):
                texts.append(text)
                total += len(text)
                if total >= chars:
                    return texts, chosen.name
    return texts, chosen.name


def cut_text(text: str) -> list[str]:
    """Return the text in pieces of at least `_DOCUMENT_CHARS` characters, cut at blank lines."""
    pieces: list[str] = []
    held: list[str] = []
    for block in text.split("\n\n"):
        held.append(block)
        if sum(map(len, held)) >= _DOCUMENT_CHARS:
            pieces.append("\n\n".join(held))
            held = []
    return [*pieces, "\n\n".join(held)] if held else pieces


def make_ways(texts: list[str], settings: Settings) -> dict[str, Callable[[], None]]:
    """Return what is timed, by name."""
    # The same files loaded anew: whole, whatever reading may have switched off in its own.
    nlp = spacy.load(load_parser(settings.model).path)
    documents = [make_document(text, str(i)) for i, text in enumerate(texts)]
    paragraphs = [span.text for text in texts for span in split_paragraphs(text)]
    return {
        "reading": lambda: exhaust(read_many(documents, settings)),
        "bare pipeline, whole texts": lambda: exhaust(nlp.pipe(texts)),
        "bare pipeline, paragraphs": lambda: exhaust(nlp.pipe(paragraphs)),
    }


def exhaust(items: Iterable[object]) -> None:
    """Run an iterator to its end and keep nothing."""
    for _ in items:
        pass


def time_ways(ways: dict[str, Callable[[], None]], repeats: int) -> dict[str, list[float]]:
    """Return the seconds that each way took, repeat by repeat, after one untimed turn."""
    for way in ways.values():
        way()
    times_s: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(repeats):
        names = list(ways) if turn % 2 == 0 else list(reversed(ways))
        for name in names:
            start = time.perf_counter()
            ways[name]()
            times_s[name].append(time.perf_counter() - start)
    return times_s


def profile_stages(documents: list[Document], settings: Settings) -> dict[str, float]:
    """Return the share of the time of reading that each stage takes.

    Time in code of no stage (builtins, libraries) is charged to whoever called it.
    """
    profile = cProfile.Profile()
    profile.enable()
    exhaust(read_many(documents, settings))
    profile.disable()
    stats: dict[Function, Any] = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    charged: Counter[str] = Counter()
    pending = {function: entry[2] for function, entry in stats.items()}
    for _ in range(40):
        passed: dict[Function, float] = {}
        for function, seconds in pending.items():
            stage = find_stage(function)
            callers = stats[function][4]
            weights = {caller: entry[3] + 1e-12 for caller, entry in callers.items()}
            if stage or not callers:
                charged[stage or _OTHER] += seconds
                continue
            whole = sum(weights.values())
            for caller, weight in weights.items():
                passed[caller] = passed.get(caller, 0.0) + seconds * weight / whole
        pending = passed
    charged[_OTHER] += sum(pending.values())
    total = sum(charged.values())
    return {stage: seconds / total for stage, seconds in charged.most_common()}


def find_stage(function: Function) -> str | None:
    """Return the stage that a profiled function belongs to, `None` for code of no stage."""
    file = function[0].replace(os.sep, "/")
    if any(package in file for package in _PARSER_PACKAGES):
        return _PARSER
    if "/reportedly/" not in file:
        return None
    inner = file.rsplit("/reportedly/", 1)[1]
    return next(
        (stage for stage in sorted(_STAGES, reverse=True) if inner.startswith(stage)), inner
    )


def describe_machine() -> str:
    """Return the processor, its cores and the Python version."""
    info = Path("/proc/cpuinfo")
    models = [
        line.split(":", 1)[1].strip()
        for line in (info.read_text(encoding="utf-8").splitlines() if info.is_file() else [])
        if line.startswith("model name")
    ]
    model = models[0] if models else platform.machine()
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}"


def compute_ratio(times_s: list[float], reading_s: list[float]) -> float:
    """Return the median, turn by turn, of the time of a way over the time of reading."""
    return statistics.median(a / b for a, b in zip(times_s, reading_s, strict=True))


def render(times_s: dict[str, list[float]], chars: int) -> str:
    """Return the table of times, speeds and ratios."""
    rows = []
    for name, times in times_s.items():
        median_s = statistics.median(times)
        ratio = compute_ratio(times, times_s["reading"])
        rows.append(
            (
                name,
                f"{median_s:.2f}",
                f"{min(times):.2f}–{max(times):.2f}",
                f"{chars / median_s:,.0f}",
                "" if name == "reading" else f"{ratio:.3f}",
            )
        )
    columns = ("", "median s", "from–to", "characters/s", "reading's speed against it")
    return make_table(columns, rows)


def render_profile(shares: dict[str, float]) -> str:
    """Return the table of stages that take at least half a per cent."""
    rows = [(stage, f"{share:.1%}") for stage, share in shares.items() if share >= 0.005]
    return make_table(("stage", "share of time, under the profiler"), rows)


def main() -> int:
    """Time, print, and write the section of the documentation where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="?", type=Path, help="JSON Lines with a `text` a line")
    parser.add_argument("--chars", type=int, default=200_000, help="how much text (default 200000)")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--profile", action="store_true", help="where the time goes, by stage")
    parser.add_argument("--write", action="store_true", help=f"write to {DOCS.relative_to(ROOT)}")
    options = parser.parse_args()
    settings = load_settings()
    texts, origin = load_texts(options.texts, options.chars)
    chars = sum(map(len, texts))
    times_s = time_ways(make_ways(texts, settings), options.repeats)
    today = date.today().isoformat()  # noqa: DTZ011 - the day as the reader knows it
    about = (
        f"{len(texts)} documents, {chars:,} characters of {origin}; median of "
        f"{options.repeats} turns; {load_parser(settings.model).label}; {describe_machine()}; "
        f"{today}."
    )
    parts = [about, render(times_s, chars)]
    if options.profile or options.write:
        documents = [make_document(text, str(i)) for i, text in enumerate(texts)]
        parts.append(render_profile(profile_stages(documents, settings)))
    content = "\n\n".join(parts)
    print(content)
    if options.write:
        replace_section(DOCS, "reading-speed", content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
