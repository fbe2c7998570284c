"""Sentence → its referring phrases: whole noun phrases, pronouns, names, dates, possessives.

A phrase is the whole of what stands for a referent: with articles, modifiers, the possessive 's,
prepositional phrases and relative clauses, without appositions and conjuncts (the spans of the GUM
corpus). Nothing is left out because it is a thing, a time or an abstraction.
"""

from dataclasses import dataclass
from itertools import islice
from typing import Literal

from reportedly.records import Sentence, Token
from reportedly.syntax.tree import find_children

Shape = Literal["name", "nominal", "pronoun", "number", "list"]

POINTING = frozenset({"this", "that", "these", "those", "here", "there"})
PERSONAL = frozenset(
    "i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his "
    "himself she her hers herself it its itself they them their theirs themselves".split()
)
_OUTSIDE = frozenset({"cc", "conj", "appos", "preconj", "parataxis", "dep", "intj", "meta"})
_LIMITERS = frozenset("also only just even not back particularly especially mainly still".split())
_NOT_HEADS = frozenset({"punct", "cc", "det", "predet", "mark", "aux", "case", "prep", "intj"})
_LOOSE = frozenset("with on to as by over after against during before since".split())
"""Prepositions behind a name that belong to the clause around it."""
_MONTHS = frozenset(
    "January February March April May June July August September October November December".split()
)
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_BRACKETS = _OPEN | _CLOSE


@dataclass(slots=True)
class Phrase:
    """A referring phrase; `first:last` (inclusive) and `head` are tokens of `sentence`."""

    sentence: int
    first: int
    last: int
    head: int
    start: int
    end: int
    shape: Shape


def find_phrases(sentence: Sentence) -> list[Phrase]:
    """Return the phrases of a sentence, sorted by (first, -last), one for each span."""
    found: dict[tuple[int, int], Phrase] = {}
    for token in sentence.tokens:
        shape = _find_shape(sentence, token)
        if shape is None:
            continue
        first, last = find_extent(sentence, token.i)
        found.setdefault((first, last), _make(sentence, first, last, token.i, shape))
        if _opens_list(sentence, token):
            edges = find_list_extent(sentence, token.i)
            found.setdefault(edges, _make(sentence, *edges, token.i, "list"))
    return sorted(found.values(), key=lambda p: (p.first, -p.last))


def _make(sentence: Sentence, first: int, last: int, head: int, shape: Shape) -> Phrase:
    tokens = sentence.tokens
    return Phrase(sentence.index, first, last, head, tokens[first].start, tokens[last].end, shape)


def _find_shape(sentence: Sentence, token: Token) -> Shape | None:
    """What kind of phrase the token heads, if any."""
    if token.dep in {"expl", "mark"}:
        return None
    lower = token.text.lower()
    if token.pos == "PRON":
        return "pronoun" if lower in PERSONAL or lower in POINTING else _read_indefinite(token)
    if lower in POINTING:
        stands_alone = token.dep not in {"det", "mark", "expl", "predet"} and token.tag != "IN"
        return "pronoun" if stands_alone and token.pos in {"DET", "ADV"} else None
    if token.dep in _NOT_HEADS or not (token.text.isalnum() or any(map(str.isalnum, token.text))):
        return None
    if token.text in _MONTHS and token.entity == "DATE":
        return "name"
    if token.pos == "PROPN":
        return None if _is_inside_name(sentence, token) else "name"
    if token.pos == "NOUN":
        return "nominal" if token.dep not in {"amod", "advmod"} else None
    if token.pos == "NUM":
        return (
            "number"
            if token.dep not in {"nummod", "quantmod", "compound"} or _is_year(token)
            else None
        )
    if token.pos == "ADJ" or token.tag == "VBG":
        has_article = any(
            sentence.tokens[c].dep in {"det", "poss"} for c in sentence.children[token.i]
        )
        is_argument = token.dep in {"nsubj", "nsubjpass", "dobj", "pobj", "attr", "poss"}
        return "nominal" if has_article and is_argument else None
    return None


def _read_indefinite(token: Token) -> Shape | None:
    return "nominal" if token.tag == "NN" else None


def _is_year(token: Token) -> bool:
    return token.entity == "DATE" and len(token.text) == 4 and token.text.isdigit()


def _is_inside_name(sentence: Sentence, token: Token) -> bool:
    """'Khaled' in 'Khaled Mirsan': a part of the name that its head stands for."""
    if token.dep not in {"compound", "nmod", "amod"}:
        return False
    head = sentence.tokens[token.head]
    if head.pos != "PROPN":
        return False
    if not token.entity or token.entity != head.entity:
        return head.i - token.i == 1 and not token.entity
    between = sentence.tokens[token.i + 1 : head.i + 1]
    return not any(t.entity_begins or t.entity != token.entity for t in between)


