"""Phrases of a document → candidate antecedents, and the figures by which they are compared."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.analyse.coreference.candidates import find_candidates
from reportedly.analyse.coreference.links import Floats, Ints, describe_links
from reportedly.analyse.coreference.phrases import Phrase
from reportedly.analyse.coreference.traits import (
    GENDERS,
    KINDS,
    LABELS,
    NUMBERS,
    ROLES,
    SUBJECTS,
    TYPES,
    Traits,
)


class Pairs(NamedTuple):
    """Candidate links of a document: phrase `later[k]` may take up phrase `earlier[k]`.

    `phrases` has the figures of each phrase, `links` those of each pair, one row each.
    """

    later: Ints
    earlier: Ints
    phrases: Floats
    links: Floats


def make_pairs(phrases: Sequence[Phrase], traits: Sequence[Traits]) -> Pairs:
    """Return all candidate pairs, sorted by the later phrase."""
    later, earlier = (np.array(found, dtype=np.int32) for found in find_candidates(traits))
    return Pairs(
        later,
        earlier,
        _describe_phrases(phrases, traits),
        describe_links(phrases, traits, later, earlier),
    )


def _describe_phrases(phrases: Sequence[Phrase], traits: Sequence[Traits]) -> Floats:
    sentence = np.array([p.sentence for p in phrases], dtype=np.float32)
    places = np.stack([sentence == 0, sentence == 1, np.log1p(sentence) / 4], axis=1)
    return np.concatenate(
        [
            *(
                np.eye(size, dtype=np.float32)[codes]
                for codes, size in zip(_list_codes(traits), _SIZES, strict=True)
            ),
            np.array([t.flags for t in traits], dtype=np.float32),
            _count_before(traits),
            places.astype(np.float32),
            _find_order(phrases, traits),
        ],
        axis=1,
    )


_SIZES = tuple(map(len, (TYPES, ROLES, LABELS, KINDS, GENDERS, NUMBERS)))


def _list_codes(traits: Sequence[Traits]) -> NDArray[np.int32]:
    rows = [(t.type, t.role, t.label, t.kind, t.gender, t.number) for t in traits]
    return np.array(rows, dtype=np.int32).T


def _count_before(traits: Sequence[Traits]) -> Floats:
    """How often the head and the words of each phrase stood before it, and in the whole text."""
    totals = Counter(t.lemma for t in traits)
    heads: Counter[str] = Counter()
    texts: set[str] = set()
    rows = []
    for trait in traits:
        before, total = heads[trait.lemma], totals[trait.lemma]
        rows.append((before > 0, trait.text in texts, before, total, total == 1))
        heads[trait.lemma] += 1
        texts.add(trait.text)
    found = np.array(rows, dtype=np.float32)
    found[:, 2:4] = np.log1p(found[:, 2:4])
    return found


def _find_order(phrases: Sequence[Phrase], traits: Sequence[Traits]) -> Floats:
    """Whether a phrase lies in another, its place in the sentence, whether it is first subject."""
    found = np.zeros((len(phrases), 3), dtype=np.float32)
    sentence, reach, at, subjects = -1, -1, 0, 0
    for n, (phrase, trait) in enumerate(zip(phrases, traits, strict=True)):
        if phrase.sentence != sentence:
            sentence, reach, at, subjects = phrase.sentence, -1, 0, 0
        is_subject = trait.role in SUBJECTS
        found[n] = phrase.last <= reach, min(at, 10) / 5, is_subject and not subjects
        reach, at, subjects = max(reach, phrase.last), at + 1, subjects + is_subject
    return found
