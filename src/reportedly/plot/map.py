"""Points with positions → a map of them: `draw_map` as SVG, `paint_map` as PNG.

A town is a dot. A district, a province or a region is a disc about as large as such a unit is, since
its position is only the middle of it; a country is its own outline, shaded. Names keep clear of
each other; those without room have a letter on the map and stand in a list below it, so that none
is lost. Coasts and borders are Natural Earth's, and the map says so.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from reportedly.errors import UsageError
from reportedly.plot.base import draw_base, draw_frame, find_scale_box
from reportedly.plot.countries import Run, find_runs, list_shapes, write_countries
from reportedly.plot.naming import Room, Spot, find_disc_box, wrap_words
from reportedly.plot.outlines import Outline, find_outline
from reportedly.plot.raster import paint_sketch
from reportedly.plot.sketch import LOOKS, Disc, Mark, Path, Sketch, Words
from reportedly.plot.svg import write_sketch
from reportedly.plot.view import Reach, View, make_view, spread
from reportedly.records import Precision, Record

_PRINTED_WIDTH = 640
"""Pixels of the drawing that is painted, whatever the size of the picture: names stay readable."""
REACH_KM: dict[Precision, float] = {
    "city": 15.0,
    "district": 25.0,
    "province": 80.0,
    "country": 250.0,
    "region": 500.0,
}
"""How far a place of each precision reaches from its position, as a rule."""
_CLOSE = frozenset({"city", "district", "province"})
"""What a map is drawn for; a country is then shaded as far as it is seen."""
_DISC = (9.0, 90.0)
_DOT = (3.6, 9.0)
_MOVED_PX = 9.0
_MOVED_AT_MOST = 300
_ROUNDS = 12
_LONGEST_NAME = 40
_LONGEST_LIST = 60
_LINE = 15.0
_MARGIN = 4.0
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class MapPoint(Record, frozen=True, kw_only=True):
    """A place to be shown: WGS 84 degrees, and what the position is the middle of.

    `label` is what stands on the map, by default the name. `weight` is how many claims are set there,
    shown from 2 on. `note` is what a reader sees who points at the place.
    """

    name: str
    lat: float
    lon: float
    precision: Precision = "city"
    label: str | None = None
    weight: int = 0
    note: str | None = None


def draw_map(
    points: Iterable[MapPoint], *, width_px: int = 640, title: str = "Map of places"
) -> str:
    """Return a map of the points as an SVG element, to stand in HTML or in a file of its own.

    It holds no script, style sheet or id; each mark has a class (`map-dot`, `map-label` …) by which
    a page may restyle it. Raises `UsageError` without points or for a position that is none.
    """
    return write_sketch(sketch_map(points, width=float(width_px), title=title))


def paint_map(
    points: Iterable[MapPoint], *, width_px: int = 1200, title: str = "Map of places"
) -> bytes:
    """Return the same map as a PNG picture of `width_px` pixels across, for documents in print."""
    sketch = sketch_map(points, width=_PRINTED_WIDTH, title=title)
    return paint_sketch(sketch, width_px / sketch.width)


def sketch_map(points: Iterable[MapPoint], *, width: float, title: str) -> Sketch:
    """Return the marks of a map `width` pixels across."""
    found = _join_same(points)
    if not found:
        raise UsageError("points with positions were expected, and there are none: show a table")
    for point in found:
        if not (abs(point.lat) <= 90 and abs(point.lon) <= 360):
            raise UsageError(
                f"a latitude up to ±90 and a longitude up to ±180 were expected for "
                f"'{point.name}', not {point.lat}, {point.lon}"
            )
    outlines = [_find_country(p) for p in found]
    view = make_view(list(_list_reaches(found, outlines)), width)
    made = [_make_site(p, o, view) for p, o in zip(found, outlines, strict=True)]
    sites = _move_apart([site for site in made if site is not None])
    beyond = [_name(p) for p, site in zip(found, made, strict=True) if site is None]
    names, overflow = _write_names(sites, view)
    marks = [
        *draw_base(view),
        *(mark for site in sites for mark in _list_marks(site)),
        *names,
        *draw_frame(view),
    ]
    notes = list(_write_notes(sites, overflow, beyond, view))
    return Sketch(
        width=view.width,
        height=view.height + _LINE * len(notes) + _MARGIN,
        title=title,
        description=_describe(found),
        marks=(*marks, *notes),
    )


class _Site(NamedTuple):
    """A point with its mark on the sheet."""

    point: MapPoint
    x: float
    y: float
    radius: float
    mark: Mark
    country: str | None = None
    """The country that is shaded."""
    runs: tuple[Run, ...] = ()
    """Where its name may stand."""


def _join_same(points: Iterable[MapPoint]) -> list[MapPoint]:
    """The points, those of one position as one, widest first so that dots lie on top."""
    joined: dict[tuple[float, float, Precision], MapPoint] = {}
    for point in points:
        key = point.lat, point.lon, point.precision
        other = joined.get(key)
        if other is None:
            joined[key] = point
            continue
        names = dict.fromkeys((other.label or other.name, point.label or point.name))
        notes = dict.fromkeys(n for n in (other.note, point.note) if n)
        joined[key] = MapPoint(
            name=other.name,
            lat=point.lat,
            lon=point.lon,
            precision=point.precision,
            label=" / ".join(names),
            weight=other.weight + point.weight,
            note="; ".join(notes) or None,
        )
    return sorted(
        joined.values(),
        key=lambda p: (-REACH_KM[p.precision], -p.weight, p.name, p.lat, p.lon),
    )


def _find_country(point: MapPoint) -> Outline | None:
    return find_outline(point.lon, point.lat) if point.precision == "country" else None


def _list_reaches(
    points: Sequence[MapPoint], outlines: Sequence[Outline | None]
) -> Iterator[Reach]:
    """What must be seen: whole countries and regions only where nothing smaller is shown."""
    is_close = any(point.precision in _CLOSE for point in points)
    for point, outline in zip(points, outlines, strict=True):
        if is_close and point.precision not in _CLOSE:
            continue
        if outline is not None:
            yield Reach(*outline.box)
        else:
            yield spread(point.lon, point.lat, REACH_KM[point.precision])


def _make_site(point: MapPoint, outline: Outline | None, view: View) -> _Site | None:
    """The point with its mark, `None` for a country or region that the sheet shows nothing of."""
    x, y = view.project(view.turn(point.lon), point.lat)
    is_seen = 0 <= x <= view.width and 0 <= y <= view.height
    title = ": ".join(filter(None, (point.label or point.name, point.note)))
    if outline is not None:
        return _shade_country(point, outline, view, title)
    if not is_seen:
        return None
    if point.precision == "city":
        radius = _DOT[0]
        if point.weight > 1:
            radius = min(6.0 + math.log2(point.weight) / 2, _DOT[1])
        return _Site(point, x, y, radius, Disc("dot", x, y, radius, title))
    radius = REACH_KM[point.precision] / view.km_per_pixel
    radius = min(max(radius, _DISC[0]), _DISC[1])
    return _Site(point, x, y, radius, Disc("area", x, y, radius, title))


def _shade_country(point: MapPoint, outline: Outline, view: View, title: str) -> _Site | None:
    shapes = list_shapes(outline.country, view)
    runs = find_runs(shapes, view)
    if not runs:
        return None
    mark = Path("shade", tuple(shapes), is_closed=True, title=title)
    return _Site(point, runs[0].x, runs[0].y, 0.0, mark, outline.country, tuple(runs))


def _move_apart(sites: Sequence[_Site]) -> list[_Site]:
    """The sites with dots that would cover each other a few pixels aside, each near its position."""
    dots = [n for n, site in enumerate(sites) if site.point.precision == "city"]
    at = {n: (sites[n].x, sites[n].y) for n in dots[:_MOVED_AT_MOST]}
    for _ in range(_ROUNDS):
        for i, j in combinations(at, 2):
            need = sites[i].radius + sites[j].radius - 0.5
            dx, dy = at[j][0] - at[i][0], at[j][1] - at[i][1]
            if abs(dx) >= need or abs(dy) >= need or (far := math.hypot(dx, dy)) >= need:
                continue
            step = (need - far) / 2
            ux, uy = (dx / far, dy / far) if far else (1.0, 0.0)
            at[i] = _hold(sites[i], at[i][0] - ux * step, at[i][1] - uy * step)
            at[j] = _hold(sites[j], at[j][0] + ux * step, at[j][1] + uy * step)
    return [
        site if n not in at else site._replace(x=at[n][0], y=at[n][1])
        for n, site in enumerate(sites)
    ]


def _hold(site: _Site, x: float, y: float) -> tuple[float, float]:
    """The point, brought back where it is too far from where the site lies."""
    far = math.hypot(x - site.x, y - site.y)
    share = min(1.0, _MOVED_PX / far) if far else 1.0
    return site.x + (x - site.x) * share, site.y + (y - site.y) * share


def _list_marks(site: _Site) -> Iterator[Mark]:
    """The mark of a site, and its number on the dot."""
    if not isinstance(site.mark, Disc):
        yield site.mark
        return
    yield site.mark._replace(x=site.x, y=site.y)
    weight = site.point.weight
    if weight > 1 and site.point.precision == "city":
        low = LOOKS["count"].font_size * 0.35
        text = str(weight) if weight < 100 else "99+"
        yield Words("count", site.x, site.y + low, text, "middle")


# --- names and what stands below ------------------------------------------------------------------


def _write_names(sites: Sequence[_Site], view: View) -> tuple[list[Words], list[str]]:
    """The names that have room, letters for the rest, and the list of what the letters mean."""
    dots = [find_disc_box(s.x, s.y, s.radius) for s in sites if s.point.precision == "city"]
    room = Room(view.width, view.height, [*dots, find_scale_box(view)])
    written, crowded, overflow = [], [], []
    for site in sorted(sites, key=lambda s: (-s.point.weight, s.point.name, s.x, s.y)):
        words = _write_name(site, _name(site.point), room)
        if words:
            written.append(words)
        else:
            crowded.append(site)
    letters = _list_letters()
    letter = ""
    for site in crowded[:_LONGEST_LIST]:
        letter = letter or next(letters)
        words = _write_name(site, letter, room)
        overflow.append(
            f"{letter} {_name(site.point)}" if words else f"{_name(site.point)} (no room)"
        )
        if words:
            written.append(words)
            letter = ""
    if (more := len(crowded) - _LONGEST_LIST) > 0:
        overflow.append(f"and {more} more without room for a name")
    told = {site.point.name for site in sites} | {site.country for site in sites}
    countries = write_countries(view, room, leave_out=told)
    return [*countries, *written], overflow


def _write_name(site: _Site, name: str, room: Room) -> Words | None:
    """The name beside its mark, or anywhere in the country that is shaded."""
    if site.runs:
        spots = (Spot(run.x, run.y, 0.0, name, is_wide=True) for run in site.runs)
        return next(filter(None, (room.place(spot, "label") for spot in spots)), None)
    is_wide = site.point.precision != "city"
    return room.place(Spot(site.x, site.y, site.radius, name, is_wide=is_wide), "label")


def _list_letters() -> Iterator[str]:
    yield from _LETTERS
    yield from (a + b for a in _LETTERS for b in _LETTERS)


def _write_notes(
    sites: Sequence[_Site], overflow: Sequence[str], beyond: Sequence[str], view: View
) -> Iterator[Words]:
    kinds = {site.point.precision for site in sites}
    said = ["a dot: a town"] if "city" in kinds else []
    wide = [kind for kind in ("district", "province", "region") if kind in kinds]
    if wide:
        said.append(f"a disc: somewhere in the {' or '.join(wide)}")
    if "country" in kinds:
        said.append("shaded: somewhere in the country")
    if any(site.point.weight > 1 for site in sites):
        said.append("a number: how many claims")
    said.append("coasts and borders as Natural Earth has them")
    size = LOOKS["note"].font_size
    lines = wrap_words([said[0][:1].upper() + said[0][1:], *said[1:]], view.width, size)
    if overflow:
        lines += wrap_words([f"By letter: {overflow[0]}", *overflow[1:]], view.width, size)
    if beyond:
        lines += wrap_words([f"Beyond this map: {beyond[0]}", *beyond[1:]], view.width, size)
    for n, line in enumerate(lines, 1):
        yield Words("note", 0.0, view.height + _LINE * n, line)


def _describe(points: Sequence[MapPoint]) -> str:
    names = [_name(p) for p in points]
    more = len(names) - _LONGEST_LIST
    listed = ", ".join(names[:_LONGEST_LIST]) + (f" and {more} more" if more > 0 else "")
    return f"A map with {len(names)} {'place' if len(names) == 1 else 'places'}: {listed}."


def _name(point: MapPoint) -> str:
    return _shorten(point.label or point.name)


def _shorten(name: str) -> str:
    plain = " ".join(name.split())
    return plain if len(plain) <= _LONGEST_NAME else plain[: _LONGEST_NAME - 1].rstrip() + "…"
