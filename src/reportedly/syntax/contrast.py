"""What a clause names only to rule it out: 'born in Keth, not in Dura', 'not by the army'.

Sentence and token → whether the phrase of the token is the refused half of a contrast. A 'not'
that belongs to the verb denies the whole clause and is read with the clause.
"""

from reportedly.records import Sentence
from reportedly.syntax.tree import VERBAL, subtree

_NO_REFUSAL = frozenset("only just merely simply least necessarily alone quite all every".split())
_PHRASE_HEADS = frozenset({"pobj", "pcomp"})
_LOOSE = frozenset({"relcl", "acl", "appos", "conj", "cc", "punct", "prep", "advcl", "parataxis"})


def is_refused(sentence: Sentence, token: int) -> bool:
    """Say whether 'not' stands before the phrase of `token` and rules out this phrase alone."""
    at = token
    if sentence.tokens[at].dep in _PHRASE_HEADS:
        at = sentence.tokens[at].head
    if _has_refusal_before(sentence, at):
        return True
    # 'not the mayor of Keth and the driver': a conjunct shares the refusal of the first
    word = sentence.tokens[token]
    is_bare_conjunct = word.dep == "conj" and sentence.tokens[word.head].pos not in VERBAL
    return is_bare_conjunct and word.head != token and _is_joined_by_or(sentence, word.head, token)


def _is_joined_by_or(sentence: Sentence, first: int, second: int) -> bool:
    between = {t.text.lower() for t in sentence.tokens[first + 1 : second]}
    return bool(between & {"or", "nor"}) and is_refused(sentence, first)


def _has_refusal_before(sentence: Sentence, head: int) -> bool:
    own = [i for i in subtree(sentence, head) if _is_near(sentence, head, i)]
    first = min(own, default=head)
    candidates = [sentence.tokens[first]]
    if first:
        candidates.append(sentence.tokens[first - 1])
    for word in candidates:
        if word.text.lower() != "not" or sentence.tokens[word.head].pos in VERBAL:
            continue
        after = (
            sentence.tokens[word.i + 1].text.lower() if word.i + 1 < len(sentence.tokens) else ""
        )
        if after not in _NO_REFUSAL:
            return True
    return False


def _is_near(sentence: Sentence, head: int, i: int) -> bool:
    """Whether `i` belongs to the phrase of `head` before its loose tails."""
    at = i
    while at != head:
        word = sentence.tokens[at]
        if word.dep in _LOOSE:
            return False
        at = word.head
    return i <= head
