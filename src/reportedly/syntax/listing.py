"""Lists of the sanctioned: 'Also designated are A, for owning X; B, of Kade, for aiding Y; and C'.

Sentence → for each item between semicolons the listing verb, the name and the 'for' that opens the
reason. Parsers hang such items on one another at random; semicolons do not lie.
"""

from typing import NamedTuple

from reportedly.records import Sentence
from reportedly.syntax.tree import VERBAL

_LISTING = frozenset("designate sanction blacklist list proscribe".split())
_LEAD = 8
"""How many words may stand in an item before its name: 'and the Kade-registered'."""


class Item(NamedTuple):
    """One item: tokens of the listing verb, of the name, of 'for', and where the item ends."""

    verb: int
    name: int
    reason: int
    end: int


def find_items(sentence: Sentence) -> list[Item]:
    """Return the items that a listing verb is followed by, in a sentence with semicolons."""
    tokens = sentence.tokens
    breaks = [t.i for t in tokens if t.text == ";"]
    if not breaks:
        return []
    verb = next(
        (t.i for t in tokens if t.lemma in _LISTING and t.pos in VERBAL and t.i < breaks[0]), None
    )
    if verb is None or _find_reason(sentence, verb + 1, breaks[0]) is None:
        return []
    found: list[Item] = []
    for first, end in zip([verb + 1, *breaks], [*breaks, len(tokens)], strict=True):
        reason = _find_reason(sentence, first, end)
        name = _find_name(sentence, first, reason) if reason is not None else None
        if reason is not None and name is not None:
            found.append(Item(verb, name, reason, end))
    return found


def _find_reason(sentence: Sentence, first: int, end: int) -> int | None:
    for token in sentence.tokens[first:end]:
        if token.text.lower() == "for" and token.i + 1 < end:
            after = sentence.tokens[token.i + 1]
            if after.tag == "VBG" or after.pos in ("NOUN", "ADJ") or after.text.lower() == "its":
                return token.i
    return None


def _find_name(sentence: Sentence, first: int, reason: int) -> int | None:
    """The head of the first name of an item, with nothing but adjectives and roles before it."""
    tokens = sentence.tokens
    at = next((i for i in range(first, reason) if tokens[i].pos == "PROPN"), None)
    while at is not None and at + 1 < reason and tokens[at + 1].text == "-":
        at = next((i for i in range(at + 2, reason) if tokens[i].pos == "PROPN"), None)
    if at is None or at - first > _LEAD:
        return None
    before = tokens[first:at]
    if any(t.dep == "prep" or (t.pos == "VERB" and tokens[t.i - 1].text != "-") for t in before):
        return None
    run = [at]
    while run[-1] + 1 < reason and tokens[run[-1] + 1].pos in ("PROPN", "CCONJ", "SYM"):
        if tokens[run[-1] + 1].pos == "CCONJ" and tokens[run[-1] + 1].text != "&":
            break
        run.append(run[-1] + 1)
    between = tokens[run[-1] + 1 : reason]
    return None if any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in between) else run[-1]
