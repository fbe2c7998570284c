"""Statements → sentences of the brief, each with its source, its denials and its footnotes.

The source leads, then the hedge or the mark of what has not happened, then who did what; who
denies it follows in the same sentence, and last, in brackets, how many independent origins there
are and why. No sentence can be quoted as a fact of the program.
"""

from collections.abc import Iterable, Mapping, Sequence

from reportedly.brief.details import find_other_names, list_details, list_figures, tell_moment
from reportedly.brief.naming import Naming, find_separators, join_names
from reportedly.brief.notes import Notes
from reportedly.brief.parts import Sentence
from reportedly.brief.statements import Statement
from reportedly.brief.voices import Chorus, Voice
from reportedly.export.wording import Piece, are_several, word_statement
from reportedly.knowledge import load_knowledge
from reportedly.records import Claim, Telling

_MOST_VOICES = 5
_MOST_NOTES = 8
_MOST_NAMES = 12
_PLAIN_ACTS = frozenset({"says", "reports", "denies"})


class Writer:
    """Puts the statements of one brief in words."""

    def __init__(
        self,
        naming: Naming,
        chorus: Chorus,
        notes: Notes,
        *,
        grades: Mapping[str, int],
        contested: Mapping[str, str],
    ) -> None:
        self.naming = naming
        self.chorus = chorus
        self.notes = notes
        self._grades = grades
        self._contested = contested
        self._lead = load_knowledge("brief")["lead"]

    def write(
        self, statements: Sequence[Statement], *, is_short: bool = False, is_timed: bool = True
    ) -> Sentence:
        """Return the sentence of a statement, or of several that differ in one side alone.

        A short one leaves out details and reasons, but for other names; one that is not timed the time, which then
        stands beside it; source, hedge and denial always stay.
        """
        first = statements[0]
        affirming = self.chorus.find_voices(first.affirmed)
        denying = self.chorus.find_voices(first.denied)
        moment = tell_moment(affirming or denying) if is_timed else ""
        pieces = self._write_core(statements, affirming, denying, moment)
        voices = affirming or denying
        if is_short:
            brackets = find_other_names(first.claim, voices, self.naming)
        else:
            brackets = self._list_brackets(first, voices)
        brackets += self._list_doubts(first)
        return self._finish(_bracket(pieces, brackets), statements)

    def write_side(self, tellings: Sequence[Telling], statement: Statement) -> Sentence:
        """Return what one side of a dispute says, without the other."""
        is_denial = tellings[0].claim.polarity == "denied"
        voices = self.chorus.find_voices(tellings)
        one = Statement(
            proposition=statement.proposition,
            affirmed=() if is_denial else tuple(tellings),
            denied=tuple(tellings) if is_denial else (),
            is_unrealised=statement.is_unrealised,
        )
        affirming, denying = ((), voices) if is_denial else (voices, ())
        pieces = self._write_core((one,), affirming, denying, tell_moment(voices))
        brackets = list_details(one.claim, voices, self.naming)
        brackets += find_other_names(one.claim, voices, self.naming)
        if len(voices) > 1:
            brackets.append(f"{len(voices)} independent origins")
        return self._finish(_bracket(pieces, brackets), (one,))

    def get_key(self, statement: Statement) -> tuple[object, ...]:
        """Return what statements share that one sentence can tell together, but for one side."""
        claim = statement.claim
        voices = self.chorus.find_voices(statement.affirmed)
        alone = statement.proposition if statement.denied or statement.others else ""
        return (
            claim.predicate,
            statement.firmness,
            alone,
            tuple((voice.name, voice.via, voice.act, voice.reasons) for voice in voices),
            tell_moment(voices),
            tuple(list_details(claim, voices, self.naming)),
            tuple(find_other_names(claim, voices, self.naming)),
            "".join(p.text for p in word_statement(claim, shown={"subject": "", "object": ""})),
        )

    def _write_core(
        self,
        statements: Sequence[Statement],
        affirming: Sequence[Voice],
        denying: Sequence[Voice],
        moment: str,
    ) -> list[Piece]:
        first = statements[0]
        pieces = [Piece(self._lead["unrealised"], "lead")] if first.is_unrealised else []
        if not affirming:
            return [*pieces, *self._write_denial(statements, denying), *_add_moment(moment)]
        stated = [v for v in affirming if _is_stated(v)] if not first.is_unrealised else affirming
        hedged = [v for v in affirming if v not in stated]
        pieces += _introduce(stated or hedged)
        if not stated and any(voice.act != "believes" for voice in hedged):
            pieces.append(Piece(self._lead["hedged"], "lead"))
        pieces += self._word(statements, is_self=_is_self(stated or hedged, self.naming, first))
        pieces += _add_moment(moment)
        if stated and hedged:
            says = _agree(hedged, "says", "say")
            pieces += [
                Piece("; "),
                *_name_voices(hedged, is_aside=True, known=stated),
                Piece(f" {says} "),
            ]
            pieces.append(Piece("only that it may be so", "lead"))
        if denying:
            pieces += [Piece(", which "), *_name_voices(denying, is_aside=True, known=affirming)]
            is_own = all(voice.is_own for voice in denying)
            verb = _agree(denying, "denies", "deny")
            says = _agree(denying, "says", "say")
            pieces.append(Piece(f" {says} is not so" if is_own else f" {verb}", "lead"))
        return pieces

    def _write_denial(
        self, statements: Sequence[Statement], denying: Sequence[Voice]
    ) -> list[Piece]:
        first = statements[0]
        if all(voice.act == "denies" for voice in denying):
            comma = "," if len(denying) == 1 and denying[0].via else ""
            verb = Piece(_agree(denying, "denies", "deny"), "lead")
            pieces = [*_name_voices(denying), Piece(f"{comma} "), verb, Piece(" that ")]
        else:
            pieces = _introduce(denying)
            if not any(_is_stated(voice) for voice in denying) and not first.is_unrealised:
                pieces.append(Piece(self._lead["hedged"], "lead"))
            pieces.append(Piece(self._lead["untrue"], "lead"))
        return pieces + self._word(statements, is_self=_is_self(denying, self.naming, first))

    def _word(self, statements: Sequence[Statement], *, is_self: bool) -> list[Piece]:
        """Who did what to whom; what several statements differ in is listed."""
        first = statements[0]
        claim = first.claim
        shown = {"subject": self._list_side(statements, "subject")}
        shown["object"] = self._list_side(statements, "object")
        is_many = None
        if len({self._name_side(s, "subject") for s in statements}) > 1:
            is_many = True
        if self.naming.is_subject(claim.subject) and claim.subject is not None:
            is_many = False if claim.subject.kind != "population" else None
        if is_self:
            shown["subject"], is_many = "it", False
        return word_statement(claim, shown=shown, is_many=is_many, would=first.is_unrealised)

    def _list_side(self, statements: Sequence[Statement], side: str) -> str:
        names = list(dict.fromkeys(self._name_side(s, side) for s in statements))
        if len(names) > _MOST_NAMES:
            names = [*names[:_MOST_NAMES], f"{len(names) - _MOST_NAMES} others"]
        return join_names(names)

    def _name_side(self, statement: Statement, side: str) -> str:
        argument = getattr(statement.claim, side)
        if argument is None:
            return ""
        other = self.naming.find_other_name(argument) if self.naming.is_subject(argument) else None
        if other and statement.claim.predicate == "also_known_as":
            return other
        return self.naming.show(argument)

    def _list_brackets(self, statement: Statement, voices: Sequence[Voice]) -> list[str]:
        brackets = list_details(statement.claim, voices, self.naming)
        brackets += find_other_names(statement.claim, voices, self.naming)
        brackets += list_figures(statement.others, self.chorus, self.naming)
        documents = {t.claim.document for t in statement.affirmed or statement.denied}
        if len(documents) > 1 or len(voices) > 1:
            count = f"{len(voices)} independent origin{'s' if len(voices) > 1 else ''}"
            more = f" in {len(documents)} documents" if len(documents) > len(voices) else ""
            reasons = ", and ".join(reason for voice in voices for reason in voice.reasons)
            brackets.append(f"{count}{more}: {reasons}" if reasons else count + more)
        if statement.proposition in self._grades:
            brackets.append(f"information grade {self._grades[statement.proposition]} of 6")
        return brackets

    def _list_doubts(self, statement: Statement) -> list[str]:
        """That a sentence is disputed, wherever it stands."""
        words = load_knowledge("brief")["doubts"]
        found = {self._contested.get(telling.claim.id) for telling in statement.tellings}
        return [str(words[reason]) for reason in words if reason in found]

    def _finish(self, pieces: list[Piece], statements: Sequence[Statement]) -> Sentence:
        kept = [piece for piece in pieces if piece.text]
        kept[0] = Piece(_capitalise(kept[0].text), kept[0].role)
        claims = [claim for s in statements for claim in choose_claims(s.tellings)]
        numbers = {self.notes.number(claim) for claim in claims}
        return Sentence(pieces=(*kept, Piece(".")), notes=tuple(sorted(numbers)))


