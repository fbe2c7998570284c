"""Mentions as a reading shows them: places inside other names too, and no place without a name.

A building or a road that is nowhere named is a `thing` here: a reading's `place` is one that a map
could show. Claims are read before this: what is done in a place that has no name is done there.
"""

from collections.abc import Sequence

import msgspec

from reportedly.records import Analysis, Mention, Reference


def show_mentions(
    analysis: Analysis, nested: Sequence[Mention]
) -> tuple[tuple[Mention, ...], tuple[Reference, ...]]:
    """Return both together, sorted, with kind `thing` for each place whose chain names none.

    The references come with the new places of the mentions that they point at, and their kinds.
    """
    named = {m.chain for m in analysis.mentions if m.kind == "place" and m.form == "name"}
    shown = [
        msgspec.structs.replace(m, kind="thing")
        if m.kind == "place" and m.form != "name" and m.chain not in named
        else m
        for m in analysis.mentions
    ]
    both = [*shown, *nested]
    order = sorted(range(len(both)), key=lambda i: (both[i].sentence, both[i].first, -both[i].last))
    index_of = {old: new for new, old in enumerate(order)}
    references = tuple(
        msgspec.structs.replace(
            reference,
            mention=index_of[reference.mention],
            kind=both[reference.mention].kind if reference.kind == "place" else reference.kind,
        )
        if reference.mention is not None
        else reference
        for reference in analysis.references
    )
    return tuple(both[i] for i in order), references
