"""Clauses: what form they have, and how much of one a modal cue reaches.

Sentence and verb → token indices, without what is said about the arguments on the side.
"""

from reportedly.attribute.speakers import SUBJECTS
from reportedly.records import Sentence, Token
from reportedly.syntax.tree import VERBAL, find_child, walk_subtree

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of verbs with a tense."""
OUTSIDE = frozenset({"relcl", "advcl", "parataxis", "appos", "acl", "punct", "dep"})
"""Relations whose clauses one modal cue does not reach."""
_SETTINGS = frozenset(
    {"during", "after", "before", "amid", "following", "despite", "since", "until"}
)
"""Prepositions of what went on around the event; that stands whether or not the event does."""


def clause_of(sentence: Sentence, verb: int, *, with_clauses: bool = True) -> set[int]:
    """Return the verb with its arguments and complements, as far as one modal cue reaches."""
    tokens = sentence.tokens

    def enters(token: Token) -> bool:
        if token.dep in OUTSIDE:
            return False
        if token.dep == "ccomp" and not with_clauses:
            return False
        if token.dep == "prep" and token.lemma in _SETTINGS:
            return False
        if token.dep == "ccomp" and token.i < verb and _is_parted(sentence, token.i, verb):
            return False
        if token.dep == "conj" and tokens[token.head].pos in VERBAL:
            return find_child(sentence, token.i, SUBJECTS) is None and _same_mood(sentence, token)
        return True

    return set(walk_subtree(sentence, verb, enters))


def _same_mood(sentence: Sentence, conjunct: Token) -> bool:
    """A coordinated verb of the same form shares the modal ('may attack and kill')."""
    tags = {conjunct.tag, sentence.tokens[conjunct.head].tag}
    return len(tags) == 1 or tags == {"VBD", "VBN"}


def _is_parted(sentence: Sentence, clause: int, verb: int) -> bool:
    """A semicolon lies between the two ('He alleges it; time will tell')."""
    return any(sentence.tokens[i].text == ";" for i in range(clause, verb))


def has_to(sentence: Sentence, clause: int) -> bool:
    """Return whether the clause is a to-infinitive."""
    return any(sentence.tokens[c].tag == "TO" for c in sentence.children[clause])


def has_that(sentence: Sentence, clause: int) -> bool:
    """Return whether 'that' opens the clause."""
    return any(
        sentence.tokens[c].dep == "mark" and sentence.tokens[c].lemma == "that"
        for c in sentence.children[clause]
    )


def is_finite(sentence: Sentence, clause: int) -> bool:
    """Return whether the clause has a tense, or is a headline's 'two killed'."""
    tokens = sentence.tokens
    children = sentence.children[clause]
    if any(tokens[c].tag == "TO" for c in children):
        return False
    if tokens[clause].tag in FINITE:
        return True
    if any(tokens[c].dep in {"aux", "auxpass"} and tokens[c].tag in FINITE for c in children):
        return True
    return tokens[clause].tag == "VBN" and any(tokens[c].dep in SUBJECTS for c in children)
