"""Attacks spoken of again: 'these strikes' and 'the raid' are done by whoever was said to do them.

The claims of a document in text order → for a claim that leaves its doer open, the doer of the
attack that its words take up. Only a definite phrase takes something up ('the', 'these'), only
the nearest attack of that kind is meant, and only a doer that was stated plainly, in the
document's own voice or in that of the same source, is carried over: a hedge or an accusation
before would be lost here.
"""

from collections.abc import Iterator

import msgspec

from reportedly.extract.lookup import Lookup
from reportedly.extract.proposals import Proposal
from reportedly.extract.slots import ACTORS, Filler
from reportedly.records import Claim, Sentence
from reportedly.syntax.tree import find_children

_DEEDS = frozenset({"attacked", "killed", "captured"})
_DEFINITE = frozenset({"the", "these", "those", "this", "that"})
_REACH = 4
_ANY = frozenset({"attack", "assault", "operation", "offensive", "violence", "incident"})
_FAMILIES = (
    frozenset("strike airstrike bombing bombardment raid bomb sortie mission".split()),
    frozenset("shelling shell bombardment barrage mortar artillery fire".split()),
    frozenset("shooting shoot ambush raid gunfire fire".split()),
    frozenset("explosion blast bombing bomb detonate explode".split()),
    frozenset("offensive operation campaign advance push assault storm incursion invasion".split()),
)


class Remembered(msgspec.Struct, frozen=True):
    """An attack that was told: its word, whether it is several, and the claim about it."""

    lemma: str
    is_plural: bool
    is_verb: bool
    sentence: int
    claim: Claim


class Events:
    """The attacks of one document, in the order in which they are told."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._told: list[Remembered] = []

    def remember(self, proposal: Proposal, claim: Claim) -> None:
        """Keep what a claim says of an attack, for phrases that take it up later."""
        if claim.predicate not in _DEEDS or proposal.predication is None:
            return
        word = proposal.sentence.tokens[proposal.predication.head]
        if proposal.predication.pos == "noun" or _has_doer(claim):
            self._told.append(
                Remembered(
                    lemma=word.lemma,
                    is_plural=word.tag == "NNS",
                    is_verb=proposal.predication.pos == "verb",
                    sentence=proposal.sentence.index,
                    claim=claim,
                )
            )

    def resume(self, proposal: Proposal, claim: Claim) -> Proposal | None:
        """Return the proposal with its doer, where its words take up an attack told before."""
        is_open = claim.subject is None or claim.subject.kind in ("activity", "thing")
        if not is_open or claim.predicate not in _DEEDS:
            return None
        for event in self._events_of(proposal):
            told = self._find_told(proposal.sentence, event)
            if told is None or not _may_carry(told.claim, claim):
                continue
            doer = told.claim.subject
            mention = self._lookup.mention_at(proposal.sentence, event)
            if doer is None or mention is None or not _has_doer(told.claim):
                continue
            argument = msgspec.structs.replace(
                doer, text=mention.text, start=mention.start, end=mention.end
            )
            return msgspec.structs.replace(
                proposal,
                subject=Filler(argument, event),
                confidence=min(proposal.confidence, told.claim.confidence) * 0.9,
            )
        return None

    def _events_of(self, proposal: Proposal) -> Iterator[int]:
        """The definite event nouns that act in a proposal, or that it is about."""
        predication = proposal.predication
        if predication is None:
            return
        sentence = proposal.sentence
        events = [a for a in predication.agents if self._lookup.is_weapon(sentence, a)]
        if predication.pos == "noun":
            events.append(predication.head)
        for event in events:
            articles = find_children(sentence, event, ("det",))
            if any(sentence.tokens[a].text.lower() in _DEFINITE for a in articles):
                yield event

    def _find_told(self, sentence: Sentence, event: int) -> Remembered | None:
        """The nearest attack before that the word can mean."""
        word = sentence.tokens[event]
        for told in reversed(self._told):
            if sentence.index - told.sentence > _REACH:
                return None
            if told.claim.evidence.start >= sentence.start or not _is_same(word.lemma, told):
                continue
            if not told.is_verb and told.is_plural != (word.tag == "NNS"):
                continue
            return told
        return None


def _has_doer(claim: Claim) -> bool:
    return claim.subject is not None and claim.subject.kind in ACTORS


def _is_same(lemma: str, told: Remembered) -> bool:
    """Whether the word can take up what was told: the same word, its kin, or 'the attack'."""
    if lemma == told.lemma or lemma in ("attack", "assault", "violence", "incident"):
        return True
    if told.lemma in _ANY and not told.is_verb:
        return lemma == told.lemma
    return any(lemma in family and told.lemma in family for family in _FAMILIES)


def _may_carry(told: Claim, claim: Claim) -> bool:
    """Whether the doer may be carried over without losing who said so, and how firmly."""
    if told.certainty != "stated" or told.polarity != "affirmed":
        return False
    if not told.sources:
        return True
    return bool(claim.sources) and claim.sources[-1].name == told.sources[-1].name
