"""How far hedges, negations and plans reach that are nouns or stand before one.

Sentence, cue token and its entry → the tokens governed: the noun with its complements, and the
verb whose subject or object it is.
"""

from reportedly.attribute.clauses import OUTSIDE, clause_of, has_that, has_to
from reportedly.attribute.modality import Modal
from reportedly.attribute.mood import is_struggle
from reportedly.attribute.speakers import SUBJECTS
from reportedly.attribute.telling import SHOWING, reach_told
from reportedly.attribute.untruths import is_untrue
from reportedly.records import Sentence, Token
from reportedly.syntax.nominals import LIGHT_VERBS
from reportedly.syntax.tree import (
    VERBAL,
    conjuncts,
    find_child,
    find_children,
    subtree,
    walk_subtree,
)

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "agent", "pobj", "dative", "oprd"})


def reach_attribute(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    """Return what an adjective like 'alleged' or 'foiled' governs: its noun phrase and its verb."""
    if token.dep not in {"amod", "compound"} or sentence.tokens[token.head].i < token.i:
        return set()
    if token.i > 0 and sentence.tokens[token.i - 1].text == "-":
        return set()  # 'his co-accused' is no suspect of ours
    return reach_noun_phrase(sentence, token.head)


def reach_noun_phrase(sentence: Sentence, noun: int) -> set[int]:
    """A hedged noun with its complements, and the verb when the noun is the one that acts."""
    tokens = sentence.tokens
    governed = set(walk_subtree(sentence, noun, lambda t: t.dep not in OUTSIDE and t.dep != "conj"))
    token = tokens[noun]
    if token.dep == "nsubj" and tokens[token.head].pos == "VERB":
        governed |= _deeds_of(sentence, token.head)
    elif token.dep == "pobj" and tokens[token.head].dep == "agent":
        governed.add(tokens[token.head].head)
    return governed


def _deeds_of(sentence: Sentence, verb: int) -> set[int]:
    """The verbs that share a subject, each with the deed that a light one carries."""
    tokens = sentence.tokens
    found = {verb}
    if tokens[verb].lemma in LIGHT_VERBS:
        found.update(find_children(sentence, verb, ("dobj",)))
    for child in find_children(sentence, verb, ("conj", "advcl")):
        shares = tokens[child].dep == "conj" or tokens[child].tag == "VBG"
        if shares and find_child(sentence, child, (*SUBJECTS, "mark")) is None and child > verb:
            found |= _deeds_of(sentence, child)
    return found


def reach_noun(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    """Return what a noun like 'allegation' or 'plan' governs: its clause or its complement."""
    if (token.pos != "NOUN" and token.i > 0) or (
        token.lemma == "doubt" and _has_no(sentence, token.i)
    ):
        return set()
    if is_untrue(sentence, token.i):
        return set()
    governed = _reach_equated(sentence, token) if modal.certainty == "unrealised" else set()
    for child in sentence.children[token.i]:
        kind = sentence.tokens[child]
        if child < token.i or is_struggle(token, kind):
            continue
        if kind.dep in {"acl", "relcl", "ccomp", "xcomp", "advcl"}:
            if has_to(sentence, child) or has_that(sentence, child):
                governed.update(clause_of(sentence, child))
        elif kind.dep == "prep" and kind.lemma in modal.prepositions:
            inner = find_child(sentence, child, ("pcomp", "pobj"))
            if inner is not None and (
                token.lemma not in modal.only_gerund or sentence.tokens[inner].tag == "VBG"
            ):
                governed.update(clause_of(sentence, inner))
    return governed


def _reach_equated(sentence: Sentence, noun: Token) -> set[int]:
    """'Our condition is *that they leave the ford*'."""
    if noun.dep != "nsubj" or sentence.tokens[noun.head].lemma != "be":
        return set()
    clauses = find_children(sentence, noun.head, ("ccomp", "xcomp"))
    return {i for c in clauses if c > noun.head for i in clause_of(sentence, c)}


def _has_no(sentence: Sentence, noun: int) -> bool:
    return any(sentence.tokens[c].lemma in {"no", "little"} for c in sentence.children[noun])


def reach_determiner(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    """Return what 'no' governs: its noun and the verb of which that is an argument."""
    if token.dep not in {"det", "neg"}:
        return set()
    return reach_denied_noun(sentence, token.head)


def reach_denied_noun(sentence: Sentence, noun: int) -> set[int]:
    """Return what is denied with a noun that is not there: itself, its verb, what it tells."""
    governed = set(walk_subtree(sentence, noun, lambda t: t.dep not in OUTSIDE))
    governed |= reach_told(sentence, noun)
    token = sentence.tokens[noun]
    if token.dep in {"nsubj", "nsubjpass", "dobj", "attr"} and token.head != noun:
        verb = sentence.tokens[token.head]
        if verb.lemma == "claim" and token.dep == "nsubj":
            return set()  # nobody claims the attack: it is no less an attack
        if verb.pos in VERBAL:
            governed |= clause_of(sentence, verb.i, with_clauses=verb.lemma in SHOWING)
            if token.dep in {"nsubj", "nsubjpass"}:
                governed -= _granted_setting(sentence, verb.i)
    return governed


def _granted_setting(sentence: Sentence, verb: int) -> set[int]:
    """'no deaths were reported *in the attack by the front*': that it took place is granted."""
    found: set[int] = set()
    for prep in find_children(sentence, verb, ("prep",)):
        if sentence.tokens[prep].lemma not in {"in", "during", "after", "from", "following"}:
            continue
        for noun in find_children(sentence, prep, ("pobj",)):
            first = sentence.tokens[min(subtree(sentence, noun))]
            if sentence.tokens[noun].pos == "NOUN" and first.lemma in {"the", "this", "these"}:
                found.update(subtree(sentence, noun))
    return found


def reach_pronoun(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    """Return what 'nobody' and its like govern."""
    if token.dep not in _ARGUMENTS:
        return set()
    return reach_denied_noun(sentence, token.i) | _reach_uninvolved(sentence, token)


def _reach_uninvolved(sentence: Sentence, token: Token) -> set[int]:
    """'had nothing to do with the attack and the kidnapping': the deeds, where one had no hand."""
    after = [t.text.lower() for t in sentence.tokens[token.i + 1 : token.i + 4]]
    if token.text.lower() != "nothing" or after != ["to", "do", "with"]:
        return set()
    deeds = find_children(sentence, token.i + 3, ("pobj", "pcomp"))
    return {deed for first in deeds for deed in (first, *conjuncts(sentence, first))}
