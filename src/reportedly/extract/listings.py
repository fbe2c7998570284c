"""Who is listed in an enumeration with semicolons: 'Also designated today are A, for …; B, for …'.

Sentence and `Lookup` → proposals of `designated`, one for each item that gives a name and a reason.
"""

from collections.abc import Iterator

from reportedly.extract.lookup import Lookup
from reportedly.extract.proposals import Proposal
from reportedly.extract.slots import ACTORS, Filler
from reportedly.records import Sentence
from reportedly.syntax.listing import find_items
from reportedly.syntax.predication import read_verb

_AUTHORITIES = frozenset({"state", "organization"})


def propose_listings(sentence: Sentence, lookup: Lookup) -> Iterator[Proposal]:
    """Yield a proposal for each name that a listing verb is followed by in its own item."""
    for item in find_items(sentence):
        name = lookup.name_over(sentence, item.name)
        if name is None or name.kind not in ACTORS:
            continue
        agents = [lookup.mention_at(sentence, a) for a in read_verb(sentence, item.verb).agents]
        lister = next((a for a in agents if a is not None and a.kind in _AUTHORITIES), None)
        yield Proposal(
            predicate="designated",
            subject=None if lister is None else Filler(lookup.to_argument(lister), lister.head),
            object=Filler(lookup.to_argument(name), name.head),
            sentence=sentence,
            tokens=(item.verb,),
            extractor="structures.v1:listed-item",
            confidence=0.7,
        )
