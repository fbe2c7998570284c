"""Who acts when 'members of the Front' act: the side for which a phrase of fighters stands.

Argument and the noun it is headed by → the argument under the name of its side, its own words
kept. Only a side that the phrase itself names, or refers to, is taken.
"""

from msgspec.structs import replace

from reportedly.extract.lookup import Lookup
from reportedly.extract.sides import MEMBER_NOUNS, find_side_words
from reportedly.records import Argument, Mention, Sentence

_FORCE_NOUNS = MEMBER_NOUNS | frozenset(
    """unit column commando patrol squad platoon detachment contingent cell cadre combatant
    policeman officer agent personnel paramilitary hitman gunman assassin extremist bomber sniper
    raider militia commandos guard warplane plane helicopter aircraft jet""".split()
)
_ARMED = frozenset(
    """army armies police force forces military navy guard gendarmerie marine marines brigade
    battalion regiment division constabulary infantry department security intelligence militia
    command""".split()
)
_SIDED = frozenset({"population", "group", "state", "organization", "thing"})
_DEPTH = 3


def find_side(
    sentence: Sentence, token: int, argument: Argument, lookup: Lookup, *, fights: bool
) -> Argument:
    """Return `argument` as the side it stands for, itself where it stands for none.

    'Taliban fighters' who act are the Taliban acting. Where they fight (`fights`), so are units,
    columns and patrols, and the men of an army or of a police force.
    """
    lemma = sentence.tokens[token].lemma.lower()
    kinds = _SIDED if fights else ("population",)
    if argument.kind not in kinds or lemma not in (_FORCE_NOUNS if fights else MEMBER_NOUNS):
        return argument
    if not argument.start <= sentence.tokens[token].start < argument.end:
        return argument
    side = _side_of(sentence, token, lookup, fights=fights, depth=_DEPTH)
    if side is None:
        return argument
    return replace(argument, name=side.name, kind=side.kind, entity=f"c{side.chain}")


def _side_of(
    sentence: Sentence, token: int, lookup: Lookup, *, fights: bool, depth: int
) -> Mention | None:
    for word in find_side_words(sentence, token):
        mention = lookup.mention_at(sentence, word) or lookup.name_over(sentence, word)
        if mention is None or mention.head == token:
            continue
        if mention.form == "name" and mention.kind == "group":
            return mention
        if not fights:
            continue
        if mention.form == "nominal" and depth:
            inner = _side_of(sentence, word, lookup, fights=True, depth=depth - 1)
            if inner is not None:
                return inner
        if _is_side(mention, lookup):
            return mention
    return None


def _is_side(mention: Mention, lookup: Lookup) -> bool:
    """An army or a police force, or what stands for a group that has a name."""
    if mention.kind == "state" and mention.form != "pronoun":
        return not _ARMED.isdisjoint(mention.text.lower().split())
    return mention.kind == "group" and any(
        m.form == "name" for m in lookup.chains.get(mention.chain, ())
    )
