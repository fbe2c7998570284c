"""The best attested statements → a summary: what is stated, what is disputed, what is hedged."""

from collections.abc import Sequence

from reportedly.brief.desk import Desk
from reportedly.brief.lists import gather_alike
from reportedly.brief.parts import Block, Listing, Section
from reportedly.brief.statements import Statement

_MOST = 10
_DULL = frozenset({"acronym", "translation"})
_HEADINGS = {
    "stated": "Stated",
    "disputed": "Disputed",
    "hedged": "Said only with a hedge",
    "denied": "Denied only",
}


def write_summary(desk: Desk) -> Section:
    """Return the summary: at most ten short sentences, each with source, hedge and denial."""
    real = [s for s in desk.statements if not s.is_unrealised and not _is_dull(s)]
    groups = _choose(gather_alike(desk, real))
    blocks: list[Block] = []
    for key, heading in _HEADINGS.items():
        sentences = tuple(
            desk.writer.write(group, is_short=True)
            for group in groups
            if _find_heading(desk, group[0]) == key
        )
        if sentences:
            blocks.append(Listing(heading=heading, sentences=sentences))
    return Section(key="summary", heading=desk.get_heading("summary"), blocks=tuple(blocks))


def _choose(groups: Sequence[list[Statement]]) -> list[list[Statement]]:
    """The first sentences, of one predicate three at most: a summary shows the breadth."""
    chosen: list[list[Statement]] = []
    for group in groups:
        predicate = group[0].claim.predicate
        same = sum(other[0].claim.predicate == predicate for other in chosen)
        if same < 3 and len(chosen) < _MOST:
            chosen.append(group)
    return chosen


def _is_dull(statement: Statement) -> bool:
    return statement.claim.qualifiers.get("kind") in _DULL


def _find_heading(desk: Desk, statement: Statement) -> str:
    return "disputed" if desk.is_disputed(statement) else statement.firmness
