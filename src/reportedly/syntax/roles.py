"""Of whom a role noun or an adjective is said: copula, apposition, title, possessor.

Sentence and word → head tokens: in 'X, the leader of Y' and 'Y's leader is X' the holder is X.
"""

from reportedly.records import Sentence
from reportedly.syntax.arguments import find_objects, find_subjects
from reportedly.syntax.predication import Predication, find_hyphenated, find_obliques
from reportedly.syntax.tree import VERBAL, ancestors, conjuncts, find_child, find_children
from reportedly.syntax.voice import find_agents, is_passive

_STATES = frozenset({"be", "remain", "come", "stay", "fall"})


def find_owners(sentence: Sentence, noun: int) -> list[int]:
    """Return the possessors of a noun; 'whose' gives what its relative clause is about."""
    owner = find_child(sentence, noun, ("poss",))
    token = sentence.tokens[noun]
    if owner is None and token.dep == "compound" and token.head > noun:
        # 'Kardan's president Boris Salm': the possessor hangs on the name
        owner = find_child(sentence, token.head, ("poss",))
        owner = owner if owner is not None and owner < noun else None
    if owner is None or sentence.tokens[owner].entity in ("DATE", "TIME"):
        return []  # nobody does 'Friday's bombing' by being a day
    if sentence.tokens[owner].text.lower() == "whose":
        for above in ancestors(sentence, noun):
            if sentence.tokens[above].dep == "relcl":
                return [sentence.tokens[above].head]
        return []
    return conjuncts(sentence, owner)


def coordination_head(sentence: Sentence, noun: int) -> int:
    """Return the first noun of the coordination that `noun` stands in, itself outside one."""
    while sentence.tokens[noun].dep == "conj" and sentence.tokens[
        sentence.tokens[noun].head
    ].pos in ("NOUN", "PROPN"):
        noun = sentence.tokens[noun].head
    return noun


def find_holders(sentence: Sentence, noun: int) -> tuple[list[int], str]:
    """Return whom a role noun is said of, and how: copula, apposition, title, or nothing."""
    first = coordination_head(sentence, noun)
    token = sentence.tokens[first]
    head = sentence.tokens[token.head]
    if token.dep in ("attr", "oprd") and head.pos in VERBAL:
        objects = find_objects(sentence, token.head) if token.dep == "oprd" else []
        if objects and not is_passive(sentence, token.head):
            return objects, "copula"
        return find_subjects(sentence, token.head), "copula"
    if token.dep == "nsubj" and head.lemma == "be":
        named = _named_after_copula(sentence, first, token.head)
        if named:
            return named, "copula"
    if token.dep == "pobj":
        found = _holders_over_preposition(sentence, token.head)
        if found[0]:
            return found
    inverse = _named_by_copula(sentence, first)
    if inverse:
        return inverse, "copula"
    named = _apposed_names(sentence, noun) or _apposed_names(sentence, first)
    named = named or _name_past_seat(sentence, noun)
    if named and not (token.dep == "appos" and find_seat(sentence, first) is not None):
        return named, "apposition"
    if token.dep == "appos":
        is_plural = sentence.tokens[first].tag == "NNS"
        listed = [c for c in conjuncts(sentence, token.head) if c < first]
        return (listed if is_plural else [token.head]), "apposition"
    if token.dep in ("compound", "nmod", "amod") and head.pos == "PROPN":
        # 'the Secretary-General' is no secretary called General
        is_half = sentence.tokens[first + 1].text == "-" and token.head == first + 2
        if is_half:
            return [], ""
        is_plural = sentence.tokens[first].tag in ("NNS", "NNPS")
        return (conjuncts(sentence, token.head) if is_plural else [token.head]), "title"
    return [], ""


def _named_by_copula(sentence: Sentence, noun: int) -> list[int]:
    """'his deputy is believed to be X': the name that the role is said to be."""
    token = sentence.tokens[noun]
    if token.dep not in ("nsubj", "nsubjpass") or token.tag not in ("NN", "NNP"):
        return []
    for verb in find_children(sentence, token.head, ("xcomp",)):
        if sentence.tokens[verb].lemma != "be":
            continue
        for name in find_children(sentence, verb, ("attr",)):
            word = sentence.tokens[name]
            if word.pos == "PROPN" and word.entity not in _NO_HOLDERS and name > noun:
                return [name]
    return []


_NO_HOLDERS = frozenset({"ORG", "GPE", "LOC", "NORP", "DATE", "FAC"})


