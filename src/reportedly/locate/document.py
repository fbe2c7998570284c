"""Mentions of places → the same with their positions: one sense for each name of the document.

Every spelling's candidates are rated by size and level, then by who is said to contain whom, then
by the countries, provinces and positions of the document's other places, in three rounds.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, cast

import msgspec

from reportedly.gazetteer import Candidate, Gazetteer
from reportedly.gazetteer.folding import fold_name
from reportedly.locate.neighbours import find_containers
from reportedly.locate.nested import find_nested
from reportedly.locate.ranking import (
    contains,
    find_namesakes,
    rate_alone,
)
from reportedly.locate.spellings import find_spellings
from reportedly.locate.surroundings import Said, Surroundings
from reportedly.records import Analysis, Mention, Place, Precision, Sentence

_STATED = 5.0
_HINTED = 1.0
_ROUNDS = 3
_SUPPORT = 0.5
_WELL_KNOWN = 100_000
_OWN_NAME = 2
_SMALL_LEVELS = frozenset({"city", "district"})
_FAR_LEVELS = frozenset({"country", "continent", "region", "water"})
_TOWN = ("city", "capital")
_Key = tuple[str, tuple[str, ...]]
"""A folded name and the levels that the text asks for: 'Herat' and 'Herat province' are two."""


@dataclass(slots=True)
class _Name:
    """One name of the document: how often it is said, what it may be, how likely each is."""

    candidates: tuple[Candidate, ...]
    wanted: tuple[str, ...]
    count: int = 0
    namesakes: frozenset[int] = frozenset()
    """Provinces that share the name with their chief town."""
    stated: dict[int, float] = field(default_factory=dict)
    """Id of a candidate → what its containers, and what lies in it, add."""
    best: Candidate | None = None

    def get_said(self) -> Said | None:
        """The place that the name is taken for so far."""
        return Said(self.best, self.count) if self.best else None


class Located(NamedTuple):
    """An analysis with places on its mentions, and the places inside the names of bodies."""

    analysis: Analysis
    nested: tuple[Mention, ...] = ()


def locate_mentions(analysis: Analysis, gazetteer: Gazetteer) -> Located:
    """Return `analysis` with a place on every mention of a place that the gazetteer knows.

    Nominals and pronouns get the place of the first located name of their chain.
    """
    sentences = analysis.sentences
    named = [m for m in analysis.mentions if m.kind == "place" and m.form == "name"]
    seen = {fold_name(m.text) for m in named if gazetteer.find(m.text)}
    nested = find_nested(analysis.mentions, sentences, gazetteer, seen)
    named = sorted([*named, *nested], key=lambda m: (m.sentence, m.first, -m.last))
    if not named:
        return Located(analysis)
    names, keys = _look_up(named, sentences, gazetteer)
    _link(names, keys, named, sentences)
    _settle(names)
    places = {
        (m.sentence, m.first, m.last): _write(names[key].best)
        for m, key in zip(named, keys, strict=True)
    }
    placed = tuple(_place_all(analysis.mentions, places))
    return Located(
        msgspec.structs.replace(analysis, mentions=placed), tuple(_place_all(nested, places))
    )


def _look_up(
    named: Sequence[Mention], sentences: Sequence[Sentence], gazetteer: Gazetteer
) -> tuple[dict[_Key, _Name], list[_Key]]:
    """Return the document's names by key, and the key of each mention."""
    names: dict[_Key, _Name] = {}
    keys = []
    for mention in named:
        spellings = find_spellings(mention, sentences[mention.sentence])
        spelling, candidates = _find_first(mention, spellings.names, gazetteer)
        key = fold_name(spelling), spellings.wanted
        keys.append(key)
        if key not in names:
            names[key] = _Name(candidates, spellings.wanted, namesakes=find_namesakes(candidates))
    asked: dict[str, list[_Key]] = defaultdict(list)
    for key in names:
        if key[1]:
            asked[key[0]].append(key)
    return names, [_share_sense(key, names, asked[key[0]]) for key in keys]


def _share_sense(key: _Key, names: dict[_Key, _Name], asked: Sequence[_Key]) -> _Key:
    """A bare name means the town or district that the document elsewhere says it is.

    The province's name alone stays the town's where a town has it: 'Herat' beside 'Herat province'.
    """
    if key[1]:
        return key
    if len(asked) == 1 and (asked[0][1] == _TOWN or not names[key].namesakes):
        return asked[0]
    return key


