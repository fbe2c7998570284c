"""What stays as it is under a hedge, a negation or a plan: what the words take for granted.

'Police did not investigate the killing of the clerk' and 'the league called for an inquiry into
the killing' both hold that he was killed; 'he plans to meet his brother' that he has one.
"""

from reportedly.attribute.clauses import FINITE
from reportedly.attribute.negations import is_negated
from reportedly.attribute.speakers import SUBJECTS, is_passive
from reportedly.records import Sentence, Token
from reportedly.syntax.tree import find_child, find_children, subtree, walk_subtree

_FACING = frozenset(
    """investigate comment confirm condemn mention explain respond react solve punish avenge discuss address
    retaliate regret forget protest criticise criticize denounce probe mourn commemorate deplore
    apologise apologize""".split()
)
"""Verbs whose object or complement is there already."""
_FACING_NOUNS = frozenset(
    """investigation inquiry probe response reaction retaliation revenge vengeance condemnation
    notification comment explanation punishment""".split()
)
_TIES = frozenset({"into", "of", "on", "to", "for", "about", "over", "at", "against"})
_OPEN = frozenset(
    """any no further future possible potential such new every each more another alleged claim
    allegation accusation report rumour""".split()
)
_KIN = frozenset(
    """brother sister father mother son daughter wife husband cousin uncle aunt nephew niece widow
    grandson grandfather grandmother stepfather stepson parent spouse""".split()
)
_ONTO = frozenset({"on", "to"})
_TIED_BY: dict[str, frozenset[str]] = {
    "accuse": frozenset({"of", "for"}),
    "blame": frozenset({"of", "for", "on"}),
    "pin": frozenset({"on"}),
    "attribute": frozenset({"to"}),
    "ascribe": frozenset({"to"}),
    "impute": frozenset({"to"}),
    "hold": frozenset({"for"}),
}
"""Verbs that accuse, and the prepositions that tie the accused to the deed."""
_ANSWERING = frozenset({"responsible", "liable"})
_HAPPEN = frozenset(
    """occur happen take exist make carry commit stage launch mount conduct perpetrate perform do
    materialise materialize organise organize order plan wage execute involve establish form
    build pay give provide""".split()
)
_DEFINITE = frozenset({"the", "this", "these", "that", "those"})


def find_presupposed(sentence: Sentence) -> list[set[int]]:
    """Return the stretches of the sentence that no cue outside them weakens or denies."""
    tokens = sentence.tokens
    found: list[set[int]] = []
    for token in sentence.tokens:
        if token.lemma in _FACING and token.tag.startswith("VB"):
            found.extend(_faced(sentence, noun) for noun in _complements(sentence, token.i))
        elif token.lemma in _FACING_NOUNS and token.pos == "NOUN":
            found.extend(_faced(sentence, noun) for noun in _phrases(sentence, token.i))
        elif _is_kin(sentence, token):
            found.append({token.i})
    return [stretch for stretch in found if stretch and len(stretch) < len(tokens)]


def _is_kin(sentence: Sentence, token: Token) -> bool:
    if token.lemma not in _KIN or token.pos != "NOUN" or token.dep in {"attr", "oprd"}:
        return False
    return find_child(sentence, token.i, ("poss",)) is not None


def find_unaccused(sentence: Sentence, told: frozenset[int]) -> list[set[int]]:
    """Return what somebody is not accused of: 'did not accuse the clerk *of burning the mill*'.

    Nobody says that he did it, nobody that he did not. `told` are the cues with a source.
    """
    found: list[set[int]] = []
    for token in sentence.tokens:
        if token.lemma not in _TIED_BY or token.i in told or not token.tag.startswith("VB"):
            continue
        if is_passive(sentence, token.i) and not is_negated(sentence, token.i):
            continue
        if token.lemma == "hold":
            found.extend(_find_unanswered(sentence, token))
        else:
            found.extend(_find_charge(sentence, token))
    return found


def find_uncharged(sentence: Sentence, inside: set[int]) -> set[int]:
    """Return what a speaker with the content `inside` says that somebody does not blame on anybody."""
    tokens = sentence.tokens
    found: set[int] = set()
    for i in inside:
        token = tokens[i]
        if token.lemma not in _TIED_BY or not token.tag.startswith("VB"):
            continue
        if is_negated(sentence, i):
            is_hold = token.lemma == "hold"
            found.update(*(_find_unanswered if is_hold else _find_charge)(sentence, token))
    return found


