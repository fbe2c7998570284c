"""The numbers that modify a noun phrase: counts, ages, shares, in the claim model's notation.

Parsed sentence + a noun phrase → a numeral without separators: `50000`, `>10000` (more than),
`>=3` (at least), `<=200` (up to), `<50` (fewer than), `~50` (about), `20..30` (a range).
Invariant: the digits are those that the text gives; 'dozens' and the like become the least
number that the plural can mean (`>=24`).
"""

import re
from functools import lru_cache
from typing import NamedTuple

from reportedly.extract.numerals import CARDINAL_WORD, SCALE_WORD, parse_cardinal
from reportedly.extract.time_gates import Scene
from reportedly.records import Sentence

_DIGITS = r"\d{1,3}(?:[, ]\d{3})+(?![\d,])|\d+(?:\.\d+)?"
_NUMBER = (
    rf"(?:half\sa\s(?:{SCALE_WORD})|an?\s(?:{SCALE_WORD})|(?:{_DIGITS})(?:k|m|bn)?(?:[ -](?:{SCALE_WORD}))*"
    rf"|(?:{CARDINAL_WORD})(?:(?:[ -]|\sand\s)(?:{CARDINAL_WORD}|{SCALE_WORD}))*)"
)
_PLURALS = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2_000,
    "millions": 2_000_000,
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "tens of millions": 20_000_000,
    "several dozen": 24,
    "a few dozen": 24,
    "several hundred": 200,
    "a few hundred": 200,
    "several thousand": 2_000,
    "a few thousand": 2_000,
    "a couple": 2,
    "a pair": 2,
}
_PLURAL = "|".join(sorted((p.replace(" ", r"\s") for p in _PLURALS), key=len, reverse=True))
_SIGNS = (
    (
        ">=",
        r"at\sleast|no\sfewer\sthan|no\sless\sthan|not\s(?:fewer|less)\sthan|a\sminimum\sof|minimum",
    ),
    (
        "<=",
        r"up\sto|as\smany\sas|no\smore\sthan|not\smore\sthan|at\smost|a\smaximum\sof|never\smore\sthan",
    ),
    (">", r"more\sthan|over|in\sexcess\sof|upwards?\sof|above|well\sover|exceeding"),
    ("<", r"fewer\sthan|less\sthan|under|below"),
    (
        "~",
        r"about|around|some|roughly|approximately|nearly|almost|close\sto|circa|perhaps|(?:an\s)?estimated",
    ),
)
_SIGN = "|".join(f"(?P<s{n}>{words})" for n, (_, words) in enumerate(_SIGNS))
_QUANTITY = re.compile(
    rf"(?<![\w$£€.,/#+])(?:(?:{_SIGN})\s(?:the\s|a\s(?=total\b)|total\sof\s)?)?"
    rf"(?:between\s(?P<least>{_NUMBER})\sand\s(?P<most>{_NUMBER})"
    rf"|(?:from\s)?(?P<low>{_NUMBER})(?:\s(?:to|or)\s|\s?-\s?)(?P<high>{_NUMBER})"
    rf"|(?P<plural>{_PLURAL})|(?P<number>{_NUMBER}))"
    r"(?P<tail>\+|-plus|\sor\smore|\sor\sso|\sor\sfewer|\sor\sless)?(?![\w%]|[.,:/]\d|-(?!strong)\w)",
    re.IGNORECASE,
)
_TAILS = {
    "+": ">=",
    "-plus": ">=",
    "or more": ">=",
    "or so": "~",
    "or fewer": "<=",
    "or less": "<=",
}
_NOT_COUNTS = frozenset("% percent per pc p.m. a.m. pm am".split())
_COLLECTIVES = frozenset(
    "group total number crowd convoy party team force squad band gang batch contingent column "
    "crew fleet half quarter third".split()
)
_TIME_UNITS = frozenset("second minute hour day night week month year decade century old".split())
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_LINKS = frozenset({"nummod", "quantmod", "amod", "det", "compound", "nmod", "advmod", "predet"})


class Quantity(NamedTuple):
    """A number in a sentence: its value in the notation above and its tokens (inclusive)."""

    value: str
    first: int
    last: int
    head: int


