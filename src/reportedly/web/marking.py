"""A document with what is known of it → paragraphs of stretches, each with everything it belongs to.

The texts of all stretches, joined, are the document's text: nothing is left out, nothing put in. A
stretch is the longest run of characters for which the same things hold, so that whatever is marked
(a claim's evidence, a name, a cue) is made of whole stretches.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from reportedly.case import AnnotatedDocument, Naming
from reportedly.records import Claim
from reportedly.verdicts import list_words


class Stretch(NamedTuple):
    """Characters from offset `at` on: the layers they are in and the claims they carry."""

    at: int
    text: str
    layers: tuple[str, ...]
    claims: tuple[str, ...]


class Run(NamedTuple):
    """Stretches of one naming (or of none), the claims that begin before them and end after them."""

    naming: Naming | None
    stretches: tuple[Stretch, ...]
    begins: tuple[str, ...]
    ends: tuple[str, ...]


class Paragraph(NamedTuple):
    """A paragraph (its number from 1) and the claims whose evidence begins in it."""

    number: int
    start: int
    end: int
    runs: tuple[Run, ...]
    claims: tuple[str, ...]


def mark_document(page: AnnotatedDocument) -> list[Paragraph]:
    """Return the paragraphs of a document, cut where anything that is known of it begins or ends."""
    text = page.document.text
    if not text:
        return []
    lines = list(_list_lines(text))
    cuts = _Cuts(page, [start for start, _ in lines])
    paragraphs = []
    for number, (start, end) in enumerate(lines, 1):
        runs = tuple(cuts.list_runs(text, start, end))
        begins = tuple(id_ for run in runs for id_ in run.begins)
        paragraphs.append(Paragraph(number, start, end, runs, begins))
    return paragraphs


def find_paragraph(paragraphs: Iterable[Paragraph], offset: int) -> int:
    """Return the number of the paragraph in which an offset lies."""
    return next((p.number for p in paragraphs if p.start <= offset < p.end), 1)


class _Cuts:
    """Where a document is cut, and what holds of each stretch."""

    def __init__(self, page: AnnotatedDocument, starts: list[int]) -> None:
        self._size = len(page.document.text)
        layers = list(_list_layers(page))
        claims = [*page.claims, *page.rejected]
        edges = {0, self._size, *starts}
        for start, end, _ in layers:
            edges |= {start, end}
        for naming in page.namings:
            edges |= {naming.start, naming.end}
        for claim in claims:
            for quoted in list_words(claim):
                edges |= {quoted.start, quoted.end}
        self._edges = sorted(edge for edge in edges if 0 <= edge <= self._size)
        self._layers: defaultdict[int, dict[str, None]] = defaultdict(dict)
        self._claims: defaultdict[int, list[str]] = defaultdict(list)
        self._namings: dict[int, Naming] = {}
        self.begins: defaultdict[int, list[str]] = defaultdict(list)
        self.ends: defaultdict[int, list[str]] = defaultdict(list)
        for start, end, layer in layers:
            self._mark(start, end, layer)
        held = {claim.id for claim in page.claims}
        for claim in claims:
            self._mark_claim(claim, is_held=claim.id in held)
        # Of namings inside each other the innermost is meant, and so the shortest comes last.
        for naming in sorted(page.namings, key=lambda n: (n.start - n.end, n.start)):
            for at in self._between(naming.start, naming.end):
                self._namings[at] = naming

    def list_runs(self, text: str, start: int, end: int) -> Iterator[Run]:
        """The runs of a paragraph."""
        ats = list(self._between(start, end))
        group = 0
        keyed = []
        for at in ats:
            stop = self._edges[bisect_right(self._edges, at)]
            group += bool(self.begins.get(at))
            keyed.append((self._namings.get(at), group, at, stop))
            group += bool(self.ends.get(stop))
        for (naming, _), same in groupby(keyed, key=lambda k: (k[0], k[1])):
            parts = list(same)
            first, last = parts[0][2], parts[-1][3]
            yield Run(
                naming=naming,
                stretches=tuple(
                    Stretch(at, text[at:stop], tuple(self._layers[at]), tuple(self._claims[at]))
                    for *_, at, stop in parts
                ),
                begins=tuple(self.begins.get(first, ())),
                ends=tuple(self.ends.get(last, ())),
            )

    def _mark_claim(self, claim: Claim, *, is_held: bool) -> None:
        start, end = claim.evidence.start, claim.evidence.end
        self._mark(start, end, "said" if is_held else "struck")
        for at in self._between(start, end):
            self._claims[at].append(claim.id)
        self.begins[start].append(claim.id)
        self.ends[end].append(claim.id)

    def _mark(self, start: int, end: int, layer: str) -> None:
        for at in self._between(start, end):
            self._layers[at][layer] = None
        if layer == "content" and start < end:
            self._layers[start]["content-start"] = None
            self._layers[self._edges[bisect_left(self._edges, end) - 1]]["content-end"] = None

    def _between(self, start: int, end: int) -> list[int]:
        """The beginnings of the stretches from `start` to `end`."""
        return self._edges[bisect_left(self._edges, start) : bisect_left(self._edges, end)]


def _list_layers(page: AnnotatedDocument) -> Iterator[tuple[int, int, str]]:
    for attribution in page.attributions:
        for span in attribution.content:
            yield span.start, span.end, "content"
        for span in attribution.source:
            yield span.start, span.end, "source"
        for span in attribution.cue:
            yield span.start, span.end, "cue"
    for copy in page.copies:
        yield copy.a.start, copy.a.end, "copied"
    for problem in page.problems:
        if problem.start is not None and problem.end is not None:
            yield problem.start, problem.end, "problem"


def _list_lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph, the line breaks after it with it."""
    start = at = 0
    is_begun = False
    for line in text.splitlines(keepends=True):
        if line.strip() and is_begun:
            yield start, at
            start, is_begun = at, False
        is_begun = is_begun or bool(line.strip())
        at += len(line)
    yield start, at
