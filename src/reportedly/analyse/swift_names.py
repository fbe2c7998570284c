"""Parsed tokens → the named entities that spaCy's recogniser finds, sooner.

spaCy 3.8 takes and drops the interpreter's lock some hundred times a token while it weighs its moves.
Here all tokens are weighed at once: outside a name the scores of a token hang on that token alone,
and inside one on its first and its last two. The weights, the moves that are allowed and what is
chosen are the recogniser's own.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import ENT_IOB, IS_SPACE, SENT_START
from spacy.tokens import Doc, Span

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]
_FEATURES = 3
"""The token, the first one of the name that is open, and the one before the token within it."""


class _Moves(NamedTuple):
    """The columns of the recogniser's scores: for each kind of move the one of each label."""

    labels: list[str]
    begin: Numbers
    inside: Numbers
    last: Numbers
    unit: Numbers
    out: int


class _Tokens(NamedTuple):
    """All tokens of a batch, one after the other: what the allowed moves hang on."""

    is_space: Flags
    ends_sentence: Flags
    """Whether no name may go on after the token: a sentence or the text ends with it."""


class _Name(NamedTuple):
    """The tokens `first:end` of a batch, and the number of a label."""

    first: int
    end: int
    label: int


class SwiftRecogniser:
    """Finds the names of documents that have none yet; documents with names are left to spaCy."""

    def __init__(self, recogniser: Any) -> None:
        self._recogniser = recogniser
        columns = range(recogniser.model.get_ref("upper").get_dim("nO"))
        self._moves = _read_moves([recogniser.moves.get_class_name(i) for i in columns])

    def __call__(self, doc: Doc) -> Doc:
        """Set the named entities of a document."""
        self._recognise([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Set the named entities of a stream of documents."""
        rest = iter(stream)
        while docs := list(islice(rest, batch_size)):
            self._recognise(docs)
            yield from docs

    def _recognise(self, docs: Sequence[Doc]) -> None:
        bare: list[Doc] = []
        for doc in docs:
            if doc.to_array(ENT_IOB).any():
                self._recogniser(doc)
            elif len(doc):
                bare.append(doc)
        if not bare:
            return
        model = self._recogniser.model
        scorer = _Scorer(model, model.get_ref("tok2vec").predict(bare))
        names = iter(_find_names(scorer, _gather(bare), self._moves))
        name = next(names, None)
        offset = 0
        for doc in bare:
            spans = []
            end = offset + len(doc)
            while name is not None and name.first < end:
                label = self._moves.labels[name.label]
                spans.append(Span(doc, name.first - offset, name.end - offset, label=label))
                name = next(names, None)
            doc.set_ents(spans, default="outside")
            offset = end


class _Scorer:
    """Scores the moves of the recogniser in states of a batch."""

    def __init__(self, model: Any, vectors: Floats) -> None:
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        self._cached: Floats = lower.predict(vectors)
        self._bias: Floats = lower.get_param("b")
        self._weights: Floats = upper.get_param("W").T
        self._upper_bias: Floats = upper.get_param("b")

    def score_outside(self) -> Floats:
        """Return the scores of every token where no name is open."""
        cached = self._cached
        return self._finish(cached[1:, 0] + cached[0, 1] + cached[0, 2])

    def score_inside(self, tokens: Numbers, firsts: Numbers) -> Floats:
        """Return the scores of tokens in names that began at `firsts`."""
        cached = self._cached
        return self._finish(cached[tokens + 1, 0] + cached[firsts + 1, 1] + cached[tokens, 2])

    def _finish(self, summed: Floats) -> Floats:
        hidden = (summed + self._bias).max(axis=-1)
        scores: Floats = hidden @ self._weights + self._upper_bias
        return scores


def is_known(recogniser: Any) -> bool:
    """Whether a recogniser is of the one shape that is known here."""
    model = recogniser.model
    return bool(
        type(recogniser).__name__ == "EntityRecognizer"
        and recogniser.cfg.get("beam_width", 1) == 1
        and model.attrs.get("has_upper")
        and not model.attrs.get("unseen_classes")
        and model.get_ref("lower").get_dim("nF") == _FEATURES
        and model.get_ref("lower").get_dim("nP") > 1
    )


def _read_moves(names: Sequence[str]) -> _Moves:
    columns = {name: column for column, name in enumerate(names)}
    labels = [name.removeprefix("B-") for name in names if name.startswith("B-")]

    def find(kind: str) -> Numbers:
        return np.array([columns[f"{kind}-{label}"] for label in labels], dtype=np.int64)

    return _Moves(labels, find("B"), find("I"), find("L"), find("U"), columns["O"])


def _gather(docs: Sequence[Doc]) -> _Tokens:
    table = np.concatenate([doc.to_array([IS_SPACE, SENT_START]) for doc in docs])
    ends_sentence = np.append(table[1:, 1] == 1, True)
    ends_sentence[np.cumsum([len(doc) for doc in docs]) - 1] = True
    return _Tokens(table[:, 0] == 1, ends_sentence)


def _find_names(scorer: _Scorer, tokens: _Tokens, moves: _Moves) -> Iterator[_Name]:
    """Yield the names of a batch in order: from the left, none within another."""
    chosen = _choose_outside(scorer.score_outside(), tokens, moves)
    firsts = np.flatnonzero(chosen != moves.out)
    labels = np.zeros(len(tokens.is_space), dtype=np.int64)
    begins = np.zeros(len(tokens.is_space), dtype=bool)
    for label, (begin, unit) in enumerate(zip(moves.begin, moves.unit, strict=True)):
        labels[(chosen == begin) | (chosen == unit)] = label
        begins |= chosen == begin
    ends = _find_ends(scorer, tokens, moves, np.flatnonzero(begins), labels)
    free = 0
    for first in firsts.tolist():
        if first >= free:
            free = ends.get(first, first + 1)
            yield _Name(first, free, int(labels[first]))


def _choose_outside(scores: Floats, tokens: _Tokens, moves: _Moves) -> Numbers:
    """Return the best allowed move of every token where no name is open; of equals the first."""
    allowed = np.zeros(scores.shape, dtype=bool)
    allowed[:, moves.out] = True
    allowed[:, moves.unit] = ~tokens.is_space[:, None]
    allowed[:, moves.begin] = ~(tokens.is_space | tokens.ends_sentence)[:, None]
    best: Numbers = np.where(allowed, scores, -np.inf).argmax(axis=1)
    return best


def _find_ends(
    scorer: _Scorer, tokens: _Tokens, moves: _Moves, firsts: Numbers, labels: Numbers
) -> dict[int, int]:
    """Return for names of several tokens where each ends, all of them taken one token on at a time.

    Within a name its label is settled: it goes on, or this token is its last one.
    """
    ends: dict[int, int] = {}
    at = firsts + 1
    while len(firsts):
        scores, rows, label = scorer.score_inside(at, firsts), np.arange(len(at)), labels[firsts]
        goes_on = scores[rows, moves.inside[label]] >= scores[rows, moves.last[label]]
        goes_on &= ~tokens.ends_sentence[at]
        ends.update(zip(firsts[~goes_on].tolist(), (at[~goes_on] + 1).tolist(), strict=True))
        firsts, at = firsts[goes_on], at[goes_on] + 1
    return ends
