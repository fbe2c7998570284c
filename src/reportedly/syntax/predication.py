"""Normalised predicate–argument structure: one `Predication` for each verb, noun or adjective.

Sentence → predications. Passive, relative and reduced relative clauses, control, coordination,
light verbs ('carried out an attack on'), nominalisations ('the bombing of X by Y'), copulas,
appositions and titles all come out in one shape, so that a frame needs to be written once.
"""

from collections.abc import Collection, Iterator

import msgspec

from reportedly.records import Sentence, Token
from reportedly.syntax.arguments import (
    find_agents,
    find_objects,
    find_subjects,
    is_passive,
    resolve_relative,
)
from reportedly.syntax.tree import VERBAL, ancestors, conjuncts, find_child, find_children

LIGHT_VERBS = frozenset(
    """have maintain keep hold establish build forge carry launch conduct stage mount make commit
    perpetrate take give provide pledge swear claim wage undertake perform organise organize
    execute offer lend sign announce begin start continue lead open plan do resume
    participate involve deny admit develop cultivate enjoy share engage order get
    implement pursue join file bring press lay drop issue form register put estimate intensify step cut sever break""".split()
)
PASSIVE_LIGHT = frozenset(
    """carry launch conduct stage mount make commit perpetrate wage execute hold sign start begin
    take undertake lead organise organize plan direct""".split()
)
_EXAMPLES = frozenset({"including", "include", "like", "namely"})


class Predication(msgspec.Struct, frozen=True, kw_only=True):
    """A predicate word with its arguments, as token indices of one sentence.

    `head` is the predicate word, `carrier` the word that carries tense, negation and modality
    (the verb itself, a light verb, a copula, or the noun). `agents` act, `patients` undergo,
    `holders` are what a role noun is said of. `obliques` are (preposition, noun) pairs.
    """

    sentence: int
    head: int
    lemma: str
    pos: str
    carrier: int
    agents: tuple[int, ...] = ()
    patients: tuple[int, ...] = ()
    holders: tuple[int, ...] = ()
    obliques: tuple[tuple[str, int], ...] = ()
    users: tuple[int, ...] = ()
    """Who acts with the help that the noun names: 'X attacked with the support of …'."""
    user_preposition: str = ""
    particle: str = ""
    passive: bool = False
    link: str = ""
    """How a role noun is tied to its holder: copula, apposition, title, '' for events."""

    def with_prepositions(self, prepositions: Collection[str]) -> list[int]:
        """Return the nouns of the obliques that one of `prepositions` introduces, in order."""
        return [noun for prep, noun in self.obliques if prep in prepositions]


def find_predications(
    sentence: Sentence, verbs: Collection[str], nouns: Collection[str], adjectives: Collection[str]
) -> Iterator[Predication]:
    """Yield the predications of the words whose lemma is asked for, in text order."""
    for token in sentence.tokens:
        misread = _misread_verb(sentence, token) if token.pos in ("NOUN", "ADJ") else None
        if misread in verbs:
            yield msgspec.structs.replace(read_verb(sentence, token.i), lemma=misread)
            continue
        if token.pos in VERBAL and token.lemma in verbs and token.dep not in ("aux", "auxpass"):
            yield read_verb(sentence, token.i)
        elif token.pos in ("NOUN", "PROPN", "VERB") and token.lemma in nouns:
            yield read_noun(sentence, token.i, nouns)
        if token.pos in ("ADJ", "VERB", "ADV"):
            word = token.lemma if token.lemma in adjectives else token.text.lower()
            if word in adjectives and _is_adjectival(sentence, token):
                yield msgspec.structs.replace(read_adjective(sentence, token.i), lemma=word)


def _is_adjectival(sentence: Sentence, token: Token) -> bool:
    """A participle that modifies or is predicated, not a verb with tense of its own."""
    if token.pos != "VERB":
        return True
    if token.dep == "conj":
        return _is_adjectival(sentence, sentence.tokens[token.head])
    return token.dep in ("amod", "acl", "acomp", "attr", "oprd") and token.tag in ("VBN", "VBD", "VBG")


_IRREGULAR = {"shot": "shoot", "cut": "cut", "hit": "hit", "set": "set", "held": "hold"}


def _misread_verb(sentence: Sentence, token: Token) -> str | None:
    """The lemma of a verb that the tagger took for a noun: it has a subject and an object."""
    children = [sentence.tokens[c].dep for c in sentence.children[token.i]]
    if "nsubj" not in children or "dobj" not in children:
        return None
    word = token.text.lower()
    return _IRREGULAR.get(word) or (word[:-2] if word.endswith("ed") else word)


