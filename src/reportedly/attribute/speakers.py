"""Cue word → its source: the subject through coordination, control, passives and relatives.

Works on one sentence; the answer is a `Speaker`, the head token that refers to the source and
the tokens of its phrase.
"""

from reportedly.attribute.findings import Speaker
from reportedly.records import Sentence
from reportedly.syntax.tree import NOMINAL, find_child, find_children, subtree, walk_subtree

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_OPEN = frozenset({"xcomp", "conj", "advcl", "ccomp", "acl", "pcomp", "prep", "relcl", "dep"})
_MAX_STEPS = 6
_EMPHASIS = frozenset({"*", "**", "_", "__", "***"})
"""Marks of italics and bold that plain text keeps around the names of papers."""


def find_speaker(sentence: Sentence, verb: int) -> Speaker | None:
    """Return the source of the cue verb `verb`, active or passive, or None."""
    if is_passive(sentence, verb):
        return find_agent(sentence, verb)
    subject = find_subject(sentence, verb)
    return None if subject is None else describe_speaker(sentence, subject)


def find_subject(sentence: Sentence, verb: int) -> int | None:
    """Return the logical subject of an active verb, inherited where the clause has none."""
    tokens = sentence.tokens
    at = verb
    for _ in range(_MAX_STEPS):
        subject = _nearest_subject(sentence, at)
        if subject is not None:
            return subject
        inverted = _find_inverted(sentence, at) if at == verb else None
        if inverted is not None:
            return inverted
        token = tokens[at]
        if token.head == at or token.dep not in _OPEN:
            return None
        if at == verb and is_imperative(sentence, verb):
            return None
        if token.dep in {"acl", "relcl"}:
            holder = tokens[token.head]
            if at == verb and token.tag == "VB" and holder.dep == "dobj":
                at = holder.head  # 'the court has grounds to suspect that'
                subject = find_child(sentence, at, SUBJECTS)
                return holder.i if subject is None else subject
            return token.head
        if token.dep == "xcomp":
            patient = find_child(sentence, token.head, ("dobj", "dative"))
            if patient is not None and tokens[at].tag == "VB":
                return patient
        at = token.head
        if tokens[at].pos in NOMINAL and tokens[at].dep not in {"ROOT", "conj"}:
            return at
    return None


def _nearest_subject(sentence: Sentence, verb: int) -> int | None:
    """The subject; of two without a conjunction ('Minister of Interior Ada Lund') the person."""
    subjects = find_children(sentence, verb, SUBJECTS)
    if not subjects:
        return None
    headed = [i for i in range(subjects[0], verb) if sentence.tokens[i].text == ":"]
    if (
        headed
        and len(subjects) == 1
        and not any(sentence.tokens[i].pos == "PUNCT" for i in range(subjects[0]))
    ):
        named = [i for i in range(headed[0], verb) if sentence.tokens[i].pos in {"PROPN", "NOUN"}]
        if named:
            return named[-1]  # 'Abductions: Radio Orlin reported that'
    last, tokens = subjects[-1], sentence.tokens
    between = range(subjects[0], last)
    if headed and headed[0] < last < verb:
        return last
    if (
        last < verb
        and tokens[last].entity == "PERSON"
        and not any(tokens[i].dep in {"cc", "punct"} for i in between)
    ):
        return last
    return subjects[0]


def is_imperative(sentence: Sentence, verb: int) -> bool:
    """A bare verb form that heads its sentence."""
    token = sentence.tokens[verb]
    return token.dep == "ROOT" and token.tag == "VB"


def find_agent(sentence: Sentence, verb: int) -> Speaker | None:
    """Return the source that 'by' names for a passive verb."""
    by = find_child(sentence, verb, ("agent",))
    if by is None:
        by = next(
            (
                c
                for c in sentence.children[verb]
                if sentence.tokens[c].lemma == "by" and sentence.tokens[c].dep == "prep"
            ),
            None,
        )
    agent = None if by is None else find_child(sentence, by, ("pobj",))
    return None if agent is None else describe_speaker(sentence, agent)


