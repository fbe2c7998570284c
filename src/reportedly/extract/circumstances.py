"""When, where and how much: what stands around a predicate word and modifies it.

A proposal's predication → places, numbers and plain values for the claim's qualifiers.
"""

from reportedly.extract.frames import Frame
from reportedly.extract.lookup import Lookup
from reportedly.extract.proposals import Filler, Proposal
from reportedly.extract.quantities import find_ages, find_quantity, find_share
from reportedly.records import Argument, Sentence
from reportedly.syntax.tree import VERBAL, conjuncts, find_children, walk_subtree

_PLACE_PREPOSITIONS = frozenset(
    "in at near outside inside on around across throughout within along over beyond off off_of".split()
)
_COUNTED = {
    "killed": "object", "detained": "object", "released": "object", "recruited": "object",
    "moved_to": "subject", "supports": "subject", "displaced": "object", "present_in": "subject",
}  # fmt: skip


def find_places(proposal: Proposal, lookup: Lookup) -> list[Argument]:
    """Return the places that the proposal's clause names, nearest first, without the object."""
    sentence = proposal.sentence
    heads = list(proposal.tokens)
    for filler in (proposal.object, proposal.subject):
        if filler is not None and proposal.predicate not in ("also_known_as", "holds_post"):
            heads.append(filler.token)
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


def read_qualifiers(proposal: Proposal, lookup: Lookup) -> dict[str, str]:
    """Return the qualifiers of a proposal: its own, those of its frame, and counts."""
    values = dict(proposal.qualifiers)
    if proposal.frame is not None and proposal.predication is not None:
        for key, recipe in proposal.frame.qualifiers:
            value = _follow(recipe, proposal, proposal.frame, lookup)
            if value:
                values.setdefault(key, value)
    if proposal.predicate == "attacked":
        for key, value in read_casualties(proposal, lookup).items():
            values.setdefault(key, value)
    if proposal.predicate == "born_in" and proposal.subject is not None and "age" not in values:
        age = _age_of(proposal.sentence, proposal.subject, lookup)
        if age is not None:
            values["age"] = age
    side = _COUNTED.get(proposal.predicate)
    filler = proposal.object if side == "object" else proposal.subject if side else None
    if filler is not None and "count" not in values:
        count = count_of(proposal.sentence, filler, lookup)
        if count is not None:
            values["count"] = count
    return values


_KILLING = frozenset({"kill", "leave", "claim"})
_WOUNDING = frozenset({"wound", "injure", "hurt"})


def read_casualties(proposal: Proposal, lookup: Lookup) -> dict[str, str]:
    """Return `killed` and `wounded` as the attack's own clauses number them.

    'a bombing that killed three', 'attacked the post, killing five and wounding seven', 'in which
    two died', 'left 25 dead'.
    """
    sentence = proposal.sentence
    found: dict[str, str] = {}
    verbs: list[int] = []
    for head in proposal.tokens:
        verbs.extend(find_children(sentence, head, ("relcl", "acl", "advcl", "conj", "xcomp")))
        if sentence.tokens[head].dep in ("nsubj", "nsubjpass"):
            verbs.append(sentence.tokens[head].head)
    for verb in [v for first in verbs for v in conjuncts(sentence, first)]:
        lemma = sentence.tokens[verb].lemma
        key = "killed" if lemma in _KILLING else "wounded" if lemma in _WOUNDING else ""
        if lemma == "leave" and not any(
            sentence.tokens[c].lemma == "dead" for c in walk_subtree(sentence, verb)
        ):
            continue
        if key:
            for noun in find_children(sentence, verb, ("dobj", "nsubjpass")):
                count = _count_at(sentence, noun, lookup)
                if count:
                    found.setdefault(key, count)
        elif lemma == "die":
            for noun in find_children(sentence, verb, ("nsubj",)):
                count = _count_at(sentence, noun, lookup)
                if count:
                    found.setdefault("killed", count)
    return found


