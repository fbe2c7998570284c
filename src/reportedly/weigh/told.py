"""Claims made ready to be set against each other: both sides, the days, the places, the matter.

Everything here looks at two claims and the names of their two reports, and at nothing else, so
what is said of a pair does not depend on which other claims there are.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from reportedly.edtf import bounds
from reportedly.errors import UsageError
from reportedly.records import Argument, Claim
from reportedly.weigh.sides import Side, read_side

SAME_MATTER_NAMES = 3
"""Two reports that share so many names, places apart, are of one matter."""
_NEAR_SPAN_DAYS = 31
"""Two days or months known as such, in whose overlap a shared place shows one event."""

_NEAR_CHARACTERS = 500
"""Within so many characters of a report what is told of unnamed people may be one event."""

_NO_MORE = re.compile(
    r"\b(?:no longer|not .{0,40}any ?(?:more|longer)|(?:has|have|had|having) lost|lost (?:control|hold))\b",
    re.IGNORECASE,
)
"""What was so, and is so no more: said later it denies nothing that was told before."""

Days = tuple[date | None, date | None]


class Told(NamedTuple):
    """A claim, its sides as far as they are known outside its report, its days and places.

    `places` are where it happened, and what it happened to where that is a place.
    """

    claim: Claim
    subject: Side | None
    object: Side | None
    days: Days | None
    places: frozenset[str]


class Matters(NamedTuple):
    """What is known of the reports that claims stand in.

    `topics` gives the named entities of each, by which two are known to be of one matter,
    `published` the EDTF date of each.
    """

    topics: Mapping[str, frozenset[str]]
    published: Mapping[str, str | None] = {}

    def count_shared(self, a: Told, b: Told) -> int:
        """Return how many names two reports share; as many as it takes where they are one."""
        if a.claim.document == b.claim.document:
            return SAME_MATTER_NAMES
        none: frozenset[str] = frozenset()
        return len(
            self.topics.get(a.claim.document, none) & self.topics.get(b.claim.document, none)
        )

    def is_past(self, claim: Told, denial: Told) -> bool:
        """Whether 'no longer' is said of what was so before: on a day before, or in a report before."""
        if not _NO_MORE.search(denial.claim.evidence.text):
            return False
        said = find_span(self.published.get(denial.claim.document))
        told = find_span(self.published.get(claim.claim.document))
        if claim.claim.when is not None:
            told = find_span(claim.claim.when.edtf) or told
        return told is not None and said is not None and told[1] < said[0]

    def are_one(self, a: Told, b: Told) -> bool:
        """Whether two claims may speak of one event: of one matter, or of one place and time.

        One report may list many events: there they must stand near each other, and both be dated
        and placed, or neither.
        """
        shared = self.count_shared(a, b)
        if shared > 0 and _are_met(a, b):
            return True
        if a.claim.document == b.claim.document:
            known = [(told.days is None, bool(told.places)) for told in (a, b)]
            return _are_near(a.claim, b.claim) and known[0] == known[1]
        return shared >= SAME_MATTER_NAMES


def tell(claim: Claim, same: Mapping[str, str], local: Collection[str]) -> Told:
    """Return a claim with what is compared of it. `same` and `local` are as `read_side` takes them."""
    places = {name_place(w, same) for w in claim.where}
    if claim.object is not None and claim.object.kind == "place":
        places.add(name_place(claim.object, same))
    return Told(
        claim,
        read_side(claim.subject, same, local),
        read_side(claim.object, same, local),
        find_days(claim),
        frozenset(places),
    )


def name_place(place: Argument, same: Mapping[str, str]) -> str:
    """Return what a place is compared by: the entity that stands for it, else its name."""
    return same.get(place.entity, place.entity) if place.entity is not None else place.name


def find_days(claim: Claim) -> Days | None:
    """Return the first and the last day of a claim, `None` where nothing is known of them."""
    if claim.when is None:
        return None
    try:
        days = bounds(claim.when.edtf)
    except UsageError:
        return None
    return None if days == (None, None) else days


def find_span(edtf: str | None) -> tuple[date, date] | None:
    """Return the first and the last day of a date, `None` where one is open or there is none."""
    try:
        first, last = bounds(edtf) if edtf else (None, None)
    except UsageError:
        return None
    return (first, last) if first is not None and last is not None else None


def share_time(a: Told, b: Told) -> bool:
    """Whether two claims can be of one time; one whose time is not known fits any."""
    if a.days is None or b.days is None:
        return True
    (a_from, a_to), (b_from, b_to) = a.days, b.days
    starts_after = a_from is not None and b_to is not None and a_from > b_to
    ends_before = a_to is not None and b_from is not None and a_to < b_from
    return not (starts_after or ends_before)


def share_places(a: Told, b: Told) -> bool:
    """Whether two claims can be of one place."""
    return not (a.places and b.places) or bool(a.places & b.places)


def are_within_days(a: Told, b: Told, most: int) -> bool:
    """Whether the days of both are known, and lie within `most` days of each other."""
    known = [d for told in (a, b) for d in (told.days or ()) if d is not None]
    return (
        len(known) == len((*(a.days or ()), *(b.days or ()))) == 4
        and (max(known) - min(known)).days <= most
    )


def _are_near(a: Claim, b: Claim) -> bool:
    """Whether two claims of one report stand near each other in it."""
    first, second = sorted((a.evidence, b.evidence), key=lambda e: e.start)
    return second.start - first.end <= _NEAR_CHARACTERS


def _are_met(a: Told, b: Told) -> bool:
    """Whether two claims name one place and one time, and neither is wide."""
    is_timed = share_time(a, b) and are_within_days(a, b, _NEAR_SPAN_DAYS)
    return is_timed and bool(a.places & b.places)


def differ_in_source(a: Told, b: Told) -> bool:
    """Whether two claims are not one report's of one speaker, who would not contradict himself."""
    roots = [c.claim.sources[-1].name if c.claim.sources else None for c in (a, b)]
    return a.claim.document != b.claim.document or roots[0] != roots[1]


def pair_up(group: Sequence[Told], new: Collection[str] | None) -> Iterator[tuple[Told, Told]]:
    """Yield the pairs of a group in its order, all or those that one of the `new` claims is in."""
    if new is None:
        yield from combinations(group, 2)
        return
    fresh = {i for i, one in enumerate(group) if one.claim.id in new}
    for i, one in enumerate(group):
        others: Iterable[int] = range(i + 1, len(group)) if i in fresh else fresh
        for j in sorted(j for j in others if j > i):
            yield one, group[j]
