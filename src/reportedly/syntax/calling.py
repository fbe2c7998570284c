"""Which noun a participle that gives a name belongs to, and where it is a verb of somebody who calls.

'the wing of the League called the Falcons': sentence and the tokens of the name before the
participle → the head token of the noun that is meant, when it is not the name itself.
"""

from reportedly.records import Sentence
from reportedly.syntax.tree import find_child, find_children

_PARTS = frozenset(
    """group wing unit faction branch cell division arm section chapter squad cluster ring network
    subgroup offshoot force company subsidiary team body office department""".split()
)
_WITHIN = frozenset({"of", "in", "within", "inside", "at", "from"})


def find_named_noun(sentence: Sentence, first: int, last: int) -> int | None:
    """Return the noun outside `first..last` (inclusive) that the word after `last` names."""
    if last + 1 >= len(sentence.tokens):
        return None
    participle = sentence.tokens[last + 1]
    subject = find_child(sentence, last + 1, ("nsubj", "nsubjpass"))
    if participle.pos == "VERB" and subject is not None:
        return None if first <= subject <= last or subject > last else subject
    if participle.dep != "acl":
        return None
    if not first <= participle.head <= last:
        return participle.head
    name = sentence.tokens[participle.head]
    preposition = sentence.tokens[name.head]
    if name.dep != "pobj" or preposition.text.lower() not in _WITHIN:
        return None
    whole = sentence.tokens[preposition.head]
    return whole.i if whole.pos == "NOUN" and whole.lemma in _PARTS else None


def calls_another(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether `first..last` (inclusive) calls somebody something: 'X called Y a liar'.

    'The group called the Falcons attacked a post' is read as if the group called somebody: of a
    noun without a name, only what is called a thing besides tells that it is somebody else.
    """
    if last + 1 >= len(sentence.tokens) or sentence.tokens[last + 1].pos != "VERB":
        return False
    verb = last + 1
    subjects = find_children(sentence, verb, ("nsubj",))
    if not any(first <= subject <= last for subject in subjects):
        return False
    if find_child(sentence, verb, ("auxpass",)) is not None:
        return False
    named = [c for c in find_children(sentence, verb, ("dobj", "oprd")) if c > verb]
    nouns = [c for c in named if sentence.tokens[c].pos in ("NOUN", "PROPN")]
    return len(nouns) > 1 or any(sentence.tokens[s].pos == "PROPN" for s in subjects)