def _age_of(sentence: Sentence, filler: Filler, lookup: Lookup) -> str | None:
    mention = lookup.mention_at(sentence, filler.token)
    if mention is None or mention.sentence != sentence.index:
        return None
    return find_ages(sentence, mention.first, mention.last, mention.head)


def count_of(sentence: Sentence, filler: Filler, lookup: Lookup) -> str | None:
    """Return the number that modifies a filler's phrase, `None` where none does."""
    if filler.argument.start < sentence.start or filler.argument.end > sentence.end:
        return None
    mention = lookup.mention_at(sentence, filler.token)
    if mention is not None and mention.form == "name":
        return None
    first, last = (
        (mention.first, mention.last)
        if mention is not None
        else lookup.phrase_edges(sentence, filler.token)
    )
    return find_quantity(sentence, first, last, filler.token)


def _follow(recipe: str, proposal: Proposal, frame: Frame, lookup: Lookup) -> str:
    """The value of a qualifier's recipe: a literal, or '@name' or '@name:prepositions'."""
    assert proposal.predication is not None
    predication, sentence = proposal.predication, proposal.sentence
    if not recipe.startswith("@"):
        return recipe
    what, _, rest = recipe[1:].partition(":")
    prepositions = frozenset(rest.split(",")) if rest else frozenset()
    nouns = _nouns_after(proposal, prepositions) if prepositions else []
    if what == "lemma":
        return predication.lemma
    if what == "word":
        return sentence.tokens[predication.head].text.lower()
    if what == "role":
        return read_role(sentence, predication.head, lookup)
    if what == "phrase":
        return _method_phrase(sentence, predication.head, lookup)
    if what == "former":
        return "yes" if is_former(sentence, predication.head) else ""
    if what == "count":
        return _count_at(sentence, predication.head, lookup)
    if what == "clause-count":
        return _count_in_clause(sentence, predication.carrier, lookup)
    if what == "prep":
        return "; ".join(_phrase_text(sentence, n, lookup) for n in nouns)
    if what == "patient":
        return "; ".join(_phrase_text(sentence, n, lookup) for n in predication.patients)
    if what == "place-from":
        return _place_left(proposal, lookup)
    if what == "in-charge":
        return _in_charge(sentence, predication.head, lookup)
    if what == "share":
        return find_share(sentence, 0, len(sentence.tokens) - 1) or ""
    return ""


def _nouns_after(proposal: Proposal, prepositions: frozenset[str]) -> list[int]:
    """Nouns that one of `prepositions` introduces, on the predicate word or on its patient."""
    assert proposal.predication is not None
    nouns = proposal.predication.with_prepositions(prepositions)
    if nouns:
        return nouns
    for patient in proposal.predication.patients:
        for prep in find_children(proposal.sentence, patient, ("prep",)):
            if proposal.sentence.tokens[prep].text.lower() in prepositions:
                nouns.extend(find_children(proposal.sentence, prep, ("pobj", "pcomp")))
    return nouns


def _count_at(sentence: Sentence, token: int, lookup: Lookup) -> str:
    first, last = lookup.phrase_edges(sentence, token)
    return find_quantity(sentence, first, last, token) or ""


def _place_left(proposal: Proposal, lookup: Lookup) -> str:
    """The place that somebody left, where no other place is named as the goal."""
    assert proposal.predication is not None
    predication, sentence = proposal.predication, proposal.sentence
    if predication.with_prepositions({"to", "into", "for", "toward", "towards"}):
        return ""
    left = [*predication.patients, *predication.with_prepositions({"from", "of"})]
    for token in left:
        mention = lookup.mention_at(sentence, token)
        if mention is not None and mention.kind == "place":
            return mention.name
    return ""


