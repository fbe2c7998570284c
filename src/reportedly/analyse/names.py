"""Names in a sentence: runs of capitalised words, joined and parted by syntax and by what is known.

sentence → `NameSpan`s, inclusive token ranges; nested names ('Tajikistan' in 'Tajikistan's Supreme
Court') come besides the whole. Titles before a person's name are no part of it.
"""

from typing import NamedTuple

from reportedly.analyse.casing import NAME_LABELS, Casing, mark_capitals
from reportedly.analyse.lexicon import Lexicon, Words, straighten
from reportedly.records import Sentence

PARTICLES = frozenset(
    "al el as ash an ar at ad az es ul ud ur us uz bin ibn bint ben abu ould van von der den de da do "
    "dos das del della di du la le los las e i y af och und ter ten zu".split()
)
_LEADING = frozenset({"al", "el", "as", "ash", "an", "ar", "at", "ad", "az", "es", "ul", "ud", "e"})
_LEADING_WORDS = frozenset({"al", "bin", "ibn", "van", "von", "de", "da", "dos", "della", "di"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’", "s'"})
_BODY = frozenset({"ORG", "FAC", "LAW", "GPE", "LOC", "EVENT", "NORP", "WORK_OF_ART", "PRODUCT"})
_OF = frozenset({"of", "for"})
_LOOSE = frozenset({"on", "in", "to", "against", "and", "without", "with", "at", "by"})


class NameSpan(NamedTuple):
    """One name: its tokens, whether it is a demonym, part of another, and its titles."""

    first: int
    last: int
    demonym: bool = False
    nested: bool = False
    titles: Words = ()
    is_title: bool = False
    """An office without a name ('the Interior Minister'): a nominal, not a name."""


def find_names(sentence: Sentence, casing: Casing, lexicon: Lexicon) -> list[NameSpan]:
    """Return the names of the sentence, ordered by their first token, longer ones first."""
    finder = _Finder(sentence, mark_capitals(sentence, casing, lexicon), lexicon)
    spans = [piece for run in finder.find_runs() for piece in finder.part_run(*run)]
    return sorted(finder.join_pieces(spans), key=lambda s: (s.first, -s.last))


class _Finder:
    def __init__(self, sentence: Sentence, capital: list[bool], lexicon: Lexicon) -> None:
        self.tokens = sentence.tokens
        self.capital = capital
        self.lexicon = lexicon
        self.words = [straighten(t.text) for t in sentence.tokens]
        self.n = len(capital)

    # --- runs -------------------------------------------------------------------------------

    def find_runs(self) -> list[tuple[int, int]]:
        runs: list[tuple[int, int]] = []
        i = 0
        while i < self.n:
            if not self.capital[i]:
                i += 1
                continue
            first = self._extend_left(i, runs[-1][1] if runs else -1)
            last = self._extend_right(first if first < i - 1 else i)
            runs.append((first, last))
            i = last + 1
        return runs

    def _is_cap(self, i: int) -> bool:
        return 0 <= i < self.n and self.capital[i]

    def _touches(self, i: int) -> bool:
        """No space between tokens `i` and `i + 1`."""
        return i + 1 < self.n and self.tokens[i].end == self.tokens[i + 1].start

    def _extend_left(self, i: int, floor: int) -> int:
        if (
            i - 2 > floor
            and self.words[i - 1] in {"-", "–"}
            and self.words[i - 2] in _LEADING
            and self._touches(i - 2)
            and self._touches(i - 1)
        ):
            return i - 2
        if (
            i - 1 > floor
            and self.words[i - 1] in _LEADING_WORDS
            and (self.tokens[i - 1].pos == "PROPN" or self.tokens[i - 1].entity in NAME_LABELS)
        ):
            return i - 1
        return i

    def _extend_right(self, i: int) -> int:
        j = self._known_end(i)
        while j < i or not (self.capital[j] or j > i):
            j += 1
        while True:
            if self._is_cap(j + 1) and self._is_joined(j, j + 1):
                j += 1
                continue
            step = self._over_hyphen(j) or self._over_particle(j) or self._over_number(j)
            if not step:
                return j
            j = step

    def _known_end(self, i: int) -> int:
        """The last token of the longest known name or demonym that starts at `i`."""
        longest = self.lexicon.longest.get(self.words[i], 1)
        best, words, j = i, (), i
        while j < self.n and len(words) < longest:
            if self.words[j] not in {"-", "–"}:
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
        if a.head == j or b.head == i or a.head == b.head:
            return True
        return a.head > j and a.dep in {"compound", "amod", "nmod", "poss", "det", "nummod"} and (
            b.head == a.head or b.head > j
        )

    def _over_hyphen(self, j: int) -> int:
        if not (
            j + 2 < self.n
            and self.words[j + 1] in {"-", "–", "/", "&"}
            and ((self._touches(j) and self._touches(j + 1)) or self.words[j + 1] == "&")
        ):
            return 0
        k = j + 2
        if self._is_cap(k):
            both = (self.words[j],) in self.lexicon.demonyms or (
                self.words[j],
            ) in self.lexicon.known
            other = (self.words[k],) in self.lexicon.demonyms or (
                self.words[k],
            ) in self.lexicon.known
            return 0 if both and other else k
        if self.words[k] in PARTICLES:
            if k + 2 < self.n and self.words[k + 1] in {"-", "–"} and self._is_cap(k + 2):
                return k + 2
            if self._is_cap(k + 1):
                return k + 1
        if self.tokens[k].text.isdigit() and not self.tokens[j].text.isdigit():
            return k
        return 0

    def _over_particle(self, j: int) -> int:
        k = j + 1
        while k < self.n and k <= j + 2 and self.words[k] in PARTICLES and not self.capital[k]:
            k += 1
        if k > j + 1 and self._is_cap(k):
            return k
        if (
            k > j + 1
            and k + 1 < self.n
            and self.words[k] in {"-", "–"}
            and self._touches(k - 1)
            and self._touches(k)
            and self._is_cap(k + 1)
        ):
            return k + 1
        return 0

    def _over_number(self, j: int) -> int:
        """'Unit 12', 'Resolution 1373': a number that counts bodies of one name."""
        k = j + 1
        if (
            k < self.n
            and self.tokens[k].text.isdigit()
            and self.tokens[k].entity not in {"DATE", "TIME"}
            and self.tokens[k].head == j
            and self.tokens[k].dep in {"nummod", "appos"}
        ):
            return k
        return 0

    # --- parting a run ------------------------------------------------------------------------

    def part_run(self, first: int, last: int) -> list[NameSpan]:
        words = self.words[first : last + 1]
        title = self._find_title(words)
        if title is None:
            return self._part_demonym(first, last)
        start, end = title  # offsets into the run, inclusive
        pieces: list[NameSpan] = []
        if start > 0:
            pieces += self._part_demonym(first, first + start - 1)
        titles = tuple(w.rstrip(".") for w in words[start : end + 1])
        if end == len(words) - 1:
            pieces.append(NameSpan(first + start, last, is_title=True, titles=titles))
            return pieces
        is_style = self.lexicon.titles.get(words[end]) == "religious"
        name_first = first + end + 1
        if is_style and end + 2 == len(words):
            name_first -= 1
        pieces.append(NameSpan(name_first, last, titles=titles))
        return pieces

    def _find_title(self, words: list[str]) -> tuple[int, int] | None:
        """The last stretch of title words in a run that names no body, as offsets into it."""
        if self._is_body(words[-1]) and words[-1] not in self.lexicon.titles:
            return None
        titles = self.lexicon.titles
        for end in range(len(words) - 1, -1, -1):
            if words[end] in titles and (end < len(words) - 1 or len(words) <= 5):
                if titles[words[end]] == "courtesy" and end > 0 and words[end] in {"don", "sister"}:
                    continue
                start = end
                while start > 0 and (
                    words[start - 1] in self.lexicon.qualifiers or words[start - 1] in titles
                    or (words[start - 1] in {"-", "of", "and"} and start > 1)
                ):
                    start -= 1
                return start, end
        return None

    def _is_body(self, word: str) -> bool:
        return word in self.lexicon.inside

    def _part_demonym(self, first: int, last: int) -> list[NameSpan]:
        """Part 'Moldovan Viktor Lasko'; keep 'Tajik Taliban' whole with the demonym nested."""
        size = self._demonym_size(first, last)
        if not size:
            return [NameSpan(first, last)]
        if first + size - 1 == last:
            return [NameSpan(first, last, demonym=True)]
        rest = self.tokens[first + size]
        is_person = rest.entity == "PERSON" and (
            rest.entity_begins or self.tokens[first].entity != "PERSON"
        )
        if is_person and not self._is_body(self.words[last]):
            return [NameSpan(first, first + size - 1, demonym=True), NameSpan(first + size, last)]
        return [
            NameSpan(first, last),
            NameSpan(first, first + size - 1, demonym=True, nested=True),
        ]

    def _demonym_size(self, first: int, last: int) -> int:
        for size in (3, 2, 1):
            if first + size - 1 <= last:
                words = tuple(self.words[first : first + size])
                if words in self.lexicon.demonyms:
                    return 0 if words in self.lexicon.known and first + size - 1 == last else size
        return 0

    # --- joining ------------------------------------------------------------------------------

    def join_pieces(self, pieces: list[NameSpan]) -> list[NameSpan]:
        """Join names over 'of', 'for', 'and' and the possessive where they name one body."""
        joined: list[NameSpan] = []
        tops = [p for p in pieces if not p.nested]
        nested = [p for p in pieces if p.nested]
        for piece in tops:
            if joined:
                before = joined[-1]
                if self._joins_over_preposition(before, piece):
                    joined[-1] = NameSpan(before.first, piece.last, titles=())
                    continue
                if self._joins_over_possessive(before, piece):
                    if not before.is_title:
                        nested.append(before._replace(nested=True))
                    joined[-1] = NameSpan(before.first, piece.last)
                    continue
            joined.append(piece)
        return joined + nested

    def _same_entity(self, i: int, j: int) -> bool:
        return self.tokens[i].entity in _BODY and all(
            t.entity == self.tokens[i].entity and not t.entity_begins
            for t in self.tokens[i + 1 : j + 1]
        )

    def _joins_over_preposition(self, before: NameSpan, piece: NameSpan) -> bool:
        gap = self.words[before.last + 1 : piece.first]
        if not gap or len(gap) > 3 or before.demonym:
            return False
        head = self.words[before.last]
        if gap[0] in _OF and all(w in {"the", "all"} for w in gap[1:]):
            if self._same_entity(before.last, piece.first) and not before.is_title:
                return True
            if before.is_title or before.titles:
                return False
            attached = before.first <= self.tokens[before.last + 1].head <= before.last
            return attached and (self._is_body(head) or head in {"islamic", "state"})
        if before.is_title or piece.is_title:
            return False
        if gap[0] in _LOOSE and all(w in {"the"} for w in gap[1:]):
            inside = set(self.words[before.first : before.last + 1])
            if gap[0] == "and" and not inside & {"of", "for", "on"}:
                return False
            if gap[0] == "and" and self._is_body(self.words[piece.last]):
                return False
            return self._same_entity(before.last, piece.first)
        return False

    def _joins_over_possessive(self, before: NameSpan, piece: NameSpan) -> bool:
        if piece.first != before.last + 2 or self.words[before.last + 1] not in _POSSESSIVE:
            return False
        if piece.is_title or piece.titles or piece.demonym:
            return False
        words = tuple(self.words[piece.first : piece.last + 1])
        cues = self.lexicon.inside.get(words[-1], ())
        if not cues or any(c.kind == "place" for c in cues) or words in self.lexicon.known:
            return False
        return len(words) > 1 or before.is_title or cues[0].kind == "state"
