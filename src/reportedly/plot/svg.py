"""A sketch → one SVG element: text escaped, no scripts, no ids, looks as attributes that CSS beats."""

from collections.abc import Iterator
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from reportedly.plot.sketch import LOOKS, Disc, Look, Mark, Path, Point, Sketch, Words

_FONT = "font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\""
_ANCHORS = {"middle": ' text-anchor="middle"', "end": ' text-anchor="end"', "start": ""}
_HALO = 3.0


def write_sketch(sketch: Sketch) -> str:
    """Return the drawing as SVG 1.1. As an image its name is the title; the description is inside."""
    size = f'width="{_number(sketch.width)}" height="{_number(sketch.height)}"'
    name = f'role="img" aria-label={quoteattr(clean(sketch.title))}'
    box = f'viewBox="0 0 {_number(sketch.width)} {_number(sketch.height)}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="map" {name} {size} {box} {_FONT}>',
        f"<title>{escape(clean(sketch.title))}</title>",
        f"<desc>{escape(clean(sketch.description))}</desc>",
        *(_write_mark(mark) for mark in sketch.marks),
        "</svg>",
    ]
    return "\n".join(filter(None, lines)) + "\n"


def clean(text: str) -> str:
    """Return `text` on one line without what XML cannot hold or what turns the writing's way."""
    return "".join(c if _is_plain(c) else "\ufffd" for c in " ".join(text.split()))


def _is_plain(c: str) -> bool:
    code = ord(c)
    if code < 0x20 or 0x7F <= code <= 0x9F or 0xD800 <= code <= 0xDFFF:
        return False
    is_turning = 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069 or code in (0x200E, 0x200F)
    return not is_turning and code not in (0xFFFE, 0xFFFF)


def _write_mark(mark: Mark) -> str:
    look = LOOKS[mark.role]
    head = f'class="map-{mark.role}" {_write_look(look, is_text=isinstance(mark, Words))}'
    title = f"<title>{escape(clean(mark.title))}</title>" if mark.title else ""
    if isinstance(mark, Path):
        data = "".join(_write_line(line, is_closed=mark.is_closed) for line in mark.lines)
        if not data:
            return ""
        rule = ' fill-rule="evenodd"' if mark.is_closed else ""
        return _close("path", f'{head}{rule} d="{data}"', title)
    if isinstance(mark, Disc):
        where = f'cx="{_number(mark.x)}" cy="{_number(mark.y)}" r="{_number(mark.radius)}"'
        return _close("circle", f"{head} {where}", title)
    where = f'x="{_number(mark.x)}" y="{_number(mark.y)}"{_ANCHORS[mark.anchor]}'
    return f"<text {head} {where}>{title}{escape(clean(mark.text))}</text>"


def _close(tag: str, attributes: str, inside: str) -> str:
    return f"<{tag} {attributes}>{inside}</{tag}>" if inside else f"<{tag} {attributes}/>"


def _write_look(look: Look, *, is_text: bool) -> str:
    return " ".join(_list_looks(look, is_text=is_text))


def _list_looks(look: Look, *, is_text: bool) -> Iterator[str]:
    yield f'fill="{look.fill or "none"}"'
    if is_text:
        yield f'font-size="{_number(look.font_size)}"'
        if look.halo:
            yield f'stroke="{look.halo}" stroke-width="{_number(_HALO)}" paint-order="stroke"'
            yield 'stroke-linejoin="round"'
        return
    if look.opacity < 1:
        yield f'fill-opacity="{look.opacity:g}"'
    if look.stroke:
        yield f'stroke="{look.stroke}" stroke-width="{_number(look.stroke_width)}"'
        yield 'stroke-linejoin="round"'


def _write_line(points: tuple[Point, ...], *, is_closed: bool) -> str:
    """A line in tenths of pixels, each point by its distance from the one before; '' for a point."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    steps = "".join(
        _join_numbers(x2 - x1, y2 - y1)
        for (x1, y1), (x2, y2) in pairwise(tenths)
        if (x1, y1) != (x2, y2)
    )
    if not steps:
        return ""
    end = "z" if is_closed else ""
    return f"M{tenths[0][0] / 10:g} {tenths[0][1] / 10:g}l{steps.lstrip()}{end}"


def _join_numbers(x: int, y: int) -> str:
    """Two tenths as SVG reads them with the fewest signs: ' 1.2-.3'."""
    pair = (_shorten(x), _shorten(y))
    return "".join(text if text[0] == "-" else f" {text}" for text in pair)


def _shorten(tenths: int) -> str:
    text = f"{tenths / 10:g}"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def _number(value: float) -> str:
    """To a tenth of a pixel, without needless zeros."""
    text = f"{value:.1f}"
    return text.removesuffix(".0")
