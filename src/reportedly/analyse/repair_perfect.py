"""A perfect that a phrase of time splits: 'has for two years trained', read as 'years trained'.

The words of a sentence → the participle as the verb of its clause, 'have' as its auxiliary.
"""

from reportedly.analyse.word import Word, children_of

_TIMES = frozenset(
    "year month week day night decade hour winter summer spring autumn weekend time".split()
)
_BEFORE_TIME = frozenset({"for", "in", "over", "during", "since", "within", "after"})


def mend_split_perfect(words: list[Word], have: Word) -> None:
    """Give the clause its verb back: the participle that hangs on a noun of time."""
    below = list(children_of(words, have.i))
    if have.lemma != "have" or any(w.dep in {"dobj", "xcomp", "ccomp"} for w in below):
        return
    verb = _find_participle(words, below)
    if verb is None:
        return
    verb.head = verb.i if have.head == have.i else have.head
    verb.dep, verb.pos = have.dep, "VERB"
    for word in below:
        if word is not verb:
            word.head = verb.i
    have.head, have.dep, have.pos = verb.i, "aux", "AUX"


def _find_participle(words: list[Word], below: list[Word]) -> Word | None:
    for prep in below:
        if prep.dep != "prep" or prep.lemma not in _BEFORE_TIME:
            continue
        for noun in children_of(words, prep.i):
            after = words[noun.i + 1] if noun.i + 1 < len(words) else None
            is_time = noun.dep == "pobj" and noun.lemma in _TIMES
            if is_time and after is not None and after.head == noun.i and after.tag == "VBN":
                return after if after.dep in {"acl", "amod"} else None
    return None
