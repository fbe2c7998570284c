"""Sources and contents found by position, where the tree has lost them.

Sentence and cue verb → the phrase before it ('…, the mayor told reporters'), the clause before
that phrase, the clause after a 'that' which hangs elsewhere. Each answer asks for the form that
writers keep to, a comma and a short tail or a 'that', and is None or empty without it.
"""

from reportedly.attribute.clauses import FINITE
from reportedly.attribute.cues import Cue, load_cues
from reportedly.attribute.findings import Speaker
from reportedly.records import Sentence
from reportedly.syntax.tree import NOMINAL, find_child, find_children, subtree

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_BEFORE_VERB = frozenset({"aux", "auxpass", "advmod", "neg"})
_STOPS = frozenset({",", ";", ":", "--", "-", "–", "—", '"', "”", "“", "’", "(", ")", "'"})
_WITHIN = frozenset({"compound", "nmod", "amod", "det", "nummod", "poss", "case", "quantmod"})
_MAX_TAIL = 16
_MAX_STEPS = 8


def is_lost(sentence: Sentence, verb: int) -> bool:
    """Return whether a finite verb has no subject of its own and no coordination to share one."""
    token = sentence.tokens[verb]
    if token.tag not in FINITE or find_child(sentence, verb, _SUBJECTS) is not None:
        return False
    before = _skip_auxiliaries(sentence, verb)
    return before is not None and sentence.tokens[before].pos in NOMINAL


def find_phrase_before(sentence: Sentence, verb: int) -> Speaker | None:
    """Return the noun phrase that stands right before a finite verb which has no subject."""
    if not is_lost(sentence, verb):
        return None
    tokens = sentence.tokens
    end = _skip_auxiliaries(sentence, verb)
    if end is None or tokens[end].entity in {"DATE", "TIME", "CARDINAL", "PERCENT"}:
        return None
    if tokens[end].tag in {"WP", "WDT", "WRB", "EX"} or end == 0:
        return None
    head = _climb_phrase(sentence, end)
    first = _first_of(sentence, head)
    apposed = tokens[head].head
    is_title = tokens[apposed].pos == "NOUN" and not tokens[apposed].entity
    if tokens[head].dep == "appos" and is_title and apposed == first - 2:
        first = _first_of(sentence, apposed)
        end = max(end, head)
    return Speaker(sentence.index, head, list(range(first, end + 1)))


def _skip_auxiliaries(sentence: Sentence, verb: int) -> int | None:
    """The last token before the verb that is no auxiliary, adverb or single comma."""
    tokens = sentence.tokens
    at = verb - 1
    while at >= 0 and (tokens[at].dep in _BEFORE_VERB and tokens[at].head == verb):
        at -= 1
    if at > 0 and tokens[at].text == ",":
        at -= 1
        if tokens[at].dep != "appos":
            return None
    return at if at >= 0 else None


def _climb_phrase(sentence: Sentence, end: int) -> int:
    """From the last word of a phrase to its head: 'the ministry of *Dagestan*' to 'ministry'."""
    tokens = sentence.tokens
    at = end
    for _ in range(_MAX_STEPS):
        preposition = tokens[at].head
        if tokens[at].dep != "pobj" or preposition >= at:
            return at
        above = tokens[preposition].head
        if above >= preposition or tokens[above].pos not in {"NOUN", "PROPN"}:
            return at
        if any(tokens[i].text in _STOPS for i in range(above, at)):
            return at
        at = above
    return at


def _first_of(sentence: Sentence, head: int) -> int:
    tokens = sentence.tokens
    first = head
    while first > 0:
        before = tokens[first - 1]
        inside = before.dep in _WITHIN and first - 1 < before.head <= head
        if not inside or before.text in _STOPS - {"-"}:
            break
        first -= 1
    return first


