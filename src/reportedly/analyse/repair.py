"""Slips of the parser that repeat themselves, put right before anything reads the tree.

`mend` changes words of one sentence in place. Each repair asks for a narrow pattern, because most
trees are right: long lists whose items hang on each other as appositions, 'of' phrases that belong
to 'accuse' and not to its object, 'has since recruited' read as a noun phrase, lists after a colon.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from reportedly.analyse.lexicon import load_lexicon
from reportedly.analyse.misplaced import mend_places
from reportedly.analyse.repair_objects import (
    is_naming,
    mend_called,
    mend_gerund,
    mend_measure,
)
from reportedly.analyse.repair_perfect import mend_split_perfect
from reportedly.analyse.repair_subjects import (
    HELD_TO,
    mend_bereft,
    mend_held_to,
    mend_swallowed,
)
from reportedly.analyse.word import Word, children_of, is_tree

_WITH_OF = frozenset(
    "accuse suspect convict acquit deprive rob clear inform absolve warn notify strip".split()
)
_DOERS = frozenset(
    "leader organiser organizer perpetrator mastermind planner author victim".split()
)
_ACTS = ("tion", "sion", "ment", "ing", "ism", "cide", "acy", "son", "ry", "ft")
_BARE = frozenset({"compound", "punct", "conj", "cc", "nmod"})
_OPEN_TAGS = frozenset({"NOUN", "ADJ", "VERB", "ADV", "X", "INTJ"})
_MIN_LIST = 2


_DONE_TO = frozenset({"kill", "injure", "wound", "kidnap", "abduct", "arrest", "detain", "jail"})


class _Slip(NamedTuple):
    """What puts a slip right, and at which words it may have happened: empty sets mean any."""

    repair: Callable[[list[Word], Word], None]
    dep: frozenset[str] = frozenset()
    tag: frozenset[str] = frozenset()
    pos: frozenset[str] = frozenset()
    is_one: Callable[[Word], bool] | None = None


def mend(words: list[Word], starts: Sequence[int], is_word: Callable[[str], bool]) -> None:
    """Put right what is known to go wrong.

    `starts` are the words at which the parser began a sentence inside this one; `is_word` says
    whether a lower-case word is an English common word. Where repairs together leave no tree, all
    words hang as the parser had them.
    """
    parsed = [(word.head, word.dep) for word in words]
    _mend_all(words, starts, is_word)
    if [(word.head, word.dep) for word in words] != parsed and not is_tree(words):
        for word, (head, dep) in zip(words, parsed, strict=True):
            word.head, word.dep = head, dep


def _mend_all(words: list[Word], starts: Sequence[int], is_word: Callable[[str], bool]) -> None:
    for start in starts:
        _mend_colon(words, start)
    _mend_opening(words, is_word)
    _mend_plurals(words, is_word)
    for word in words:
        _mend_word(words, word)


def _mend_word(words: list[Word], word: Word) -> None:
    """Put the slips of one word right in their order; each sees what those before it made of it."""
    at = 0
    while True:
        shape = (word.dep, word.tag, word.pos)
        for number, is_one, repair in _list_slips(*shape):
            if number >= at and (is_one is None or is_one(word)):
                repair(words, word)
                at = number + 1
                if (word.dep, word.tag, word.pos) != shape:
                    break
        else:
            return


@lru_cache(maxsize=4096)
def _list_slips(
    dep: str, tag: str, pos: str
) -> list[tuple[int, Callable[[Word], bool] | None, Callable[[list[Word], Word], None]]]:
    """The slips that a word of this relation, tag and part of speech may show, with their places."""
    return [
        (number, slip.is_one, slip.repair)
        for number, slip in enumerate(_SLIPS)
        if (not slip.dep or dep in slip.dep)
        and (not slip.tag or tag in slip.tag)
        and (not slip.pos or pos in slip.pos)
    ]


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


def _mend_item(words: list[Word], item: Word) -> None:
    """'Kelm, Orrin, Tasvik, Nol Vahar and Bresk': a bare name among conjuncts is one of them."""
    above = words[item.head]
    first = item.i
    while first > 0 and words[first - 1].head == item.i and words[first - 1].dep == "compound":
        first -= 1
    if above.pos != "PROPN" or above.i > item.i or words[first - 1].text != ",":
        return
    own = list(children_of(words, item.i))
    if any(w.dep not in _BARE for w in own):
        return
    if item.dep == "npadvmod":
        if any(w.dep == "conj" for w in own):
            item.dep = "conj"
        return
    listed = [w for w in children_of(words, above.i) if w.dep == "conj"]
    goes_on = any(w.i > item.i for w in listed) or any(w.dep == "conj" for w in own)
    began = above.dep == "conj" or any(w.i < item.i for w in listed)
    if goes_on and began and len(listed) + sum(w.dep == "conj" for w in own) >= _MIN_LIST:
        item.dep = "conj"


def _mend_charge(words: list[Word], verb: Word) -> None:
    """'Accuses the group of a bombing': the charge hangs on the verb."""
    objects = [w for w in children_of(words, verb.i) if w.dep == "dobj" and w.i > verb.i]
    if not objects or any(w.lemma == "of" for w in children_of(words, verb.i)):
        return
    at: Word | None = objects[0]
    charge: Word | None = None
    while at is not None:
        following = None
        for prep in children_of(words, at.i):
            if prep.lemma != "of" or prep.i < at.i:
                continue
            inner = next(
                (w for w in children_of(words, prep.i) if w.dep in {"pobj", "pcomp"}), None
            )
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


def _mend_being(words: list[Word], being: Word) -> None:
    """'came into being in 2009': the year belongs to the coming."""
    prep = words[being.head]
    if prep.text.lower() != "into" or words[prep.head].lemma not in {"come", "bring", "spring"}:
        return
    for word in list(children_of(words, being.i)):
        if word.dep == "prep" and word.i > being.i:
            word.head = prep.head


def _mend_reduced(words: list[Word], verb: Word) -> None:
    """'Women held by the front were freed', read as 'that women held …': it is the women.

    The participle comes as a clause with a subject of its own, the passive verb without one.
    """
    main = words[verb.head]
    own = [w for w in words if w.head == verb.i]
    subjects = [w for w in own if w.dep == "nsubj" and w.i < verb.i]
    is_clause = any(w.dep in {"aux", "auxpass", "dobj", "mark"} for w in own)
    if main.i < verb.i or len(subjects) != 1 or is_clause:
        return
    beside = [w for w in words if w.head == main.i and w is not verb]
    if not any(w.dep == "auxpass" for w in beside):
        return
    if any(w.dep in {"nsubj", "nsubjpass"} for w in beside):
        return
    noun = subjects[0]
    noun.head, noun.dep = main.i, "nsubjpass"
    verb.head, verb.dep, verb.tag = noun.i, "acl", "VBN"


def _mend_root(words: list[Word], verb: Word) -> None:
    """'Women held by the front were freed', with 'held' for the main verb: 'were freed' is it.

    A finite passive with neither subject nor conjunction cannot be a clause beside another verb.
    """
    own = [w for w in words if w.head == verb.i and w is not verb]
    subjects = [w for w in own if w.dep == "nsubj" and w.i < verb.i]
    if len(subjects) != 1 or any(w.dep in {"aux", "auxpass", "dobj", "ccomp"} for w in own):
        return
    for main in own:
        if main.dep not in {"advcl", "ccomp", "dep"} or main.tag != "VBN" or main.i < verb.i:
            continue
        below = {w.dep for w in words if w.head == main.i and w is not main}
        if "auxpass" not in below or below & {"nsubj", "nsubjpass", "mark", "advmod", "csubj"}:
            continue
        first = min(w.i for w in words if w.head == main.i and w.dep in {"aux", "auxpass"})
        between = words[verb.i + 1 : first]
        if words[first - 1].text == "," or any(w.dep == "cc" for w in between[-2:]):
            continue
        main.head, main.dep = main.i, "ROOT"
        subjects[0].head, subjects[0].dep = main.i, "nsubjpass"
        verb.head, verb.dep, verb.tag = subjects[0].i, "acl", "VBN"
        return


_ROOT, _PAST = frozenset({"ROOT"}), frozenset({"VBD", "VBN"})
_SLIPS = (
    _Slip(mend_swallowed, dep=_ROOT, tag=frozenset({"VBD", "VBZ"})),
    _Slip(mend_bereft, dep=frozenset({"ccomp", "ROOT"}), tag=frozenset({"VBD", "VBZ", "VBP"})),
    _Slip(mend_split_perfect, is_one=lambda w: w.lemma == "have" and w.dep != "aux"),
    _Slip(mend_held_to, tag=_PAST, is_one=lambda w: w.lemma in HELD_TO),
    _Slip(_mend_headline, dep=_ROOT, tag=_PAST, is_one=lambda w: w.lemma in _DONE_TO),
    _Slip(_mend_that, dep=frozenset({"nsubj"}), is_one=lambda w: w.text.lower() == "that"),
    _Slip(_mend_penalty, dep=frozenset({"prep"}), is_one=lambda w: w.text == "for"),
    _Slip(mend_places),
    _Slip(_mend_counted, tag=frozenset({"NNS"}), pos=frozenset({"NOUN"})),
    _Slip(_mend_item, dep=frozenset({"npadvmod", "appos"}), pos=frozenset({"PROPN"})),
    _Slip(mend_measure, dep=frozenset({"npadvmod"}), pos=frozenset({"PROPN"})),
    _Slip(mend_gerund, dep=frozenset({"compound", "amod"}), tag=frozenset({"VBG"})),
    _Slip(mend_called, pos=frozenset({"VERB"}), is_one=is_naming),
    _Slip(_mend_charge, pos=frozenset({"VERB"}), is_one=lambda w: w.lemma in _WITH_OF),
    _Slip(_mend_reduced, dep=frozenset({"csubjpass", "csubj", "ccomp"}), tag=_PAST),
    _Slip(_mend_root, dep=_ROOT, tag=_PAST),
    _Slip(_mend_being, dep=frozenset({"pcomp"}), is_one=lambda w: w.text == "being"),
    _Slip(_mend_since, is_one=lambda w: w.lemma == "since" and w.i > 0 and w.pos != "PROPN"),
)
"""Which word may be where a slip happened, and what puts it right, in this order."""
