"""Claims that happened in places whose position is known → GeoJSON (RFC 7946).

A feature is one claim in one place; `precision` says what the position is the middle of. Degrees
are WGS 84, longitude first.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import IO, Any

import msgspec

from reportedly.export.characters import make_line, make_utf8
from reportedly.export.holdings import Holdings
from reportedly.export.network import find_days
from reportedly.export.tellings import Teller, describe_report
from reportedly.records import Argument, Claim, Place

_DIGITS = 6
"""A tenth of a metre; RFC 7946 advises against more."""


def write_geojson(holdings: Holdings, file: IO[bytes]) -> int:
    """Write one FeatureCollection, a feature a line; return how many claims have one."""
    teller, written, separator = Teller(holdings), 0, b""
    file.write(b'{"type":"FeatureCollection","features":[\n')
    for document, claims in groupby(holdings.list_claims(), key=lambda claim: claim.document):
        positions = holdings.find_positions(document)
        if not positions:
            continue
        for claim in claims:
            found = list(_find_sites(claim, positions))
            for number, (role, site, place) in enumerate(found):
                feature = _make_feature(claim, site, place, teller)
                feature["id"] = f"{claim.id}/{number}"
                feature["properties"]["place_is"] = role
                file.write(separator + msgspec.json.encode(feature))
                separator = b",\n"
            written += bool(found)
    file.write(b"\n]}\n")
    return written


def _find_sites(
    claim: Claim, positions: Mapping[str, Place]
) -> Iterator[tuple[str, Argument, Place]]:
    """Where it happened, and the places that it is about; each place once."""
    sites = [("where", argument) for argument in claim.where]
    sites += [
        (role, argument)
        for role, argument in (("object", claim.object), ("subject", claim.subject))
        if argument is not None and argument.kind == "place"
    ]
    seen: set[str] = set()
    for role, argument in sites:
        place = positions.get(argument.entity or "")
        if place is not None and argument.entity is not None and argument.entity not in seen:
            seen.add(argument.entity)
            yield role, argument, place


def _make_feature(claim: Claim, site: Argument, place: Place, teller: Teller) -> dict[str, Any]:
    first, last = find_days(claim)
    listed = teller.find_document(claim.document)
    return {
        "type": "Feature",
        "id": "",
        "geometry": {
            "type": "Point",
            "coordinates": [round(place.lon, _DIGITS), round(place.lat, _DIGITS)],
        },
        "properties": {
            "claim": claim.id,
            "says": teller.word(claim),
            "predicate": claim.predicate,
            "subject": _name(claim.subject),
            "object": _name(claim.object),
            "polarity": claim.polarity,
            "certainty": claim.certainty,
            "source": teller.name_source(claim),
            "place": make_line(site.name),
            "place_is": "",
            "precision": place.precision,
            "geonames": place.geonames,
            "edtf": None if claim.when is None else claim.when.edtf,
            "first_day": first,
            "last_day": last,
            "quote": make_utf8(claim.evidence.text),
            "report": claim.document if listed is None else describe_report(listed),
            "document": claim.document,
            "start": claim.evidence.start,
            "end": claim.evidence.end,
        },
    }


def _name(argument: Argument | None) -> str | None:
    return None if argument is None else make_line(argument.name)
