"""A whole case → one JSON object: documents, entities, propositions, who affirms and denies them.

A proposition is a predicate between the same two entities, whatever the report; claims that leave
both sides open give none. What is only planned, threatened or demanded stands in propositions of
its own, so that a plan never counts as a deed. Copied passages are not looked for: `copies` is
empty, and a source counts as one origin however many reports carry it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

import msgspec

from reportedly.ids import make_id
from reportedly.knowledge import load_knowledge
from reportedly.records import Argument, Claim, Entity, Span

_Key = tuple[str, str | None, str | None, bool]


class Listed(Protocol):
    """What is told of a document without its text."""

    @property
    def id(self) -> str:
        """Hash of the document's text."""

    @property
    def external_id(self) -> str | None:
        """What the input calls it."""

    @property
    def publisher(self) -> str | None:
        """Who published it."""

    @property
    def published_on(self) -> str | None:
        """When, as EDTF."""


def encode_case(
    documents: Iterable[Listed],
    entities: Iterable[Entity],
    mentions: Iterable[tuple[str, str | None, Span]],
    claims: Iterable[Claim],
) -> bytes:
    """Return a case as one JSON object in UTF-8, held in memory whole.

    `mentions` are the id of the entity, the external id of the document and the words; the
    arguments and sources of `claims` carry the ids of `entities`. Offsets are code points into
    the document's text.
    """
    listed, told = list(documents), list(claims)
    publishers = {d.id: d.publisher for d in listed}
    propositions = _build_propositions(told, lambda claim: _find_origin(claim, publishers))
    return msgspec.json.encode(
        {
            "documents": [_describe_document(document) for document in listed],
            "entities": _describe_entities(entities, mentions, told),
            "copies": [],
            "propositions": propositions,
            "contradictions": [pair for p in propositions for pair in _list_denials(p)],
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
) -> list[dict[str, Any]]:
    places: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for entity, external_id, span in mentions:
        places[entity].append({"external_id": external_id} | msgspec.structs.asdict(span))
    statements = _list_statements(claims)
    return [
        {
            "id": entity.id,
            "name": entity.name,
            "kind": entity.kind,
            "names": [
                {"name": name, "stated_by": statements.get((entity.id, name), [])}
                for name in entity.names
            ],
            "mentions": places[entity.id],
        }
        for entity in entities
    ]


def _list_statements(claims: list[Claim]) -> dict[tuple[str, str], list[str]]:
    """The ids of the claims which say that an entity has a name."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for claim in claims:
        subject, name = claim.subject, claim.object
        is_affirmed = claim.predicate == "also_known_as" and claim.polarity == "affirmed"
        if is_affirmed and subject is not None and name is not None and subject.entity is not None:
            found[subject.entity, name.name].append(claim.id)
    return dict(found)


def _build_propositions(
    claims: list[Claim], find_origin: Callable[[Claim], str]
) -> list[dict[str, Any]]:
    """The propositions in the order in which they are first met."""
    symmetric = {e["id"] for e in load_knowledge("predicates")["predicate"] if e.get("symmetric")}
    groups: defaultdict[_Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        sides = [_find_side(claim.subject), _find_side(claim.object)]
        if sides == [None, None]:
            continue
        if claim.predicate in symmetric:
            sides.sort(key=lambda side: (side is None, side))
        is_unrealised = claim.certainty == "unrealised"
        groups[claim.predicate, sides[0], sides[1], is_unrealised].append(claim)
    return [_describe_proposition(key, group, find_origin) for key, group in groups.items()]


def _find_side(argument: Argument | None) -> str | None:
    """What stands on one side of a proposition: an entity, or a name where it is spoken of."""
    return None if argument is None else argument.entity or argument.name


def _describe_proposition(
    key: _Key, claims: list[Claim], find_origin: Callable[[Claim], str]
) -> dict[str, Any]:
    predicate, subject, object_, is_unrealised = key
    sides: dict[str, list[dict[str, Any]]] = {"affirmed": [], "denied": []}
    for claim in claims:
        root = claim.sources[-1] if claim.sources else None
        sides[claim.polarity].append(
            {
                "claim": claim.id,
                "external_id": claim.external_id,
                "start": claim.evidence.start,
                "end": claim.evidence.end,
                "source": None if root is None else root.name,
                "origin": find_origin(claim),
                "certainty": claim.certainty,
            }
        )
    return {
        "id": make_id("prp", [predicate, subject, object_, int(is_unrealised)]),
        "predicate": predicate,
        "subject": subject,
        "object": object_,
        **sides,
        "origins": len({told["origin"] for told in sides["affirmed"]}),
        "unrealised": is_unrealised,
    }


def _find_origin(claim: Claim, publishers: Mapping[str, str | None]) -> str:
    """Who answers for a claim: its root source, else the publisher, else the report alone."""
    if claim.sources:
        root = claim.sources[-1]
        return root.entity or make_id("org", [claim.document, root.name])
    publisher = publishers.get(claim.document)
    return claim.document if publisher is None else make_id("org", [publisher])


def _list_denials(proposition: dict[str, Any]) -> list[dict[str, Any]]:
    """Each denial against what it denies: the affirmation of its own report, else the first."""
    first: dict[str | None, dict[str, Any]] = {}
    for affirmed in proposition["affirmed"]:
        first.setdefault(None, affirmed)
        first.setdefault(affirmed["external_id"], affirmed)
    if not first:
        return []
    return [
        {
            "reason": "denied",
            "a": _locate(first.get(denial["external_id"]) or first[None]),
            "b": _locate(denial),
        }
        for denial in proposition["denied"]
    ]


def _locate(told: dict[str, Any]) -> dict[str, Any]:
    return {key: told[key] for key in ("claim", "external_id", "start", "end")}
