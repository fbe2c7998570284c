"""A whole case → one JSON object: documents, entities, copies, propositions, contradictions.

What was resolved and weighed is given; here it is written down with the places where it stands.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from reportedly.export.holdings import Listed
from reportedly.records import (
    Claim,
    Copy,
    Dispute,
    Entity,
    Passage,
    Proposition,
    Record,
    Span,
    Telling,
)


class Weighed(Record, frozen=True, kw_only=True):
    """What is known of a whole case. `same` gives the entity that stands for a joined one."""

    claims: Sequence[Claim] = ()
    copies: Sequence[Copy] = ()
    propositions: Sequence[Proposition] = ()
    disputes: Sequence[Dispute] = ()
    same: Mapping[str, str] = {}


def encode_case(
    documents: Iterable[Listed],
    entities: Iterable[Entity],
    mentions: Iterable[tuple[str, str | None, Span]],
    weighed: Weighed,
) -> bytes:
    """Return a case as one JSON object in UTF-8, held in memory whole.

    `mentions` are the id of the entity, the external id of the document and the words; the
    arguments and sources of the claims carry the ids of `entities`. Offsets are code points into
    the document's text.
    """
    listed, told = list(documents), list(weighed.claims)
    names = {document.id: document.external_id for document in listed}
    by_id = {claim.id: claim for claim in told}
    return msgspec.json.encode(
        {
            "documents": [_describe_document(document) for document in listed],
            "entities": _describe_entities(entities, mentions, told, weighed.same),
            "copies": [
                {
                    "a": _locate_passage(c.a, names),
                    "b": _locate_passage(c.b, names),
                    "words": c.words,
                }
                for c in weighed.copies
            ],
            "propositions": [_describe_proposition(p) for p in weighed.propositions],
            "contradictions": [
                {"reason": d.reason, "a": _locate(by_id[d.a]), "b": _locate(by_id[d.b])}
                for d in weighed.disputes
            ],
        }
    )


def _describe_document(document: Listed) -> dict[str, str | None]:
    return {
        "document": document.id,
        "external_id": document.external_id,
        "publisher": document.publisher,
        "published": document.published_on,
    }


def _describe_entities(
    entities: Iterable[Entity],
    mentions: Iterable[tuple[str, str | None, Span]],
    claims: list[Claim],
    same: Mapping[str, str],
) -> list[dict[str, Any]]:
    places: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for id_, external_id, span in mentions:
        place = {"external_id": external_id} | msgspec.structs.asdict(span)
        places[same.get(id_, id_)].append(place)
    statements = _list_statements(claims, same)
    joined: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        joined[same.get(entity.id, entity.id)].append(entity)
    return [
        {
            "id": id_,
            "name": members[0].name,
            "kind": members[0].kind,
            "names": [
                {"name": name, "stated_by": statements.get((id_, name), [])}
                for name in dict.fromkeys(n for member in members for n in member.names)
            ],
            "mentions": places[id_],
        }
        for id_, members in joined.items()
    ]


def _list_statements(
    claims: list[Claim], same: Mapping[str, str]
) -> dict[tuple[str, str], list[str]]:
    """The ids of the claims which say that an entity has a name."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for claim in claims:
        subject, name = claim.subject, claim.object
        is_affirmed = claim.predicate == "also_known_as" and claim.polarity == "affirmed"
        if is_affirmed and subject is not None and name is not None and subject.entity is not None:
            found[same.get(subject.entity, subject.entity), name.name].append(claim.id)
    return dict(found)


def _describe_proposition(proposition: Proposition) -> dict[str, Any]:
    return {
        "id": proposition.id,
        "predicate": proposition.predicate,
        "subject": proposition.subject,
        "object": proposition.object,
        "affirmed": [_describe_telling(telling) for telling in proposition.affirmed],
        "denied": [_describe_telling(telling) for telling in proposition.denied],
        "origins": proposition.origins,
        "unrealised": proposition.is_unrealised,
    }


def _describe_telling(telling: Telling) -> dict[str, Any]:
    claim = telling.claim
    return _locate(claim) | {
        "source": claim.sources[-1].name if claim.sources else None,
        "origin": telling.origin,
        "grouped_by": telling.grouped_by,
        "certainty": claim.certainty,
    }


def _locate(claim: Claim) -> dict[str, Any]:
    return {
        "claim": claim.id,
        "external_id": claim.external_id,
        "start": claim.evidence.start,
        "end": claim.evidence.end,
    }


def _locate_passage(passage: Passage, names: Mapping[str, str | None]) -> dict[str, Any]:
    return {
        "external_id": names.get(passage.document),
        "start": passage.start,
        "end": passage.end,
    }
