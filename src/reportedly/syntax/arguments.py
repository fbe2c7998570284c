"""Who does what in a clause: subjects and objects of verbs through passives, relatives and control.

Sentence → token indices. A relative pronoun gives its antecedent, a missing subject that of the
governing clause; coordination is expanded, so the answer to 'who' is a list of head tokens.
"""

from reportedly.records import Sentence
from reportedly.syntax.listing import find_items
from reportedly.syntax.relatives import RELATIVE, find_antecedents, resolve_relative
from reportedly.syntax.tree import (
    VERBAL,
    ancestors,
    conjuncts,
    find_child,
    find_children,
    walk_subtree,
)
from reportedly.syntax.voice import find_agents, is_finite, is_passive

_OBJECT_CONTROL = frozenset(
    """ask tell order force urge allow help want persuade send train recruit instruct direct call
    encourage compel pressure require permit enable get cause invite warn advise forbid expect hire
    pay command oblige coerce convince authorize authorise deploy assign appoint lead move drive
    teach see hear watch find leave accuse suspect believe consider prevent stop appeal rely count
    prevail dispatch mobilize mobilise incite tempt request summon challenge beg threaten_with
    put set press assist aid support back equip arm empower enlist lobby task""".split()
)
_SUBJECT_GERUNDS = frozenset(
    {"by", "after", "before", "while", "without", "in", "since", "through"}
)
_MAX_DEPTH = 6
_ACCUSING = frozenset(
    {"accuse", "suspect", "convict", "acquit", "blame", "indict", "charge", "implicate"}
)
_CALLING = frozenset({"call", "appeal", "rely", "count", "prevail"})
_CHARGES = frozenset({"suspicion", "charge", "count", "accusation", "allegation", "ground"})
_TALKING = frozenset(
    """discuss describe mention condemn welcome praise criticise criticize comment note watch cover
    investigate oppose fear reject denounce reveal""".split()
)
_ARRESTS = frozenset({"arrest", "detention", "indictment", "conviction"})
_PENALTIES = frozenset({"sanction", "penalty", "ban", "fine", "freeze", "charge", "embargo"})


def find_subjects(sentence: Sentence, verb: int, depth: int = 0) -> list[int]:
    """Return the head tokens of the grammatical subject of `verb`, wherever it stands."""
    if depth > _MAX_DEPTH:
        return []
    own = find_children(sentence, verb, ("nsubj", "nsubjpass"))
    own = [c for c in own if sentence.tokens[c].dep != "expl"]
    if own:
        found: list[int] = []
        for subject in own:
            found.extend(resolve_relative(sentence, subject))
            found.extend(find_companions(sentence, subject))
        return found
    for aux in find_children(sentence, verb, ("aux", "auxpass")):
        own = find_children(sentence, aux, ("nsubj", "nsubjpass"))  # 'have in May cleared'
        if own:
            return [n for subject in own for n in resolve_relative(sentence, subject)]
    return _inherited_subjects(sentence, verb, depth)


def _inherited_subjects(sentence: Sentence, verb: int, depth: int) -> list[int]:
    token = sentence.tokens[verb]
    head = token.head
    if head == verb:
        return []
    head_token = sentence.tokens[head]
    if token.dep == "relcl":
        has_relative = any(
            sentence.tokens[c].text.lower() in RELATIVE and sentence.tokens[c].dep == "dobj"
            for c in sentence.children[verb]
        )
        return [] if has_relative else [head]
    if token.dep == "acl":
        if token.tag in ("VBN", "VBG", "VBD"):
            is_about_all = any(
                sentence.tokens[c].text.lower() in ("both", "all") for c in sentence.children[verb]
            )
            return conjuncts(sentence, head) if is_about_all else [head]
        return _noun_controllers(sentence, head, depth)
    if token.dep == "conj" and head_token.pos in VERBAL:
        return find_subjects(sentence, head, depth + 1)
    if is_finite(sentence, verb) and token.dep in ("ccomp", "dep", "advcl"):
        return _subject_of_split_clause(sentence, verb)
    if token.dep in ("xcomp", "ccomp", "advcl", "dep", "oprd") and head_token.pos in VERBAL:
        return _controlled_subjects(sentence, verb, depth)
    if token.dep in ("xcomp", "ccomp", "advcl") and head_token.pos == "ADJ":
        return find_subjects(sentence, head_token.head, depth + 1)
    if token.dep == "pcomp":
        return _gerund_subjects(sentence, head, depth)
    return []


def _controlled_subjects(sentence: Sentence, verb: int, depth: int) -> list[int]:
    """The subject of a clause below a verb: that verb's object or subject, as it controls."""
    token = sentence.tokens[verb]
    if token.tag == "VB" and sentence.tokens[token.head].lemma in _TALKING:
        return []
    if token.dep != "advcl" or token.tag == "VB":
        controlled = _object_control(sentence, token.head, token.dep)
        if controlled:
            return controlled
    return find_subjects(sentence, token.head, depth + 1)


