"""How fast reports are read, against the bare language pipeline over the same texts in one run.

    python benchmarks/reading_speed.py [TEXTS.jsonl] [--chars N] [--repeats N] [--profile] [--write]

Three ways take turns, in an order that is reversed every other time: Reportedly's whole reading,
the bare `nlp.pipe` over whole texts, and the bare `nlp.pipe` over their paragraphs. The ratio is taken
turn by turn, and its median shown: 0.5 means that reading takes twice as long as the bare pipeline.
Times are processor time, so that others on the machine count for little.
"""

import argparse
import json
import os
import platform
import signal
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from types import FrameType

import spacy

from reportedly.analyse.loading import in_one_thread
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
_OTHER = "other"
_SAMPLE_S = 0.001
_STAGES = (
    ("analyse/swift_names", "pipeline: names, and their vectors"),
    ("analyse/swift_words", "pipeline: words, each once a batch"),
    ("analyse/loading", "pipeline: attribute ruler"),
    ("analyse/parse.py", "parsed sentences to records"),
    ("analyse/repair", "parser's slips put right"),
    ("analyse/misplaced", "parser's slips put right"),
    ("analyse/word", "parser's slips put right"),
    ("analyse/coreference", "coreference of all phrases"),
    ("analyse", "mentions, their kinds and chains"),
    ("attribute", "attribution"),
    ("extract", "claims"),
    ("syntax", "predications (for attribution and claims)"),
    ("locate", "places"),
    ("read", "text and paragraphs"),
)
"""Where a module's path starts so, the stage that it is of; the first that fits."""


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
        "bare pipeline, whole texts": lambda: exhaust_alone(nlp.pipe(texts)),
        "bare pipeline, paragraphs": lambda: exhaust_alone(nlp.pipe(paragraphs)),
    }


def exhaust_alone(items: Iterable[object]) -> None:
    """Run an iterator to its end in one thread, as reading runs."""
    with in_one_thread():
        exhaust(items)


def exhaust(items: Iterable[object]) -> None:
    """Run an iterator to its end and keep nothing."""
    for _ in items:
        pass


def time_ways(ways: dict[str, Callable[[], None]], repeats: int) -> dict[str, list[float]]:
    """Return the processor time that each way took, repeat by repeat, after one untimed turn."""
    for way in ways.values():
        way()
    times_s: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(repeats):
        names = list(ways) if turn % 2 == 0 else list(reversed(ways))
        for name in names:
            start = time.process_time()
            ways[name]()
            times_s[name].append(time.process_time() - start)
    return times_s


def profile_stages(documents: list[Document], settings: Settings) -> dict[str, float]:
    """Return the share of the processor time of reading that each stage takes, by sampling.

    A timer of processor time asks every millisecond where the program is, and charges all that went
    by since it was last answered, so that long calls into libraries weigh what they took.
    """
    charged: Counter[str] = Counter()
    last_s = time.process_time()

    def charge(_: int, frame: FrameType | None) -> None:
        nonlocal last_s
        now_s = time.process_time()
        charged[find_stage(frame)] += now_s - last_s  # type: ignore[assignment]
        last_s = now_s

    before = signal.signal(signal.SIGPROF, charge)
    signal.setitimer(signal.ITIMER_PROF, _SAMPLE_S, _SAMPLE_S)
    try:
        exhaust(read_many(documents, settings))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    total = sum(charged.values())
    return {stage: seconds / total for stage, seconds in charged.most_common()}


def find_stage(frame: FrameType | None) -> str:
    """Return the stage that runs in a frame: that of the innermost code that is of one.

    Components of the pipeline pull from each other, so that only the innermost one is at work. Those
    in C show no frame of their own, only spaCy's loop over them.
    """
    library = None
    while frame is not None:
        file = frame.f_code.co_filename.replace(os.sep, "/")
        if "/reportedly/" in file:
            inner = file.rsplit("/reportedly/", 1)[1]
            return next((stage for start, stage in _STAGES if inner.startswith(start)), _OTHER)
        if file.endswith("/spacy/pipeline/lemmatizer.py"):
            return "pipeline: lemmatiser"
        if file.endswith("/spacy/util.py") and frame.f_code.co_name == "_pipe":
            return "pipeline: vectors of tagger and parser" if library else "pipeline: parser"
        if "/thinc/" in file:
            library = file
        frame = frame.f_back
    return _OTHER


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
    return make_table(("stage", "share of processor time"), rows)


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
