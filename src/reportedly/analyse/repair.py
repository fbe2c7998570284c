"""Slips of the parser that repeat themselves, put right before anything reads the tree.

`mend` changes words of one sentence in place. Each repair asks for a narrow pattern, because most
trees are right: long lists whose items hang on each other as appositions, 'of' phrases that belong
to 'accuse' and not to its object, 'has since recruited' read as a noun phrase, lists after a colon.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.analyse.lexicon import load_lexicon

_WITH_OF = frozenset(
    "accuse suspect convict acquit deprive rob clear inform absolve warn notify strip".split()
)
_DOERS = frozenset(
    "leader organiser organizer perpetrator mastermind planner author victim".split()
)
_ACTS = ("tion", "sion", "ment", "ing", "ism", "cide", "acy", "son", "ry", "ft")
_BARE = frozenset({"compound", "punct", "conj", "cc", "nmod"})
_OPEN_TAGS = frozenset({"NOUN", "ADJ", "VERB", "ADV", "X", "INTJ"})
_HELD_TO = frozenset(
    "believe think say suspect know report allege understand presume assume rumour rumor".split()
)
_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_MIN_LIST = 2


@dataclass(slots=True)
class Word:
    """A word of a tree under repair; `head` counts from the sentence's first word."""

    i: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


_DONE_TO = frozenset({"kill", "injure", "wound", "kidnap", "abduct", "arrest", "detain", "jail"})


def mend(words: list[Word], starts: Sequence[int], is_word: Callable[[str], bool]) -> None:
    """Put right what is known to go wrong.

    `starts` are the words at which the parser began a sentence inside this one; `is_word` says
    whether a lower-case word is an English common word.
    """
    for start in starts:
        _mend_colon(words, start)
    _mend_opening(words, is_word)
    _mend_plurals(words, is_word)
    for word in words:
        if word.dep == "ROOT" and word.tag in {"VBD", "VBZ"}:
            _mend_swallowed(words, word)
        if word.lemma in _HELD_TO and word.tag in {"VBD", "VBN"}:
            _mend_held_to(words, word)
        if word.lemma in _DONE_TO and word.dep == "ROOT" and word.tag in {"VBD", "VBN"}:
            _mend_headline(words, word)
        if word.text.lower() == "that" and word.dep == "nsubj":
            _mend_that(words, word)
        if word.text == "for" and word.dep == "prep":
            _mend_penalty(words, word)
        if word.tag == "NNS" and word.pos == "NOUN":
            _mend_counted(words, word)
        if word.pos == "PROPN" and word.dep in {"npadvmod", "appos"}:
            _mend_item(words, word)
        elif word.lemma in _WITH_OF and word.pos == "VERB":
            _mend_charge(words, word)
        elif word.lemma == "since" and word.i:
            _mend_since(words, word)


def opens_list(before: Sequence[Word], root: Word, has_subject: bool) -> bool:
    """Say whether what stands after a colon lists what the plural noun before the colon counts."""
    if len(before) < 2 or has_subject or root.pos not in {"PROPN", "NOUN"}:
        return False
    return before[-1].text == ":" and before[-2].tag in {"NNS", "NNPS"}


def _mend_colon(words: list[Word], start: int) -> None:
    """The list after 'three districts:' is an apposition to the districts."""
    if start < 2 or words[start - 1].text != ":" or words[start - 2].pos != "NOUN":
        return
    root = next((w for w in words[start:] if w.dep == "parataxis" and w.head < start), None)
    if root is not None and root.pos in {"PROPN", "NOUN"}:
        root.head, root.dep = start - 2, "appos"


def _mend_plurals(words: list[Word], is_word: Callable[[str], bool]) -> None:
    """'KPLF guerrillas': a common noun although it follows a name."""
    for word in words:
        if word.tag == "NNPS" and word.text.islower() and is_word(word.text[:-1]):
            word.pos, word.tag, word.lemma = "NOUN", "NNS", word.text[:-1]


