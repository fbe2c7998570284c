"""A mention of a place → the spellings to look up, fullest first, and what level it asks for.

'northern Kestria' is looked up as it stands, then without the direction; 'Sherbek district' asks
for a district. What stands around the name ('the village of Sherbek', 'Sherbek province') asks too.
"""

from typing import NamedTuple

from reportedly.records import Mention, Sentence

_PROVINCE = frozenset(
    "province governorate state oblast prefecture region territory emirate krai kray department "
    "canton republic".split()
)
_DISTRICT = frozenset("district county raion rayon subdistrict borough municipality parish".split())
_CITY = frozenset("city town village hamlet suburb settlement capital neighbourhood port".split())
_COUNTRY = frozenset({"country", "nation"})
_LEVELS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_PROVINCE, ("province", "district")),
    **dict.fromkeys(_DISTRICT, ("district", "province")),
    **dict.fromkeys(_CITY, ("city", "capital")),
    **dict.fromkeys(_COUNTRY, ("country",)),
}
"""Common noun beside a name → the levels that it asks for."""

_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast "
    "southwest northeastern northwestern southeastern southwestern northernmost southernmost "
    "easternmost westernmost greater upper lower mainland downtown midtown inner outer rural "
    "suburban metropolitan mid new old continental occupied".split()
)
_KINDS_AFTER = frozenset(
    "area metro metropolitan airport international valley suburbs suburb beach harbour harbor "
    "island islands peninsula coast border township downtown heights".split()
)


class Spellings(NamedTuple):
    """What to look up for a mention, in order, and the levels that the text asks for."""

    names: tuple[str, ...]
    wanted: tuple[str, ...] = ()


def find_spellings(mention: Mention, sentence: Sentence) -> Spellings:
    """Return the spellings of a named mention, its own words first."""
    names = [mention.text, mention.name]
    words = mention.text.split()
    wanted: tuple[str, ...] = ()
    if len(words) > 1:
        wanted = _LEVELS.get(words[-1].lower(), ())
        lowered = [w.lower() for w in words]
        if wanted or lowered[-1] in _KINDS_AFTER:
            names.append(" ".join(words[:-1]))
        if lowered[0] in _DIRECTIONS:
            names.append(" ".join(words[1:]))
        if lowered[0] in _LEVELS and lowered[1] == "of":
            wanted = wanted or _LEVELS[lowered[0]]
            names.append(" ".join(words[2:]))
    return Spellings(tuple(dict.fromkeys(names)), wanted or _ask_around(mention, sentence))


def _ask_around(mention: Mention, sentence: Sentence) -> tuple[str, ...]:
    tokens = sentence.tokens
    after, before = mention.last + 1, mention.first - 1
    if after < len(tokens):
        word = tokens[after].lemma.lower()
        if word in _LEVELS and word not in _CITY and word not in _COUNTRY:
            return _LEVELS[word]
        if word == "city" and tokens[after].text[0].islower():
            return ("city", "capital")
    if before >= 1 and tokens[before].lemma == "of":
        return _LEVELS.get(tokens[before - 1].lemma.lower(), ())
    if before >= 0 and tokens[before].lemma.lower() in {"downtown", "upstate"}:
        return ("city", "capital") if tokens[before].lemma.lower() == "downtown" else ("province",)
    return ()
