"""Verbs that the parser left without their subject, or with another's, put right.

The words of one sentence are changed in place; every repair asks for a narrow pattern.
"""

from reportedly.analyse.misplaced import SUBJECT
from reportedly.analyse.word import Word, children_of, is_above

HELD_TO = frozenset(
    "believe think say suspect know report allege understand presume assume rumour rumor".split()
)
DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday yesterday today".split())
_PLURAL = frozenset({"are", "were", "have"})


def mend_swallowed(words: list[Word], verb: Word) -> None:
    """'In a statement on its site, a faction blamed': the subject hangs on the opening phrase."""
    own = [w for w in words if w.head == verb.i and w is not verb]
    opening = next((w for w in own if w.i < verb.i and w.dep == "prep"), None)
    if opening is None or opening.i > 0 or any(w.dep in SUBJECT for w in own):
        return
    for comma in words[1 : verb.i]:
        if comma.text != ",":
            continue
        inside = [w for w in words if w.dep in {"appos", "conj"} and comma.i < w.i < verb.i]
        for noun in inside:
            first = min(w.i for w in words if w is noun or (w.head == noun.i and w.i < noun.i))
            if first == comma.i + 1 and noun.pos in {"NOUN", "PROPN"}:
                noun.head, noun.dep = verb.i, "nsubj"
                name_beside(words, noun)
                return


def mend_bereft(words: list[Word], verb: Word) -> None:
    """'… held by the League, a unit from Keth, the Column, is in charge': the unit is.

    A finite verb without a subject, after two phrases set off by commas that both hang on what
    comes before: an indefinite noun and its name. They are the subject; a place of its own with
    a relative clause that stands before them ('in areas near X, which were …') goes with the verb.
    """
    if verb.i < 4 or words[verb.i - 1].text != ",":
        return
    if any(w.head == verb.i and w.dep in SUBJECT for w in words if w is not verb):
        return
    name = _apposed_before(words, verb.i - 1)
    if name is None or name.pos != "PROPN":
        return
    first = min([name.i, *(w.i for w in children_of(words, name.i) if w.i < name.i)])
    noun = _apposed_before(words, first - 1) if words[first - 1].text == "," else None
    if noun is None or noun.pos != "NOUN" or name.head not in {noun.i, noun.head, first - 2}:
        return
    if not any(w.text.lower() in {"a", "an"} for w in children_of(words, noun.i)):
        return
    noun.head, noun.dep, name.head, name.dep = verb.i, "nsubj", noun.i, "appos"
    for prep in words[:first]:
        is_before = prep.head < prep.i and prep.head == verb.head != verb.i
        if is_before and prep.dep == "prep" and _has_relative(words, prep.i, noun.i):
            prep.head = verb.i


def _apposed_before(words: list[Word], comma: int) -> Word | None:
    """The nearest apposition on the left of a comma that another comma sets off."""
    for word in reversed(words[:comma]):
        if word.text == ",":
            return None
        if word.dep == "appos":
            return word
    return None


def _has_relative(words: list[Word], top: int, end: int) -> bool:
    """Whether a relative clause hangs somewhere under `top`, before `end`."""
    clauses = (word.i for word in words[top:end] if word.dep == "relcl")
    return any(is_above(words, top, clause) for clause in clauses)


def mend_held_to(words: list[Word], verb: Word) -> None:
    """'Men believed to be rebels killed a guard': they are believed, and nobody says by whom.

    Nobody 'says to be'. The verb becomes a passive; where a finite verb follows, that one is the
    clause's and the first a participle of its subject.
    """
    own = [w for w in words if w.head == verb.i and w is not verb]
    subject = next((w for w in own if w.dep == "nsubj" and w.i < verb.i), None)
    goal = next((w for w in own if w.dep == "xcomp" and w.i > verb.i), None)
    if subject is None or goal is None or any(w.dep in {"dobj", "aux", "auxpass"} for w in own):
        return
    if not any(w.head == goal.i and w.tag == "TO" for w in words):
        return
    verb.tag, subject.dep = "VBN", "nsubjpass"
    main = next(
        (w for w in own if w.dep in {"conj", "ccomp"} and w.tag in {"VBD", "VBZ"} and w.i > goal.i),
        None,
    )
    if main is None or any(w.head == verb.i and w.dep == "cc" and w.i < main.i for w in words):
        return
    for word in words:
        if word.head == main.i and word.dep == "nsubj" and goal.i < word.i < main.i:
            word.head, word.dep = goal.i, "attr"
        elif word.head == verb.i and word.i > main.i:
            word.head = main.i
    main.dep = verb.dep
    main.head = main.i if verb.head == verb.i else verb.head
    subject.head, subject.dep = main.i, "nsubj"
    verb.head, verb.dep = subject.i, "acl"


def name_beside(words: list[Word], noun: Word) -> None:
    """'a faction, the Sons of the Plain, blamed': without an 'and' it is an apposition."""
    below = [w for w in words if w.head == noun.i and w.i > noun.i]
    if not any(w.dep == "cc" for w in below):
        for word in below:
            if word.dep == "conj":
                word.dep = "appos"
