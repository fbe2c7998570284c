"""A store → what its claims come to: who is who, what is copied, said by whom, and disputed.

Reads the whole case, and writes nothing: every line can be made anew from the readings.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from reportedly.export.whole_case import Weighed, encode_case
from reportedly.records import Claim, Copy, Dispute, Entity, Join, Proposition, Record
from reportedly.resolve import Referent, resolve_referents
from reportedly.store import ClaimFilter, Store
from reportedly.verdicts import Verdicts
from reportedly.weigh import (
    Setting,
    build_propositions,
    find_copies,
    find_credits,
    find_disputes,
    list_retold,
)


class Assessment(Record, frozen=True, kw_only=True):
    """A whole case, weighed. `same` gives the entity that stands for each that was joined."""

    claims: tuple[Claim, ...]
    same: dict[str, str]
    joins: tuple[Join, ...]
    doubts: tuple[Join, ...]
    copies: tuple[Copy, ...]
    propositions: tuple[Proposition, ...]
    disputes: tuple[Dispute, ...]


def assess_case(
    store: Store, wanted: ClaimFilter | None = None, verdicts: Verdicts | None = None
) -> Assessment:
    """Return what the claims of a case come to, all or the `wanted` ones, in reading order.

    `verdicts` say who is one and who is not before any likeness of names does.
    """
    verdicts = verdicts or Verdicts()
    judged = {id_ for pair in verdicts.same for id_ in pair}
    entities = list(store.list_entities())
    documents = list(store.list_documents())
    seen = _list_appearances(store)
    clusters, doubts = resolve_referents(_list_referents(entities, seen, judged), verdicts)
    same = {id_: cluster.id for cluster in clusters for id_ in cluster.members}
    local = {entity.id for entity in entities if entity.is_local} - judged
    claims = tuple(store.find_claims(wanted or ClaimFilter()))
    texts = ((d.id, found.text) for d in documents if (found := store.get_document(d.id)))
    copies = tuple(find_copies(texts))
    publishers = {d.id: d.publisher for d in documents}
    setting = Setting(
        same=same,
        local=local,
        copies=copies,
        publishers=publishers,
        credits=_list_credits(store, claims, publishers),
        voices=_find_voices(entities, same, publishers),
    )
    return Assessment(
        claims=claims,
        same=same,
        joins=tuple(join for cluster in clusters for join in cluster.joins),
        doubts=tuple(doubts),
        copies=copies,
        propositions=tuple(build_propositions(claims, setting)),
        disputes=tuple(find_disputes(claims, same, local, _find_topics(entities, seen, same))),
    )


def _list_credits(
    store: Store, claims: Iterable[Claim], publishers: Iterable[str]
) -> dict[str, set[str]]:
    """The names whose material each document says it is, or that it retells anywhere."""
    credited: defaultdict[str, set[str]] = defaultdict(set)
    for id_ in publishers:
        if (document := store.get_document(id_)) is not None:
            credited[id_] |= find_credits(document.text, document.byline)
    for claim in claims:
        credited[claim.document] |= list_retold(claim)
    return credited


def _find_voices(
    entities: Iterable[Entity], same: Mapping[str, str], publishers: Mapping[str, str | None]
) -> dict[str, str]:
    """The entity that bears the name of each document's publisher."""
    bearers: dict[str, str] = {}
    for entity in entities:
        if not entity.is_local and entity.kind in ("organization", "state", "group"):
            for name in entity.names:
                bearers.setdefault(name.casefold(), same.get(entity.id, entity.id))
    return {
        document: bearers[publisher.casefold()]
        for document, publisher in publishers.items()
        if publisher and publisher.casefold() in bearers
    }


def encode_assessment(store: Store, assessed: Assessment) -> bytes:
    """Return a case and what it comes to as one JSON object in UTF-8."""
    return encode_case(
        store.list_documents(),
        store.list_entities(),
        store.list_mentions(),
        Weighed(
            claims=assessed.claims,
            copies=assessed.copies,
            propositions=assessed.propositions,
            disputes=assessed.disputes,
            same=assessed.same,
        ),
    )


def _list_appearances(store: Store) -> dict[str, set[str]]:
    """The documents in which each entity is named."""
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for entity, document in store.list_appearances():
        seen[entity].add(document)
    return seen


def _list_referents(
    entities: list[Entity], seen: Mapping[str, set[str]], judged: Collection[str]
) -> list[Referent]:
    """The entities that may be one: those with names, and those that a person joined.

    What has no name of its own is joined by a person alone, and so gives no names to compare.
    """
    return [
        Referent(
            id=entity.id,
            kind=entity.kind,
            names=() if _is_nameless(entity) else entity.names,
            documents=frozenset(seen.get(entity.id, ())),
        )
        for entity in entities
        if entity.id in judged or not _is_nameless(entity)
    ]


def _is_nameless(entity: Entity) -> bool:
    return entity.is_local or entity.kind == "activity"


def _find_topics(
    entities: list[Entity], seen: Mapping[str, set[str]], same: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """The named entities of each document, places apart: what two reports of one matter share."""
    topics: defaultdict[str, set[str]] = defaultdict(set)
    for entity in entities:
        if entity.is_local or entity.kind == "place":
            continue
        for document in seen.get(entity.id, ()):
            topics[document].add(same.get(entity.id, entity.id))
    return {document: frozenset(found) for document, found in topics.items()}
