"""A person's answers, one at a time: keys of a terminal, or lines of standard input."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple, TextIO

_ESCAPE = "\x1b"
_END = "\x04"
_ARROWS = {"[A": "k", "[B": "j", "[C": "j", "[D": "k"}


class Answer(NamedTuple):
    """A key in lower case, and what was typed after it on the same line."""

    key: str
    rest: str = ""


def read_answers(stream: TextIO | None = None) -> Iterator[Answer]:
    """Yield answers until the input ends: single keys where `stream` is a terminal, else lines."""
    stream = stream or sys.stdin
    if stream.isatty() and _can_read_keys():
        yield from _read_keys(stream)
        return
    while line := stream.readline():
        if line.strip():
            yield Answer(line.strip()[0].lower(), line.strip()[1:].strip())


def read_line(stream: TextIO | None = None) -> str:
    """Return one line that a person types, without its end; '' where the input ends."""
    stream = stream or sys.stdin
    if stream.isatty() and _can_read_keys():
        with _terminal(stream, is_line=True):
            return " ".join(stream.readline().split())
    return " ".join(stream.readline().split())


def _can_read_keys() -> bool:
    try:
        import termios  # noqa: F401, PLC0415 - not there on Windows
    except ImportError:
        return False
    return True


def _read_keys(stream: TextIO) -> Iterator[Answer]:
    """Keys as they are pressed; the terminal is as it was once they end."""
    import os  # noqa: PLC0415

    with _terminal(stream, is_line=False):
        while True:
            try:
                typed = os.read(stream.fileno(), 8).decode("utf-8", "replace")
            except OSError:  # the terminal has gone
                return
            if typed in ("", _END):
                return
            if typed.startswith(_ESCAPE):
                typed = _ARROWS.get(typed[1:], "")
            for key in typed:
                if key == _END:
                    return
                if key.strip():
                    yield Answer(key.lower())


@contextmanager
def _terminal(stream: TextIO, *, is_line: bool) -> Iterator[None]:
    """A terminal that gives whole lines and shows them, or single keys; Ctrl-C still interrupts."""
    import termios  # noqa: PLC0415

    number = stream.fileno()
    before = termios.tcgetattr(number)
    modes = termios.tcgetattr(number)
    flags = termios.ICANON | termios.ECHO
    modes[3] = modes[3] | flags if is_line else modes[3] & ~flags
    termios.tcsetattr(number, termios.TCSANOW, modes)
    try:
        yield
    finally:
        termios.tcsetattr(number, termios.TCSANOW, before)