def _name_past_seat(sentence: Sentence, noun: int) -> list[int]:
    """'a spokesman for Brezan, Omar Seif': the parser hangs the name on what stands before it."""
    token = sentence.tokens[noun]
    if token.tag != "NN" or token.dep == "appos":
        return []
    for prep in find_children(sentence, noun, ("prep",)):
        if sentence.tokens[prep].text.lower() not in ("for", "of", "to"):
            continue
        for seat in find_children(sentence, prep, ("pobj",)):
            if sentence.tokens[seat].pos != "PROPN":
                continue
            for name in find_children(sentence, seat, ("appos",)):
                first = min([name, *sentence.children[name]])
                is_set_off = sentence.tokens[first - 1].text == ","
                if is_set_off and sentence.tokens[name].entity == "PERSON":
                    return [name]
    return []


def _named_after_copula(sentence: Sentence, role: int, verb: int) -> list[int]:
    """'Y's leader is X', 'the owners of Y are X and Z': a definite role and who holds it."""
    owner = find_child(sentence, role, ("poss",))
    article = find_child(sentence, role, ("det",))
    if owner is None and (article is None or sentence.tokens[article].text.lower() != "the"):
        return []
    named = [n for n in find_children(sentence, verb, ("attr",)) if n > role]
    return conjuncts(sentence, named[0]) if named and _is_name(sentence, named[0]) else []


def _is_name(sentence: Sentence, noun: int) -> bool:
    return sentence.tokens[noun].pos == "PROPN"


def find_seat(sentence: Sentence, noun: int) -> int | None:
    """'X, commander, Northern Command': the body that follows the role of a person named before."""
    token = sentence.tokens[noun]
    if token.dep != "appos" or sentence.tokens[token.head].pos != "PROPN":
        return None
    deps = ("appos",) if find_child(sentence, noun, ("cc",)) is not None else ("appos", "conj")
    for child in find_children(sentence, noun, deps):
        if sentence.tokens[child].pos == "PROPN" and sentence.tokens[child].entity != "PERSON":
            return child
    return None


def _holders_over_preposition(sentence: Sentence, prep: int) -> tuple[list[int], str]:
    """'known as a commander', 'remains under the control of'."""
    word, verb = sentence.tokens[prep].text.lower(), sentence.tokens[prep].head
    if sentence.tokens[verb].pos not in VERBAL:
        return [], ""
    if word == "as":
        objects = find_objects(sentence, verb)
        if objects and not is_passive(sentence, verb):
            return objects, "as"
        return find_subjects(sentence, verb), "as"
    if word in ("under", "in") and sentence.tokens[verb].lemma in _STATES:
        return find_subjects(sentence, verb), "under"
    return [], ""


def _apposed_names(sentence: Sentence, noun: int) -> list[int]:
    """'the group's leader, X': a name in apposition to the role noun is its holder."""
    found = []
    for child in find_children(sentence, noun, ("appos",)):
        if sentence.tokens[child].pos == "PROPN":
            is_plural = sentence.tokens[noun].tag in ("NNS", "NNPS")
            if not is_plural:
                return [child]  # a second apposition is another name of the first
            found.extend(conjuncts(sentence, child))
    return found


def read_adjective(sentence: Sentence, word: int) -> Predication:
    """Return the predication of an adjective: what it is said of, and its phrases."""
    token = sentence.tokens[word]
    head = sentence.tokens[token.head]
    carrier = word
    if token.dep in ("acomp", "oprd", "attr") and head.pos in VERBAL:
        holders, link, carrier = find_subjects(sentence, token.head), "copula", token.head
    elif token.dep == "ROOT":
        holders, link = find_subjects(sentence, word), "copula"
    elif token.dep == "amod" and head.dep == "ROOT" and head.i < word:
        holders, link = [head.i], "copula"  # 'Three dead in bombing'
    elif token.dep == "conj" and head.pos in ("ADJ", "VERB"):
        above = read_adjective(sentence, token.head)
        holders, link, carrier = list(above.holders), above.link, above.carrier
    else:
        holders, link = [token.head], "modifier"
    obliques = find_obliques(sentence, word)
    if link == "copula":
        obliques.extend(p for p in find_obliques(sentence, carrier) if p not in obliques)
    return Predication(
        sentence=sentence.index,
        head=word,
        lemma=token.lemma,
        pos="adj",
        carrier=carrier,
        agents=tuple(find_agents(sentence, word) or find_hyphenated(sentence, word)),
        holders=tuple(holders),
        obliques=tuple(obliques),
        link=link,
    )
