"""A name → a spaCy pipeline that says the same as it comes, sooner.

It is loaded with numpy's multiplication of matrices instead of spaCy's own; its attribute ruler is
asked once for each kind of token, not for every token; the word lists of its lemmatiser are sets;
words are looked up once a batch (`swift_words`), and names are found as in `swift_names`. It comes
without the words that its makers met (three quarters of a million, 120 MB), since what it says of a
word needs none of them, and with its word vectors as in `vector_rows`. Single-threaded: matrices this small only wait for each other on several threads.
"""

import importlib.util
import warnings
from collections import defaultdict
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import spacy
from spacy.attrs import DEP, IS_SPACE, LOWER, TAG
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.strings import StringStore
from spacy.tokens import Doc
from spacy.tokens._retokenize import set_token_attrs
from spacy.util import load_config
from spacy.vectors import Vectors
from thinc.api import use_ops
from threadpoolctl import ThreadpoolController

from reportedly.analyse.swift_names import SwiftRecogniser, is_known
from reportedly.analyse.swift_words import share_words
from reportedly.analyse.vector_rows import read_vectors

_RECOGNISER = "ner"
_SWIFT_RECOGNISER = "swift_ner"
_RULER = "attribute_ruler"
_SWIFT = "swift_attribute_ruler"
_SEEN = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
"""What a pattern may look at for one answer to do for all tokens that are alike in it."""
_WORDLESS = frozenset(
    ["tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer", "ner"]
)
"""Components that add the labels and words of their own, and ask for no other by its hash alone."""


@dataclass
class Kept:
    """What pipelines of one model share: it does not change by use, so that it is read once."""

    vectors: Vectors | None = None
    lookups: Lookups | None = None


def load_pipeline(model: str, kept: Kept | None = None) -> Language:
    """Return the pipeline `model`: a package, a pipeline name or a path.

    What was `kept` of an earlier one is not held twice; what was not yet is put there.
    Raises `OSError` or `ImportError` where it is missing.
    """
    kept = kept or Kept()
    nlp = _load_lean(_find_pipeline(model), kept)
    if _RULER in nlp.pipe_names and _can_be_swift(nlp.get_pipe(_RULER)):
        nlp.add_pipe(_SWIFT, after=_RULER)
        nlp.disable_pipe(_RULER)
    for _, component in nlp.pipeline:
        share_words(getattr(component, "model", None))
    if _RECOGNISER in nlp.pipe_names and is_known(nlp.get_pipe(_RECOGNISER)):
        nlp.add_pipe(_SWIFT_RECOGNISER, after=_RECOGNISER)
        nlp.disable_pipe(_RECOGNISER)
    lemmatizer: Any = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.pipe_names else None
    if hasattr(lemmatizer, "lookups"):
        kept.lookups = lemmatizer.lookups = kept.lookups or _make_swift(lemmatizer.lookups)
    return nlp


def _load_lean(found: str | Path, kept: Kept) -> Language:
    exclude: list[str] = []
    if isinstance(found, Path) and _needs_no_words(found):
        kept.vectors = kept.vectors or read_vectors(found)
        exclude = ["strings"] if kept.vectors is None else ["strings", "vectors"]
    with warnings.catch_warnings(), use_ops("numpy", use_blis=False):
        # W095: the pipeline was trained with spaCy 3.7; the suite and the floors hold it to 3.8
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        nlp = spacy.load(found, exclude=exclude)
    if "vectors" in exclude and kept.vectors is not None:
        kept.vectors.name = nlp.vocab.vectors.name
        # Vectors bring along the words that they were used with: those of an earlier pipeline.
        kept.vectors.strings = StringStore()
        nlp.vocab.vectors = kept.vectors
    return nlp


def _needs_no_words(folder: Path) -> bool:
    """Whether all components of a pipeline are known to bring the words that they need."""
    components = load_config(folder / "config.cfg").get("components", {})
    return all(component.get("factory") in _WORDLESS for component in components.values())


def _make_swift(lookups: Lookups) -> Lookups:
    if lookups.has_table("lemma_index"):
        index = lookups.get_table("lemma_index")
        for pos in list(index):
            index[pos] = frozenset(index[pos])
    return lookups


def in_one_thread() -> AbstractContextManager[Any]:
    """Have matrices multiplied by this thread alone for the length of a block."""
    limit: AbstractContextManager[Any] = _find_threads().limit(limits=1, user_api="blas")
    return limit


