"""Positions and how far they reach → the part of the world that a map shows, and its projection.

Up to forty degrees of latitude high, a map is Mercator's, which keeps shapes; beyond that degrees
of latitude and longitude are straight, in the proportion that holds at the map's middle.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

KM_PER_DEGREE = 111.195
"""Of latitude, on a sphere of 6371 km."""

_MERCATOR_UP_TO = 40.0
_FARTHEST = 85.0
"""Degrees of latitude that a map goes to."""
_WORLD = (-58.0, 84.0)
_SHAPES = (0.5, 0.8)
"""Height of a map to its width, at least and at most."""
_MARGIN = 0.14
_NARROWEST_KM = 250.0
_ALONE_KM = 500.0


class Reach(NamedTuple):
    """A box of degrees that must be seen."""

    west: float
    south: float
    east: float
    north: float


class View(NamedTuple):
    """A part of the world on a sheet of `width` × `height` pixels.

    `west` and `top` are the sheet's left upper corner in the units of the projection, of which
    `scale` is the pixels; `west` may lie beyond ±180. `middle` is the latitude of true proportions,
    `None` on a map of Mercator's.
    """

    west: float
    top: float
    scale: float
    width: float
    height: float
    middle: float | None

    def project(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a position lies on the sheet; `lon` is taken as it is, beyond ±180 too."""
        return (lon - self.west) * self.scale, (self.top - _rise(lat, self.middle)) * self.scale

    def turn(self, lon: float) -> float:
        """Return the longitude with as many full turns as bring it nearest to the sheet's middle."""
        middle = self.west + self.width / self.scale / 2
        return lon + 360 * round((middle - lon) / 360)

    @property
    def east(self) -> float:
        """Longitude of the right edge."""
        return self.west + self.width / self.scale

    @property
    def north(self) -> float:
        """Latitude of the upper edge."""
        return _fall(self.top, self.middle)

    @property
    def south(self) -> float:
        """Latitude of the lower edge."""
        return _fall(self.top - self.height / self.scale, self.middle)

    @property
    def km_per_pixel(self) -> float:
        """At the middle of the sheet, along the parallel."""
        lat = _fall(self.top - self.height / self.scale / 2, self.middle)
        return KM_PER_DEGREE * math.cos(math.radians(lat)) / self.scale


def make_view(reaches: Sequence[Reach], width: float) -> View:
    """Return a view of `width` pixels in which all of `reaches` lie, with room around them."""
    west, east = _span_longitudes(reaches)
    south = max(min(r.south for r in reaches), -_FARTHEST)
    north = min(max(r.north for r in reaches), _FARTHEST)
    if east - west > 300:
        west, east = (west + east) / 2 - 180, (west + east) / 2 + 180
        south, north = min(south, _WORLD[0]), max(north, _WORLD[1])
    middle = None if north - south <= _MERCATOR_UP_TO else (north + south) / 2
    low, high = _rise(south, middle), _rise(north, middle)
    least = _NARROWEST_KM if len(reaches) > 1 else _ALONE_KM
    least /= KM_PER_DEGREE * math.cos(math.radians((north + south) / 2))
    wide, tall = east - west, high - low
    if wide < 360:
        wide, tall = wide * (1 + 2 * _MARGIN), tall * (1 + 2 * _MARGIN)
    wide = min(max(wide, least, tall / _SHAPES[1]), 360.0)
    tall = max(tall, wide * _SHAPES[0]) if wide < 360 else tall
    centre = (low + high) / 2
    top, floor = _rise(_FARTHEST, middle), _rise(-_FARTHEST, middle)
    tall = min(tall, top - floor)
    bottom = min(max(centre - tall / 2, floor), top - tall)
    scale = width / wide
    return View(
        west=(west + east - wide) / 2,
        top=bottom + tall,
        scale=scale,
        width=width,
        height=round(tall * scale),
        middle=middle,
    )


def spread(lon: float, lat: float, km: float) -> Reach:
    """Return the box of everything within `km` of a position."""
    high = km / KM_PER_DEGREE
    wide = high / max(math.cos(math.radians(lat)), 0.05)
    return Reach(lon - wide, lat - high, lon + wide, lat + high)


def _span_longitudes(reaches: Sequence[Reach]) -> tuple[float, float]:
    """The shortest stretch of longitudes with all of the boxes, over the antimeridian or not."""
    boxes = {(r.west, r.east - r.west) for r in reaches}
    wide, west = min(
        (max((other - start) % 360 + length for other, length in boxes), start)
        for start, _ in boxes
    )
    if wide >= 360:
        return -180.0, 180.0
    turns = 360 * round((west + wide / 2) / 360)
    return west - turns, west + wide - turns


def _rise(lat: float, middle: float | None) -> float:
    """How high a latitude lies above the equator, in degrees of longitude on the sheet."""
    if middle is not None:
        return lat / math.cos(math.radians(middle))
    return math.degrees(math.asinh(math.tan(math.radians(min(max(lat, -89.0), 89.0)))))


def _fall(height: float, middle: float | None) -> float:
    if middle is not None:
        return height * math.cos(math.radians(middle))
    return math.degrees(math.atan(math.sinh(math.radians(height))))
