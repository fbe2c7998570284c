"""Nouns and verbs that tell or show something: what is denied when there is none of it.

'No reports that guards beat him', 'no evidence has emerged that …', 'nothing suggests that …'.
"""

from reportedly.attribute.clauses import clause_of, has_that
from reportedly.records import Sentence
from reportedly.syntax.tree import find_child, find_children

SHOWING = frozenset({"suggest", "indicate", "show", "prove", "imply"})
"""Verbs whose clause is denied with their subject."""
_TELLING = frozenset(
    """report evidence indication sign proof suggestion record word claim allegation information
    confirmation case instance incident trace hint""".split()
)
_EMERGE = frozenset({"emerge", "surface", "appear", "exist", "come", "find", "present", "produce"})
_TYING = frozenset({"link", "connect", "tie", "implicate", "show", "suggest", "prove", "indicate"})


def reach_told(sentence: Sentence, noun: int) -> set[int]:
    """Return what the noun tells of, with or without 'that', beside it or after its verb."""
    tokens = sentence.tokens
    if tokens[noun].lemma not in _TELLING:
        return set()
    governed: set[int] = set()
    for child in sentence.children[noun]:
        if child < noun or tokens[child].dep not in {"acl", "relcl", "ccomp"}:
            continue
        subject = find_child(sentence, child, ("nsubj", "nsubjpass"))
        if subject is not None or (tokens[child].tag == "VBG" and tokens[child].lemma in _TYING):
            governed |= clause_of(sentence, child)
    verb = tokens[noun].head
    if tokens[noun].dep in {"nsubj", "nsubjpass"} and tokens[verb].lemma in _EMERGE:
        for clause in find_children(sentence, verb, ("ccomp",)):
            if has_that(sentence, clause):
                governed |= clause_of(sentence, clause)
    return governed
