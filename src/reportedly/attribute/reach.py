"""Sentence → the bare scopes in it: what hedges, negations and unrealised contexts govern.

Each part of speech has its own reach. A scope holds the governed verb with its arguments, never
the relative clauses, appositions or coordinated clauses with subjects of their own beside it.
"""

from collections.abc import Callable

from reportedly.attribute.cues import load_cues
from reportedly.attribute.modality import Modal, Modals, Part
from reportedly.attribute.speakers import SUBJECTS, is_passive
from reportedly.records import Certainty, Polarity, Scope, Sentence, Span, Token
from reportedly.syntax.tree import VERBAL, find_child, find_children, subtree, walk_subtree

_OUTSIDE = frozenset({"relcl", "advcl", "parataxis", "appos", "acl", "punct", "dep"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "agent", "pobj", "dative", "oprd"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "oprd", "acomp", "csubj", "csubjpass"})
_PURPOSELESS = frozenset(
    {"use", "continue", "manage", "go", "help", "begin", "start", "return_find", "live", "grow",
     "wake", "happen", "tend", "come", "serve", "combine", "suffice"}
)
_MOVES = frozenset(
    {"travel", "move", "go", "come", "flee", "leave", "return", "cross", "enter", "arrive", "send",
     "deploy", "join", "head", "fly"}
)
_DONE_THERE = frozenset(
    {"fight", "join", "train", "study", "live", "work", "attend", "meet", "visit", "serve", "find"}
)
_RANKED = frozenset({"first", "last", "only", "second", "third", "next", "latest", "youngest"})


def find_scopes(sentence: Sentence, modals: Modals, text: str) -> list[Scope]:
    """Return the scopes of the bare modal cues of the sentence; `text` is the document's."""
    found: list[Scope] = []
    for token in sentence.tokens:
        for part, modal in modals.get(token.lemma, ()):
            if _is_excluded(sentence, token, modal):
                continue
            governed = _REACH[part](sentence, token, modal)
            if governed:
                found.append(_make(sentence, token, governed, text, modal.certainty, modal.polarity))
                break
        if token.tag == "TO" or token.dep in {"ccomp", "ROOT"}:
            governed = _reach_mood(sentence, token)
            if governed:
                found.append(_make(sentence, token, governed, text, "unrealised", "affirmed"))
        if token.dep == "neg":
            governed = _reach_unsaid(sentence, token)
            if governed:
                found.append(_make(sentence, token, governed, text, "hedged", "affirmed"))
        if token.dep == "mark" and token.lemma in {"whether", "if"}:
            clause = sentence.tokens[token.head]
            if clause.dep in {"ccomp", "pcomp", "acl"}:
                governed = set(subtree(sentence, clause.i))
                found.append(_make(sentence, token, governed, text, "hedged", "affirmed"))
    question = _reach_question(sentence)
    if question:
        mark = sentence.tokens[-1]
        found.append(_make(sentence, mark, question, text, "hedged", "affirmed"))
    return found


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


def clause_of(sentence: Sentence, verb: int, *, with_clauses: bool = True) -> set[int]:
    """Return the verb with its arguments and complements, as far as one modal cue reaches."""
    tokens = sentence.tokens

    def enters(token: Token) -> bool:
        if token.dep in _OUTSIDE:
            return False
        if token.dep == "ccomp" and not with_clauses:
            return False
        if token.dep == "conj" and tokens[token.head].pos in VERBAL:
            return find_child(sentence, token.i, SUBJECTS) is None and _same_mood(sentence, token)
        return True

    return set(walk_subtree(sentence, verb, enters))


def _same_mood(sentence: Sentence, conjunct: Token) -> bool:
    """A coordinated verb of the same form shares the modal ('may attack and kill')."""
    return conjunct.tag == sentence.tokens[conjunct.head].tag


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
    if head.pos in {"ADV", "ADP", "NUM", "ADJ", "SCONJ"} and head.dep in {"nummod", "quantmod", "amod"}:
        return set(walk_subtree(sentence, head.i, lambda t: t.dep not in _OUTSIDE))
    return governed - {token.i}


