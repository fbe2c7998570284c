"""Claims about what has one value only → pairs that give it two.

Birthplace and year of birth, real name, founding, death, the day of one arrest, and who did what
somebody says that he did himself.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from reportedly.records import Dispute
from reportedly.weigh.amounts import read_count
from reportedly.weigh.sides import are_same_entity, find_stems, may_be_one
from reportedly.weigh.told import (
    Matters,
    Told,
    are_within_days,
    differ_in_source,
    find_span,
    pair_up,
    share_places,
    share_time,
)

SEIZED = frozenset({"captured", "detained"})
BY_SUBJECT = (frozenset({"born_in"}), frozenset({"also_known_as"}))
BY_OBJECT = (frozenset({"founded"}), frozenset({"designated"}), frozenset({"killed"}), SEIZED)
"""Predicates of which two affirmed claims of one subject, or of one object, may exclude each other."""
_SAME_EVENT_DAYS = 45
SAME_ATTACK_DAYS = 3
_ABOUT_YEARS = 2
"""'About 2011' and 2012 agree."""
LAYING = frozenset({"admits", "accuses", "believes"})

_Key = tuple[str, ...]


class _Question(NamedTuple):
    """What has one value, and whether two claims give it two."""

    key: _Key
    differ: Callable[[Told, Told], bool]


def find_values(
    told: Sequence[Told],
    matters: Matters,
    new: Collection[str] | None,
) -> Iterator[Dispute]:
    """Yield the pairs of claims that give one thing two values, question by question."""
    groups: dict[_Key, list[Told]] = defaultdict(list)
    tests: dict[_Key, Callable[[Told, Told], bool]] = {}
    affirmed = [one for one in told if one.claim.polarity == "affirmed"]
    fresh = [one for one in affirmed if new is None or one.claim.id in new]
    asked = {question.key for one in fresh for question in _list_questions(one, matters)}
    for one in affirmed if asked else ():
        for question in _list_questions(one, matters):
            if question.key not in asked:
                continue
            groups[question.key].append(one)
            tests[question.key] = question.differ
    for key, group in groups.items():
        for a, b in pair_up(group, new):
            if differ_in_source(a, b) and tests[key](a, b):
                yield Dispute(reason="value", a=a.claim.id, b=b.claim.id)


def _list_questions(one: Told, matters: Matters) -> Iterator[_Question]:
    claim = one.claim
    subject = one.subject.entity if one.subject is not None else None
    object_ = one.object.entity if one.object is not None else None
    if claim.predicate == "born_in" and subject is not None:
        yield _Question(("born_in", subject), _differ_in_birthplace)
    is_real = claim.predicate == "also_known_as" and claim.qualifiers.get("kind") == "real_name"
    if is_real and subject is not None:
        yield _Question(("real_name", subject), _differ_in_name)
    born = find_birth_years(one, matters.published)
    if born is not None and subject is not None:
        yield _Question(("born", subject), lambda a, b: _differ_in_birth(a, b, matters.published))
    if object_ is not None and one.days is not None and claim.object is not None:
        is_person = claim.object.kind == "person"
        if claim.predicate in ("founded", "designated"):
            yield _Question((claim.predicate, object_), _differ_in_date)
        if claim.predicate == "killed" and is_person:
            yield _Question(("killed", object_), _differ_in_date)
        if claim.predicate in SEIZED:
            yield _Question(("seized", object_), _differ_in_seizure)
    if claim.predicate == "attacked":
        yield from _list_attacks(one, matters)


def _list_attacks(one: Told, matters: Matters) -> Iterator[_Question]:
    claim = one.claim
    if one.days is not None:
        for key in ("killed", "wounded"):
            toll = claim.qualifiers.get(key)
            if toll is not None:
                for place in sorted(one.places):
                    yield _Question(
                        ("attack", key, toll, place), lambda a, b: _differ_in_day(a, b, matters)
                    )
    is_laid = claim.certainty == "stated" and any(s.act in LAYING for s in claim.sources[-1:])
    if is_laid and one.subject is not None and one.subject.entity is not None:
        yield _Question(("doer", claim.document), _differ_in_doer)


def _differ_in_birthplace(a: Told, b: Told) -> bool:
    one, other = a.object, b.object
    is_open = one is None or other is None or one.entity is None or other.entity is None
    return not is_open and one != other and not may_be_one(one, other)


def _differ_in_name(a: Told, b: Told) -> bool:
    names = [find_stems(t.claim.object.name) if t.claim.object is not None else () for t in (a, b)]
    return all(names) and not set(names[0]) & set(names[1])


def find_birth_years(one: Told, published: Mapping[str, str | None]) -> tuple[int, int] | None:
    """Return the first and the last year in which somebody can have been born, by what is told.

    An age is reckoned from the day of the report, where `published` has it.
    """
    claim = one.claim
    if claim.predicate == "born_in" and one.days is not None:
        first, last = one.days
        return (first.year, last.year) if first is not None and last is not None else None
    if claim.object is not None and claim.object.kind == "person":
        return None  # whose age it is, is not known
    age = read_count(claim.qualifiers.get("age", ""))
    at = find_span(published.get(claim.document))
    if age is None or at is None or age.high == float("inf"):
        return None
    return at[0].year - int(age.high) - 1, at[1].year - int(age.low)


def _differ_in_birth(a: Told, b: Told, published: Mapping[str, str | None]) -> bool:
    """Ages may be a year out; two years of birth may not."""
    one, other = find_birth_years(a, published), find_birth_years(b, published)
    if one is None or other is None:
        return False
    is_told = a.claim.when is not None and b.claim.when is not None
    slack = _find_slack(a, b) if is_told else 1
    return one[1] + slack < other[0] or other[1] + slack < one[0]


def _find_slack(a: Told, b: Told) -> int:
    """How many years two dates may lie apart: those that are said to be about right, two."""
    dates = [t.claim.when.edtf for t in (a, b) if t.claim.when is not None]
    return _ABOUT_YEARS if any(mark in edtf for edtf in dates for mark in "~?%") else 0


def _differ_in_date(a: Told, b: Told) -> bool:
    """Nothing is founded twice and nobody dies twice; an authority may list one group again."""
    if share_time(a, b):
        return False
    if a.claim.predicate == "designated" and not are_same_entity(a.subject, b.subject):
        return False
    slack = _find_slack(a, b)
    return not slack or not are_within_days(a, b, 366 * slack)


def _differ_in_seizure(a: Told, b: Told) -> bool:
    """Two days so near each other that one arrest, or one seizure, is meant."""
    if share_time(a, b) or not are_within_days(a, b, _SAME_EVENT_DAYS):
        return False
    return a.claim.document != b.claim.document or share_places(a, b)


def _differ_in_day(a: Told, b: Told, matters: Matters) -> bool:
    """One attack: one place, one toll, days that lie together, and reports of one matter."""
    if share_time(a, b) or not are_within_days(a, b, SAME_ATTACK_DAYS):
        return False
    return may_be_one(a.subject, b.subject) and matters.count_shared(a, b) > 1


def _differ_in_doer(a: Told, b: Told) -> bool:
    """An attack that one says he did, and that is laid at another's door in the same report."""
    acts = [t.claim.sources[-1].act for t in (a, b)]
    if acts.count("admits") != 1 or are_same_entity(a.subject, b.subject):
        return False
    if a.claim.document != b.claim.document or not share_time(a, b) or not share_places(a, b):
        return False
    return _is_same_deed(a, b)


def _is_same_deed(a: Told, b: Told) -> bool:
    """Both leave the target open ('the attack', 'the ambush'), or name the same one."""
    targets = (a.object, b.object)
    return targets == (None, None) or are_same_entity(*targets)
