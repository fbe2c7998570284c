"""FollowTheMoney entities (JSON Lines, plain or with nested ones) → list entries.

Persons, organisations, vessels and aircraft are entries; of the rest, sanctions give programmes.
In nested exports the sanctions stand inside the entity; in plain ones they are lines of their own.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from reportedly.link.births import read_birth
from reportedly.link.records import Listed, ListedName, Programme, Quality
from reportedly.records import Kind, Problem

_KINDS: dict[str, Kind] = {
    "Person": "person",
    "Organization": "organization",
    "Company": "organization",
    "LegalEntity": "organization",
    "PublicBody": "organization",
    "Vessel": "thing",
    "Airplane": "thing",
    "Vehicle": "thing",
}
_NAMES: tuple[tuple[str, Quality], ...] = (
    ("name", "name"),
    ("alias", "alias"),
    ("previousName", "former"),
    ("weakAlias", "weak"),
    ("abbreviation", "weak"),
)
_NATIONALITY = ("nationality", "citizenship")
_COUNTRY = ("country", "jurisdiction", "mainCountry")
_MOST_PROBLEMS = 20


class _Line(msgspec.Struct):
    """What every entity of FollowTheMoney has; a line without it is none."""

    id: str
    schema: str
    properties: dict[str, list[Any]]
    caption: str = ""
    datasets: list[str] = []


def read_entries(path: Path) -> Iterator[Listed | Programme | Problem]:
    """Yield the entries in order; a line that is no entity is a problem, and the rest goes on."""
    decoder = msgspec.json.Decoder(_Line)
    bad = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            bare = line.removeprefix(b"\xef\xbb\xbf").strip()
            if not bare:
                continue
            try:
                entity = decoder.decode(bare)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                bad += 1
                if bad <= _MOST_PROBLEMS:
                    yield _make_problem(path, f"line {number}: {_EXPECTED}, {error}")
                continue
            yield from _read_entity(entity)
    if bad > _MOST_PROBLEMS:
        yield _make_problem(path, f"{bad - _MOST_PROBLEMS} more lines are no entities")


_EXPECTED = "a FollowTheMoney entity with id, schema and properties was expected"


def _read_entity(entity: _Line) -> Iterator[Listed | Programme]:
    values = entity.properties
    if entity.schema == "Sanction":
        for name in _list_programmes(values):
            yield from (Programme(entry=e, name=name) for e in _list_strings(values, "entity"))
    kind = _KINDS.get(entity.schema)
    names = tuple(
        ListedName(name=name, quality=quality)
        for key, quality in _NAMES
        for name in _list_strings(values, key)
    )
    if kind is None or not names:
        return
    births = map(read_birth, _list_strings(values, "birthDate"))
    nested = (s for s in values.get("sanctions", ()) if isinstance(s, dict))
    yield Listed(
        id=entity.id,
        list=", ".join(entity.datasets) or "FollowTheMoney entities",
        kind=kind,
        names=names,
        programmes=tuple(
            dict.fromkeys(
                [
                    *_list_programmes(values),
                    *(p for s in nested for p in _list_programmes(s.get("properties", {}))),
                ]
            )
        ),
        births=tuple(birth for birth in births if birth),
        nationalities=_list_strings(values, *_NATIONALITY),
        countries=_list_strings(values, *_COUNTRY),
    )


def _list_programmes(values: dict[str, list[Any]]) -> tuple[str, ...]:
    return _list_strings(values, "program") or _list_strings(values, "programId")


def _list_strings(values: dict[str, list[Any]], *keys: str) -> tuple[str, ...]:
    found = (v for key in keys for v in values.get(key, ()) if isinstance(v, str) and v.strip())
    return tuple(dict.fromkeys(" ".join(value.split()) for value in found))


def _make_problem(path: Path, message: str) -> Problem:
    return Problem(code="malformed", message=message, path=str(path))
