"""Normalised predicate–argument structure: the `Predication` of a verb, and phrases under a word.

Sentence → predications. Passive, relative and reduced relative clauses, control and coordination
come out in one shape, so that a frame needs to be written once; nouns and adjectives, with light
verbs, copulas, appositions and titles, are read in `nominals` and `finding`.
"""

from collections.abc import Collection, Iterator

import msgspec

from reportedly.records import Sentence
from reportedly.syntax.arguments import find_objects, find_subjects
from reportedly.syntax.relatives import resolve_relative
from reportedly.syntax.tree import VERBAL, conjuncts, find_child, find_children
from reportedly.syntax.voice import find_agents, is_passive


class Predication(msgspec.Struct, frozen=True, kw_only=True):
    """A predicate word with its arguments, as token indices of one sentence.

    `head` is the predicate word, `carrier` the word that carries tense, negation and modality
    (the verb itself, a light verb, a copula, or the noun). `agents` act, `patients` undergo,
    `holders` are what a role noun is said of. `obliques` are (preposition, noun) pairs.
    """

    sentence: int
    head: int
    lemma: str
    pos: str
    carrier: int
    agents: tuple[int, ...] = ()
    patients: tuple[int, ...] = ()
    holders: tuple[int, ...] = ()
    obliques: tuple[tuple[str, int], ...] = ()
    users: tuple[int, ...] = ()
    """Who acts with the help that the noun names: 'X attacked with the support of …'."""
    user_preposition: str = ""
    particle: str = ""
    passive: bool = False
    link: str = ""
    """How a role noun is tied to its holder: copula, apposition, title, '' for events."""

    def with_prepositions(self, prepositions: Collection[str]) -> list[int]:
        """Return the nouns of the obliques that one of `prepositions` introduces, in order."""
        return [noun for prep, noun in self.obliques if prep in prepositions]


def read_verb(sentence: Sentence, verb: int) -> Predication:
    """Return the predication of a verb, in the active whatever its voice."""
    passive = is_passive(sentence, verb)
    subjects = find_subjects(sentence, verb)
    objects = find_objects(sentence, verb)
    token = sentence.tokens[verb]
    if passive:
        if token.dep == "amod":
            subjects = [token.head]
        agents = find_agents(sentence, verb) or find_hyphenated(sentence, verb)
        patients = subjects + objects
    else:
        agents, patients = subjects, objects
    particle = find_child(sentence, verb, ("prt",))
    return Predication(
        sentence=sentence.index,
        head=verb,
        lemma=token.lemma,
        pos="verb",
        carrier=verb,
        agents=tuple(agents),
        patients=tuple(patients),
        obliques=tuple(find_obliques(sentence, verb)),
        particle=sentence.tokens[particle].text.lower() if particle is not None else "",
        passive=passive,
    )


def find_hyphenated(sentence: Sentence, word: int) -> list[int]:
    """Return the name before a participle's hyphen: 'X-backed', 'X-held', 'X-based'."""
    if word < 2 or sentence.tokens[word - 1].text != "-":
        return []
    return [word - 2] if sentence.tokens[word - 2].pos in ("PROPN", "NOUN", "ADJ") else []


def find_obliques(sentence: Sentence, head: int) -> list[tuple[str, int]]:
    """Return the (preposition, noun) pairs under `head`; 'out of' comes as its last word too."""
    found: list[tuple[str, int]] = []
    for child in sentence.children[head]:
        token = sentence.tokens[child]
        if token.dep in ("prep", "agent", "dative") and token.pos in (
            "ADP",
            "SCONJ",
            "VERB",
            "ADJ",
            "ADV",
        ):
            found.extend(_read_preposition(sentence, child))
        elif token.dep == "dative":
            found.extend(("to", noun) for noun in conjuncts(sentence, child))
        elif token.dep == "advmod" and token.text.lower() == "where":
            found.extend(("where", noun) for noun in _nouns_before(sentence, child))
        elif token.dep == "advmod":
            for grandchild in find_children(sentence, child, ("prep",)):
                found.extend(_read_preposition(sentence, grandchild))
    return found


def _read_preposition(sentence: Sentence, prep: int) -> Iterator[tuple[str, int]]:
    word = sentence.tokens[prep].text.lower()
    if word == "according":
        return  # 'sold rifles, according to elders': the elders get nothing
    for child in sentence.children[prep]:
        token = sentence.tokens[child]
        if token.dep in ("pobj", "pcomp"):
            if token.pos in VERBAL and token.dep == "pcomp":
                yield word, child
                continue
            for noun in resolve_relative(sentence, child):
                yield word, noun
        elif token.dep == "amod" and token.pos == "ADV":
            continue
        elif token.dep == "prep" or (token.dep == "conj" and token.pos == "ADP"):
            yield from _read_preposition(sentence, child)


def _nouns_before(sentence: Sentence, where: int) -> list[int]:
    """The place nouns that a relative 'where' takes up: the phrase that ends right before it."""
    at = where - 1
    if at >= 0 and sentence.tokens[at].text == ",":
        at -= 1
    if at < 0 or sentence.tokens[at].pos not in ("NOUN", "PROPN"):
        return []
    while sentence.tokens[at].dep in ("compound", "conj") and sentence.tokens[at].head < where:
        at = sentence.tokens[at].head
    return conjuncts(sentence, at)
