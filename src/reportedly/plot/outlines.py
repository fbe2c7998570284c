"""Natural Earth's outlines of countries (1:50m, public domain) → rings and lines in degrees.

The data file is made by scripts/make_outlines.py: a line of JSON (names, rings as lists of arcs,
~n for arc n backwards), then the arcs as differences. Invariant: within a ring or a line no step
is longer than half the globe, so that longitudes run past ±180 where it crosses the antimeridian.
"""

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

Position = tuple[float, float]
"""(longitude, latitude) in degrees."""
Box = tuple[float, float, float, float]
"""West, south, east, north."""
Shortening = Callable[[tuple[Position, ...]], tuple[Position, ...]]
"""A line → one of fewer points, with the same ends."""


class Outline(NamedTuple):
    """One closed ring of a country, an island or the shore of a lake; its last point is the first."""

    country: str
    points: tuple[Position, ...]
    box: Box


class Line(NamedTuple):
    """A stretch of coast, or of a border between two countries."""

    is_border: bool
    points: tuple[Position, ...]
    box: Box


class World(NamedTuple):
    """All outlines, and the lines that they are made of, each once."""

    outlines: tuple[Outline, ...]
    lines: tuple[Line, ...]


@lru_cache(maxsize=1)
def load_world() -> World:
    """Return the outlines of all countries."""
    return build_world(lambda points: points)


def build_world(shorten: Shortening) -> World:
    """Return the outlines of all countries, made of shortened lines; neighbours share theirs."""
    packed = gzip.decompress(files(__package__).joinpath("countries.bin.gz").read_bytes())
    text, _, numbers = packed.partition(b"\n")
    head = json.loads(text)
    arcs = [shorten(arc) for arc in _read_arcs(numbers, head["scale"], head["translate"])]
    outlines, uses = [], Counter[int]()
    for country, rings in head["countries"]:
        for ring in rings:
            uses.update(n if n >= 0 else ~n for n in ring)
            points = _join(arcs, ring)
            outlines.append(Outline(country, points, _find_box(points)))
    lines = (Line(uses[n] > 1, points, _find_box(points)) for n, points in enumerate(arcs))
    return World(tuple(outlines), tuple(lines))


def find_outline(lon: float, lat: float) -> Outline | None:
    """Return the ring of the country that a position lies in; `None` at sea.

    In an enclave the ring is the enclave's, though it is a hole of the country around it as well.
    """
    around = [o for o in load_world().outlines if _encloses(o, lon, lat)]
    rings = Counter(outline.country for outline in around)
    return next((outline for outline in around if rings[outline.country] % 2), None)


def _encloses(outline: Outline, lon: float, lat: float) -> bool:
    west, south, east, north = outline.box
    if not south <= lat <= north:
        return False
    turns = (lon + turn for turn in (0.0, 360.0, -360.0) if west <= lon + turn <= east)
    return any(goes_round(outline.points, turned, lat) for turned in turns)


def goes_round(points: Sequence[Position], lon: float, lat: float) -> bool:
    """Whether a ring goes round the position: a ray to the east crosses it an odd number of times."""
    is_inside = False
    for (x1, y1), (x2, y2) in pairwise(points):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            is_inside = not is_inside
    return is_inside


def _read_arcs(
    packed: bytes, scale: Sequence[float], start: Sequence[float]
) -> Iterator[tuple[Position, ...]]:
    numbers = _read_numbers(packed)
    for _ in range(next(numbers)):
        x = y = 0
        points = []
        for _ in range(next(numbers)):
            x += _restore_sign(next(numbers))
            y += _restore_sign(next(numbers))
            points.append((x * scale[0] + start[0], y * scale[1] + start[1]))
        yield tuple(_unroll(points))


def _read_numbers(packed: bytes) -> Iterator[int]:
    number = shift = 0
    for byte in packed:
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield number
            number = shift = 0


def _restore_sign(number: int) -> int:
    return number >> 1 if number % 2 == 0 else -(number >> 1) - 1


def _unroll(points: Iterable[Position]) -> Iterator[Position]:
    """Longitudes of which each is the nearest to the one before."""
    before = None
    for lon, lat in points:
        near = lon if before is None else lon + 360 * round((before - lon) / 360)
        yield near, lat
        before = near


def _join(arcs: Sequence[tuple[Position, ...]], ring: Iterable[int]) -> tuple[Position, ...]:
    """The ring of some arcs; one that goes round the globe is closed over the pole."""
    points: list[Position] = []
    for n in ring:
        arc = arcs[n] if n >= 0 else arcs[~n][::-1]
        points.extend(arc[1:] if points else arc)
    points = list(_unroll(points))
    if abs(points[-1][0] - points[0][0]) > 180:
        pole = -90.0 if points[0][1] < 0 else 90.0
        points += [(points[-1][0], pole), (points[0][0], pole), points[0]]
    return tuple(points)


def _find_box(points: Sequence[Position]) -> Box:
    lons, lats = zip(*points, strict=True)
    return min(lons), min(lats), max(lons), max(lats)
