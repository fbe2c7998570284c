"""Sentence → the bare scopes in it: what hedges, negations and unrealised contexts govern.

Each part of speech has its own reach. A scope holds the governed verb with its arguments, never
the relative clauses, appositions or coordinated clauses with subjects of their own beside it.
"""

from collections.abc import Callable

from reportedly.attribute.clauses import OUTSIDE, clause_of, has_that, has_to
from reportedly.attribute.modality import Modal, Modals, Part
from reportedly.attribute.mood import is_struggle, reach_mood, reach_question, reach_unsaid
from reportedly.attribute.speakers import is_passive
from reportedly.records import Certainty, Polarity, Scope, Sentence, Span, Token
from reportedly.syntax.tree import VERBAL, find_child, find_children, subtree, walk_subtree

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "agent", "pobj", "dative", "oprd"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "oprd", "acomp", "csubj", "csubjpass"})


def find_scopes(
    sentence: Sentence, modals: Modals, text: str, told: frozenset[int] = frozenset()
) -> list[Scope]:
    """Return the scopes of the bare modal cues of the sentence; `text` is the document's.

    `told` are tokens whose content has a source already ('their claim that …').
    """
    found: list[Scope] = []
    for token in sentence.tokens:
        for part, modal in _look_up(modals, token):
            if token.i in told or _is_excluded(sentence, token, modal):
                continue
            governed = _REACH[part](sentence, token, modal)
            if governed:
                found.append(
                    _make(sentence, token, governed, text, modal.certainty, modal.polarity)
                )
                break
        if token.tag == "TO" or token.dep in {"ccomp", "ROOT"}:
            governed = reach_mood(sentence, token)
            if governed:
                found.append(_make(sentence, token, governed, text, "unrealised", "affirmed"))
        if token.dep == "neg":
            governed = reach_unsaid(sentence, token)
            if governed:
                found.append(_make(sentence, token, governed, text, "hedged", "affirmed"))
        if token.dep == "mark" and token.lemma in {"whether", "if"}:
            clause = sentence.tokens[token.head]
            if clause.dep in {"ccomp", "pcomp", "acl"}:
                governed = set(subtree(sentence, clause.i))
                found.append(_make(sentence, token, governed, text, "hedged", "affirmed"))
    question = reach_question(sentence)
    if question:
        mark = sentence.tokens[-1]
        found.append(_make(sentence, mark, question, text, "hedged", "affirmed"))
    return found


def _look_up(modals: Modals, token: Token) -> tuple[tuple[Part, Modal], ...]:
    """By lemma, and by the word itself: the parser takes 'suspected' for a form of 'suspect'."""
    word = token.text.lower()
    entries = modals.get(token.lemma, ())
    return entries if word == token.lemma else (*modals.get(word, ()), *entries)


def _make(
    sentence: Sentence,
    token: Token,
    governed: set[int],
    text: str,
    certainty: Certainty,
    polarity: Polarity,
) -> Scope:
    return Scope(
        sentence=sentence.index,
        tokens=tuple(sorted(governed)),
        cue=Span(start=token.start, end=token.end, text=text[token.start : token.end]),
        certainty=certainty,
        polarity=polarity,
    )


def _is_excluded(sentence: Sentence, token: Token, modal: Modal) -> bool:
    tokens = sentence.tokens
    after = tokens[token.i + 1].text.lower() if token.i + 1 < len(tokens) else ""
    if after in modal.not_before:
        return True
    if modal.after is not None and (
        token.i == 0 or tokens[token.i - 1].text.lower() != modal.after
    ):
        return True
    if modal.unless_with:
        beside = (token.head, *sentence.children[token.head])
        return any(tokens[c].lemma in modal.unless_with for c in beside)
    return False


def _verb_above(sentence: Sentence, i: int) -> int | None:
    """The verb that the token modifies, itself when it is one."""
    token = sentence.tokens[i]
    if token.pos in VERBAL:
        return i
    head = sentence.tokens[token.head]
    return head.i if head.pos in VERBAL and token.head != i else None


