"""Who does what in a clause: subjects and objects of verbs through passives, relatives and control.

Sentence → token indices. A relative pronoun gives its antecedent, a missing subject that of the
governing clause; coordination is expanded, so the answer to 'who' is a list of head tokens.
"""

from reportedly.records import Sentence
from reportedly.syntax.tree import (
    VERBAL,
    ancestors,
    conjuncts,
    find_child,
    find_children,
    walk_subtree,
)

RELATIVE = frozenset({"who", "which", "that", "whom"})
_OBJECT_CONTROL = frozenset(
    """ask tell order force urge allow help want persuade send train recruit instruct direct call
    encourage compel pressure require permit enable get cause invite warn advise forbid expect hire
    pay command oblige coerce convince authorize authorise deploy assign appoint lead move drive
    teach see hear watch find leave accuse suspect believe consider prevent stop appeal rely count
    prevail dispatch mobilize mobilise incite tempt request summon challenge beg threaten_with
    put set""".split()
)
_SUBJECT_GERUNDS = frozenset(
    {"by", "after", "before", "while", "without", "in", "since", "through"}
)
_MAX_DEPTH = 6
_TWIN_REACH = 3
_ACCUSING = frozenset(
    {"accuse", "suspect", "convict", "acquit", "blame", "indict", "charge", "implicate"}
)
_CALLING = frozenset({"call", "appeal", "rely", "count", "prevail"})
_PENALTIES = frozenset({"sanction", "penalty", "ban", "fine", "freeze", "charge", "embargo"})


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Return whether the verb's grammatical subject is what the action is done to."""
    token = sentence.tokens[verb]
    for child in sentence.children[verb]:
        if sentence.tokens[child].dep in ("auxpass", "nsubjpass", "csubjpass"):
            return True
    if token.tag != "VBN":
        return False
    if token.dep == "acl" and _is_whole_clause(sentence, verb):
        return False
    if token.dep in ("acl", "amod", "advcl", "appos", "oprd", "ccomp", "xcomp", "dep", "ROOT"):
        return not _has_aux(sentence, verb) and find_child(sentence, verb, ("nsubj",)) is None
    if token.dep == "conj":
        head = token.head
        bare = not _has_aux(sentence, verb) and find_child(sentence, verb, ("nsubj",)) is None
        return bare and sentence.tokens[head].pos in VERBAL and is_passive(sentence, head)
    return False


def _is_whole_clause(sentence: Sentence, verb: int) -> bool:
    """'The council named X governor', read as 'the council that was named': no verb is left.

    Headlines ('Editor arrested in capital') have neither article nor full stop and are passives.
    """
    noun = sentence.tokens[verb].head
    if sentence.tokens[noun].dep != "ROOT" or find_agents(sentence, verb):
        return False
    if find_child(sentence, verb, ("dobj",)) is not None:
        return True
    has_article = find_child(sentence, noun, ("det", "poss")) is not None
    return has_article and sentence.tokens[-1].text == "."


def _has_aux(sentence: Sentence, verb: int) -> bool:
    return find_child(sentence, verb, ("aux", "auxpass")) is not None


def resolve_relative(sentence: Sentence, token: int) -> list[int]:
    """Return the antecedents of a relative pronoun, or the token itself and its conjuncts."""
    t = sentence.tokens[token]
    if t.text.lower() in RELATIVE and t.tag in ("WDT", "WP", "IN", "WP$"):
        at = t.head
        for _ in range(_MAX_DEPTH):
            verb = sentence.tokens[at]
            if verb.dep == "relcl":
                return _antecedents(sentence, at)
            if verb.dep not in ("conj", "ccomp", "xcomp", "aux", "prep", "pcomp"):
                break
            at = verb.head
        return []
    return conjuncts(sentence, token)


def _antecedents(sentence: Sentence, relcl: int) -> list[int]:
    """The nouns that a relative clause is about, by nearness and number.

    The parser hangs 'which' on the first or the last noun of a list or a chain of phrases alike;
    the verb's number tells them apart, else the nearest conjunct is meant.
    """
    noun = sentence.tokens[relcl].head
    start = min(walk_subtree(sentence, relcl))
    listed = [c for c in conjuncts(sentence, noun) if c < start]
    number = _number(sentence, relcl)
    if number == "plural":
        if len(listed) > 1:
            return listed
        if sentence.tokens[noun].tag in ("NN", "NNP"):
            plural = _plural_above(sentence, noun)
            if plural is not None:
                return [plural]
        return [noun]
    return listed[-1:] or [noun]


def _number(sentence: Sentence, verb: int) -> str:
    """Return 'plural' or 'singular' as the finite verb shows it, else ''."""
    words = [sentence.tokens[c] for c in find_children(sentence, verb, ("aux", "auxpass"))]
    word = words[0] if words else sentence.tokens[verb]
    if word.tag == "VBP" or word.text.lower() in ("were", "are", "have"):
        return "plural"
    if word.tag == "VBZ" or word.text.lower() == "was":
        return "singular"
    return ""


