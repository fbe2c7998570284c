"""Long lists of names, read by their punctuation rather than by the parse.

Sentence and its mentions → for a plural noun, the names that a list after it gives: 'prisoners,
including the writer A (pen name B); scholars C, D and E, brother of F; and others' names A, C, D
and E. Parsers lose their way in such lists; commas, semicolons and brackets do not.
"""

from collections.abc import Sequence

import msgspec

from reportedly.records import Kind, Mention, Sentence, Token
from reportedly.syntax.tree import find_children

_CUES = frozenset({"including", "namely", "like", "notably", "especially"})
_KIN = frozenset(
    """brother sister son daughter father mother wife husband cousin uncle aunt nephew niece widow
    relative friend""".split()
)
_LISTED_AS: dict[Kind, frozenset[Kind]] = {
    "population": frozenset({"person"}),
    "person": frozenset({"person"}),
    "group": frozenset({"group", "organization", "state"}),
    "organization": frozenset({"organization", "group", "state"}),
    "place": frozenset({"place"}),
    "state": frozenset({"state", "place", "organization"}),
}
_LONGEST_REACH = 25
_CLAUSE_WORDS = frozenset({"who", "which", "whose", "where", "while", "after", "because", "when"})


class NameList(msgspec.Struct, frozen=True):
    """A list of names: the noun that it spells out, and the mentions in it."""

    noun: int
    items: tuple[Mention, ...]


def find_lists(sentence: Sentence, mentions: Sequence[Mention]) -> list[NameList]:
    """Return the lists of two or more names that a cue, a colon or 'among' opens."""
    lists: list[NameList] = []
    for token in sentence.tokens:
        opening = _opening(sentence, mentions, token)
        if opening is None:
            continue
        first, nouns = opening
        for noun in nouns:
            kinds = _kinds_for(mentions, noun)
            items = _read_items(sentence, mentions, first, kinds) if kinds else []
            if len(items) > 1 or (items and token.text != ":"):
                lists.append(NameList(noun, tuple(items)))
                break
    return lists


def _opening(
    sentence: Sentence, mentions: Sequence[Mention], token: Token
) -> tuple[int, list[int]] | None:
    """Where a list that `token` opens starts, and the nouns it may spell out, likeliest first."""
    tokens, i = sentence.tokens, token.i
    word = token.text.lower()
    if i + 1 >= len(tokens):
        return None
    if word in _CUES:
        return i + 1, _nouns_before(sentence, i)
    if word == "such" and tokens[i + 1].text.lower() == "as" and i + 2 < len(tokens):
        return i + 2, _nouns_before(sentence, i)
    if word == ":":
        noun = _spelled_out(sentence, mentions, i)
        return None if noun is None else (i + 1, [noun])
    if token.lemma == "include" and token.tag in ("VBD", "VBZ", "VBP"):
        nouns = find_children(sentence, i, ("nsubj",))
        return i + 1, [n for n in nouns if tokens[n].tag in ("NNS", "NNPS")]
    if token.lemma == "be" and token.pos in ("AUX", "VERB"):
        noun = _noun_after_among(sentence, i)
        return None if noun is None else (i + 1, [noun])
    return None


def _nouns_before(sentence: Sentence, cue: int) -> list[int]:
    """The plural nouns that 'including' may look back to, the nearest first."""
    found = [
        i
        for i in range(cue - 1, max(-1, cue - _LONGEST_REACH), -1)
        if sentence.tokens[i].tag in ("NNS", "NNPS") and sentence.tokens[i].dep != "compound"
    ]
    head = sentence.tokens[cue].head
    return [head, *(i for i in found if i != head)] if head in found else found


def _noun_after_among(sentence: Sentence, verb: int) -> int | None:
    """'among the detainees are A and B', 'one of the detainees was A'."""
    for i in range(max(0, verb - 12), verb):
        if sentence.tokens[i].text.lower() == "among":
            nouns = [t.i for t in sentence.tokens[i:verb] if t.tag == "NNS"]
            return nouns[-1] if nouns else None
    return None


def _spelled_out(sentence: Sentence, mentions: Sequence[Mention], colon: int) -> int | None:
    """The plural nominal that a list after a colon spells out: subject or object, counted first."""
    best: tuple[int, int] | None = None
    for mention in mentions:
        token = sentence.tokens[mention.head]
        if mention.head >= colon or mention.form != "nominal" or token.tag != "NNS":
            continue
        if mention.kind not in _LISTED_AS:
            continue
        is_core = token.dep in ("nsubj", "nsubjpass", "dobj", "attr", "appos", "pobj")
        is_counted = any(
            sentence.tokens[c].dep == "nummod" for c in sentence.children[mention.head]
        )
        rank = (2 * is_counted + is_core * (token.dep != "pobj"), mention.head)
        if best is None or rank > best:
            best = rank
    return best[1] if best is not None and best[0] > 0 else None


def _kinds_for(mentions: Sequence[Mention], noun: int) -> frozenset[Kind]:
    for mention in mentions:
        if mention.head == noun and mention.form == "nominal":
            return _LISTED_AS.get(mention.kind, frozenset())
    return frozenset()


def _read_items(
    sentence: Sentence, mentions: Sequence[Mention], first: int, kinds: frozenset[Kind]
) -> list[Mention]:
    """The names of the list that starts at token `first`, to its end."""
    names = {m.first: m for m in mentions if m.form == "name" and m.kind in kinds}
    # between two semicolons nothing ends the list, whatever the tagger takes for a verb
    last_break = max((t.i for t in sentence.tokens if t.text == ";"), default=-1)
    inside = {i for m in mentions if m.form == "name" for i in range(m.first, m.last + 1)}
    items: list[Mention] = []
    depth, is_kin, i = 0, False, first
    since_name = 0
    while i < len(sentence.tokens):
        token = sentence.tokens[i]
        text = token.text
        if text in "([":
            depth += 1
        elif text in ")]":
            depth = max(0, depth - 1)
        elif depth == 0 and i not in inside and i > last_break and _ends_list(token, since_name):
            break
        elif depth == 0 and text in (",", ";", "and", "-", "--"):
            is_kin = is_kin and text == "-"
        elif token.lemma in _KIN and depth == 0:
            is_kin = True
        name = names.get(i)
        if name is not None:
            if depth == 0 and not is_kin and not _is_modifier(sentence, name):
                items.append(name)
                since_name = 0
            i = name.last + 1
            continue
        since_name += 1
        i += 1
    return items


def _ends_list(token: Token, since_name: int) -> bool:
    if token.text in (":", ".") and token.dep == "punct":
        return token.text == ":" or since_name > 0
    if token.pos == "VERB" and token.tag in ("VBD", "VBZ", "VBP"):
        return True
    return token.pos == "AUX" or token.text.lower() in _CLAUSE_WORDS


def _is_modifier(sentence: Sentence, name: Mention) -> bool:
    """A name before another name or noun ('HDP treasurer', 'Kamto's spokesperson') is no item."""
    after = name.last + 1
    if after < len(sentence.tokens) and sentence.tokens[after].tag == "POS":
        return True
    head = sentence.tokens[name.head]
    if any(t.dep == "cc" for t in sentence.tokens[after : head.head]):
        return False  # 'the Coral League and Salt Brigade' taken for one long noun
    return head.dep in ("compound", "nmod", "amod", "poss") and head.head > name.last


def follows_title(sentence: Sentence, token: int, mention: Mention) -> bool:
    """Return whether a person's name follows its noun with nothing between: 'the lawyer A'."""
    is_next = mention.first == token + 1 and sentence.tokens[token].tag == "NN"
    return mention.kind == "person" and is_next