def _subject_of_split_clause(sentence: Sentence, verb: int) -> list[int]:
    """A finite verb right after a relative clause has the clause's antecedent for its subject.

    'fighters …, who entered the valley, are now leading the war': the parser often starts a new
    clause at the second verb and leaves it without a subject.
    """
    first = min([verb, *find_children(sentence, verb, ("aux", "auxpass", "advmod", "neg"))])
    for at in range(first - 1, 0, -1):
        token = sentence.tokens[at]
        if token.dep == "relcl" and max(walk_subtree(sentence, at)) >= first - 2:
            return find_antecedents(sentence, at)
    before = first - 1
    if before > 0 and sentence.tokens[before].text == ",":
        before -= 1
    if before > 0 and sentence.tokens[before].dep == "appos":
        return [before]
    return []


def _object_control(sentence: Sentence, verb: int, dep: str) -> list[int]:
    if dep != "ccomp" and sentence.tokens[verb].lemma not in _OBJECT_CONTROL:
        return []
    objects = find_children(sentence, verb, ("dobj", "dative"))
    objects = [o for o in objects if sentence.tokens[o].pos != "ADP"]  # 'sent men to X to fight'
    if not objects and sentence.tokens[verb].lemma in _CALLING:
        # 'called on the government to release them'
        for prep in find_children(sentence, verb, ("prep",)):
            if sentence.tokens[prep].text.lower() in ("on", "upon", "for", "to"):
                objects = find_children(sentence, prep, ("pobj",))
    return conjuncts(sentence, objects[-1]) if objects else []


def _gerund_subjects(sentence: Sentence, prep: int, depth: int) -> list[int]:
    """Who does the gerund after a preposition: 'accused X of having', 'left after killing'."""
    preposition = sentence.tokens[prep]
    listed = [item.name for item in find_items(sentence) if item.reason == prep]
    if listed:
        return listed
    governor = preposition.head
    governor_token = sentence.tokens[governor]
    if governor_token.pos in VERBAL:
        if preposition.text.lower() not in _SUBJECT_GERUNDS:
            objects = find_children(sentence, governor, ("dobj",))
            if objects and sentence.tokens[objects[0]].lemma in _PENALTIES:
                return _punished(sentence, governor, objects[0])
            if objects:
                return conjuncts(sentence, objects[0])
        return find_subjects(sentence, governor, depth + 1)
    if governor_token.pos == "ADJ":
        return find_subjects(sentence, governor_token.head, depth + 1)
    if governor_token.dep == "dobj" and preposition.text.lower() in ("of", "for"):
        # 'accused the group of having' is often parsed with the preposition on the object
        verb = sentence.tokens[governor_token.head]
        if verb.lemma in _ACCUSING:
            return conjuncts(sentence, governor)
    if preposition.text.lower() in ("of", "for"):
        accused = find_accused(sentence, prep)
        if accused:
            return accused
    if governor_token.pos in ("NOUN", "PROPN"):
        return _noun_controllers(sentence, governor, depth)
    return []


def _suspects(sentence: Sentence, charge: int) -> list[int]:
    """'arrested X on suspicion of financing': X is the one who finances."""
    at = sentence.tokens[charge].head
    if sentence.tokens[charge].dep != "pobj" or at == charge:
        return []
    for above in ancestors(sentence, at):
        word = sentence.tokens[above]
        if word.pos == "NOUN" and word.lemma in _ARRESTS:  # 'his arrest on suspicion of'
            owner = find_child(sentence, above, ("poss",))
            return [] if owner is None else conjuncts(sentence, owner)
        if sentence.tokens[above].pos in VERBAL:
            if is_passive(sentence, above):
                return find_subjects(sentence, above)
            return find_objects(sentence, above)
    return []


def find_accused(sentence: Sentence, prep: int) -> list[int]:
    """Return whom an accusation is against, whose 'of' hangs somewhere in their own phrase.

    'accused the army and rebels in X and Y of …': the parser hangs 'of' on Y.
    """
    for above in ancestors(sentence, prep):
        token = sentence.tokens[above]
        if token.pos in VERBAL:
            if token.lemma not in _ACCUSING:
                return []
            if is_passive(sentence, above):
                return find_subjects(sentence, above)
            objects = find_children(sentence, above, ("dobj",))
            return conjuncts(sentence, objects[0]) if objects else []
    return []