def read_verb(sentence: Sentence, verb: int) -> Predication:
    """Return the predication of a verb, in the active whatever its voice."""
    passive = is_passive(sentence, verb)
    subjects = find_subjects(sentence, verb)
    objects = find_objects(sentence, verb)
    token = sentence.tokens[verb]
    if passive:
        if token.dep == "amod":
            subjects = [token.head]
        agents, patients = find_agents(sentence, verb), subjects + objects
    else:
        agents, patients = subjects, objects
    particle = find_child(sentence, verb, ("prt",))
    return Predication(
        sentence=sentence.index,
        head=verb,
        lemma=token.lemma,
        pos="verb",
        carrier=verb,
        agents=tuple(agents),
        patients=tuple(patients),
        obliques=tuple(find_obliques(sentence, verb)),
        particle=sentence.tokens[particle].text.lower() if particle is not None else "",
        passive=passive,
    )


def find_obliques(sentence: Sentence, head: int) -> list[tuple[str, int]]:
    """Return the (preposition, noun) pairs under `head`; 'out of' comes as its last word too."""
    found: list[tuple[str, int]] = []
    for child in sentence.children[head]:
        token = sentence.tokens[child]
        if token.dep in ("prep", "agent", "dative") and token.pos in ("ADP", "SCONJ", "VERB", "ADJ", "ADV"):
            found.extend(_read_preposition(sentence, child))
        elif token.dep == "dative":
            found.extend(("to", noun) for noun in conjuncts(sentence, child))
        elif token.dep == "advmod" and token.text.lower() == "where":
            found.extend(("where", noun) for noun in _nouns_before(sentence, child))
        elif token.dep == "advmod":
            for grandchild in find_children(sentence, child, ("prep",)):
                found.extend(_read_preposition(sentence, grandchild))
    return found


def _read_preposition(sentence: Sentence, prep: int) -> Iterator[tuple[str, int]]:
    word = sentence.tokens[prep].text.lower()
    for child in sentence.children[prep]:
        token = sentence.tokens[child]
        if token.dep in ("pobj", "pcomp"):
            if token.pos in VERBAL and token.dep == "pcomp":
                yield word, child
                continue
            for noun in resolve_relative(sentence, child):
                yield word, noun
        elif token.dep == "amod" and token.pos == "ADV":
            continue
        elif token.dep == "prep":
            yield from _read_preposition(sentence, child)
        elif token.dep == "conj" and token.pos == "ADP":
            yield from _read_preposition(sentence, child)


def _nouns_before(sentence: Sentence, where: int) -> list[int]:
    """The place nouns that a relative 'where' takes up: the phrase that ends right before it."""
    at = where - 1
    if at >= 0 and sentence.tokens[at].text == ",":
        at -= 1
    if at < 0 or sentence.tokens[at].pos not in ("NOUN", "PROPN"):
        return []
    while sentence.tokens[at].dep in ("compound", "conj") and sentence.tokens[at].head < where:
        at = sentence.tokens[at].head
    return conjuncts(sentence, at)


def read_noun(sentence: Sentence, noun: int, events: Collection[str] = ()) -> Predication:
    """Return the predication of a noun: its possessor, phrases, light verb, holder."""
    token = sentence.tokens[noun]
    agents: list[int] = []
    agents.extend(find_owners(sentence, noun))
    obliques = find_obliques(sentence, noun)
    agents.extend(n for prep, n in obliques if prep == "by")
    carrier = noun
    holders, link = find_holders(sentence, noun)
    if link == "copula":
        carrier = token.head
        obliques.extend(p for p in find_obliques(sentence, token.head) if p[0] != "by")
    first = _climb_partitives(sentence, _event_head(sentence, noun, events))
    is_hearsay = first != noun and sentence.tokens[first].lemma in _HEARSAY
    if first != noun:
        outer = find_obliques(sentence, first)
        obliques.extend(p for p in outer if p[0] not in ("of", "between"))
        agents.extend(n for prep, n in outer if prep == "by" and not is_hearsay)
    if is_hearsay and not agents:
        agents.extend(n for prep, n in obliques if prep == "against")
    if not agents:
        agents.extend(_agents_of_list(sentence, noun))
    verb = sentence.tokens[first].head
    verb_token = sentence.tokens[verb]
    patients: list[int] = []
    dep = "" if is_hearsay else sentence.tokens[first].dep
    if dep == "dobj" and verb_token.lemma in LIGHT_VERBS:
        carrier = verb
        if is_passive(sentence, verb):
            agents.extend(find_agents(sentence, verb))
        else:
            agents.extend(find_subjects(sentence, verb))
        obliques.extend(p for p in find_obliques(sentence, verb) if p not in obliques)
    elif dep == "nsubjpass" and verb_token.lemma in LIGHT_VERBS:
        carrier = verb
        agents.extend(find_agents(sentence, verb))
        obliques.extend(p for p in find_obliques(sentence, verb) if p not in obliques)
    if not agents and not holders:
        agents.extend(find_responsible(sentence, first))
    for child in find_children(sentence, noun, ("acl", "relcl")):
        if sentence.tokens[child].lemma in PASSIVE_LIGHT | {"blame"} and is_passive(sentence, child):
            agents.extend(find_agents(sentence, child))
            obliques.extend(p for p in find_obliques(sentence, child) if p[0] != "by")
    users: list[int] = []
    above = sentence.tokens[token.head]
    if token.dep == "pobj":
        users = find_users(sentence, above.head)
    return Predication(
        sentence=sentence.index,
        head=noun,
        lemma=token.lemma,
        pos="noun",
        users=tuple(users),
        user_preposition=above.text.lower() if users else "",
        carrier=carrier,
        agents=tuple(dict.fromkeys(agents)),
        patients=tuple(patients),
        holders=tuple(holders),
        obliques=tuple(dict.fromkeys(obliques)),
        link=link,
    )


