"""Dated statements → a table in the order of time; what is about a time says so in words."""

from datetime import date

import msgspec

from reportedly.brief.desk import Desk
from reportedly.brief.lists import gather_alike
from reportedly.brief.parts import Block, Notice, Row, Section, Sentence, Table
from reportedly.brief.statements import Statement
from reportedly.edtf import bounds, is_valid
from reportedly.export.wording import Piece, word_date

_ROWS_A_SENTENCE = 2
"""How many rows a timeline may have for each sentence that a section may have."""


def write_timeline(desk: Desk) -> Section:
    """Return the timeline, the earliest first; a time without a year comes last."""
    times: dict[str, list[Statement]] = {}
    for edtf, statement in (pair for s in desk.statements for pair in _part_by_time(s)):
        times.setdefault(edtf, []).append(statement)
    dated = [(edtf, group) for edtf, held in times.items() for group in gather_alike(desk, held)]
    dated.sort(key=lambda pair: (-pair[1][0].rank, pair[1][0].claim.id))
    most = desk.limits.sentences * _ROWS_A_SENTENCE
    shown = sorted(dated[:most], key=lambda pair: (*_sort_key(pair[0]), pair[1][0].claim.id))
    rows = tuple(_write_row(desk, edtf, group) for edtf, group in shown)
    blocks: list[Block] = []
    if rows:
        blocks.append(
            Table(
                caption="What is said to have happened when",
                headings=("When", "What is said"),
                rows=rows,
                widths=(22, 78),
            )
        )
    if len(dated) > most:
        blocks.append(Notice(lines=(desk.tell_left_out(len(dated) - most, "event"),)))
    return Section(key="timeline", heading=desk.get_heading("timeline"), blocks=tuple(blocks))


def _write_row(desk: Desk, edtf: str, group: list[Statement]) -> Row:
    sentence = desk.writer.write(group, is_short=True, is_timed=False)
    return Row(cells=(Sentence(pieces=(Piece(word_date(edtf), "when"),)), sentence), sort=edtf)


def _part_by_time(statement: Statement) -> list[tuple[str, Statement]]:
    """The statement once for each time that is given of it, with those who give that time.

    Denials stay with each: what is denied need not be dated again.
    """
    times = {
        t.claim.when.edtf: None
        for t in statement.affirmed or statement.denied
        if t.claim.when is not None and is_valid(t.claim.when.edtf)
    }
    return [
        (
            edtf,
            msgspec.structs.replace(
                statement,
                affirmed=tuple(t for t in statement.affirmed if _is_of(t.claim.when, edtf)),
                others=(),
            ),
        )
        for edtf in times
    ]


def _is_of(when: object, edtf: str) -> bool:
    return getattr(when, "edtf", None) == edtf


def _sort_key(edtf: str) -> tuple[bool, date, date]:
    first, last = bounds(edtf)
    start = first or last
    return start is None, start or date.max, last or date.max
