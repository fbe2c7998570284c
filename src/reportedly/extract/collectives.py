"""Groups that nobody names: 'a group of gunmen', 'armed bands', 'our units' are collectives.

Argument → the argument as a population, where its phrase means some people and the document gives
them no name; a group that is named, or spoken of as one body ('the movement'), stays a group.
"""

from msgspec.structs import replace

from reportedly.extract.frames import load_predicates
from reportedly.extract.lookup import Lookup
from reportedly.extract.slots import Filler, read_kinds
from reportedly.records import Argument, Sentence
from reportedly.syntax.tree import find_children

_SOME = frozenset({"a", "an", "another", "some", "several", "many", "other", "various", "certain"})
_BANDS = frozenset(
    """unit column force troop fighter squad band gang cell commando patrol detachment platoon
    company contingent""".split()
)
_WHOSE = frozenset({"our", "my", "your", "his", "her", "their", "its"})


def settle_collective(
    predicate: str, side: str, filler: Filler | None, sentence: Sentence, lookup: Lookup
) -> Argument | None:
    """Return the filler's argument; an unnamed group as population where the slot takes one."""
    if filler is None:
        return None
    argument = filler.argument
    if argument.kind not in ("group", "state") or not _means_some(filler, sentence, lookup):
        return argument
    kinds = read_kinds(frozenset(), load_predicates()[predicate][side])
    return replace(argument, kind="population") if "population" in kinds else argument


def _means_some(filler: Filler, sentence: Sentence, lookup: Lookup) -> bool:
    argument = filler.argument
    mention = lookup.mention_at(sentence, filler.token)
    if mention is None or mention.form != "nominal" or argument.name != mention.name:
        return False  # a name, or the side for which these people stand
    if any(m.form == "name" for m in lookup.chains.get(mention.chain, ())):
        return False
    head = sentence.tokens[mention.head]
    before = {sentence.tokens[c].text.lower() for c in sentence.children[head.i] if c < head.i}
    if argument.kind == "state":  # 'our forces': whose they are is not said
        return head.lemma in _BANDS and not before.isdisjoint(_WHOSE)
    if head.tag in ("NNS", "NNPS") or head.lemma in _BANDS or not before.isdisjoint(_SOME):
        return True
    return any(
        sentence.tokens[prep].text.lower() == "of"
        and any(
            lookup.kind_at(sentence, noun) == "population"
            for noun in find_children(sentence, prep, ("pobj",))
        )
        for prep in find_children(sentence, head.i, ("prep",))
    )