def find_users(sentence: Sentence, verb: int) -> list[int]:
    """Return who does `verb`, or what is done where no doer is named; nothing for other words."""
    if sentence.tokens[verb].pos not in VERBAL:
        return []
    if is_passive(sentence, verb):
        return find_agents(sentence, verb) or find_subjects(sentence, verb)
    return find_subjects(sentence, verb)


def find_owners(sentence: Sentence, noun: int) -> list[int]:
    """Return the possessors of a noun; 'whose' gives what its relative clause is about."""
    owner = find_child(sentence, noun, ("poss",))
    if owner is None:
        return []
    if sentence.tokens[owner].text.lower() == "whose":
        for above in ancestors(sentence, noun):
            if sentence.tokens[above].dep == "relcl":
                return [sentence.tokens[above].head]
        return []
    return conjuncts(sentence, owner)


_HEARSAY = frozenset("allegation report accusation claim charge suspicion complaint".split())
_PARTITIVES = frozenset(
    """range number series case act wave incident practice use campaign string instance pattern
    spate allegation report list variety form kind type set round lot majority accusation claim
    charge suspicion count""".split()
)


def _climb_partitives(sentence: Sentence, noun: int) -> int:
    """'a range of abuses', 'the use of torture': the outer noun's place in the clause counts."""
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
    listed = conjuncts(sentence, _coordination_head(sentence, noun))
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
    first = _coordination_head(sentence, noun)
    token = sentence.tokens[first]
    if first == noun or token.lemma in events:
        return first
    above = sentence.tokens[token.head]
    if above.dep == "relcl" and sentence.tokens[above.head].lemma in events:
        return _coordination_head(sentence, above.head)
    return first


_BLAMED = frozenset("blame accuse suspect condemn sanction implicate".split())
_SHARE = frozenset("involvement role part complicity hand participation share".split())
_PARTAKE = frozenset("participate involve implicate engage partake take".split())


def find_responsible(sentence: Sentence, noun: int) -> list[int]:
    """Return who is said to answer for an event noun.

    'claimed responsibility for the attack', 'blamed X for the attack', 'X was involved in', 'X is
    responsible for', 'X's role in', 'X was behind the attack'.
    """
    prep = sentence.tokens[noun].head
    if sentence.tokens[noun].dep in ("dobj", "appos", "dep", "conj"):
        return _blamed_before_list(sentence, noun)
    if sentence.tokens[noun].dep not in ("pobj", "pcomp") or prep == noun:
        return []
    word, governor = sentence.tokens[prep].text.lower(), sentence.tokens[prep].head
    token = sentence.tokens[governor]
    if token.pos in VERBAL:
        if token.lemma in _BLAMED and word in ("for", "of", "with", "over", "in"):
            patients = find_subjects(sentence, governor) if is_passive(
                sentence, governor
            ) else find_objects(sentence, governor)
            return [p for p in patients if p != noun]
        if token.lemma in _PARTAKE and word in ("in", "with"):
            return find_subjects(sentence, governor)
        if token.lemma == "be" and word == "behind":
            return find_subjects(sentence, governor)
        return []
    if token.lemma in ("responsible", "guilty", "behind", "complicit"):
        return list(read_adjective(sentence, governor).holders)
    if token.lemma == "responsibility" and word == "for":
        return list(read_noun(sentence, governor).agents)
    if token.lemma in _SHARE and word == "in":
        return list(read_noun(sentence, governor).agents)
    if token.dep == "dobj" and word in ("of", "for"):
        verb = sentence.tokens[token.head]
        if verb.lemma in _BLAMED:
            return conjuncts(sentence, governor)
    return []