def choose_claims(tellings: Iterable[Telling], most: int = _MOST_NOTES) -> list[Claim]:
    """Return the claims to quote: of each origin and side one, then the others, at most `most`."""
    groups: dict[tuple[str, str], list[Claim]] = {}
    for telling in tellings:
        groups.setdefault((telling.origin, telling.claim.polarity), []).append(telling.claim)
    firsts = [claims[0] for claims in groups.values()]
    rest = [claim for claims in groups.values() for claim in claims[1:]]
    return [*firsts, *rest][: max(most, len(firsts))]


def _is_stated(voice: Voice) -> bool:
    return any(claim.certainty == "stated" for claim in voice.claims)


def _introduce(voices: Sequence[Voice]) -> list[Piece]:
    """'According to A and B, ', or where somebody alleges or admits it 'A alleges that '."""
    if all(voice.act in _PLAIN_ACTS for voice in voices):
        return [Piece("according to "), *_name_voices(voices), Piece(", ")]
    pieces: list[Piece] = []
    acts = list(dict.fromkeys(voice.act for voice in voices))
    for n, act in enumerate(acts):
        speaking = [voice for voice in voices if voice.act == act]
        pieces += [Piece(", and " if n else ""), *_name_voices(speaking, is_aside=len(acts) > 1)]
        comma = "," if len(voices) == 1 and speaking[0].via else ""
        pieces.append(Piece(f"{comma} {speaking[0].conjugate(is_many=len(speaking) > 1)}"))
    return [*pieces, Piece(", that " if len(acts) > 1 else " that ")]


