"""Ties inside the names of forces: units of units, and sides that are for or against somebody.

Sentence, `Lookup` and a name → proposals of `part_of` ('2nd Battalion, 5th Rifle Regiment'), and of
`opposes` and `supports` ('the anti-League militia', 'a pro-Kardan brigade'), and of what stands
between two lands ('the Kenya-Uganda war').
"""

import re
from collections.abc import Iterator

import msgspec

from reportedly.extract.lookup import Lookup, load_lands
from reportedly.extract.proposals import Proposal
from reportedly.extract.slots import ACTORS, Filler
from reportedly.records import Argument, Mention, Sentence

_RANKS = {
    word: rank
    for rank, words in enumerate(
        (
            "squad section",
            "platoon",
            "company battery troop",
            "battalion squadron",
            "regiment marines wing",
            "group brigade",
            "division",
            "corps",
            "army command fleet",
        )
    )
    for word in words.split()
}
"""How large a unit is, by the last word of its name; only a smaller one is part of a larger."""
_NUMBERED = re.compile(
    r"\d|\b(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth)\b"
)
_STANCES = {"anti": "opposes", "counter": "opposes", "pro": "supports"}
_BESIDE = 4


def propose_units(sentence: Sentence, lookup: Lookup, unit: Mention) -> Iterator[Proposal]:
    """'2nd Battalion, 5th Rifle Regiment', 'the Third Company of the River Brigade'."""
    rank = _rank(unit)
    if rank is None or unit.last + 2 >= len(sentence.tokens):
        return
    between = sentence.tokens[unit.last + 1]
    if between.text.lower() not in (",", "of", "from"):
        return
    at = unit.last + 2
    if sentence.tokens[at].text.lower() == "the":
        at += 1
    larger = lookup.name_over(sentence, at) if at < len(sentence.tokens) else None
    if larger is None or larger.first != at or larger.chain == unit.chain:
        return
    outer = _rank(larger)
    if outer is None or outer <= rank or not _NUMBERED.search(unit.text):
        return
    yield Proposal(
        predicate="part_of",
        subject=Filler(lookup.to_argument(unit), unit.head),
        object=Filler(lookup.to_argument(larger), larger.head),
        sentence=sentence,
        tokens=(unit.head,),
        extractor="compounds.v1:unit-of-unit",
        confidence=0.7,
        is_identification=True,
    )


_BETWEEN = {
    **dict.fromkeys("war conflict rivalry feud".split(), "opposes"),
    **dict.fromkeys("alliance partnership cooperation coalition pact".split(), "allied_with"),
    **dict.fromkeys("talks negotiations summit agreement accord treaty ceasefire".split(), "met_with"),
    **dict.fromkeys("relations ties relationship links".split(), "linked_to"),
}  # fmt: skip


def propose_pairs(sentence: Sentence, lookup: Lookup, name: Mention) -> Iterator[Proposal]:
    """'the Kenya-Uganda war', 'a strong Kenya-Uganda partnership': two lands and what is between."""
    at = name.last + 2
    if at + 1 >= len(sentence.tokens) or sentence.tokens[name.last + 1].text != "-":
        return
    noun = sentence.tokens[at + 1]
    second = sentence.tokens[at]
    predicate = _BETWEEN.get(noun.text.lower())
    first = lookup.to_argument(name)
    if predicate is None or not lookup.is_land(first) or second.text.lower() not in load_lands():
        return
    own = lookup.name_over(sentence, at)
    other = Argument(
        name=own.name if own is not None and own.last == at else second.text,
        kind="state",
        text=second.text,
        start=second.start,
        end=second.end,
    )
    yield Proposal(
        predicate=predicate,
        subject=Filler(msgspec.structs.replace(first, kind="state"), name.head),
        object=Filler(other, at),
        sentence=sentence,
        tokens=(noun.i,),
        extractor="compounds.v1:pair",
        confidence=0.6,
    )


def _rank(unit: Mention) -> int | None:
    return _RANKS.get(unit.text.split()[-1].lower())


def propose_stances(sentence: Sentence, lookup: Lookup, name: Mention) -> Iterator[Proposal]:
    """'the anti-League militia' is against the League, 'pro-League fighters' are for it."""
    before = [t.text.lower() for t in sentence.tokens[max(name.first - 2, 0) : name.first]]
    if len(before) < 2 or before[1] != "-" or before[0] not in _STANCES:
        return
    predicate = _STANCES[before[0]]
    for other in lookup.by_sentence.get(sentence.index, ()):
        is_over = other.first <= name.first - 2 and name.last < other.head
        if not is_over or other.head - name.last > _BESIDE or other.kind not in ACTORS:
            continue
        if other.form == "name" or other.chain == name.chain:
            continue
        yield Proposal(
            predicate=predicate,
            subject=Filler(lookup.to_argument(other), other.head),
            object=Filler(lookup.to_argument(name), name.head),
            sentence=sentence,
            tokens=(other.head,),
            extractor=f"compounds.v1:{before[0]}-name",
            confidence=0.6,
            is_identification=True,
        )
        return
