"""Mentions as a reading shows them: a place that is nowhere named is a thing, 'a building', 'a road'.

Claims are read from the mentions before this: what is done in a place that has no name is still
done there. A reading's `place` is one that has a name, which a map could show.
"""

from collections.abc import Sequence

import msgspec

from reportedly.records import Mention


def settle_unnamed(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return `mentions` with kind `thing` for each place whose chain names no place."""
    named = {m.chain for m in mentions if m.kind == "place" and m.form == "name"}
    return tuple(
        msgspec.structs.replace(m, kind="thing")
        if m.kind == "place" and m.form != "name" and m.chain not in named
        else m
        for m in mentions
    )
