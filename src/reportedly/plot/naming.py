"""Names beside their marks, none over another: the first free place round a mark is taken."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reportedly.plot.sketch import LOOKS, Box, Role, Words, measure

_GAP = 3.0
_ASCENT = 0.8
_DESCENT = 0.25


class Spot(NamedTuple):
    """Something that wants a name: the middle of its mark, how far it reaches, and the name.

    A name may stand inside of a mark that `is_wide`.
    """

    x: float
    y: float
    radius: float
    name: str
    is_wide: bool = False


class Room:
    """What is taken of a sheet, so that the next name keeps clear of it."""

    def __init__(self, width: float, height: float, taken: Iterable[Box] = ()) -> None:
        """Begin with `taken` boxes on a sheet of that size."""
        self._width, self._height = width, height
        self._taken = list(taken)

    def place(self, spot: Spot, role: Role) -> Words | None:
        """Return the name of `spot` where there is room for it, and take that room."""
        return next(filter(None, (self._take(words) for words in _list_places(spot, role))), None)

    def place_inside(self, spot: Spot, role: Role) -> Words | None:
        """Return the name of `spot` in its middle, if that is free, and nowhere else."""
        return self._take(next(_list_places(spot, role)))

    def _take(self, words: Words) -> Words | None:
        box = _find_box(words, LOOKS[words.role].font_size)
        if not self._is_free(box):
            return None
        self._taken.append(box)
        return words

    def _is_free(self, box: Box) -> bool:
        left, top, right, bottom = box
        if left < 2 or top < 2 or right > self._width - 2 or bottom > self._height - 2:
            return False
        return not any(
            left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
            for other in self._taken
        )


def find_disc_box(x: float, y: float, radius: float) -> Box:
    """Return the box round a disc."""
    return x - radius, y - radius, x + radius, y + radius


def wrap_words(pieces: Sequence[str], width: float, size: float) -> list[str]:
    """Return the pieces joined with semicolons to lines of `width` pixels, one piece at least."""
    lines: list[str] = []
    for n, piece in enumerate(pieces):
        text = piece if n == len(pieces) - 1 else f"{piece};"
        if lines and measure(f"{lines[-1]} {text}", size) <= width:
            lines[-1] = f"{lines[-1]} {text}"
        else:
            lines.append(text)
    return lines


def _list_places(spot: Spot, role: Role) -> Iterator[Words]:
    """The name to the right, left, above, below and at the corners of a mark, best first."""
    size = LOOKS[role].font_size
    low = size * 0.35
    out = spot.radius + _GAP
    slant = spot.radius * 0.7 + _GAP
    if spot.is_wide:
        yield Words(role, spot.x, spot.y + low, spot.name, "middle")
    yield Words(role, spot.x + out, spot.y + low, spot.name)
    yield Words(role, spot.x - out, spot.y + low, spot.name, "end")
    yield Words(role, spot.x, spot.y - out - 1, spot.name, "middle")
    yield Words(role, spot.x, spot.y + out + size * _ASCENT, spot.name, "middle")
    for x, anchor in ((slant, "start"), (-slant, "end")):
        for y in (-slant, slant + size * 0.6):
            yield Words(role, spot.x + x, spot.y + y, spot.name, anchor)  # type: ignore[arg-type]


def _find_box(words: Words, size: float) -> Box:
    wide = measure(words.text, size)
    left = words.x - {"start": 0.0, "middle": wide / 2, "end": wide}[words.anchor]
    return left, words.y - _ASCENT * size, left + wide, words.y + _DESCENT * size
