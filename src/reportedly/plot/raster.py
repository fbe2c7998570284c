"""A sketch → a PNG picture, by Pillow: shapes painted large and made smaller, text at full size."""

import io
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from anyascii import anyascii

from reportedly.plot.naming import find_disc_box
from reportedly.plot.sketch import LOOKS, Disc, Look, Path, Point, Sketch, Words
from reportedly.plot.svg import clean

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

_FINER = 2
"""How many times larger shapes are painted, so that their edges come out smooth."""
_HALO = 1.5
_KNOWN = re.compile("[ -~\xa0-\u024f\u0370-\u04ff\u1e00-\u1eff–—‘’“”„•…\u02bb\u02bc]")
"""What the font has: Latin, Greek and Cyrillic letters."""
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}


def paint_sketch(sketch: Sketch, scale: float) -> bytes:
    """Return the drawing as a PNG picture, `scale` pixels of it for each of the sketch.

    Text in letters that the font has not is written in Latin ones.
    """
    from PIL import Image  # noqa: PLC0415 - only pictures need it

    size = round(sketch.width * scale), round(sketch.height * scale)
    large = Image.new("RGB", (size[0] * _FINER, size[1] * _FINER), "#ffffff")
    for mark in sketch.marks:
        if not isinstance(mark, Words):
            _paint_shape(large, mark, scale * _FINER)
    picture = large.resize(size, Image.Resampling.LANCZOS)
    for mark in sketch.marks:
        if isinstance(mark, Words):
            _paint_words(picture, mark, scale)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _paint_shape(picture: "Image", mark: Path | Disc, scale: float) -> None:
    from PIL import Image, ImageDraw  # noqa: PLC0415

    look, draw = LOOKS[mark.role], ImageDraw.Draw(picture)
    width = max(1, round(look.stroke_width * scale))
    if isinstance(mark, Disc) and look.opacity == 1:
        box = _find_box(mark, scale)
        draw.ellipse(box, fill=look.fill, outline=look.stroke, width=width)
        return
    if look.fill:
        mask = Image.new("L", picture.size)
        inside, value = ImageDraw.Draw(mask), round(look.opacity * 255)
        if isinstance(mark, Disc):
            inside.ellipse(_find_box(mark, scale), fill=value)
        else:
            for ring, is_hole in _order_rings(mark.lines):
                inside.polygon(_enlarge(ring, scale), fill=0 if is_hole else value)
        picture.paste(look.fill, mask=mask)
    if look.stroke and isinstance(mark, Disc):
        draw.ellipse(_find_box(mark, scale), outline=look.stroke, width=width)
    elif look.stroke and isinstance(mark, Path):
        for line in mark.lines:
            closed = (*line, line[0]) if mark.is_closed else line
            draw.line(_enlarge(closed, scale), fill=look.stroke, width=width, joint="curve")


def _order_rings(rings: Sequence[Sequence[Point]]) -> list[tuple[Sequence[Point], bool]]:
    """Rings and whether each is a hole, the largest first: an enclave is painted over its hole.

    Land lies to the right of a ring's points, on a sheet whose y runs down.
    """
    areas = [(_find_area(ring), ring) for ring in rings]
    areas.sort(key=lambda item: (-abs(round(item[0])), item[0]))
    return [(ring, area < 0) for area, ring in areas]


def _find_area(ring: Sequence[Point]) -> float:
    """The area of a ring in square pixels, below 0 where its points run against the clock."""
    turned = [*ring[1:], ring[0]]
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, turned, strict=True)) / 2


def _paint_words(picture: "Image", words: Words, scale: float) -> None:
    from PIL import ImageDraw  # noqa: PLC0415

    look: Look = LOOKS[words.role]
    ImageDraw.Draw(picture).text(
        (words.x * scale, words.y * scale),
        _write_known(clean(words.text)),
        fill=look.fill,
        font=_load_font(round(look.font_size * scale, 1)),
        anchor=_ANCHORS[words.anchor],
        stroke_width=_HALO * scale if look.halo else 0,
        stroke_fill=look.halo,
    )


def _write_known(text: str) -> str:
    return "".join(
        c if _KNOWN.match(c) else anyascii(c) or "?" for c in unicodedata.normalize("NFC", text)
    )


@lru_cache(maxsize=16)
def _load_font(size: float) -> "FreeTypeFont":
    """Return the font that lies beside this module, so that pictures are alike anywhere."""
    from PIL import ImageFont  # noqa: PLC0415

    font = files(__package__).joinpath("letters.ttf").read_bytes()
    return ImageFont.truetype(io.BytesIO(font), size)


def _find_box(disc: Disc, scale: float) -> list[float]:
    left, top, right, bottom = find_disc_box(disc.x, disc.y, disc.radius)
    return [left * scale, top * scale, right * scale, bottom * scale]


def _enlarge(points: Sequence[Point], scale: float) -> list[Point]:
    return [(x * scale, y * scale) for x, y in points]
