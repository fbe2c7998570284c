"""A person's answers, one at a time: keys of a terminal, or lines of standard input."""

import sys
from collections.abc import Iterator
from contextlib import suppress
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
    return " ".join((stream or sys.stdin).readline().split())


def _can_read_keys() -> bool:
    try:
        import termios  # noqa: F401, PLC0415 - not there on Windows
    except ImportError:
        return False
    return True


def _read_keys(stream: TextIO) -> Iterator[Answer]:
    """Keys as they are pressed. Between two of them the terminal is as it was, for lines."""
    while True:
        key = _read_key(stream)
        if key in ("", _END):
            return
        if key.strip():
            yield Answer(key.lower())


def _read_key(stream: TextIO) -> str:
    import os  # noqa: PLC0415
    import termios  # noqa: PLC0415
    import tty  # noqa: PLC0415

    number = stream.fileno()
    before = termios.tcgetattr(number)
    try:
        tty.setcbreak(number, termios.TCSANOW)  # Ctrl-C still interrupts
        with suppress(OSError):  # the terminal has gone
            key = os.read(number, 8).decode("utf-8", "replace")
            return _ARROWS.get(key[1:], "") or " " if key.startswith(_ESCAPE) else key[:1]
        return ""
    finally:
        termios.tcsetattr(number, termios.TCSADRAIN, before)
