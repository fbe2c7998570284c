"""Paragraphs in capitals throughout → the case they would have in running text.

Wire copy and headings come in capitals, which blind the tagger and the name finder. Every letter is
mapped one to one, so offsets stay exact. Unknown words, known names, and the words whose initials a
bracket spells ('NATIONAL RIVER FRONT [NRF]') get a capital; acronyms keep theirs.
"""

import re
from collections.abc import Callable

from reportedly.analyse.lexicon import Lexicon, load_lexicon
from reportedly.knowledge.loader import load_knowledge

_LETTERS = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_BRACKETED = re.compile(r"[(\[]([A-Z]{2,10})(?:-[A-Z]+)?[)\]]")
_SENTENCE_START = re.compile(r"(?:^|(?<!\b[A-Z])[.!?]['\")\]]*\s+)['\"(\[]*$")
_SMALL = frozenset({"of", "for", "the", "and", "in", "on", "to", "de", "del", "la", "los", "y"})
_ALSO_WORDS = frozenset(
    "said mark bill grace rose frank will may jack bob rob pat sue mercy joy hope dawn art ray gene "
    "don grant chase blessing innocent dale glen guy van peace".split()
)
"""Given names that are words: in capitals they are taken for words."""
_ALSO_ACRONYMS = frozenset({"IS", "US", "LET", "TIP", "ETA", "AP", "ARENA", "CAR", "IRA"})
"""Acronyms that are words or names: in capitals throughout they are taken for these."""
_MIN_LETTERS = 30
_SHARE = 0.85


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

    def restore(self, text: str) -> str:
        """Return `text` in running case, of the same length."""
        bracketed = _BRACKETED.findall(text)
        acronyms = {a for a in bracketed if len(a) < 4 or not self._is_common(a.lower())}
        words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
        raised = self._find_raised(text, words, acronyms)
        chars = list(text)
        for n, (start, end) in enumerate(words):
            word = text[start:end]
            is_initial = end - start == 1 and text[end : end + 1] == "."
            if word in acronyms or is_initial or self._is_acronym(word):
                continue
            is_raised = n in raised or not self._is_common(word.lower())
            is_first = bool(_SENTENCE_START.search(text[max(0, start - 6) : start]))
            for i in range(start + (is_raised or is_first), end):
                lower = chars[i].lower()
                chars[i] = lower if len(lower) == 1 else chars[i]
        return "".join(chars)

    def _is_common(self, word: str) -> bool:
        known = self._cache.get(word)
        if known is None:
            stem = word.removesuffix("'s")
            is_name = stem in self._proper or (
                stem in self._lexicon.given_names and stem not in _ALSO_WORDS
            )
            is_place = (stem,) in self._lexicon.demonyms or (stem,) in self._lexicon.known
            known = stem in self._common or (
                not is_name and not is_place and (self._is_word(stem) or stem == "i")
            )
            self._cache[word] = known
        return known

    def _is_acronym(self, word: str) -> bool:
        if word == "I" or ((word,) in self._lexicon.known and word not in _ALSO_ACRONYMS):
            return True
        return len(word) > 1 and not re.search("[AEIOUY]", word) and word.isascii()

    def _find_raised(self, text: str, words: list[tuple[int, int]], acronyms: set[str]) -> set[int]:
        """The words, by number, of known names, bodies and names that a bracket spells."""
        lower = [text[a:b].lower() for a, b in words]
        raised: set[int] = set()
        for n, word in enumerate(lower):
            for size in range(self._lexicon.longest.get(word, 1), 1, -1):
                if len(lower) >= n + size and tuple(lower[n : n + size]) in self._lexicon.known:
                    raised.update(m for m in range(n, n + size) if lower[m] not in _SMALL)
                    break
            for size in (3, 2):
                if len(lower) >= n + size and tuple(lower[n : n + size]) in self._lexicon.phrases:
                    raised.update(range(n, n + size))
            if n and word in self._lexicon.inside and not self._is_common(lower[n - 1]):
                raised.add(n)
            if text[words[n][0] : words[n][1]] in acronyms:
                raised.update(_find_spelled(lower, n, word))
        return raised


def _find_spelled(lower: list[str], n: int, acronym: str) -> list[int]:
    """The words before number `n` whose initials are the letters of `acronym`, small words apart."""
    found: list[int] = []
    at = n - 1
    for letter in reversed(acronym):
        while at >= 0 and lower[at] in _SMALL and lower[at][0] != letter:
            at -= 1
        if at < 0 or lower[at][0] != letter:
            return []
        found.append(at)
        at -= 1
    return found
