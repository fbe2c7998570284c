"""The UK Sanctions List (XML) → its entries.

Format: `Designations` with `Designation` elements: `UniqueID`, `RegimeName`, names in `Name1` to
`Name6` (the surname is `Name6`) with `NameType` and `AliasStrength`, names in other scripts, `DOB`
as dd/mm/yyyy with letters for what is not known.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.link.births import read_birth
from reportedly.link.elements import find_all, find_text, list_texts, stream_elements
from reportedly.link.records import Listed, ListedName, Quality
from reportedly.records import Kind

_LIST = "UK Sanctions List"
_KINDS: dict[str, Kind] = {"individual": "person", "entity": "organization", "ship": "thing"}
_INDIVIDUAL = ("IndividualDetails", "Individual")


def read_entries(path: Path) -> Iterator[Listed]:
    """Yield the designations of the list in order; those without a name are none."""
    for element in stream_elements(path, "Designation"):
        names = tuple(sorted(_list_names(element), key=lambda n: n.quality != "name"))
        if not names:
            continue
        births = map(read_birth, list_texts(element, *_INDIVIDUAL, "DOBs", "DOB"))
        yield Listed(
            id=find_text(element, "UniqueID"),
            list=_LIST,
            kind=_KINDS.get(find_text(element, "IndividualEntityShip").lower(), "organization"),
            names=names,
            programmes=list_texts(element, "RegimeName"),
            births=tuple(dict.fromkeys(birth for birth in births if birth)),
            nationalities=list_texts(element, *_INDIVIDUAL, "Nationalities", "Nationality"),
            countries=list_texts(element, "Addresses", "Address", "AddressCountry"),
        )


def _list_names(element: Any) -> Iterator[ListedName]:
    for found in find_all(element, "Names", "Name"):
        parts = (find_text(found, f"Name{n}") for n in range(1, 7))
        if name := " ".join(filter(None, parts)):
            yield ListedName(name=name, quality=_find_quality(found))
    for script in list_texts(element, "NonLatinNames", "NonLatinName", "NameNonLatinScript"):
        yield ListedName(name=script, quality="alias")


def _find_quality(found: Any) -> Quality:
    if "low" in find_text(found, "AliasStrength").lower():
        return "weak"
    return "name" if find_text(found, "NameType").lower() == "primary name" else "alias"