def find_quantity(sentence: Sentence, first: int, last: int, head: int) -> str | None:
    """Return the number that modifies the noun phrase `first:last` headed at `head`, or `None`.

    Token indices count from the sentence's first. 'Two of my officers' counts for officers,
    'a group of 20 men' for the group; 'one of its leaders' and a bare article count nothing.
    """
    quantities = _scan(sentence)
    for quantity in quantities:
        if _modifies(sentence, quantity, head):
            return _part_of(sentence, quantities, quantity) or quantity.value
    for quantity in quantities:
        inside = first <= quantity.first and quantity.last <= last
        if inside and quantity.last < head and _is_adjacent(sentence, quantity, head):
            return quantity.value
    if sentence.tokens[head].lemma in _COLLECTIVES:
        for child in sentence.children[head]:
            if sentence.tokens[child].text.lower() == "of":
                for noun in sentence.children[child]:
                    return find_quantity(sentence, noun, noun, noun)
    return None


def _part_of(sentence: Sentence, quantities: tuple[Quantity, ...], whole: Quantity) -> str | None:
    """'Two of three engineers', 'three out of ten': the first number is meant."""
    for part in quantities:
        between = [t.text.lower() for t in sentence.tokens[part.last + 1 : whole.first]]
        if "of" in between and set(between) <= {"out", "of", "the", "these", "those"}:
            return part.value
    return None


def _modifies(sentence: Sentence, quantity: Quantity, head: int) -> bool:
    tokens = sentence.tokens
    if quantity.first <= head <= quantity.last:
        return True
    top = tokens[quantity.head]
    if top.head == head and top.dep in _LINKS and quantity.first < head:
        return True
    preposition = tokens[head].head
    return (
        tokens[head].dep == "pobj"
        and tokens[preposition].text.lower() == "of"
        and quantity.first <= tokens[preposition].head <= quantity.last
        and quantity.value != "1"
    )


def _is_adjacent(sentence: Sentence, quantity: Quantity, head: int) -> bool:
    """Only adjectives and nouns stand between a number and the noun that it counts."""
    between = sentence.tokens[quantity.last + 1 : head]
    return all(token.pos in {"ADJ", "NOUN", "PROPN"} or token.text == "-" for token in between)


@lru_cache(maxsize=64)
def _scan(sentence: Sentence) -> tuple[Quantity, ...]:
    """All the numbers of a sentence that can count something, left to right."""
    scene = Scene(sentence)
    found: list[Quantity] = []
    for match in _QUANTITY.finditer(scene.string):
        value = _read_value(match)
        if value is None:
            continue
        first, last = scene.token_at(match.start()), scene.token_at(match.end() - 1)
        if _is_countable(sentence, first, last):
            found.append(Quantity(value, first, last, _top_of(sentence, first, last)))
    return tuple(found)


def _top_of(sentence: Sentence, first: int, last: int) -> int:
    inside = range(first, last + 1)
    outward = [
        i for i in inside if sentence.tokens[i].head not in inside or sentence.tokens[i].head == i
    ]
    numeric = [i for i in outward if sentence.tokens[i].dep in _LINKS]
    return (numeric or outward or [last])[-1]


def _is_countable(sentence: Sentence, first: int, last: int) -> bool:
    """Not a year, an age, a share, a sum of money, a clock time or the number of a paper."""
    tokens = sentence.tokens
    after = tokens[last + 1].text.lower() if last + 1 < len(tokens) else ""
    before = tokens[first - 1].text.lower() if first else ""
    if after in _NOT_COUNTS or before in {
        "$",
        "£",
        "€",
        "aged",
        "age",
        "no.",
        "resolution",
        "article",
    }:
        return False
    labels = {tokens[i].entity for i in range(first, last + 1)}
    if not labels & {"DATE", "TIME", "MONEY", "PERCENT", "LAW"} or labels & {"CARDINAL"}:
        return True
    # The recogniser takes 'In May 10 people' and 'In 2014 two of them' for one date.
    head = tokens[tokens[_top_of(sentence, first, last)].head]
    counts = head.tag == "NNS" and head.i > last and head.lemma not in _TIME_UNITS
    return (
        labels == {"DATE"} and (counts or after == "of") and not _YEAR.fullmatch(tokens[last].text)
    )


