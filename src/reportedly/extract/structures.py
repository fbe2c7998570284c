"""Claims that stand in how names are put together: places in places, people of bodies.

Sentence and `Lookup` → proposals of `part_of` ('Osh, Kyrgyzstan', 'the village of X in Y'),
`leads` ('the company under X') and `member_of` ('X of the Civic Party').
"""

from collections.abc import Iterator

from reportedly.extract.compounds import propose_pairs, propose_stances, propose_units
from reportedly.extract.listings import propose_listings
from reportedly.extract.lookup import PLACE_NOUNS, Lookup
from reportedly.extract.origins import is_demonym, propose_origins
from reportedly.extract.proposals import Proposal
from reportedly.extract.slots import Filler
from reportedly.records import Mention, Sentence
from reportedly.syntax.tree import find_children


def propose_structures(sentence: Sentence, lookup: Lookup) -> Iterator[Proposal]:
    """Yield the structural proposals of one sentence."""
    yield from propose_origins(sentence, lookup)
    yield from propose_listings(sentence, lookup)
    for mention in lookup.by_sentence.get(sentence.index, ()):
        if mention.form != "name":
            continue
        if mention.kind == "place":
            yield from _place_in_place(sentence, lookup, mention)
            yield from propose_pairs(sentence, lookup, mention)
        elif mention.kind in ("group", "state", "organization"):
            yield from _commander(sentence, lookup, mention)
            yield from propose_units(sentence, lookup, mention)
            yield from propose_stances(sentence, lookup, mention)
        elif mention.kind == "person":
            yield from _affiliation(sentence, lookup, mention)


def _place_in_place(sentence: Sentence, lookup: Lookup, mention: Mention) -> Iterator[Proposal]:
    if is_demonym(mention):
        return
    for outer in _outer_places(sentence, lookup, mention):
        if outer.chain != mention.chain:
            yield Proposal(
                predicate="part_of",
                subject=Filler(lookup.to_argument(mention), mention.head),
                object=Filler(lookup.to_argument(outer), outer.head),
                sentence=sentence,
                tokens=(mention.head,),
                extractor="structures.v1:place-in-place",
                confidence=0.7,
                is_identification=True,
            )


def _outer_places(sentence: Sentence, lookup: Lookup, mention: Mention) -> Iterator[Mention]:
    """Places that `mention` is said to lie in: ', Y', 'in Y', 'of Y', 'Y's X'."""
    after = sentence.tokens[mention.last + 1 : mention.last + 4]
    if len(after) >= 2 and after[0].text == ",":
        follower = lookup.name_over(sentence, after[1].i)
        is_list = _is_listed(sentence, mention, follower)
        if follower is not None and follower.kind == "place" and not is_list:
            yield follower
    for prep in find_children(sentence, mention.head, ("prep",)):
        if sentence.tokens[prep].text.lower() in ("in", "of"):
            for noun in find_children(sentence, prep, ("pobj",)):
                outer = lookup.mention_at(sentence, noun)
                if outer is not None and outer.kind == "place" and outer.form == "name":
                    yield outer
    yield from _places_of_class_noun(sentence, lookup, mention)
    for owner in find_children(sentence, mention.head, ("poss",)):
        outer = lookup.mention_at(sentence, owner)
        if outer is not None and outer.kind == "place" and outer.form == "name":
            yield outer


def _places_of_class_noun(
    sentence: Sentence, lookup: Lookup, mention: Mention
) -> Iterator[Mention]:
    """'the Turkish city of X', 'the X district of Y province': said of the noun beside the name."""
    token = sentence.tokens[mention.head]
    noun = token.head
    if token.dep == "pobj" and sentence.tokens[noun].text.lower() == "of":
        noun = sentence.tokens[noun].head
    elif token.dep != "compound":
        return
    if sentence.tokens[noun].lemma not in PLACE_NOUNS:
        return
    beside = find_children(sentence, noun, ("amod", "compound", "poss"))
    if token.dep == "compound":
        for prep in find_children(sentence, noun, ("prep",)):
            if sentence.tokens[prep].text.lower() in ("of", "in"):
                for place in find_children(sentence, prep, ("pobj",)):
                    beside += [place, *find_children(sentence, place, ("compound",))]
    for child in beside:
        outer = lookup.mention_at(sentence, child)
        if outer is None or outer.kind != "place" or outer.form != "name":
            continue
        if token.dep == "compound" or is_demonym(outer) or sentence.tokens[child].dep == "poss":
            yield outer  # in 'the X district of Y' X is the district's own name


def _is_listed(sentence: Sentence, mention: Mention, follower: Mention | None) -> bool:
    """'Osh, Batken and Jalal-Abad' is a list, 'Osh, Kyrgyzstan' is not."""
    if follower is None:
        return True
    head, next_head = sentence.tokens[mention.head], sentence.tokens[follower.head]
    if next_head.dep in ("appos", "npadvmod") and next_head.head == mention.head:
        return any(sentence.tokens[c].dep == "cc" for c in sentence.children[follower.head])
    if next_head.dep == "conj" or head.dep == "conj":
        return True
    return next_head.head != mention.head


def _commander(sentence: Sentence, lookup: Lookup, mention: Mention) -> Iterator[Proposal]:
    """'the Third Company under Omar Seif', "Omar Seif's Third Company"."""
    chiefs = find_children(sentence, mention.head, ("poss",)) if mention.kind == "group" else []
    for prep in find_children(sentence, mention.head, ("prep",)):
        if sentence.tokens[prep].text.lower() != "under" or prep < mention.last:
            continue
        chiefs += find_children(sentence, prep, ("pobj",))
    for noun in chiefs:
        person = lookup.mention_at(sentence, noun)
        if person is None or person.kind != "person" or person.form != "name":
            continue
        yield Proposal(
            predicate="leads",
            subject=Filler(lookup.to_argument(person), noun),
            object=Filler(lookup.to_argument(mention), mention.head),
            sentence=sentence,
            tokens=(mention.head,),
            extractor="structures.v1:force-under-person",
            confidence=0.7,
            is_identification=True,
        )


def _affiliation(sentence: Sentence, lookup: Lookup, mention: Mention) -> Iterator[Proposal]:
    """'Ana Reyes of the Civic Party', "the Civic Party's Ana Reyes"."""
    bodies: list[int] = []
    for prep in find_children(sentence, mention.head, ("prep",)):
        between = sentence.tokens[mention.last + 1 : prep]
        if prep <= mention.last or any(t.pos == "NOUN" for t in between):
            continue  # 'Ana Reyes and envoys of the Civic Party'
        if sentence.tokens[prep].text.lower() in ("of", "from", "with"):
            bodies.extend(find_children(sentence, prep, ("pobj",)))
    bodies.extend(find_children(sentence, mention.head, ("poss",)))
    for body in bodies:
        other = lookup.mention_at(sentence, body)
        if other is None or other.form != "name" or other.kind not in ("group", "organization"):
            continue
        yield Proposal(
            predicate="member_of",
            subject=Filler(lookup.to_argument(mention), mention.head),
            object=Filler(lookup.to_argument(other), body),
            sentence=sentence,
            tokens=(mention.head,),
            extractor="structures.v1:person-of-body",
            confidence=0.6,
            is_identification=True,
        )
