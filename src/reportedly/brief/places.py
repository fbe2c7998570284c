"""Where the subject is said to have been, and where these places lie: sentences, map, table."""

from collections.abc import Iterable, Mapping, Sequence

from reportedly.brief.desk import Desk
from reportedly.brief.lists import write_listings
from reportedly.brief.naming import join_names, shorten
from reportedly.brief.parts import Figure, Notice, Row, Section, Sentence, Table
from reportedly.export.wording import Piece
from reportedly.geography import describe_standing, make_points
from reportedly.knowledge import load_knowledge
from reportedly.plot import draw_map, paint_map
from reportedly.records import Claim, Place
from reportedly.weigh import Locality

_MOST_NOTES = 6
_MOST_UNPLACED = 30
_SVG_WIDTH = 640
_PNG_WIDTH = 1400


def write_places(desk: Desk) -> Section:
    """Return what is said of places, with a map and a table of their positions."""
    blocks = write_listings(desk, desk.find_statements("places"))
    claims = _find_claims(desk)
    named = [p for p in desk.material.localities if p.is_named and _list_claims(p, claims)]
    placed = [locality for locality in named if locality.standings]
    most = desk.limits.sentences * 2
    if placed:
        blocks += [_draw(desk, placed[:most]), _write_table(desk, placed[:most], claims)]
    if len(placed) > most:
        blocks.append(Notice(lines=(desk.tell_left_out(len(placed) - most, "place"),)))
    if unknown := [shorten(locality.name) for locality in named if not locality.standings]:
        more = len(unknown) - _MOST_UNPLACED
        shown = [*unknown[:_MOST_UNPLACED], *([f"{more} more"] if more > 0 else [])]
        blocks.append(Notice(lines=(f"No position is known of {join_names(shown)}.",)))
    return Section(key="places", heading=desk.get_heading("places"), blocks=tuple(blocks))


def _find_claims(desk: Desk) -> dict[str, list[Claim]]:
    """The claims that name each place, by the id of its entity."""
    found: dict[str, list[Claim]] = {}
    for claim in desk.material.list_claims():
        sides = (claim.subject, claim.object, *claim.where)
        for id_ in dict.fromkeys(a.entity for a in sides if a is not None and a.entity):
            found.setdefault(id_, []).append(claim)
    return found


def _list_claims(locality: Locality, claims: Mapping[str, list[Claim]]) -> list[Claim]:
    return [claim for id_ in locality.entities for claim in claims.get(id_, ())]


def _draw(desk: Desk, placed: Sequence[Locality]) -> Figure:
    words = load_knowledge("brief")["map"]
    points = make_points(placed)
    title = f"{words['title']} {desk.naming.subject}"
    return Figure(
        svg=draw_map(points, width_px=_SVG_WIDTH, title=title),
        png=paint_map(points, width_px=_PNG_WIDTH, title=title),
        caption=f"{title}. {words['caption']}",
    )


def _write_table(
    desk: Desk, placed: Sequence[Locality], claims: Mapping[str, list[Claim]]
) -> Table:
    rows = []
    for locality in placed:
        notes = desk.notes.choose(_list_claims(locality, claims), _MOST_NOTES)
        cells = (
            Sentence(pieces=(Piece(shorten(locality.name)),), notes=notes),
            _break_lines(_tell_position(s.place) for s in locality.standings),
            _break_lines(describe_standing(s) for s in locality.standings),
        )
        rows.append(Row(cells=cells))
    words = load_knowledge("brief")["map"]
    return Table(
        caption=str(words["table"]),
        headings=("Place", "Position", "The middle of"),
        rows=tuple(rows),
        widths=(40, 26, 34),
    )


def _break_lines(lines: Iterable[str]) -> Sentence:
    pieces: list[Piece] = []
    for line in lines:
        pieces += [Piece("\n"), Piece(line)] if pieces else [Piece(line)]
    return Sentence(pieces=tuple(pieces))


def _tell_position(place: Place) -> str:
    """'4.85° N, 6.12° E': two digits are about a kilometre, which is all that the index knows."""
    north = "N" if place.lat >= 0 else "S"
    east = "E" if place.lon >= 0 else "W"
    return f"{abs(place.lat):.2f}° {north}, {abs(place.lon):.2f}° {east}"
