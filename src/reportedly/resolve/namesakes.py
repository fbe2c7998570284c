"""What reports tell of the bearers of one name → whether they speak of two.

A name that is spelt alike in two reports is taken for one person's or one body's. Here the claims
are asked for evidence against it: nationality, years of birth, posts, bases; and for it: people
and bodies that both reports tie to the name, or name beside it. What is found is a doubt for a
person to settle; nothing is parted here. Reports of which nothing is known decide nothing.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from reportedly.edtf import bounds
from reportedly.errors import UsageError
from reportedly.records import Argument, Claim, Record

_BIRTHS_APART = 10
"""Fewer years between two births are a dispute about one person."""
_SHARED_NAMES = 2
"""Two reports that name so many others alike speak of one matter."""
_MOST_SIGHTINGS = 200
_POSTS = frozenset({"holds_post", "leads", "member_of"})
_BASES = frozenset({"present_in", "part_of", "controls"})
_TOLD_APART = re.compile(
    r"not to be confused with|\bno relation (?:to|of)\b|\bnamesake\b|\bof the same name\b",
    re.IGNORECASE,
)


class Sighting(Record, frozen=True, kw_only=True):
    """What one report tells of the bearer of a name.

    `countries` are those he is a national of, `births` the first and last year of birth that fit,
    `posts` what he holds or belongs to, `bases` where it is, `ties` whom claims set beside him,
    `names` who else the report names. `is_told_apart`: it says itself that there are two.
    """

    document: str
    countries: frozenset[str] = frozenset()
    births: tuple[int, int] | None = None
    posts: frozenset[str] = frozenset()
    bases: frozenset[str] = frozenset()
    ties: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    is_told_apart: bool = False


class Namesakes(Record, frozen=True, kw_only=True):
    """Two groups of reports (ids, sorted) that may speak of two bearers of a name, and why.

    `is_plain` where a report says so, or where both nationality and birth tell them apart.
    """

    some: tuple[str, ...]
    others: tuple[str, ...]
    reason: str
    is_plain: bool


def read_sightings(
    entities: Iterable[str],
    claims: Iterable[Claim],
    same: Mapping[str, str],
    topics: Mapping[str, frozenset[str]],
) -> list[Sighting]:
    """Return what each report tells of the bearer of a name, by the document's id.

    `entities` are the ids under which he is known, `claims` those with him on a side; `same` gives
    the entity that stands for one that was joined to others, `topics` the named entities of each
    document.
    """
    own = set(entities)
    by_document: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.polarity == "affirmed" and claim.certainty != "unrealised":
            by_document.setdefault(claim.document, []).append(claim)
    return [
        _read_sighting(document, told, own, same, topics.get(document, frozenset()))
        for document, told in sorted(by_document.items())
    ]


def find_namesakes(sightings: Iterable[Sighting]) -> list[Namesakes]:
    """Return the pairs of groups of reports that may speak of two, in the order of their ids.

    Reports that have somebody beside the name in common are one group. The result does not depend
    on the order of the sightings.
    """
    known = sorted(sightings, key=lambda s: s.document)[:_MOST_SIGHTINGS]
    groups = _group(known)
    found: list[Namesakes] = []
    for some, others in combinations(groups, 2):
        reasons = [r for a in some for b in others for r in _find_differences(a, b)]
        kinds = list(dict.fromkeys(kind for kind, _ in reasons))
        is_told = any(s.is_told_apart for s in (*some, *others))
        strong = [k for k in kinds if k in ("nationality", "birth")]
        if strong or len(kinds) > 1 or (is_told and kinds):
            found.append(
                Namesakes(
                    some=tuple(s.document for s in some),
                    others=tuple(s.document for s in others),
                    reason="; ".join(dict.fromkeys(words for _, words in reasons)),
                    is_plain=len(strong) > 1 or (is_told and bool(strong)),
                )
            )
    return found


def _group(sightings: Sequence[Sighting]) -> list[list[Sighting]]:
    """Sightings that context ties to each other, in the order of the first of each group."""
    root = list(range(len(sightings)))

    def find(i: int) -> int:
        while root[i] != i:
            i = root[i]
        return i

    for i, j in combinations(range(len(sightings)), 2):
        if _are_tied(sightings[i], sightings[j]):
            root[max(find(i), find(j))] = min(find(i), find(j))
    groups: dict[int, list[Sighting]] = {}
    for i, sighting in enumerate(sightings):
        groups.setdefault(find(i), []).append(sighting)
    return [groups[first] for first in sorted(groups)]


def _are_tied(a: Sighting, b: Sighting) -> bool:
    """Whether two reports set the name beside somebody alike, or name others alike."""
    return bool(a.ties & b.ties or a.posts & b.posts) or len(a.names & b.names) >= _SHARED_NAMES


def _find_differences(a: Sighting, b: Sighting) -> list[tuple[str, str]]:
    """What tells two bearers apart: the kind of it, and words for it."""
    found: list[tuple[str, str]] = []
    if a.countries and b.countries and not a.countries & b.countries:
        found.append(("nationality", f"from {_list(a.countries)}, from {_list(b.countries)}"))
    if a.births and b.births:
        first, last = sorted((a.births, b.births))
        if last[0] - first[1] >= _BIRTHS_APART:
            found.append(("birth", f"born in {first[1]}, born in {last[0]}"))
    if a.posts and b.posts:
        found.append(("post", f"{_list(a.posts)}, {_list(b.posts)}"))
    if a.bases and b.bases and not a.bases & b.bases:
        found.append(("base", f"in {_list(a.bases)}, in {_list(b.bases)}"))
    return found


def _list(words: Iterable[str]) -> str:
    return " and ".join(sorted(words))


def _read_sighting(
    document: str,
    claims: Sequence[Claim],
    own: set[str],
    same: Mapping[str, str],
    names: frozenset[str],
) -> Sighting:
    about = [c for c in claims if _is_one(c.subject, own)]
    births = [years for c in about if (years := _read_birth(c)) is not None]
    canonical = own | {same.get(entity, entity) for entity in own}
    sides = [a for c in claims for a in (c.subject, c.object) if a is not None and a.entity]
    tied = {
        same.get(str(a.entity), str(a.entity)) for a in sides if a.kind not in ("place", "name")
    }
    return Sighting(
        document=document,
        countries=_name_objects(about, frozenset({"national_of"})),
        births=births[0] if births else None,
        posts=_name_objects(about, _POSTS),
        bases=_name_objects(about, _BASES),
        ties=frozenset(tied - canonical),
        names=names - canonical,
        is_told_apart=any(_TOLD_APART.search(c.evidence.text) for c in claims),
    )


def _is_one(argument: Argument | None, own: set[str]) -> bool:
    return argument is not None and argument.entity in own


def _name_objects(claims: Iterable[Claim], predicates: frozenset[str]) -> frozenset[str]:
    return frozenset(
        c.object.name for c in claims if c.predicate in predicates and c.object is not None
    )


def _read_birth(claim: Claim) -> tuple[int, int] | None:
    if claim.predicate != "born_in" or claim.when is None:
        return None
    try:
        first, last = bounds(claim.when.edtf)
    except UsageError:
        return None
    return (first.year, last.year) if first is not None and last is not None else None
