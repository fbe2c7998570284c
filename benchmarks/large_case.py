"""A case of many generated readings: what adding one more costs, and how fast it answers.

    python benchmarks/large_case.py --documents 100000 [--folder DIR] [--write]

Readings are made, not read, so that what is measured is keeping, resolving, weighing and asking.
Names, places, copied paragraphs, denials and numbers are drawn from a seeded source; new people
turn up as long as reports do, and few are written about often. Ratios are of medians within the
run. `--write` puts the table into docs/performance.md. A run with `--folder` that was stopped is gone on with.
"""

import argparse
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from reportedly.case import Case
from reportedly.ids import document_id, make_id
from reportedly.records import (
    Argument,
    Claim,
    Document,
    Kind,
    Mention,
    Reading,
    Source,
    Span,
    When,
)

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
BEGIN, END = "<!-- large case: begin -->", "<!-- large case: end -->"
SAMPLE = 200
_STARTS = (
    "ba be bo da de do ga ka ke ko la le ma me mo na ne pa ra re ro sa se ta te to va ve za".split()
)
_MIDDLES = "bar dan den der gor han kan lan len mar mir nar nor ran ren rik san sen tar tor van zar".split()
_ENDS = "a ak an ar as ek el em en ev ik in ir is od ok on or os ov uk un ur us".split()
_BODIES = "Movement|Front|League|Brigade|Council|Union|Army|Party|Column|Guard".split("|")
_VOCABULARY = 5000
_PLAIN_WORDS = 120
_SURE_OF_BIRTH = 0.97


