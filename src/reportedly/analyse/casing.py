"""Which words of a document are written as names: capitals that do not come from their position.

sentences → `Casing`; `mark_capitals` then says for each token of a sentence whether it may be part
of a name. The first word of a sentence counts only with other evidence.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportedly.analyse.lexicon import Lexicon, straighten
from reportedly.records import Sentence, Token

NAME_LABELS = frozenset(
    {"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"}
)
_CLOSED = frozenset({"PRON", "DET", "ADP", "CCONJ", "SCONJ", "AUX", "PART"})
_FUNCTION = frozenset(
    "a an the on in at by of to for from with and or but if as so no not this that these those it he "
    "she they we you his her its their our my your who what when where why how all some most many "
    "after before since until while during although though because however also there then here "
    "one two three four five six seven eight nine ten several both each every such another other "
    "is are was were be been has have had do does did will would can could may might must shall".split()
)
_COMMON = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
_OPENERS = frozenset("\"“«„'‘(:–—-•*[…;")
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday i i'm gmt utc".split())
_CALENDAR = frozenset(
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun est edt ramadan christmas "
    "easter eid".split()
)


@dataclass(slots=True)
class Casing:
    """Words seen in lower case, and words seen in capitals where nothing asked for them."""

    lower: set[str] = field(default_factory=set)
    capitalised: set[str] = field(default_factory=set)
    headlines: set[int] = field(default_factory=set)


def read_casing(sentences: Sequence[Sentence]) -> Casing:
    """Return how the words of the document are written."""
    casing = Casing()
    for sentence in sentences:
        if _is_headline(sentence):
            casing.headlines.add(sentence.index)
            continue
        opening = True
        for token in sentence.tokens:
            text = token.text
            if text[0].isupper():
                if not opening:
                    casing.capitalised.add(text)
            elif text[0].isalpha():
                casing.lower.add(text)
            opening = text[0] in _OPENERS or (opening and not text[0].isalnum())
    return casing


def _is_headline(sentence: Sentence) -> bool:
    """Its common words are capitalised too, so that capitals tell little."""
    common = [t.text for t in sentence.tokens if len(t.text) > 3 and t.pos in _COMMON]
    if len(common) >= 2:
        return sum(w[0].isupper() for w in common) > 0.6 * len(common)
    words = [t.text for t in sentence.tokens if len(t.text) > 3 and t.text.isalpha()]
    is_open = sentence.tokens[-1].text not in {".", "!", "?", '"', "”"}
    return is_open and len(words) >= 4 and sum(w[0].isupper() for w in words) > 0.8 * len(words)


def mark_capitals(sentence: Sentence, casing: Casing, lexicon: Lexicon) -> list[bool]:
    """Return for each token whether its capital makes it a candidate for a name."""
    marks: list[bool] = []
    opening = True
    is_headline = sentence.index in casing.headlines
    tokens = sentence.tokens
    for token in tokens:
        text = token.text
        first = text[0]
        if not (first.isupper() or (first in "'’" and text[1:2].isupper())) or _is_calendar(token):
            marks.append(False)
        elif opening or is_headline:
            marks.append(_is_name_at_opening(sentence, token, casing, lexicon))
        else:
            marks.append(token.pos not in _CLOSED or (text.isupper() and len(text) > 1))
        opening = first in _OPENERS or (opening and not first.isalnum())
    return marks


def _is_calendar(token: Token) -> bool:
    lower = token.text.lower()
    if lower in _DAYS:
        return token.entity != "PERSON"
    return lower.rstrip(".") in _CALENDAR and token.entity in {"DATE", "TIME", "EVENT"}


def _is_name_at_opening(sentence: Sentence, token: Token, casing: Casing, lexicon: Lexicon) -> bool:
    text, lower = token.text, token.text.lower()
    if lower in _FUNCTION:
        return False
    if len(text) > 1 and text.isupper() and token.pos not in {"DET", "PRON", "ADP"}:
        return not (sentence.index in casing.headlines and lower in casing.lower)
    if (lower,) in lexicon.demonyms:
        return True
    if (lower,) in lexicon.known and token.entity in NAME_LABELS and lower not in casing.lower:
        return token.pos not in _CLOSED
    if text in casing.capitalised and lower not in casing.lower:
        return token.pos not in _CLOSED
    if _is_plural_person(token, lexicon):
        return False
    if token.pos != "PROPN":
        return (
            token.entity in NAME_LABELS
            and token.pos in {"X", "VERB", "INTJ", "ADJ"}
            and (not token.entity_begins or token.entity == "PERSON")
        )
    if token.entity in NAME_LABELS:
        return lower not in casing.lower or _next_is_capital(sentence, token)
    if straighten(lower) in lexicon.titles:
        return True
    if lower in casing.lower:
        return _next_is_capital(sentence, token)
    return _next_is_capital(sentence, token) or _next_goes_on(sentence, token)


def _is_plural_person(token: Token, lexicon: Lexicon) -> bool:
    """'Fighters of the Dawn Front …': a common noun although the tagger may call it a name."""
    lemma = token.text.lower().removesuffix("s")
    return token.text.endswith("s") and lexicon.nouns.get(lemma) == "person"


def _next_is_capital(sentence: Sentence, token: Token) -> bool:
    after = token.i + 1
    return after < len(sentence.tokens) and sentence.tokens[after].text[0].isupper()


def _next_goes_on(sentence: Sentence, token: Token) -> bool:
    """A verb, a possessive, 'and' or a hyphen follows: the word is used as a noun phrase."""
    after = token.i + 1
    if after >= len(sentence.tokens):
        return False
    follower = sentence.tokens[after]
    return follower.pos in {"VERB", "AUX", "PART", "CCONJ", "NOUN"} or follower.text in {
        "-",
        "(",
        '"',
        "'",
        "”",
        "»",
    }
