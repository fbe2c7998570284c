"""Disputes → a table with both sides beside each other, each with its sources and its words."""

from collections import Counter
from collections.abc import Sequence

from reportedly.brief.desk import Desk
from reportedly.brief.parts import Block, Notice, Row, Section, Sentence, Table
from reportedly.brief.statements import Statement
from reportedly.export.excerpt import shorten_evidence
from reportedly.export.wording import Piece
from reportedly.knowledge import load_knowledge
from reportedly.records import Claim, Record, Telling

_LONGEST_QUOTE = 200


def write_disputes(desk: Desk) -> Section:
    """Return the disputes: one side beside all that stand against it, each with its words."""
    reasons = load_knowledge("brief")["disputes"]
    matters = _gather(desk)
    shown = matters[: desk.limits.sentences]
    rows = tuple(
        Row(
            cells=(
                Sentence(pieces=(Piece(str(reasons[reason])),)),
                _write_sides(desk, [side]),
                _write_sides(desk, others),
            )
        )
        for reason, side, others in shown
    )
    blocks: list[Block] = []
    if rows:
        blocks.append(
            Table(
                caption="Claims that cannot both be true; nothing here settles which is",
                headings=("In dispute", "One side", "Against it"),
                rows=rows,
                widths=(14, 43, 43),
            )
        )
    if len(matters) > len(shown):
        left_out = desk.tell_left_out(len(matters) - len(shown), "dispute")
        blocks.append(Notice(lines=(left_out,)))
    return Section(key="disputes", heading=desk.get_heading("disputes"), blocks=tuple(blocks))


class _Side(Record, frozen=True, kw_only=True):
    """One side of a dispute: all who tell one statement the same way round."""

    statement: Statement
    tellings: tuple[Telling, ...]
    claim: Claim

    @property
    def key(self) -> str:
        """The same for every claim of the side."""
        return min(telling.claim.id for telling in self.tellings)


def _gather(desk: Desk) -> list[tuple[str, _Side, list[_Side]]]:
    """Each dispute once: the side with the most against it, and these; then what is left.

    Ten reports of one birthplace are one side, and four tolls of one event are not six disputes.
    """
    sides: dict[str, _Side] = {}
    pairs: dict[tuple[str, str, str], None] = {}
    for contest in desk.material.contests:
        a, b = (_find_side(desk, claim) for claim in (contest.a, contest.b))
        for side in (a, b):
            sides.setdefault(side.key, side)
        if (contest.reason, b.key, a.key) not in pairs:
            pairs.setdefault((contest.reason, a.key, b.key))
    found = []
    while pairs:
        counts = Counter(end for reason, a, b in pairs for end in ((reason, a), (reason, b)))
        reason, most = max(counts, key=lambda end: counts[end])
        taken = [p for p in pairs if p[0] == reason and most in p[1:]]
        others = [b if a == most else a for _, a, b in taken]
        found.append((reason, sides[most], [sides[key] for key in dict.fromkeys(others)]))
        for pair in taken:
            del pairs[pair]
    return found


def _find_side(desk: Desk, claim: Claim) -> _Side:
    """The statement that a claim belongs to, and all who are on its side of it."""
    for statement in desk.statements:
        for side in (statement.affirmed, statement.denied):
            if any(telling.claim.id == claim.id for telling in side):
                return _Side(statement=statement, tellings=side, claim=claim)
    alone = (Telling(claim=claim, origin=claim.document),)
    statement = Statement(proposition="", affirmed=alone, denied=())
    return _Side(statement=statement, tellings=alone, claim=claim)


def _write_sides(desk: Desk, sides: Sequence[_Side]) -> Sentence:
    pieces: list[Piece] = []
    notes: set[int] = set()
    for side in sides:
        sentence = desk.writer.write_side(side.tellings, side.statement)
        words = (Piece(p.text.replace("\n", " "), p.role) for p in _quote(side.claim))
        breaks = (Piece("\n"), Piece("\n")) if pieces else ()
        pieces += [*breaks, *sentence.pieces, Piece("\n"), Piece("“"), *words, Piece("”")]
        notes |= {*sentence.notes, desk.notes.number(side.claim)}
    return Sentence(pieces=tuple(pieces), notes=tuple(sorted(notes)))


def _quote(claim: Claim) -> list[Piece]:
    return shorten_evidence(claim, _LONGEST_QUOTE)
