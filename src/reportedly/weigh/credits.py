"""A report's text and byline → the publishers whose material it says it is.

A dateline, a source line, a copyright line or 'first reported by' speaks for the whole report: what
that report then says in its own voice may be the other's word. The patterns are data.
"""

import re
from functools import lru_cache

from reportedly.knowledge import load_knowledge
from reportedly.records import Claim

_BETWEEN_NAMES = re.compile(r"\s*(?:,|/|;|\band\b|&)\s*")


def find_credits(text: str, byline: str | None = None) -> frozenset[str]:
    """Return the names that a report credits, as it writes them; its own may be among them."""
    found = {match["name"] for pattern in _load_patterns() for match in pattern.finditer(text)}
    for name in list(found) + ([byline] if byline else []):
        found |= {part for part in _BETWEEN_NAMES.split(name) if part}
    return frozenset(name.strip() for name in found)


def list_retold(claim: Claim) -> set[str]:
    """Return the names by which a claim shows that its report retells others.

    Those are who 'reports' it, and who stands between the report and the root source.
    """
    outer = {source.name for source in claim.sources[:-1]}
    return outer | {source.name for source in claim.sources if source.act == "reports"}


@lru_cache(maxsize=1)
def _load_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(entry["pattern"]) for entry in load_knowledge("origins")["credit"])
