"""Whether a cue verb is negated, by itself or by what it depends on: 'did not say', 'without saying'."""

from reportedly.records import Sentence

_NOT_SAID = frozenset({"fail", "decline", "refuse", "avoid", "neglect", "omit"})
_ABSTAIN = frozenset({"refrain", "abstain", "desist", "shrink", "shy", "stop", "recoil"})


def is_negated(sentence: Sentence, verb: int) -> bool:
    """Return whether the cue verb, or what it depends on, is negated ('failed to confirm')."""
    tokens = sentence.tokens
    negated = any(tokens[c].dep == "neg" for c in sentence.children[verb])
    if tokens[verb].dep == "pcomp" and _is_abstained(sentence, tokens[verb].head):
        return True
    if tokens[verb].dep == "xcomp":
        above = tokens[verb].head
        negated = (
            negated
            or tokens[above].lemma in _NOT_SAID
            or any(
                tokens[c].dep == "neg" or tokens[c].lemma == "yet" for c in sentence.children[above]
            )
        )
    return negated


def _is_abstained(sentence: Sentence, preposition: int) -> bool:
    """'*without* blaming', 'refrained *from* blaming', 'stopped short *of* blaming'."""
    token = sentence.tokens[preposition]
    above = sentence.tokens[token.head]
    if token.lemma == "without":
        return True
    if token.lemma == "of":
        return above.lemma == "short"
    return token.lemma == "from" and above.lemma in _ABSTAIN
