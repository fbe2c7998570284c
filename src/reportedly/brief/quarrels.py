"""Disputes → a table with both sides beside each other, each with its sources and its words."""

from reportedly.brief.desk import Desk
from reportedly.brief.parts import Block, Notice, Row, Section, Sentence, Table
from reportedly.brief.statements import Statement
from reportedly.export.excerpt import shorten_evidence
from reportedly.export.wording import Piece
from reportedly.knowledge import load_knowledge
from reportedly.records import Claim, Contest, Telling

_LONGEST_QUOTE = 200


def write_disputes(desk: Desk) -> Section:
    """Return the disputes, those of one matter once, with both sides' sentences and words."""
    reasons = load_knowledge("brief")["disputes"]
    matters = _gather(desk)
    shown = matters[: desk.limits.sentences]
    rows = tuple(
        Row(
            cells=(
                Sentence(pieces=(Piece(str(reasons[contest.reason])),)),
                _write_side(desk, contest.a),
                _write_side(desk, contest.b),
            )
        )
        for contest in shown
    )
    blocks: list[Block] = []
    if rows:
        blocks.append(
            Table(
                caption="Claims that cannot both be true; nothing here settles which is",
                headings=("In dispute", "One side", "The other side"),
                rows=rows,
                widths=(14, 43, 43),
            )
        )
    if len(matters) > len(shown):
        left_out = desk.tell_left_out(len(matters) - len(shown), "dispute")
        blocks.append(Notice(lines=(left_out,)))
    return Section(key="disputes", heading=desk.get_heading("disputes"), blocks=tuple(blocks))


def _gather(desk: Desk) -> list[Contest]:
    """One dispute for each pair of statements: ten reports of one birthplace are one side."""
    found: dict[tuple[object, ...], Contest] = {}
    for contest in desk.material.contests:
        sides = (_find_side(desk, contest.a)[1], _find_side(desk, contest.b)[1])
        key = (contest.reason, *(sorted(t.claim.id for t in side)[0] for side in sides))
        found.setdefault(key, contest)
    return list(found.values())


def _find_side(desk: Desk, claim: Claim) -> tuple[Statement, tuple[Telling, ...]]:
    """The statement that a claim belongs to, and all who are on its side of it."""
    for statement in desk.statements:
        for side in (statement.affirmed, statement.denied):
            if any(telling.claim.id == claim.id for telling in side):
                return statement, side
    alone = (Telling(claim=claim, origin=claim.document),)
    return Statement(proposition="", affirmed=alone, denied=()), alone


def _write_side(desk: Desk, claim: Claim) -> Sentence:
    statement, side = _find_side(desk, claim)
    sentence = desk.writer.write_side(side, statement)
    words = (Piece(" In words: “"), *shorten_evidence(claim, _LONGEST_QUOTE), Piece("”"))
    notes = {*sentence.notes, desk.notes.number(claim)}
    return Sentence(pieces=(*sentence.pieces, *words), notes=tuple(sorted(notes)))