def _reach_modal(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    if token.dep not in {"aux", "ROOT", "conj", "ccomp"} or token.tag not in {"MD", "VBD"}:
        return set()
    if token.lemma == "'d" and token.tag != "MD":
        return set()
    verb = token.head if token.dep == "aux" else token.i
    return clause_of(sentence, verb) - {token.i}


def _reach_attribute(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    if token.dep not in {"amod", "compound"} or sentence.tokens[token.head].i < token.i:
        return set()
    return _reach_noun_phrase(sentence, token.head)


def _reach_noun_phrase(sentence: Sentence, noun: int) -> set[int]:
    """A hedged noun with its complements, and the verb when the noun is the one that acts."""
    tokens = sentence.tokens
    governed = set(walk_subtree(sentence, noun, lambda t: t.dep not in _OUTSIDE and t.dep != "conj"))
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
    if token.pos != "VERB" or is_passive(sentence, token.i):
        return set()
    governed: set[int] = set()
    for child in sentence.children[token.i]:
        kind = sentence.tokens[child]
        if child < token.i:
            continue
        if kind.dep in _COMPLEMENTS or (kind.dep == "advcl" and _has_to(sentence, child)):
            if modal.polarity == "denied" and kind.dep == "ccomp" and not _has_to(sentence, child):
                continue
            if modal.certainty == "unrealised" and kind.dep == "ccomp" and kind.tag in {"VBD", "VBN"}:
                continue
            governed.update(clause_of(sentence, child))
        elif kind.dep == "prep" and kind.lemma in modal.prepositions and token.lemma == "call":
            governed.update(subtree(sentence, child))
        elif kind.dep == "dobj" and modal.certainty == "unrealised" and token.lemma in _OBJECTS:
            governed.update(clause_of(sentence, child))
            governed.add(token.i)
    return governed


_OBJECTS = frozenset({"plan", "threaten", "demand", "order", "propose", "attempt", "plot", "seek",
                      "promise", "urge"})


def _reach_passive(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    if not is_passive(sentence, token.i) or token.dep == "amod":
        return set()
    if find_child(sentence, token.i, ("agent",)) is not None:
        return set()
    governed: set[int] = set()
    for child in sentence.children[token.i]:
        kind = sentence.tokens[child]
        if kind.dep in _COMPLEMENTS or (kind.dep == "advcl" and _has_to(sentence, child)):
            governed.update(clause_of(sentence, child))
        elif kind.dep in {"prep", "dative"} and kind.lemma in modal.prepositions:
            governed.update(set(subtree(sentence, child)) - {child})
    return governed


def _reach_noun(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    if token.pos != "NOUN":
        return set()
    governed: set[int] = set()
    for child in sentence.children[token.i]:
        kind = sentence.tokens[child]
        if child < token.i:
            continue
        if kind.dep in {"acl", "relcl", "ccomp", "xcomp"}:
            if _has_to(sentence, child) or _has_that(sentence, child):
                governed.update(clause_of(sentence, child))
        elif kind.dep == "prep" and kind.lemma in modal.prepositions:
            inner = find_child(sentence, child, ("pcomp", "pobj"))
            if inner is not None and (
                token.lemma not in modal.only_gerund or sentence.tokens[inner].tag == "VBG"
            ):
                governed.update(clause_of(sentence, inner))
    return governed


def _reach_particle(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    head = sentence.tokens[token.head]
    if token.lemma == "longer":
        verb = _verb_above(sentence, token.i)
        return clause_of(sentence, verb, with_clauses=False) if verb is not None else set()
    if token.dep == "preconj" or token.dep not in {"neg", "advmod", "cc", "det"}:
        return set()
    if token.lemma == "neither" and token.dep == "det":
        return set()
    if head.pos in VERBAL:
        return clause_of(sentence, head.i, with_clauses=False) - {token.i}
    if head.i == token.i or token.lemma in {"nor"}:
        return set()
    return set(walk_subtree(sentence, head.i, lambda t: t.dep not in {*_OUTSIDE, "conj", "cc"}))


def _reach_determiner(sentence: Sentence, token: Token, modal: Modal) -> set[int]:
    if token.dep not in {"det", "neg"}:
        return set()
    return _reach_denied_noun(sentence, token.head)


def _reach_denied_noun(sentence: Sentence, noun: int) -> set[int]:
    governed = set(walk_subtree(sentence, noun, lambda t: t.dep not in _OUTSIDE))
    token = sentence.tokens[noun]
    if token.dep in {"nsubj", "nsubjpass", "dobj", "attr"} and token.head != noun:
        verb = sentence.tokens[token.head]
        if verb.pos in VERBAL:
            governed |= clause_of(sentence, verb.i, with_clauses=False)
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


def _reach_mood(sentence: Sentence, token: Token) -> set[int]:
    """Purpose clauses ('to burn the mill') and imperatives."""
    tokens = sentence.tokens
    if token.tag == "TO" and token.dep == "aux":
        return _reach_purpose(sentence, tokens[token.head])
    if token.tag == "VB" and token.pos == "VERB" and token.i <= 3:
        children = sentence.children[token.i]
        if not any(tokens[c].dep in {*SUBJECTS, "aux", "auxpass"} for c in children):
            return clause_of(sentence, token.i)
    return set()


def _reach_purpose(sentence: Sentence, verb: Token) -> set[int]:
    head = sentence.tokens[verb.head]
    if verb.dep == "advcl" and verb.i > head.i:
        if head.lemma in _PURPOSELESS or head.pos not in VERBAL:
            return set()
        if head.lemma in _MOVES and verb.lemma in _DONE_THERE:
            return set()
        return clause_of(sentence, verb.i)
    if verb.dep == "advcl":
        return clause_of(sentence, verb.i)
    if verb.dep in {"acl", "relcl"} and head.pos == "NOUN":
        beside = sentence.children[head.i]
        if head.lemma in _RANKED or any(sentence.tokens[c].lemma in _RANKED for c in beside):
            return set()
        return clause_of(sentence, verb.i)
    return set()


def _reach_unsaid(sentence: Sentence, token: Token) -> set[int]:
    """'did not say that the town had fallen': nobody says it, nobody denies it."""
    verb = sentence.tokens[token.head]
    cues = load_cues().verbs.get(verb.lemma, ())
    if not any(c.act != "believes" and c.scope and "clause" in c.takes for c in cues):
        return set()
    governed: set[int] = set()
    for child in find_children(sentence, verb.i, ("ccomp",)):
        if child > verb.i:
            governed.update(subtree(sentence, child))
    return governed


def _reach_question(sentence: Sentence) -> set[int]:
    """A yes-or-no question: its auxiliary stands before its subject."""
    tokens = sentence.tokens
    if not any(t.text == "?" for t in tokens[-2:]):
        return set()
    root = sentence.root
    subject = find_child(sentence, root, SUBJECTS)
    auxiliary = find_child(sentence, root, ("aux", "auxpass"))
    if subject is None or (auxiliary or root) > subject:
        return set()
    return set(subtree(sentence, root))


def _has_to(sentence: Sentence, clause: int) -> bool:
    return any(sentence.tokens[c].tag == "TO" for c in sentence.children[clause])


def _has_that(sentence: Sentence, clause: int) -> bool:
    return any(
        sentence.tokens[c].dep == "mark" and sentence.tokens[c].lemma == "that"
        for c in sentence.children[clause]
    )


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
