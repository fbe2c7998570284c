"""A case as RDF 1.2 in Turtle: claims reify triples, and never assert them.

`<claim> rdf:reifies <<( subject predicate object )>>` is the only place where the triple of a claim
stands; annotation syntax would assert it. Evidence is a Web Annotation (https://www.w3.org/TR/
annotation-model/) with a position and a quote, sources are PROV attributions, outermost first.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import IO
from urllib.parse import quote

from reportedly.export.characters import make_utf8
from reportedly.export.holdings import Holdings, Listed
from reportedly.export.network import Node
from reportedly.knowledge import load_knowledge
from reportedly.records import Argument, Claim, Source

BASE = "urn:reportedly:"
VOCABULARY = "urn:reportedly:vocabulary:"
_AROUND = 32
"""Characters of the text before and after a quote, so that it is found in a changed text."""

_PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "schema": "https://schema.org/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "rep": VOCABULARY,
}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def write_rdf(holdings: Holdings, file: IO[bytes]) -> int:
    """Write the graph to `file` and return how many claims there are."""
    file.write("".join(f"@prefix {p}: <{iri}> .\n" for p, iri in _PREFIXES.items()).encode())
    for line in _list_predicates():
        file.write(line)
    publishers: set[str] = set()
    for listed in holdings.list_documents():
        if listed.publisher and listed.publisher not in publishers:
            publishers.add(listed.publisher)
            facts = ["a prov:Agent", f"rdfs:label {make_literal(listed.publisher)}"]
            file.write(_state(make_iri("publisher", listed.publisher), facts))
        file.write(_describe_report(listed))
    for node in holdings.list_nodes():
        file.write(_describe_node(node))
    written = 0
    for document, claims in groupby(holdings.list_claims(), key=lambda claim: claim.document):
        text = holdings.find_text(document)
        for claim in claims:
            file.write(_describe_claim(claim, text, holdings))
            written += 1
    return written


def make_iri(id_: str, *parts: str) -> str:
    """Return the IRI of a record, in brackets; an id of odd characters is escaped."""
    path = "/".join(quote(make_utf8(part), safe="") for part in (id_, *parts))
    return f"<{BASE}{path}>"


def make_literal(text: str, datatype: str = "") -> str:
    """Return `text` as a quoted literal of Turtle."""
    escaped = "".join(_escape(char) for char in make_utf8(text))
    return f'"{escaped}"' + (f"^^{datatype}" if datatype else "")


def _escape(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    return f"\\u{ord(char):04X}" if char < " " or "\x7f" <= char <= "\x9f" else char


def _list_predicates() -> Iterator[bytes]:
    """What each predicate means. Its counterpart elsewhere is near, and no more than that."""
    for entry in load_knowledge("predicates")["predicate"]:
        facts = ["a rdf:Property", f"rdfs:comment {make_literal(entry['means'])}"]
        if "rdf" in entry:
            facts.append(f"rdfs:seeAlso {entry['rdf']}")
        yield _state(_make_predicate(entry["id"]), facts)


def _make_predicate(predicate: str) -> str:
    return f"<{VOCABULARY}{quote(make_utf8(predicate), safe='')}>"


def _describe_report(listed: Listed) -> bytes:
    facts = ["a rep:Report, prov:Entity"]
    for term, value in (
        ("dcterms:title", listed.title),
        ("dcterms:publisher", listed.publisher),
        ("dcterms:identifier", listed.external_id),
        ("dcterms:source", listed.url),
    ):
        if value:
            facts.append(f"{term} {make_literal(value)}")
    if listed.published_on:
        facts.append(f"dcterms:issued {_date(listed.published_on)}")
    if listed.publisher:
        facts.append(f"prov:wasAttributedTo {make_iri('publisher', listed.publisher)}")
    return _state(make_iri(listed.id), facts)


def _describe_node(node: Node) -> bytes:
    """Names that only claims give are left to those claims."""
    facts = [
        "a rep:Entity",
        f"rep:kind {make_literal(node.kind)}",
        f"skos:prefLabel {make_literal(node.name)}",
    ]
    facts += [f"skos:altLabel {make_literal(name)}" for name in node.names[1:]]
    if node.place is not None:
        for term, value in (("geo:lat", node.place.lat), ("geo:long", node.place.lon)):
            facts.append(f"{term} {make_literal(f'{value:.6f}', 'xsd:decimal')}")
        facts.append(f"rep:precision {make_literal(node.place.precision)}")
    return _state(make_iri(node.id), facts)


def _describe_claim(claim: Claim, text: str, holdings: Holdings) -> bytes:
    subject = _make_side(claim.subject, claim, "subject", holdings)
    if claim.object is not None and claim.object.entity is None:
        object_ = make_literal(claim.object.name)
    else:
        object_ = _make_side(claim.object, claim, "object", holdings)
    triple = f"{subject} {_make_predicate(claim.predicate)} {object_}"
    facts = [
        "a rep:Claim, prov:Entity",
        f"rdf:reifies <<( {triple} )>>",
        f"rep:polarity {make_literal(claim.polarity)}",
        f"rep:certainty {make_literal(claim.certainty)}",
        f"rep:confidence {make_literal(str(claim.confidence), 'xsd:double')}",
        f"prov:wasDerivedFrom {make_iri(claim.document)}",
    ]
    if claim.when is not None:
        facts.append(f"rep:when {_date(claim.when.edtf)}")
    for name, value in claim.qualifiers.items():
        facts.append(f"rep:qualifier {make_literal(f'{name}={value}')}")
    for number, place in enumerate(claim.where):
        facts.append(f"rep:where {_make_side(place, claim, f'where-{number}', holdings)}")
    sources = [make_iri(claim.id, "source", str(i)) for i in range(len(claim.sources))]
    facts += [f"prov:qualifiedAttribution {iri}" for iri in sources]
    described = [_state(make_iri(claim.id), facts)]
    for number, (iri, source) in enumerate(zip(sources, claim.sources, strict=True)):
        described.append(_describe_source(iri, number, source, claim, holdings))
    return b"".join((*described, _describe_evidence(claim, text)))


def _make_side(argument: Argument | None, claim: Claim, side: str, holdings: Holdings) -> str:
    """The entity of a side; what has none is somebody of this claim alone."""
    if argument is not None and argument.entity is not None:
        return make_iri(holdings.stand_in(argument.entity))
    return make_iri(claim.id, side)


def _describe_source(
    iri: str, number: int, source: Source, claim: Claim, holdings: Holdings
) -> bytes:
    agent = (
        make_iri(claim.id, "source", str(number), "agent")
        if source.entity is None
        else make_iri(holdings.stand_in(source.entity))
    )
    facts = [
        "a prov:Attribution",
        f"prov:agent {agent}",
        f"rep:position {number}",
        f"rep:act {make_literal(source.act)}",
        f"rep:cue {make_literal(source.cue.text)}",
        f"rep:words {make_literal(source.text)}",
        f"rdfs:label {make_literal(source.name)}",
    ]
    if source.said_on:
        facts.append(f"rep:saidOn {_date(source.said_on)}")
    return _state(iri, facts)


def _describe_evidence(claim: Claim, text: str) -> bytes:
    span = claim.evidence
    annotation, target, place, words = (
        make_iri(claim.id, "evidence", *part)
        for part in ((), ("target",), ("position",), ("quote",))
    )
    before = text[max(0, span.start - _AROUND) : span.start]
    after = text[span.end : span.end + _AROUND]
    return b"".join(
        (
            _state(
                annotation,
                [
                    "a oa:Annotation",
                    "oa:motivatedBy oa:identifying",
                    f"oa:hasBody {make_iri(claim.id)}",
                    f"oa:hasTarget {target}",
                ],
            ),
            _state(
                target,
                [
                    "a oa:SpecificResource",
                    f"oa:hasSource {make_iri(claim.document)}",
                    f"oa:hasSelector {place}, {words}",
                ],
            ),
            _state(
                place,
                ["a oa:TextPositionSelector", f"oa:start {span.start}", f"oa:end {span.end}"],
            ),
            _state(
                words,
                [
                    "a oa:TextQuoteSelector",
                    f"oa:exact {make_literal(span.text)}",
                    f"oa:prefix {make_literal(before)}",
                    f"oa:suffix {make_literal(after)}",
                ],
            ),
        )
    )


def _date(edtf: str) -> str:
    return make_literal(edtf, "edtf:EDTF")


def _state(subject: str, facts: Iterable[str]) -> bytes:
    return f"{subject} {' ; '.join(facts)} .\n".encode()
