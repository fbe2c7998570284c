"""Who is said to answer for an event noun: blame, involvement, responsibility.

Sentence and noun → head tokens: 'claimed responsibility for the attack', 'blamed X for the
attack', 'X was involved in', 'X is responsible for', 'X's role in', 'X was behind the attack'.
"""

from collections.abc import Callable, Sequence

from reportedly.records import Sentence
from reportedly.syntax.arguments import find_accused, find_objects, find_subjects
from reportedly.syntax.predication import find_obliques
from reportedly.syntax.roles import read_adjective
from reportedly.syntax.tree import VERBAL, ancestors, conjuncts, find_children
from reportedly.syntax.voice import is_passive

_BLAMED = frozenset("blame accuse suspect condemn sanction implicate".split())
_TIES = frozenset("link tie affiliation association membership involvement connection".split())
_BECAUSE = frozenset("of for over on with to about from due because amid".split())
_HOLDING = frozenset(
    """arrest detain imprison hold sentence jail kill execute target torture abduct kidnap dismiss
    sanction suspect accuse convict investigate question interrogate""".split()
)
_REACH = 6
_NOBODY = frozenset({"nobody", "none", "no", "neither", "nor"})
_PINNED = {"blame": "on", "pin": "on", "attribute": "to", "ascribe": "to", "impute": "to"}
"""Verbs whose object is the deed, and the preposition before who is said to have done it."""
_HOLDING_FOR = frozenset({"hold", "find", "consider", "deem", "declare", "make"})
_ANSWERING = frozenset({"responsible", "guilty", "behind", "complicit", "accountable"})
_PUNISHED = frozenset(
    "jail imprison sentence convict fine arrest detain designate blacklist".split()
)
"""Verbs that tell what befell somebody; what follows 'for' is the deed that he is held to have done."""
_GROUNDS = frozenset("allegation suspicion charge accusation count ground".split())
_OVER = frozenset({"on", "over", "amid", "following", "after"})
_ARRESTS = frozenset("arrest detention indictment conviction trial dismissal".split())
_TERMS = frozenset("year month sentence term life imprisonment prison jail".split())
_TERM_HOLDERS = frozenset("serve receive get face complete finish".split())
_SHARE = frozenset("involvement role part complicity hand participation share".split())
_CREDIT = frozenset({"responsibility", "credit"})
_PUNISHED = frozenset(
    "sentence convict jail imprison want arrest detain execute fine hang punish".split()
)
_ANY_HAND = frozenset({"nothing", "anything", "something"})
_PARTAKE = frozenset("participate involve implicate engage partake take".split())


def find_responsible(
    sentence: Sentence, noun: int, agents_of: Callable[[Sentence, int], Sequence[int]]
) -> list[int]:
    """Return who is said to answer for an event noun; `agents_of` reads a governing noun."""
    token = sentence.tokens[noun]
    pinned = find_pinned(sentence, noun)
    if pinned:
        return pinned
    if token.dep in ("dobj", "appos", "dep", "conj"):
        return _blamed_before_list(sentence, noun)
    if token.dep not in ("pobj", "pcomp") or token.head == noun:
        return []
    word, governor = sentence.tokens[token.head].text.lower(), sentence.tokens[token.head].head
    if sentence.tokens[noun].lemma in _TIES and word in _BECAUSE:
        suspected = _held_over(sentence, governor)
        if suspected:
            return suspected
    if sentence.tokens[noun].lemma in _TIES and word == "with":
        is_noun = sentence.tokens[governor].pos in ("NOUN", "PROPN")
        return [governor] if is_noun else []  # 'people with suspected links to X'
    held = _held_on(sentence, noun, agents_of)
    if held is not None:
        return held
    if sentence.tokens[governor].pos in VERBAL:
        aside = _find_uninvolved(sentence, governor, word)
        return aside or [t for t in _blamed_by_verb(sentence, governor, word) if t != noun]
    lemma = sentence.tokens[governor].lemma
    if lemma in _ANSWERING:
        return _answering(sentence, governor)
    if lemma in _SHARE | _CREDIT and word == ("in" if lemma in _SHARE else "for"):
        return _find_sharers(sentence, governor, agents_of)
    if word in ("of", "for") and sentence.tokens[governor].dep in ("dobj", "pobj", "conj"):
        return _accused_across(sentence, noun, governor, word)
    return []


