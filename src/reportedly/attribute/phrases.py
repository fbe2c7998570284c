"""Phrases and constructions of several words that suspend or deny: 'rather than', 'a law that allows'.

Sentence and token → the tokens governed, empty where the token opens no such phrase.
"""

from reportedly.attribute.clauses import clause_of, has_to
from reportedly.records import Sentence, Token
from reportedly.syntax.tree import VERBAL, find_child, find_children, subtree, walk_subtree

_LAWS = frozenset(
    """law constitution code act statute decree bill regulation legislation ordinance directive
    amendment provision rule policy treaty charter""".split()
)
_PROVIDES = frozenset(
    """allow permit enable empower authorise authorize provide require prohibit forbid criminalise
    criminalize ban outlaw penalise penalize punish guarantee grant mandate oblige prescribe entitle
    let bar impose stipulate protect carry regulate make""".split()
)
_BESIDE_LAW = frozenset({"appos", "amod", "parataxis"})
_CONTENTS = frozenset({"pobj", "pcomp"})


def reach_phrase(
    sentence: Sentence, first: Token, words: tuple[str, ...], *, only_gerund: bool
) -> set[int]:
    """Return the complement of the phrase `words` at `first`, or the clause it modifies whole.

    With `only_gerund` a noun is no complement ('a man close to the mayor'), only what it tells.
    """
    tokens = sentence.tokens
    last = first.i + len(words) - 1
    if tuple(t.text.lower() for t in tokens[first.i : last + 1]) != words:
        return set()
    token = tokens[last]
    if token.tag == "TO" and token.dep == "aux":
        return clause_of(sentence, token.head, with_clauses=False)
    inner = find_child(sentence, last, _CONTENTS)
    if inner is not None:
        if only_gerund and tokens[inner].tag != "VBG":
            return _reach_complement(sentence, inner) - clause_of(sentence, inner)
        return _reach_complement(sentence, inner)
    if token.dep == "pobj" and last + 1 < len(tokens):
        verb = tokens[tokens[token.head].head]
        return clause_of(sentence, verb.i) if verb.pos in VERBAL else set()
    if token.dep == "mark":
        return clause_of(sentence, token.head)
    after = (c for c in sentence.children[token.head] if c > last)
    follower = next(after, None)
    if follower is not None and tokens[follower].dep in {"conj", "dep", "advcl", "xcomp"}:
        return _reach_complement(sentence, follower)
    return set()


def _reach_complement(sentence: Sentence, inner: int) -> set[int]:
    """The complement, and what a noun in it tells ('contrary to reports *that …*')."""
    governed = clause_of(sentence, inner)
    if sentence.tokens[inner].pos == "NOUN":
        for child in find_children(sentence, inner, ("acl", "relcl", "ccomp")):
            marks = find_children(sentence, child, ("mark", "dative"))
            if any(sentence.tokens[c].text.lower() == "that" for c in marks):
                governed |= clause_of(sentence, child)
    return governed


def reach_law(sentence: Sentence, verb: Token) -> set[int]:
    """'A law that allows police *to arrest editors*': what it provides for need not have happened.

    The verb itself stands ('the law banned the party').
    """
    tokens = sentence.tokens
    if verb.lemma not in _PROVIDES or verb.pos not in VERBAL:
        return set()
    holder = tokens[verb.head] if verb.dep in {"acl", "relcl"} else None
    subject = find_child(sentence, verb.i, ("nsubj",))
    if verb.dep in {"conj", "xcomp"} and subject is None:
        subject = find_child(sentence, verb.head, ("nsubj",))
    if subject is not None and tokens[subject].tag not in {"WDT", "WP"}:
        holder = tokens[subject]
    if holder is None or holder.lemma.lower() not in _LAWS:
        return set()

    def enters(token: Token) -> bool:
        return token.dep not in _BESIDE_LAW and (token.dep != "relcl" or token.tag != "VBD")

    governed: set[int] = set()
    for child in sentence.children[verb.i]:
        dep = tokens[child].dep
        if child < verb.i or dep in {"conj", "cc", "punct", "parataxis"}:
            continue
        if dep == "advcl" and not has_to(sentence, child):
            continue
        governed.update(walk_subtree(sentence, child, enters))
    return governed


def reach_freed(sentence: Sentence, verb: int, prepositions: tuple[str, ...]) -> set[int]:
    """'kept the convoy from reaching the ford', 'cleared of burning the mill', 'averted a raid'.

    The phrase may hang on the object; of an object that is averted only the deed is denied.
    """
    tokens = sentence.tokens
    objects = find_children(sentence, verb, ("dobj",))
    for head in (verb, *(i for o in objects for i in subtree(sentence, o))):
        for child in find_children(sentence, head, ("prep",)):
            deps = ("pcomp", "pobj") if tokens[child].lemma == "of" else ("pcomp",)
            inner = find_child(sentence, child, deps)
            if child > verb and tokens[child].lemma in prepositions and inner is not None:
                return clause_of(sentence, inner)
    if prepositions:
        return set()
    averted = find_children(sentence, verb, ("nsubjpass",)) or objects
    return {i for i in averted if tokens[i].lemma not in {"plot", "plan", "attempt"}}
