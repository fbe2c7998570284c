"""A case as flat rows, and as a zip of CSV files: documents, entities, claims, propositions, disputes.

The files share ids: `subject_entity` and `object_entity` are those of `entities.csv`, with joined
names under one; `document` is that of `documents.csv`, `claim_a` and `claim_b` those of `claims.csv`. CSV after RFC 4180, in UTF-8 with a mark in
front, which spreadsheets need to see that it is.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import IO, Any

from reportedly.export.characters import make_cell
from reportedly.export.graph_fields import SEPARATOR, describe_edge, describe_node
from reportedly.export.holdings import Holdings, Listed
from reportedly.export.network import Edge, Node, find_days
from reportedly.export.tellings import Teller
from reportedly.records import Argument, Claim, Contest, Source

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip can hold: the same case must give the same bytes."""

_MARK = "\ufeff"
DOCUMENT_COLUMNS = tuple(
    "document external_id title publisher published url path characters claims".split()
)
ENTITY_COLUMNS = tuple(
    "entity name kind names stated_names documents latitude longitude precision".split()
)
CLAIM_COLUMNS = tuple(
    """claim says predicate subject subject_kind subject_entity object object_kind object_entity
    polarity certainty source act chain said_on edtf first_day last_day places qualifiers quote
    start end confidence extractor document external_id publisher published""".split()
)
PROPOSITION_COLUMNS = tuple(
    """proposition label predicate subject subject_kind subject_entity object object_kind
    object_entity polarity certainty unrealised origins affirmed denied affirmed_by denied_by
    first_day last_day dates claims words""".split()
)
DISPUTE_COLUMNS = tuple(
    """reason claim_a says_a source_a quote_a document_a claim_b says_b source_b quote_b
    document_b""".split()
)


def write_csv_zip(holdings: Holdings, file: IO[bytes]) -> int:
    """Write the tables as one zip to `file` and return how many claims there are."""
    teller = Teller(holdings)
    counts: dict[str, int] = {}
    tables: tuple[tuple[str, Sequence[str], Callable[[], Iterator[Mapping[str, object]]]], ...] = (
        (
            "documents",
            DOCUMENT_COLUMNS,
            lambda: (describe_listed(listed) for listed in holdings.list_documents()),
        ),
        (
            "entities",
            ENTITY_COLUMNS,
            lambda: (_describe_entity(node) for node in holdings.list_nodes()),
        ),
        (
            "claims",
            CLAIM_COLUMNS,
            lambda: (
                describe_claim(claim, teller, holdings.stand_in) for claim in holdings.list_claims()
            ),
        ),
        (
            "propositions",
            PROPOSITION_COLUMNS,
            lambda: (_describe_proposition(edge, teller) for edge in holdings.list_edges()),
        ),
        (
            "disputes",
            DISPUTE_COLUMNS,
            lambda: (_describe_contest(contest, teller) for contest in holdings.list_contests()),
        ),
    )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, columns, list_rows in tables:
            entry = zipfile.ZipInfo(f"{name}.csv", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with closing(archive.open(entry, "w", force_zip64=True)) as part:
                part.write(_MARK.encode())
                counts[name] = -1
                for line in format_csv(list_rows(), columns):
                    part.write(line)
                    counts[name] += 1
    return counts["claims"]


def format_csv(rows: Iterable[Mapping[str, object]], columns: Sequence[str]) -> Iterator[bytes]:
    """Yield the heading and a line for each row (UTF-8, CRLF); no cell is run as a formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(columns)
    yield buffer.getvalue().encode()
    for row in rows:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([make_cell(show(row.get(column))) for column in columns])
        yield buffer.getvalue().encode()


def show(value: object) -> object:
    """Return what a cell shows: numbers as they are, lists with commas, nothing as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, (list, tuple)):
        return ", ".join(str(show(item)) for item in value)
    return str(value)


def describe_listed(listed: Listed) -> dict[str, Any]:
    """Return the row of a document."""
    return {
        "document": listed.id,
        "external_id": listed.external_id,
        "title": listed.title,
        "publisher": listed.publisher,
        "published": listed.published_on,
        "url": listed.url,
        "path": listed.path,
        "characters": listed.characters,
        "claims": listed.claims,
    }


def describe_claim(claim: Claim, teller: Teller, stand_in: Callable[[str], str]) -> dict[str, Any]:
    """Return the flat row of a claim; `chain` is outermost first, `source` the innermost."""
    first, last = find_days(claim)
    listed = teller.find_document(claim.document)
    root = claim.sources[-1] if claim.sources else None
    return {
        "claim": claim.id,
        "says": teller.word(claim),
        "predicate": claim.predicate,
        **_describe_side("subject", claim.subject, stand_in),
        **_describe_side("object", claim.object, stand_in),
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "source": teller.name_source(claim),
        "act": None if root is None else root.act,
        "chain": " > ".join(map(_describe_link, claim.sources)),
        "said_on": None if root is None else root.said_on,
        "edtf": None if claim.when is None else claim.when.edtf,
        "first_day": first,
        "last_day": last,
        "places": SEPARATOR.join(place.name for place in claim.where),
        "qualifiers": "; ".join(f"{name}={value}" for name, value in claim.qualifiers.items()),
        "quote": claim.evidence.text,
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "confidence": claim.confidence,
        "extractor": claim.extractor,
        "document": claim.document,
        "external_id": claim.external_id,
        "publisher": None if listed is None else listed.publisher,
        "published": None if listed is None else listed.published_on,
    }


def _describe_side(
    side: str, argument: Argument | None, stand_in: Callable[[str], str]
) -> dict[str, str | None]:
    if argument is None:
        return {side: None, f"{side}_kind": None, f"{side}_entity": None}
    entity = None if argument.entity is None else stand_in(argument.entity)
    return {side: argument.name, f"{side}_kind": argument.kind, f"{side}_entity": entity}


def _describe_link(source: Source) -> str:
    return f"{source.name} {source.act}"


def _describe_entity(node: Node) -> dict[str, Any]:
    return {"entity": node.id, "name": node.name} | describe_node(node)


def _describe_proposition(edge: Edge, teller: Teller) -> dict[str, Any]:
    row: dict[str, Any] = {"proposition": edge.id}
    for side, end in (("subject", edge.subject), ("object", edge.object)):
        is_open = end.kind == "open"
        row[side] = None if is_open else end.name
        row[f"{side}_kind"] = None if is_open else end.kind
        row[f"{side}_entity"] = end.id if end.is_node else None
    return row | describe_edge(edge, teller)


def _describe_contest(contest: Contest, teller: Teller) -> dict[str, Any]:
    row: dict[str, Any] = {"reason": contest.reason}
    for side, claim in (("a", contest.a), ("b", contest.b)):
        row[f"claim_{side}"] = claim.id
        row[f"says_{side}"] = teller.word(claim)
        row[f"source_{side}"] = teller.name_source(claim)
        row[f"quote_{side}"] = claim.evidence.text
        row[f"document_{side}"] = claim.document
    return row
