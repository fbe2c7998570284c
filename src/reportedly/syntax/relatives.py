"""What a relative pronoun stands for.

Sentence and token → the antecedents, by nearness and by the number that the verb shows.
"""

from reportedly.records import Sentence
from reportedly.syntax.tree import VERBAL, conjuncts, find_children, walk_subtree

RELATIVE = frozenset({"who", "which", "that", "whom"})
STRIKES = frozenset(
    """attack raid ambush bombing assault strike airstrike blast explosion shelling shooting
    offensive""".split()
)
"""Events that are done to somebody, and by which somebody is killed."""
_HARMING = frozenset({"kill", "wound", "injure", "maim"})
_MAX_DEPTH = 6


def resolve_relative(sentence: Sentence, token: int) -> list[int]:
    """Return the antecedents of a relative pronoun, or the token itself and its conjuncts."""
    t = sentence.tokens[token]
    if t.text.lower() in RELATIVE and t.tag in ("WDT", "WP", "IN", "WP$"):
        at = t.head
        for _ in range(_MAX_DEPTH):
            verb = sentence.tokens[at]
            if verb.dep == "relcl":
                return find_antecedents(sentence, at)
            focus = find_focus(sentence, at)
            if focus is not None:
                return conjuncts(sentence, focus)
            if verb.dep not in ("conj", "ccomp", "xcomp", "aux", "prep", "pcomp"):
                break
            at = verb.head
        return []
    return conjuncts(sentence, token)


def find_focus(sentence: Sentence, clause: int) -> int | None:
    """Return whom a cleft sentence is about where its clause hangs on the copula.

    'It was *Ada Lund* who led the column': the parser may make the clause a complement of 'was'.
    """
    tokens = sentence.tokens
    copula = tokens[clause].head
    if tokens[clause].dep != "ccomp" or tokens[copula].lemma != "be":
        return None
    if not any(tokens[c].lemma == "it" for c in find_children(sentence, copula, ("nsubj", "expl"))):
        return None
    if not any(tokens[c].tag in {"WP", "WDT"} for c in sentence.children[clause]):
        return None
    return next((c for c in find_children(sentence, copula, ("attr",)) if c < clause), None)


def find_cleft(sentence: Sentence, copula: int) -> int | None:
    """Return the clause of 'it was (not) X who …', on the copula or on X, else None."""
    tokens = sentence.tokens
    if tokens[copula].lemma != "be":
        return None
    if not any(tokens[c].lemma == "it" for c in find_children(sentence, copula, ("nsubj", "expl"))):
        return None
    hung = [
        i
        for noun in find_children(sentence, copula, ("attr",))
        for i in sorted(walk_subtree(sentence, noun, lambda t: t.dep in {"prep", "pobj", "relcl"}))
        if tokens[i].dep == "relcl"
    ]
    hung += [c for c in find_children(sentence, copula, ("ccomp",)) if find_focus(sentence, c)]
    return hung[0] if hung else None


def find_antecedents(sentence: Sentence, relcl: int) -> list[int]:
    """The nouns that a relative clause is about, by nearness and number.

    The parser hangs 'which' on the first or the last noun of a list or a chain of phrases alike;
    the verb's number tells them apart, else the nearest conjunct is meant.
    """
    noun = sentence.tokens[relcl].head
    strike = _find_strike(sentence, noun, relcl)
    if strike is not None:
        return [strike]
    start = min(walk_subtree(sentence, relcl))
    listed = [c for c in conjuncts(sentence, noun) if c < start]
    number = _number(sentence, relcl)
    if number == "plural":
        if len(listed) > 1:
            return listed
        if sentence.tokens[noun].tag in ("NN", "NNP"):
            plural = _plural_above(sentence, noun)
            if plural is not None:
                return [plural]
        return [noun]
    return listed[-1:] or [noun]


def _find_strike(sentence: Sentence, noun: int, relcl: int) -> int | None:
    """'an attack on a patrol in Dura that killed nine': it is the attack that killed them."""
    verb = sentence.tokens[relcl]
    if verb.lemma not in _HARMING or has_who(sentence, relcl) or _number(sentence, relcl):
        return None
    at = noun
    for _ in range(_MAX_DEPTH):
        prep = sentence.tokens[sentence.tokens[at].head]
        if sentence.tokens[at].dep != "pobj" or prep.dep != "prep":
            return None
        at = prep.head
        if sentence.tokens[at].lemma in STRIKES and prep.text.lower() in ("on", "against", "at"):
            return at
    return None


def _number(sentence: Sentence, verb: int) -> str:
    """Return 'plural' or 'singular' as the finite verb shows it, else ''."""
    words = [sentence.tokens[c] for c in find_children(sentence, verb, ("aux", "auxpass"))]
    word = words[0] if words else sentence.tokens[verb]
    if word.tag == "VBP" or word.text.lower() in ("were", "are", "have"):
        return "plural"
    if word.tag == "VBZ" or word.text.lower() == "was":
        return "singular"
    return ""


def _plural_above(sentence: Sentence, noun: int) -> int | None:
    """The plural noun whose phrase ends in `noun`: 'areas along the border with X, which were'."""
    at = noun
    for _ in range(_MAX_DEPTH):
        token = sentence.tokens[at]
        if token.head == at or token.dep not in ("pobj", "prep", "poss", "dobj", "acl", "conj"):
            return None
        at = token.head
        if sentence.tokens[at].tag in ("NNS", "NNPS"):
            return at
        if sentence.tokens[at].pos in VERBAL and sentence.tokens[at].dep != "acl":
            return None
    return None


def has_who(sentence: Sentence, relcl: int) -> bool:
    """Return whether a relative clause is introduced by 'who'."""
    return any(sentence.tokens[c].text.lower() in ("who", "whom") for c in sentence.children[relcl])
