"""Make `plot/countries.bin.gz` from the npm package world-atlas: the outlines of all countries.

    npm pack world-atlas@2.0.2
    python scripts/make_outlines.py world-atlas-2.0.2.tgz

Its TopoJSON is Natural Earth's 1:50m admin-0 boundaries (public domain) as quantised arcs. They are
kept as they are, each arc once, as variable-length differences; a few short names are written out,
and Crimea is set apart.
"""

import gzip
import hashlib
import json
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parent.parent / "src/reportedly/plot/countries.bin.gz"
DIGEST = "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"
"""SHA-256 of the package that the kept file was made from."""
_MEMBER = "package/countries-50m.json"
_CRIMEA = (32.0, 44.0, 37.0, 46.6)
"""Natural Earth draws who holds it; it stands by itself here, so that no country is shaded with it."""
_NAMES = {
    "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Central African Rep.": "Central African Republic",
    "Cook Is.": "Cook Islands",
    "Dem. Rep. Congo": "DR Congo",
    "Dominican Rep.": "Dominican Republic",
    "Eq. Guinea": "Equatorial Guinea",
    "Faeroe Is.": "Faroe Islands",
    "Falkland Is.": "Falkland Islands",
    "Macedonia": "North Macedonia",
    "Marshall Is.": "Marshall Islands",
    "S. Sudan": "South Sudan",
    "Solomon Is.": "Solomon Islands",
    "United States of America": "United States",
    "W. Sahara": "Western Sahara",
    "eSwatini": "Eswatini",
}


def main() -> None:
    """Write the outlines; the same package gives the same bytes."""
    package = Path(sys.argv[1])
    found = hashlib.sha256(package.read_bytes()).hexdigest()
    if found != DIGEST:
        sys.exit(f"a package with SHA-256 {DIGEST} was expected, not {found}: see this file's head")
    with tarfile.open(package) as archive:
        member = archive.extractfile(_MEMBER)
        assert member is not None, _MEMBER
        topology = json.load(member)
    head = {
        "scale": topology["transform"]["scale"],
        "translate": topology["transform"]["translate"],
        "countries": sorted(_list_countries(topology)),
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    packed = text.encode() + b"\n" + _pack_arcs(topology["arcs"])
    OUT.write_bytes(gzip.compress(packed, compresslevel=9, mtime=0))
    print(f"{len(head['countries'])} countries, {OUT.stat().st_size} bytes")


def _list_countries(topology: dict[str, Any]) -> Iterator[tuple[str, list[list[int]]]]:
    """Yield name and rings of each country, outer ones and holes alike."""
    for shape in topology["objects"]["countries"]["geometries"]:
        parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        name = shape["properties"]["name"]
        rings = [ring for part in parts for ring in part]
        apart = [ring for ring in rings if name == "Russia" and _is_in(topology, ring, _CRIMEA)]
        yield _NAMES.get(name, name), [ring for ring in rings if ring not in apart]
        if apart:
            yield "Crimea", apart


def _is_in(topology: dict[str, Any], ring: list[int], box: tuple[float, ...]) -> bool:
    """Whether all of a ring lies between west, south, east and north."""
    scale, start = topology["transform"]["scale"], topology["transform"]["translate"]
    for n in ring:
        x = y = 0
        for dx, dy in topology["arcs"][n if n >= 0 else ~n]:
            x, y = x + dx, y + dy
            lon, lat = x * scale[0] + start[0], y * scale[1] + start[1]
            if not (box[0] < lon < box[2] and box[1] < lat < box[3]):
                return False
    return True


def _pack_arcs(arcs: list[list[list[int]]]) -> bytes:
    """Arcs as numbers of seven bits a byte: how many, then of each its length and differences."""
    out = bytearray()
    _pack(out, len(arcs))
    for arc in arcs:
        _pack(out, len(arc))
        for difference in (number for point in arc for number in point):
            _pack(out, 2 * difference if difference >= 0 else -2 * difference - 1)
    return bytes(out)


def _pack(out: bytearray, number: int) -> None:
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)


if __name__ == "__main__":
    main()