def _find_charge(sentence: Sentence, verb: Token) -> list[set[int]]:
    """'accuse X *of burning*', 'blame *the attack on X*'."""
    tokens = sentence.tokens
    found: list[set[int]] = []
    deeds = find_children(sentence, verb.i, ("dobj", "nsubjpass"))
    inner = [i for deed in deeds for i in subtree(sentence, deed)]
    for head in (verb.i, *inner):
        for child in find_children(sentence, head, ("prep", "dative")):
            tie = tokens[child].lemma
            if child < verb.i or tie not in _TIED_BY[verb.lemma]:
                continue
            if head in {verb.i, *deeds} or tie in _ONTO:
                charge = set(subtree(sentence, child))
                found.append(charge | set(inner) if tie in _ONTO else charge)
    return found


def _find_unanswered(sentence: Sentence, verb: Token) -> list[set[int]]:
    """'does not hold X responsible *for the attack*', which nobody says."""
    tokens = sentence.tokens
    if not is_negated(sentence, verb.i):
        return []
    for child in sentence.children[verb.i]:
        if tokens[child].lemma in _ANSWERING:
            for head in (child, verb.i):
                for prep in find_children(sentence, head, ("prep",)):
                    if tokens[prep].lemma == "for" and prep > verb.i:
                        return [set(subtree(sentence, prep))]
    return []


def find_told_beside(sentence: Sentence) -> list[set[int]]:
    """Return the relative clauses that tell a fact: 'assist the men *who fled the raid*'."""
    tokens = sentence.tokens
    found = []
    for token in tokens:
        if token.dep != "relcl" or find_child(sentence, token.i, SUBJECTS) is None:
            continue
        first = next((tokens[c] for c in sentence.children[token.i]), token)
        auxiliaries = find_children(sentence, token.i, ("aux", "auxpass"))
        tags = {tokens[c].tag for c in auxiliaries} or {token.tag}
        if first.tag in {"WP", "WDT"} and "MD" not in tags and tags & FINITE:
            found.append(set(subtree(sentence, token.i)))
    return found


def _complements(sentence: Sentence, verb: int) -> list[int]:
    return [*find_children(sentence, verb, ("dobj",)), *_phrases(sentence, verb)]


def _phrases(sentence: Sentence, head: int) -> list[int]:
    """The nouns of the phrases that tie what is faced to the word that faces it."""
    found = []
    for child in find_children(sentence, head, ("prep",)):
        noun = find_child(sentence, child, ("pobj",))
        if child > head and sentence.tokens[child].lemma in _TIES and noun is not None:
            found.append(noun)
    return found


def _faced(sentence: Sentence, noun: int) -> set[int]:
    tokens = sentence.tokens
    beside = (noun, *(c for c in sentence.children[noun] if c < noun))
    if any(tokens[c].lemma in _OPEN for c in beside) or tokens[noun].pos == "PRON":
        return set()
    return set(subtree(sentence, noun))


def find_granted_subjects(sentence: Sentence, inside: set[int]) -> set[int]:
    """Return what a denial of `inside` leaves alone: 'denied that *the raid* hurt anybody'."""
    tokens = sentence.tokens
    found: set[int] = set()
    for i in sorted(inside):
        if tokens[i].dep == "ccomp":
            found |= find_granted_subject(sentence, i)
    return found


def find_granted_subject(sentence: Sentence, verb: int) -> set[int]:
    """Return the subject that a negation leaves alone: '*the attack on the ford* hurt nobody'."""
    tokens = sentence.tokens
    subject = find_child(sentence, verb, ("nsubj", "nsubjpass"))
    if subject is None or tokens[subject].pos != "NOUN" or tokens[verb].lemma in _HAPPEN:
        return set()
    is_said_of = tokens[verb].lemma == "be" and find_child(sentence, verb, ("acomp",)) is not None
    determiners = find_children(sentence, subject, ("det", "poss"))
    is_definite = any(tokens[c].dep == "poss" or tokens[c].lemma in _DEFINITE for c in determiners)
    return set(walk_subtree(sentence, subject)) if is_said_of or is_definite else set()
