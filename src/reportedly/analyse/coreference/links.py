"""Candidate pairs → the figures of each: how far, how alike in words, form, kind and grammar.

Most figures are 0 or 1 and are worked out for all pairs of a document at once. A network was
trained on them in this order: whoever changes a figure must train it anew.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.analyse.coreference.phrases import Phrase
from reportedly.analyse.coreference.traits import PRONOUN_TYPES, TYPES, Traits

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Figure = NDArray[Any]

_CLASSES = {
    "name": 0, "possname": 1, "the": 1, "this": 2, "poss": 1, "a": 3, "bare": 3, "some": 3,
    "list": 3, "number": 3, "i": 4, "we": 4, "you": 4, "he": 5, "she": 5, "it": 6, "they": 7,
    "self": 5, "that": 6, "those": 7, "here": 6,
}  # fmt: skip
_CLASS = np.array([_CLASSES[name] for name in TYPES], dtype=np.int32)
_CLASS_COUNT = 8


class _Table(NamedTuple):
    """The traits of all phrases of a document as arrays; words are numbered."""

    sentence: Ints
    first: Ints
    last: Ints
    head: Ints
    paragraph: Ints
    chain: Ints
    gender: Ints
    number: Ints
    kind: Ints
    label: Ints
    type: Ints
    role: Ints
    quote: Ints
    governor: Ints
    above: Ints
    is_apposed: Ints
    lemma: Ints
    text: Ints
    stem: Ints
    verb: Ints


def describe_links(
    phrases: Sequence[Phrase], traits: Sequence[Traits], later: Ints, earlier: Ints
) -> Floats:
    """Return the figures of the pairs (`later[k]`, `earlier[k]`), one row a pair."""
    table = _tabulate(phrases, traits)
    nouns = ~np.isin(table.type, list(PRONOUN_TYPES))
    both = nouns[later] & nouns[earlier]
    figures = [
        *_compare_forms(table, later, earlier, nouns),
        *_measure_distance(table, later, earlier),
        *_compare_grammar(table, later, earlier),
        *_compare_kinds(table, later, earlier),
        *_rank_candidates(table, later, earlier, nouns),
    ]
    classes = _CLASS[table.type]
    cross = np.eye(_CLASS_COUNT * _CLASS_COUNT, dtype=np.float32)[
        classes[later] * _CLASS_COUNT + classes[earlier]
    ]
    words = _compare_words(traits, later, earlier, both)
    found = np.empty((len(later), len(figures) + words.shape[1] + cross.shape[1]), np.float32)
    for column, figure in enumerate(figures):
        found[:, column] = figure
    found[:, len(figures) : -cross.shape[1]] = words
    found[:, -cross.shape[1] :] = cross
    return found


def _tabulate(phrases: Sequence[Phrase], traits: Sequence[Traits]) -> _Table:
    numbers: dict[tuple[str, str], int] = {}

    def number(kind: str, word: str) -> int:
        return numbers.setdefault((kind, word), len(numbers))

    rows = [
        (
            *(p.sentence, p.first, p.last, p.head),
            *(t.paragraph, t.chain, t.gender, t.number, t.kind, t.label, t.type, t.role, t.quote),
            *(t.governor, t.above, t.is_apposed),
            number("lemma", t.lemma),
            number("text", t.text),
            number("stem", t.lemma[:5]),
            number("verb", t.verb),
        )
        for p, t in zip(phrases, traits, strict=True)
    ]
    return _Table(*np.ascontiguousarray(np.array(rows, dtype=np.int32).T))


def _compare_forms(t: _Table, i: Ints, j: Ints, nouns: Figure) -> list[Figure]:
    both, same_head = nouns[i] & nouns[j], t.lemma[i] == t.lemma[j]
    known = (t.chain[i] >= 0) & (t.chain[j] >= 0)
    same_chain = t.chain[i] == t.chain[j]
    return [
        both & same_head,
        both & (t.text[i] == t.text[j]),
        both & (t.stem[i] == t.stem[j]) & ~same_head,
        ~nouns[i] & ~nouns[j] & (t.type[i] == t.type[j]),
        known & same_chain,
        known & ~same_chain,
    ]


def _measure_distance(t: _Table, i: Ints, j: Ints) -> list[Figure]:
    far = np.minimum(t.sentence[i] - t.sentence[j], 60)
    gap = (i - j).astype(np.float32)
    steps = t.paragraph[i] - t.paragraph[j]
    return [
        *(far == n for n in range(4)),
        *((far > 3) & (far <= 6), (far > 6) & (far <= 12), far > 12),
        *(np.log1p(far) / 2, np.log1p(gap) / 2, gap <= 1, gap == 2, gap <= 5),
        *(steps == 0, steps == 1, steps == 2, steps % 2 == 1),
    ]


def _compare_grammar(t: _Table, i: Ints, j: Ints) -> list[Figure]:
    near = t.sentence[i] == t.sentence[j]
    is_said = near & (
        ((t.above[i] == t.head[j]) & (t.above[i] >= 0))
        | ((t.above[j] == t.head[i]) & (t.above[j] >= 0))
    )
    is_apposed = is_said & ((t.is_apposed[i] == 1) | (t.is_apposed[j] == 1))
    same_role, same_verb = t.role[i] == t.role[j], t.verb[i] == t.verb[j]
    return [
        near & (t.first[j] <= t.first[i]) & (t.last[i] <= t.last[j]),
        near & (t.first[i] <= t.first[j]) & (t.last[j] <= t.last[i]),
        near & (t.governor[i] == t.governor[j]),
        near & (t.governor[i] == t.head[j]),
        is_apposed,
        is_said & ~is_apposed,
        near & (np.abs(t.first[i] - t.last[j]) == 1),
        same_role,
        (t.role[i] <= 1) & (t.role[j] <= 1),
        same_verb & same_role,
        same_verb,
    ]


def _compare_kinds(t: _Table, i: Ints, j: Ints) -> list[Figure]:
    found: list[Figure] = []
    for codes in (t.gender, t.number, t.kind, t.label):
        same = codes[i] == codes[j]
        found += [(codes[i] > 0) & same, (codes[i] > 0) & (codes[j] > 0) & ~same]
    inside_i, inside_j = t.quote[i] >= 0, t.quote[j] >= 0
    same_quote = t.quote[i] == t.quote[j]
    found += [inside_i & same_quote, inside_i & inside_j & ~same_quote, inside_i != inside_j]
    return found


def _rank_candidates(t: _Table, i: Ints, j: Ints, nouns: Figure) -> list[Figure]:
    """How many nearer candidates agree: all, subjects, nouns, and those with the same head."""
    agrees = np.ones(len(i), dtype=np.bool_)
    for codes in (t.gender, t.number):
        agrees &= ~((codes[i] > 0) & (codes[j] > 0) & (codes[i] != codes[j]))
    by_subject, by_noun = agrees & (t.role[j] <= 1), agrees & nouns[j]
    same_head = (t.lemma[i] == t.lemma[j]) & nouns[i] & nouns[j]
    rank, rank_noun = _count_nearer(i, agrees), _count_nearer(i, by_noun)
    rank_subject, rank_head = _count_nearer(i, by_subject), _count_nearer(i, same_head)
    return [
        *(agrees & (rank == 0), agrees & (rank == 1), np.minimum(rank, 12) / 6),
        *(by_subject & (rank_subject == 0), by_subject & (rank_subject == 1)),
        *(by_noun & (rank_noun == 0), np.minimum(rank_noun, 8) / 4),
        *(same_head & (rank_head == 0), same_head & (rank_head > 2)),
    ]


def _count_nearer(i: Ints, holds: Figure) -> Floats:
    """For each pair, how many candidates between the two phrases `holds` is true of."""
    after = np.append(np.cumsum(holds[::-1])[::-1], 0)
    ends = np.searchsorted(i, i, side="right")
    counts: Floats = (after[np.arange(len(i)) + 1] - after[ends]).astype(np.float32)
    return counts


def _compare_words(traits: Sequence[Traits], i: Ints, j: Ints, both: Figure) -> Floats:
    """Figures of the words that two noun phrases share."""
    found = np.zeros((len(i), 10), dtype=np.float32)
    signs = _sign_words(traits)
    may_share = (signs[i] & signs[j]) != 0
    initials, is_short = _number_initials(traits), np.array([t.is_short for t in traits])
    pairs = np.flatnonzero(both & may_share)
    is_apart = np.ones(len(i), dtype=np.bool_)
    for k, later, earlier in zip(pairs.tolist(), i[pairs].tolist(), j[pairs].tolist(), strict=True):
        a, b = traits[later], traits[earlier]
        if a.words.isdisjoint(b.words):
            continue
        is_apart[k] = False
        found[k] = (
            a.lemma in b.words,
            b.lemma in a.words,
            a.words <= b.words,
            b.words <= a.words,
            not a.modifiers.isdisjoint(b.modifiers),
            min(len(a.modifiers - b.words), 3),
            min(len(b.modifiers - a.words), 3),
            bool(a.modifiers) and bool(b.modifiers) and a.modifiers.isdisjoint(b.modifiers),
            bool(a.numerals ^ b.numerals),
            0,
        )
    same_initials = (initials[i] >= 0) & (initials[i] == initials[j]) & (is_short[i] != is_short[j])
    found[:, 9] = both & is_apart & same_initials
    return found


def _sign_words(traits: Sequence[Traits]) -> NDArray[np.uint64]:
    """A bit for each word of a phrase, of 64: phrases without a bit in common share no word."""
    numbers: dict[str, int] = {}
    signs = []
    for trait in traits:
        sign = 0
        for word in trait.words:
            sign |= 1 << (numbers.setdefault(word, len(numbers)) & 63)
        signs.append(sign)
    return np.array(signs, dtype=np.uint64)


def _number_initials(traits: Sequence[Traits]) -> Ints:
    """A number for the initials of each phrase, -1 where it has not several."""
    numbers: dict[str, int] = {}
    return np.array(
        [
            numbers.setdefault(t.initials, len(numbers)) if len(t.initials) > 1 else -1
            for t in traits
        ],
        dtype=np.int32,
    )