def find_extent(sentence: Sentence, head: int) -> tuple[int, int]:
    """Return the first and last token of the whole phrase that `head` heads."""
    tokens, children = sentence.tokens, sentence.children
    inside = [head, *(c for c in children[head] if tokens[c].dep not in _OUTSIDE)]
    for i in islice(inside, 1, None):
        inside.extend(children[i])
    return _trim(sentence, min(inside), max(inside), head)


def _trim(sentence: Sentence, first: int, last: int, head: int) -> tuple[int, int]:
    tokens = sentence.tokens
    if tokens[head].text in _MONTHS:
        return _find_date(sentence, head)
    last = min(last, _find_break(sentence, head, last))
    if last == head:
        last = _find_country(sentence, last)
    while first < head and (
        (tokens[first].pos in {"PUNCT", "SPACE", "CCONJ"} and tokens[first].text not in _OPEN)
        or tokens[first].text.lower() in _LIMITERS
    ):
        first += 1
    while (
        last > head and tokens[last].pos in {"PUNCT", "SPACE"} and tokens[last].text not in _CLOSE
    ):
        last -= 1
    brackets = [t.text in _OPEN for t in tokens[first : last + 1] if t.text in _BRACKETS]
    if brackets.count(True) != brackets.count(False):
        if tokens[first].text in _OPEN and first < head:
            first += 1
        elif tokens[last].text in _CLOSE and last > head:
            last -= 1
    return first, last


def _find_date(sentence: Sentence, head: int) -> tuple[int, int]:
    """'September 1, 2015' in 'Tuesday, September 1, 2015': the month, its day and its year."""
    tokens, first, last = sentence.tokens, head, head
    if first and tokens[first - 1].text.isdigit():
        first -= 1
    elif last + 1 < len(tokens) and _is_day(tokens[last + 1]):
        last += 1
    year = last + (2 if last + 1 < len(tokens) and tokens[last + 1].text == "," else 1)
    if year < len(tokens) and len(tokens[year].text) == 4 and tokens[year].text.isdigit():
        last = year
    return first, last


def _is_day(token: Token) -> bool:
    return (
        token.text[:1].isdigit() and len(token.text) <= 4 and len(token.text.rstrip("stndrh")) <= 2
    )


def _find_country(sentence: Sentence, last: int) -> int:
    """'Dreshan, Kestria': the place behind the comma says where the one before it lies."""
    tokens = sentence.tokens
    if not (
        tokens[last].entity == "GPE" and last + 2 < len(tokens) and tokens[last + 1].text == ","
    ):
        return last
    end = last + 2
    if tokens[end].entity != "GPE" or tokens[end].dep not in {"appos", "npadvmod", "compound"}:
        return last
    while (
        end + 1 < len(tokens)
        and tokens[end + 1].entity == "GPE"
        and not tokens[end + 1].entity_begins
    ):
        end += 1
    return end


def _find_break(sentence: Sentence, head: int, last: int) -> int:
    """Where a loose addition begins: ', according to …', '(left)'; else `last`."""
    tokens = sentence.tokens
    if tokens[head].pos == "PROPN":
        for i in range(head + 1, last + 1):
            is_comma = tokens[i].text in {",", "("} and tokens[i].entity == "" and i < last
            if is_comma and tokens[i + 1].tag not in {"WDT", "WP", "WP$", "WRB", "IN"}:
                return i - 1
            is_loose = tokens[i].lemma in _LOOSE or tokens[head].entity == "GPE"
            if tokens[i].dep == "prep" and tokens[i].head == head and is_loose:
                return i - 1
    for child in sentence.children[head]:
        if child <= head or tokens[child].dep in {"relcl", "case", "punct"}:
            continue
        before = tokens[child - 1]
        if before.text in {",", "-", ":", ";"} and tokens[child].dep not in _OUTSIDE:
            return child - 2
    return last


def _opens_list(sentence: Sentence, token: Token) -> bool:
    if token.dep == "conj":
        return False
    joined = find_children(sentence, token.i, ("conj",))
    return any(sentence.tokens[c].pos in {"NOUN", "PROPN", "PRON"} for c in joined)


def find_list_extent(sentence: Sentence, head: int) -> tuple[int, int]:
    """Return the first and last token of 'A, B and C', given the head of A."""
    first, last = find_extent(sentence, head)
    at: int | None = head
    while at is not None:
        at = next(
            (
                c
                for c in sentence.children[at]
                if sentence.tokens[c].dep == "conj"
                and sentence.tokens[c].pos in {"NOUN", "PROPN", "PRON"}
            ),
            None,
        )
        if at is not None:
            last = max(last, find_extent(sentence, at)[1])
    return first, last