def _find_sharers(
    sentence: Sentence, noun: int, agents_of: Callable[[Sentence, int], Sequence[int]]
) -> list[int]:
    """Whose the responsibility, or the part in it, is said to be.

    'Denied any involvement of X in the attack': it is not the involvement of who denies.
    """
    whose = _nouns_within(sentence, noun) if sentence.tokens[noun].lemma in _SHARE else []
    named = [who for first in whose for who in conjuncts(sentence, first)]
    return named or [a for a in agents_of(sentence, noun) if not _is_nobody(sentence, a)]


def _find_uninvolved(sentence: Sentence, verb: int, preposition: str) -> list[int]:
    """'it had nothing to do with the attack': who is said to have, or not to have, a hand in it."""
    tokens = sentence.tokens
    noun = tokens[tokens[verb].head]
    if preposition != "with" or tokens[verb].lemma != "do":
        return []
    if noun.text.lower() in _ANY_HAND and tokens[noun.head].lemma == "have":
        return find_subjects(sentence, noun.head)
    if noun.lemma == "have":  # 'nothing' hangs on 'do', 'do' on 'have'
        return find_subjects(sentence, noun.i) if _has_any_hand(sentence, noun.i, verb) else []
    return []


def _has_any_hand(sentence: Sentence, *verbs: int) -> bool:
    tokens = sentence.tokens
    return any(tokens[c].text.lower() in _ANY_HAND for v in verbs for c in sentence.children[v])


def _accused_across(sentence: Sentence, noun: int, governor: int, word: str) -> list[int]:
    """'accused the group in the valley of murder', 'sentenced to life for murder'.

    The phrase hangs on a noun before it.
    """
    verb = next((a for a in ancestors(sentence, governor) if is_verb(sentence, a)), None)
    if verb is not None and sentence.tokens[verb].lemma in _PUNISHED | {"serve"}:
        return _blamed_by_verb(sentence, verb, word)
    if verb is not None and sentence.tokens[verb].lemma in _BLAMED:
        return [t for t in find_accused(sentence, sentence.tokens[noun].head) if t != noun]
    return []


def find_pinned(sentence: Sentence, noun: int) -> list[int]:
    """Return X of 'blamed the raid on X', 'attributed most of the raids to X'.

    The phrase may hang on the raid, or on the last noun of its phrase.
    """
    token = sentence.tokens[noun]
    verb = sentence.tokens[token.head]
    if verb.pos not in VERBAL or token.dep not in ("dobj", "nsubjpass", "nsubj"):
        return []
    wanted = _PINNED.get(verb.lemma)
    if wanted is None or (token.dep == "nsubj" and verb.tag != "VBN"):
        return []
    # 'blamed the raid on the mill on X': of two phrases the inner, or the verb's own, says whose it is.
    inner = [n for _, n in find_obliques(sentence, noun)]
    for head in (verb.i, *inner, noun):
        ties = [
            first
            for prep in find_children(sentence, head, ("prep", "dative"))
            if sentence.tokens[prep].text.lower() == wanted
            for first in find_children(sentence, prep, ("pobj",))
            if sentence.tokens[first].entity not in ("DATE", "TIME")
        ]
        if ties:
            return conjuncts(sentence, ties[-1])
    return []


def _nouns_within(sentence: Sentence, noun: int) -> list[int]:
    return [
        inner
        for prep in find_children(sentence, noun, ("prep",))
        if sentence.tokens[prep].text.lower() == "of"
        for inner in find_children(sentence, prep, ("pobj",))
    ]


def is_pinned(sentence: Sentence, noun: int, phrase: tuple[str, int]) -> bool:
    """Return whether a phrase of the noun, 'on' or 'to' X, says whose deed it is."""
    verb = sentence.tokens[sentence.tokens[noun].head]
    preposition, what = phrase
    return _PINNED.get(verb.lemma) == preposition and what in find_pinned(sentence, noun)


def _held_on(
    sentence: Sentence, noun: int, agents_of: Callable[[Sentence, int], Sequence[int]]
) -> list[int] | None:
    """'arrested X on allegations of fraud', 'his arrest on suspicion of', 'ten years for fraud'.

    `None` where the noun is neither a ground nor what a term is served for.
    """
    prep = sentence.tokens[sentence.tokens[noun].head]
    word = sentence.tokens[prep.head]
    if word.lemma in _TERMS and prep.text.lower() == "for" and word.pos not in VERBAL:
        return _serving(sentence, word.i)
    if sentence.tokens[noun].lemma not in _GROUNDS or prep.text.lower() not in _OVER:
        return None
    if word.pos in VERBAL and word.lemma in _HOLDING | _PUNISHED:
        held = find_subjects if is_passive(sentence, word.i) else find_objects
        return held(sentence, word.i)
    is_arrest = word.pos not in VERBAL and word.lemma in _ARRESTS
    return list(agents_of(sentence, word.i)) if is_arrest else []


