"""Which words of a sentence the frames know for a predicate, and what hangs on these words."""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from reportedly.extract.frames import load_frames
from reportedly.records import Mention, Sentence
from reportedly.syntax.finding import find_predications
from reportedly.syntax.tree import conjuncts, first_conjunct

_NOMINAL = ("NOUN", "PROPN")
WORDLESS = frozenset({"also_known_as", "national_of", "part_of"})
"""Predicates that are read off brackets, appositions and modifiers too, without a word of theirs."""


@lru_cache(maxsize=256)
def get_lemmas(predicate: str) -> frozenset[str]:
    """Return every lemma, of whatever word class, that a frame of the predicate names."""
    frames = (frame for frame in load_frames().frames if frame.predicate == predicate)
    return frozenset(lemma for frame in frames for lemma in frame.lemmas)


def find_triggers(sentence: Sentence, predicates: Collection[str]) -> list[int]:
    """Return the tokens whose lemma, or whose own form, a frame of one of the predicates names.

    A predicate that brackets and appositions express needs no word: each of its tokens is one.
    """
    if not WORDLESS.isdisjoint(predicates):
        return [token.i for token in sentence.tokens]
    lemmas = frozenset().union(*(get_lemmas(predicate) for predicate in predicates))
    return [t.i for t in sentence.tokens if t.lemma in lemmas or t.text.lower() in lemmas]


def find_reached(sentence: Sentence, triggers: Sequence[int]) -> list[set[int]]:
    """Return, for each predication of a trigger, the tokens that fill any of its slots."""
    table = load_frames()
    wanted = set(triggers)
    return [
        {
            *(*predication.agents, *predication.patients, *predication.holders),
            *predication.users,
            *(noun for _, noun in predication.obliques),
        }
        for predication in find_predications(sentence, table.verbs, table.nouns, table.adjectives)
        if predication.head in wanted
    ]


def is_noun(sentence: Sentence, token: int) -> bool:
    """Whether a token is a noun or a name."""
    return sentence.tokens[token].pos in _NOMINAL


def is_reached(mentions: Iterable[Mention], tokens: set[int]) -> bool:
    """Whether one of the tokens stands in one of the mentions."""
    return any(m.first <= token <= m.last for m in mentions for token in tokens)


def list_fellows(sentence: Sentence, mentions: Iterable[Mention]) -> set[int]:
    """Return the heads of the lists that the mentions are members of, the mentions' own left out."""
    heads = {mention.head for mention in mentions}
    lists = (conjuncts(sentence, first_conjunct(sentence, head)) for head in heads)
    return {token for members in lists for token in members} - heads
