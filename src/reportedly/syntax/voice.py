"""Whether a verb is passive or finite, and who is named as the agent of a passive."""

from reportedly.records import Sentence
from reportedly.syntax.tree import VERBAL, conjuncts, find_child, find_children

_TWIN_REACH = 3
_BEFORE_BY = frozenset({"as", "into", "at", "near", "outside", "from"})
"""'was forced into a van by X', 'seized at a checkpoint by X': 'by' may hang on the place."""


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Return whether the verb's grammatical subject is what the action is done to."""
    token = sentence.tokens[verb]
    for child in sentence.children[verb]:
        if sentence.tokens[child].dep in ("auxpass", "nsubjpass", "csubjpass"):
            return True
    if token.tag != "VBN":
        return False
    if token.dep == "acl" and _is_whole_clause(sentence, verb):
        return False
    if token.dep in ("acl", "amod", "advcl", "appos", "oprd", "ccomp", "xcomp", "dep", "ROOT"):
        return not _has_aux(sentence, verb) and find_child(sentence, verb, ("nsubj",)) is None
    if token.dep == "conj":
        head = token.head
        bare = not _has_aux(sentence, verb) and find_child(sentence, verb, ("nsubj",)) is None
        return bare and sentence.tokens[head].pos in VERBAL and is_passive(sentence, head)
    return False


def _is_whole_clause(sentence: Sentence, verb: int) -> bool:
    """'The council named X governor', read as 'the council that was named': no verb is left.

    Headlines ('Editor arrested in capital') have neither article nor full stop and are passives.
    """
    noun = sentence.tokens[verb].head
    if sentence.tokens[noun].dep != "ROOT" or find_agents(sentence, verb):
        return False
    if find_child(sentence, verb, ("dobj",)) is not None:
        return True
    has_article = find_child(sentence, noun, ("det", "poss")) is not None
    return has_article and sentence.tokens[-1].text == "."


def _has_aux(sentence: Sentence, verb: int) -> bool:
    return find_child(sentence, verb, ("aux", "auxpass")) is not None


def is_finite(sentence: Sentence, verb: int) -> bool:
    """Return whether the verb or its first auxiliary carries tense."""
    words = [sentence.tokens[c] for c in find_children(sentence, verb, ("aux", "auxpass"))]
    word = words[0] if words else sentence.tokens[verb]
    return word.tag in ("VBZ", "VBP", "VBD", "MD")


def find_agents(sentence: Sentence, verb: int) -> list[int]:
    """Return the tokens of a passive's 'by' phrase, or phrases ('not by X but by Y')."""
    found: list[int] = []
    for child in sentence.children[verb]:
        token = sentence.tokens[child]
        if token.text.lower() == "by" and token.dep in ("agent", "prep"):
            phrases = [child, *find_children(sentence, child, ("conj",))]
            for by in (p for p in phrases if sentence.tokens[p].text.lower() == "by"):
                for noun in find_children(sentence, by, ("pobj",)):
                    found.extend(conjuncts(sentence, noun))
    return found or _agents_of_twin(sentence, verb) or _agents_on_noun(sentence, verb)


def _agents_of_twin(sentence: Sentence, verb: int) -> list[int]:
    """'armed and paid by X': two participles side by side share the phrase after the second."""
    for later in find_children(sentence, verb, ("conj",)):
        is_bare = not find_children(sentence, later, ("nsubj", "nsubjpass", "auxpass", "aux"))
        if sentence.tokens[later].tag == "VBN" and is_bare and later - verb <= _TWIN_REACH:
            return find_agents(sentence, later)
    return []


def _agents_on_noun(sentence: Sentence, verb: int) -> list[int]:
    """'was declared a terrorist group by the court': the phrase may hang on the last noun."""
    if find_child(sentence, verb, ("auxpass", "nsubjpass")) is None:
        return []
    nouns = find_children(sentence, verb, ("oprd", "dobj", "attr", "xcomp"))
    nouns = [n for n in nouns if sentence.tokens[n].pos not in VERBAL]
    for prep in find_children(sentence, verb, ("prep",)):
        if sentence.tokens[prep].text.lower() in _BEFORE_BY:
            nouns.extend(find_children(sentence, prep, ("pobj",)))
    for noun in nouns:
        for by in find_children(sentence, noun, ("prep", "agent")):
            if sentence.tokens[by].text.lower() == "by":
                return find_children(sentence, by, ("pobj",))
    return []
