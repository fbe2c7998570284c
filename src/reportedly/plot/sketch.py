"""The marks of a drawing in pixels, and how each looks: what both kinds of picture are made from."""

from typing import Literal, NamedTuple

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""
Role = Literal[
    "sea",
    "land",
    "graticule",
    "border",
    "coast",
    "shade",
    "area",
    "frame",
    "country",
    "label",
    "dot",
    "count",
    "note",
    "scale",
]


class Look(NamedTuple):
    """Colours as `#rrggbb`, widths in pixels; `opacity` is the fill's. Text is written in `fill`."""

    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 0.0
    opacity: float = 1.0
    font_size: float = 0.0
    halo: str | None = None


LOOKS: dict[Role, Look] = {
    "sea": Look(fill="#eaf0f4"),
    "land": Look(fill="#faf8f3"),
    "graticule": Look(stroke="#d5dde2", stroke_width=0.6),
    "border": Look(stroke="#b3aa9c", stroke_width=0.8),
    "coast": Look(stroke="#7f919c", stroke_width=0.8),
    "shade": Look(fill="#2b5c8a", stroke="#2b5c8a", stroke_width=0.8, opacity=0.1),
    "area": Look(fill="#2b5c8a", stroke="#2b5c8a", stroke_width=0.8, opacity=0.2),
    "frame": Look(stroke="#8a8f94", stroke_width=1.0),
    "country": Look(fill="#77716a", font_size=10.0, halo="#faf8f3"),
    "label": Look(fill="#1a1a1a", font_size=11.5, halo="#ffffff"),
    "dot": Look(fill="#1f4e79", stroke="#ffffff", stroke_width=1.0),
    "count": Look(fill="#ffffff", font_size=9.0),
    "note": Look(fill="#3a3a3a", font_size=10.5),
    "scale": Look(stroke="#3a3a3a", stroke_width=1.2),
}
"""Dark on light, so that a print in grey says the same."""


class Path(NamedTuple):
    """Lines of points; closed ones are filled, the odd overlaps inside and the even ones out."""

    role: Role
    lines: tuple[tuple[Point, ...], ...]
    is_closed: bool = False
    title: str | None = None


class Disc(NamedTuple):
    """A circle."""

    role: Role
    x: float
    y: float
    radius: float
    title: str | None = None


class Words(NamedTuple):
    """A line of text whose baseline stands at `y`; `x` is its start, its middle or its end."""

    role: Role
    x: float
    y: float
    text: str
    anchor: Literal["start", "middle", "end"] = "start"
    title: str | None = None


Mark = Path | Disc | Words


class Sketch(NamedTuple):
    """A whole drawing: its marks from the lowest to the topmost, and what it shows, in words."""

    width: float
    height: float
    title: str
    description: str
    marks: tuple[Mark, ...]


_NARROW = frozenset("iljtfrI.,:;'’|!()[] -·")
_BROAD = frozenset("mwMWOQGCDHNUA@%&—…")


def measure(text: str, size: float) -> float:
    """Return about how wide `text` is in a sans-serif of `size` pixels, rather more than less."""
    wide = sum(
        0.34 if c in _NARROW else 0.84 if c in _BROAD else 1.0 if c > "\u2e80" else 0.6
        for c in text
    )
    return wide * size
