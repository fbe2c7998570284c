"""Predications of nouns: their possessors, phrases, light verbs, and whom a role is said of.

Sentence and noun → `Predication`: 'carried out an attack on', 'the bombing of X by Y', 'a range of
abuses by', 'X, the leader of Y', 'is a member of', 'claimed responsibility for'.
"""

from collections.abc import Collection

from reportedly.records import Sentence, Token
from reportedly.syntax.arguments import find_objects, find_subjects
from reportedly.syntax.predication import Predication, find_obliques
from reportedly.syntax.relatives import STRIKES
from reportedly.syntax.responsibility import find_responsible, is_pinned
from reportedly.syntax.roles import coordination_head, find_holders, find_owners, find_seat
from reportedly.syntax.struggles import find_sharers
from reportedly.syntax.tree import VERBAL, conjuncts, find_children
from reportedly.syntax.voice import find_agents, is_passive

LIGHT_VERBS = frozenset(
    """have maintain keep hold establish build forge carry launch conduct stage mount make commit
    perpetrate take give provide pledge swear claim wage undertake perform organise organize
    execute offer lend sign announce begin start continue lead open plan do resume
    participate involve deny admit develop cultivate enjoy share engage order get
    implement pursue join file bring press lay drop issue form register put estimate intensify step cut sever break
    fly cease halt suspend renew resume mount coordinate fight enter reach strike conclude""".split()
)

_CARRIED_OUT = frozenset(
    """carry launch conduct stage mount make commit perpetrate wage execute hold sign start begin
    take undertake lead organise organize plan direct blame""".split()
)

_FORMED = _CARRIED_OUT | {"form", "reach", "conclude", "establish", "negotiate", "agree"}
_WITH = frozenset({"with", "against", "on", "alongside"})
_SHARED = frozenset({"off", "through", "via"})
_PUTTING = frozenset({"put", "place", "leave", "keep", "hold", "install"})
_AT = frozenset({"war", "odds", "loggerheads"})
"""'have been at war with X': the phrase that belongs to the noun hangs on the verb."""
_HEARSAY = frozenset("allegation report accusation claim charge suspicion complaint".split())

_SUFFERED = frozenset(
    "violence abuse rape torture crime atrocity discrimination harassment attack".split()
)
"""In 'allegations of violence against women' the women are no suspects; in 'of fraud' they are."""

_PARTITIVES = frozenset(
    """range number series case act wave incident practice use campaign string instance pattern
    spate allegation report list variety form kind type set round lot majority accusation claim
    charge suspicion count third half quarter most part share bulk rest percent""".split()
)


def read_noun(sentence: Sentence, noun: int, events: Collection[str] = ()) -> Predication:
    """Return the predication of a noun: its possessor, phrases, light verb, holder.

    `events` are the lemmas that a frame table knows as events; they tell an event in a list of
    people from a person.
    """
    token = sentence.tokens[noun]
    holders, link = find_holders(sentence, noun)
    place = climb_partitives(sentence, _event_head(sentence, noun, events))
    agents, obliques = _own_phrases(sentence, noun, place)
    carrier = noun
    if link == "copula":
        carrier = _copula_of(sentence, noun, holders)
        obliques += [p for p in find_obliques(sentence, carrier) if p[0] != "by"]
    if not _is_hearsay(sentence, noun, place):
        light = _light_verb(sentence, place)
        if light is not None:
            carrier = light
            is_agent_told = any(prep == "by" for prep, _ in obliques)
            # 'executed the spokesman of X, Y': he is not who executed him
            if not holders or sentence.tokens[light].lemma == "have":
                agents += _agents_of_light(sentence, light, is_agent_told=is_agent_told)
            obliques += find_obliques(sentence, light)
    if not agents and not holders:
        agents += find_responsible(sentence, place, _read_agents)
    if not agents and not holders and place != noun:
        agents += find_responsible(sentence, noun, _read_agents)
    if not agents and not holders:
        agents += find_sharers(sentence, place, _read_agents)
    for clause in find_children(sentence, noun, ("acl", "relcl")):
        if sentence.tokens[clause].lemma in _CARRIED_OUT and is_passive(sentence, clause):
            agents += find_agents(sentence, clause)
            obliques += [p for p in find_obliques(sentence, clause) if p[0] != "by"]
    formers, partners = _formed_by(sentence, noun)
    agents += formers
    obliques += partners
    outer = _listed_with(sentence, noun)
    users = find_users(sentence, _governor(sentence, outer.head)) if outer.dep == "pobj" else []
    if users and token.lemma in _AT:
        obliques += find_obliques(sentence, sentence.tokens[outer.head].head)
    return Predication(
        sentence=sentence.index,
        head=noun,
        lemma=token.lemma,
        pos="noun",
        carrier=carrier,
        agents=tuple(dict.fromkeys(agents)),
        holders=tuple(holders),
        obliques=tuple(dict.fromkeys(obliques)),
        users=tuple(users),
        user_preposition=sentence.tokens[outer.head].text.lower() if users else "",
        link=link,
    )