def _mend_headline(words: list[Word], verb: Word) -> None:
    """'At least 12 killed in attack': the auxiliary is left out, and nobody kills without object."""
    own = [w for w in words if w.head == verb.i and w.i != verb.i]
    if any(w.dep in {"dobj", "aux", "auxpass", "nsubjpass", "ccomp", "agent"} for w in own):
        return
    if words[-1].text in {".", "!", "?"} or not any(w.dep == "prep" and w.i > verb.i for w in own):
        return
    for word in own:
        if word.dep == "nsubj" and word.pos in {"NUM", "NOUN"}:
            word.dep, verb.tag = "nsubjpass", "VBN"


def _mend_swallowed(words: list[Word], verb: Word) -> None:
    """'In a statement on its site, a faction blamed': the subject hangs on the opening phrase."""
    own = [w for w in words if w.head == verb.i and w is not verb]
    opening = next((w for w in own if w.i < verb.i and w.dep == "prep"), None)
    if opening is None or opening.i > 0 or any(w.dep in _SUBJECT for w in own):
        return
    for comma in words[1 : verb.i]:
        if comma.text != ",":
            continue
        inside = [w for w in words if w.dep in {"appos", "conj"} and comma.i < w.i < verb.i]
        for noun in inside:
            first = min(w.i for w in words if w is noun or (w.head == noun.i and w.i < noun.i))
            if first == comma.i + 1 and noun.pos in {"NOUN", "PROPN"}:
                noun.head, noun.dep = verb.i, "nsubj"
                _name_beside(words, noun)
                return


def _mend_held_to(words: list[Word], verb: Word) -> None:
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


def _mend_that(words: list[Word], that: Word) -> None:
    """'said that guards had beaten': 'guards' is a noun, and 'that' opens the clause."""
    noun = words[that.head]
    verb = words[noun.head]
    if noun.dep != "nsubj" or noun.i != that.i + 1 or verb.dep != "ccomp" or noun.i > verb.i:
        return
    that.head, that.dep = verb.i, "mark"
    noun.pos, noun.tag = "NOUN", "NNS"


_PENALTIES = frozenset("sanction penalty fine ban embargo".split())


def _mend_penalty(words: list[Word], prep: Word) -> None:
    """'imposed sanctions on two men and a firm for smuggling': the firm alone is not meant."""
    at = words[prep.head]
    while at.dep == "conj" and at.pos in {"NOUN", "PROPN"}:
        at = words[at.head]
    on = words[at.head]
    above = words[on.head]
    if at.dep != "pobj" or on.text not in {"on", "against"}:
        return
    if above.pos == "VERB":
        below = (w for w in words if w.head == above.i and w.dep in {"dobj", "nsubjpass"})
        if any(w.lemma in _PENALTIES for w in below):
            prep.head = above.i
    elif above.lemma in _PENALTIES and above.dep in {"dobj", "nsubjpass"}:
        prep.head = above.head


_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def _mend_counted(words: list[Word], noun: Word) -> None:
    """'two officials of the ministry, X and Y,': the list counts the officials."""
    number = next((w for w in words if w.head == noun.i and w.dep == "nummod"), None)
    count = _COUNTS.get(number.text.lower()) if number is not None else None
    if count is None:
        return
    for prep in (w for w in words if w.head == noun.i and w.dep == "prep"):
        for inner in (w for w in words if w.head == prep.i and w.dep == "pobj"):
            first = next((w for w in words if w.head == inner.i and w.dep == "conj"), None)
            if first is None or any(w.head == inner.i and w.dep == "cc" for w in words):
                continue
            names = [first]
            while following := next(
                (w for w in words if w.head == names[-1].i and w.dep == "conj"), None
            ):
                names.append(following)
            if len(names) == count and all(w.pos == "PROPN" for w in names):
                first.head, first.dep = noun.i, "appos"
                return


