"""Phrases of a document → candidate antecedents, and the figures by which they are compared."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.analyse.coreference.phrases import Phrase
from reportedly.analyse.coreference.traits import (
    GENDERS,
    KINDS,
    LABELS,
    NUMBERS,
    ROLES,
    TYPES,
    Traits,
)

Floats = NDArray[np.float32]

_NEAR_PRONOUN = 20
_NEAR_NOUN = 10
_SAME_HEAD = 12
_HOLDING = 8

_PRONOUNS = frozenset(range(TYPES.index("i"), TYPES.index("here") + 1))


class Pairs(NamedTuple):
    """Candidate links of a document: phrase `later[k]` may take up phrase `earlier[k]`.

    `phrases` are the figures of each phrase, `links` those of each pair.
    """

    later: NDArray[np.int32]
    earlier: NDArray[np.int32]
    phrases: Floats
    links: Floats


def make_pairs(phrases: Sequence[Phrase], traits: Sequence[Traits]) -> Pairs:
    """Return all candidate pairs, sorted by the later phrase."""
    later, earlier = _find_candidates(phrases, traits)
    i, j = np.array(later, dtype=np.int32), np.array(earlier, dtype=np.int32)
    return Pairs(i, j, _describe_phrases(phrases, traits), _describe_links(phrases, traits, i, j))


def _find_candidates(
    phrases: Sequence[Phrase], traits: Sequence[Traits]
) -> tuple[list[int], list[int]]:
    later: list[int] = []
    earlier: list[int] = []
    headed: defaultdict[str, list[int]] = defaultdict(list)
    holding: defaultdict[str, list[int]] = defaultdict(list)
    chained: defaultdict[int, list[int]] = defaultdict(list)
    typed: defaultdict[int, list[int]] = defaultdict(list)
    for n, trait in enumerate(traits):
        is_pronoun = trait.type in _PRONOUNS
        found = set(range(max(0, n - (_NEAR_PRONOUN if is_pronoun else _NEAR_NOUN)), n))
        if is_pronoun:
            found.update(typed[trait.type][-6:])
        else:
            found.update(headed[trait.lemma][:3], headed[trait.lemma][-_SAME_HEAD:])
            found.update(holding[trait.lemma][:2], holding[trait.lemma][-_HOLDING:])
            for word in trait.modifiers:
                found.update(headed[word][-3:])
            if trait.initials:
                found.update(headed[trait.initials][-3:])
            headed[trait.lemma].append(n)
            if len(trait.initials) > 1 and trait.initials.lower() != trait.lemma:
                headed[trait.initials].append(n)
            for word in trait.modifiers:
                holding[word].append(n)
        if trait.chain >= 0:
            found.update(chained[trait.chain][-4:])
            chained[trait.chain].append(n)
        later += [n] * len(found)
        earlier += sorted(found)
        typed[trait.type].append(n)
    return later, earlier


def _one_hot(codes: Sequence[int], size: int) -> Floats:
    return np.eye(size, dtype=np.float32)[np.asarray(codes, dtype=np.int32)]


def _describe_phrases(phrases: Sequence[Phrase], traits: Sequence[Traits]) -> Floats:
    count: defaultdict[str, int] = defaultdict(int)
    heads: defaultdict[str, int] = defaultdict(int)
    seen = []
    totals: defaultdict[str, int] = defaultdict(int)
    for trait in traits:
        totals[trait.lemma] += 1
    for trait in traits:
        seen.append(
            (
                float(heads[trait.lemma] > 0),
                float(count[trait.text] > 0),
                np.log1p(heads[trait.lemma]),
                np.log1p(totals[trait.lemma]),
                float(totals[trait.lemma] == 1),
            )
        )
        heads[trait.lemma] += 1
        count[trait.text] += 1
    sentence = np.array([p.sentence for p in phrases], dtype=np.float32)
    place = np.stack([sentence == 0, sentence == 1, np.log1p(sentence) / 4], axis=1)
    nested = np.zeros((len(phrases), 1), dtype=np.float32)
    widest = -1, -1
    for n, phrase in enumerate(phrases):
        if phrase.sentence == widest[0] and phrase.last <= widest[1]:
            nested[n] = 1
        elif phrase.sentence != widest[0] or phrase.last > widest[1]:
            widest = phrase.sentence, phrase.last
    return np.concatenate(
        [
            _one_hot([t.type for t in traits], len(TYPES)),
            _one_hot([t.role for t in traits], len(ROLES)),
            _one_hot([t.label for t in traits], len(LABELS)),
            _one_hot([t.kind for t in traits], len(KINDS)),
            _one_hot([t.gender for t in traits], len(GENDERS)),
            _one_hot([t.number for t in traits], len(NUMBERS)),
            np.array([t.flags for t in traits], dtype=np.float32),
            np.array(seen, dtype=np.float32),
            place.astype(np.float32),
            nested,
        ],
        axis=1,
    )


def _describe_links(
    phrases: Sequence[Phrase], traits: Sequence[Traits], i: NDArray[np.int32], j: NDArray[np.int32]
) -> Floats:
    def column(values: Sequence[int]) -> NDArray[np.int32]:
        return np.asarray(values, dtype=np.int32)

    ids: dict[str, int] = {}
    lemma = column([ids.setdefault(t.lemma, len(ids)) for t in traits])
    texts = column([ids.setdefault(" " + t.text, len(ids)) for t in traits])
    short = column([ids.setdefault("  " + t.lemma[:5], len(ids)) for t in traits])
    sentence = column([p.sentence for p in phrases])
    paragraph = column([t.paragraph for t in traits])
    chain = column([t.chain for t in traits])
    gender, number = column([t.gender for t in traits]), column([t.number for t in traits])
    kind, label = column([t.kind for t in traits]), column([t.label for t in traits])
    type_, role = column([t.type for t in traits]), column([t.role for t in traits])
    quote, governor = column([t.quote for t in traits]), column([t.governor for t in traits])
    first, last = column([p.first for p in phrases]), column([p.last for p in phrases])
    head, above = column([p.head for p in phrases]), column([t.above for t in traits])
    appos = column([t.relation == "appos" for t in traits])
    far = np.minimum(sentence[i] - sentence[j], 60)
    near = sentence[i] == sentence[j]
    steps = paragraph[i] - paragraph[j]
    identity = near & (((above[i] == head[j]) & (above[i] >= 0)) | ((above[j] == head[i]) & (above[j] >= 0)))
    is_appos = identity & ((appos[i] == 1) | (appos[j] == 1))
    same_lemma = lemma[i] == lemma[j]
    noun = ~np.isin(type_, list(_PRONOUNS))
    both = noun[i] & noun[j]
    known = (chain[i] >= 0) & (chain[j] >= 0)
    gaps = (i - j).astype(np.float32)
    words = _compare_words(traits, i, j, both)
    # The nearest candidate of its kind: no phrase between agrees in number, gender and kind.
    agree = ~((gender[i] > 0) & (gender[j] > 0) & (gender[i] != gender[j])) & ~(
        (number[i] > 0) & (number[j] > 0) & (number[i] != number[j])
    )
    rank = _rank_backwards(i, agree)
    rank_lemma = _rank_backwards(i, same_lemma & both)
    columns = [
        both & same_lemma,
        both & (texts[i] == texts[j]),
        both & (short[i] == short[j]) & ~same_lemma,
        ~noun[i] & ~noun[j] & (type_[i] == type_[j]),
        known & (chain[i] == chain[j]),
        known & (chain[i] != chain[j]),
        far == 0, far == 1, far == 2, far == 3, (far > 3) & (far <= 6), (far > 6) & (far <= 12), far > 12,
        np.log1p(far) / 2, np.log1p(gaps) / 2, gaps <= 1, gaps == 2, gaps <= 5,
        steps == 0, steps == 1, steps == 2, steps % 2 == 1,
        near & (first[j] <= first[i]) & (last[i] <= last[j]),
        near & (first[i] <= first[j]) & (last[j] <= last[i]),
        near & (governor[i] == governor[j]),
        near & (governor[i] == head[j]),
        is_appos, identity & ~is_appos,
        near & (np.abs(first[i] - last[j]) == 1),
        (gender[i] > 0) & (gender[i] == gender[j]),
        (gender[i] > 0) & (gender[j] > 0) & (gender[i] != gender[j]),
        (number[i] > 0) & (number[i] == number[j]),
        (number[i] > 0) & (number[j] > 0) & (number[i] != number[j]),
        (kind[i] > 0) & (kind[i] == kind[j]),
        (kind[i] > 0) & (kind[j] > 0) & (kind[i] != kind[j]),
        (label[i] > 0) & (label[i] == label[j]),
        (label[i] > 0) & (label[j] > 0) & (label[i] != label[j]),
        (role[i] == role[j]), (role[i] <= 1) & (role[j] <= 1),
        (quote[i] >= 0) & (quote[i] == quote[j]),
        (quote[i] >= 0) & (quote[j] >= 0) & (quote[i] != quote[j]),
        (quote[i] >= 0) != (quote[j] >= 0),
        agree & (rank == 0), agree & (rank == 1), np.minimum(rank, 12) / 6,
        same_lemma & both & (rank_lemma == 0), same_lemma & both & (rank_lemma > 2),
    ]  # fmt: skip
    coarse = _COARSE[type_]
    cross = np.eye(_N_COARSE * _N_COARSE, dtype=np.float32)[coarse[i] * _N_COARSE + coarse[j]]
    return np.concatenate(
        [np.stack(columns, axis=1).astype(np.float32), words, cross], axis=1
    )


_COARSE_OF = {
    "name": 0, "possname": 1, "the": 1, "this": 2, "poss": 1, "a": 3, "bare": 3, "some": 3,
    "list": 3, "number": 3, "i": 4, "we": 4, "you": 4, "he": 5, "she": 5, "it": 6, "they": 7,
    "self": 5, "that": 6, "those": 7, "here": 6,
}  # fmt: skip
_COARSE = np.array([_COARSE_OF[t] for t in TYPES], dtype=np.int32)
_N_COARSE = 8


def _rank_backwards(i: NDArray[np.int32], holds: NDArray[np.bool_]) -> Floats:
    """For each pair, how many later candidates of the same phrase hold `holds`."""
    total = np.cumsum(holds[::-1])[::-1]  # pairs from here to the end that hold
    ends = np.searchsorted(i, i, side="right")
    after = np.append(total, 0)
    return (after[np.arange(len(i)) + 1] - after[ends]).astype(np.float32)


def _compare_words(
    traits: Sequence[Traits], i: NDArray[np.int32], j: NDArray[np.int32], both: NDArray[np.bool_]
) -> Floats:
    """Figures of the words that the phrases of a pair share."""
    found = np.zeros((len(i), 10), dtype=np.float32)
    for k in np.flatnonzero(both):
        a, b = traits[i[k]], traits[j[k]]
        if not a.words & b.words:
            if len(a.initials) > 1 and a.initials == b.initials and (len(a.text) == len(a.initials)) != (len(b.text) == len(b.initials)):
                found[k, 9] = 1
            continue
        new = a.modifiers - b.words
        found[k] = (
            a.lemma in b.words,
            b.lemma in a.words,
            a.words <= b.words,
            b.words <= a.words,
            len(a.modifiers & b.modifiers) > 0,
            min(len(new), 3),
            min(len(b.modifiers - a.words), 3),
            bool(a.modifiers) and bool(b.modifiers) and not a.modifiers & b.modifiers,
            bool(a.numerals ^ b.numerals),
            0,
        )
    return found
