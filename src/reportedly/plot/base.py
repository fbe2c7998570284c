"""A view → the map that lies under everything: sea, land, borders, lines of degrees, a scale."""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportedly.plot.outlines import Box, Position, load_world
from reportedly.plot.sketch import LOOKS, Mark, Path, Point, Words, measure
from reportedly.plot.view import View

_STEP = 1.3
"""Pixels below which a point is left out: finer than what a print shows."""
_SMALLEST = 1.5
"""Pixels that an island is wide or high at least."""
_DEGREES = (1, 2, 5, 10, 20, 30)
_LINES = 5
_SCALE_DIFFERS = 1.3
"""How much longer a kilometre may be at one edge than at the other beside a scale."""
_SCALE_SHARE = 0.22


def draw_base(view: View) -> list[Mark]:
    """Return sea, land, lines of degrees, borders and coasts inside the view's sheet."""
    sheet = ((0.0, 0.0), (view.width, 0.0), (view.width, view.height), (0.0, view.height))
    land = tuple(_cut_rings(view))
    borders: list[tuple[Point, ...]] = []
    coasts: list[tuple[Point, ...]] = []
    for line in load_world().lines:
        for turned in _turn_all(line.points, line.box, view):
            kept = borders if line.is_border else coasts
            kept.extend(_cut_line(_thin(turned), view))
    return [
        Path("sea", (sheet,), is_closed=True),
        Path("graticule", tuple(_list_degrees(view))),
        Path("land", land, is_closed=True),
        Path("border", tuple(borders)),
        Path("coast", tuple(coasts)),
    ]


def draw_shape(points: Sequence[Position], box: Box, view: View) -> tuple[tuple[Point, ...], ...]:
    """Return a ring as it lies on the sheet, cut at its edges: once, or twice round the world."""
    turned = (_cut_ring(_thin(t), view) for t in _turn_all(points, box, view))
    return tuple(tuple(ring) for ring in turned if len(ring) > 2)


def draw_frame(view: View) -> list[Mark]:
    """Return the edge of the sheet, and a scale where one holds all over it."""
    sheet = ((0.0, 0.0), (view.width, 0.0), (view.width, view.height), (0.0, view.height))
    marks: list[Mark] = [Path("frame", (sheet,), is_closed=True)]
    if not _has_one_scale(view):
        return marks
    km = _round_down(view.km_per_pixel * view.width * _SCALE_SHARE)
    long = km / view.km_per_pixel
    left, y = 12.0, view.height - 10.0
    bar = ((left, y - 4), (left, y), (left + long, y), (left + long, y - 4))
    text = f"{km:g} km"
    x = left + long / 2
    return [*marks, Path("scale", (bar,)), Words("note", x, y - 5, text, "middle")]


def find_scale_box(view: View) -> tuple[float, float, float, float]:
    """Return where the scale stands, so that no name is written over it; an empty box for none."""
    if not _has_one_scale(view):
        return 0.0, view.height, 0.0, view.height
    km = _round_down(view.km_per_pixel * view.width * _SCALE_SHARE)
    long = max(km / view.km_per_pixel, measure(f"{km:g} km", LOOKS["note"].font_size))
    return 0.0, view.height - 30.0, long + 20.0, view.height


def _has_one_scale(view: View) -> bool:
    """Whether a kilometre is about as long all over the sheet."""
    lats = (view.south, view.north, 0.0 if view.south < 0 < view.north else view.north)
    lengths = [math.cos(math.radians(lat)) for lat in lats]
    return max(lengths) < _SCALE_DIFFERS * min(lengths)


def _round_down(km: float) -> float:
    power = 10.0 ** math.floor(math.log10(km))
    return next(step * power for step in (5, 2, 1) if step * power <= km)


def _list_degrees(view: View) -> Iterator[tuple[Point, ...]]:
    span = view.east - view.west
    step = next((d for d in _DEGREES if span / d <= _LINES), _DEGREES[-1])
    for n in range(math.ceil(view.west / step), math.floor(view.east / step) + 1):
        x = view.project(n * step, 0)[0]
        yield (x, 0.0), (x, view.height)
    for n in range(math.ceil(view.south / step), math.floor(view.north / step) + 1):
        y = view.project(0, n * step)[1]
        yield (0.0, y), (view.width, y)


# --- outlines on the sheet ------------------------------------------------------------------------


def _cut_rings(view: View) -> Iterator[tuple[Point, ...]]:
    for outline in load_world().outlines:
        yield from draw_shape(outline.points, outline.box, view)


def _turn_all(points: Sequence[Position], box: Box, view: View) -> Iterator[list[Point]]:
    """Yield the points in pixels, once for each turn of the globe that brings them on the sheet."""
    west, south, east, north = box
    if north < view.south or south > view.north:
        return
    wide, high = (east - west) * view.scale, (north - south) * view.scale
    if max(wide, high) < _SMALLEST:
        return
    for turn in (-360, 0, 360):
        if east + turn >= view.west and west + turn <= view.east:
            yield [view.project(lon + turn, lat) for lon, lat in points]


def _thin(points: Sequence[Point]) -> list[Point]:
    """The points without those that lie next to the last one kept; both ends stay."""
    kept = [points[0]]
    for x, y in points[1:-1]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _STEP:
            kept.append((x, y))
    return [*kept, points[-1]]


def _cut_line(points: Sequence[Point], view: View) -> Iterator[tuple[Point, ...]]:
    """Yield the stretches of a line that lie on the sheet."""
    run: list[Point] = []
    for a, b in pairwise(points):
        cut = _cut_segment(a, b, view)
        if cut is None or not run or run[-1] != cut[0]:
            if len(run) > 1:
                yield tuple(run)
            run = list(cut[:1]) if cut else []
        if cut:
            run.append(cut[1])
    if len(run) > 1:
        yield tuple(run)


def _cut_segment(a: Point, b: Point, view: View) -> tuple[Point, Point] | None:
    """The part of a stretch that lies on the sheet (the method of Liang and Barsky)."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    start, end = 0.0, 1.0
    for step, room in (
        (-dx, a[0]),
        (dx, view.width - a[0]),
        (-dy, a[1]),
        (dy, view.height - a[1]),
    ):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            start = max(start, room / step)
        else:
            end = min(end, room / step)
    if start > end:
        return None
    first = a if start == 0 else (a[0] + start * dx, a[1] + start * dy)
    return first, b if end == 1 else (a[0] + end * dx, a[1] + end * dy)


def _cut_ring(points: Sequence[Point], view: View) -> list[Point]:
    """A ring cut at the sheet's edges, one after the other (the method of Sutherland and Hodgman)."""
    ring = list(points)
    for axis, limit, sign in (
        (0, 0.0, 1),
        (0, view.width, -1),
        (1, 0.0, 1),
        (1, view.height, -1),
    ):
        kept: list[Point] = []
        for before, point in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
            is_in, was_in = sign * point[axis] >= sign * limit, sign * before[axis] >= sign * limit
            if is_in != was_in:
                share = (limit - before[axis]) / (point[axis] - before[axis])
                kept.append(_go(before, point, share))
            if is_in:
                kept.append(point)
        ring = kept
    return ring


def _go(a: Point, b: Point, share: float) -> Point:
    return a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])