@lru_cache(maxsize=1)
def _find_threads() -> ThreadpoolController:
    return ThreadpoolController()


class _Rule(NamedTuple):
    """What a rule of the attribute ruler sets, and on which token of what it matches."""

    attributes: dict[Any, Any]
    place: int


class SwiftRuler:
    """Sets what an attribute ruler sets, asking it once for each kind of token.

    Its rules for single tokens look at the tag, the dependency and, for a few words, the word. So
    their answer is kept by these. Rules for several tokens, which are few, are matched as they are.
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        patterns: list[dict[str, Any]] = list(ruler.patterns)
        self._rules = [
            _Rule(attributes, place)
            for attributes, place in zip(ruler.attrs, ruler.indices, strict=True)
        ]
        self._vocab = ruler.vocab
        self._single, self._several = Matcher(ruler.vocab), Matcher(ruler.vocab)
        self._words: set[int] = set()
        for number, rule in enumerate(patterns):
            single = [pattern for pattern in rule["patterns"] if len(pattern) == 1]
            several = [pattern for pattern in rule["patterns"] if len(pattern) > 1]
            if single:
                self._single.add(str(number), single)
                self._words |= {
                    ruler.vocab.strings.add(word)
                    for [token] in single
                    for word in _list_words(token)
                }
            if several:
                self._several.add(str(number), several)
        self._known: dict[tuple[int, int, int, int], tuple[int, ...]] = {}
        self._merged: dict[tuple[int, ...], dict[Any, Any]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set tags, parts of speech, forms and lemmas of a document."""
        extra: dict[int, list[int]] = defaultdict(list)
        for name, start, end in self._several(doc, allow_missing=True):
            number = int(self._vocab.strings[name])
            place = self._rules[number].place
            extra[(start if place >= 0 else end) + place].append(number)
        rows = doc.to_array([TAG, DEP, LOWER, IS_SPACE]).tolist()
        # All is matched before anything is set, since what is set is matched too.
        found = [self._find_rules(row, doc, i) for i, row in enumerate(rows)]
        for i, numbers in enumerate(found):
            every = tuple(sorted({*numbers, *extra[i]})) if i in extra else numbers
            if every:
                set_token_attrs(doc[i], self._merge(every))
        return doc

    def _find_rules(self, row: list[int], doc: Doc, i: int) -> tuple[int, ...]:
        tag, dep, lower, is_space = row
        key = (tag, dep, lower if lower in self._words else 0, is_space)
        if key not in self._known:
            matches = self._single(doc[i : i + 1], allow_missing=True)
            self._known[key] = tuple(sorted({int(self._vocab.strings[m[0]]) for m in matches}))
        return self._known[key]

    def _merge(self, numbers: tuple[int, ...]) -> dict[Any, Any]:
        """What rules set together: a later one has the last word."""
        if numbers not in self._merged:
            merged: dict[Any, Any] = {}
            for number in numbers:
                merged |= self._rules[number].attributes
            self._merged[numbers] = merged
        return self._merged[numbers]


@Language.factory(_SWIFT)
def _make_swift_ruler(nlp: Language, name: str) -> SwiftRuler:
    del name
    ruler: Any = nlp.get_pipe(_RULER)
    return SwiftRuler(ruler)


@Language.factory(_SWIFT_RECOGNISER)
def _make_swift_recogniser(nlp: Language, name: str) -> SwiftRecogniser:
    del name
    return SwiftRecogniser(nlp.get_pipe(_RECOGNISER))


def _can_be_swift(ruler: Any) -> bool:
    """Whether every rule for one token looks at nothing but what the answers are kept by."""
    return all(
        set(token) <= _SEEN
        for rule in ruler.patterns
        for pattern in rule["patterns"]
        if len(pattern) == 1
        for token in pattern
    )


def _list_words(token: dict[str, Any]) -> list[str]:
    """The words that a rule names: one, or any of a list."""
    named = token.get("LOWER", [])
    if isinstance(named, str):
        return [named]
    return [word for words in named.values() for word in words] if named else []


def _find_pipeline(model: str) -> str | Path:
    """A pipeline that a package of another name carries as a folder, else the name itself."""
    if Path(model).exists():
        return Path(model)
    spec = importlib.util.find_spec(model) if model.isidentifier() else None
    for folder in (spec.submodule_search_locations or []) if spec else []:
        for config in sorted(Path(folder).glob("*/config.cfg")):
            return config.parent
    return model
