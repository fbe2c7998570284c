"""Where the name of a country may stand: inside it, where the sheet shows it widest."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from reportedly.plot.base import draw_shape
from reportedly.plot.naming import Room, Spot
from reportedly.plot.outlines import load_world
from reportedly.plot.sketch import LOOKS, Point, Words, measure
from reportedly.plot.view import View

_ROWS = 13
_TRIES = 4
_ROUGHLY = 40.0
"""Pixels by which runs must differ in width for the wider one to be better."""
_SHARE = 0.95
"""Of a run that a name may take."""

Shape = tuple[Point, ...]


class Run(NamedTuple):
    """The middle of a stretch from one edge of a country to the other, and how wide it is."""

    x: float
    y: float
    width: float


def list_shapes(country: str, view: View) -> list[Shape]:
    """Return the outlines of a country as far as they lie on the sheet."""
    outlines = (o for o in load_world().outlines if o.country == country)
    return [shape for o in outlines for shape in draw_shape(o.points, o.box, view)]


def find_runs(shapes: Sequence[Shape], view: View) -> list[Run]:
    """Return where a name has the most room inside the shapes, the best first; none off the sheet."""
    ys = [y for shape in shapes for _, y in shape]
    if not ys:
        return []
    top, bottom = max(min(ys), 0.0), min(max(ys), view.height)
    rows = (top + (bottom - top) * (n + 0.5) / _ROWS for n in range(_ROWS))
    runs = [run for y in rows for run in _cross(shapes, y, view)]
    middle = (top + bottom) / 2
    return sorted(runs, key=lambda r: (-round(r.width / _ROUGHLY), abs(r.y - middle), r.x))


def write_countries(view: View, room: Room, leave_out: Collection[str | None]) -> list[Words]:
    """Return the names of the countries that the sheet shows, where there is room, largest first."""
    shapes: dict[str, list[Shape]] = {}
    for outline in load_world().outlines:
        if outline.country not in leave_out:
            shapes.setdefault(outline.country, []).extend(
                draw_shape(outline.points, outline.box, view)
            )
    runs = {name: find_runs(found, view) for name, found in shapes.items() if found}
    order = sorted((-found[0].width, name) for name, found in runs.items() if found)
    names = (_write_country(name, runs[name], room) for _, name in order)
    return [words for words in names if words is not None]


def _write_country(name: str, runs: Sequence[Run], room: Room) -> Words | None:
    wide = measure(name, LOOKS["country"].font_size)
    for run in runs[:_TRIES]:
        spot = Spot(run.x, run.y, 0.0, name, is_wide=True)
        if wide <= run.width * _SHARE and (words := room.place_inside(spot, "country")):
            return words
    return None


def _cross(shapes: Sequence[Shape], y: float, view: View) -> Iterator[Run]:
    """The stretches of a row that lie inside, an odd number of edges to their left."""
    edges = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for shape in shapes
        for (x1, y1), (x2, y2) in zip(shape, (*shape[1:], shape[0]), strict=True)
        if (y1 > y) != (y2 > y)
    )
    for left, right in zip(edges[::2], edges[1::2], strict=False):
        if right - left > 1 and left < view.width and right > 0:
            yield Run((left + right) / 2, y, right - left)
