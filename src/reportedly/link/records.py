"""The records of a known list: an entry with its names, and the programmes it is listed under."""

from typing import Literal

from reportedly.records import Kind, Record

Quality = Literal["name", "alias", "former", "weak"]


class ListedName(Record, frozen=True, kw_only=True):
    """One name of an entry. `weak` is what the list itself calls a name of low quality."""

    name: str
    quality: Quality = "name"


class Listed(Record, frozen=True, kw_only=True):
    """One entry of a list: somebody or something that an authority names.

    `births` are EDTF, those that the list only states about or between years with `~` or as an
    interval. `nationalities` and `countries` are as the list writes them: names or ISO 3166 codes.
    """

    id: str
    list: str
    kind: Kind
    names: tuple[ListedName, ...]
    programmes: tuple[str, ...] = ()
    births: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name by which the list calls it first."""
        return self.names[0].name


class Programme(Record, frozen=True, kw_only=True):
    """What some lists state apart from the entry: the programme that `entry` is listed under."""

    entry: str
    name: str
