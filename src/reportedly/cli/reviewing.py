"""`reportedly review`: the joins in doubt, one after the other, each answer stored at once."""

from typing import TYPE_CHECKING, Literal

import typer

from reportedly.cli.keys import Answer, read_answers, read_line
from reportedly.cli.options import ByOption, CaseOption, open_case
from reportedly.cli.output import clean, count_things, make_console

if TYPE_CHECKING:
    from rich.text import Text

    from reportedly.case import Case
    from reportedly.judge.doubts import Side

_VERDICTS: dict[str, Literal["same", "different", "unsure"]] = {
    "y": "same",
    "n": "different",
    "u": "unsure",
}
_KEYS = "y same  n different  u unsure  j/k next/previous  z undo  w why  ? help  q quit"
_HELP = """y  the two are one: joined from now on
n  they are two: never joined, by way of third ones either
u  cannot be told: stays as it is, and is not asked for again
j  next doubt             k  previous doubt
z  undo the last answer   w  type a reason for the next answer
q  quit                   ?  these lines"""
_NAMES_SHOWN = 6


def review(*, case: CaseOption = None, by: ByOption = None) -> None:
    """Decide who is who, where names alone do not: the joins in doubt, the surest first.

    Answers are keys in a terminal, and lines on standard input elsewhere.
    """
    with open_case(case) as opened:
        session = _Session(opened, by)
        if not session.left:
            typer.echo("no doubt is left: nothing to review")
            return
        session.show()
        for answer in read_answers():
            if answer.key == "q":
                break
            session.take(answer)
        session.tell_end()


class _Session:
    """One sitting: the doubts, where the person is, and the answers that were given."""

    def __init__(self, case: "Case", by: str | None) -> None:
        self._case = case
        self._doubts = case.doubts()
        self._by = by
        self._at = 0
        self._why: str | None = None
        self._answers: list[tuple[int, str]] = []
        self._console = make_console()
        self.left = self._find_open()

    def take(self, answer: Answer) -> None:
        """Do what a key asks."""
        key = answer.key
        if not self.left and key not in ("z", "?"):
            typer.echo("no doubt is left: z undo the last answer, q quit")
        elif key in _VERDICTS:
            self._decide(_VERDICTS[key], answer.rest or self._why)
        elif key in ("j", "k"):
            self._move(1 if key == "j" else -1)
            self.show()
        elif key == "z":
            self._undo()
        elif key == "w":
            self._take_reason(answer.rest)
        elif key == "?":
            typer.echo(_HELP)
        else:
            typer.echo(f"'{clean(key)}' is no answer. {_KEYS}")

    def show(self) -> None:
        """Print the doubt that is asked now."""
        from rich.text import Text  # noqa: PLC0415 - help must not wait for it

        doubt = self._case.describe_doubt(self._doubts[self._at])
        out = Text()
        place = f"{self.left.index(self._at) + 1} of {len(self.left)}"
        out.append(f"\nDoubt {place}", style="bold")
        out.append(f"  likeness {doubt.join.score:.2f}: {clean(doubt.join.reason)}\n")
        _add_side(out, self._case, "A", doubt.a)
        _add_side(out, self._case, "B", doubt.b)
        out.append("One and the same?", style="bold")
        out.append(f"  {_KEYS}\n", style="dim")
        self._console.print(out, end="")

    def tell_end(self) -> None:
        """Say how many answers are stored and how many doubts are left."""
        made = count_things(len(self._answers), "answer")
        left = count_things(len(self.left), "doubt")
        typer.echo(f"{made} stored, {left} left")

    def _decide(self, verdict: Literal["same", "different", "unsure"], why: str | None) -> None:
        join = self._doubts[self._at]
        decision = self._case.decide_pair(join.a, join.b, verdict, by=self._by, why=why)
        self._why = None
        if decision.judgement is not None:
            self._answers.append((self._at, decision.judgement.id))
        if decision.conflict is not None:
            typer.echo(f"kept in the log and not applied: {clean(decision.conflict)}")
        else:
            typer.echo(clean(decision.text))
        before = len(self.left)
        self.left = self._find_open()
        if (settled := before - len(self.left) - 1) > 0:
            typer.echo(f"{count_things(settled, 'doubt')} more settled by that")
        if self.left:
            self._at = next((i for i in self.left if i > self._at), self.left[0])
            self.show()
        else:
            typer.echo("\nno doubt is left: z undo the last answer, q quit")

    def _undo(self) -> None:
        if not self._answers:
            typer.echo("no answer of this sitting is left to undo")
            return
        at, judgement = self._answers.pop()
        typer.echo(clean(self._case.undo(judgement, by=self._by).text))
        self.left = self._find_open()
        self._at = at
        self.show()

    def _take_reason(self, given: str) -> None:
        if not given:
            typer.echo("why? ", nl=False)
            given = read_line()
        self._why = given or None
        typer.echo(f"the next answer is given because: {clean(given)}" if given else "no reason")

    def _move(self, step: int) -> None:
        at = self.left.index(self._at)
        self._at = self.left[(at + step) % len(self.left)]

    def _find_open(self) -> list[int]:
        """The places of the doubts that no judgement settles, by what follows from others too."""
        open_ = set(self._case.find_unsettled(self._doubts))
        return [i for i, doubt in enumerate(self._doubts) if doubt in open_]


def _add_side(out: "Text", case: "Case", mark: str, side: "Side") -> None:
    from reportedly.cli.blocks import clean_piece, describe_report, mark_text  # noqa: PLC0415
    from reportedly.export.excerpt import shorten_evidence  # noqa: PLC0415
    from reportedly.export.wording import word_claim, word_date  # noqa: PLC0415

    entity = side.entity
    out.append(f" {mark}  ", style="bold cyan").append(clean(entity.name), style="bold")
    out.append(f"  {entity.kind}, {count_things(side.documents, 'document')}, {entity.id}\n")
    others = [name for name in side.names if name != entity.name]
    if others:
        more = f" and {len(others) - _NAMES_SHOWN} more" if len(others) > _NAMES_SHOWN else ""
        out.append(f"    also written {clean(', '.join(others[:_NAMES_SHOWN]))}{more}\n")
    if not side.claims:
        out.append("    named, and in no claim\n", style="dim")
    for claim in side.claims:
        summary = case.summary(claim.document)
        voice = summary.publisher if summary else None
        words = "".join(clean_piece(piece.text) for piece in word_claim(claim, voice=voice))
        when = f"[{word_date(claim.when.edtf)}] " if claim.when is not None else ""
        out.append("    · ").append(when, style="green").append(f"{words}\n")
        out.append("      “").append_text(mark_text(shorten_evidence(claim), is_styled=True))
        out.append("”")
        out.append(f"  {clean(describe_report(summary, claim))}\n", style="dim")
