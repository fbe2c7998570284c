"""What a frame's qualifier recipe says: '@role', '@count', '@prep:for,of' and their like.

A recipe, a proposal and the `Lookup` → the value as plain text, '' where the text gives none. A
recipe without '@' is the value itself.

| recipe | value |
| --- | --- |
| `@lemma`, `@word`, `@phrase` | the predicate word: its lemma, itself, with its own modifiers |
| `@role`, `@former` | the role that a noun names ('deputy commander'); 'yes' where it is past |
| `@count`, `@clause-count` | the number of the predicate word; the first number of its clause |
| `@people-after:to,of` | the number of people after one of the prepositions ('a force of 300 men') |
| `@number-before`, `@number-alone` | the number before the word ('400-strong'); no noun after it ('57 dead') |
| `@share` | a percentage or fraction in the sentence |
| `@prep:for,of` | the words after one of the prepositions |
| `@patient` | the words of what the action is done to |
| `@place-left` | the place left for another ('left A for B') |
| `@place-from` | the place left, where no goal is named |
| `@in-charge` | 'in charge of …' |
"""

from collections.abc import Callable

from reportedly.extract.lookup import Lookup
from reportedly.extract.proposals import Proposal
from reportedly.extract.quantities import find_quantity, find_share
from reportedly.records import Sentence
from reportedly.syntax.predication import Predication
from reportedly.syntax.tree import find_children, walk_subtree

_WITH_PORTFOLIO = frozenset(
    "minister secretary commissioner undersecretary rapporteur representative deputy".split()
)
Recipe = Callable[[Predication, Sentence, Lookup], str]


def follow_recipe(recipe: str, proposal: Proposal, lookup: Lookup) -> str:
    """Return the value of a recipe for a proposal that a frame made."""
    if not recipe.startswith("@") or proposal.predication is None:
        return recipe
    what, _, rest = recipe[1:].partition(":")
    if what == "prep":
        nouns = _nouns_after(proposal.predication, proposal.sentence, frozenset(rest.split(",")))
        return _join_phrases(nouns, proposal.sentence, lookup)
    if what == "people-after":
        return _count_people(proposal.predication, proposal.sentence, rest.split(","), lookup)
    value = _RECIPES[what](proposal.predication, proposal.sentence, lookup)
    return value + _portfolio(proposal, lookup) if what == "role" else value


def _portfolio(proposal: Proposal, lookup: Lookup) -> str:
    """' of Interior' after 'Minister', where it is no more than the name of the office."""
    assert proposal.predication is not None
    sentence, noun = proposal.sentence, proposal.predication.head
    if sentence.tokens[noun].lemma not in _WITH_PORTFOLIO:
        return ""
    for prep in find_children(sentence, noun, ("prep",)):
        if prep != noun + 1 or sentence.tokens[prep].text.lower() not in ("of", "for"):
            continue
        for item in find_children(sentence, prep, ("pobj",)):
            last = max(lookup.phrase_edges(sentence, item)[1], item)
            start, end = sentence.tokens[noun].end, sentence.tokens[last].end
            seat = proposal.object.argument if proposal.object is not None else None
            if seat is None or not (start <= seat.start < end):
                return lookup.text[start:end]
    return ""


def _join_phrases(tokens: list[int], sentence: Sentence, lookup: Lookup) -> str:
    return "; ".join(_phrase_text(sentence, t, lookup) for t in tokens)


def _nouns_after(
    predication: Predication, sentence: Sentence, prepositions: frozenset[str]
) -> list[int]:
    """Nouns that one of `prepositions` introduces, on the predicate word or on its patient."""
    nouns = [
        n
        for n in predication.with_prepositions(prepositions)
        if sentence.tokens[n].entity not in ("DATE", "TIME")
    ]
    if nouns:
        return nouns
    for patient in predication.patients:
        for prep in find_children(sentence, patient, ("prep",)):
            if sentence.tokens[prep].text.lower() in prepositions:
                nouns.extend(find_children(sentence, prep, ("pobj", "pcomp")))
    return nouns


def _with_hyphens(sentence: Sentence, predication: Predication) -> str:
    """The lemma, whole for 'son-in-law', which is five tokens headed by the first."""
    head = predication.head
    tail = [t.text.lower() for t in sentence.tokens[head + 1 : head + 5]]
    return predication.lemma + ("-in-law" if tail == ["-", "in", "-", "law"] else "")


def count_at(sentence: Sentence, token: int, lookup: Lookup) -> str:
    """Return the number that modifies the phrase headed at `token`, '' where none does."""
    first, last = lookup.phrase_edges(sentence, token)
    return find_quantity(sentence, first, last, token) or ""


