"""An office spoken of before its holder is named: 'the ambassador', later 'Ambassador Korvath'.

Nominals look back; this sieve looks ahead. It joins only where the document knows one holder of the
office and speaks of one office of the kind.
"""

from collections.abc import Sequence

from reportedly.analyse.chains import Chains
from reportedly.analyse.draft import Draft
from reportedly.analyse.nominals import PLAIN
from reportedly.records import Sentence

_OFFICES = frozenset(
    "ambassador president premier chancellor governor mayor minister king queen envoy consul "
    "prosecutor spokesman spokeswoman spokesperson commissioner".split()
)
_AHEAD = 10
"""How many sentences later the holder may be named."""


def join_offices(drafts: Sequence[Draft], sentences: Sequence[Sentence], chains: Chains) -> None:
    """Join the unnamed holder of an office to the one person whom the text later gives it."""
    holders: dict[str, set[int]] = {}
    for i, draft in enumerate(drafts):
        if draft.form == "name" and draft.kind == "person" and not draft.demonym:
            for role in _OFFICES.intersection(draft.titles):
                holders.setdefault(role, set()).add(chains.find(i))
    if not holders:
        return
    named = {chains.find(i) for i, d in enumerate(drafts) if d.form == "name"}
    open_: dict[str, set[int]] = {}
    first: dict[int, int] = {}
    for i, draft in enumerate(drafts):
        if draft.form == "nominal" and draft.kind == "person" and not draft.plural and draft.roles:
            root = chains.find(i)
            if draft.roles[0] in _OFFICES and root not in named:
                open_.setdefault(draft.roles[0], set()).add(root)
                first.setdefault(root, i)
    for role, roots in open_.items():
        if len(roots) == 1 and len(holders.get(role, ())) == 1:
            [root], [holder] = roots, holders[role]
            i = first[root]
            ahead = drafts[chains.members(holder)[0]].sentence - drafts[i].sentence
            if 0 <= ahead <= _AHEAD and _fits(drafts[i], sentences, holder, drafts, chains):
                chains.join(root, holder)


def _fits(
    draft: Draft,
    sentences: Sequence[Sentence],
    holder: int,
    drafts: Sequence[Draft],
    chains: Chains,
) -> bool:
    """Definite, and told of the holder in all but its possessor."""
    if draft.determiner not in {"the", "this", "poss"}:
        return False
    tokens = sentences[draft.sentence].tokens
    roles = {role for m in chains.members(holder) for role in drafts[m].roles}
    words = [
        t
        for t in tokens[draft.first : draft.head]
        if t.dep in {"amod", "compound", "nmod"} and t.head == draft.head
    ]
    return all(
        t.text.lower() in roles | PLAIN or t.pos == "PROPN" or t.entity == "NORP" for t in words
    )
