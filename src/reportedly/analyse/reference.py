"""Chains of nominals and pronouns: what 'the group', 'the ambassador', 'he' and 'their' refer to.

Drafts are visited in the order of the text; each looks back for the most salient chain that agrees
in kind, number and gender. What finds none stays alone: an unresolved pronoun is better than a
wrong one.
"""

from collections.abc import Sequence

from reportedly.analyse.chains import Chains
from reportedly.analyse.draft import Draft
from reportedly.analyse.lexicon import Lexicon
from reportedly.analyse.pronouns import PRONOUNS
from reportedly.records import Kind, Sentence

_REACH = 3
_BODIES: frozenset[Kind] = frozenset({"group", "state", "organization"})


def resolve_references(
    drafts: Sequence[Draft], sentences: Sequence[Sentence], chains: Chains, lexicon: Lexicon
) -> None:
    """Join nominals and pronouns to the chains that they refer to."""
    resolver = _Resolver(drafts, sentences, chains, lexicon)
    for i, draft in enumerate(drafts):
        if draft.form == "pronoun":
            resolver.resolve_pronoun(i)
        elif draft.form == "nominal":
            resolver.resolve_nominal(i)
        resolver.seen.append(i)


class _Resolver:
    def __init__(
        self, drafts: Sequence[Draft], sentences: Sequence[Sentence], chains: Chains, lexicon: Lexicon
    ) -> None:
        self.drafts = drafts
        self.sentences = sentences
        self.chains = chains
        self.lexicon = lexicon
        self.seen: list[int] = []
        self.speakers: dict[tuple[int, str], int] = {}

    def _candidates(self, draft: Draft, reach: int) -> list[int]:
        found = []
        for j in reversed(self.seen):
            other = self.drafts[j]
            if draft.sentence - other.sentence > reach:
                break
            found.append(j)
        return found

    def _score(self, draft: Draft, other: Draft) -> float:
        distance = draft.sentence - other.sentence
        score = -2.0 * distance + (2.0, 1.0, 0.0)[other.rank]
        if self.sentences[draft.sentence].paragraph == self.sentences[other.sentence].paragraph:
            score += 1.0
        if other.form == "name":
            score += 1.0
        if other.form == "pronoun":
            score += 0.5
        if draft.rank == 0 and other.rank == 0:
            score += 0.5
        if other.nested or other.demonym:
            score -= 1.5
        if distance == 0:
            score -= (draft.start - other.start) / 200
        return score

    def _best(self, i: int, candidates: list[int]) -> int | None:
        draft = self.drafts[i]
        scored = [(self._score(draft, self.drafts[j]), j) for j in candidates]
        return max(scored)[1] if scored else None

    # --- pronouns -------------------------------------------------------------------------------

    def resolve_pronoun(self, i: int) -> None:
        draft = self.drafts[i]
        person = PRONOUNS[draft.words[0]][2]
        if person != 3:
            key = (draft.quote, "we" if draft.plural else "you" if person == 2 else "i")
            if key in self.speakers:
                self.chains.join(self.speakers[key], i)
            else:
                self.speakers[key] = i
            return
        fitting = [
            j
            for j in self._candidates(draft, _REACH)
            if self._fits_pronoun(draft, j) and not self._is_bound(draft, self.drafts[j])
        ]
        best = self._best(i, fitting)
        if best is not None:
            self.chains.join(best, i)
            draft.kind = self.drafts[best].kind

    def _fits_pronoun(self, draft: Draft, j: int) -> bool:
        other = self.drafts[j]
        if other.form == "pronoun":
            theirs = PRONOUNS[other.words[0]]
            if theirs[2] != 3 or theirs[1] != draft.plural:
                return False
            return theirs[0] == draft.gender or not draft.gender
        kind = other.kind
        if draft.gender in {"m", "f"}:
            return kind == "person" and not other.plural and self._gender(j) in {"", draft.gender}
        if draft.gender == "n":
            return not other.plural and kind in {"group", "state", "organization", "place", "thing"} and not (other.demonym)
        if other.demonym:
            return kind == "population"
        return kind in {"population", "group"} or (other.plural and kind not in {"place"}) or (kind in _BODIES and draft.rank != 0)

    def _gender(self, j: int) -> str:
        for m in self.chains.members(j):
            if self.drafts[m].gender:
                return self.drafts[m].gender
        return ""

    def _is_bound(self, draft: Draft, other: Draft) -> bool:
        """A pronoun and a phrase that cannot be the same: the one in the other, or two arguments of one verb."""
        if draft.sentence != other.sentence:
            return False
        if other.start <= draft.start and draft.end <= other.end:
            return True
        tokens = self.sentences[draft.sentence].tokens
        a, b = tokens[draft.head], tokens[other.head]
        if draft.words[0].endswith(("self", "selves")) or a.dep == "poss":
            return False
        return a.head == b.head and tokens[a.head].pos in {"VERB", "AUX"}

    # --- nominals -------------------------------------------------------------------------------

    def resolve_nominal(self, i: int) -> None:
        draft = self.drafts[i]
        head = self.sentences[draft.sentence].tokens[draft.head].lemma
        if draft.determiner not in {"the", "this"}:
            return
        same = [j for j in reversed(self.seen) if self._same_head(draft, head, j)]
        if same:
            self.chains.join(same[0], i)
            return
        if len(draft.words) > 1 or draft.kind not in {"group", "organization", "person"}:
            return
        fitting = [j for j in self._candidates(draft, _REACH) if self._fits_nominal(draft, head, j)]
        best = self._best(i, fitting)
        if best is not None:
            self.chains.join(best, i)

    def _same_head(self, draft: Draft, head: str, j: int) -> bool:
        other = self.drafts[j]
        if other.form != "nominal" or other.plural != draft.plural:
            return False
        if other.sentence == draft.sentence and other.start <= draft.start and draft.end <= other.end:
            return False
        tokens = self.sentences[other.sentence].tokens
        if tokens[other.head].lemma != head or draft.sentence - other.sentence > 12:
            return False
        return set(draft.words) <= set(other.words)

    def _fits_nominal(self, draft: Draft, head: str, j: int) -> bool:
        other = self.drafts[j]
        if other.form != "name" or other.demonym or other.nested:
            return False
        if draft.kind == "person":
            return other.kind == "person" and any(head in self.drafts[m].titles for m in self.chains.members(j))
        return other.kind == draft.kind
