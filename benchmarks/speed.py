"""The speed of reading beside the bare pipeline's and other programs', over the same texts.

    python benchmarks/speed.py [--texts FILE|FOLDER] [--characters 2000000] [--repeats 3] [--only WORD…]

Every program runs in a process of its own, on one core, and has loaded before the first is timed;
then they take turns, in an order that is reversed every other time. Ratios are taken turn by turn,
of seconds a character, and their median is shown. A program that is far slower reads a share of the
texts, and its row says how much.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from reportedly.analyse.paragraphs import split_paragraphs
from reportedly.analyse.parse import load_parser
from reportedly.errors import UsageError
from reportedly.evaluate.sections import make_table
from reportedly.settings import load_settings

HERE = Path(__file__).resolve().parent
COLUMNS = (
    *("", "characters", "processor s", "from–to", "clock s", "characters/s"),
    "reading's speed against it",
)
_ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "BLIS")}
READING = "Reportedly"


class Runner(NamedTuple):
    """A way to read: whose environment it needs, and what share of the texts it is given."""

    title: str
    way: str
    peer: str = ""
    by_paragraph: bool = False
    share: float = 1.0


RUNNERS = (
    Runner(READING, "reportedly"),
    Runner("bare pipeline, whole texts", "bare"),
    Runner("bare pipeline, paragraphs", "bare", by_paragraph=True),
    Runner("textacy 0.13.0, quotations and triples", "textacy", peer="textacy"),
    Runner("triplet-extract 0.5.0", "triplets", peer="triplet", share=0.02),
)


class Turn(NamedTuple):
    """One reading of all texts that a program was given."""

    clock_s: float
    processor_s: float


class Racer:
    """The process of one program, which reads when it is told to."""

    def __init__(self, runner: Runner, texts: list[str], folder: Path, cache: Path) -> None:
        self.runner = runner
        self.texts = take_share(texts, runner.share)
        self.characters = sum(map(len, self.texts))
        self.turns: list[Turn] = []
        given = self.texts
        if runner.by_paragraph:
            given = [span.text for text in self.texts for span in split_paragraphs(text)]
        path = folder / f"{runner.way}-{runner.by_paragraph}.jsonl"
        path.write_text("".join(json.dumps({"text": text}) + "\n" for text in given))
        self._process = start_process(runner, path, cache)

    def wait(self) -> dict[str, Any]:
        """Return what the process says next. Raises `UsageError` where it has ended."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise UsageError(f"{self.runner.title}: it ended with {self._process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def read(self) -> None:
        """Have all texts read once."""
        assert self._process.stdin is not None
        self._process.stdin.write("go\n")
        self._process.stdin.flush()
        answer = self.wait()
        self.turns.append(Turn(answer["clock_s"], answer["processor_s"]))

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()

    @property
    def seconds_a_character(self) -> list[float]:
        """Processor seconds, turn by turn."""
        return [turn.processor_s / self.characters for turn in self.turns]


def load_script(path: Path) -> ModuleType:
    """Return a script of this folder as a module, wherever the command is called from."""
    sys.path.insert(0, str(path.parent))
    try:
        return __import__(path.stem)
    finally:
        sys.path.remove(str(path.parent))


def start_process(runner: Runner, texts: Path, cache: Path) -> subprocess.Popen[str]:
    """Start a program in its environment, which is built if it is not there yet."""
    peers = load_script(HERE / "peers" / "run.py")
    python, path = Path(sys.executable), str(HERE.parent / "src")
    if runner.peer:
        [peer] = [peer for peer in peers.PEERS if peer.script.startswith(runner.peer)]
        python, path = peers.build_environment(peer, cache), ""
    model = peers.MODEL if runner.peer else str(load_parser(load_settings().model).path)
    command = [python, "-W", "ignore", HERE / "peers" / "timing.py", runner.way, model, texts]
    environment = {**os.environ, **_ONE_THREAD, "PYTHONPATH": path}  # noqa: TID251 - handed on
    return subprocess.Popen(
        [str(part) for part in command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment | {"TOKENIZERS_PARALLELISM": "false"},
    )


def take_share(texts: list[str], share: float) -> list[str]:
    """Return the first texts that have this share of the characters, one at least."""
    wanted = share * sum(map(len, texts))
    taken: list[str] = []
    for text in texts:
        if taken and sum(map(len, taken)) >= wanted:
            break
        taken.append(text)
    return taken


def load_texts(path: Path | None, characters: int) -> tuple[list[str], str]:
    """Return texts of about so many characters, from JSON Lines or a folder of text files."""
    speed = load_script(HERE / "reading_speed.py")
    if path is None or not path.is_dir():
        found: tuple[list[str], str] = speed.load_texts(path, characters)
        return found
    texts, total = [], 0
    for file in sorted(path.rglob("*.txt")):
        for text in speed.cut_text(file.read_text(encoding="utf-8")):
            if total < characters:
                texts.append(text)
                total += len(text)
    if not texts:
        raise UsageError(f"{path}: files that end in .txt were expected, there are none")
    return texts, f"{path.name}/"


def race(racers: list[Racer], repeats: int) -> None:
    """Let them read in turns, in an order that is reversed every other time."""
    for racer in racers:
        racer.wait()
    for turn in range(repeats):
        for racer in racers if turn % 2 == 0 else reversed(racers):
            racer.read()
            last = racer.turns[-1]
            told = f"turn {turn + 1}, {racer.runner.title}: {last.processor_s:.1f} s"
            sys.stderr.write(f"{told} ({last.clock_s:.1f} s by the clock)\n")


def make_row(racer: Racer, reading: list[float]) -> tuple[str, ...]:
    """Return the row of one program; `reading` is what Reportedly took, turn by turn."""
    seconds = [turn.processor_s for turn in racer.turns]
    median_s = statistics.median(seconds)
    ratio = ""
    if reading and racer.runner.title != READING:
        pairs = zip(racer.seconds_a_character, reading, strict=True)
        ratio = f"{statistics.median(a / b for a, b in pairs):.3f}"
    return (
        racer.runner.title,
        f"{racer.characters:,}",
        f"{median_s:.2f}",
        f"{min(seconds):.2f}–{max(seconds):.2f}",
        f"{statistics.median(turn.clock_s for turn in racer.turns):.2f}",
        f"{racer.characters / median_s:,.0f}",
        ratio,
    )


def measure(
    runners: list[Runner], texts: list[str], repeats: int, cache: Path
) -> list[tuple[str, ...]]:
    """Return a row for each program."""
    racers: list[Racer] = []
    with tempfile.TemporaryDirectory() as folder:
        try:
            racers += (Racer(runner, texts, Path(folder), cache) for runner in runners)
            race(racers, repeats)
        finally:
            for racer in racers:
                racer.stop()
    reading = next((r.seconds_a_character for r in racers if r.runner.title == READING), [])
    return [make_row(racer, reading) for racer in racers]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=Path, help="JSON Lines with a `text` a line, or a folder")
    parser.add_argument("--characters", type=int, default=2_000_000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--only", nargs="+", metavar="WORD", help="rows with this in their title")
    parser.add_argument("--share", type=float, help="of the texts, for triplet-extract")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "reportedly-peers")
    options = parser.parse_args()
    words = [word.lower() for word in options.only or [""]]
    runners = [r for r in RUNNERS if any(word in r.title.lower() for word in words)]
    if options.share:
        runners = [r if r.share == 1 else r._replace(share=options.share) for r in runners]
    try:
        texts, origin = load_texts(options.texts, options.characters)
        rows = measure(runners, texts, options.repeats, options.cache)
    except UsageError as error:
        sys.exit(str(error))
    print(
        f"{len(texts)} documents, {sum(map(len, texts)):,} characters of {origin}; median of "
        f"{options.repeats} turns; {load_parser(load_settings().model).label}.\n"
    )
    print(make_table(COLUMNS, rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