def _read_value(match: re.Match[str]) -> str | None:
    sign = next((mark for n, (mark, _) in enumerate(_SIGNS) if match[f"s{n}"]), "")
    tail = (match["tail"] or "").strip().lower()
    if tail:
        sign = _TAILS[" ".join(tail.split())]
    if match["plural"]:
        words = " ".join(match["plural"].lower().split())
        return f"{'' if words in {'a couple', 'a pair'} else '>='}{_PLURALS[words]}"
    if match["number"]:
        number = parse_cardinal(match["number"])
        return None if number is None else f"{sign}{number}"
    return _read_range(match, sign)


def _read_range(match: re.Match[str], sign: str) -> str | None:
    """'20 to 30' as `20..30`."""
    first, last = match["least"] or match["low"], match["most"] or match["high"]
    whole = parse_cardinal(f"{first}-{last}") if first.isalpha() and "-" in match[0] else None
    if whole is not None:
        # 'twenty-five' is one number, though a hyphen stands in it.
        return f"{sign}{whole}"
    low, high = parse_cardinal(first), parse_cardinal(last)
    if low is None or high is None:
        return None
    scale = re.search(rf"({SCALE_WORD})$", last, re.IGNORECASE)
    if scale and low < 1_000 and not re.search(SCALE_WORD, first, re.IGNORECASE):
        # 'two to three thousand': the scale belongs to both ends.
        low = parse_cardinal(f"{first} {scale[0]}") or low
    return f"{low}..{high}" if low < high else None


_AGE = re.compile(
    rf"\baged?\s(?:of\s)?(?P<aged>\d{{1,3}}|{CARDINAL_WORD})\b"
    rf"|\bat\s(?:the\sage\sof\s)?(?P<at>{CARDINAL_WORD})(?=[,.;)]|$)|\bat\sthe\sage\sof\s(?P<of>\d+)"
    rf"|,\s(?:now\s|then\s)?(?P<comma>\d{{1,3}}|{CARDINAL_WORD})(?=\s?(?:[,;.)]|$))"
    rf"|\b(?P<old>\d{{1,3}}|{CARDINAL_WORD})[\s-]years?[\s-](?:old|of\sage)\b"
    r"|\(\s?(?P<bracketed>\d{2})\s?\)",
    re.IGNORECASE,
)


def find_ages(sentence: Sentence, first: int, last: int, head: int) -> str | None:
    """Return the age given to the person `first:last`: 'aged 41', '25-year-old', ', 25,'.

    It must touch the phrase, or hang on the person or on the verb whose subject the person is.
    """
    scene = Scene(sentence)
    for match in _AGE.finditer(scene.string):
        said = next(said for said in match.groupdict().values() if said)
        age = parse_cardinal(said)
        begin, end = scene.token_at(match.start()), scene.token_at(match.end() - 1)
        touches = begin <= last + 2 and end >= first - 2
        if age is None or not 1 <= age <= 120:
            continue
        loose = match["aged"] or match["at"] or match["of"]
        if touches or (loose and _belongs_to(sentence, begin, head)):
            return str(age)
    return None


def _belongs_to(sentence: Sentence, i: int, head: int) -> bool:
    """Whether the nearest noun or verb above token `i` is the person, or has it as its subject."""
    tokens, at = sentence.tokens, i
    for _ in range(4):
        at = tokens[at].head
        if at == head:
            return True
        if tokens[at].pos in {"NOUN", "PROPN"}:
            return False
        if tokens[at].dep not in {"acl", "advcl", "prep", "pobj"} and tokens[at].pos == "VERB":
            subjects = [c for c in sentence.children[at] if tokens[c].dep in {"nsubj", "nsubjpass"}]
            return head in subjects
    return False


_SHARE = re.compile(
    rf"(?P<number>\d{{1,3}}(?:\.\d+)?|{CARDINAL_WORD})[\s-]?(?:%|pc\b|per[\s-]?cent\b)"
    r"|\b(?:(?P<whole>half)|(?:a|one|the\sother|two)[\s-](?P<part>half|third|quarter|fifth|tenth)s?)\b",
    re.IGNORECASE,
)


def find_share(sentence: Sentence, first: int, last: int) -> str | None:
    """Return the share named between two tokens: '70' for 70 per cent, else 'half', 'third' and so on."""
    scene = Scene(sentence)
    for match in _SHARE.finditer(scene.string):
        at = scene.token_at(match.start())
        if first <= at <= last:
            number = match["number"]
            if number is None:
                return str(match["whole"] or match["part"]).lower()
            return number if number[0].isdigit() else str(parse_cardinal(number))
    return None
