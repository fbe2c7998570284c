"""Sentence → the bare scopes in it: what hedges, negations and unrealised contexts govern.

Each part of speech has its own reach. A scope holds the governed verb with its arguments, never
the relative clauses, appositions or coordinated clauses with subjects of their own beside it.
"""

from collections.abc import Callable, Iterator

from reportedly.attribute.clauses import OUTSIDE, clause_of, has_to
from reportedly.attribute.evidence import REACHING, reach_wanting
from reportedly.attribute.modality import Modal, Modals, Part
from reportedly.attribute.mood import (
    find_answered,
    reach_consequence,
    reach_inverted,
    reach_mood,
    reach_question,
    reach_unsaid,
)
from reportedly.attribute.phrases import reach_freed, reach_law, reach_phrase
from reportedly.attribute.presuppositions import (
    find_granted_subject,
    find_presupposed,
    find_unaccused,
)
from reportedly.attribute.reach_nouns import (
    reach_attribute,
    reach_denied_noun,
    reach_determiner,
    reach_noun,
    reach_noun_phrase,
    reach_pronoun,
)
from reportedly.attribute.reasons import reach_reason
from reportedly.attribute.speakers import is_passive
from reportedly.attribute.telling import reach_told
from reportedly.attribute.unlisted import reach_bruited
from reportedly.attribute.untruths import reach_untrue
from reportedly.records import Certainty, Polarity, Scope, Sentence, Span, Token
from reportedly.syntax.relatives import find_cleft
from reportedly.syntax.tree import VERBAL, find_child, find_children, subtree, walk_subtree

_COMPLEMENTS = frozenset({"xcomp", "ccomp", "oprd", "acomp", "csubj", "csubjpass"})


def find_scopes(
    sentence: Sentence, modals: Modals, text: str, told: frozenset[int] = frozenset()
) -> list[Scope]:
    """Return the scopes of the bare modal cues of the sentence; `text` is the document's.

    `told` are tokens whose content has a source already ('their claim that …').
    """
    granted = find_presupposed(sentence)
    found: list[Scope] = []
    unaccused = find_unaccused(sentence, told)
    for token, reached, certainty, polarity in _find_reaches(sentence, modals, told):
        if not reached:
            continue
        open_to = granted if certainty == "unrealised" else (*granted, *unaccused)
        outside = [s for s in open_to if token.i not in s]
        governed = reached.difference(*outside)
        if governed:
            found.append(_make(sentence, token, governed, text, certainty, polarity))
    for stretch in unaccused:
        opening = sentence.tokens[min(stretch)]
        found.append(_make(sentence, opening, stretch, text, "hedged", "affirmed"))
    return found


_UNSAID = frozenset({"yet", "fail", "decline", "refuse"})
_Reached = tuple[Token, set[int], Certainty, Polarity]


def _find_reaches(sentence: Sentence, modals: Modals, told: frozenset[int]) -> Iterator[_Reached]:
    for token in sentence.tokens:
        entries = _look_up(modals, token)
        if entries and token.i not in told:
            yield from _read_entries(sentence, token, entries)
        if token.i not in told and (untrue := reach_untrue(sentence, token)):
            yield token, untrue, "stated", "denied"
        if lawful := reach_law(sentence, token):
            yield token, lawful, "unrealised", "affirmed"
        if token.lemma == "for":
            yield token, reach_reason(sentence, token), "hedged", "affirmed"
        if token.tag == "TO" or token.dep in {"ccomp", "ROOT"}:
            yield token, reach_mood(sentence, token), "unrealised", "affirmed"
        if token.dep == "aux":
            yield token, reach_inverted(sentence, token), "unrealised", "affirmed"
        if token.dep == "neg" or token.lemma in _UNSAID:
            yield token, reach_unsaid(sentence, token), "hedged", "affirmed"
        yield from _reach_open(sentence, token)
        if token.dep == "mark" and token.lemma in {"whether", "if"}:
            clause = sentence.tokens[token.head]
            if clause.dep in {"ccomp", "pcomp", "acl"}:
                yield token, set(subtree(sentence, clause.i)), "hedged", "affirmed"
    yield sentence.tokens[-1], reach_question(sentence), "hedged", "affirmed"


def _reach_open(sentence: Sentence, token: Token) -> Iterator[_Reached]:
    """What evidence that is wanting, or a rumour in nobody's name, leaves open."""
    if token.lemma in REACHING:
        governed, wanting = reach_wanting(sentence, token)
        is_none = wanting == "none"
        certainty: Certainty = "stated" if is_none else "hedged"
        yield token, governed, certainty, "denied" if is_none else "affirmed"
    if bruited := reach_bruited(sentence, token):
        yield token, bruited, "hedged", "affirmed"


def _read_entries(
    sentence: Sentence, token: Token, entries: tuple[tuple[Part, Modal], ...]
) -> Iterator[_Reached]:
    """What the first of the word's entries that reaches anything reaches."""
    for part, modal in entries:
        if _is_excluded(sentence, token, modal):
            continue
        governed = _REACH[part](sentence, token, modal)
        if governed:
            yield token, governed, modal.certainty, modal.polarity
            if part == "attribute":  # the title alone: 'the alleged leader of the front'
                yield token, {token.head}, modal.certainty, modal.polarity
            return


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
        beside = (token.head, *sentence.children[token.head], *sentence.children[token.i])
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
    if head.i == token.i or (modal.polarity == "denied" and head.pos not in VERBAL):
        return set()
    if head.pos in VERBAL:
        if head.dep == "amod":
            return reach_noun_phrase(sentence, head.head)
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
    if modal.frees:
        return reach_freed(sentence, token.i, modal.prepositions)
    if is_passive(sentence, token.i):
        return set()
    governed: set[int] = set()
    for child in sentence.children[token.i]:
        kind = sentence.tokens[child]
        if child < token.i:
            continue
        if token.lemma in modal.only_gerund and kind.dep in _COMPLEMENTS and kind.tag != "VBG":
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
        elif kind.dep == "prep" and kind.lemma in modal.prepositions:
            governed |= _reach_aim(sentence, token, child)
        elif kind.dep == "dobj" and modal.certainty == "unrealised" and token.lemma in _OBJECTS:
            governed.update(clause_of(sentence, child))
            governed.add(token.i)
    return governed