def _name_voices(
    voices: Sequence[Voice], *, is_aside: bool = False, known: Sequence[Voice] = ()
) -> list[Piece]:
    """The sources, each with who passes it on; in brackets among others, and in an aside.

    Who passed on what the `known` say need not be named again.
    """
    told = {voice.via or voice.name for voice in known}
    shown, more = list(voices[:_MOST_VOICES]), len(voices) - _MOST_VOICES
    between, last = find_separators([voice.name for voice in shown])
    pieces: list[Piece] = []
    for n, voice in enumerate(shown):
        is_last = n == len(shown) - 1 and more <= 0
        pieces.append(Piece("" if n == 0 else last if is_last else between))
        pieces.append(Piece(voice.name, "source"))
        if voice.via and voice.via not in told:
            is_alone = len(voices) == 1 and not is_aside
            pieces.append(Piece(f", quoted by {voice.via}" if is_alone else f" (in {voice.via})"))
    if more > 0:
        pieces.append(Piece(f" and {more} further origin{'s' if more > 1 else ''}"))
    return pieces


def _agree(voices: Sequence[Voice], one: str, many: str) -> str:
    return many if len(voices) > 1 or voices[0].is_many else one


def _is_self(voices: Sequence[Voice], naming: Naming, statement: Statement) -> bool:
    """Whether a body speaks of itself, so that 'it' is clear."""
    subject = statement.claim.subject
    if len(voices) != 1 or subject is None or subject.kind in ("person", "population", "place"):
        return False
    speaks = voices[0].claims[0].sources[-1:]
    if not speaks or are_several(subject):
        return False
    same = speaks[0].entity is not None and speaks[0].entity == subject.entity
    return same or (naming.is_subject(speaks[0]) and naming.is_subject(subject))


def _capitalise(text: str) -> str:
    """The first letter as a capital, also behind a quotation mark."""
    at = 1 if text.startswith("“") else 0
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def _bracket(pieces: list[Piece], brackets: Sequence[str]) -> list[Piece]:
    """The pieces with what stands in brackets behind them, in those that they end with, if any."""
    text = "; ".join(brackets)
    if not text:
        return pieces
    last = pieces[-1]
    if last.role == "plain" and last.text.endswith(")"):
        return [*pieces[:-1], Piece(f"{last.text[:-1]}; {text})")]
    return [*pieces, Piece(f" ({text})")]


def _add_moment(moment: str) -> list[Piece]:
    return [Piece(f" {moment}", "when")] if moment else []
