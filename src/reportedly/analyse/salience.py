"""How likely an earlier mention is what a later phrase refers to: one additive score.

After the salience factors of Lappin and Leass (1994): recency, grammatical role, frequency,
parallel roles, and the clause that governs the phrase. The weights were set by hand against the
training and the development part of a coreference corpus of news and this project's own gold
together, so figures on any of these are no measure of unseen text.
"""

from collections.abc import Sequence
from math import log

from reportedly.analyse.chains import Chains
from reportedly.analyse.draft import Draft
from reportedly.records import Kind, Sentence

WEIGHTS = {
    "sentence": -2.2,
    "distance": -0.02,
    "subject": 1.4,
    "object": 0.8,
    "paragraph": 1.0,
    "name": 0.8,
    "pronoun": 0.0,
    "frequency": 0.9,
    "parallel": 0.5,
    "gender": 1.0,
    "governing": 1.9,
    "plural": 1.2,
    "nested": -1.2,
    "indefinite": -0.3,
    "thing": -0.8,
    "place": -1.2,
    "speaker": -2.5,
    "fronted": -0.6,
    "main": 0.4,
    "quoted": -1.5,
    "speaking": 0.8,
    "told": -1.2,
}

SPEECH = frozenset("say tell add claim explain argue note insist warn deny recall state".split())
"""Verbs whose subject speaks."""

_MANY = 50
"""Mentions beyond this many make a referent no more salient."""


class Salience:
    """Scores antecedents within one document."""

    def __init__(
        self, drafts: Sequence[Draft], sentences: Sequence[Sentence], chains: Chains
    ) -> None:
        self.drafts = drafts
        self.sentences = sentences
        self.chains = chains
        self._kinds: dict[tuple[int, int], Kind] = {}

    def score(self, i: int, j: int) -> float:
        """Return the salience of draft `j` as the antecedent of draft `i`."""
        draft, other = self.drafts[i], self.drafts[j]
        distance = draft.sentence - other.sentence
        weights = WEIGHTS
        score = weights["sentence"] * distance
        score += (weights["subject"], weights["object"], 0.0)[other.rank]
        here, there = self.sentences[draft.sentence], self.sentences[other.sentence]
        if here.paragraph == there.paragraph:
            score += weights["paragraph"]
        score += weights.get(other.form, 0.0)
        score += weights["frequency"] * log(self._count_before(j, draft.start))
        if draft.rank == other.rank:
            score += weights["parallel"]
        if draft.gender in {"m", "f"} and self.gender(j) == draft.gender:
            score += weights["gender"]
        if draft.plural and draft.form == "pronoun" and other.plural:
            score += weights["plural"]
        if other.nested or other.demonym:
            score += weights["nested"]
        if other.determiner in {"a", "some", "no"}:
            score += weights["indefinite"]
        if other.kind in {"thing", "activity"}:
            score += weights["thing"]
        elif other.kind == "place":
            score += weights["place"]
        score += self._score_quote(draft, other, distance)
        if other.rank == 0:
            score += self._score_subject(draft, other, here, there)
        if distance == 0:
            score += weights["distance"] * (draft.head - other.head)
            score += self._score_clause(draft, other, here)
        return score

    def _score_quote(self, draft: Draft, other: Draft, distance: int) -> float:
        """Inside and outside of quotation marks others are spoken of."""
        if draft.quote >= 0:
            return WEIGHTS["speaker"] if other.quote < 0 and distance == 0 else 0.0
        return WEIGHTS["quoted"] if other.quote >= 0 else 0.0

    def kind_at(self, sentence: int, head: int) -> Kind | None:
        """Return the kind of the mention that token `head` of `sentence` heads, if it is one."""
        if not self._kinds:
            self._kinds.update({(d.sentence, d.head): d.kind for d in self.drafts})
        return self._kinds.get((sentence, head))

    def gender(self, j: int) -> str:
        """Return the gender that any mention of the chain of draft `j` tells, else ''."""
        for m in self.chains.members(j):
            if self.drafts[m].gender:
                return self.drafts[m].gender
        return ""

    def _score_subject(self, draft: Draft, other: Draft, here: Sentence, there: Sentence) -> float:
        """The subject of a main clause gains; who spoke is who speaks on, and no 'he' of his."""
        verb = governor_of(there, other.head)
        score = WEIGHTS["main"] if verb == there.root else 0.0
        if other.quote >= 0 or there.tokens[verb].lemma not in SPEECH:
            return score
        if draft.quote >= 0:
            return score + (WEIGHTS["told"] if here is not there else 0.0)
        at = here.tokens[governor_of(here, draft.head)]
        if draft.rank == 0 and at.lemma in SPEECH:
            score += WEIGHTS["speaking"]
        return score

    def _count_before(self, j: int, start: int) -> int:
        members = self.chains.members(j)[:_MANY]
        return sum(self.drafts[m].start < start for m in members) or 1

    def _score_clause(self, draft: Draft, other: Draft, sentence: Sentence) -> float:
        """The subject of a clause around the phrase gains; an oblique before its subject loses."""
        tokens = sentence.tokens
        verb = governor_of(sentence, other.head)
        at, steps = draft.head, 0
        while tokens[at].head != at and steps < 30:
            at, steps = tokens[at].head, steps + 1
            if at == verb:
                if other.rank == 0:
                    return WEIGHTS["governing"]
                return WEIGHTS["fronted"] if other.head < verb else 0.0
        return 0.0


def governor_of(sentence: Sentence, i: int) -> int:
    """Return the verb or other word that the phrase headed by token `i` depends on."""
    token = sentence.tokens[i]
    while token.dep in {"conj", "appos", "compound"} and token.head != token.i:
        token = sentence.tokens[token.head]
    above = sentence.tokens[token.head]
    while above.pos == "ADP" and above.head != above.i:
        above = sentence.tokens[above.head]
    return above.i