def _count_in_clause(sentence: Sentence, carrier: int, lookup: Lookup) -> str:
    """The first number of people after the verb: 'numbered, by most accounts, 1,200 men'."""
    inside = sorted(t for t in walk_subtree(sentence, carrier) if t > carrier)
    for token in inside:
        word = sentence.tokens[token]
        if word.pos in ("NOUN", "NUM", "PROPN") and word.entity not in ("DATE", "TIME", "MONEY"):
            if word.dep in ("nummod", "quantmod", "compound"):
                continue
            count = _count_at(sentence, token, lookup)
            if count:
                return count
    return ""


def _in_charge(sentence: Sentence, verb: int, lookup: Lookup) -> str:
    """'in charge of security', from the phrase under 'put'."""
    for prep in find_children(sentence, verb, ("prep",)):
        for noun in find_children(sentence, prep, ("pobj",)):
            if sentence.tokens[noun].lemma == "charge":
                last = max([noun, *(c for c in sentence.children[noun])])
                for of in find_children(sentence, noun, ("prep",)):
                    for inner in find_children(sentence, of, ("pobj",)):
                        last = max(last, lookup.phrase_edges(sentence, inner)[1])
                start, end = sentence.tokens[prep].start, sentence.tokens[last].end
                return lookup.text[start:end]
    return ""


def _phrase_text(sentence: Sentence, token: int, lookup: Lookup) -> str:
    first, last = lookup.phrase_edges(sentence, token)
    text = lookup.text[sentence.tokens[first].start : sentence.tokens[last].end]
    return text


_MODIFIERS = frozenset({"compound", "amod", "nmod", "punct", "npadvmod", "nummod"})


def _method_phrase(sentence: Sentence, noun: int, lookup: Lookup) -> str:
    """'suicide bombing', 'air strikes': the noun with its common-noun modifiers."""
    first = noun
    for child in reversed(sentence.children[noun]):
        token = sentence.tokens[child]
        if child != first - 1 or token.dep not in ("compound", "amod") or token.pos == "PROPN":
            break
        if lookup.mention_at(sentence, child) is not None and token.pos != "NOUN":
            break
        first = child
    return lookup.text[sentence.tokens[first].start : sentence.tokens[noun].end].lower()


def read_role(sentence: Sentence, noun: int, lookup: Lookup) -> str:
    """Return the role that a noun names, with its own modifiers: 'deputy commander'.

    Names, numbers, articles, possessors and 'former' are not part of a role.
    """
    first = noun
    while first > 0:
        token = sentence.tokens[first - 1]
        if token.head not in (noun, sentence.tokens[noun].head) and token.dep != "punct":
            break
        is_hyphen = token.text == "-"
        if not is_hyphen and token.dep not in ("compound", "amod", "nmod"):
            break
        if token.lemma in ("former", "ex", "late", "current", "then", "alleged", "suspected"):
            break
        mention = lookup.name_over(sentence, first - 1)
        if mention is not None and not (mention.first <= noun <= mention.last):
            break
        first -= 1
    return lookup.text[sentence.tokens[first].start : sentence.tokens[noun].end]


_FORMER = frozenset({"former", "ex", "erstwhile", "onetime", "late", "ousted", "deposed", "retired"})


def is_former(sentence: Sentence, noun: int) -> bool:
    """Return whether a role is said to be past: 'former', 'ex-', 'had been', 'was … until'."""
    token = sentence.tokens[noun]
    near = [sentence.tokens[c] for c in sentence.children[noun]]
    if token.dep in ("compound", "nmod", "appos") and token.head > noun:
        near += [sentence.tokens[c] for c in sentence.children[token.head] if c < noun]
    if any(t.lemma in _FORMER or t.text.lower().startswith("ex-") for t in near):
        return True
    if token.text.lower().startswith("ex-"):
        return True
    if token.dep == "attr":
        verb = sentence.children[token.head]
        return any(sentence.tokens[c].text.lower() == "had" for c in verb) or any(
            sentence.tokens[c].text.lower() in ("formerly", "once", "previously") for c in verb
        )
    return False
