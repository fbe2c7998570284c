"""What stays as it is under a hedge, a negation or a plan: what the words take for granted.

'Police did not investigate the killing of the clerk' and 'the league called for an inquiry into
the killing' both hold that he was killed; 'he plans to meet his brother' that he has one.
"""

from reportedly.attribute.clauses import FINITE
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
_ACCUSE = frozenset({"accuse", "blame"})
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
    tokens = sentence.tokens
    found: list[set[int]] = []
    for token in tokens:
        if token.lemma not in _ACCUSE or token.i in told or not token.tag.startswith("VB"):
            continue
        if is_passive(sentence, token.i):
            continue
        for head in (token.i, *find_children(sentence, token.i, ("dobj",))):
            found.extend(
                set(subtree(sentence, child))
                for child in find_children(sentence, head, ("prep",))
                if child > token.i and tokens[child].lemma in {"of", "for"}
            )
    return found


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