def take_before(sentence: Sentence, verb: int, speaker: Speaker, cue: Cue) -> set[int]:
    """Return what stands before '…, the mayor told reporters on Monday.', else nothing.

    The phrase of the source follows a comma or a closing mark, and nothing but a short tail
    without a verb of its own follows the cue.
    """
    tokens = sentence.tokens
    if tokens[verb].tag not in FINITE or not {"clause", "quote"} & set(cue.takes):
        return set()
    start = min(speaker.shown, default=speaker.head)
    if speaker.head > verb or start < 3 or tokens[start - 1].text not in {",", "–", "—", "--"}:
        return set()
    tail = [t for t in tokens[verb + 1 :] if t.pos not in {"PUNCT", "SPACE"}]
    if len(tail) > _MAX_TAIL or any(t.tag in FINITE for t in tail):
        return set()
    if not cue.recipient and find_child(sentence, verb, ("dobj", "dative")) is not None:
        return set()
    begin = max((t.i + 1 for t in tokens[: start - 1] if t.text == ";"), default=0)
    content = set(range(begin, start - 1))
    has_verb = any(tokens[i].tag in FINITE or tokens[i].tag == "VBN" for i in content)
    return content if has_verb and len(content) > 2 else set()


def take_that(sentence: Sentence, verb: int, cue: Cue) -> set[int]:
    """Return the clause of a 'that' which the parser hung on a word between cue and clause."""
    tokens = sentence.tokens
    if "clause" not in cue.takes:
        return set()
    for token in tokens[verb + 1 : verb + 1 + _MAX_TAIL]:
        if token.tag in FINITE or token.text in {";", '"', "“"}:
            return set()
        if token.lemma != "that" or token.dep in {"det", "nsubj", "nsubjpass", "dobj", "pobj"}:
            continue
        clause = token.head
        subject = find_child(sentence, clause, (*_SUBJECTS, "expl"))
        hangs_on = tokens[clause].head
        if clause <= token.i or subject is None or not verb < hangs_on < token.i:
            return set()
        if tokens[clause].dep not in {"relcl", "acl", "ccomp", "advcl"}:
            return set()
        if _names_content(sentence, verb, hangs_on, cue):
            return set()
        return {i for i in subtree(sentence, clause) if i >= token.i}
    return set()


def _names_content(sentence: Sentence, verb: int, noun: int, cue: Cue) -> bool:
    """'repeated the claim that …': the noun is what was said, not where or to whom."""
    token = sentence.tokens[noun]
    if token.head != verb or token.dep != "dobj":
        return False
    return not cue.recipient or token.lemma in load_cues().nouns


def take_rest(sentence: Sentence, verb: int, cue: Cue, quoted: frozenset[int]) -> set[int]:
    """Return all that follows a verb of saying which takes no object, where a verb is in it."""
    tokens = sentence.tokens
    if "object" in cue.takes or not {"clause", "quote"} <= set(cue.takes) or cue.recipient:
        return set()
    if tokens[verb].tag not in FINITE or not find_children(sentence, verb, ("dobj",)):
        return set()
    after = verb + 1
    end = next((t.i for t in tokens[after:] if t.text in {";", ":"}), len(tokens))
    rest = set(range(after, end))
    if (
        not rest
        or rest & quoted
        or tokens[after].pos not in {"DET", "NOUN", "PROPN", "ADJ", "PRON"}
    ):
        return set()
    starts = [i for i in rest if tokens[i].tag in {"VBD", "VBN", "VBZ", "VBP"} and i > after]
    if not starts or any(tokens[i].tag in {"WP", "WDT"} for i in range(after, starts[0])):
        return set()
    return rest if tokens[starts[0] - 1].text != "," else set()


def take_reported(sentence: Sentence, noun: int) -> set[int]:
    """Return what 'There were reports guards beat him' tells, where the parser lost the clause."""
    tokens = sentence.tokens
    before = {t.tag for t in tokens[max(0, noun - _MAX_HEAD) : noun]}
    if tokens[noun].tag != "NNS" or "EX" not in before or noun + 2 >= len(tokens):
        return set()
    if tokens[noun + 1].pos not in {"NOUN", "PROPN", "DET", "ADJ", "NUM", "PRON"}:
        return set()
    end = next((t.i for t in tokens[noun + 1 :] if t.text == ";"), len(tokens))
    rest = set(range(noun + 1, end))
    return rest if any(tokens[i].tag in {*FINITE, "VBN"} for i in rest) else set()


_MAX_HEAD = 5
