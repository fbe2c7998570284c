"""OFAC's lists in the plain XML format (`sdn.xml`, `consolidated.xml`) → their entries.

Format: `sdnList` with `sdnEntry` elements: `uid`, `firstName`, `lastName`, `sdnType`, lists of
programmes, other names (`category` weak or strong), dates of birth, nationalities, citizenships.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.link.births import read_birth
from reportedly.link.elements import find_all, find_text, list_texts, stream_elements
from reportedly.link.records import Listed, ListedName, Quality
from reportedly.records import Kind

_LIST = "OFAC list"
_KINDS: dict[str, Kind] = {
    "individual": "person",
    "entity": "organization",
    "vessel": "thing",
    "aircraft": "thing",
}


def read_entries(path: Path) -> Iterator[Listed]:
    """Yield the entries of the list in order; those without a name are none."""
    for element in stream_elements(path, "sdnEntry"):
        names = tuple(_list_names(element))
        if not names:
            continue
        countries = ("nationalityList", "nationality"), ("citizenshipList", "citizenship")
        yield Listed(
            id=find_text(element, "uid"),
            list=_LIST,
            kind=_KINDS.get(find_text(element, "sdnType").lower(), "organization"),
            names=names,
            programmes=list_texts(element, "programList", "program"),
            births=tuple(dict.fromkeys(_list_births(element))),
            nationalities=tuple(
                dict.fromkeys(
                    c for path in countries for c in list_texts(element, *path, "country")
                )
            ),
            countries=list_texts(element, "addressList", "address", "country"),
        )


def _list_names(element: Any) -> Iterator[ListedName]:
    if name := _join_name(element):
        yield ListedName(name=name)
    for alias in find_all(element, "akaList", "aka"):
        if name := _join_name(alias):
            yield ListedName(name=name, quality=_find_quality(alias))


def _join_name(element: Any) -> str:
    return f"{find_text(element, 'firstName')} {find_text(element, 'lastName')}".strip()


def _find_quality(alias: Any) -> Quality:
    if find_text(alias, "category").lower() == "weak":
        return "weak"
    return "former" if find_text(alias, "type").lower() == "f.k.a." else "alias"


def _list_births(element: Any) -> Iterator[str]:
    for stated in list_texts(element, "dateOfBirthList", "dateOfBirthItem", "dateOfBirth"):
        if edtf := read_birth(stated):
            yield edtf
