"""Phrases → their traits: what of a phrase the comparison with earlier ones looks at.

Every trait is a small integer or a set of words, told from the sentence and from what the sieves
found (kind, chain), never from the whole text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.analyse.coreference.phrases import Phrase
from reportedly.analyse.lexicon import Lexicon
from reportedly.analyse.pronouns import PRONOUNS
from reportedly.analyse.salience import governor_of
from reportedly.records import Mention, Sentence, Token

TYPES = (
    "name", "the", "a", "this", "poss", "bare", "some", "list", "i", "we", "you", "he", "she",
    "it", "they", "self", "that", "those", "here", "number", "possname",
)  # fmt: skip
ROLES = (
    "nsubj", "nsubjpass", "dobj", "pobj", "poss", "compound", "appos", "attr", "conj", "ROOT",
    "dative", "npadvmod", "nmod", "other",
)  # fmt: skip
LABELS = ("", "PERSON", "ORG", "GPE", "NORP", "DATE", "CARDINAL", "other")
KINDS = (
    "", "person", "group", "state", "organization", "place", "population", "thing", "activity",
    "name",
)  # fmt: skip
PRONOUN_TYPES = frozenset(range(TYPES.index("i"), TYPES.index("here") + 1))
NAME_TYPES = frozenset({TYPES.index("name"), TYPES.index("possname")})
SUBJECTS = frozenset({ROLES.index("nsubj"), ROLES.index("nsubjpass")})
GENDERS = ("", "m", "f", "n")
NUMBERS = ("", "singular", "plural")
_LABEL_OF = {
    "PERSON": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "GPE", "FAC": "GPE", "NORP": "NORP",
    "DATE": "DATE", "TIME": "DATE", "CARDINAL": "CARDINAL", "MONEY": "CARDINAL",
    "QUANTITY": "CARDINAL", "PERCENT": "CARDINAL", "ORDINAL": "CARDINAL", "": "",
}  # fmt: skip
_DETERMINERS = {
    "the": "the", "a": "a", "an": "a", "another": "a", "this": "this", "that": "this",
    "these": "this", "those": "this", "such": "this",
}  # fmt: skip
_SMALL = frozenset(
    "the a an this that these those such of in to for and 's ' \" on at by with from as my our "
    "your his her its their".split()
)
_UNHEARD = frozenset({"the", "a", "an", "'s", "'", "’s", "’"})


@dataclass(slots=True)
class Traits:
    """What a phrase looks like; codes are indices into the tables of this module."""

    type: int
    role: int
    label: int
    kind: int
    gender: int
    number: int
    lemma: str
    text: str
    words: frozenset[str]
    modifiers: frozenset[str]
    numerals: frozenset[str]
    governor: int
    verb: str
    chain: int
    quote: int
    paragraph: int
    flags: tuple[float, ...]
    initials: str
    """The capitals of a name, or its only word if that is all capitals."""
    is_short: bool
    above: int
    """Head token that this phrase is an apposition to or is said of with a copula, else -1."""
    is_apposed: bool
    is_another: bool
    """'another boy': by its words somebody who was not spoken of before."""


def read_traits(
    phrase: Phrase,
    sentence: Sentence,
    mentions: Mapping[tuple[int, int], Mention],
    quote: int,
    lexicon: Lexicon,
    asks: bool,
) -> Traits:
    """Return the traits of a phrase. `mentions` are those of the sieves by sentence and token."""
    tokens = sentence.tokens
    head = tokens[phrase.head]
    inside = tokens[phrase.first : phrase.last + 1]
    core = tokens[phrase.first : max(phrase.head, phrase.first) + 1]
    mention = mentions.get((phrase.sentence, phrase.head))
    type_ = _find_type(phrase, sentence)
    governor = governor_of(sentence, phrase.head)
    pronoun = PRONOUNS.get(head.text.lower()) if phrase.shape == "pronoun" else None
    lowers = [t.text.lower() for t in inside]
    words = [
        t.lemma if t.pos != "PROPN" else lower for t, lower in zip(inside, lowers, strict=True)
    ]
    content = [w for w in words[: len(core)] if w not in _SMALL and w[:1].isalnum()]
    lemma = words[len(core) - 1].lower()
    text = " ".join([lower for lower in lowers if lower not in _UNHEARD])
    above = _find_identity(sentence, phrase)
    capitals = [t.text[0] for t in inside if t.text[:1].isupper()]
    initials = "".join(capitals) if len(capitals) > 1 else head.text if head.text.isupper() else ""
    return Traits(
        type=TYPES.index(type_),
        role=ROLES.index(head.dep) if head.dep in ROLES else len(ROLES) - 1,
        label=LABELS.index(_LABEL_OF.get(head.entity, "other")),
        kind=KINDS.index(mention.kind) if mention else 0,
        gender=_find_gender(phrase, lowers[: len(core)], head, pronoun, mention, lexicon),
        number=_find_number(phrase, head, pronoun),
        lemma=lemma,
        text=text,
        words=frozenset([v for w in words if (v := w.lower()) not in _SMALL and w[:1].isalnum()]),
        modifiers=frozenset([w.lower() for w in content[:-1]]),
        numerals=frozenset([t.text for t in core if t.text[:1].isdigit()]),
        governor=governor,
        verb=tokens[governor].lemma,
        chain=mention.chain if mention else -1,
        quote=quote,
        paragraph=sentence.paragraph,
        flags=(
            float(quote >= 0),
            float(asks),
            float(phrase.first == 0),
            float(phrase.last > phrase.head),
            min(phrase.last - phrase.first, 12) / 4,
            float(head.text[:1].isupper()),
            float(sentence.root == governor),
            float("relcl" in [t.dep for t in inside]),
            float(head.lemma in lexicon.idle_nouns),
            float(bool(inside[0].entity) and not inside[0].entity_begins),
            float(_goes_on(tokens, phrase.last)),
            float(_is_hyphenated(tokens, phrase)),
            min(_find_depth(sentence, phrase.head), 8) / 4,
            float(head.dep == "pobj" and tokens[head.head].lemma == "of"),
            float(head.dep == "pobj" and tokens[head.head].lemma in {"in", "on", "at"}),
            float((phrase.head, "amod") in [(t.head, t.dep) for t in core]),
        ),
        initials=initials,
        is_short=len(text) == len(initials),
        above=above,
        is_apposed=head.dep == "appos",
        is_another=lowers[0] == "another",
    )


def _goes_on(tokens: Sequence[Token], last: int) -> bool:
    """The entity of the phrase's last token goes on behind it: a part of a longer name."""
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    return after is not None and bool(after.entity) and not after.entity_begins


