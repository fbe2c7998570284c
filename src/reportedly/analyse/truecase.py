"""Paragraphs in capitals throughout → the case they would have in running text.

Wire copy and headings come in capitals, which blind the tagger and the name finder. Every letter is
mapped one to one, so offsets stay exact. Unknown words, known names, and the words whose initials a
bracket spells ('NATIONAL RIVER FRONT [NRF]') get a capital; acronyms keep theirs. What one bracket
tells holds for the whole document.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from reportedly.analyse.lexicon import Lexicon, load_lexicon
from reportedly.analyse.spelled import SMALL, find_spelled_names
from reportedly.knowledge.loader import load_knowledge

_LETTERS = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SENTENCE_START = re.compile(r"(?:^|(?<!\b[A-Z])[.!?]['\")\]]*\s+)['\"(\[]*$")
_OWNED = re.compile(r"'S?$")
_ALSO_WORDS = frozenset(
    "said mark bill grace rose frank will may jack bob rob pat sue mercy joy hope dawn art ray gene "
    "don grant chase blessing innocent dale glen guy van peace".split()
)
"""Given names that are words: in capitals they are taken for words, but before a surname."""
_ALSO_ACRONYMS = frozenset({"IS", "US", "LET", "TIP", "ETA", "AP", "ARENA", "CAR", "IRA", "MEND"})
"""Acronyms that are words or names: in capitals throughout they are taken for these."""
_TITLES = frozenset(
    "mr mrs ms dr msgr mgr st lt sgt gen col maj capt cmdr jr sr mt ft brig".split()
)
_UNITS = frozenset("km kg mm cm pct sq hr hrs lb lbs mph kph".split())
_ORDINAL = frozenset({"st", "nd", "rd", "th", "d"})
_ARTICLES = frozenset("la las los el san santa santo santos".split())
"""Before any word these open a Spanish name: 'Los Alamos', 'San Isidro'."""
_MONTHS = frozenset({"may", "march"})
_COMMON_AFTER = frozenset(
    """guerrillas rebels militants separatists fighters troops forces partisans opposition authorities
    government military police prosecutors militias insurgency town village region border""".split()
)
"""Words of names that in capitals are taken for common nouns: 'Kardan troops', 'NRF fighters'."""
_COMMON_AFTER_PEOPLE = frozenset(
    """army militia post base network report program project office list town village border capital
    station school market navy""".split()
)
"""Likewise, but only after a demonym or an acronym: 'Kardan army', 'Dawn River Army'."""
_SLIPS = tuple(
    "ing ed tion tions ment ments ly ers ity ities ist ists ive ous ance ence ness".split()
)
_PREFIXES = ("anti", "counter", "ultra", "narco", "para", "semi", "non", "pro", "sub", "super")
_MIN_LETTERS = 30
_SHARE = 0.85
_LONG = 7


class CaseEvidence(NamedTuple):
    """What the brackets of a document tell: its acronyms, and names as words in lower case."""

    acronyms: frozenset[str] = frozenset()
    names: frozenset[tuple[str, ...]] = frozenset()


def is_shouted(text: str) -> bool:
    """Say whether `text` is long enough to tell and stands in capitals almost throughout."""
    letters = _LETTERS.findall(text)
    if len(letters) < _MIN_LETTERS or text.count(" ") < 5:
        return False
    return sum(map(str.isupper, letters)) >= _SHARE * len(letters)


class Truecaser:
    """Restores case; `is_word` says whether a lower-case word is an English common word."""

    def __init__(self, is_word: Callable[[str], bool]) -> None:
        casing = load_knowledge("casing")
        self._is_word = is_word
        self._common = frozenset(casing["common"])
        self._proper = frozenset(casing["proper"])
        self._lexicon: Lexicon = load_lexicon()
        self._cache: dict[str, bool] = {}

    def gather(self, texts: Sequence[str]) -> CaseEvidence:
        """Return what the brackets in `texts`, paragraphs in capitals, tell of names."""
        acronyms: set[str] = set()
        names: set[tuple[str, ...]] = set()
        for text in texts:
            for found in find_spelled_names(text):
                if found.words or self._may_abbreviate(found.acronym):
                    acronyms.add(found.acronym)
                if len(found.words) > 1:
                    names.add(found.words)
        return CaseEvidence(frozenset(acronyms), frozenset(names))

    def _may_abbreviate(self, word: str) -> bool:
        """A short word in brackets that nothing spells: '[DPA]', but not the speaker '[ORTEGA]'."""
        lower = word.lower()
        is_name = lower in self._proper or lower in self._lexicon.given_names
        is_place = (lower,) in self._lexicon.known or (lower,) in self._lexicon.demonyms
        return len(word) < 5 and not (is_name or is_place or self.is_common(word))

    def restore(self, text: str, evidence: CaseEvidence | None = None) -> str:
        """Return `text` in running case, of the same length."""
        evidence = self.gather([text]) if evidence is None else evidence
        words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
        raised = self._find_raised(text, words, evidence)
        chars = list(text)
        for n, (start, end) in enumerate(words):
            word = text[start:end]
            stem = _OWNED.sub("", word)
            is_initial = end - start == 1 and text[end : end + 1] == "."
            keeps = 0
            if is_initial or self._is_acronym(text, start, stem, evidence):
                keeps = len(stem)
            elif n in raised or _SENTENCE_START.search(text[max(0, start - 6) : start]):
                keeps = 1
            for i in range(start + keeps, end):
                lower = chars[i].lower()
                chars[i] = lower if len(lower) == 1 else chars[i]
        return "".join(chars)

    def is_common(self, word: str) -> bool:
        """Return whether `word`, in any case, is an English common word and no usual name."""
        word = word.lower()
        known = self._cache.get(word)
        if known is None:
            known = self._cache[word] = self._find_common(word.removesuffix("'s"))
        return known

    def _find_common(self, stem: str) -> bool:
        if stem in self._common:
            return True
        is_name = stem in self._proper or (
            stem in self._lexicon.given_names and stem not in _ALSO_WORDS
        )
        is_place = (stem,) in self._lexicon.demonyms or (stem,) in self._lexicon.known
        if is_name or is_place:
            return False
        return self._is_word(stem) or stem == "i" or self._is_built(stem)

    def _is_built(self, stem: str) -> bool:
        """A word with a productive prefix, or a slip of one: 'antiguerrilla', 'figthters'."""
        for prefix in _PREFIXES:
            rest = stem.removeprefix(prefix)
            if len(rest) < len(stem) and len(rest) > 3 and self._is_word(rest):
                return True
        if len(stem) < _LONG or not stem.endswith(_SLIPS):
            return False
        swapped = (stem[:i] + stem[i + 1] + stem[i] + stem[i + 2 :] for i in range(len(stem) - 1))
        shorter = (stem[:i] + stem[i + 1 :] for i in range(1, len(stem) - 1))
        return any(len(w) >= _LONG - 1 and self._is_word(w) for w in (*swapped, *shorter))

    def _is_acronym(self, text: str, start: int, word: str, evidence: CaseEvidence) -> bool:
        if word in evidence.acronyms:
            return True
        lower = word.lower()
        before = text[max(0, start - 2) : start]
        if before[-1:].isdigit() or lower in _TITLES:
            return False  # '10TH', 'DR'
        if lower in _UNITS and before[:1].isdigit():
            return False
        if word == "I" or ((word,) in self._lexicon.known and word not in _ALSO_ACRONYMS):
            return True
        return len(word) > 1 and not re.search("[AEIOUY]", word) and word.isascii()

    def _find_raised(
        self, text: str, words: list[tuple[int, int]], evidence: CaseEvidence
    ) -> set[int]:
        """The words, by number, that are written with a capital wherever they stand."""
        lower = [text[a:b].lower() for a, b in words]
        raised = {n for n, w in enumerate(lower) if w in _TITLES or not self.is_common(w)}
        raised -= {
            n
            for n, (a, _) in enumerate(words)
            if (lower[n] in _ORDINAL and text[a - 1 : a].isdigit() and a)
            or (lower[n] in _UNITS and a > 1 and text[a - 2].isdigit())
        }
        for n, word in enumerate(lower):
            raised.update(self._find_names_at(lower, n, evidence))
            is_dated = word in _MONTHS and _stands_by_number(text, *words[n])
            if is_dated or self._is_inside(text, words, lower, n, raised):
                raised.add(n)
        for n, word in enumerate(lower[:-1]):
            if word in _ARTICLES and _are_beside(text, words, n):
                is_article = word in {"la", "las", "los", "el"}
                if n + 1 in raised or not is_article or word != "la":
                    raised.update((n + 1,) if is_article and _follows_of(lower, n) else (n, n + 1))
            elif word in _ALSO_WORDS and {n - 1, n + 1} <= raised:
                is_named = (lower[n - 1],) not in self._lexicon.demonyms
                if is_named and _are_beside(text, words, n):  # 'Orlan Ray Kessel'
                    raised.add(n)
        return raised

    def _find_names_at(self, lower: list[str], n: int, evidence: CaseEvidence) -> set[int]:
        """The words of a known name, a body, or a name that a bracket spells, from word `n` on."""
        found: set[int] = set()
        for size in range(self._lexicon.longest.get(lower[n], 1), 1, -1):
            if len(lower) >= n + size and tuple(lower[n : n + size]) in self._lexicon.known:
                found.update(m for m in range(n, n + size) if lower[m] not in SMALL)
                break
        for size in (3, 2):
            if len(lower) >= n + size and tuple(lower[n : n + size]) in self._lexicon.phrases:
                found.update(range(n, n + size))
        for name in evidence.names:
            if name[0] == lower[n] and tuple(lower[n : n + len(name)]) == name:
                found.update(m for m in range(n, n + len(name)) if lower[m] not in SMALL)
        return found

    def _is_inside(
        self, text: str, words: list[tuple[int, int]], lower: list[str], n: int, raised: set[int]
    ) -> bool:
        """'Qobust *Front*', where the word before is a name; not 'NRF forces', 'Kardan army'."""
        word = lower[n]
        if not n or word not in self._lexicon.inside or not _are_beside(text, words, n - 1):
            return False
        before = lower[n - 1]
        if n - 1 not in raised or before.endswith("'s") or before in _TITLES | _MONTHS:
            return False
        is_general = (before,) in self._lexicon.demonyms or not re.search("[aeiouy]", before)
        return word not in _COMMON_AFTER and not (is_general and word in _COMMON_AFTER_PEOPLE)


def _are_beside(text: str, words: list[tuple[int, int]], n: int) -> bool:
    """Nothing but blanks parts word `n` from the next."""
    return text[words[n][1] : words[n + 1][0]].isspace()


def _follows_of(lower: list[str], n: int) -> bool:
    """'de la Cruz': the article of a surname stays small."""
    return n > 0 and lower[n - 1] == "de"


def _stands_by_number(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 3) : start].strip(), text[end : end + 3].strip()
    return before[-1:].isdigit() or after[:1].isdigit()
