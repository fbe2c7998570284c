"""Knowledge file name → its parsed TOML; a malformed file is named with its line."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from reportedly.errors import KnowledgeError


@lru_cache(maxsize=64)
def load_knowledge(name: str) -> dict[str, Any]:
    """Return the content of `knowledge/<name>.toml`. Raises `KnowledgeError` when malformed."""
    file = files(__package__).joinpath(f"{name}.toml")
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"knowledge/{name}.toml: valid TOML was expected: {error}") from error