def _is_hyphenated(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """The phrase touches a hyphen: a part of a longer word."""
    return (phrase.first > 0 and _is_hyphen_of(tokens[phrase.first - 1], phrase)) or (
        phrase.last + 1 < len(tokens) and _is_hyphen_of(tokens[phrase.last + 1], phrase)
    )


def _is_hyphen_of(token: Token, phrase: Phrase) -> bool:
    touches = token.end == phrase.start or token.start == phrase.end
    return touches and token.text in {"-", "–"}


def _find_depth(sentence: Sentence, i: int) -> int:
    depth = 0
    while sentence.tokens[i].head != i and depth < 8:
        i, depth = sentence.tokens[i].head, depth + 1
    return depth


def _find_type(phrase: Phrase, sentence: Sentence) -> str:
    head = sentence.tokens[phrase.head]
    if phrase.shape in {"list", "number"}:
        return phrase.shape
    if phrase.shape == "pronoun":
        return _PRONOUN_TYPES[head.text.lower()]
    determiner = ""
    for child in sentence.children[phrase.head]:
        token = sentence.tokens[child]
        if child >= phrase.head:
            break
        lower = token.text.lower()
        if token.dep == "poss":
            determiner = "poss"
            break
        if token.dep in {"det", "predet"} or lower == "such":
            determiner = _DETERMINERS.get(lower, "some")
            break
        if token.dep == "nummod" or lower in {"many", "several", "few", "more", "other"}:
            determiner = determiner or "some"
    if phrase.shape == "name":
        return "possname" if determiner == "poss" else "name"
    return determiner or "bare"


_PRONOUN_TYPES = {
    word: name
    for name, words in {
        "i": "i me my mine",
        "we": "we us our ours",
        "you": "you your yours",
        "he": "he him his",
        "she": "she her hers",
        "it": "it its",
        "they": "they them their theirs",
        "self": "myself ourselves yourself yourselves himself herself itself themselves",
        "that": "this that",
        "those": "these those",
        "here": "here there",
    }.items()
    for word in words.split()
}


def _find_gender(
    phrase: Phrase,
    words: Sequence[str],
    head: Token,
    pronoun: tuple[str, bool, int] | None,
    mention: Mention | None,
    lexicon: Lexicon,
) -> int:
    if pronoun:
        return GENDERS.index(pronoun[0])
    if phrase.shape in {"list", "pronoun"}:
        return 0
    gender = lexicon.genders.get(head.lemma, "") or next(
        (lexicon.genders[w] for w in words if w in lexicon.genders), ""
    )
    if not gender and phrase.shape == "name":
        gender = next((lexicon.given_names[w] for w in words if w in lexicon.given_names), "")
    if not gender and mention and mention.kind not in {"person", "population", "name"}:
        gender = "n"
    return GENDERS.index(gender) if gender in GENDERS else 0


def _find_number(phrase: Phrase, head: Token, pronoun: tuple[str, bool, int] | None) -> int:
    if pronoun:
        return 0 if pronoun[2] == 2 else 2 if pronoun[1] else 1
    if phrase.shape == "list" or head.lemma == "people":
        return 2
    lower = head.text.lower()
    if phrase.shape == "pronoun":
        return {"these": 2, "those": 2}.get(lower, 1)
    if head.tag in {"NNS", "NNPS"}:
        return 2
    return 1 if head.tag in {"NN", "NNP"} else 0


def _find_identity(sentence: Sentence, phrase: Phrase) -> int:
    """The head that the phrase stands in apposition to, or of which it is predicated."""
    head = sentence.tokens[phrase.head]
    if head.dep == "appos":
        return head.head
    if head.dep == "attr" and sentence.tokens[head.head].lemma in {"be", "become", "remain"}:
        for child in sentence.children[head.head]:
            if sentence.tokens[child].dep in {"nsubj", "nsubjpass"}:
                return child
    return -1