def _punished(sentence: Sentence, verb: int, penalty: int) -> list[int]:
    """'imposed sanctions on X for smuggling': X is the one who smuggles."""
    for governor in (verb, penalty):
        for prep in find_children(sentence, governor, ("prep",)):
            if sentence.tokens[prep].text.lower() in ("on", "against"):
                nouns = find_children(sentence, prep, ("pobj",))
                return conjuncts(sentence, nouns[0]) if nouns else []
    return []


def _noun_controllers(sentence: Sentence, noun: int, depth: int) -> list[int]:
    """Who does what a noun announces: 'their plan to attack', 'had the goal of overthrowing'."""
    owner = find_child(sentence, noun, ("poss",))
    if owner is not None:
        return conjuncts(sentence, owner)
    if sentence.tokens[noun].lemma in _CHARGES:
        suspects = _suspects(sentence, noun)
        if suspects:
            return suspects
    at = noun
    for _ in range(_MAX_DEPTH):
        token = sentence.tokens[at]
        if token.pos in VERBAL:
            if token.lemma in _TALKING:
                return []  # who discusses a plan to attack does not attack
            subjects = find_subjects(sentence, at, depth + 1)
            if is_passive(sentence, at):
                agents = find_agents(sentence, at)
                return agents or subjects
            return subjects
        if token.head == at or token.dep in ("nsubj", "nsubjpass", "appos"):
            return []
        at = token.head
    return []


def find_objects(sentence: Sentence, verb: int) -> list[int]:
    """Return the tokens of the direct object, an antecedent where a relative clause has the gap."""
    own = find_children(sentence, verb, ("dobj",))
    if own:
        found: list[int] = []
        for noun in own:
            found.extend(resolve_relative(sentence, noun))
        return found + find_companions(sentence, verb)
    named = _subject_of_small_clause(sentence, verb)
    if named:
        return named
    token = sentence.tokens[verb]
    if token.dep == "amod" and find_child(sentence, verb, ("nsubj",)) is not None:
        return conjuncts(sentence, token.head)  # 'police tortured suspects' read as one phrase
    if token.dep == "relcl":
        subjects = find_children(sentence, verb, ("nsubj",))
        if subjects and all(sentence.tokens[s].text.lower() not in RELATIVE for s in subjects):
            return [token.head]
    if token.dep == "conj":
        shared = _shared_object(sentence, verb)
        if shared:
            return shared
    return _object_of_later_verb(sentence, verb)


def _subject_of_small_clause(sentence: Sentence, verb: int) -> list[int]:
    """'found the banker guilty', 'named X governor': the clause has no verb of its own."""
    for clause in find_children(sentence, verb, ("ccomp", "xcomp", "oprd")):
        if sentence.tokens[clause].pos in ("ADJ", "NOUN", "PROPN"):
            if find_children(sentence, clause, ("cop", "aux", "mark")):
                continue
            subjects = find_children(sentence, clause, ("nsubj",))
            if subjects:
                return conjuncts(sentence, subjects[0])
    return []


def find_companions(sentence: Sentence, above: int) -> list[int]:
    """'killed X along with two guards', 'X, together with Y, attacked': who shares the place.

    `above` is the verb or the noun on which 'along with' hangs.
    """
    found: list[int] = []
    for outer in sentence.children[above]:
        for prep in (outer, *find_children(sentence, outer, ("prep",))):
            if sentence.tokens[prep].text.lower() != "with":
                continue
            words = (sentence.tokens[t] for t in (outer, *sentence.children[prep]))
            if any(w.text.lower() in ("along", "together", "jointly") for w in words):
                for noun in find_children(sentence, prep, ("pobj",)):
                    found.extend(conjuncts(sentence, noun))
    return found


def _object_of_later_verb(sentence: Sentence, verb: int) -> list[int]:
    """'abducted, beat or killed the workers': verbs in a row share the last one's object."""
    if is_passive(sentence, verb):
        return []
    at = verb
    for _ in range(_MAX_DEPTH):
        later = find_children(sentence, at, ("conj",))
        later = [c for c in later if sentence.tokens[c].pos in VERBAL]
        own = find_children(sentence, at, ("prep", "ccomp", "xcomp", "agent", "oprd"))
        if not later or any(at < c < later[0] for c in own):
            return []
        at = later[0]
        if find_child(sentence, at, ("nsubj", "nsubjpass")) is not None or is_passive(sentence, at):
            return []
        objects = find_children(sentence, at, ("dobj",))
        if objects:
            return conjuncts(sentence, objects[0])
    return []


def _shared_object(sentence: Sentence, verb: int) -> list[int]:
    """A gap verb in coordination: 'the town that they took and burned'."""
    head = sentence.tokens[verb].head
    is_gap = sentence.tokens[head].dep == "relcl" and not find_children(sentence, head, ("dobj",))
    if is_gap and find_child(sentence, verb, ("nsubj", "prep", "dobj")) is None:
        return find_objects(sentence, head)
    return []