def _reach_adverb(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    if token.pos == "ADJ" and token.lemma == "likely" and token.dep != "advmod":
        return set()
    head = sentence.tokens[token.head]
    if head.i == token.i:
        return set()
    if head.pos in VERBAL:
        if head.dep == "amod":
            return _reach_noun_phrase(sentence, head.head)
        return clause_of(sentence, head.i) - {token.i}
    governed = set(subtree(sentence, head.i))
    if head.pos in {"ADV", "ADP", "NUM", "ADJ", "SCONJ"} and head.dep in {
        "nummod",
        "quantmod",
        "amod",
    }:
        return set(walk_subtree(sentence, head.i, lambda t: t.dep not in OUTSIDE))
    return governed - {token.i}


def _reach_modal(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    if token.dep not in {"aux", "ROOT", "conj", "ccomp"} or token.tag not in {"MD", "VBD"}:
        return set()
    if token.text.lower() in {"'d", "’d"} and sentence.tokens[token.head].tag == "VBN":
        return set()  # 'he'd held' is 'he had held'
    verb = token.head if token.dep == "aux" else token.i
    knows = sentence.tokens[verb].lemma in _FACTIVE
    return clause_of(sentence, verb, with_clauses=not knows) - {token.i}


_FACTIVE = frozenset({"remember", "recall", "know", "note", "recognize", "recognise", "understand"})
"""'You will remember that …' leaves what is remembered as it is."""


def _reach_attribute(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    if token.dep not in {"amod", "compound"} or sentence.tokens[token.head].i < token.i:
        return set()
    if token.i > 0 and sentence.tokens[token.i - 1].text == "-":
        return set()  # 'his co-accused' is no suspect of ours
    return _reach_noun_phrase(sentence, token.head)


def _reach_noun_phrase(sentence: Sentence, noun: int) -> set[int]:
    """A hedged noun with its complements, and the verb when the noun is the one that acts."""
    tokens = sentence.tokens
    governed = set(walk_subtree(sentence, noun, lambda t: t.dep not in OUTSIDE and t.dep != "conj"))
    token = tokens[noun]
    if token.dep == "nsubj" and tokens[token.head].pos == "VERB":
        governed.add(token.head)
    elif token.dep == "pobj" and tokens[token.head].dep == "agent":
        governed.add(tokens[token.head].head)
    return governed


def _reach_predicate(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    if token.dep == "amod":
        return set()
    governed: set[int] = set()
    for child in sentence.children[token.i]:
        if sentence.tokens[child].dep in {"xcomp", "ccomp", "advcl", "pcomp"} and child > token.i:
            governed.update(clause_of(sentence, child))
    head = sentence.tokens[token.head]
    if not governed and token.dep in {"acomp", "attr", "oprd"} and head.pos in VERBAL:
        for child in sentence.children[head.i]:
            if sentence.tokens[child].dep in {"xcomp", "ccomp", "csubj"} and child != token.i:
                governed.update(clause_of(sentence, child))
    return governed


def _reach_verb(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    if token.pos != "VERB":
        return set()
    if "from" in modal.prepositions:
        return _reach_prevented(sentence, token.i)
    if is_passive(sentence, token.i):
        return set()
    governed: set[int] = set()
    for child in sentence.children[token.i]:
        kind = sentence.tokens[child]
        if child < token.i:
            continue
        if kind.dep in _COMPLEMENTS or (kind.dep == "advcl" and has_to(sentence, child)):
            if modal.polarity == "denied" and kind.dep == "ccomp" and not has_to(sentence, child):
                continue
            if (
                modal.certainty == "unrealised"
                and kind.dep == "ccomp"
                and kind.tag in {"VBD", "VBN"}
            ):
                continue
            governed.update(clause_of(sentence, child))
        elif kind.dep == "prep" and kind.lemma in modal.prepositions and token.lemma == "call":
            governed.update(subtree(sentence, child))
        elif kind.dep == "dobj" and modal.certainty == "unrealised" and token.lemma in _OBJECTS:
            governed.update(clause_of(sentence, child))
            governed.add(token.i)
    return governed


def _reach_prevented(sentence: Sentence, verb: int) -> set[int]:
    """'kept the convoy from reaching the ford': the phrase may hang on the object."""
    objects = find_children(sentence, verb, ("dobj",))
    for head in (verb, *(i for o in objects for i in subtree(sentence, o))):
        for child in find_children(sentence, head, ("prep",)):
            inner = find_child(sentence, child, ("pcomp",))
            if child > verb and sentence.tokens[child].lemma == "from" and inner is not None:
                return clause_of(sentence, inner)
    return set()


_OBJECTS = frozenset(
    {"plan", "threaten", "demand", "order", "propose", "attempt", "plot", "seek", "promise", "urge"}
)


def _reach_passive(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    if not is_passive(sentence, token.i) or token.dep == "amod":
        return set()
    if find_child(sentence, token.i, ("agent",)) is not None:
        return set()
    governed: set[int] = set()
    head = sentence.tokens[token.head]
    hangs = token.dep in {"parataxis", "ccomp"} and head.pos in VERBAL and head.i != token.i
    if hangs and _is_aside(sentence, token.i):
        return clause_of(sentence, head.i) - set(subtree(sentence, token.i))
    for child in sentence.children[token.i]:
        kind = sentence.tokens[child]
        if kind.dep == "ccomp" and child < token.i:
            continue
        if kind.dep in _COMPLEMENTS or (kind.dep == "advcl" and has_to(sentence, child)):
            governed.update(clause_of(sentence, child))
        elif kind.dep in {"prep", "dative"} and kind.lemma in modal.prepositions:
            governed.update(walk_subtree(sentence, child, lambda t: t.dep not in _ASIDES))
            governed.discard(child)
    return governed


_ASIDES = frozenset({"relcl", "appos", "parataxis"})


def _is_aside(sentence: Sentence, verb: int) -> bool:
    """'The column, *we are told*, has a camp': short, between commas, without a complement."""
    own = subtree(sentence, verb)
    tokens = sentence.tokens
    if len(own) > 6 or own[0] == 0 or own[-1] - own[0] >= len(own) + 1:
        return False
    return "," in {tokens[own[0] - 1].text, tokens[own[0]].text}


def _reach_noun(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    if token.pos != "NOUN" or (token.lemma == "doubt" and _has_no(sentence, token.i)):
        return set()
    governed: set[int] = set()
    for child in sentence.children[token.i]:
        kind = sentence.tokens[child]
        if child < token.i or is_struggle(token, kind):
            continue
        if kind.dep in {"acl", "relcl", "ccomp", "xcomp"}:
            if has_to(sentence, child) or has_that(sentence, child):
                governed.update(clause_of(sentence, child))
        elif kind.dep == "prep" and kind.lemma in modal.prepositions:
            inner = find_child(sentence, child, ("pcomp", "pobj"))
            if inner is not None and (
                token.lemma not in modal.only_gerund or sentence.tokens[inner].tag == "VBG"
            ):
                governed.update(clause_of(sentence, inner))
    return governed


def _has_no(sentence: Sentence, noun: int) -> bool:
    return any(sentence.tokens[c].lemma in {"no", "little"} for c in sentence.children[noun])


def _reach_particle(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    head = sentence.tokens[token.head]
    if token.lemma == "longer":
        verb = _verb_above(sentence, token.i)
        return clause_of(sentence, verb, with_clauses=False) if verb is not None else set()
    if token.dep == "preconj" and token.lemma == "neither":
        if head.pos in VERBAL:
            return clause_of(sentence, head.i, with_clauses=False)
        return _reach_denied_noun(sentence, head.i)
    if token.dep not in {"neg", "advmod", "cc", "det"}:
        return set()
    if token.lemma == "neither" and token.dep == "det":
        return set()
    if head.pos in VERBAL:
        governed = clause_of(sentence, head.i, with_clauses=False) - {token.i}
        for noun in find_children(sentence, head.i, ("dobj", "attr", "nsubjpass")):
            governed |= _told_by(sentence, noun)
        return governed
    if head.i == token.i or token.lemma == "nor":
        return set()
    return set(walk_subtree(sentence, head.i, lambda t: t.dep not in {*OUTSIDE, "conj", "cc"}))


def _reach_determiner(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    if token.dep not in {"det", "neg"}:
        return set()
    return _reach_denied_noun(sentence, token.head)


def _reach_denied_noun(sentence: Sentence, noun: int) -> set[int]:
    governed = set(walk_subtree(sentence, noun, lambda t: t.dep not in OUTSIDE))
    governed |= _told_by(sentence, noun)
    token = sentence.tokens[noun]
    if token.dep in {"nsubj", "nsubjpass", "dobj", "attr"} and token.head != noun:
        verb = sentence.tokens[token.head]
        if verb.lemma == "claim" and token.dep == "nsubj":
            return set()  # nobody claims the attack: it is no less an attack
        if verb.pos in VERBAL:
            governed |= clause_of(sentence, verb.i, with_clauses=False)
    return governed


_TELLING = frozenset(
    """report evidence indication sign proof suggestion record word claim allegation information
    confirmation case instance incident trace hint""".split()
)


def _told_by(sentence: Sentence, noun: int) -> set[int]:
    """What a noun tells of: 'no reports *that guards beat him*', 'no reports *guards beat him*'."""
    tokens = sentence.tokens
    if tokens[noun].lemma not in _TELLING:
        return set()
    governed: set[int] = set()
    for child in sentence.children[noun]:
        subject = find_child(sentence, child, ("nsubj", "nsubjpass"))
        if child > noun and tokens[child].dep in {"acl", "relcl", "ccomp"} and subject is not None:
            governed |= clause_of(sentence, child)
    return governed


def _reach_pronoun(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    if token.dep not in _ARGUMENTS:
        return set()
    return _reach_denied_noun(sentence, token.i)


def _reach_preposition(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    return set(subtree(sentence, token.i)) - {token.i} if token.pos in {"ADP", "SCONJ"} else set()


def _reach_conjunction(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    clause = sentence.tokens[token.head]
    if token.dep not in {"mark", "prep"} or clause.dep != "advcl":
        return set()
    return clause_of(sentence, clause.i) - {token.i}


_REACH: dict[Part, Callable[[Sentence, Token, Modal], set[int]]] = {
    "adverb": _reach_adverb,
    "modal": _reach_modal,
    "attribute": _reach_attribute,
    "predicate": _reach_predicate,
    "verb": _reach_verb,
    "passive": _reach_passive,
    "noun": _reach_noun,
    "particle": _reach_particle,
    "determiner": _reach_determiner,
    "pronoun": _reach_pronoun,
    "preposition": _reach_preposition,
    "conjunction": _reach_conjunction,
}