def _find_first(
    mention: Mention, spellings: Sequence[str], gazetteer: Gazetteer
) -> tuple[str, tuple[Candidate, ...]]:
    """Return the first spelling that the gazetteer has; a demonym goes by its country's name."""
    if mention.name != mention.text:
        found = gazetteer.find(mention.name)
        is_other_word = fold_name(mention.text) not in fold_name(mention.name)
        if any(c.level in _FAR_LEVELS or (is_other_word and c.level == "province") for c in found):
            return mention.name, found
    for spelling in spellings:
        if found := gazetteer.find(spelling):
            return spelling, found
    return mention.text, ()


def _link(
    names: dict[_Key, _Name],
    keys: Sequence[_Key],
    named: Sequence[Mention],
    sentences: Sequence[Sentence],
) -> None:
    """Note for each candidate what the text says of its containers, each pair of names once."""
    for key in keys:
        names[key].count += 1
    pairs: dict[tuple[_Key, _Key], bool] = {}
    for i, j, is_stated in find_containers(named, sentences):
        if keys[i] != keys[j]:
            pair = keys[i], keys[j]
            pairs[pair] = pairs.get(pair, False) or is_stated
    for (inner_key, outer_key), is_stated in pairs.items():
        inner, outer = names[inner_key], names[outer_key]
        weight = _STATED if is_stated else _HINTED
        for place, held in _match(inner, outer):
            inner.stated[place.id] = max(inner.stated.get(place.id, 0.0), weight)
            if is_stated:
                bonus = rate_alone(place, inner.wanted) - 2.0
                outer.stated[held.id] = max(outer.stated.get(held.id, 0.0), bonus)


def _match(inner: _Name, outer: _Name) -> Iterator[tuple[Candidate, Candidate]]:
    """Yield the readings of two names in which the second contains the first."""
    holders = [c for c in outer.candidates if c.level not in {"city", "capital", "water"}]
    for held in holders[:8]:
        for place in inner.candidates:
            if contains(held, place):
                yield place, held


def _settle(names: dict[_Key, _Name]) -> None:
    for name in names.values():
        name.best = max(name.candidates, key=lambda c: _rate(name, c), default=None)
    for _ in range(_ROUNDS):
        around = _look_around(names)
        for name in names.values():
            own = name.get_said()
            rates = [_rate(name, c) + around.speak_for(c, own) for c in name.candidates]
            if rates:
                name.best = name.candidates[rates.index(max(rates))]
    around = _look_around(names)
    for name in names.values():
        if not _is_credible(name, around, is_only=len(names) == 1):
            name.best = None


def _look_around(names: dict[_Key, _Name]) -> Surroundings:
    return Surroundings([said for name in names.values() if (said := name.get_said())])


def _is_credible(name: _Name, around: Surroundings, *, is_only: bool) -> bool:
    """Whether a small place is meant that nothing else in the document speaks for.

    On the development sets such a place was right once in eight times, and a place on a map that
    is wrong is worse than none. Where no other place is named, a name that only one bears will do.
    """
    place, own = name.best, name.get_said()
    if place is None or place.level not in _SMALL_LEVELS:
        return True
    if around.speak_for(place, own) + name.stated.get(place.id, 0.0) >= _SUPPORT:
        return True
    if place.population >= _WELL_KNOWN and place.likeness == _OWN_NAME:
        return True
    return is_only and around.is_alone(own) and len(name.candidates) == 1


def _rate(name: _Name, place: Candidate) -> float:
    return rate_alone(place, name.wanted, name.namesakes) + name.stated.get(place.id, 0.0)


def _write(candidate: Candidate | None) -> Place | None:
    if candidate is None:
        return None
    return Place(
        name=candidate.name,
        lat=candidate.lat,
        lon=candidate.lon,
        geonames=candidate.geonames,
        precision=cast("Precision", candidate.precision),
    )


def _place_all(
    mentions: Sequence[Mention], places: dict[tuple[int, int, int], Place | None]
) -> Iterator[Mention]:
    of_chain: dict[int, Place] = {}
    for mention in mentions:
        place = places.get((mention.sentence, mention.first, mention.last))
        if place and mention.kind == "place" and mention.form == "name":
            of_chain.setdefault(mention.chain, place)
    for mention in mentions:
        place = None
        if mention.kind == "place" and mention.form == "name":
            place = places[mention.sentence, mention.first, mention.last]
        elif mention.kind == "place":
            place = of_chain.get(mention.chain)
        yield msgspec.structs.replace(mention, place=place) if place else mention
