"""Claims and denials → each denial with the claim that it denies.

A denial is set against one claim: of the same predicate before a kindred one, in its own report
before another, the surest before the less sure, then the first that there is.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from reportedly.knowledge import find_country
from reportedly.records import Claim, Dispute
from reportedly.weigh.nouns import find_head, get_family, may_name_body
from reportedly.weigh.sides import Side, are_same_entity, find_stems, may_be_one
from reportedly.weigh.told import Matters, Told, differ_in_source, share_places, share_time

FAMILIES = (
    frozenset({"linked_to", "allied_with", "supports", "loyal_to"}),
    frozenset({"attacked", "killed"}),
    frozenset({"leads", "holds_post", "member_of"}),
)
"""Predicates of which a denial of one may deny another."""
SYMMETRIC = frozenset({"linked_to", "allied_with", "met_with", "related_to", "also_known_as"})
EVENTS = frozenset(
    """attacked killed captured detained released moved_to met_with threatened recruited displaced
    appointed charged""".split()
)
_SOME_NAMES = 2
"""Reports that share one name beside the one that is said to have acted may be of one event."""

_Anchor = tuple[str, str, str]


def find_denials(
    told: Sequence[Told], matters: Matters, new: Collection[str] | None
) -> Iterator[Dispute]:
    """Yield each denial with what it denies; with `new`, only pairs that one of them is in."""
    denials = [one for one in told if one.claim.polarity == "denied"]
    if new is not None and not any(_is_fresh_affirmation(one, new) for one in told):
        denials = [denial for denial in denials if denial.claim.id in new]
    if not denials:
        return
    families = {p for denial in denials for p in _get_family(denial.claim.predicate)}
    affirmed: defaultdict[_Anchor, list[int]] = defaultdict(list)
    for at, one in enumerate(told):
        if one.claim.polarity == "affirmed" and one.claim.predicate in families:
            for anchor in _list_anchors(one, (one.claim.predicate,)):
                affirmed[anchor].append(at)
    for denial in denials:
        family = sorted(_get_family(denial.claim.predicate))
        near = {at for anchor in _list_anchors(denial, family) for at in affirmed[anchor]}
        best = _find_best(told, denial, near, matters, new)
        if best is not None:
            yield Dispute(reason="denied", a=told[best].claim.id, b=denial.claim.id)


def _is_fresh_affirmation(one: Told, new: Collection[str]) -> bool:
    return one.claim.polarity == "affirmed" and one.claim.id in new


_SUREST = 2
_Rank = tuple[bool, bool, int, int]


def _find_best(
    told: Sequence[Told],
    denial: Told,
    near: Collection[int],
    matters: Matters,
    new: Collection[str] | None,
) -> int | None:
    """The claim that a denial is set against; with `new`, `None` where neither of them is in it."""

    def rank(at: int, sure: int) -> _Rank:
        claim = told[at].claim
        is_other = denial.claim.predicate != claim.predicate
        return is_other, denial.claim.document != claim.document, -sure, at

    if new is None or denial.claim.id in new:
        return _find_first(told, denial, near, matters)
    asked = [at for at in near if told[at].claim.id in new]
    ranked = [rank(at, sure) for at in asked if (sure := _rate(told[at], denial, matters))]
    best = min(ranked, default=None)
    if best is None:
        return None
    # Of a frequent claim there are many tellings: only those that could come first are rated.
    rivals = (at for at in sorted(near) if rank(at, _SUREST) < best and at not in asked)
    is_beaten = any(
        (sure := _rate(told[at], denial, matters)) and rank(at, sure) < best for at in rivals
    )
    return None if is_beaten else best[-1]


def _find_first(
    told: Sequence[Told], denial: Told, near: Iterable[int], matters: Matters
) -> int | None:
    """The claim of the best rank, found without rating those that come after it."""
    own = denial.claim
    ordered = sorted(
        (own.predicate != told[at].claim.predicate, own.document != told[at].claim.document, at)
        for at in near
    )
    best: tuple[bool, bool, int] | None = None
    for one in ordered:
        if best is not None and one[:2] != best[:2]:
            break
        sure = _rate(told[one[-1]], denial, matters)
        if sure == _SUREST:
            return one[-1]
        if sure and best is None:
            best = one
    return None if best is None else best[-1]


def _get_family(predicate: str) -> frozenset[str]:
    return next((f for f in FAMILIES if predicate in f), frozenset({predicate}))


def _list_anchors(told: Told, predicates: Iterable[str]) -> set[_Anchor]:
    """What a claim and its denial must share: a named side, or what the nameless object is."""
    found: set[_Anchor] = set()
    for predicate in predicates:
        for side in (told.subject, told.object):
            if side is not None and side.entity is not None:
                found.add((predicate, "name", side.entity))
        if told.claim.object is not None and told.object is not None and not told.object.entity:
            head = get_family(find_head(told.claim.object.name))
            found.add((predicate, "noun", head))
    return found


def _rate(claim: Told, denial: Told, matters: Matters) -> int:
    """How surely a denial denies a claim: 2 by both names, 1 by one of them or by the words, or 0."""
    if not share_time(claim, denial) or not _share_method(claim.claim, denial.claim):
        return 0
    if not differ_in_source(claim, denial) or matters.is_past(claim, denial):
        return 0
    if _takes_up(denial.claim, claim.claim):
        return 2
    return max(
        _rate_sides(one, other, claim, denial, matters) for one, other in _list_sides(claim, denial)
    )


def _takes_up(denial: Claim, claim: Claim) -> bool:
    """'Denied these accusations': a denial whose sides are the very words of the claim."""
    if (denial.document, denial.predicate) != (claim.document, claim.predicate):
        return False
    sides = [[a and (a.start, a.end) for a in (c.subject, c.object)] for c in (denial, claim)]
    return sides[0] == sides[1] != [None, None]


def _list_sides(claim: Told, denial: Told) -> list[tuple[Side | None, Side | None]]:
    sides = [(claim.subject, claim.object)]
    if {claim.claim.predicate, denial.claim.predicate} & SYMMETRIC:
        sides.append((claim.object, claim.subject))
    return sides


def _rate_sides(
    one: Side | None, other: Side | None, claim: Told, denial: Told, matters: Matters
) -> int:
    same = are_same_entity(one, denial.subject) + are_same_entity(other, denial.object)
    if same == 2:
        return 2
    is_event = denial.claim.predicate in EVENTS
    if same and _is_meant(one, denial.subject) and _is_meant(other, denial.object):
        is_one = not is_event or matters.count_shared(claim, denial) >= _SOME_NAMES
        return int(is_one and share_places(claim, denial))
    if not matters.are_one(claim, denial) or not share_places(claim, denial):
        return 0
    return int(_fit_in_words(claim, denial, matters, has_name=bool(same)))


def _is_meant(side: Side | None, denied: Side | None) -> bool:
    """Whether a denial is about this side: one that the claim leaves open is not what is denied."""
    return may_be_one(side, denied) and (side is not None or denied is None)


def _fit_in_words(claim: Told, denial: Told, matters: Matters, *, has_name: bool) -> bool:
    """Whether two reports of one matter speak of the same deed without naming who suffered it.

    'Police detained two nephews' is denied by 'its officers detained no relatives'. Where nobody is
    said to have done it, the number must be the same.
    """
    if claim.claim.predicate != denial.claim.predicate:
        return False
    if not _are_alike(claim.claim, denial.claim, claim.object, denial.object):
        return False
    actors = (claim.subject, denial.subject)
    if has_name:
        return are_same_entity(*actors)
    if None in actors:
        counts = [c.claim.qualifiers.get("count") for c in (claim, denial)]
        return actors == (None, None) and counts[0] is not None and counts[0] == counts[1]
    return _may_be_called(claim, denial) and _knows_actor(claim, denial, matters)


def _knows_actor(claim: Told, denial: Told, matters: Matters) -> bool:
    """Whether no country answers for 'security forces' of a report that does not speak of it."""
    for told, other in ((claim, denial), (denial, claim)):
        actor = told.claim.subject
        if told.subject is None or told.subject.entity is None or actor is None:
            continue
        is_country = find_country(actor.name.casefold().split()) is not None
        known = matters.topics.get(other.claim.document, frozenset())
        if is_country and told.subject.entity not in known:
            return told.claim.document == other.claim.document
    return True


def _are_alike(claim: Claim, denial: Claim, one: Side | None, other: Side | None) -> bool:
    """Whether two nameless objects are the same sort of people or things."""
    if one is None or other is None or one.entity or other.entity:
        return False
    assert claim.object is not None
    assert denial.object is not None
    heads = [get_family(find_head(c.object.name)) for c in (claim, denial) if c.object is not None]
    return heads[0] == heads[1] != ""


def _may_be_called(claim: Told, denial: Told) -> bool:
    """Whether two actors, of whom one at least has no name here, may be one."""
    names = [c.claim.subject.name if c.claim.subject else "" for c in (claim, denial)]
    if claim.subject and denial.subject and (claim.subject.entity or denial.subject.entity):
        if claim.subject.entity and denial.subject.entity:
            return False
        worded, named = (1, claim) if claim.subject.entity else (0, denial)
        kind = named.claim.subject.kind if named.claim.subject else ""
        is_body = kind in ("group", "organization", "state")
        return is_body and may_name_body(find_head(names[worded]))
    return get_family(find_head(names[0])) == get_family(find_head(names[1]))


def _share_method(claim: Claim, denial: Claim) -> bool:
    """A denied ambush denies no shelling, where one of the two says nothing of a target."""
    if claim.object is not None and denial.object is not None:
        return True
    methods = [set(find_stems(c.qualifiers.get("method", ""))) for c in (claim, denial)]
    return not all(methods) or bool(methods[0] & methods[1])