def _place_left(predication: Predication, sentence: Sentence, lookup: Lookup) -> str:
    """The place that somebody left, where no other place is named as the goal."""
    if predication.with_prepositions({"to", "into", "for", "toward", "towards"}):
        return ""
    left = [*predication.patients, *predication.with_prepositions({"from", "of"})]
    for token in left:
        mention = lookup.mention_at(sentence, token)
        if mention is not None and mention.kind == "place":
            return mention.name
    return ""


def _place_quit(predication: Predication, sentence: Sentence, lookup: Lookup) -> str:
    """The place that somebody left for another: 'left A for B'."""
    for token in predication.patients:
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
            count = count_at(sentence, token, lookup)
            if count:
                return count
    return ""


_MEN = frozenset(
    """man woman fighter soldier member combatant militant rebel guerrilla insurgent exile recruit
    volunteer rifle people person troop trooper officer guard gunman follower supporter deserter
    boy youth activist militiaman veteran warrior jihadist mercenary conscript reservist adherent
    cadre tribesman peasant herder student""".split()
)


def _count_people(
    predication: Predication, sentence: Sentence, prepositions: list[str], lookup: Lookup
) -> str:
    """'a force of some 300 exiles', 'has grown to 1,800 men', 'has grown to about 1,800'."""
    for noun in predication.with_prepositions(prepositions):
        token = sentence.tokens[noun]
        if token.lemma in _MEN:
            return count_at(sentence, noun, lookup)
        is_bare = token.pos == "NUM" and token.entity == "CARDINAL"
        if is_bare and predication.pos == "verb":
            return find_quantity(sentence, *lookup.phrase_edges(sentence, noun), noun) or ""
    return ""


def _count_before(sentence: Sentence, word: int, *, is_alone: bool = False) -> str:
    """'the 400-strong militia', 'about 400 strong'; alone, with no noun after it: '57 dead'."""
    after = sentence.tokens[word + 1 : word + 2]
    if is_alone and after and after[0].pos in ("NOUN", "PROPN", "ADJ"):
        return ""
    at = word - 2 if word and sentence.tokens[word - 1].text == "-" else word - 1
    if at < 0 or sentence.tokens[at].pos != "NUM":
        return ""
    first = min([at, *(c for c in sentence.children[at] if c < at)])
    return find_quantity(sentence, first, at, at) or ""


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
    return lookup.text[sentence.tokens[first].start : sentence.tokens[last].end]


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
    return lookup.text[sentence.tokens[first].start : sentence.tokens[noun].end].removeprefix(
        "-old "
    )


_FORMER = frozenset(
    {"former", "ex", "erstwhile", "onetime", "late", "ousted", "deposed", "retired"}
)


_UNTIL_THEN = frozenset({"formerly", "previously", "once", "until", "onetime", "sometime"})


def is_former(sentence: Sentence, noun: int) -> bool:
    """Return whether a role is said to be past: 'former', 'ex-', 'had been', 'was … until'."""
    token = sentence.tokens[noun]
    near = [sentence.tokens[c] for c in sentence.children[noun]]
    if token.dep in ("compound", "nmod", "appos") and token.head > noun:
        near += [sentence.tokens[c] for c in sentence.children[token.head] if c < noun]
    if any(t.i < noun and t.text.lower() in _UNTIL_THEN for t in near):
        return True
    if any(t.lemma in _FORMER or t.text.lower().startswith("ex-") for t in near):
        return True
    if token.text.lower().startswith("ex-"):
        return True
    if token.dep == "attr":
        verb = sentence.children[token.head]
        if any(sentence.tokens[c].dep == "neg" for c in verb):
            return False  # 'had never been a member'
        return any(sentence.tokens[c].text.lower() == "had" for c in verb) or any(
            sentence.tokens[c].text.lower() in ("formerly", "once", "previously") for c in verb
        )
    return False


_RECIPES: dict[str, Recipe] = {
    "lemma": lambda predication, sentence, _: _with_hyphens(sentence, predication),
    "word": lambda p, s, _: s.tokens[p.head].text.lower(),
    "phrase": lambda p, s, lookup: _method_phrase(s, p.head, lookup),
    "role": lambda p, s, lookup: read_role(s, p.head, lookup),
    "former": lambda p, s, _: "yes" if is_former(s, p.head) else "",
    "count": lambda p, s, lookup: count_at(s, p.head, lookup),
    "clause-count": lambda p, s, lookup: _count_in_clause(s, p.carrier, lookup),
    "number-before": lambda p, s, _: _count_before(s, p.head),
    "number-alone": lambda p, s, _: _count_before(s, p.head, is_alone=True),
    "patient": lambda p, s, lookup: _join_phrases(list(p.patients), s, lookup),
    "share": lambda _, s, __: find_share(s, 0, len(s.tokens) - 1) or "",
    "place-from": _place_left,
    "place-left": _place_quit,
    "in-charge": lambda p, s, lookup: _in_charge(s, p.head, lookup),
}
