"""The statements of a section → sentences by firmness, the best attested first, the rest counted."""

from collections import Counter
from collections.abc import Callable, Sequence

from reportedly.brief.desk import Desk
from reportedly.brief.parts import Block, Listing, Notice, Section
from reportedly.brief.statements import Statement
from reportedly.knowledge import load_knowledge

_PART_KEPT = 5
"""One sentence in so many is kept for each of what is hedged, denied or only planned."""
_SOFT = {"hedged": "said only with a hedge", "denied": "denied only", "unrealised": "not realised"}
_FIRMNESS = ("stated", "hedged", "denied", "unrealised")


def write_section(desk: Desk, key: str) -> Section:
    """Return a section of sentences, without blocks where nothing is said."""
    blocks = write_listings(desk, desk.find_statements(key))
    return Section(key=key, heading=desk.get_heading(key), blocks=tuple(blocks))


def write_listings(desk: Desk, statements: Sequence[Statement]) -> list[Block]:
    """Return the statements as sentences under one heading a firmness, at most as many as asked."""
    groups = gather_alike(desk, statements)
    shown = _choose(groups, desk.limits.sentences)
    blocks: list[Block] = []
    for firmness in _FIRMNESS:
        wanted = [group for group in shown if group[0].firmness == firmness]
        wanted.sort(key=lambda group: _find_place(group, shown))
        if wanted:
            sentences = tuple(desk.writer.write(group) for group in wanted)
            heading = str(load_knowledge("brief")["firmness"][firmness])
            blocks.append(Listing(heading=heading, sentences=sentences))
    left_out = [group for group in groups if group not in shown]
    if more := sum(map(len, left_out)):
        line = desk.tell_left_out(more, "statement")
        blocks.append(Notice(lines=(line, *_tell_firmness(left_out))))
    return blocks


def _choose(groups: list[list[Statement]], most: int) -> list[list[Statement]]:
    """The first groups, with room kept for what is only hedged or denied, however much is stated."""
    room = max(1, most // _PART_KEPT)
    kept: list[list[Statement]] = []
    for firmness in _FIRMNESS[1:]:
        kept += [group for group in groups if group[0].firmness == firmness][:room]
    stated = [group for group in groups if group not in kept]
    chosen = kept[:most] + stated[: max(most - len(kept), 0)]
    return [group for group in groups if group in chosen]


def _tell_firmness(left_out: list[list[Statement]]) -> tuple[str, ...]:
    """How many of those that are left out are hedged or denied, so that nobody misses them."""
    counts = Counter(group[0].firmness for group in left_out for _ in group)
    told = [f"{counts[key]} {word}" for key, word in _SOFT.items() if counts[key]]
    return (f"Among them: {', '.join(told)}.",) if told else ()


def _find_place(group: list[Statement], shown: list[list[Statement]]) -> tuple[int, int]:
    """Where a sentence stands: with its predicate, whose best sentence decides."""
    predicates = [other[0].claim.predicate for other in shown]
    return predicates.index(group[0].claim.predicate), shown.index(group)


def gather_alike(desk: Desk, statements: Sequence[Statement]) -> list[list[Statement]]:
    """Return the statements, ranked; those that differ in one side alone are together."""
    ranked = desk.rank(statements)
    groups = _group(ranked, lambda s: (*desk.writer.get_key(s), _name(desk, s, "subject")))
    alone = [group[0] for group in groups if len(group) == 1]
    by_object = _group(alone, lambda s: (*desk.writer.get_key(s), _name(desk, s, "object")))
    kept = [group for group in groups if len(group) > 1] + by_object
    return sorted(kept, key=lambda group: ranked.index(group[0]))


def _group(
    statements: Sequence[Statement], key: Callable[[Statement], object]
) -> list[list[Statement]]:
    groups: dict[object, list[Statement]] = {}
    for statement in statements:
        groups.setdefault(key(statement), []).append(statement)
    return list(groups.values())


def _name(desk: Desk, statement: Statement, side: str) -> str:
    argument = getattr(statement.claim, side)
    return "" if argument is None else desk.naming.show(argument)
