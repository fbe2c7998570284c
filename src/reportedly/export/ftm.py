"""A case as FollowTheMoney entities, one a line, for OpenAleph, nomenklatura and their tools.

An edge of FollowTheMoney asserts, a claim does not. So every tie carries in `summary` who says it,
with the words; one that somebody states and nobody denies has the schema of its predicate; what is
only alleged or hedged, or disputed, is an UnknownLink that says so in its role; what is only denied,
a plan or a threat is no tie at all but a Note on both sides. See docs/decisions/0011.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import IO, Any

import msgspec

from reportedly.edtf import is_valid, parse_part, split_interval
from reportedly.export.characters import make_line
from reportedly.export.holdings import Holdings, Listed
from reportedly.export.network import Edge, End, Node
from reportedly.export.tellings import Teller
from reportedly.ids import make_id
from reportedly.knowledge import load_knowledge
from reportedly.records import Kind

_Properties = dict[str, list[str]]
_FALLBACK = "UnknownLink"


def write_ftm(holdings: Holdings, file: IO[bytes]) -> int:
    """Write the entities to `file` and return how many claims their ties and notes hold."""
    kinds: dict[str, Kind] = {}
    for listed in holdings.list_documents():
        file.write(_encode(listed.id, "Article", _describe_report(listed)))
    for node in holdings.list_nodes():
        schema = load_knowledge("followthemoney")["kind"].get(node.kind)
        if schema is not None:
            kinds[node.id] = node.kind
            file.write(_encode(node.id, schema, _describe_node(node)))
    teller, claims = Teller(holdings), 0
    posts: set[str] = set()
    for edge in holdings.list_edges():
        for line in _make_tie(edge, teller, kinds, posts):
            file.write(line)
        claims += len(edge.tellings)
    return claims


def truncate_date(edtf: str) -> tuple[str | None, str | None]:
    """Return both ends of an EDTF date as far as FollowTheMoney can hold them: '2012-05'.

    Marks, seasons and what is not known are left out; one date gives itself twice.
    """
    if not is_valid(edtf):
        return None, None
    first, last = map(_truncate_part, split_interval(edtf))
    return first, last


def _truncate_part(part: str) -> str | None:
    parsed = parse_part(part)
    if parsed is None or not parsed.year.isdigit():
        return None
    if parsed.month is None or parsed.month > 12:
        return parsed.year
    month = f"{parsed.year}-{parsed.month:02}"
    return month if parsed.day is None else f"{month}-{parsed.day:02}"


@lru_cache(maxsize=1)
def _list_schemata() -> dict[str, str]:
    """The schema of each predicate that has one."""
    predicates = load_knowledge("predicates")["predicate"]
    return {entry["id"]: entry["ftm"] for entry in predicates if "ftm" in entry}


def _describe_report(listed: Listed) -> _Properties:
    published = truncate_date(listed.published_on)[0] if listed.published_on else None
    name = listed.title or listed.external_id or listed.path or listed.id
    values: dict[str, Iterable[str | None]] = {
        "name": [make_line(name) or listed.id],
        "title": [listed.title],
        "fileName": [listed.path],
        "publisher": [listed.publisher],
        "publishedAt": [published],
        "sourceUrl": _keep_web([listed.url]),
        "notes": [f"published {listed.published_on} (EDTF)" if listed.published_on else None],
    }
    return _clean(values)


def _describe_node(node: Node) -> _Properties:
    """`weakAlias` is a name that only claims give; the note about that claim says who."""
    values: dict[str, Iterable[str | None]] = {
        "name": [make_line(node.name) or node.id],
        "alias": node.names[1:],
        "weakAlias": node.stated,
        "keywords": [node.kind],
    }
    if node.kind == "place":
        values["full"] = [node.name]
        if node.place is not None:
            values["latitude"] = [f"{node.place.lat:.6f}"]
            values["longitude"] = [f"{node.place.lon:.6f}"]
            values["remarks"] = [f"position of a {node.place.precision} of this name (GeoNames)"]
    if node.is_local:
        values["notes"] = ["has no name of its own: nobody outside one report"]
    return _clean(values)


def _make_tie(
    edge: Edge, teller: Teller, kinds: dict[str, Kind], posts: set[str]
) -> Iterator[bytes]:
    """The entity of one edge, after the post that it needs."""
    ties = load_knowledge("followthemoney")["tie"]
    ends = (edge.subject, edge.object)
    schema = _choose_schema(edge, kinds)
    if schema is None:
        yield _encode(edge.id, "Note", _describe_note(edge, teller, kinds))
        return
    tie = ties[schema]
    values: dict[str, Iterable[str | None]] = _describe_sayings(edge, teller)
    for side, end in zip(("subject", "object"), ends, strict=True):
        if end.id in kinds and kinds[end.id] in tie[f"{side}_kinds"] and side in tie:
            values[tie[side]] = [*values.get(tie[side], ()), end.id]
        elif end.id in kinds and "place" in tie and kinds[end.id] == "place":
            values[tie["place"]] = [end.id]
    if "subject_name" in tie and edge.subject.kind != "open":
        values[tie["subject_name"]] = [edge.subject.name]
    if "post" in tie:
        post, line = _make_post(edge, tie["post"])
        values[tie["object"]] = [post]
        if post not in posts:
            posts.add(post)
            yield line
    if "words" in tie:
        values[tie["words"]] = [edge.label, *_list_roles(edge)]
    if "status" in tie:
        values[tie["status"]] = [describe_status(edge)]
    if schema == "Event":
        values["name"] = [_caption(edge)]
    if "proof" in tie:
        values[tie["proof"]] = _list_reports(edge)
    yield _encode(edge.id, schema, _clean(values))


def describe_status(edge: Edge) -> str:
    """Return in a few words how firmly the tie is said, and by how many independent origins."""
    origins = "1 origin" if edge.origins == 1 else f"{edge.origins} independent origins"
    denials = f", denied in {len(edge.denied)}" if edge.denied else ""
    firmness = "alleged" if edge.is_alleged and edge.certainty == "stated" else edge.certainty
    return f"{edge.polarity}, {firmness}: affirmed by {origins}{denials}; a claim, not a fact"


def _choose_schema(edge: Edge, kinds: dict[str, Kind]) -> str | None:
    """The schema of a tie; `None` where it is none: denied only, not realised, or one-sided."""
    if edge.polarity == "denied" or edge.is_unrealised:
        return None
    schema = _list_schemata().get(edge.predicate, _FALLBACK)
    if edge.is_plain and _fits(edge, schema, kinds):
        return schema
    return _FALLBACK if _fits(edge, _FALLBACK, kinds) else None


def _fits(edge: Edge, schema: str, kinds: dict[str, Kind]) -> bool:
    tie = load_knowledge("followthemoney")["tie"].get(schema)
    if tie is None:
        return False
    subject, object_ = kinds.get(edge.subject.id), kinds.get(edge.object.id)
    if schema == "Event":
        return subject in tie["subject_kinds"] or object_ in tie["object_kinds"]
    is_subject_fit = subject in tie["subject_kinds"] or "subject_name" in tie
    return is_subject_fit and object_ in tie["object_kinds"]


def _describe_sayings(edge: Edge, teller: Teller) -> dict[str, Iterable[str | None]]:
    """Who says it, in which words, where and of which time: what every tie and note carries."""
    values: dict[str, list[str | None]] = {
        "summary": [teller.tell(telling.claim) for telling in edge.tellings],
        "description": [
            f"{claim.polarity}, {claim.certainty}, according to {teller.name_source(claim)}: claim "
            f"{claim.id}, characters {claim.evidence.start} to {claim.evidence.end} of "
            f"{claim.document}" + (f", time {claim.when.edtf} (EDTF)" if claim.when else "")
            for claim in (telling.claim for telling in edge.tellings)
        ],
        "recordId": [telling.claim.id for telling in edge.tellings],
    }
    listed = [teller.find_document(telling.claim.document) for telling in edge.tellings]
    values["publisher"] = [one.publisher for one in listed if one is not None]
    values["sourceUrl"] = _keep_web(one.url for one in listed if one is not None)
    alone = load_knowledge("followthemoney")["dates"].get(edge.predicate, "date")
    for claim in (telling.claim for telling in edge.affirmed or edge.denied):
        if claim.when is None:
            continue
        first, last = truncate_date(claim.when.edtf)
        if "/" in claim.when.edtf:
            values.setdefault("startDate", []).append(first)
            values.setdefault("endDate", []).append(last)
        else:
            values.setdefault(alone, []).append(first)
    return dict(values)


def _describe_note(edge: Edge, teller: Teller, kinds: dict[str, Kind]) -> _Properties:
    sayings = _describe_sayings(edge, teller)
    names = ("summary", "description", "publisher", "sourceUrl")
    values: dict[str, Iterable[str | None]] = {name: sayings[name] for name in names}
    values["name"] = [_caption(edge)]
    values["entity"] = [end.id for end in (edge.subject, edge.object) if end.id in kinds]
    values["proof"] = _list_reports(edge)
    values["keywords"] = [edge.label]
    return _clean(values)


def _make_post(edge: Edge, schema: str) -> tuple[str, bytes]:
    role = next(iter(_list_roles(edge)), "post")
    post = make_id("post", [edge.object.id, role.casefold()])
    values = {"name": [f"{role} ({edge.object.name})"], "organization": [edge.object.id]}
    return post, _encode(post, schema, _clean(values))


def _list_roles(edge: Edge) -> list[str]:
    found = (t.claim.qualifiers.get("role") for t in edge.affirmed or edge.denied)
    return list(dict.fromkeys(role for role in found if role))


def _list_reports(edge: Edge) -> list[str]:
    return list(dict.fromkeys(telling.claim.document for telling in edge.tellings))


def _caption(edge: Edge) -> str:
    return f"Claim: {_name(edge.subject)} – {edge.label} – {_name(edge.object)}"


def _name(end: End) -> str:
    return make_line(end.name)


def _keep_web(urls: Iterable[str | None]) -> list[str | None]:
    """The addresses that a reader may follow: no `javascript:`, no file of somebody's disk."""
    return [url for url in urls if url and url.lower().startswith(("http://", "https://"))]


def _clean(values: dict[str, Iterable[str | None]] | dict[str, list[str]]) -> _Properties:
    """Every value on one line, once, in order; properties without any are left out."""
    cleaned = {
        name: list(dict.fromkeys(line for value in given if value and (line := make_line(value))))
        for name, given in values.items()
    }
    return {name: lines for name, lines in cleaned.items() if lines}


def _encode(id_: str, schema: str, properties: _Properties) -> bytes:
    entity: dict[str, Any] = {"id": id_, "schema": schema, "properties": properties}
    return msgspec.json.encode(entity) + b"\n"
