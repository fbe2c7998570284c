"""Many values at once → what stands for them in a statement, and what is bound there."""

from collections.abc import Iterable

import msgspec

IN = "IN (SELECT value FROM json_each(?))"
"""Is one of the values that are bound, however many there are."""


def bind(values: Iterable[object]) -> str:
    """Return the values as one that is bound where `IN`, or `json_each(?)`, stands."""
    return msgspec.json.encode(list(values)).decode()
