"""OFAC's lists in the advanced XML format (`sdn_advanced.xml`) → their entries.

Format: `Sanctions` with `ReferenceValueSets` (what the numeric ids mean), `Locations`,
`DistinctParties` and, at the end, `SanctionsEntries` with the programmes of each profile. The file
is in this order, so that one pass is enough; programmes come after the entries that they belong to.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportedly.link.births import read_birth
from reportedly.link.elements import find_all, find_text, get_tag, stream_elements, tidy
from reportedly.link.records import Listed, ListedName, Programme, Quality
from reportedly.records import Kind

_LIST = "OFAC list"
_REFERENCES = (
    *("AliasType", "NamePartType", "PartyType", "PartySubType", "FeatureType", "Country"),
    *("AreaCode", "SanctionsType", "List"),
)
_LET_GO = ("IDRegDocument", "ProfileRelationship")
_ORDER = {
    name: place
    for place, name in enumerate(
        ("First Name", "Middle Name", "Patronymic", "Matronymic", "Maiden Name", "Last Name")
    )
}
_KINDS: dict[str, Kind] = {
    "individual": "person",
    "entity": "organization",
    "vessel": "thing",
    "aircraft": "thing",
    "transport": "thing",
}
_NATIONAL = ("nationality country", "citizenship country", "nationality of registration")


@dataclass(slots=True)
class _Meanings:
    """What ids stand for: reference values by kind, countries by location."""

    values: defaultdict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    party_of: dict[str, str] = field(default_factory=dict)
    """Id of the party type of each sub-type."""
    locations: dict[str, str] = field(default_factory=dict)

    def get(self, kind: str, id_: str | None) -> str:
        return self.values[kind].get(id_ or "", "")


def read_entries(path: Path) -> Iterator[Listed | Programme]:
    """Yield the parties of the list in order, then their programmes."""
    meanings = _Meanings()
    wanted = (*_REFERENCES, *_LET_GO, "Location", "DistinctParty", "SanctionsEntry")
    for element in stream_elements(path, *wanted):
        tag = get_tag(element)
        if tag == "DistinctParty":
            yield from _read_party(element, meanings)
        elif tag == "SanctionsEntry":
            yield from _read_sanctions(element, meanings)
        elif tag == "Location":
            _note_location(element, meanings)
        elif tag in _REFERENCES:
            _note_reference(element, tag, meanings)


def _note_reference(element: Any, tag: str, meanings: _Meanings) -> None:
    id_ = element.get("ID")
    if id_ is None:
        return
    described = element.get("Description") if tag == "AreaCode" else element.text
    meanings.values[tag][id_] = tidy(described)
    if tag == "PartySubType":
        meanings.party_of[id_] = element.get("PartyTypeID", "")


def _note_location(element: Any, meanings: _Meanings) -> None:
    countries = [
        meanings.get("Country", c.get("CountryID")) for c in find_all(element, "LocationCountry")
    ]
    countries += [
        meanings.get("AreaCode", a.get("AreaCodeID")) for a in find_all(element, "LocationAreaCode")
    ]
    parts = find_all(element, "LocationPart", "LocationPartValue", "Value")
    countries += [tidy(part.text) for part in parts] if len(parts) == 1 else []
    known = [country for country in countries if country and country != "undetermined"]
    if known and element.get("ID"):
        meanings.locations[element.get("ID")] = known[0]


def _read_party(element: Any, meanings: _Meanings) -> Iterator[Listed]:
    for profile in find_all(element, "Profile"):
        names = [
            n for identity in find_all(profile, "Identity") for n in _list_names(identity, meanings)
        ]
        if not names:
            continue
        births, nationalities, countries = _read_features(profile, meanings)
        yield Listed(
            id=profile.get("ID") or element.get("FixedRef") or "",
            list=_LIST,
            kind=_find_kind(profile.get("PartySubTypeID", ""), meanings),
            names=tuple(dict.fromkeys(names)),
            births=tuple(dict.fromkeys(births)),
            nationalities=tuple(dict.fromkeys(nationalities)),
            countries=tuple(dict.fromkeys(countries)),
        )


def _find_kind(sub_type: str, meanings: _Meanings) -> Kind:
    own = meanings.get("PartySubType", sub_type).lower()
    if own not in _KINDS:
        own = meanings.get("PartyType", meanings.party_of.get(sub_type)).lower()
    return _KINDS.get(own, "organization")


def _list_names(identity: Any, meanings: _Meanings) -> Iterator[ListedName]:
    parts = {
        group.get("ID"): meanings.get("NamePartType", group.get("NamePartTypeID"))
        for group in find_all(identity, "NamePartGroups", "MasterNamePartGroup", "NamePartGroup")
    }
    aliases = find_all(identity, "Alias")
    for alias in sorted(aliases, key=lambda a: a.get("Primary") != "true"):
        quality = _find_quality(alias, meanings)
        for documented in find_all(alias, "DocumentedName"):
            values = [
                (_ORDER.get(parts.get(value.get("NamePartGroupID"), ""), len(_ORDER)), i, value)
                for i, value in enumerate(
                    find_all(documented, "DocumentedNamePart", "NamePartValue")
                )
            ]
            name = tidy(" ".join(value.text or "" for *_, value in sorted(values, key=_get_place)))
            if name:
                yield ListedName(name=name, quality=quality)


def _get_place(value: tuple[int, int, Any]) -> tuple[int, int]:
    return value[:2]


def _find_quality(alias: Any, meanings: _Meanings) -> Quality:
    if alias.get("LowQuality") == "true":
        return "weak"
    if meanings.get("AliasType", alias.get("AliasTypeID")) == "F.K.A.":
        return "former"
    return "name" if alias.get("Primary") == "true" else "alias"


def _read_features(profile: Any, meanings: _Meanings) -> tuple[list[str], list[str], list[str]]:
    """The births, nationalities and other countries of a profile."""
    births: list[str] = []
    nationalities: list[str] = []
    countries: list[str] = []
    for feature in find_all(profile, "Feature"):
        label = meanings.get("FeatureType", feature.get("FeatureTypeID")).lower().rstrip(":")
        if label == "birthdate":
            births.extend(_read_period(p) for p in feature.iterfind(".//{*}DatePeriod"))
            continue
        places = (
            meanings.locations.get(location.get("LocationID"), "")
            for location in feature.iterfind(".//{*}VersionLocation")
        )
        (nationalities if label in _NATIONAL else countries).extend(p for p in places if p)
    return [birth for birth in births if birth], nationalities, countries


def _read_period(period: Any) -> str:
    """A period that begins and ends on one day is that day; one of a whole year is the year."""
    start = _read_point(period, "Start", "From")
    end = _read_point(period, "End", "To") or _read_point(period, "Start", "To") or start
    starts = find_all(period, "Start")
    is_about = bool(starts) and starts[0].get("Approximate") == "true"
    if not start:
        return ""
    if start[:4] == end[:4] and start[4:] == "-01-01" and end[4:] == "-12-31":
        stated = start[:4]
    else:
        stated = start if start == end else f"{start} to {end}"
    return read_birth(stated, is_about=is_about and len(stated) == 4) or ""


def _read_point(period: Any, side: str, end: str) -> str:
    year, month, day = (find_text(period, side, end, part) for part in ("Year", "Month", "Day"))
    known = [year.zfill(4), *([month.zfill(2)] if month else []), *([day.zfill(2)] if day else [])]
    return "-".join(known) if year else ""


def _read_sanctions(element: Any, meanings: _Meanings) -> Iterator[Programme]:
    entry = element.get("ProfileID")
    if not entry:
        return
    named = [
        find_text(measure, "Comment")
        for measure in find_all(element, "SanctionsMeasure")
        if meanings.get("SanctionsType", measure.get("SanctionsTypeID")) in ("Program", "")
    ]
    programmes = [name for name in named if name] or [meanings.get("List", element.get("ListID"))]
    yield from (Programme(entry=entry, name=name) for name in programmes if name)
