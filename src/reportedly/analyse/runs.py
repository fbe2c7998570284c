"""Runs of capitalised words in a sentence: the raw material of names.

A run grows over hyphens without spaces ('al-Qaeda', 'Ka-ki'), name particles ('bin', 'de', 'e'),
lower-case parts that the tagger takes for a name, ordinals before it ('3rd Battalion') and numbers
that belong to it ('Unit 12'). Two adjacent capitalised words of different noun phrases stay apart.
"""

import re

from reportedly.analyse.casing import NAME_LABELS
from reportedly.analyse.lexicon import Lexicon, Words, straighten
from reportedly.records import Sentence

PARTICLES = frozenset(
    "al el as ash an ar at ad az es ul ud ur us uz bin ibn bint ben abu ould van von der den de da do "
    "dos das del della di du la le los las e i y af och und ter ten zu wa ya".split()
)
HYPHENS = frozenset({"-", "–"})
_LEADING = frozenset({"al", "el", "as", "ash", "an", "ar", "at", "ad", "az", "es", "ul", "ud", "e"})
_LEADING_WORDS = frozenset(
    {"al", "el", "bin", "ibn", "van", "von", "de", "da", "dos", "della", "di"}
)
_LEFT = frozenset({"compound", "amod", "nmod", "poss", "det", "nummod"})
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
_NEVER = frozenset({"alias", "aka", "a.k.a", "a.k.a.", "née", "né", "dob", "pob", "no", "nos"})
_TIMES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"})

Run = tuple[int, int]


class RunFinder:
    """Finds the runs of one sentence; `capital` says which tokens may stand in a name."""

    def __init__(self, sentence: Sentence, capital: list[bool], lexicon: Lexicon) -> None:
        self.tokens = sentence.tokens
        self.words = [straighten(t.text) for t in sentence.tokens]
        self.capital = [c and w not in _NEVER for c, w in zip(capital, self.words, strict=True)]
        self.lexicon = lexicon
        self.n = len(capital)

    def find_runs(self) -> list[Run]:
        """Return the runs as inclusive token ranges, in order, not overlapping."""
        runs: list[Run] = []
        i = 0
        while i < self.n:
            if not self.capital[i]:
                i += 1
                continue
            first = self._extend_left(i, runs[-1][1] if runs else -1)
            last = self._extend_right(first, i)
            runs.append((first, last))
            i = last + 1
        return runs

    def is_known(self, i: int) -> bool:
        """Say whether the single token `i` is a known name or a demonym."""
        key, text = (self.words[i],), self.tokens[i].text
        return (
            key in self.lexicon.demonyms
            or key in self.lexicon.known
            or (text.isupper() and (text,) in self.lexicon.known)
        )

    def touches(self, i: int) -> bool:
        """Say whether no space parts tokens `i` and `i + 1`."""
        return i + 1 < self.n and self.tokens[i].end == self.tokens[i + 1].start

    def _extend_left(self, i: int, floor: int) -> int:
        if i - 1 <= floor:
            return i
        before = self.tokens[i - 1]
        is_glued = i - 2 > floor and self.words[i - 1] in HYPHENS and self.touches(i - 2)
        if is_glued and self.touches(i - 1) and self.words[i - 2] in _LEADING:
            return i - 2
        if self.words[i - 1] in _LEADING_WORDS and (
            before.pos == "PROPN" or before.entity in NAME_LABELS
        ):
            return i - 1
        if _ORDINAL.match(self.words[i - 1]) and before.entity not in _TIMES:
            return i - 1
        return i

    def _extend_right(self, first: int, i: int) -> int:
        j = max(i, self._known_end(first))
        while True:
            if self._is_capital(j + 1) and self._is_joined(j, j + 1):
                j += 1
                continue
            step = (
                self._over_hyphen(j)
                or self._over_particles(j)
                or self._over_tagged(j)
                or self._over_number(j)
            )
            if not step:
                return j
            j = step

    def _is_capital(self, i: int) -> bool:
        return 0 <= i < self.n and self.capital[i]

    def _known_end(self, i: int) -> int:
        """The last token of the longest known name or demonym that starts at `i`."""
        longest = self.lexicon.longest.get(self.words[i], 1)
        best, j = i, i
        words: Words = ()
        while j < self.n and len(words) < longest:
            if self.words[j] not in HYPHENS:
                words = (*words, self.words[j])
                if len(words) > 1 and (
                    words in self.lexicon.known or words in self.lexicon.demonyms
                ):
                    best = j
            j += 1
        return best

    def _is_joined(self, i: int, j: int) -> bool:
        """Two adjacent capitalised tokens belong to one noun phrase."""
        a, b = self.tokens[i], self.tokens[j]
        if a.entity and a.entity == b.entity and not b.entity_begins:
            return True
        if a.head in {j, b.head} or b.head == i or self.words[i] in self.lexicon.openers:
            return True
        return a.head > j and a.dep in _LEFT and (b.head == a.head or b.head > j)

    def _over_hyphen(self, j: int) -> int:
        k = j + 2
        if k >= self.n or self.words[j + 1] not in {"-", "–", "/", "&"}:
            return 0
        if self.words[j + 1] == "&":
            return k if self.capital[k] else 0
        if not (self.touches(j) and self.touches(j + 1)):
            return 0
        if self.capital[k]:
            return 0 if self.is_known(j) and self.is_known(k) else k
        token = self.tokens[k]
        if self.words[k] in PARTICLES:
            if k + 2 < self.n and self.words[k + 1] in HYPHENS and self.capital[k + 2]:
                return k + 2
            if self._is_capital(k + 1):
                return k + 1
        if token.pos == "PROPN" and token.entity == self.tokens[j].entity and token.entity:
            return k
        return k if token.text.isdigit() and not self.tokens[j].text.isdigit() else 0

    def _over_particles(self, j: int) -> int:
        k = j + 1
        while k < self.n and k <= j + 2 and self.words[k] in PARTICLES and not self.capital[k]:
            k += 1
        if k == j + 1 or k >= self.n:
            return 0
        if self.capital[k]:
            return k
        is_glued = self.words[k] in HYPHENS and self.touches(k - 1) and self.touches(k)
        return k + 1 if is_glued and self._is_capital(k + 1) else 0

    def _over_tagged(self, j: int) -> int:
        """A lower-case word inside a name: tagged as a name, within one named entity."""
        k = j + 1
        if not self._is_capital(k + 1):
            return 0
        inside = self.tokens[k]
        is_inside = inside.entity and not inside.entity_begins
        goes_on = self.tokens[k + 1].entity and not self.tokens[k + 1].entity_begins
        return k + 1 if inside.pos == "PROPN" and is_inside and goes_on else 0

    def _over_number(self, j: int) -> int:
        """'Unit 12', 'Explorer 9': a number that belongs to the name before it."""
        k = j + 1
        if k >= self.n or not self.tokens[k].text.isdigit():
            return 0
        token = self.tokens[k]
        if token.entity in _TIMES or len(token.text) > 4:
            return 0
        if token.head == j and token.dep in {"nummod", "appos"}:
            return k
        is_inside = token.entity in NAME_LABELS and not token.entity_begins
        return k if is_inside else 0
