"""The outlines of countries → GeoJSON for a map in the browser, simplified, small, made once.

Arcs are simplified before they are joined, so that neighbours keep one and the same border. A ring
that lies in an odd number of rings of its country is a hole (a lake, an enclave).
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec

from reportedly.plot.outlines import Outline, Position, build_world, find_outline, goes_round

_TOLERANCE = 0.06
"""Degrees by which a simplified line may miss the true one: a pixel at the closest zoom for a
country, and less than the outlines themselves are exact to."""
_DIGITS = 2
_SMALLEST = 0.05
"""Degrees across: islets below that go, unless a country has nothing else."""


@lru_cache(maxsize=1)
def encode_basemap() -> bytes:
    """Return a GeoJSON FeatureCollection: a MultiPolygon for each country, with its `name`."""
    countries: defaultdict[str, list[Outline]] = defaultdict(list)
    for outline in build_world(simplify).outlines:
        countries[outline.country].append(outline)
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": "MultiPolygon", "coordinates": list(_list_polygons(outlines))},
        }
        for name, outlines in sorted(countries.items())
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return msgspec.json.encode(collection)


@lru_cache(maxsize=1)
def get_basemap_version() -> str:
    """Return what changes with the base map, so that browsers may keep it."""
    return hashlib.sha256(encode_basemap()).hexdigest()[:12]


def find_country(lon: float, lat: float) -> str | None:
    """Return the name that a country has in the base map, `None` at sea."""
    outline = find_outline(lon, lat)
    return None if outline is None else outline.country


def _list_polygons(outlines: Sequence[Outline]) -> Iterator[list[list[Position]]]:
    """Polygons as GeoJSON has them: an outer ring, then its holes."""
    large = [o for o in outlines if _measure(o) >= _SMALLEST]
    rings = large or [max(outlines, key=_measure)]
    holes: defaultdict[int, list[Outline]] = defaultdict(list)
    outer = []
    for n, ring in enumerate(rings):
        lon, lat = ring.points[0]
        around = [
            i
            for i, other in enumerate(rings)
            if i != n and _is_in_box(ring, other) and goes_round(other.points, lon, lat)
        ]
        if len(around) % 2:
            holes[min(around, key=lambda i: _measure(rings[i]))].append(ring)
        else:
            outer.append(n)
    found = [[list(_round(ring.points)) for ring in (rings[n], *holes[n])] for n in outer]
    seen = [[ring for ring in polygon if len(ring) > 3] for polygon in found if len(polygon[0]) > 3]
    yield from seen
    if not seen:  # an island that is simplified to a line
        west, south, east, north = rings[0].box
        yield [[(west, south), (east, south), (east, north), (west, north), (west, south)]]


def simplify(points: Sequence[Position], tolerance: float = _TOLERANCE) -> tuple[Position, ...]:
    """Return the points that a line needs to stay within a tolerance of itself, in degrees.

    Ramer 1972, Douglas and Peucker 1973. Both halves of a ring are simplified by themselves, from
    its ends to the point farthest from them.
    """
    kept = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        a, b = waiting.pop()
        far, missed = _find_farthest(points, a, b)
        if missed > tolerance**2:
            kept.add(far)
            waiting += [(a, far), (far, b)]
    return tuple(points[n] for n in sorted(kept))


def _find_farthest(points: Sequence[Position], a: int, b: int) -> tuple[int, float]:
    """The point farthest from the stretch between two, and the square of how far it is."""
    (ax, ay), (bx, by) = points[a], points[b]
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    far, most = a, 0.0
    for n in range(a + 1, b):
        x, y = points[n][0] - ax, points[n][1] - ay
        share = min(max((x * dx + y * dy) / length, 0.0), 1.0) if length else 0.0
        missed = (x - share * dx) ** 2 + (y - share * dy) ** 2
        if missed > most:
            far, most = n, missed
    return far, most


def _round(points: Iterable[Position]) -> Iterator[Position]:
    before = None
    for lon, lat in points:
        point = round(lon, _DIGITS), round(lat, _DIGITS)
        if point != before:
            yield point
        before = point


def _measure(outline: Outline) -> float:
    west, south, east, north = outline.box
    return max(east - west, north - south)


def _is_in_box(inner: Outline, outer: Outline) -> bool:
    return (
        outer.box[0] <= inner.box[0]
        and outer.box[1] <= inner.box[1]
        and inner.box[2] <= outer.box[2]
        and inner.box[3] <= outer.box[3]
    )
