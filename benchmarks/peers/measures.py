"""What a peer printed against gold claims: claims, sources and hedges found, and false ties.

Names are compared leniently, since peers print phrases where Reportedly prints names: every word of
a gold name must stand in the phrase. A tie counts either way round and whatever its relation is.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from reportedly.evaluate.gold import GoldClaim
from reportedly.evaluate.names import fold_name

Item = dict[str, Any]
_HEDGES = frozenset(
    """allegedly alleged apparently believe believed could deny denied expect fear if intend likely
    may might n never no not perhaps plan planned possible possibly probably promise propose
    purportedly reject reportedly seek should suspect suspected t threaten threatened unconfirmed
    unless vow want will would""".split()
)
"""Words of a relation or of the phrases it joins that say: not so firmly, not yet, not at all."""


def count_document(golds: Sequence[GoldClaim], items: Sequence[Item]) -> Counter[str]:
    """Return the counts of one document. Claims with an open argument are not asked of anybody."""
    counts: Counter[str] = Counter(documents=1)
    closed = [g for g in golds if g.subject is not None and g.object is not None]
    for gold in closed:
        if not gold.required:
            continue
        near = [item for item in items if is_near(item, gold)]
        ties = [item for item in near if joins(item, gold)]
        counts.update(asked=1, found=bool(ties))
        if gold.source:
            counts["sourced"] += 1
            counts["named"] += any(names_anywhere(item, gold.source) for item in near)
            counts["attributed"] += any(goes_by(item.get("sources"), gold.source) for item in ties)
        if gold.certainty != "stated" or gold.polarity == "denied":
            counts.update(marked=1, kept=any(is_marked(item) for item in ties))
    ties = keep_distinct(item for item in items if "subject" in item and "object" in item)
    counts["ties"] = len(ties)
    counts["false"] = sum(not any(is_near(t, g) and joins(t, g) for g in golds) for t in ties)
    return counts


def keep_distinct(items: Iterable[Item]) -> list[Item]:
    """Return the items, each pair of ends once a sentence whatever is said of them."""
    kept = {(str(i["subject"]), str(i["object"]), i["start"]): i for i in items}
    return list(kept.values())


def is_near(item: Item, gold: GoldClaim) -> bool:
    """Whether an item stands at the words of a gold claim."""
    return bool(item["start"] < gold.end and gold.start < item["end"])


def joins(item: Item, gold: GoldClaim) -> bool:
    """Whether the ends of an item are the arguments of a gold claim; open ones fit anything."""
    ends = item.get("subject"), item.get("object")
    if ends[0] is None or ends[1] is None:
        return False
    a, b = gold.subject, gold.object
    straight = goes_by(ends[0], a) and goes_by(ends[1], b)
    return straight or (goes_by(ends[0], b) and goes_by(ends[1], a))


def goes_by(phrases: str | Sequence[str] | None, names: Sequence[str] | None) -> bool:
    """Whether one of the phrases has every word of one of the names."""
    if names is None:
        return True
    listed = [phrases] if isinstance(phrases, str) else phrases or []
    stems = [{word.rstrip("s") for word in fold_name(phrase)} for phrase in listed]
    wanted = [{word.rstrip("s") for word in fold_name(n.removeprefix("~"))} for n in names]
    return any(words and words <= phrase for words in wanted for phrase in stems)


def names_anywhere(item: Item, names: Sequence[str]) -> bool:
    """Whether any part of an item has the name: its source, its ends, its relation."""
    return any(goes_by(item.get(p), names) for p in ("sources", "subject", "object", "relation"))


def is_marked(item: Item) -> bool:
    """Whether an item says that it is hedged, denied or not realised, in a field or in its words."""
    if "marks" in item:
        return bool(item["marks"])
    parts = (item.get(part) or "" for part in ("subject", "relation", "object"))
    return any(not _HEDGES.isdisjoint(fold_name(part)) for part in parts)


def make_row(name: str, counts: Counter[str], seconds: float) -> tuple[str, ...]:
    """Return the row of one peer."""

    def share(part: str, whole: str) -> str:
        if not counts[whole]:
            return ""
        return f"{counts[part] / counts[whole]:.2f} ({counts[part]}/{counts[whole]})"

    documents = counts["documents"] or 1
    return (
        name,
        share("found", "asked"),
        share("attributed", "sourced"),
        share("named", "sourced"),
        share("kept", "marked"),
        f"{counts['ties'] / documents:.1f}",
        f"{counts['false'] / documents:.1f}" if counts["asked"] else "",
        f"{seconds:.1f}",
    )


COLUMNS = (
    "",
    "claims found",
    "with their source",
    "source named at all",
    "hedges kept",
    "ties a document",
    "false ties a document",
    "seconds",
)
