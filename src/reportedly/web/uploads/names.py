"""Names of files as a browser sends them → text to show, which never is a path on our disk."""

import re
from pathlib import PurePosixPath

from reportedly.read.files import is_left_out

_NO_NAMES = (".", "..")
_MOST = 1_000
_SUFFIX = 20
# Control characters, and those that turn the direction of what follows them.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def clean_name(name: str) -> str:
    """Return a name that can be shown, its end kept, since that says the format."""
    shown = _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", name).strip() or "unnamed"
    if len(shown) <= _MOST:
        return shown
    suffix = PurePosixPath(shown).suffix[:_SUFFIX]
    return shown[: _MOST - len(suffix) - 1] + "…" + suffix


def lies_about(name: str) -> bool:
    """Whether a file of a folder is none of its reports: hidden, or a case, or a desktop's dropping.

    A file that was given by itself is read whatever it is called.
    """
    parts = PurePosixPath(name).parts
    return any(is_left_out(part) for part in parts[1:] if part not in _NO_NAMES)
