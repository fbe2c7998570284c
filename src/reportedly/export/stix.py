"""A case as a STIX 2.1 bundle for threat-intelligence platforms.

Everybody is an `identity`, whatever a report accuses them of: a threat actor would be a judgement
of ours. A claim that is plainly stated is a `relationship` that its source created, with the words in
its description; one that is hedged, alleged, not realised or one-sided is a `note`; a denial is an
`opinion` on what it denies, a `note` where nobody affirms that. Ids are UUIDs of version 5: the same
case gives the same bundle.
"""

import re
from collections import defaultdict
from typing import IO, Any
from uuid import NAMESPACE_URL, uuid5

import msgspec

from reportedly.edtf import bounds, is_valid
from reportedly.export.characters import make_line, make_utf8
from reportedly.export.holdings import Holdings, Listed
from reportedly.export.network import Edge, Node, find_days, is_told_plainly
from reportedly.export.tellings import Teller, describe_report
from reportedly.ids import make_id
from reportedly.records import Claim

_UNKNOWN_TIME = "1970-01-01T00:00:00.000Z"
"""STIX wants a time on everything; where no report states one it is this, which is plainly none."""

_NOT_A_TYPE = re.compile("[^a-z0-9-]")
_CLASSES = {
    "person": "individual",
    "group": "group",
    "organization": "organization",
    "state": "organization",
    "population": "class",
    "place": "unspecified",
}
"""The `identity_class` of a kind. Things, activities and mere names are no identities."""

_Object = dict[str, Any]


def write_stix(holdings: Holdings, file: IO[bytes]) -> int:
    """Write one bundle, an object a line, and return how many claims it holds."""
    bundle = _Bundle(holdings, file)
    claims = 0
    for node in holdings.list_nodes():
        bundle.add_node(node)
    for listed in holdings.list_documents():
        bundle.add_publisher(listed)
    for edge in holdings.list_edges():
        bundle.add_edge(edge)
        claims += len(edge.tellings)
    for listed in holdings.list_documents():
        bundle.add_report(listed)
    bundle.close()
    return claims


def make_stix_id(kind: str, id_: str) -> str:
    """Return the STIX id of one of our records: a UUID of version 5 over its own id."""
    return f"{kind}--{uuid5(NAMESPACE_URL, 'urn:reportedly:' + make_utf8(id_))}"


