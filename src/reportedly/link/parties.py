"""The entities of a case → the parties that a list is matched against, with what is claimed of them.

Entities that were joined are one party with all their names. What has no name of its own, places,
crowds and activities are none.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from reportedly.records import Claim, Entity, Record

FACT_PREDICATES = ("born_in", "national_of", "also_known_as")
_KINDS = frozenset({"person", "group", "state", "organization", "thing"})


class Party(Record, frozen=True, kw_only=True):
    """Somebody or something in a case: the entity that stands for it, and all of its names.

    `ids` are the entities that are one, `claims` those of its birth, nationality and names.
    """

    entity: Entity
    ids: tuple[str, ...]
    names: tuple[str, ...]
    claims: tuple[Claim, ...] = ()


def list_parties(
    entities: Iterable[Entity], same: Mapping[str, str], claims: Iterable[Claim]
) -> list[Party]:
    """Return the parties of a case, in the order in which they were first met.

    `same` gives the entity that stands for each that was joined; `claims` are those of
    `FACT_PREDICATES`.
    """
    members: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.kind in _KINDS and not entity.is_local:
            members[same.get(entity.id, entity.id)].append(entity)
    about: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.subject is not None and claim.subject.entity is not None:
            about[same.get(claim.subject.entity, claim.subject.entity)].append(claim)
    return [
        Party(
            entity=next((e for e in found if e.id == id_), found[0]),
            ids=tuple(e.id for e in found),
            names=tuple(dict.fromkeys(name for e in found for name in e.names)),
            claims=tuple(about[id_]),
        )
        for id_, found in members.items()
    ]