def _agents_of_light(sentence: Sentence, light: int, *, is_agent_told: bool) -> list[int]:
    if is_passive(sentence, light):
        return find_agents(sentence, light)
    return [] if is_agent_told else find_subjects(sentence, light)  # 'claimed harassment by police'


_CALLING = frozenset("call brand label dub term style deem consider denounce describe".split())


def _copula_of(sentence: Sentence, noun: int, holders: list[int]) -> int:
    """The verb between a role and its holder: in 'its leader is believed to be X' the hedged 'be'."""
    verb = sentence.tokens[sentence.tokens[noun].head]
    if (
        sentence.tokens[noun].dep == "oprd"
        and verb.lemma in _CALLING
        and not is_passive(sentence, verb.i)
    ):
        return noun  # who calls somebody a leader says so, and may not be lost
    named = sentence.tokens[holders[0]] if holders else sentence.tokens[noun]
    is_behind = named.dep == "attr" and named.i > noun
    return named.head if is_behind else sentence.tokens[noun].head


def _formed_by(sentence: Sentence, noun: int) -> tuple[list[int], list[tuple[str, int]]]:
    """The subjects and phrases of a gap clause: 'the alliance that X formed with Y'."""
    agents: list[int] = []
    obliques: list[tuple[str, int]] = []
    for clause in find_children(sentence, noun, ("relcl",)):
        if sentence.tokens[clause].lemma in _FORMED and noun in find_objects(sentence, clause):
            agents += find_subjects(sentence, clause)
            obliques += [p for p in find_obliques(sentence, clause) if p[0] in _WITH]
    return agents, obliques


def _listed_with(sentence: Sentence, noun: int) -> Token:
    """The noun whose preposition counts: 'lives off ransoms *and smuggling*'."""
    first = sentence.tokens[coordination_head(sentence, noun)]
    word = sentence.tokens[first.head].text.lower()
    return first if word in _SHARED else sentence.tokens[noun]


def _governor(sentence: Sentence, prep: int) -> int:
    """What a preposition hangs on; in 'for or on behalf of' the first has the verb."""
    above = sentence.tokens[prep].head
    is_twin = sentence.tokens[prep].dep == "conj" and sentence.tokens[above].pos == "ADP"
    return sentence.tokens[above].head if is_twin else above


def _read_agents(sentence: Sentence, noun: int) -> tuple[int, ...]:
    return read_noun(sentence, noun).agents


def _own_phrases(
    sentence: Sentence, noun: int, place: int
) -> tuple[list[int], list[tuple[str, int]]]:
    """The agents and obliques that hang on the noun itself, or on the noun it is a kind of."""
    agents = find_owners(sentence, noun)
    if sentence.tokens[noun].pos == "VERB":  # 'Sea League airstrikes', taken for a verb
        subjects = find_children(sentence, noun, ("nsubj",))
        agents += [s for s in subjects if s == noun - 1 and sentence.tokens[s].pos == "PROPN"]
    obliques = [p for p in find_obliques(sentence, noun) if not is_pinned(sentence, noun, p)]
    # 'the capture in 2003 of X': the parser hangs X on the year
    dated = [n for _, n in obliques if sentence.tokens[n].entity in ("DATE", "TIME")]
    obliques += [p for n in dated for p in find_obliques(sentence, n) if p[0] == "of"]
    # 'its designation as a terrorist body by X': 'by' belongs to the designation
    named = [n for prep, n in obliques if prep == "as"]
    obliques += [p for n in named for p in find_obliques(sentence, n) if p[0] == "by"]
    if not any(prep == "by" for prep, _ in obliques):
        obliques += _find_doer_after_target(sentence, noun, obliques)
    seat = find_seat(sentence, noun)
    if seat is not None:
        obliques.append(("of", seat))
    agents += [n for prep, n in obliques if prep == "by"]
    is_hearsay = _is_hearsay(sentence, noun, place)
    if place != noun:
        outer = find_obliques(sentence, place)
        obliques += [p for p in outer if p[0] not in ("of", "between")]
        if not is_hearsay:
            agents += [n for prep, n in outer if prep == "by"]
    if is_hearsay and not agents:
        agents += [n for prep, n in find_obliques(sentence, place) if prep == "against"]
    if is_hearsay and not agents and sentence.tokens[noun].lemma not in _SUFFERED:
        agents += [n for prep, n in obliques if prep == "against"]
    return agents or _agents_of_list(sentence, noun), obliques


