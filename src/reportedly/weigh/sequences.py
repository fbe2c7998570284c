"""Deaths and deeds → pairs in which somebody acts after a death that somebody tells of."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from reportedly.records import Dispute
from reportedly.weigh.denials import SYMMETRIC
from reportedly.weigh.told import Told

DEEDS = frozenset(
    """met_with attacked killed detained captured threatened moved_to joined left appointed released
    recruited founded charged present_in""".split()
)


def find_late_deeds(told: Sequence[Told], new: Collection[str] | None) -> Iterator[Dispute]:
    """Yield each death of a person with each deed of his that began when he had died."""
    deaths: defaultdict[str, list[Told]] = defaultdict(list)
    for one in told:
        if _is_dated_death(one) and one.object is not None and one.object.entity is not None:
            deaths[one.object.entity].append(one)
    if new is not None and not any(one.claim.id in new for one in told if _is_either(one)):
        return
    for deed in told:
        if deed.claim.predicate not in DEEDS or deed.claim.polarity != "affirmed" or not deed.days:
            continue
        for actor in _list_actors(deed):
            for death in deaths.get(actor, ()):
                is_wanted = new is None or death.claim.id in new or deed.claim.id in new
                if is_wanted and _is_later(deed, death):
                    yield Dispute(reason="sequence", a=death.claim.id, b=deed.claim.id)


def _is_either(told: Told) -> bool:
    return told.claim.predicate in DEEDS or _is_dated_death(told)


def _is_dated_death(told: Told) -> bool:
    claim = told.claim
    is_death = claim.predicate == "killed" and claim.polarity == "affirmed"
    is_person = claim.object is not None and claim.object.kind == "person"
    return is_death and is_person and told.days is not None


def _list_actors(deed: Told) -> list[str]:
    sides = [deed.subject, deed.object if deed.claim.predicate in SYMMETRIC else None]
    return [side.entity for side in sides if side is not None and side.entity is not None]


def _is_later(deed: Told, death: Told) -> bool:
    died_by = death.days[1] if death.days else None
    acted_from = deed.days[0] if deed.days else None
    return died_by is not None and acted_from is not None and acted_from > died_by
