"""The table of predicates as look-ups: which are symmetric, and to which family each belongs."""

from functools import lru_cache

from reportedly.knowledge.loader import load_knowledge


@lru_cache(maxsize=1)
def load_symmetric() -> frozenset[str]:
    """Return the predicates that say the same either way round."""
    entries = load_knowledge("predicates")["predicate"]
    return frozenset(entry["id"] for entry in entries if entry.get("symmetric"))


@lru_cache(maxsize=1)
def load_families() -> dict[str, str]:
    """Return the families of predicates with their names, in the order in which they are shown."""
    return {entry["id"]: entry["name"] for entry in load_knowledge("predicates")["family"]}


@lru_cache(maxsize=1)
def load_family_of() -> dict[str, str]:
    """Return the family of each predicate."""
    entries = load_knowledge("predicates")["predicate"]
    return {entry["id"]: entry["family"] for entry in entries}
