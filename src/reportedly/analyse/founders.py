"""'The group's founder' → the person of whom the text has told that he founded it.

Drafts in the order of the text, their sentences and chains → the draft that is meant, or -1. Where
two people are told to have founded something, and neither is known to be the one, none is meant.
"""

from collections.abc import Sequence

from reportedly.analyse.chains import Chains
from reportedly.analyse.draft import Draft
from reportedly.records import Sentence, Token
from reportedly.syntax.tree import find_child

FOUNDERS = frozenset({"founder", "co-founder", "cofounder"})
_FOUNDING = frozenset({"found", "co-found", "cofound", "establish", "create", "form"})


def find_founder(
    i: int, drafts: Sequence[Draft], sentences: Sequence[Sentence], chains: Chains
) -> int:
    """Return the name before draft `i` ('the group's founder') that is told to have founded it."""
    wanted = _find_owner(i, drafts, sentences)
    found: dict[int, int] = {}
    for j in range(i):
        draft = drafts[j]
        if draft.form != "name" or draft.kind != "person":
            continue
        body = _find_founded(sentences[draft.sentence], draft.head)
        if body is None:
            continue
        at = _find_draft(drafts, draft.sentence, body)
        if at < 0 or wanted < 0 or not _are_apart(at, wanted, drafts, chains):
            found[chains.find(j)] = j
    return next(iter(found.values())) if len(found) == 1 else -1


def _find_owner(i: int, drafts: Sequence[Draft], sentences: Sequence[Sentence]) -> int:
    """The draft of 'the group' in 'the group's founder', 'the founder of the group'."""
    draft = drafts[i]
    sentence = sentences[draft.sentence]
    for child in sentence.children[draft.head]:
        token = sentence.tokens[child]
        if token.dep == "poss":
            return _find_draft(drafts, draft.sentence, child)
        if token.dep == "prep" and token.lemma == "of":
            below = find_child(sentence, child, ("pobj",))
            return -1 if below is None else _find_draft(drafts, draft.sentence, below)
    return -1


def _find_founded(sentence: Sentence, person: int) -> int | None:
    """The word for what the person founded, or was said to have founded, in this clause."""
    token = sentence.tokens[person]
    verb, dep = sentence.tokens[token.head], "dobj"
    if token.dep == "pobj" and verb.dep == "agent":
        verb, dep = sentence.tokens[verb.head], "nsubjpass"
    elif token.dep != "nsubj":
        return None
    if not _is_founding(sentence, verb):
        return None
    return find_child(sentence, verb.i, (dep,))


def _is_founding(sentence: Sentence, verb: Token) -> bool:
    below = [sentence.tokens[c] for c in sentence.children[verb.i]]
    if any(t.dep == "neg" for t in below):
        return False
    is_set_up = verb.lemma == "set" and any(t.dep == "prt" and t.lemma == "up" for t in below)
    return is_set_up or verb.lemma in _FOUNDING


def _find_draft(drafts: Sequence[Draft], sentence: int, head: int) -> int:
    return next((n for n, d in enumerate(drafts) if d.sentence == sentence and d.head == head), -1)


def _are_apart(a: int, b: int, drafts: Sequence[Draft], chains: Chains) -> bool:
    """Whether both are known by name, and are not one."""
    named = [any(drafts[m].form == "name" for m in chains.members(n)) for n in (a, b)]
    return all(named) and chains.find(a) != chains.find(b)