def _blamed_before_list(sentence: Sentence, noun: int) -> list[int]:
    """'blames X for two crimes: a bombing and an ambush': the list after the colon is X's too."""
    if not any(t.text == ":" for t in sentence.tokens[:noun]):
        return []
    for verb in ancestors(sentence, noun):
        if sentence.tokens[verb].lemma in _BLAMED:
            colon = next(t.i for t in sentence.tokens if t.text == ":")
            if verb > colon:
                return []
            if is_passive(sentence, verb):
                return find_subjects(sentence, verb)
            return [o for o in find_objects(sentence, verb) if o < colon]
    return []


def _coordination_head(sentence: Sentence, noun: int) -> int:
    while sentence.tokens[noun].dep == "conj" and sentence.tokens[
        sentence.tokens[noun].head
    ].pos in ("NOUN", "PROPN"):
        noun = sentence.tokens[noun].head
    return noun


def find_holders(sentence: Sentence, noun: int) -> tuple[list[int], str]:
    """Return whom a role noun is said of, and how: copula, apposition, title, or nothing."""
    first = _coordination_head(sentence, noun)
    token = sentence.tokens[first]
    head = sentence.tokens[token.head]
    if token.dep in ("attr", "oprd") and head.pos in VERBAL:
        if token.dep == "oprd" and not is_passive(sentence, token.head):
            objects = find_objects(sentence, token.head)
            if objects:
                return objects, "copula"
        return find_subjects(sentence, token.head), "copula"
    if token.dep == "pobj" and head.text.lower() == "as":
        governor = head.head
        if sentence.tokens[governor].pos in VERBAL:
            objects = find_objects(sentence, governor)
            subjects = find_subjects(sentence, governor)
            return (subjects if is_passive(sentence, governor) or not objects else objects), "as"
        return [], ""
    named = _apposed_names(sentence, first)
    if named:
        return named, "apposition"
    if token.dep == "appos":
        is_plural = sentence.tokens[first].tag == "NNS"
        listed = [c for c in conjuncts(sentence, token.head) if c < first]
        return (listed if is_plural else [token.head]), "apposition"
    if token.dep in ("compound", "nmod", "amod") and head.pos == "PROPN":
        return _titled(sentence, token.head), "title"
    return [], ""


def _titled(sentence: Sentence, name: int) -> list[int]:
    """A title before a list of names holds of the first, a plural one of all."""
    return [name]


def _apposed_names(sentence: Sentence, noun: int) -> list[int]:
    """'the group's leader, X': a name in apposition to the role noun is its holder."""
    found = []
    for child in find_children(sentence, noun, ("appos",)):
        if sentence.tokens[child].pos == "PROPN":
            is_plural = sentence.tokens[noun].tag in ("NNS", "NNPS")
            if not is_plural:
                return [child]  # a second apposition is another name of the first
            found.extend(conjuncts(sentence, child))
    return found


def read_adjective(sentence: Sentence, word: int) -> Predication:
    """Return the predication of an adjective: what it is said of, and its phrases."""
    token = sentence.tokens[word]
    head = sentence.tokens[token.head]
    carrier = word
    if token.dep in ("acomp", "oprd", "attr") and head.pos in VERBAL:
        holders, link, carrier = find_subjects(sentence, token.head), "copula", token.head
    elif token.dep == "ROOT":
        holders, link = find_subjects(sentence, word), "copula"
    elif token.dep == "conj" and head.pos in ("ADJ", "VERB"):
        above = read_adjective(sentence, token.head)
        holders, link, carrier = list(above.holders), above.link, above.carrier
    else:
        holders, link = [token.head], "modifier"
    obliques = find_obliques(sentence, word)
    if link == "copula":
        obliques.extend(p for p in find_obliques(sentence, carrier) if p not in obliques)
    return Predication(
        sentence=sentence.index,
        head=word,
        lemma=token.lemma,
        pos="adj",
        carrier=carrier,
        agents=tuple(find_agents(sentence, word)),
        holders=tuple(holders),
        obliques=tuple(obliques),
        link=link,
    )
