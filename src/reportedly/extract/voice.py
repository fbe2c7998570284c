"""Whose voice and how firmly: what the attributions and modal scopes say of one token.

Attributions and scopes → `Voices`, which answers for a token with its chain of sources, certainty
and polarity. An identification (a title, an apposition, a bracketed acronym) inside reported
speech is the document's own voice, inside a direct quotation the speaker's.
"""

from collections.abc import Sequence

import msgspec

from reportedly.records import Attribution, Certainty, Polarity, Scope, Source

_FIRMNESS: dict[Certainty, int] = {"stated": 0, "hedged": 1, "unrealised": 2}


class Voice(msgspec.Struct, frozen=True):
    """The sources, certainty and polarity at a token, and the attribution that gives them."""

    sources: tuple[Source, ...]
    certainty: Certainty
    polarity: Polarity
    attribution: str | None


_CLAIM_WORDS = ("claim", "accusation", "allegation", "suspicion", "rumour", "rumor", "suggestion")


def _is_claim_word(scope: Scope) -> bool:
    """'rejected claims that …': the noun names what is denied and hedges nothing."""
    return scope.certainty == "hedged" and scope.cue.text.lower().startswith(_CLAIM_WORDS)


class Voices:
    """The scopes of a document by sentence and token."""

    def __init__(self, attributions: Sequence[Attribution], scopes: Sequence[Scope]) -> None:
        self.attributions = {a.id: a for a in attributions}
        self._depths = {a.id: self._depth(a) for a in attributions}
        self._at: dict[tuple[int, int], list[Scope]] = {}
        for scope in scopes:
            for token in scope.tokens:
                self._at.setdefault((scope.sentence, token), []).append(scope)

    def _depth(self, attribution: Attribution) -> int:
        depth, at = 0, attribution
        while at.within is not None and at.within in self.attributions and depth < 10:
            at = self.attributions[at.within]
            depth += 1
        return depth

    def hear(
        self, sentence: int, tokens: Sequence[int], *, is_identification: bool = False
    ) -> Voice:
        """Return the voice at a predicate word: `tokens` are its carrier and its head.

        A modal scope counts when it covers any of `tokens`, an attribution when it covers the
        first of them.
        """
        scopes = [s for s in self._at.get((sentence, tokens[0]), ()) if s.attribution is not None]
        modal = {
            id(s): s
            for t in tokens
            for s in self._at.get((sentence, t), ())
            if s.attribution is None
        }
        if is_identification:
            scopes = [s for s in scopes if s.direct]
            modal = {
                k: s
                for k, s in modal.items()
                if tokens[0] in s.tokens and len(s.tokens) <= 6 and s.certainty != "unrealised"
            }
        if any(self.attributions[s.attribution or ""].act == "denies" for s in scopes):
            modal = {k: s for k, s in modal.items() if not _is_claim_word(s)}
        certainty: Certainty = "stated"
        polarity: Polarity = "affirmed"
        for scope in (*scopes, *modal.values()):
            if _FIRMNESS[scope.certainty] > _FIRMNESS[certainty]:
                certainty = scope.certainty
            if scope.polarity == "denied":
                polarity = "denied"
        if not scopes:
            return Voice((), certainty, polarity, None)
        inner = max(
            scopes, key=lambda s: (self._depths.get(s.attribution or "", 0), -len(s.tokens))
        )
        attribution = self.attributions[inner.attribution or ""]
        return Voice(attribution.chain, certainty, polarity, attribution.id)
