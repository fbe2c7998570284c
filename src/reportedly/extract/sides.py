"""Sides in a fight that stand before or behind another noun: 'rebel attacks', 'League fighters'.

Sentence and token → whether a common noun names who acts, and which words name whose people
they are. What such a word refers to is the last mention before it with the same head noun.
"""

from collections.abc import Sequence

import msgspec

from reportedly.records import Argument, Kind, Mention, Sentence
from reportedly.syntax.tree import find_children

WEAPONS = frozenset(
    """bomb blast explosion rocket missile shell mortar bullet grenade mine drone airstrike strike
    attack raid shelling bombing fire bombardment ambush clash device shot artillery gunfire shelling
    shooting round explosive car truck vehicle ied helicopter jet aircraft assault offensive
    operation fighting violence battle storm stampede incident campaign vandalism incursion""".split()
)
MEMBER_NOUNS = frozenset(
    """fighter militant member gunman rebel insurgent soldier force troop operative combatant
    militiaman guerrilla element man element terrorist partisan faction forces""".split()
)
_SIDES: dict[str, Kind] = {
    **dict.fromkeys("coalition alliance militia insurgency junta opposition cartel gang".split(), "group"),
    **dict.fromkeys("government regime army navy state police gendarmerie".split(), "state"),
    **dict.fromkeys(
        "rebel insurgent guerrilla separatist jihadist militant paramilitary militiaman".split(),
        "population",
    ),
}  # fmt: skip
"""Common nouns that name a side before an event: 'coalition strikes', 'a rebel attack'."""


_HELD = frozenset("owned run controlled held backed sponsored funded financed armed led".split())


def is_side(sentence: Sentence, token: int, kind: Kind | None) -> bool:
    """Return whether a common noun before an event of this `kind` names who does it."""
    word = sentence.tokens[token]
    if word.dep not in ("compound", "nmod", "amod") or word.lemma not in _SIDES:
        return False
    head = sentence.tokens[word.head]
    return head.pos in ("NOUN", "VERB") and (kind == "activity" or head.lemma in WEAPONS)


def is_owner_state(sentence: Sentence, token: int) -> bool:
    """Return whether it is the state of 'state-owned', 'government-backed'."""
    tail = [t.text.lower() for t in sentence.tokens[token + 1 : token + 3]]
    is_state = sentence.tokens[token].text.lower() in ("state", "government")
    return is_state and len(tail) > 1 and tail[0] == "-" and tail[1] in _HELD


def is_stance(sentence: Sentence, token: int) -> bool:
    """Return whether it is said to be for or against: 'a pro-Kardan mayor' is none of Kardan."""
    before = [t.text.lower() for t in sentence.tokens[max(token - 2, 0) : token]]
    return before in (["pro", "-"], ["anti", "-"], ["non", "-"], ["counter", "-"])


def find_side_words(sentence: Sentence, token: int) -> list[int]:
    """Return the words that name whose people a noun means: 'League fighters', 'men of X'."""
    before = find_children(sentence, token, ("compound", "nmod", "amod", "poss"))
    found = [c for c in before if not is_stance(sentence, c)]
    for prep in find_children(sentence, token, ("prep",)):
        if sentence.tokens[prep].text.lower() in ("of", "from"):
            found.extend(find_children(sentence, prep, ("pobj",)))
    return found


def name_side(
    sentence: Sentence, token: int, mentions: Sequence[Mention], sentences: Sequence[Sentence]
) -> Argument:
    """Return the side that a modifier names, as the last mention of the same noun names it."""
    word = sentence.tokens[token]
    argument = Argument(
        name=word.text, kind=_SIDES[word.lemma], text=word.text, start=word.start, end=word.end
    )
    for mention in reversed(mentions):
        if mention.start >= word.start or mention.kind != argument.kind:
            continue
        if sentences[mention.sentence].tokens[mention.head].lemma == word.lemma:
            return msgspec.structs.replace(argument, name=mention.name, entity=f"c{mention.chain}")
    return argument
