"""What somebody is punished for, where it hangs on the term or stands in a list of the listed.

Word 'for' → the words after it that nobody states: 'is serving ten years *for fraud*', 'was given
life in prison *for murder*', 'Also designated are A, *for aiding X*; and B, *for owning Y*'.
"""

from reportedly.records import Sentence, Token
from reportedly.syntax.listing import find_items
from reportedly.syntax.tree import VERBAL, ancestors, find_child, subtree
from reportedly.syntax.voice import is_passive

_TERMS = frozenset("year month sentence term life imprisonment prison jail".split())
_SERVE = frozenset("serve receive get face complete finish".split())
_SENTENCE = frozenset("sentence jail imprison condemn give hand".split())


def reach_reason(sentence: Sentence, token: Token) -> set[int]:
    """Return what `token`, a 'for' after a term or in a list, says that somebody was punished for."""
    if token.lemma != "for":
        return set()
    if sentence.tokens[token.head].lemma in _TERMS:
        return _reach_over_term(sentence, token)
    for item in find_items(sentence):
        if item.reason == token.i and is_passive(sentence, item.verb):
            named = find_child(sentence, item.verb, ("agent",)) is not None
            return set() if named else set(range(item.reason + 1, item.end))
    return set()


def _reach_over_term(sentence: Sentence, token: Token) -> set[int]:
    for above in ancestors(sentence, token.i):
        word = sentence.tokens[above]
        if word.pos not in VERBAL:
            continue
        is_given = word.lemma in _SENTENCE and is_passive(sentence, above)
        is_bare = is_given and find_child(sentence, above, ("agent",)) is None
        if word.lemma in _SERVE or is_bare:
            return set(subtree(sentence, token.i)) - {token.i}
        return set()
    return set()


def take_items(sentence: Sentence, verb: int) -> set[int]:
    """Return the reasons in the items of a list that the listing `verb` opens."""
    items = [item for item in find_items(sentence) if item.verb == verb]
    return {i for item in items for i in range(item.reason + 1, item.end)}
