"""Mentions as a reading shows them: places inside other names too, and no place without a name.

A building or a road that is nowhere named is a `thing` here: a reading's `place` is one that a map
could show. Claims are read before this: what is done in a place that has no name is done there.
"""

from collections.abc import Sequence

import msgspec

from reportedly.records import Mention


def show_mentions(mentions: Sequence[Mention], nested: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return both together, sorted, with kind `thing` for each place whose chain names none."""
    named = {m.chain for m in mentions if m.kind == "place" and m.form == "name"}
    shown = [
        msgspec.structs.replace(m, kind="thing")
        if m.kind == "place" and m.form != "name" and m.chain not in named
        else m
        for m in mentions
    ]
    return tuple(sorted([*shown, *nested], key=lambda m: (m.sentence, m.first, -m.last)))