def _name_beside(words: list[Word], noun: Word) -> None:
    """'a faction, the Sons of the Plain, blamed': without an 'and' it is an apposition."""
    below = [w for w in words if w.head == noun.i and w.i > noun.i]
    if not any(w.dep == "cc" for w in below):
        for word in below:
            if word.dep == "conj":
                word.dep = "appos"


def _mend_opening(words: list[Word], is_word: Callable[[str], bool]) -> None:
    """A capitalised subject that no word list holds is a name: 'Rasheed was shot'."""
    first = next((w for w in words if w.text[0].isalnum()), None)
    if (
        first is not None
        and first.pos in _OPEN_TAGS
        and first.dep in {"nsubj", "nsubjpass"}
        and first.text.istitle()
        and first.text.isalpha()
        and not is_word(first.text.lower())
    ):
        first.pos, first.tag, first.lemma = "PROPN", "NNP", first.text.lower()


def _children(words: list[Word], i: int) -> Iterator[Word]:
    return (w for w in words if w.head == i and w.i != i)


def _mend_item(words: list[Word], item: Word) -> None:
    """'Kelm, Orrin, Tasvik, Nol Vahar and Bresk': a bare name among conjuncts is one of them."""
    above = words[item.head]
    first = item.i
    while first > 0 and words[first - 1].head == item.i and words[first - 1].dep == "compound":
        first -= 1
    if above.pos != "PROPN" or above.i > item.i or words[first - 1].text != ",":
        return
    own = list(_children(words, item.i))
    if any(w.dep not in _BARE for w in own):
        return
    if item.dep == "npadvmod":
        if any(w.dep == "conj" for w in own):
            item.dep = "conj"
        return
    listed = [w for w in _children(words, above.i) if w.dep == "conj"]
    goes_on = any(w.i > item.i for w in listed) or any(w.dep == "conj" for w in own)
    began = above.dep == "conj" or any(w.i < item.i for w in listed)
    if goes_on and began and len(listed) + sum(w.dep == "conj" for w in own) >= _MIN_LIST:
        item.dep = "conj"


def _mend_charge(words: list[Word], verb: Word) -> None:
    """'Accuses the group of a bombing': the charge hangs on the verb."""
    objects = [w for w in _children(words, verb.i) if w.dep == "dobj" and w.i > verb.i]
    if not objects or any(w.lemma == "of" for w in _children(words, verb.i)):
        return
    at: Word | None = objects[0]
    charge: Word | None = None
    while at is not None:
        following = None
        for prep in _children(words, at.i):
            if prep.lemma != "of" or prep.i < at.i:
                continue
            inner = next((w for w in _children(words, prep.i) if w.dep in {"pobj", "pcomp"}), None)
            if inner is None:
                continue
            if _is_act(inner) and at.lemma not in _DOERS:
                charge = prep
            following = inner
        at = None if charge is not None else following
    if charge is not None:
        charge.head = verb.i


def _is_act(word: Word) -> bool:
    if word.tag == "VBG":
        return True
    kind = load_lexicon().nouns.get(word.lemma)
    return word.pos == "NOUN" and (
        kind == "activity" or (kind is None and word.lemma.endswith(_ACTS))
    )


def _mend_since(words: list[Word], since: Word) -> None:
    """'The group has since recruited students': the participle is the verb of the clause."""
    if since.i + 1 >= len(words) or words[since.i - 1].lemma != "have":
        return
    verb = words[since.i + 1]
    if verb.tag not in {"VBN", "VBD"} or verb.dep != "amod" or words[verb.head].head != since.i:
        return
    noun = words[verb.head]
    verb.head, verb.dep, verb.pos = (
        since.head if since.head != since.i else verb.i,
        since.dep,
        "VERB",
    )
    for word in words:
        if word.head == since.i and word.i not in {since.i, verb.i}:
            word.head = verb.i
    noun.head, noun.dep = verb.i, "dobj"
    since.head, since.dep, since.pos = verb.i, "advmod", "ADV"
