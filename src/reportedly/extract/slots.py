"""Filling a frame's slots: which words of a predication stand in them, and whether they fit.

A slot's alternatives, a predication and the `Lookup` → fillers of an acceptable kind.
"""

import re
from collections.abc import Callable, Mapping, Sequence

import msgspec

from reportedly.extract.fighters import find_side
from reportedly.extract.frames import Slot
from reportedly.extract.lookup import Lookup
from reportedly.extract.neighbours import find_place_of_clause, find_shared
from reportedly.extract.sides import is_stance
from reportedly.records import Argument, Sentence
from reportedly.syntax.nominals import climb_partitives, read_noun
from reportedly.syntax.predication import Predication, read_verb
from reportedly.syntax.responsibility import find_responsible
from reportedly.syntax.roles import find_owners
from reportedly.syntax.tree import VERBAL, ancestors, conjuncts, find_children, subtree

_CALENDAR = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June
    July August September October November December today yesterday tomorrow""".split()
)
_DOERS = frozenset({"owner", "prep"})
_LIFELESS = frozenset({"thing", "activity"})
ACTORS = frozenset({"person", "group", "state", "organization", "population"})


class Filler(msgspec.Struct, frozen=True):
    """An argument and the token it came from."""

    argument: Argument
    token: int


class Demand(msgspec.Struct, frozen=True, kw_only=True):
    """What a slot asks of its filler: where to look, which lemmas and kinds, whether it acts.

    Empty `words` or `kinds` admit any. Where `acts` is true, a country stands for its government;
    where `does` is true (subjects), of lifeless things only weapons and strikes fill the slot;
    where `sides` is true, the groups that somebody represents fill it beside them; where `fights`
    is true, units and men in arms stand for their side.
    """

    slots: Sequence[Slot]
    words: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    acts: bool = False
    does: bool = False
    sides: bool = False
    fights: bool = False


def read_kinds(own: frozenset[str], general: str) -> frozenset[str]:
    """Return the kinds that may fill a slot, the frame's own before the predicate's."""
    kinds: set[str] = set()
    for word in own or {w.strip() for w in general.split(",")}:
        if word == "actor":
            kinds |= ACTORS
        elif word != "*":
            kinds.add(word)
    return frozenset(kinds)


def find_fillers(
    demand: Demand, predication: Predication, sentence: Sentence, lookup: Lookup
) -> tuple[Slot | None, list[Filler]]:
    """Return the first alternative that gives fillers of an acceptable kind, and these."""
    for slot in demand.slots:
        found: list[Filler] = []
        for token in find_slot_tokens(slot, predication, sentence, lookup):
            if demand.words and sentence.tokens[token].lemma not in demand.words:
                continue
            is_antecedent = slot.base in ("agent", "patient", "holder")
            arguments = lookup.find_arguments(
                sentence, token, antecedent=is_antecedent, represented=demand.sides
            )
            for argument in arguments:
                is_lifeless = argument.kind in _LIFELESS and slot.base == "agent"
                if demand.does and is_lifeless and not is_weapon_phrase(sentence, token, lookup):
                    continue  # an inquiry or a law kills nobody
                fitted = fit(argument, demand, lookup)
                is_actor = slot.base == "agent" or (demand.fights and slot.base in _DOERS)
                if fitted is not None and is_actor and not slot.step:
                    fitted = find_side(sentence, token, fitted, lookup, fights=demand.fights)
                if fitted is not None:
                    found.append(Filler(fitted, token))
        if found:
            return slot, found
    return None, []


def fit(argument: Argument, demand: Demand, lookup: Lookup) -> Argument | None:
    """Return the argument as one of the demanded kinds, `None` where it cannot be."""
    if "none" in demand.kinds:
        return None
    if argument.text.lower() in _NOBODY and argument.kind != "state":
        return None
    if demand.does and _NO_ONE.match(argument.text):
        return None  # 'no group claimed the attack': whose it was stays open
    if demand.words or not demand.kinds or argument.kind in demand.kinds:
        return argument
    may_act = demand.acts and argument.kind == "place" and "state" in demand.kinds
    if may_act and lookup.is_land(argument):
        return msgspec.structs.replace(argument, kind="state")
    return None


_NOBODY = frozenset(
    {"nobody", "no one", "no-one", "none", "nothing", "state", "prisoner", "hostage", "captive"}
)
"""Phrases that are nobody; a bare 'state' is half an office ('secretary of
state'), a bare 'prisoner' what somebody is made ('took him prisoner')."""
_NO_ONE = re.compile(r"(?:no|none of|neither|not one)\b", re.IGNORECASE)
_SUFFERED = frozenset("face suffer undergo endure receive get await fear survive meet".split())


def _owners(sentence: Sentence, predication: Predication) -> Sequence[int]:
    """Whose killing or arrest it is; not who carries one out ('the army made arrests')."""
    carrier = predication.carrier
    if carrier != predication.head and sentence.tokens[carrier].lemma in _SUFFERED:
        return predication.agents
    own = range(*_reach_of_phrase(sentence, predication.head))
    return [a for a in predication.agents if a in own and not _is_by(sentence, a)]


def _is_by(sentence: Sentence, token: int) -> bool:
    """Whether it stands after 'by': whose doing it is, not to whom it is done."""
    above = sentence.tokens[sentence.tokens[token].head]
    return sentence.tokens[token].dep == "pobj" and above.text.lower() == "by"


def _killers(sentence: Sentence, predication: Predication, lookup: Lookup) -> list[int]:
    """Who kills; 'Kessel's murder' is what was done to Kessel, 'the army's killings' its deeds."""
    if sentence.tokens[predication.head].tag == "NNS":
        return list(predication.agents)
    victims = find_owners(sentence, predication.head)
    return [
        a
        for a in predication.agents
        if a not in victims or lookup.kind_at(sentence, a) not in ("person", "population")
    ]


def _reach_of_phrase(sentence: Sentence, noun: int) -> tuple[int, int]:
    under = subtree(sentence, noun)
    return min(under), max(under) + 1


def find_slot_tokens(
    slot: Slot, predication: Predication, sentence: Sentence, lookup: Lookup
) -> list[int]:
    """Return the tokens that a slot alternative points at."""
    found = _untimed(sentence, _BASES[slot.base](slot, predication, sentence, lookup))
    if not slot.step or slot.base == "xcomp":
        return list(found)
    if slot.step == "near":
        return [n for t in found for n in _nouns_under(sentence, t, _NEARNESS)]
    if slot.step == "owner" and slot.base == "self":
        return find_owners(sentence, predication.head)
    if slot.step == "owner":
        return [owner for t in found for owner in _owners_of(sentence, t)]
    if slot.step == "mod":
        return [m for t in found for m in find_name_modifiers(sentence, t, lookup)]
    return [n for t in found for n in _nouns_under(sentence, t, slot.prepositions)]


_NEARNESS = frozenset("near in at outside on around inside by of".split())


def _blamed(sentence: Sentence, noun: int) -> list[int]:
    """Who is said to answer for the deaths: 'attributed them to X', 'X is responsible for them'."""
    place = climb_partitives(sentence, noun)
    return find_responsible(sentence, place, lambda s, n: read_noun(s, n).agents)


def _owners_of(sentence: Sentence, noun: int) -> list[int]:
    """Whose it is: 'its bases', 'the bases of the militia', 'the fighters of its wing'."""
    return find_owners(sentence, noun) or _nouns_under(sentence, noun, frozenset({"of"}))


def _bodies_before(sentence: Sentence, noun: int) -> list[int]:
    """'a village council head': the common noun next to the role, of which it is the role."""
    before = find_children(sentence, noun, ("compound", "nmod"))
    return [c for c in before if c == noun - 1 and sentence.tokens[c].pos == "NOUN"]


def _announced(sentence: Sentence, predication: Predication) -> list[int]:
    """'the following were seized: a lorry and two boats': the items after the colon."""
    return [
        item
        for patient in predication.patients
        if sentence.tokens[patient].text.lower() == "following"
        for first in find_children(sentence, patient, ("appos", "conj"))
        for item in conjuncts(sentence, first)
    ]


def _untimed(sentence: Sentence, nouns: Sequence[int]) -> list[int]:
    """'the strike on Monday' names no target, and a year bans nothing."""
    tokens = sentence.tokens
    return [
        n
        for n in nouns
        if tokens[n].entity not in ("DATE", "TIME")
        and tokens[n].text not in _CALENDAR
        and tokens[n].pos != "ADV"  # 'at once'
    ]


def _peers(predication: Predication, sentence: Sentence) -> Sequence[int]:
    """'A and B met': several agents and nobody else, who do it to each other, or together."""
    if predication.passive and not predication.agents:  # 'A and B are connected'
        return predication.patients if len(predication.patients) > 1 else ()
    words = {sentence.tokens[c].text.lower() for c in sentence.children[predication.head]}
    is_joint = bool(words & {"together", "jointly"})
    is_shared = len(predication.agents) > 1 and (is_joint or not predication.patients)
    return predication.agents if is_shared else ()


def _users(
    slot: Slot, predication: Predication, sentence: Sentence, lookup: Lookup
) -> Sequence[int]:
    """Who acts with the help; where a strike acts, whose strike it is."""
    if slot.prepositions and predication.user_preposition not in slot.prepositions:
        return ()
    found: list[int] = []
    for user in predication.users:
        for actor in _actors_over(sentence, user, lookup):
            is_strike = lookup.is_weapon(sentence, actor)
            found.extend(find_doers(sentence, actor, lookup) if is_strike else [actor])
    return found


def _actors_over(sentence: Sentence, user: int, lookup: Lookup) -> Sequence[int]:
    """'hit five routes in support of X': the phrase hung on the routes says why they were hit."""
    is_object = sentence.tokens[user].dep in ("dobj", "pobj", "conj")
    if not is_object or lookup.kind_at(sentence, user) not in ("thing", "place", None):
        return [user]
    for above in ancestors(sentence, user):
        if sentence.tokens[above].pos in VERBAL:
            return read_verb(sentence, above).agents
    return [user]


def _doers(
    slot: Slot, predication: Predication, sentence: Sentence, lookup: Lookup
) -> Sequence[int]:
    """Whose the operation is that is supported: 'in support of X's advance', 'backed X's raid'."""
    nouns: Sequence[int] = predication.patients
    if slot.prepositions:
        nouns = predication.with_prepositions(slot.prepositions)
    return [
        doer
        for noun in nouns
        if lookup.kind_at(sentence, noun) in ("activity", None)
        for doer in find_doers(sentence, noun, lookup)
    ]


def find_doers(sentence: Sentence, event: int, lookup: Lookup) -> list[int]:
    """Return who does an event noun: its own agents, or the side named before it."""
    return list(read_noun(sentence, event).agents) or find_name_modifiers(sentence, event, lookup)


def _infinitive_patients(sentence: Sentence, verb: int) -> list[int]:
    clauses = find_children(sentence, verb, ("xcomp", "ccomp"))
    verbs = [v for clause in clauses for v in conjuncts(sentence, clause)]
    found: list[int] = []
    for clause_verb in verbs:
        below = read_verb(sentence, clause_verb)
        found.extend(below.patients or below.with_prepositions({"at", "on", "against"}))
    return found


def _nouns_under(sentence: Sentence, token: int, prepositions: frozenset[str]) -> list[int]:
    return [
        item
        for prep in find_children(sentence, _past_per_cent(sentence, token), ("prep",))
        if _is_among(sentence, prep, prepositions)
        for noun in find_children(sentence, prep, ("pobj",))
        for item in conjuncts(sentence, noun)
    ]


def _is_among(sentence: Sentence, prep: int, prepositions: frozenset[str]) -> bool:
    """Whether it is one of the prepositions; 'together with' counts as 'alongside'."""
    word = sentence.tokens[prep].text.lower()
    if word == "with" and "alongside" in prepositions:
        beside = (sentence.tokens[c].text.lower() for c in sentence.children[prep])
        above = sentence.tokens[sentence.tokens[prep].head].text.lower()
        return above in _TOGETHER or any(w in _TOGETHER for w in beside)
    return word in prepositions


_TOGETHER = frozenset({"together", "along", "jointly", "alongside"})


def _past_per_cent(sentence: Sentence, token: int) -> int:
    """'55 per cent of X': what belongs to the number hangs on 'cent'."""
    for prep in find_children(sentence, token, ("prep",)):
        if sentence.tokens[prep].text.lower() == "per":
            return next(iter(find_children(sentence, prep, ("pobj",))), token)
    return token


def _wielders(sentence: Sentence, predication: Predication, lookup: Lookup) -> list[int]:
    """Whose the strike is by which something happens.

    'a series of U.S. airstrikes killed', 'was killed in an army raid', 'died at the hands of X'.
    """
    events = list(predication.agents)
    for preposition, noun in predication.obliques:
        if preposition in ("in", "by", "during", "from", "after"):
            events.append(noun)
        elif preposition == "at" and sentence.tokens[noun].lemma == "hand":
            return _nouns_under(sentence, noun, frozenset({"of"}))
    found: list[int] = []
    for event in events:
        at = event
        is_series = not lookup.is_weapon(sentence, event)  # 'a series of strikes'
        for prep in find_children(sentence, event, ("prep",)):
            if is_series and sentence.tokens[prep].text.lower() == "of":
                at = next(iter(find_children(sentence, prep, ("pobj",))), event)
        if lookup.is_weapon(sentence, at):
            found.extend(find_children(sentence, at, ("poss",)))
            found.extend(find_name_modifiers(sentence, at, lookup))
            found.extend(read_noun(sentence, at).agents)
            if lookup.kind_at(sentence, at) == "thing":  # 'jets of the coalition'
                found.extend(_nouns_under(sentence, at, frozenset({"of", "from"})))
    return list(dict.fromkeys(found))


def find_name_modifiers(sentence: Sentence, noun: int, lookup: Lookup) -> list[int]:
    """Return the names that stand before a noun as modifiers, innermost sisters included.

    In 'DBM president Orlan D.' both words hang on the last one, so the sisters to the left of
    a title are its modifiers too.
    """
    found: list[int] = []
    for child in find_children(sentence, noun, ("compound", "nmod", "amod")):
        mention = lookup.mention_at(sentence, child)
        is_side = mention is None and lookup.is_side(sentence, child)
        if is_side or (mention is not None and mention.form == "name"):
            if is_stance(sentence, child):
                continue
            found.append(child)
            found.extend(c for c in conjuncts(sentence, child)[1:] if c < noun)
    token = sentence.tokens[noun]
    if not found and token.dep in ("compound", "nmod") and token.head > noun:
        for sister in sentence.children[token.head]:
            if sister >= noun:
                break
            mention = lookup.mention_at(sentence, sister)
            if mention is not None and mention.form == "name" and mention.last < noun:
                found = [sister]
    return found


def is_weapon_phrase(sentence: Sentence, token: int, lookup: Lookup) -> bool:
    """Return whether the token is a weapon or an event by which somebody acts.

    'a strike', 'a series of strikes'.
    """
    if lookup.is_weapon(sentence, token):
        return True
    return any(
        lookup.is_weapon(sentence, noun)
        for prep in find_children(sentence, token, ("prep",))
        if sentence.tokens[prep].text.lower() == "of"
        for noun in find_children(sentence, prep, ("pobj",))
    )


_BASES: Mapping[str, Callable[[Slot, Predication, Sentence, Lookup], Sequence[int]]] = {
    "none": lambda _slot, _p, _sentence, _lookup: (),
    "self": lambda _slot, p, _sentence, _lookup: (p.head,),
    "agent": lambda _slot, p, _sentence, _lookup: p.agents,
    "patient": lambda _slot, p, _sentence, _lookup: p.patients,
    "holder": lambda _slot, p, _sentence, _lookup: p.holders,
    "owner": lambda _slot, p, sentence, _lookup: _owners(sentence, p),
    "peer": lambda _slot, p, sentence, _lookup: _peers(p, sentence),
    "prep": lambda slot, p, _sentence, _lookup: p.with_prepositions(slot.prepositions),
    "twin": lambda slot, p, sentence, _lookup: find_shared(sentence, p, slot.prepositions),
    "where": lambda _slot, p, sentence, _lookup: find_place_of_clause(sentence, p.head),
    "mod": lambda _slot, p, sentence, lookup: find_name_modifiers(sentence, p.head, lookup),
    "user": _users,
    "doer": _doers,
    "xcomp": lambda _slot, p, sentence, _lookup: _infinitive_patients(sentence, p.head),
    "weapon": lambda _slot, p, sentence, lookup: _wielders(sentence, p, lookup),
    "killer": lambda _slot, p, sentence, lookup: _killers(sentence, p, lookup),
    "blamed": lambda _slot, p, sentence, _lookup: _blamed(sentence, p.head),
    "body": lambda _slot, p, sentence, _lookup: _bodies_before(sentence, p.head),
    "following": lambda _slot, p, sentence, _lookup: _announced(sentence, p),
}
"""What the base of a slot points at."""