class World:
    """Names that reports draw from: the first ones often, later ones seldom, new ones always."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - a reproducible draw, no secret

    def _word(self, number: int, salt: str) -> str:
        rng = random.Random(f"{salt}{number}")  # noqa: S311 - the same
        return (rng.choice(_STARTS) + rng.choice(_MIDDLES) + rng.choice(_ENDS)).capitalize()

    def word(self) -> str:
        """Some word; frequent ones often, as in any text."""
        number = int(_VOCABULARY ** self.random.random())
        return _spell(number)

    def draw(self, document: int, many: float) -> int:
        """A number that is small more often than not; the range grows with the documents."""
        largest = 50 + many * document
        return int(largest ** self.random.random()) - 1

    def person(self, number: int) -> str:
        """A full name; families have many members."""
        return f"{self._word(number, 'given')} {self._word(number % 4000, 'family')}"

    def body(self, number: int) -> str:
        """The name of a group."""
        place = f"{self._word(number, 'body')} {self._word(number % 700, 'of')}"
        return f"{place} {_BODIES[number % len(_BODIES)]}"

    def place(self, number: int) -> str:
        """The name of a town."""
        return f"{self._word(number, 'place')}{self._word(number // 7, 'east').lower()}"


@lru_cache(maxsize=_VOCABULARY + 1)
def _spell(number: int) -> str:
    starts, middles = len(_STARTS), len(_MIDDLES)
    start, rest = _STARTS[number % starts], number // starts
    return (
        start + _MIDDLES[rest % middles] * (number > starts) + _ENDS[rest // middles % len(_ENDS)]
    )


class Report:
    """One report in the making: sentences, mentions with their chains, claims."""

    def __init__(self, number: int, day: str, publisher: str) -> None:
        self.number, self.day, self.publisher = number, day, publisher
        self.text = ""
        self.mentions: list[Mention] = []
        self.chains: dict[str, int] = {}
        self.claims: list[tuple[int, int, dict[str, object]]] = []

    def add_plain(self, words: str) -> None:
        """Put in a paragraph in which nobody says anything."""
        self.text += words + "\n"

    def add_claim(
        self, template: str, words: str, **parts: tuple[str, Kind]
    ) -> dict[str, Argument]:
        """Put in a sentence with its arguments in the places of `{slots}`, and `words` at `{w}`."""
        found: dict[str, Argument] = {}
        rest = template
        while "{" in rest:
            before, _, after = rest.partition("{")
            slot, _, rest = after.partition("}")
            self.text += before
            if slot not in parts:
                self.text += words
                continue
            name, kind = parts[slot]
            start = len(self.text)
            self.text += name
            found[slot] = Argument(
                name=name, kind=kind, text=name, start=start, end=start + len(name)
            )
            self._mention(found[slot])
        self.text += rest
        return found

    def _mention(self, argument: Argument) -> None:
        self.mentions.append(
            Mention(
                start=argument.start,
                end=argument.end,
                text=argument.text,
                kind=argument.kind,
                form="name" if argument.text[:1].isupper() else "nominal",
                chain=self.chains.setdefault(argument.name, len(self.chains)),
                name=argument.name,
                sentence=len(self.claims),
                first=0,
                last=0,
                head=0,
            )
        )

    def finish(self) -> Reading:
        """Return the reading."""
        document = Document(
            id=document_id(self.text),
            text=self.text,
            external_id=f"made-{self.number}",
            publisher=self.publisher,
            published_on=self.day,
        )
        claims = tuple(
            Claim(
                id=make_id("clm", [document.id, start, str(parts["predicate"])]),
                document=document.id,
                where=(),
                evidence=Span(start=start, end=end, text=self.text[start:end]),
                extractor="made",
                confidence=0.9,
                external_id=document.external_id,
                **parts,  # type: ignore[arg-type]
            )
            for start, end, parts in self.claims
        )
        return Reading(
            document=document,
            sentences=tuple(claim.evidence for claim in claims),
            mentions=tuple(self.mentions),
            attributions=(),
            claims=claims,
            problems=(),
            model="made",
        )


_TEMPLATES: Sequence[tuple[str, str, Kind, Kind]] = (
    ("attacked", "The {a} attacked {b} {w} on that day, {s} said {w}. ", "group", "place"),
    ("member_of", "{a} is a member of the {b} {w}, {s} said {w}. ", "person", "group"),
    ("controls", "The {a} controls {b} {w}, {s} said {w}. ", "group", "place"),
    ("met_with", "{a} met {b} {w}, {s} said {w}. ", "person", "person"),
    ("linked_to", "The {a} has ties to the {b} {w}, {s} said {w}. ", "group", "group"),
    ("born_in", "{a} was born in {b} {w}, {s} said {w}. ", "person", "place"),
    ("leads", "{a} leads the {b} {w}, {s} said {w}. ", "person", "group"),
    ("killed", "The {a} killed {b} {w}, {s} said {w}. ", "group", "person"),
)


def make_reports(count: int, *, first: int = 0, seed: int = 7) -> Iterator[Reading]:
    """Yield `count` readings, numbered from `first`; a tenth of them carry a copied paragraph."""
    paragraphs: list[str] = []
    for number in range(first, first + count):
        world = World(seed * 1_000_003 + number)
        rng = world.random
        day = (
            f"{2000 + number * 20 // 100_000:04d}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        )
        report = Report(number, day, f"Paper {world.draw(number, 0.001)}")
        makers: dict[Kind, Callable[[int], str]] = {
            "person": world.person,
            "group": world.body,
            "place": world.place,
        }
        sizes: dict[Kind, float] = {"person": 0.8, "group": 0.1, "place": 0.1}
        for _ in range(rng.randint(5, 11)):
            predicate, template, one, two = rng.choice(_TEMPLATES)
            start = len(report.text)
            numbers = [world.draw(number, sizes[kind]) for kind in (one, two)]
            if predicate == "killed":
                numbers[1] = 10 * number + rng.randint(0, 9)  # few people die twice
            if predicate == "born_in" and rng.random() < _SURE_OF_BIRTH:
                numbers[1] = numbers[0] % 997
            a, b = (makers[kind](n) for kind, n in zip((one, two), numbers, strict=True))
            speaker = world.person(world.draw(number, 0.3))
            words = f"{world.word()} {world.word()} {world.word()}"
            found = report.add_claim(template, words, a=(a, one), b=(b, two), s=(speaker, "person"))
            cue_at = report.text.rindex("said")
            cue = Span(start=cue_at, end=cue_at + 4, text="said")
            source = Source(
                **{k: getattr(found["s"], k) for k in ("name", "kind", "text", "start", "end")},
                act="says",
                cue=cue,
            )
            counts = {"killed": str(rng.randint(1, 40))} if predicate == "attacked" else {}
            parts: dict[str, object] = {
                "predicate": predicate,
                "subject": found["a"],
                "object": found["b"],
                "qualifiers": counts,
                "when": When(edtf=day, text="said", start=cue_at, end=cue_at + 4)
                if predicate in ("attacked", "killed", "met_with")
                else None,
                "sources": (source,),
                "polarity": "denied" if rng.random() < 0.05 else "affirmed",
                "certainty": "hedged" if rng.random() < 0.15 else "stated",
            }
            report.claims.append((start, len(report.text) - 1, parts))
        plain = " ".join(world.word() for _ in range(_PLAIN_WORDS))
        if paragraphs and rng.random() < 0.1:
            plain = rng.choice(paragraphs)
        paragraphs = [*paragraphs[-200:], plain]
        report.add_plain(plain)
        yield report.finish()


def time_adding(case: Case, readings: Sequence[Reading]) -> float:
    """Return the median seconds in which one reading is kept, resolved and weighed."""
    times = []
    for reading in readings:
        started = time.perf_counter()
        case.keep(reading)
        for _ in case.settle():
            pass
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def time_asking(ask: Callable[[str], object], names: Sequence[str]) -> float:
    """Return the median seconds of a question over names."""
    times = []
    for name in names:
        started = time.perf_counter()
        ask(name)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def get_memory_mib() -> float:
    """Return the most memory that this process ever held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(documents: int, folder: Path) -> dict[str, str]:
    """Build the large case in `folder` and return the table's rows."""
    rows: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as scratch, Case.open(Path(scratch) / "small") as case:
        small = time_adding(case, list(make_reports(SAMPLE)))
    with Case.open(folder / "large.reportedly") as case:
        memory = 0.0
        known = case.count().documents
        started = time.perf_counter()
        for n, reading in enumerate(make_reports(documents - known, first=SAMPLE + known), 1):
            case.keep(reading)
            if n % 50 == 0:
                for _ in case.settle():
                    pass
            if n == max((documents - known) // 10, 1):
                memory = get_memory_mib()
            if n % 5000 == 0:
                told = f"{known + n} documents, {n / (time.perf_counter() - started):.0f} a second"
                print(told, file=sys.stderr, flush=True)
        for _ in case.settle():
            pass
        rows["documents; claims"] = f"{case.count().documents:,}; {case.count().claims:,}"
        rows["documents kept, resolved and weighed a second, while building"] = (
            f"{(documents - known) / (time.perf_counter() - started):.0f}"
        )
        rows["memory at a tenth of the documents that were added, and at the end"] = (
            f"{memory:.0f} MiB, {get_memory_mib():.0f} MiB"
        )
        later = list(make_reports(SAMPLE, first=SAMPLE + case.count().documents))
        large = time_adding(case, later)
        rows["adding one document: empty case, this case, ratio"] = (
            f"{small * 1000:.1f} ms, {large * 1000:.1f} ms, {large / small:.2f}"
        )
        names = _draw_names(later)
        for title, ask in (
            ("who NAME, median", case.who),
            ("claims --about NAME, median", lambda name: list(case.claims(about=name))),
            ("disputes --about NAME, median", lambda name: list(case.contests(name))),
            (
                "propositions --about NAME, median",
                lambda name: list(case.propositions(name, limit=50)),
            ),
        ):
            rows[title] = f"{time_asking(ask, names) * 1000:.0f} ms"
    size = (folder / "large.reportedly").stat().st_size
    rows["case file"] = f"{size / 1e9:.2f} GB"
    return rows


def _draw_names(readings: Sequence[Reading]) -> list[str]:
    """Names as reports use them: those written about often are asked for often."""
    names = [c.subject.name for r in readings for c in r.claims if c.subject is not None]
    return random.Random(1).sample(names, min(100, len(names)))  # noqa: S311 - reproducible


def main() -> int:
    """Run the measurement and print, or write, its table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="keep the case here, or go on with it")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        rows = measure(options.documents, options.folder or Path(scratch))
    table = "\n".join(
        ["| what | measured |", "| --- | --- |", *(f"| {k} | {v} |" for k, v in rows.items())]
    )
    print(table)
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        before, rest = page.split(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{table}\n{END}{rest.split(END)[1]}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
