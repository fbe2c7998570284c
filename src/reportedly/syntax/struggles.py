"""Whose event it is, where nobody owns the noun: shared fights, examples of a kind, parts of one.

Sentence and noun → head tokens: 'their support for X in the fight against Y' is X's fight, 'X joined
the fight against Y' X's too, and in 'ten raids, including raids on Y' whoever made the ten made these.
"""

from collections.abc import Callable, Sequence

from reportedly.records import Sentence
from reportedly.syntax.arguments import find_objects, find_subjects
from reportedly.syntax.tree import VERBAL, conjuncts, find_children
from reportedly.syntax.voice import is_passive

FIGHTS = frozenset(
    """fight struggle war battle campaign effort operation offensive resistance uprising jihad
    crusade""".split()
)
_HELPING = frozenset(
    """support assist help aid back advise strengthen bolster reinforce equip arm train stand join
    partner accompany""".split()
)
_HELP = frozenset(
    """support assistance help aid backing solidarity cooperation partnership partner ally
    commitment""".split()
)
_TO_HELPED = frozenset({"for", "to", "of", "with"})
_EXAMPLES = frozenset({"including", "like", "especially", "notably"})


def find_sharers(
    sentence: Sentence, noun: int, agents_of: Callable[[Sentence, int], Sequence[int]]
) -> list[int]:
    """Return whose fight or event `noun` is by its place; `agents_of` reads a governing noun."""
    token = sentence.tokens[noun]
    if token.dep != "pobj" or token.head == noun:
        return []
    prep = sentence.tokens[token.head]
    word = prep.text.lower()
    if word in _EXAMPLES and sentence.tokens[prep.head].pos == "NOUN":
        return [a for a in agents_of(sentence, prep.head) if a != noun]
    if word == "in" and token.lemma in FIGHTS:
        return _find_helped(sentence, prep.head, noun)
    return []


def _find_helped(sentence: Sentence, governor: int, noun: int) -> list[int]:
    """Whom the clause or the noun that 'in the fight' hangs on says to be helped."""
    token = sentence.tokens[governor]
    if token.pos in VERBAL and token.lemma in _HELPING:
        helped = find_subjects(sentence, governor) if is_passive(sentence, governor) else []
        return helped or find_objects(sentence, governor)
    nouns = [governor]
    if token.pos in VERBAL:
        nouns = find_children(sentence, governor, ("dobj", "attr"))
    elif token.dep == "pobj":  # 'support for X in the fight', the phrase hung on X
        nouns = [governor, sentence.tokens[token.head].head]
    for help_noun in nouns:
        if sentence.tokens[help_noun].lemma not in _HELP:
            continue
        helped = _phrases(sentence, help_noun)
        if helped:
            return [h for h in helped if h != noun]
    return []


def _phrases(sentence: Sentence, noun: int) -> list[int]:
    return [
        item
        for prep in find_children(sentence, noun, ("prep",))
        if sentence.tokens[prep].text.lower() in _TO_HELPED
        for inner in find_children(sentence, prep, ("pobj",))
        for item in conjuncts(sentence, inner)
    ]
