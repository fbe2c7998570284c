"""A spaCy pipeline that is lent for a batch and afterwards forgets the words that were new in it.

spaCy keeps every word that it ever met. Here it keeps the first ones, among which are the frequent,
and those of a batch as long as the batch; every so often it is loaded anew. What it says of a word
depends on the word alone, so no answer depends on what was forgotten. What is made of a batch must
be plain values before the pipeline is given back: its documents and tokens are void then.
"""

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from spacy.language import Language

MOST_KEPT = 20_000
"""Words that are kept beyond those that the pipeline comes with: 5 to 10 MB."""
MOST_FORGOTTEN = 100_000
"""Forgotten words, and parts of words, leave a mark each in spaCy's tables, which are doubled where
they are full of them: before they take more than 4 MB each the pipeline is loaded anew, which takes as
long as reading 40 short reports."""
_MOST_LEMMAS = 30_000


class Lender:
    """Lends a pipeline, to several at a time if need be; `load` gives a fresh one on every call."""

    def __init__(self, load: Callable[[], Language]) -> None:
        self._load = load
        self._guard = threading.RLock()
        self._nlp: Language | None = load()
        self._loaded = len(self._nlp.vocab)
        self._borrowers = 0
        self._forgotten = 0
        self._zone: AbstractContextManager[Any] | None = None
        self._before = (0, 0)

    @contextmanager
    def lend(self) -> Iterator[Language]:
        """Lend the pipeline for a block. Raises what loading it anew raises."""
        nlp = self._hand_out()
        try:
            yield nlp
        finally:
            self._take_back(nlp)

    def _hand_out(self) -> Language:
        with self._guard:
            nlp = self._nlp = self._nlp or self._renew()
            # Zones cannot stand in each other, so that all who borrow at a time share one.
            # The words of a vocabulary are counted as they come, and not as they go.
            if not self._borrowers and len(nlp.vocab) >= self._loaded + MOST_KEPT:
                self._before = _count(nlp)
                self._zone = nlp.memory_zone()
                self._zone.__enter__()
            self._borrowers += 1
            return nlp

    def _take_back(self, nlp: Language) -> None:
        with self._guard:
            self._borrowers -= 1
            if self._borrowers:
                return
            _forget_lemmas(nlp)
            if self._zone is None:
                return
            zone, self._zone = self._zone, None
            self._forgotten += max(b - a for a, b in zip(self._before, _count(nlp), strict=True))
            zone.__exit__(None, None, None)
            if self._forgotten >= MOST_FORGOTTEN:
                self._nlp, self._forgotten = None, 0

    def _renew(self) -> Language:
        gc.collect()  # the parts of a pipeline refer to each other: else there were two for a while
        return self._load()


def _count(nlp: Language) -> tuple[int, int]:
    """How many words the pipeline was given so far, and how many words and parts of words it holds."""
    return len(nlp.vocab), len(nlp.vocab.strings)


def _forget_lemmas(nlp: Language) -> None:
    """The lemmatiser keeps what it said of every word."""
    lemmatizer = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.pipe_names else None
    known = getattr(lemmatizer, "cache", None)
    if known is not None and len(known) > _MOST_LEMMAS:
        known.clear()
