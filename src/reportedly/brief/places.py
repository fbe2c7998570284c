"""Where the subject is said to have been, and where these places lie: sentences, map, table."""

from collections.abc import Callable, Iterable, Sequence

from reportedly.brief.desk import Desk
from reportedly.brief.lists import write_listings
from reportedly.brief.naming import join_names, shorten
from reportedly.brief.parts import Block, Figure, Notice, Row, Section, Sentence, Table
from reportedly.export.wording import Piece
from reportedly.knowledge import load_knowledge
from reportedly.records import Argument, Claim, Place, Precision, Record

_MOST_NOTES = 6
_MOST_UNPLACED = 30


class PlacePoint(Record, frozen=True, kw_only=True):
    """A place on a map: degrees of WGS 84, what the position is the middle of, and its label."""

    name: str
    lat: float
    lon: float
    precision: Precision
    label: str


PaintPlaces = Callable[[Sequence[PlacePoint]], Figure | None]
"""Draws places on a map; returns nothing where there is nothing to draw."""


def write_places(desk: Desk, paint: PaintPlaces | None) -> Section:
    """Return what is said of places, with a table of their positions, and a map if it is drawn."""
    blocks = write_listings(desk, desk.find_statements("places"))
    named = _find_places(desk)
    found = {name: (place, claims) for name, (place, claims) in named.items() if place is not None}
    points = [
        PlacePoint(name=name, lat=p.lat, lon=p.lon, precision=p.precision, label=name)
        for name, (p, _) in found.items()
    ]
    figure = paint(points) if paint is not None and points else None
    if figure is not None:
        blocks.append(figure)
    if found:
        blocks += _write_table(desk, found)
    if unknown := [shorten(name) for name in named if name not in found]:
        blocks.append(
            Notice(lines=(f"No position is known of {join_names(unknown[:_MOST_UNPLACED])}.",))
        )
    return Section(key="places", heading=desk.get_heading("places"), blocks=tuple(blocks))


def _write_table(desk: Desk, found: dict[str, tuple[Place, list[Claim]]]) -> Iterable[Block]:
    precisions = load_knowledge("brief")["precision"]
    most = desk.limits.sentences * 2
    ranked = sorted(found.items(), key=lambda item: -len(item[1][1]))[:most]
    rows = []
    for name, (place, claims) in ranked:
        notes = desk.notes.choose(claims, _MOST_NOTES)
        cells = (
            Sentence(pieces=(Piece(shorten(name)),), notes=notes),
            Sentence(pieces=(Piece(_tell_position(place)),)),
            Sentence(pieces=(Piece(str(precisions[place.precision])),)),
        )
        rows.append(Row(cells=cells))
    yield Table(
        caption=(
            "The places that are named. Positions were looked up by name in an index of places: "
            "another place of that name may be meant."
        ),
        headings=("Place", "Position", "The position is"),
        rows=tuple(rows),
        widths=(46, 30, 24),
    )
    if len(found) > most:
        yield Notice(lines=(desk.tell_left_out(len(found) - most, "place"),))


def _find_places(desk: Desk) -> dict[str, tuple[Place | None, list[Claim]]]:
    """The named places of the claims, each with its position and the claims that name it."""
    found: dict[str, tuple[Place | None, list[Claim]]] = {}
    for claim in desk.material.list_claims():
        for argument in (claim.subject, claim.object, *claim.where):
            if argument is None or not _is_named_place(argument):
                continue
            place = desk.material.places.get(argument.entity or "")
            held = found.setdefault(argument.name, (place, []))
            if claim not in held[1]:
                held[1].append(claim)
    return found


def _is_named_place(argument: Argument) -> bool:
    return argument.kind == "place" and argument.name[:1].isupper()


def _tell_position(place: Place) -> str:
    """'4.85° N, 6.12° E': two digits are about a kilometre, which is all that the index knows."""
    north = "N" if place.lat >= 0 else "S"
    east = "E" if place.lon >= 0 else "W"
    return f"{abs(place.lat):.2f}° {north}, {abs(place.lon):.2f}° {east}"
