"""Names and nouns that the parser hangs in the wrong place of a clause, and where they belong.

One word of a tree under repair → the tree with the word's place mended: a day that swallows the
subject after it, a list of subjects or of counted things read as appositions, an object hung on
the verb above its own, a body's name after a role taken for the subject.
"""

from collections.abc import Iterator

from reportedly.analyse.word import Word, is_above

SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_DAYS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday yesterday today".split()
)
_PLURAL = frozenset({"are", "were", "have"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUN = frozenset({"NOUN", "PROPN"})


def mend_places(words: list[Word], word: Word) -> None:
    """Put right the place of one word, and of what hangs with it."""
    if word.text.lower() == "re" and word.i + 2 < len(words):
        _mend_prefix(words, word)
    elif word.text in _DAYS and word.dep == "compound":
        _mend_day(words, word)
    elif word.dep == "appos" and word.pos == "PROPN":
        _mend_subjects(words, word)
    elif word.dep == "appos" and word.pos == "NOUN":
        _mend_counted_list(words, word)
    elif word.dep in {"nsubj", "nsubjpass"} and words[word.head].dep in {"aux", "auxpass"}:
        word.head = words[word.head].head  # the subject is the verb's, not the auxiliary's
    elif word.dep == "dobj":
        _mend_second_object(words, word)
    elif word.dep == "nsubj" and word.pos == "PROPN":
        _mend_seat(words, word)
    elif word.dep == "punct" and word.text[0].isupper():
        _mend_lost_name(words, word)
    elif word.text in _RANKS and word.pos == "PROPN":
        _mend_ranks(words, word)
    elif word.text == "together" and word.dep == "advmod":
        _mend_together(words, word)
    elif word.text == "IS" and word.pos in {"AUX", "VERB"}:
        _mend_capitals(words, word)


def _below(words: list[Word], i: int) -> Iterator[Word]:
    return (w for w in words if w.head == i and w.i != i)


def _mend_day(words: list[Word], day: Word) -> None:
    """'on Friday Red Front had attacked': the day is no part of the name of who attacked."""
    noun = words[day.head]
    above = words[noun.head]
    if noun.dep != "pobj" or above.i != day.i - 1 or noun.i < day.i:
        return
    if noun.i + 1 >= len(words) or any(w.pos != "PROPN" for w in words[day.i + 1 : noun.i]):
        return
    verb = words[noun.i + 1]
    if verb.dep in {"aux", "auxpass"}:
        verb = words[verb.head]
    if verb.pos not in {"VERB", "AUX"} or any(w.dep in SUBJECT for w in _below(words, verb.i)):
        return
    day.head, day.dep = above.i, "pobj"
    noun.head, noun.dep = verb.i, "nsubj"


def _mend_subjects(words: list[Word], second: Word) -> None:
    """'The Front, the Sea League and the Army are': a plural verb has all of them for subject."""
    first = words[second.head]
    if first.dep not in SUBJECT or first.tag != "NNP" or second.i < first.i:
        return
    verb = words[first.head]
    auxiliaries = (w for w in _below(words, verb.i) if w.dep in {"aux", "auxpass"})
    finite = next((w for w in auxiliaries if w.i < verb.i), verb)
    is_list = {"cc", "conj"} <= {w.dep for w in _below(words, second.i)}
    is_plural = finite.text.lower() in _PLURAL or finite.tag == "VBP"
    between = [w.text for w in words[first.i + 1 : second.i] if w.pos == "PUNCT"]
    if is_list and is_plural and between == [","]:
        second.dep = "conj"


def _mend_counted_list(words: list[Word], second: Word) -> None:
    """'three units, four vehicles, a tunnel and a bridge': a number of its own makes one more."""
    first = words[second.head]
    if first.i > second.i or first.dep not in {"dobj", "pobj", "nsubj", "nsubjpass", "conj"}:
        return
    numbers = [
        next((w for w in _below(words, noun.i) if _is_number(w)), None) for noun in (first, second)
    ]
    if numbers[0] is None or numbers[1] is None or numbers[0].text == numbers[1].text:
        return
    goes_on = any(w.dep == "conj" for w in _below(words, second.i))
    before = min([second.i, *(w.i for w in _below(words, second.i))]) - 1
    if goes_on and words[before].text == "," and numbers[1].i > first.i:
        second.dep = "conj"


def _is_number(word: Word) -> bool:
    return word.dep == "nummod" or word.text in {"a", "an"}


def _mend_second_object(words: list[Word], noun: Word) -> None:
    """'pressed the army to end at once raids on X': the raids are what is to be ended."""
    verb = words[noun.head]
    own = list(_below(words, verb.i))
    before = words[noun.i - 1]
    if noun.pos == "PROPN" and before.pos == "NOUN" and before.dep == "pobj":
        if any(w.dep == "dobj" and w.i < before.i for w in own):
            noun.head, noun.dep = before.i, "appos"  # 'against the organisation X': no object
        return
    goal = next((w for w in own if w.dep == "xcomp" and verb.i < w.i < noun.i), None)
    if goal is None or not any(w.dep == "dobj" and verb.i < w.i < goal.i for w in own):
        return
    if not any(w.dep in {"dobj", "attr", "acomp"} for w in _below(words, goal.i)):
        noun.head = goal.i


def _mend_seat(words: list[Word], body: Word) -> None:
    """'X, commander, Sea Command met': the body belongs to the role, and X is who met."""
    verb = words[body.head]
    first = next((w for w in _below(words, verb.i) if w.dep == "nsubj"), body)
    if first is body or first.pos != "PROPN" or verb.i < body.i:
        return
    role = next((w for w in _below(words, first.i) if w.dep == "appos" and w.pos == "NOUN"), None)
    start = min([body.i, *(w.i for w in _below(words, body.i))])
    if role is None or role.i + 2 != start or words[start - 1].text != ",":
        return
    body.head, body.dep = role.i, "appos"


def _mend_lost_name(words: list[Word], name: Word) -> None:
    """A name with an odd apostrophe after a verb without an object, taken for a mark."""
    verb = words[name.i - 1] if name.i else name
    if len(name.text) < 3 or not name.text[-1].isalpha() or verb.pos != "VERB":
        return
    if any(w.dep in {"dobj", "ccomp", "xcomp"} for w in _below(words, verb.i)):
        return
    name.pos, name.tag, name.dep, name.head = "PROPN", "NNP", "dobj", verb.i


_RANKS = {
    "Soldiers": "soldier",
    "Airmen": "airman",
    "Sailors": "sailor",
    "Guardsmen": "guardsman",
    "Paratroopers": "paratrooper",
    "Troops": "troop",
    "Veterans": "veteran",
    "Officers": "officer",
}
"""Forces write their people with a capital; alone such a word is no name."""


def _mend_ranks(words: list[Word], noun: Word) -> None:
    """'welcomed Soldiers visiting from': a common noun, whatever its capital."""
    beside = {w.text for w in _below(words, noun.i) if w.pos == "PROPN" or w.text == "the"}
    if noun.dep not in {"compound", "nmod"} and not beside:
        noun.pos, noun.tag, noun.lemma = "NOUN", "NNS", _RANKS[noun.text]


def _mend_prefix(words: list[Word], prefix: Word) -> None:
    """'the re-taking of X': three tokens, of which the last is the word."""
    hyphen, word = words[prefix.i + 1], words[prefix.i + 2]
    if hyphen.text != "-" or word.head == prefix.i or prefix.pos != "NOUN":
        return
    for other in words:
        if other.head == prefix.i and other.i not in {prefix.i, word.i}:
            other.head = word.i
    if not is_above(words, word.i, prefix.i):  # 're-emerges' has its place already
        word.head, word.dep = (word.i if prefix.head == prefix.i else prefix.head), prefix.dep
        word.pos, word.tag, word.lemma = "NOUN", "NN", f"re-{word.text.lower()}"
    prefix.head, prefix.dep = word.i, "compound"
    hyphen.head, hyphen.dep = word.i, "punct"


def _mend_together(words: list[Word], adverb: Word) -> None:
    """'A and B together attacked': it says how they attacked, and is no part of B."""
    verb = words[adverb.i + 1] if adverb.i + 1 < len(words) else adverb
    noun = words[adverb.head]
    if verb.pos == "VERB" and noun.pos in _NOUN and noun.i < adverb.i:
        adverb.head = verb.i


def _mend_capitals(words: list[Word], name: Word) -> None:
    """'that IS had attacked': capitals and a second verb make a name of it."""
    following = words[name.i + 1] if name.i + 1 < len(words) else name
    if following.tag not in _FINITE or any(True for _ in _below(words, name.i)):
        return
    if sum(w.text.isupper() and len(w.text) > 1 for w in words) > len(words) // 2:
        return
    verb = words[following.head] if following.dep in {"aux", "auxpass"} else following
    if any(w.dep in SUBJECT for w in _below(words, verb.i)):
        return
    name.pos, name.tag, name.lemma = "PROPN", "NNP", name.text
    name.head, name.dep = verb.i, "nsubj"
