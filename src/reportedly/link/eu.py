"""The EU's consolidated list of financial sanctions (XML) → its entries.

Format: `export` with `sanctionEntity` elements; everything stands in attributes: `nameAlias`
(`wholeName`, `strong`), `birthdate`, `citizenship`, `regulation` (`programme`), `subjectType`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.link.births import read_birth
from reportedly.link.elements import find_all, stream_elements, tidy
from reportedly.link.records import Listed, ListedName

_LIST = "EU consolidated list"
_PERSON = ("person", "P")


def read_entries(path: Path) -> Iterator[Listed]:
    """Yield the entries of the list in order; those without a name are none."""
    for element in stream_elements(path, "sanctionEntity"):
        names = tuple(dict.fromkeys(_list_names(element)))
        if not names:
            continue
        subject = _list_values(element, "subjectType", "code", "classificationCode")
        yield Listed(
            id=tidy(element.get("euReferenceNumber")) or tidy(element.get("logicalId")),
            list=_LIST,
            kind="person" if any(s in _PERSON for s in subject) else "organization",
            names=names,
            programmes=_list_values(element, "regulation", "programme"),
            births=tuple(dict.fromkeys(_list_births(element))),
            nationalities=_list_values(
                element, "citizenship", "countryIso2Code", "countryDescription"
            ),
            countries=_list_values(element, "address", "countryIso2Code", "countryDescription"),
        )


def _list_names(element: Any) -> Iterator[ListedName]:
    for i, alias in enumerate(find_all(element, "nameAlias")):
        parts = (alias.get(part) for part in ("firstName", "middleName", "lastName"))
        name = tidy(alias.get("wholeName")) or tidy(" ".join(filter(None, parts)))
        if name:
            is_weak = tidy(alias.get("strong")).lower() == "false"
            yield ListedName(
                name=name, quality="weak" if is_weak else "name" if i == 0 else "alias"
            )


def _list_births(element: Any) -> Iterator[str]:
    for birth in find_all(element, "birthdate"):
        years = birth.get("yearRangeFrom"), birth.get("yearRangeTo")
        stated = birth.get("birthdate") or birth.get("year") or " to ".join(filter(None, years))
        is_about = tidy(birth.get("circa")).lower() == "true"
        if edtf := read_birth(tidy(stated), is_about=is_about):
            yield edtf


def _list_values(element: Any, name: str, *attributes: str) -> tuple[str, ...]:
    """The first of the attributes that each element has, where it is known."""
    values = (
        next((v for a in attributes if (v := tidy(found.get(a))) not in ("", "00")), "")
        for found in find_all(element, name)
    )
    return tuple(dict.fromkeys(value for value in values if value and value != "UNKNOWN"))