class _Bundle:
    """Writes objects as they come; keeps the ids of entities, and of what each report carries."""

    def __init__(self, holdings: Holdings, file: IO[bytes]) -> None:
        self._stand_in = holdings.stand_in
        self._teller = Teller(holdings)
        self._file = file
        self._refs: dict[str, str] = {}
        self._publishers: dict[str, str] = {}
        self._bodies: dict[str, str] = {}
        self._carried: defaultdict[str, list[str]] = defaultdict(list)
        self._last = ""
        file.write(b'{"type":"bundle"')

    def close(self) -> None:
        """Write the end of the bundle; its id is that of all objects in their order."""
        id_ = make_stix_id("bundle", self._last)
        end = b"\n]" if self._last else b""
        self._file.write(end + b',"id":' + msgspec.json.encode(id_) + b"}\n")

    def add_publisher(self, listed: Listed) -> None:
        """Write who published a report, once; an entity of the case that has its name is it."""
        name = make_line(listed.publisher or "")
        if not name or name in self._publishers:
            return
        if (known := self._bodies.get(name.casefold())) is not None:
            self._publishers[name] = known
            return
        id_ = make_stix_id("identity", make_id("publisher", [name]))
        self._publishers[name] = id_
        self._write(
            "identity",
            id_,
            None,
            name=name,
            identity_class="organization",
            roles=["publisher"],
        )

    def add_node(self, node: Node) -> None:
        """Write an entity: a place with a position as a location, all others as identities."""
        if node.kind not in _CLASSES:
            return
        names = [name for name in map(make_line, (*node.names[1:], *node.stated)) if name]
        known_as = f"In reports also: {', '.join(names)}" if names else None
        if node.kind == "place" and node.place is not None:
            self._refs[node.id] = id_ = make_stix_id("location", node.id)
            self._write(
                "location",
                id_,
                None,
                name=make_line(node.name) or node.id,
                description=known_as,
                latitude=node.place.lat,
                longitude=node.place.lon,
            )
            return
        self._refs[node.id] = id_ = make_stix_id("identity", node.id)
        if node.kind in ("organization", "state"):
            self._bodies.setdefault(make_line(node.name).casefold(), id_)
        self._write(
            "identity",
            id_,
            None,
            name=make_line(node.name) or node.id,
            description=known_as,
            identity_class=_CLASSES[node.kind],
        )

    def add_edge(self, edge: Edge) -> None:
        """Write every claim of a proposition: as a relationship, an opinion or a note."""
        ends = [ref for end in (edge.subject, edge.object) if (ref := self._refs.get(end.id))]
        is_tie = len(ends) == 2 and not edge.is_unrealised
        affirmed: list[str] = []
        for telling in edge.affirmed:
            if is_tie and is_told_plainly(telling.claim):
                affirmed.append(self._add_relationship(edge, telling.claim, ends))
            else:
                affirmed += self._add_note(edge, telling.claim, ends)
        for telling in edge.denied:
            if affirmed:
                self._add_opinion(telling.claim, affirmed)
            else:
                self._add_note(edge, telling.claim, ends)

    def add_report(self, listed: Listed) -> None:
        """Write a document as a report of what it carries."""
        publisher = self._publishers.get(make_line(listed.publisher or ""))
        carried = self._carried.pop(listed.id, [publisher] if publisher else [])
        if not carried:
            return  # STIX has no report of nothing
        time = _find_time(listed)
        self._write(
            "report",
            make_stix_id("report", listed.id),
            listed,
            created_by_ref=publisher,
            name=describe_report(listed),
            description=None if listed.published_on else "The day of publication is not known.",
            published=time,
            external_references=[self._cite(listed, listed.external_id or listed.id, None)],
            object_refs=list(dict.fromkeys(carried)),
        )

    def _add_relationship(self, edge: Edge, claim: Claim, ends: list[str]) -> str:
        first, last = find_days(claim)
        start = None if first is None else f"{first.isoformat()}T00:00:00.000Z"
        stop = None if last is None or last == first else f"{last.isoformat()}T00:00:00.000Z"
        listed = self._teller.find_document(claim.document)
        return self._carry(
            claim,
            "relationship",
            relationship_type=_NOT_A_TYPE.sub("-", edge.predicate.lower()),
            description=self._teller.tell(claim),
            source_ref=ends[0],
            target_ref=ends[1],
            start_time=start,
            stop_time=stop,
            external_references=[self._cite(listed, claim.id, claim.evidence.text)],
        )

    def _add_opinion(self, claim: Claim, ties: list[str]) -> None:
        listed = self._teller.find_document(claim.document)
        self._carry(
            claim,
            "opinion",
            opinion="disagree",
            explanation=self._teller.tell(claim),
            authors=[self._teller.name_source(claim)],
            object_refs=ties,
            external_references=[self._cite(listed, claim.id, claim.evidence.text)],
        )

    def _add_note(self, edge: Edge, claim: Claim, ends: list[str]) -> list[str]:
        """Write a note; a note must be about somebody, so there is none where nobody is named."""
        listed = self._teller.find_document(claim.document)
        publisher = self._publishers.get(make_line((listed and listed.publisher) or ""))
        refs = list(dict.fromkeys(ends)) or [r for r in (self._find_speaker(claim), publisher) if r]
        if not refs:
            return []
        note = self._carry(
            claim,
            "note",
            abstract=_describe_standing(claim, edge),
            content=self._teller.tell(claim),
            authors=[self._teller.name_source(claim)],
            object_refs=refs,
            external_references=[self._cite(listed, claim.id, claim.evidence.text)],
        )
        return [note]

    def _carry(self, claim: Claim, kind: str, **values: Any) -> str:
        """Write what a claim came to, as its source's, and note in which report it stands."""
        listed = self._teller.find_document(claim.document)
        id_ = make_stix_id(kind, claim.id)
        publisher = self._publishers.get(make_line((listed and listed.publisher) or ""))
        speaker = self._find_speaker(claim) if claim.sources else publisher
        self._write(kind, id_, listed, created_by_ref=speaker, **values)
        self._carried[claim.document].append(id_)
        return id_

    def _find_speaker(self, claim: Claim) -> str | None:
        """The identity of the root source; a place cannot speak in STIX, nor can a film."""
        if not claim.sources or claim.sources[-1].entity is None:
            return None
        ref = self._refs.get(self._stand_in(claim.sources[-1].entity))
        return ref if ref is not None and ref.startswith("identity--") else None

    def _cite(self, listed: Listed | None, id_: str, words: str | None) -> _Object:
        name = "report" if listed is None else describe_report(listed)
        cited: _Object = {"source_name": name or "report", "external_id": id_}
        if words:
            cited["description"] = f"“{make_line(words)}”"
        url = None if listed is None else listed.url
        if url and url.lower().startswith(("http://", "https://")):
            cited["url"] = make_line(url)
        return cited

    def _write(self, kind: str, id_: str, listed: Listed | None, **values: Any) -> None:
        time = _find_time(listed)
        head = {"type": kind, "spec_version": "2.1", "id": id_, "created": time, "modified": time}
        shown = {name: value for name, value in values.items() if value is not None}
        # A list of STIX is never empty: there is none where there is no object.
        separator = b",\n" if self._last else b',"objects":[\n'
        self._file.write(separator + msgspec.json.encode(head | shown))
        self._last = make_id("stix", [self._last, id_])


def _find_time(listed: Listed | None) -> str:
    """The first moment of the day on which a report was published."""
    published = None if listed is None else listed.published_on
    if not published or not is_valid(published):
        return _UNKNOWN_TIME
    first = bounds(published)[0]
    return _UNKNOWN_TIME if first is None else f"{first.isoformat()}T00:00:00.000Z"


def _describe_standing(claim: Claim, edge: Edge) -> str:
    marks = ["Denied"] if claim.polarity == "denied" else []
    if claim.certainty != "stated":
        marks.append("Hedged" if claim.certainty == "hedged" else "Not realised")
    elif claim.polarity == "affirmed" and not is_told_plainly(claim):
        marks.append("Alleged")
    return ", ".join(marks or ["Said"]) + ": " + edge.predicate.replace("_", " ")