def is_passive(sentence: Sentence, verb: int) -> bool:
    """A passive clause, or a reduced relative ('a man accused of theft')."""
    tokens = sentence.tokens
    for child in sentence.children[verb]:
        if tokens[child].dep in {"auxpass", "nsubjpass"}:
            return True
    token = tokens[verb]
    if token.tag != "VBN":
        return False
    if token.dep == "conj" and is_passive(sentence, _coordinated(sentence, verb)):
        return find_child(sentence, verb, ("nsubj", "aux")) is None
    return token.dep in {"acl", "amod", "advcl"} and find_child(sentence, verb, ("aux",)) is None


def _coordinated(sentence: Sentence, verb: int) -> int:
    """The verb that another is joined to, also by way of a preposition ('held in or accused of')."""
    head = sentence.tokens[verb].head
    return sentence.tokens[head].head if sentence.tokens[head].pos == "ADP" else head


def describe_speaker(sentence: Sentence, head: int) -> Speaker:
    """Return the speaker whose phrase has the head token `head`."""
    tokens = sentence.tokens
    apposed = find_child(sentence, head, ("appos",))
    if head == 0 and not tokens[0].entity and apposed is not None and tokens[apposed].entity:
        head = apposed  # 'Recall, the Courier reported': an aside that the parser took for a name
    shown = _trim(sentence, subtree(sentence, head))
    if tokens[head].lemma in _RELATIVES and tokens[head].tag in {"WP", "WDT", "WP$"}:
        antecedent = find_antecedent(sentence, head)
        if antecedent is not None:
            return Speaker(sentence.index, antecedent, [head])
    return Speaker(sentence.index, head, shown)


def find_antecedent(sentence: Sentence, relative: int) -> int | None:
    """Return the noun that the relative clause of the pronoun `relative` hangs on."""
    at = relative
    tokens = sentence.tokens
    for _ in range(_MAX_STEPS):
        if tokens[at].head == at:
            return None
        if tokens[at].dep == "relcl":
            return tokens[at].head
        at = tokens[at].head
    return None


def phrase_of(sentence: Sentence, head: int) -> list[int]:
    """Return the tokens of the phrase of `head` without relative clauses and appositions."""
    skipped = {"relcl", "appos", "acl", "punct", "cc", "conj", "advcl", "dep"}
    found = sorted(walk_subtree(sentence, head, lambda t: t.dep not in skipped))
    return _contiguous(found, head)


def _contiguous(found: list[int], head: int) -> list[int]:
    """The unbroken run of `found` around `head`."""
    at = found.index(head)
    first = last = at
    while first > 0 and found[first] - found[first - 1] == 1:
        first -= 1
    while last + 1 < len(found) and found[last + 1] - found[last] == 1:
        last += 1
    return found[first : last + 1]


def _find_inverted(sentence: Sentence, verb: int) -> int | None:
    """'…, said the mayor' where the parser took the mayor for an object."""
    tokens = sentence.tokens
    if tokens[verb].tag not in {"VBD", "VBZ", "VBP"} or tokens[verb].lemma != "say":
        return None
    for child in find_children(sentence, verb, ("dobj", "attr", "oprd", "npadvmod")):
        token = tokens[child]
        is_name = token.pos in {"PROPN", "NOUN", "PRON"} and token.entity not in {"DATE", "TIME"}
        if child > verb and is_name:
            return child
    return None


def _trim(sentence: Sentence, found: list[int]) -> list[int]:
    while found and (
        sentence.tokens[found[-1]].pos in {"PUNCT", "CCONJ"}
        or sentence.tokens[found[-1]].text in _EMPHASIS
    ):
        if sentence.tokens[found[-1]].text in ")]":
            break
        found = found[:-1]
    while found and (
        sentence.tokens[found[0]].pos == "PUNCT" or sentence.tokens[found[0]].text in _EMPHASIS
    ):
        found = found[1:]
    return found