def _plural_above(sentence: Sentence, noun: int) -> int | None:
    """The plural noun whose phrase ends in `noun`: 'areas along the border with X, which were'."""
    at = noun
    for _ in range(_MAX_DEPTH):
        token = sentence.tokens[at]
        if token.head == at or token.dep not in ("pobj", "prep", "poss", "dobj", "acl", "conj"):
            return None
        at = token.head
        if sentence.tokens[at].tag in ("NNS", "NNPS"):
            return at
        if sentence.tokens[at].pos in VERBAL and sentence.tokens[at].dep != "acl":
            return None
    return None


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
        return found
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
        if token.dep != "advcl" or token.tag == "VB":
            controlled = _object_control(sentence, head, token.dep)
            if controlled:
                return controlled
        return find_subjects(sentence, head, depth + 1)
    if token.dep in ("xcomp", "ccomp", "advcl") and head_token.pos == "ADJ":
        return find_subjects(sentence, head_token.head, depth + 1)
    if token.dep == "pcomp":
        return _gerund_subjects(sentence, head, depth)
    return []


def is_finite(sentence: Sentence, verb: int) -> bool:
    """Return whether the verb or its first auxiliary carries tense."""
    words = [sentence.tokens[c] for c in find_children(sentence, verb, ("aux", "auxpass"))]
    word = words[0] if words else sentence.tokens[verb]
    return word.tag in ("VBZ", "VBP", "VBD", "MD")


def _subject_of_split_clause(sentence: Sentence, verb: int) -> list[int]:
    """A finite verb right after a relative clause has the clause's antecedent for its subject.

    'fighters …, who entered the valley, are now leading the war': the parser often starts a new
    clause at the second verb and leaves it without a subject.
    """
    first = min([verb, *find_children(sentence, verb, ("aux", "auxpass", "advmod", "neg"))])
    for at in range(first - 1, 0, -1):
        token = sentence.tokens[at]
        if token.dep == "relcl" and max(walk_subtree(sentence, at)) >= first - 2:
            return _antecedents(sentence, at)
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
    if not objects and sentence.tokens[verb].lemma in _CALLING:
        # 'called on the government to release them'
        for prep in find_children(sentence, verb, ("prep",)):
            if sentence.tokens[prep].text.lower() in ("on", "upon", "for", "to"):
                objects = find_children(sentence, prep, ("pobj",))
    return conjuncts(sentence, objects[-1]) if objects else []


def _gerund_subjects(sentence: Sentence, prep: int, depth: int) -> list[int]:
    """Who does the gerund after a preposition: 'accused X of having', 'left after killing'."""
    preposition = sentence.tokens[prep]
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
    at = noun
    for _ in range(_MAX_DEPTH):
        token = sentence.tokens[at]
        if token.pos in VERBAL:
            subjects = find_subjects(sentence, at, depth + 1)
            if is_passive(sentence, at):
                agents = find_agents(sentence, at)
                return agents or subjects
            return subjects
        if token.head == at or token.dep in ("nsubj", "nsubjpass", "appos"):
            return []
        at = token.head
    return []


def find_agents(sentence: Sentence, verb: int) -> list[int]:
    """Return the tokens of a passive's 'by' phrase."""
    found: list[int] = []
    for by in sentence.children[verb]:
        token = sentence.tokens[by]
        if token.text.lower() == "by" and token.dep in ("agent", "prep"):
            for noun in find_children(sentence, by, ("pobj",)):
                found.extend(conjuncts(sentence, noun))
    return found or _agents_of_twin(sentence, verb) or _agents_on_noun(sentence, verb)


def _agents_of_twin(sentence: Sentence, verb: int) -> list[int]:
    """'armed and paid by X': two participles side by side share the phrase after the second."""
    for later in find_children(sentence, verb, ("conj",)):
        is_bare = not find_children(sentence, later, ("nsubj", "nsubjpass", "auxpass", "aux"))
        if sentence.tokens[later].tag == "VBN" and is_bare and later - verb <= _TWIN_REACH:
            return find_agents(sentence, later)
    return []


def _agents_on_noun(sentence: Sentence, verb: int) -> list[int]:
    """'was declared a terrorist group by the court': the phrase may hang on the last noun."""
    if find_child(sentence, verb, ("auxpass", "nsubjpass")) is None:
        return []
    nouns = find_children(sentence, verb, ("oprd", "dobj", "attr"))
    for prep in find_children(sentence, verb, ("prep",)):
        if sentence.tokens[prep].text.lower() == "as":
            nouns.extend(find_children(sentence, prep, ("pobj",)))
    for noun in nouns:
        for by in find_children(sentence, noun, ("prep", "agent")):
            if sentence.tokens[by].text.lower() == "by":
                return find_children(sentence, by, ("pobj",))
    return []


def find_objects(sentence: Sentence, verb: int) -> list[int]:
    """Return the tokens of the direct object, an antecedent where a relative clause has the gap."""
    own = find_children(sentence, verb, ("dobj",))
    if own:
        found: list[int] = []
        for noun in own:
            found.extend(resolve_relative(sentence, noun))
        return found + _companions(sentence, verb)
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


def _companions(sentence: Sentence, verb: int) -> list[int]:
    """'killed X along with two guards': the guards share the object's place."""
    found: list[int] = []
    for outer in sentence.children[verb]:
        if sentence.tokens[outer].text.lower() not in ("along", "together"):
            continue
        for prep in [outer, *find_children(sentence, outer, ("prep",))]:
            if sentence.tokens[prep].text.lower() == "with":
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
