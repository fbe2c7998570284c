"""Adjectives of places that no list knows: 'Kestrian' beside 'Kestria'.

A document that names a country also uses its adjective. The pair tells two things: the name is a
place, and the adjective names no body of its own but stands for that place, as a listed one does.
"""

from collections.abc import Container, Sequence

from reportedly.analyse.draft import Draft
from reportedly.records import Sentence

_BY_ADJECTIVE = 3.5
_MODIFIERS = frozenset({"amod", "compound", "nmod"})


def vote_by_adjective(draft: Draft, capitalised: Container[str]) -> None:
    """Vote for a place where the text also holds the adjective of the name `draft`."""
    name = draft.text
    if len(draft.words) == 1 and name.endswith("a") and name + "n" in capitalised:
        draft.votes["place"] = draft.votes.get("place", 0.0) + _BY_ADJECTIVE


def settle_adjectives(drafts: Sequence[Draft], sentences: Sequence[Sentence]) -> None:
    """Make demonyms, in place, of 'Kestrian' and 'Kestrians' where the text names 'Kestria'."""
    names = {d.text for d in drafts if d.form == "name" and d.text.endswith("a")}
    for draft in drafts:
        if draft.form != "name" or draft.demonym or len(draft.words) != 1:
            continue
        stem = draft.text.removesuffix("s").removesuffix("n")
        if stem == draft.text or stem not in names or not draft.text.startswith(stem + "n"):
            continue
        head = sentences[draft.sentence].tokens[draft.head]
        draft.demonym = draft.settled = True
        if draft.text.endswith("s"):
            draft.kind, draft.plural = "population", True
        elif head.dep in _MODIFIERS or head.pos == "ADJ":
            draft.kind, draft.name = "place", stem
        else:
            draft.kind = "person"