def _reach_aim(sentence: Sentence, verb: Token, preposition: int) -> set[int]:
    """'called for a raid', 'prepared for a raid'; 'dreamt of leading the front'."""
    inner = find_child(sentence, preposition, ("pcomp",))
    is_for = sentence.tokens[preposition].lemma == "for"
    if verb.lemma in _FOR_WHAT or (inner is not None and not is_for):
        return set(subtree(sentence, preposition))
    return set()


_FOR_WHAT = frozenset({"call", "prepare", "plan", "hope", "ask", "vie", "wish", "brace"})
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
        if modal.certainty == "unrealised" and kind.dep in {"oprd", "acomp"}:
            continue  # 'a company called Orlin Mills'
        if kind.dep in _COMPLEMENTS or (kind.dep == "advcl" and has_to(sentence, child)):
            governed.update(clause_of(sentence, child))
        elif _is_listed_on(sentence, token, kind, modal):
            governed |= clause_of(sentence, child)
        elif kind.dep in {"prep", "dative"} and kind.lemma in modal.prepositions:
            governed.update(walk_subtree(sentence, child, lambda t: t.dep not in _ASIDES))
            governed.discard(child)
    if governed and modal.subject:  # 'the raid was attributed to X': whose raid is the question
        for deed in find_children(sentence, token.i, ("nsubjpass",)):
            governed.update(subtree(sentence, deed))
    return governed


def _is_listed_on(sentence: Sentence, verb: Token, child: Token, modal: Modal) -> bool:
    """'was accused of fraud, *trafficking in arms*, and murder', where the parser lost the list."""
    if "of" not in modal.prepositions or child.dep != "advcl" or child.tag != "VBG":
        return False
    return verb.lemma in {"accuse", "suspect", "convict"} and child.i > verb.i


_ASIDES = frozenset({"relcl", "appos", "parataxis"})


def _is_aside(sentence: Sentence, verb: int) -> bool:
    """'The column, *we are told*, has a camp': short, between commas, without a complement."""
    own = subtree(sentence, verb)
    tokens = sentence.tokens
    if len(own) > 6 or own[0] == 0 or own[-1] - own[0] >= len(own) + 1:
        return False
    return "," in {tokens[own[0] - 1].text, tokens[own[0]].text}


def _reach_particle(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    head = sentence.tokens[token.head]
    if token.lemma == "longer":
        verb = _verb_above(sentence, token.i)
        return clause_of(sentence, verb, with_clauses=False) if verb is not None else set()
    if token.dep == "preconj" and token.lemma == "neither":
        if head.pos in VERBAL:
            return clause_of(sentence, head.i, with_clauses=False)
        return reach_denied_noun(sentence, head.i)
    if token.dep not in {"neg", "advmod", "cc", "det"}:
        return set()
    if token.lemma == "neither" and token.dep == "det":
        return set()
    if head.pos in VERBAL:
        says_true = any(
            sentence.tokens[c].lemma in {"true", "correct", "accurate"}
            for c in find_children(sentence, head.i, ("acomp",))
        )
        governed = clause_of(sentence, head.i, with_clauses=says_true) - {token.i}
        for noun in find_children(sentence, head.i, ("dobj", "attr", "nsubjpass")):
            governed |= reach_told(sentence, noun)
        clause = find_cleft(sentence, head.i)
        if clause is not None:
            governed |= clause_of(sentence, clause)
        return governed - find_granted_subject(sentence, head.i) - find_answered(sentence, head.i)
    if head.i == token.i or token.lemma == "nor":
        return set()
    return set(walk_subtree(sentence, head.i, lambda t: t.dep not in {*OUTSIDE, "conj", "cc"}))


def _reach_preposition(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    if token.pos not in {"ADP", "SCONJ"}:
        return set()
    inner = find_child(sentence, token.i, ("pobj", "pcomp"))
    told = reach_told(sentence, inner) if inner is not None else set()
    return set(walk_subtree(sentence, token.i, lambda t: t.dep not in OUTSIDE)) - {token.i} | told


def _reach_conjunction(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    clause = sentence.tokens[token.head]
    if token.dep not in {"mark", "prep"} or clause.dep != "advcl":
        return set()
    return (clause_of(sentence, clause.i) | reach_consequence(sentence, clause)) - {token.i}


def _reach_words(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    return reach_phrase(sentence, token, modal.words, only_gerund=bool(modal.only_gerund))


_REACH: dict[Part, Callable[[Sentence, Token, Modal], set[int]]] = {
    "adverb": _reach_adverb,
    "modal": _reach_modal,
    "attribute": reach_attribute,
    "predicate": _reach_predicate,
    "verb": _reach_verb,
    "passive": _reach_passive,
    "noun": reach_noun,
    "particle": _reach_particle,
    "determiner": reach_determiner,
    "pronoun": reach_pronoun,
    "preposition": _reach_preposition,
    "conjunction": _reach_conjunction,
    "phrase": _reach_words,
}
