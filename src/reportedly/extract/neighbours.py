"""What a predicate word shares with the clause beside it or above it.

Sentence and predicate word → tokens: 'was born and raised in X', 'comes from X, where he was born'.
"""

from reportedly.records import Sentence
from reportedly.syntax.predication import Predication, find_obliques
from reportedly.syntax.tree import find_children


def find_shared(
    sentence: Sentence, predication: Predication, prepositions: frozenset[str]
) -> list[int]:
    """'was born and raised in X': a phrase after two verbs that nothing parts belongs to both."""
    tokens = sentence.tokens
    for twin in find_children(sentence, predication.carrier, ("conj",)):
        between = tokens[predication.carrier + 1 : twin]
        if twin > predication.carrier and [t.dep for t in between] == ["cc"]:
            return [n for prep, n in find_obliques(sentence, twin) if prep in prepositions]
    return []


def find_place_of_clause(sentence: Sentence, verb: int) -> list[int]:
    """'comes from X, where he was born': what a relative clause with 'where' hangs on."""
    token = sentence.tokens[verb]
    if token.dep != "relcl":
        return []
    opened = find_children(sentence, verb, ("advmod",))
    return [token.head] if any(sentence.tokens[c].lemma == "where" for c in opened) else []
