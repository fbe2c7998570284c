"""Evidence that is wanting: 'have no proof that', 'lack evidence that', 'little sign that'.

Sentence → findings where somebody is said to be without it, and what a lack of it leaves open. None
is a denial by whoever has none; little of it, or a search for it, is a hedge.
"""

from typing import Literal

from reportedly.attribute.clauses import clause_of, has_that
from reportedly.attribute.cues import load_cues
from reportedly.attribute.findings import Finding, Speaker
from reportedly.attribute.negations import is_negated
from reportedly.attribute.speakers import describe_speaker, find_subject, is_passive
from reportedly.records import Sentence, Token
from reportedly.syntax.tree import VERBAL, find_child, find_children, subtree

Wanting = Literal["none", "scant", "sought"]

EVIDENCE = frozenset("evidence proof indication sign hint trace confirmation corroboration".split())
_LACK = frozenset({"lack", "absence", "want", "dearth"})
REACHING = EVIDENCE | _LACK | {"nothing"}
"""Lemmas of the words at which `reach_wanting` may find anything."""
_SCANT = frozenset(
    """little scant scarce insufficient inadequate thin flimsy weak limited inconclusive few slim
    meagre meager sparse shaky""".split()
)
_SEEK = frozenset("seek need want await demand require request".split())
_SEARCH = frozenset("look search hunt wait ask call press hope quest request need demand".split())
_NOBODY = frozenset({"it", "there", "this", "that", "what", "which"})


def find_wanting(sentence: Sentence, token: Token) -> Finding | None:
    """Return the finding of somebody who has no evidence for something, or little of it."""
    if token.lemma not in EVIDENCE or token.dep != "dobj":
        return None
    wanting, clause = _grade(sentence, token), _find_clause(sentence, token)
    if wanting in {None, "sought"} or clause is None:
        return None
    speaker = _find_holder(sentence, token.head)
    if speaker is None:
        return None
    cue = load_cues().nouns[_LIKE_ALL][0]
    finding = Finding(sentence.index, token.i, cue, [token.i], speaker)
    finding.add(sentence.index, set(subtree(sentence, clause)))
    if wanting == "none":
        finding.polarity = "denied"
    else:
        finding.certainty = "hedged"
    return finding


_LIKE_ALL = "evidence"
"""The noun whose cue stands for all of them."""


def _find_holder(sentence: Sentence, verb: int) -> Speaker | None:
    tokens = sentence.tokens
    if tokens[verb].pos not in VERBAL or is_passive(sentence, verb):
        return None
    subject = find_subject(sentence, verb)
    if subject is None or tokens[subject].text.lower() in _NOBODY:
        return None
    return describe_speaker(sentence, subject)


def reach_wanting(sentence: Sentence, token: Token) -> tuple[set[int], Wanting | None]:
    """Return what evidence that is wanting would have shown, and how far it is wanting."""
    if token.lemma in REACHING:
        clause = _find_clause(sentence, token)
        wanting = None if clause is None else _grade(sentence, token)
        if clause is not None and wanting is not None:
            return clause_of(sentence, clause), wanting
    return set(), None


def _find_clause(sentence: Sentence, noun: Token) -> int | None:
    """What it is evidence for: 'proof that guards beat him', 'nothing to show that …'."""
    for child in sentence.children[noun.i]:
        token = sentence.tokens[child]
        if child < noun.i or token.dep not in {"acl", "relcl", "ccomp"}:
            continue
        if has_that(sentence, child) or _is_doubly_held(sentence, child):
            return child
        if token.lemma in _SHOW:
            return next((c for c in find_children(sentence, child, ("ccomp",))), None)
    return None


def _is_doubly_held(sentence: Sentence, clause: int) -> bool:
    """'evidence *that* guards beat *him*', where the parser takes both for the object."""
    objects = find_children(sentence, clause, ("dobj",))
    return len(objects) > 1 and sentence.tokens[objects[0]].lemma == "that"


_SHOW = frozenset({"show", "suggest", "indicate", "prove", "confirm"})


def _grade(sentence: Sentence, noun: Token) -> Wanting | None:
    tokens = sentence.tokens
    beside = {tokens[c].lemma for c in sentence.children[noun.i] if c < noun.i}
    above = tokens[noun.head]
    if noun.lemma in _LACK:
        of = find_child(sentence, noun.i, ("prep",))
        lacked = None if of is None else find_child(sentence, of, ("pobj",))
        return None if lacked is None or tokens[lacked].lemma not in EVIDENCE else "none"
    if noun.lemma == "nothing" or "no" in beside or _is_lacked(sentence, noun, above):
        return "none"
    if beside & _SCANT:
        return "scant"
    if noun.dep == "dobj" and above.lemma in _SEEK:
        return "sought"
    is_for = noun.dep == "pobj" and above.lemma == "for"
    return "sought" if is_for and tokens[above.head].lemma in _SEARCH else None


def _is_lacked(sentence: Sentence, noun: Token, above: Token) -> bool:
    """'lack proof', 'the lack of proof', 'without proof', 'have yet to find proof'."""
    tokens = sentence.tokens
    if noun.dep == "pobj":
        if above.lemma == "of":
            return tokens[above.head].lemma in _LACK
        return above.lemma == "without"
    if noun.dep != "dobj" or above.pos not in VERBAL:
        return False
    if above.lemma == "lack":
        return not is_negated(sentence, above.i)
    return is_negated(sentence, above.i) or find_child(sentence, above.i, ("neg",)) is not None