def _find_doer_after_target(
    sentence: Sentence, noun: int, obliques: list[tuple[str, int]]
) -> list[tuple[str, int]]:
    """'an attack on a post in Dura by X': the parser hangs 'by X' on the post, or on the town."""
    if sentence.tokens[noun].lemma not in STRIKES:
        return []
    targets = [n for prep, n in obliques if prep in ("on", "against", "in", "at", "near")]
    towns = [n for t in targets for prep, n in find_obliques(sentence, t) if prep in ("in", "near")]
    found = [p for n in (*targets, *towns) for p in find_obliques(sentence, n) if p[0] == "by"]
    return [p for p in found if sentence.tokens[p[1]].entity not in ("DATE", "TIME")]


def _is_hearsay(sentence: Sentence, noun: int, place: int) -> bool:
    """'received allegations of abuse': who receives them does not commit the abuse."""
    return place != noun and sentence.tokens[place].lemma in _HEARSAY


def _light_verb(sentence: Sentence, noun: int) -> int | None:
    """The verb that the noun says the meaning of: 'launched an attack', 'attacks were launched'."""
    token = sentence.tokens[noun]
    is_argument = token.dep in ("dobj", "nsubjpass")
    return token.head if is_argument and sentence.tokens[token.head].lemma in LIGHT_VERBS else None


def find_users(sentence: Sentence, verb: int) -> list[int]:
    """Return who does `verb`, or what is done where no doer is named; nothing for other words."""
    if sentence.tokens[verb].pos in ("NOUN", "PROPN"):
        return [verb]  # 'the Front, as part of the League, signed', 'men in the pay of'
    if sentence.tokens[verb].pos not in VERBAL:
        return []
    if is_passive(sentence, verb) and sentence.tokens[verb].lemma in _PUTTING:
        return find_subjects(sentence, verb)
    if is_passive(sentence, verb):
        return find_agents(sentence, verb) or find_subjects(sentence, verb)
    if sentence.tokens[verb].lemma in _PUTTING:  # 'put X in charge of'
        return find_objects(sentence, verb) or find_subjects(sentence, verb)
    return find_subjects(sentence, verb)


def climb_partitives(sentence: Sentence, noun: int) -> int:
    """Return the outer noun of 'a range of abuses', whose place in the clause counts."""
    at = noun
    for _ in range(3):
        prep = sentence.tokens[at].head
        outer = sentence.tokens[prep].head
        if (
            sentence.tokens[at].dep != "pobj"
            or sentence.tokens[prep].text.lower() != "of"
            or sentence.tokens[outer].lemma not in _PARTITIVES
        ):
            return at
        at = outer
    return at


def _agents_of_list(sentence: Sentence, noun: int) -> list[int]:
    """'torture, rape and forced labour by the militia': the phrase at the end serves all."""
    listed = conjuncts(sentence, coordination_head(sentence, noun))
    found: list[int] = []
    for member in listed:
        if member > noun:
            found.extend(n for prep, n in find_obliques(sentence, member) if prep == "by")
        elif member < noun:
            found.extend(find_owners(sentence, member))
    return found


def _event_head(sentence: Sentence, noun: int, events: Collection[str]) -> int:
    """The noun whose place in the clause `noun` shares, itself outside a coordination.

    'a bombing that killed three officers and an ambush': an event conjoined with what is none
    belongs with the event that the relative clause is about.
    """
    first = coordination_head(sentence, noun)
    token = sentence.tokens[first]
    if first == noun or token.lemma in events:
        return first
    above = sentence.tokens[token.head]
    if above.dep == "relcl" and sentence.tokens[above.head].lemma in events:
        return coordination_head(sentence, above.head)
    return first
