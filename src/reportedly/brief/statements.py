"""Propositions → statements that one sentence can tell without mixing events or figures.

A proposition that leaves a side open, counts nameless people, or has deeds of different times may
hold several events: each method, each figure and each time becomes a statement of its own, and a
denial stays with the one that it denies.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date

import msgspec

from reportedly.edtf import bounds, is_valid
from reportedly.export.wording import get_section, word_statement
from reportedly.knowledge import load_knowledge
from reportedly.records import Argument, Claim, Proposition, Record, Telling

_Days = tuple[date | None, date | None]


class Statement(Record, frozen=True, kw_only=True):
    """What one sentence tells: who affirms it and who denies it, in the order of the reports.

    `others` are tellings of the same proposition that give another figure.
    """

    proposition: str
    affirmed: tuple[Telling, ...]
    denied: tuple[Telling, ...]
    is_unrealised: bool = False
    others: tuple[Telling, ...] = ()

    @property
    def claim(self) -> Claim:
        """The claim that the sentence is worded after: the firmest of those that affirm."""
        told = self.affirmed or self.denied
        return next((t.claim for t in told if t.claim.certainty == "stated"), told[0].claim)

    @property
    def tellings(self) -> tuple[Telling, ...]:
        """All that affirm and deny it."""
        return (*self.affirmed, *self.denied)

    @property
    def firmness(self) -> str:
        """`stated`, `hedged` where nobody says it plainly, `denied` where nobody affirms it."""
        if self.is_unrealised:
            return "unrealised"
        if not self.affirmed:
            return "denied"
        is_stated = any(t.claim.certainty == "stated" for t in self.affirmed)
        return "stated" if is_stated else "hedged"

    @property
    def origins(self) -> int:
        """How many independent origins affirm it."""
        return len({telling.origin for telling in self.affirmed})

    @property
    def rank(self) -> float:
        """How well it is attested: origins, how sure the reading is, documents."""
        sureness = max(t.claim.confidence for t in self.tellings)
        documents = len({t.claim.document for t in self.tellings})
        origins = len({telling.origin for telling in self.affirmed or self.denied})
        return origins + sureness + min(documents, 5) / 10


def build_statements(propositions: Iterable[Proposition]) -> list[Statement]:
    """Return the statements of the propositions in their order."""
    statements = [part for proposition in propositions for part in _split(proposition)]
    figures: dict[object, list[Telling]] = {}
    for statement in statements:
        if (key := _find_count(statement)) is not None:
            figures.setdefault(key, []).extend(statement.affirmed)
    return [_add_others(s, figures.get(_find_count(s), ())) for s in statements]


def _find_count(statement: Statement) -> tuple[object, ...] | None:
    """What a bare number is of: two strengths of one group are figures of one thing."""
    claim = statement.claim
    if claim.subject is None or claim.object is not None or "count" not in claim.qualifiers:
        return None
    return claim.predicate, claim.subject.name.casefold(), statement.is_unrealised


def _add_others(statement: Statement, tellings: Iterable[Telling]) -> Statement:
    known = {telling.claim.id for telling in (*statement.tellings, *statement.others)}
    more = [t for t in tellings if t.claim.id not in known]
    others = (
        *statement.others,
        *(t for t in more if _gives_other_figure(statement.tellings[0], t)),
    )
    return msgspec.structs.replace(statement, others=others) if more else statement


def _split(proposition: Proposition) -> list[Statement]:
    parts = _join_denials(_group((*proposition.affirmed, *proposition.denied), _find_wording))
    if get_section(proposition.predicate) == "deeds":
        parts = [timed for part in parts for timed in _part_times(part)]
    statements = []
    for part in parts:
        rest = [t for other in parts if other is not part for t in other]
        statements.append(
            Statement(
                proposition=proposition.id,
                affirmed=tuple(t for t in part if t.claim.polarity == "affirmed"),
                denied=tuple(t for t in part if t.claim.polarity == "denied"),
                is_unrealised=proposition.is_unrealised,
                others=tuple(t for t in rest if _gives_other_figure(part[0], t)),
            )
        )
    return statements


def _group(tellings: Iterable[Telling], key: Callable[[Telling], object]) -> list[list[Telling]]:
    groups: dict[object, list[Telling]] = {}
    for telling in tellings:
        groups.setdefault(key(telling), []).append(telling)
    return list(groups.values())


def _find_wording(telling: Telling) -> tuple[object, ...]:
    """What must agree for two tellings to be one sentence: the event, and what its wording tells."""
    pieces = word_statement(telling.claim, shown={"subject": "", "object": ""}, is_many=False)
    return (_find_kind(telling), "".join(piece.text for piece in pieces))


def _join_denials(parts: list[list[Telling]]) -> list[list[Telling]]:
    """Parts with the denials of the same event, though these leave out a role or a number."""
    affirmed = [p for p in parts if any(t.claim.polarity == "affirmed" for t in p)]
    joined = [list(part) for part in affirmed]
    for part in parts:
        if part in affirmed:
            continue
        fitting = [held for held in joined if _find_kind(held[0]) == _find_kind(part[0])]
        for held in fitting:
            held.extend(part)
        if not fitting:
            joined.append(list(part))
    return joined


def _find_kind(telling: Telling) -> tuple[object, ...]:
    """What must agree for two tellings to be one event: figures, and the method of an open side."""
    claim = telling.claim
    is_open = claim.subject is None or claim.object is None
    method = claim.qualifiers.get("method", "") if is_open else ""
    return (claim.predicate, find_figures(claim.subject), find_figures(claim.object), method)


def find_figures(argument: Argument | None) -> tuple[str, ...]:
    """Return the numbers in the name of an argument, in digits: 'eight soldiers' gives ('8',)."""
    if argument is None:
        return ()
    number = load_knowledge("wordings")["number"]
    plain = re.sub(r"(?<=\d)[, ](?=\d{3})", "", argument.name.casefold())
    words = re.findall(r"\d+(?:\.\d+)?|[^\W\d_]+", plain)
    spelt = {word: str(n) for n, word in enumerate(number["spelt"])}
    return tuple(spelt.get(w, w) for w in words if w in spelt or w[0].isdigit())


def _part_times(tellings: list[Telling]) -> list[list[Telling]]:
    """Tellings parted where their times do not meet; one without a time goes with the first."""
    parts: list[tuple[_Days, list[Telling]]] = []
    undated = []
    for telling in tellings:
        days = find_days(telling.claim)
        if days is None:
            undated.append(telling)
            continue
        held = next((part for known, part in parts if _do_meet(known, days)), None)
        if held is None:
            parts.append((days, [telling]))
        else:
            held.append(telling)
    if not parts:
        return [undated]
    parts[0][1].extend(undated)
    return [part for _, part in parts]


def find_days(claim: Claim) -> _Days | None:
    """Return the first and the last day that a claim may be of, `None` where it gives no time."""
    if claim.when is None or not is_valid(claim.when.edtf):
        return None
    return bounds(claim.when.edtf)


def _do_meet(a: _Days, b: _Days) -> bool:
    is_earlier = a[1] is not None and b[0] is not None and a[1] < b[0]
    is_later = b[1] is not None and a[0] is not None and b[1] < a[0]
    return not is_earlier and not is_later


def _gives_other_figure(one: Telling, other: Telling) -> bool:
    a, b = one.claim, other.claim
    figures = [
        (find_figures(c.subject), find_figures(c.object), c.qualifiers.get("count", ""))
        for c in (a, b)
    ]
    is_bare = a.subject is None or a.object is None
    same = figures[0] == figures[1] if is_bare else figures[0][:2] == figures[1][:2]
    return not same and b.polarity == "affirmed"


def gather_said(claims: Iterable[Claim], origin: str) -> list[Statement]:
    """Return claims of one source as statements, those of the same words together."""
    groups: dict[tuple[object, ...], list[Telling]] = {}
    for claim in claims:
        sides = [
            a.name.casefold() if a is not None else None for a in (claim.subject, claim.object)
        ]
        key = (claim.predicate, *sides, claim.certainty == "unrealised")
        groups.setdefault(key, []).append(Telling(claim=claim, origin=origin))
    return [
        Statement(
            proposition="",
            affirmed=tuple(t for t in group if t.claim.polarity == "affirmed"),
            denied=tuple(t for t in group if t.claim.polarity == "denied"),
            is_unrealised=bool(key[-1]),
        )
        for key, group in groups.items()
    ]
