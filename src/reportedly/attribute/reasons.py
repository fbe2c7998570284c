"""What somebody is listed for, in a list whose items each give their own reason.

Word 'for' → the words after it that nobody states: 'Also designated are A, *for aiding X*; and B,
*for owning Y*'.
"""

from reportedly.records import Sentence, Token
from reportedly.syntax.listing import find_items
from reportedly.syntax.tree import find_child
from reportedly.syntax.voice import is_passive


def reach_reason(sentence: Sentence, token: Token) -> set[int]:
    """Return what `token`, the 'for' of an item in a list, says that somebody was listed for."""
    if token.lemma != "for":
        return set()
    for item in find_items(sentence):
        if item.reason == token.i and is_passive(sentence, item.verb):
            named = find_child(sentence, item.verb, ("agent",)) is not None
            return set() if named else set(range(item.reason + 1, item.end))
    return set()


def take_items(sentence: Sentence, verb: int) -> set[int]:
    """Return the reasons in the items of a list that the listing `verb` opens."""
    items = [item for item in find_items(sentence) if item.verb == verb]
    return {i for item in items for i in range(item.reason + 1, item.end)}
