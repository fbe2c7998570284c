"""The UN Security Council's consolidated list (XML) → its entries.

Format: `CONSOLIDATED_LIST` with `INDIVIDUAL` and `ENTITY` elements, names in `FIRST_NAME` to
`FOURTH_NAME`, aliases with a quality (Good, Low, a.k.a., f.k.a.), births by day, year or years.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.link.births import read_birth
from reportedly.link.elements import find_all, find_text, get_tag, list_texts, stream_elements
from reportedly.link.records import Listed, ListedName, Quality

_LIST = "UN Security Council consolidated list"
_QUALITIES: dict[str, Quality] = {"low": "weak", "f.k.a.": "former"}
_NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


def read_entries(path: Path) -> Iterator[Listed]:
    """Yield the individuals and entities of the list in order; those without a name are none."""
    for element in stream_elements(path, "INDIVIDUAL", "ENTITY"):
        is_person = get_tag(element) == "INDIVIDUAL"
        names = tuple(_list_names(element, "INDIVIDUAL" if is_person else "ENTITY"))
        if names:
            yield Listed(
                id=find_text(element, "REFERENCE_NUMBER") or find_text(element, "DATAID"),
                list=_LIST,
                kind="person" if is_person else "organization",
                names=names,
                programmes=list_texts(element, "UN_LIST_TYPE"),
                births=tuple(dict.fromkeys(_list_births(element))),
                nationalities=list_texts(element, "NATIONALITY", "VALUE"),
                countries=list_texts(element, "ENTITY_ADDRESS", "COUNTRY"),
            )


def _list_names(element: Any, prefix: str) -> Iterator[ListedName]:
    if name := " ".join(filter(None, (find_text(element, part) for part in _NAME_PARTS))):
        yield ListedName(name=name)
    if script := find_text(element, "NAME_ORIGINAL_SCRIPT"):
        yield ListedName(name=script)
    for alias in find_all(element, f"{prefix}_ALIAS"):
        quality = _QUALITIES.get(find_text(alias, "QUALITY").lower(), "alias")
        for name in find_text(alias, "ALIAS_NAME").split("; "):
            if name.strip():
                yield ListedName(name=name.strip(), quality=quality)


def _list_births(element: Any) -> Iterator[str]:
    for birth in find_all(element, "INDIVIDUAL_DATE_OF_BIRTH"):
        is_about = find_text(birth, "TYPE_OF_DATE").lower().startswith("approx")
        stated = find_text(birth, "DATE") or find_text(birth, "YEAR")
        if not stated:
            years = find_text(birth, "FROM_YEAR"), find_text(birth, "TO_YEAR")
            stated = " to ".join(filter(None, years))
        if edtf := read_birth(stated, is_about=is_about):
            yield edtf
