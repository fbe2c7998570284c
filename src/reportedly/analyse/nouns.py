"""What kind of thing a common noun stands for, and a phrase that it heads.

The lists of `knowledge/nouns.toml` come first, then the modifiers ('human rights group', 'rebel
forces'), then the ending of the noun.
"""

from reportedly.analyse.draft import Draft
from reportedly.analyse.lexicon import Lexicon, straighten
from reportedly.records import Kind, Sentence, Token

_BODIES = frozenset({"group", "organization", "organisation", "network", "movement"})
_RIGHTS = frozenset(
    "right human aid media news humanitarian civil advocacy charity governmental relief monitoring environmental women student business research international professional welfare".split()
)
_REBEL = frozenset(
    "rebel opposition militant insurgent islamist separatist terrorist taliban guerrilla jihadist anti paramilitary extremist terror armed criminal banned outlawed clandestine extremist separatist violent radical".split()
)
_FORMATIONS = frozenset({"command", "division"})
"""Parts of an army where a word says which ('the eastern command'), else orders and partings."""
_SECTORS = frozenset(
    """eastern western northern southern central north south east west regional joint high supreme
    general naval air coastal border strategic cyber armoured armored mechanised mechanized infantry
    airborne marine artillery operations defence defense first second third fourth fifth sixth
    seventh eighth ninth tenth""".split()
)
_SUFFIXES: tuple[tuple[str, Kind], ...] = (
    ("man", "person"),
    ("woman", "person"),
    ("ist", "person"),
    ("eer", "person"),
    ("boy", "person"),
    ("girl", "person"),
    ("er", "person"),
    ("or", "person"),
    ("ian", "person"),
    ("ant", "person"),
    ("ee", "person"),
    ("tion", "activity"),
    ("sion", "activity"),
    ("ment", "activity"),
    ("ing", "activity"),
    ("ism", "activity"),
)
_PARTS = frozenset(
    "dozen hundred thousand part member half number majority rest couple handful quarter third".split()
)
_BUILDINGS = frozenset({"house", "home", "building", "shop", "apartment", "flat", "farm", "room"})


def find_noun_kind(lemma: str, sentence: Sentence, token: Token, lexicon: Lexicon) -> Kind:
    """Return the kind that the noun `token` gives to a phrase that it heads."""
    kind = lexicon.nouns.get(lemma) if token.tag != "VBG" else "activity"
    kind = kind or lexicon.nouns.get(straighten(token.text))
    modifiers = {sentence.tokens[c].lemma for c in sentence.children[token.i] if c < token.i}
    if lemma in _BODIES:
        if modifiers & _RIGHTS:
            return "organization"
        if lemma in {"organization", "organisation"}:
            return "group" if modifiers & _REBEL else "organization"
        return "group"
    if lemma in _FORMATIONS and modifiers & _SECTORS:
        return "state"
    if lemma in {"force", "troop"}:
        return "group" if modifiers & _REBEL else "state"
    if kind is None:
        kind = "person" if lemma in lexicon.genders else _guess_kind(lemma)
    if kind == "person" and (token.tag in {"NNS", "NNPS"} or lemma == "people"):
        return "population"
    return kind


def _guess_kind(lemma: str) -> Kind:
    """The kind that the ending of an unlisted noun suggests: 'docker' is a person."""
    for suffix, kind in _SUFFIXES:
        if lemma.endswith(suffix) and len(lemma) > len(suffix) + 2:
            return kind
    return "thing"


def settle_nominal(draft: Draft, sentence: Sentence, lexicon: Lexicon) -> None:
    """Give a nominal its kind: by its head noun, or by the noun after 'of' for 'some of the …'."""
    token = sentence.tokens[draft.head]
    if token.pos not in {"NOUN", "PROPN"} or token.lemma in _PARTS:
        inner = _object_of(token, sentence)
        if inner is not None:
            draft.kind = (
                find_noun_kind(inner.lemma, sentence, inner, lexicon)
                if inner.pos == "NOUN"
                else "population"
            )
            if token.lemma == "member":
                draft.kind = "population" if token.tag == "NNS" else "person"
            return
        if token.pos not in {"NOUN", "PROPN"}:
            draft.kind = (
                "person"
                if token.text.lower() in {"one", "another", "someone", "nobody", "somebody"}
                else "population"
            )
            return
    draft.kind = find_noun_kind(token.lemma, sentence, token, lexicon)
    if draft.kind == "place" and token.lemma in _BUILDINGS and _is_counted(token, sentence):
        draft.kind = "thing"


def _is_counted(token: Token, sentence: Sentence) -> bool:
    """'14 houses': so many of them are property, not somewhere."""
    return any(sentence.tokens[c].dep == "nummod" for c in sentence.children[token.i])


def _object_of(token: Token, sentence: Sentence) -> Token | None:
    for c in sentence.children[token.i]:
        if sentence.tokens[c].lemma == "of":
            for o in sentence.children[c]:
                if sentence.tokens[o].dep == "pobj":
                    return sentence.tokens[o]
    return None
