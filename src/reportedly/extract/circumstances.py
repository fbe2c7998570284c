"""Where: the places that stand around a predicate word and modify it.

A proposal → place arguments, nearest first: of its own phrases, of its clause, of the clause above.
"""

from reportedly.extract.lookup import Lookup
from reportedly.extract.proposals import Proposal
from reportedly.records import Argument, Sentence
from reportedly.syntax.contrast import is_refused
from reportedly.syntax.tree import VERBAL, conjuncts, find_children, walk_subtree

_PLACE_PREPOSITIONS = frozenset(
    "in at near outside inside on around across throughout within along over beyond off off_of".split()
)


def find_places(proposal: Proposal, lookup: Lookup) -> list[Argument]:
    """Return the places that the proposal's clause names, nearest first, without the object."""
    sentence = proposal.sentence
    heads = list(proposal.tokens)
    if proposal.predicate not in ("also_known_as", "holds_post"):
        heads.extend(f.token for f in (proposal.object, proposal.subject) if f is not None)
    taken = {
        f.argument.entity
        for f in (proposal.subject, proposal.object)
        if f is not None and f.argument.kind == "place"
    }
    found: dict[str, Argument] = {}
    for head in dict.fromkeys(heads):
        for place in _places_under(sentence, head, lookup):
            if place.entity not in taken:
                found.setdefault(place.entity or place.text, place)
    if not found:
        for place in _places_in_clause(sentence, proposal.tokens[0], lookup):
            if place.entity not in taken:
                found.setdefault(place.entity or place.text, place)
    if not found:
        for place in _places_of_outer_clause(sentence, proposal.tokens[0], lookup):
            if place.entity not in taken:
                found.setdefault(place.entity or place.text, place)
    return list(found.values())


def _places_in_clause(sentence: Sentence, carrier: int, lookup: Lookup) -> list[Argument]:
    """Place phrases that the parser hung on some noun of the clause instead of on its verb."""
    if sentence.tokens[carrier].pos not in VERBAL:
        return []
    found: list[Argument] = []
    inside = walk_subtree(sentence, carrier, lambda t: t.pos not in VERBAL and t.dep != "appos")
    for token in sorted(inside):
        word = sentence.tokens[token]
        if word.dep == "prep" and word.text.lower() in _PLACE_PREPOSITIONS and word.head > carrier:
            found.extend(_places_in_phrase(sentence, token, lookup))
    return found


def _places_under(sentence: Sentence, head: int, lookup: Lookup) -> list[Argument]:
    found: list[Argument] = []
    for child in find_children(sentence, head, ("prep",)):
        found.extend(_places_in_phrase(sentence, child, lookup))
    for child in find_children(sentence, head, ("advmod",)):
        for prep in find_children(sentence, child, ("prep",)):
            found.extend(_places_in_phrase(sentence, prep, lookup))
    return found


def _places_in_phrase(sentence: Sentence, prep: int, lookup: Lookup) -> list[Argument]:
    word = sentence.tokens[prep].text.lower()
    if word not in _PLACE_PREPOSITIONS:
        return []
    found: list[Argument] = []
    for noun in find_children(sentence, prep, ("pobj",)):
        for item in conjuncts(sentence, noun):
            if is_refused(sentence, item):
                continue
            found.extend(_place_arguments(sentence, item, lookup))
    for inner in find_children(sentence, prep, ("prep",)):
        found.extend(_places_in_phrase(sentence, inner, lookup))
    return found


def _place_arguments(sentence: Sentence, noun: int, lookup: Lookup) -> list[Argument]:
    found = [a for a in lookup.find_arguments(sentence, noun) if a.kind == "place"]
    for child in find_children(sentence, noun, ("prep",)):
        if sentence.tokens[child].text.lower() in ("of", "in", "near", "outside"):
            for inner in find_children(sentence, child, ("pobj",)):
                for item in conjuncts(sentence, inner):
                    found.extend(_place_arguments(sentence, item, lookup))
    for child in find_children(sentence, noun, ("appos", "poss", "compound", "npadvmod")):
        mention = lookup.mention_at(sentence, child)
        if mention is not None and mention.kind == "place" and mention.form == "name":
            found.append(lookup.to_argument(mention))
    return found


def _places_of_outer_clause(sentence: Sentence, token: int, lookup: Lookup) -> list[Argument]:
    """The place of a main clause holds for the participles and conjoined verbs below it."""
    at = token
    for _ in range(4):
        word = sentence.tokens[at]
        if word.dep not in ("conj", "advcl", "xcomp", "acl", "relcl") or word.head == at:
            return []
        at = word.head
        found = _places_under(sentence, at, lookup)
        if found:
            return found
    return []
