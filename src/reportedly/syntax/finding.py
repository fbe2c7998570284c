"""Finding the predicate words of a sentence that a frame table asks for.

Sentence and lemma sets → predications in text order.
"""

from collections.abc import Collection, Iterator

import msgspec

from reportedly.records import Sentence, Token
from reportedly.syntax.nominals import read_noun
from reportedly.syntax.predication import Predication, read_verb
from reportedly.syntax.roles import read_adjective
from reportedly.syntax.tree import VERBAL


def find_predications(
    sentence: Sentence, verbs: Collection[str], nouns: Collection[str], adjectives: Collection[str]
) -> Iterator[Predication]:
    """Yield the predications of the words whose lemma is asked for, in text order."""
    for token in sentence.tokens:
        misread = _misread_verb(sentence, token) if token.pos in ("NOUN", "ADJ") else None
        if misread in verbs:
            yield msgspec.structs.replace(read_verb(sentence, token.i), lemma=misread)
            continue
        if token.pos in VERBAL and token.lemma in verbs and token.dep not in ("aux", "auxpass"):
            yield read_verb(sentence, token.i)
        elif token.lemma in nouns and (
            token.pos in ("NOUN", "PROPN", "VERB") or token.dep in ("appos", "attr")
        ):
            yield read_noun(sentence, token.i, nouns)
        if token.pos in ("ADJ", "VERB", "ADV"):
            word = token.lemma if token.lemma in adjectives else token.text.lower()
            if word in adjectives and _is_adjectival(sentence, token):
                yield msgspec.structs.replace(read_adjective(sentence, token.i), lemma=word)


def _is_adjectival(sentence: Sentence, token: Token) -> bool:
    """A participle that modifies or is predicated, not a verb with tense of its own."""
    if token.pos != "VERB":
        return True
    if token.dep == "conj":
        return _is_adjectival(sentence, sentence.tokens[token.head])
    return token.dep in ("amod", "acl", "acomp", "attr", "oprd") and token.tag in (
        "VBN",
        "VBD",
        "VBG",
    )


_IRREGULAR = {"shot": "shoot", "cut": "cut", "hit": "hit", "set": "set", "held": "hold"}


def _misread_verb(sentence: Sentence, token: Token) -> str | None:
    """The lemma of a verb that the tagger took for a noun: it has a subject and an object."""
    children = [sentence.tokens[c].dep for c in sentence.children[token.i]]
    if "nsubj" not in children or "dobj" not in children:
        return None
    word = token.text.lower()
    return _IRREGULAR.get(word) or word.removesuffix("ed")