def _serving(sentence: Sentence, term: int) -> list[int]:
    """'is serving ten years for', 'sentenced X to life in prison for': whose the term is."""
    for above in ancestors(sentence, term):
        word = sentence.tokens[above]
        if word.pos in VERBAL:
            if word.lemma in _TERM_HOLDERS and not is_passive(sentence, above):
                return find_subjects(sentence, above)
            return _blamed_by_verb(sentence, above, "for")
        if word.dep not in ("pobj", "prep", "dobj"):
            return []
    return []


def _answering(sentence: Sentence, adjective: int) -> list[int]:
    """'X is responsible for', 'held X responsible for' with X as object or as a small subject."""
    own = find_children(sentence, adjective, ("nsubj",))
    if own:
        return [who for first in own for who in conjuncts(sentence, first)]
    head = sentence.tokens[sentence.tokens[adjective].head]
    if head.lemma in _HOLDING_FOR and head.pos in VERBAL and not is_passive(sentence, head.i):
        objects = find_objects(sentence, head.i)
        if objects:
            return objects
    return list(read_adjective(sentence, adjective).holders)


def _is_nobody(sentence: Sentence, noun: int) -> bool:
    """'nobody', 'no group': 'no group has claimed responsibility for the attack'."""
    words = {sentence.tokens[c].text.lower() for c in (noun, *sentence.children[noun])}
    before = sentence.tokens[noun]
    while before.dep == "conj":  # 'neither the rebels nor any other group'
        before = sentence.tokens[before.head]
        words |= {sentence.tokens[c].text.lower() for c in sentence.children[before.i]}
    return bool(words & _NOBODY)


def is_verb(sentence: Sentence, token: int) -> bool:
    """Return whether the token is a verb or an auxiliary."""
    return sentence.tokens[token].pos in VERBAL


def _held_over(sentence: Sentence, governor: int) -> list[int]:
    """'arrested officials on accusations of affiliation with': it is the officials' affiliation."""
    at = governor
    for _ in range(_REACH):
        token = sentence.tokens[at]
        if token.pos in VERBAL:
            if token.lemma not in _HOLDING:
                return []
            if is_passive(sentence, at):
                return find_subjects(sentence, at)
            return find_objects(sentence, at)
        if token.dep not in ("pobj", "prep") or token.head == at:
            return []
        at = token.head
    return []


def _blamed_by_verb(sentence: Sentence, verb: int, preposition: str) -> list[int]:
    """'X was blamed for', 'blamed X for', 'X was involved in', 'X is behind'."""
    lemma = sentence.tokens[verb].lemma
    if lemma in _BLAMED and preposition in ("for", "of", "with", "over", "in"):
        if is_passive(sentence, verb):
            return find_subjects(sentence, verb)
        return find_objects(sentence, verb)
    if lemma in _PUNISHED and preposition in ("for", "of"):
        return (
            find_subjects(sentence, verb)
            if is_passive(sentence, verb)
            else find_objects(sentence, verb)
        )
    if lemma in _PARTAKE and preposition in ("in", "with"):
        return find_subjects(sentence, verb)
    if lemma in _PUNISHED and preposition in ("for", "of", "over", "in", "with"):
        if is_passive(sentence, verb):
            return find_subjects(sentence, verb)
        return [] if lemma == "want" else find_objects(sentence, verb)
    if lemma == "serve" and preposition == "for":
        return find_subjects(sentence, verb)  # 'is serving life for the murder of'
    if lemma == "be" and preposition == "behind":
        return find_subjects(sentence, verb)
    return []


def _blamed_before_list(sentence: Sentence, noun: int) -> list[int]:
    """'blames X for two crimes: a bombing and an ambush': the list after the colon is X's too."""
    if not any(t.text == ":" for t in sentence.tokens[:noun]):
        return []
    for verb in ancestors(sentence, noun):
        if sentence.tokens[verb].lemma in _BLAMED:
            colon = next(t.i for t in sentence.tokens if t.text == ":")
            if verb > colon:
                return []
            if is_passive(sentence, verb):
                return find_subjects(sentence, verb)
            return [o for o in find_objects(sentence, verb) if o < colon]
    return []
