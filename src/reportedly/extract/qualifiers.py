"""How many, by what, as what: the plain values that qualify a claim.

A proposal → qualifiers: those of its frame's recipes, counts, casualties and ages.
"""

from reportedly.extract.lookup import Lookup
from reportedly.extract.proposals import Proposal
from reportedly.extract.quantities import find_ages, find_quantity
from reportedly.extract.recipes import count_at, follow_recipe
from reportedly.extract.slots import Filler
from reportedly.records import Sentence
from reportedly.syntax.tree import conjuncts, find_children, walk_subtree

_COUNTED = {
    "killed": "object", "detained": "object", "released": "object", "recruited": "object",
    "moved_to": "subject", "supports": "subject", "displaced": "object", "present_in": "subject",
}  # fmt: skip
_KILLING = frozenset({"kill", "leave", "claim"})
_WOUNDING = frozenset({"wound", "injure", "hurt"})


def read_qualifiers(proposal: Proposal, lookup: Lookup) -> dict[str, str]:
    """Return the qualifiers of a proposal: its own, those of its frame, and counts."""
    values = dict(proposal.qualifiers)
    if proposal.frame is not None and proposal.predication is not None:
        for key, recipe in proposal.frame.qualifiers:
            value = follow_recipe(recipe, proposal, lookup)
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
    return {key: " ".join(value.split()) for key, value in values.items()}


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
                count = count_at(sentence, noun, lookup)
                if count:
                    found.setdefault(key, count)
        elif lemma == "die":
            for noun in find_children(sentence, verb, ("nsubj",)):
                count = count_at(sentence, noun, lookup)
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
    at = sentence.tokens[filler.token].start
    if not filler.argument.start <= at < filler.argument.end:
        return None  # one of the names that the counted noun introduces
    mention = lookup.mention_at(sentence, filler.token)
    if mention is not None and mention.form == "name":
        return None
    first, last = (
        (mention.first, mention.last)
        if mention is not None
        else lookup.phrase_edges(sentence, filler.token)
    )
    return find_quantity(sentence, first, last, filler.token)
