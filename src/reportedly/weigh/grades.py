"""Proposition, what stands against it, ratings of sources → its information grade, with reasons.

The grade follows the credibility scale 1 to 6 of the Admiralty code (NATO AJP-2.1). It tells how far
the sources of *this case* bear something out, counted in independent origins: nothing else is
known here. It never tells what is true, and the reasons always stand beside it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from reportedly.records import Claim, Contest, Proposition, Record, Telling
from reportedly.weigh.origins import (
    CopyTable,
    Setting,
    find_bodies,
    fold_name,
    group_origins,
    has_name,
    read_publisher,
)

Reliability = Literal["A", "B", "C", "D", "E", "F"]

RELIABILITY: dict[Reliability, str] = {
    "A": "reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
GRADES: dict[int, str] = {
    1: "confirmed by other sources in this case",
    2: "probably true, going by this case",
    3: "possibly true, going by this case",
    4: "doubtful, going by this case",
    5: "improbable, going by this case",
    6: "cannot be judged from this case",
}
_AGAINST = {
    "denied": "denied",
    "value": "another value is given",
    "number": "numbers do not agree",
    "sequence": "deeds after a death are told",
}
_GOOD = frozenset("AB")
_POOR = frozenset("DE")
_MANY = 3
_SHOWN = 4


class SourceBook(Record, frozen=True, kw_only=True):
    """What is known of the sources of a case, and how reliable a user holds them to be.

    Who is not rated is F. `entities` are ratings by id, `names` by folded name (people, bodies,
    publishers). By document: `publishers`, and `titles` for reports that have none. `posts` gives
    the entities that somebody is said to speak for, by the holder's id.
    """

    entities: Mapping[str, Reliability] = {}
    names: Mapping[str, Reliability] = {}
    publishers: Mapping[str, str | None] = {}
    titles: Mapping[str, str] = {}
    posts: Mapping[str, Collection[str]] = {}

    def rate(self, telling: Telling) -> Reliability:
        """Return the rating of who answers for a telling.

        A root source answers for itself, however well who printed it is rated; a publisher answers
        for what its reports say in their own voice.
        """
        sources = telling.claim.sources
        if sources:
            root = sources[-1]
            rated = self.entities.get(root.entity or "") or self.entities.get(telling.origin)
            return rated or self.names.get(fold_name(root.name), "F")
        forms = read_publisher(self.publishers.get(telling.claim.document) or "")
        return next((self.names[form] for form in sorted(forms) if form in self.names), "F")

    def name_teller(self, claim: Claim) -> str:
        """Return who answers for a claim, as the report calls it, else who published the report.

        Beside words for somebody unnamed stands who published them.
        """
        document = claim.document
        title = self.titles.get(document)
        report = f"the report '{title}'" if title else "a report without a publisher"
        publisher = self.publishers.get(document) or report
        if not claim.sources:
            return publisher
        name = claim.sources[-1].name
        return name if has_name(name) else f"{name} ({publisher})"


class Grade(Record, frozen=True, kw_only=True):
    """How far a case bears a proposition out: 1 (most) to 5 (least), 6 where that is not known."""

    value: Literal[1, 2, 3, 4, 5, 6]
    reasons: tuple[str, ...]

    @property
    def label(self) -> str:
        """The grade in words that say what it rests on."""
        return GRADES[self.value]


class _Voice(NamedTuple):
    """One origin: whom it is called by, its rating, whether it is firm, and of itself."""

    name: str
    rating: Reliability
    is_firm: bool
    is_party: bool


class _Standing(NamedTuple):
    """The origins on both sides, as far as they count."""

    firm: int
    good: int
    hedged: int
    poor: int
    against: int
    good_against: int
    is_doubted: bool
    """Whether whom it is about denies it, or its own tellings differ."""


_Other = tuple[str, _Voice, str | None]
"""The reason of a dispute, who is on its other side, and what is said there instead, if that is
what the proposition says and not a detail of it."""
_VALUED = frozenset({"born_in", "also_known_as"})


def grade_proposition(
    proposition: Proposition,
    disputes: Collection[Contest],
    book: SourceBook,
    origins: Mapping[str, str] | None = None,
) -> Grade:
    """Return the grade of a proposition and, in plain sentences, what it rests on.

    `disputes` are those in which its claims stand; `origins`, by claim, tell which of the opposing
    claims have one origin (else those called alike have). A denial by whom the proposition is about is
    said, and keeps it from grade 1, but alone makes nothing doubtful.
    """
    affirmed = _list_voices(proposition, proposition.affirmed, book)
    denied = _list_voices(proposition, proposition.denied, book)
    denials, others = _find_opponents(proposition, disputes, book, origins or {})
    details = [(reason, voice) for reason, voice, alternative in others if alternative is None]
    rivals = [(reason, voice, alt) for reason, voice, alt in others if alt is not None]
    differences = _find_differences(proposition, disputes)
    denied += [v for v in denials if v.name not in {d.name for d in denied}]
    opponents = _find_strongest([v for v in denied if not v.is_party], rivals)
    standing = _Standing(
        firm=sum(v.is_firm and v.rating not in _POOR for v in affirmed),
        good=sum(v.is_firm and v.rating in _GOOD for v in affirmed),
        hedged=sum(not v.is_firm and v.rating not in _POOR for v in affirmed),
        poor=sum(v.rating in _POOR for v in affirmed),
        against=len({v.name for v in opponents}),
        good_against=len({v.name for v in opponents if v.rating in _GOOD}),
        is_doubted=any(v.is_party for v in denied) or bool(differences or details),
    )
    reasons = [
        *_word_support(affirmed, proposition),
        *_word_denials(denied),
        *_word_others([(reason, voice) for reason, voice, _ in rivals], "contradicted by"),
        *_word_others(details, "a detail is contested by"),
        *(f"its tellings differ: {_AGAINST[reason]}" for reason in differences),
        *_word_ratings([*affirmed, *denied, *(v for _, v, _ in others)]),
    ]
    return Grade(value=_choose(standing), reasons=tuple(reasons))


def _choose(s: _Standing) -> Literal[1, 2, 3, 4, 5, 6]:
    if not (s.firm or s.hedged or s.poor):
        return 6
    if s.against:
        return _choose_contested(s)
    if not s.firm:
        return _choose_weak(s)
    if s.firm >= _MANY or s.good > 1:
        return 2 if s.is_doubted else 1
    if s.firm > 1:
        return 3 if s.is_doubted else 2
    return 3 if s.good or s.hedged else 6


def _choose_contested(s: _Standing) -> Literal[3, 4, 5]:
    is_outweighed = s.good_against > s.good and s.against >= s.firm
    if s.against > s.firm or is_outweighed:
        return 5
    is_borne_out = s.firm > 1 and s.firm > s.against and s.good >= s.good_against
    return 3 if is_borne_out else 4


def _choose_weak(s: _Standing) -> Literal[3, 4, 6]:
    """Nobody says it firmly whose word counts."""
    if s.hedged:
        return 3 if s.hedged > 1 else 6
    return 4


def _list_voices(
    proposition: Proposition, tellings: Sequence[Telling], book: SourceBook
) -> list[_Voice]:
    """One voice for each origin, in the order of the tellings; its rating is the worst given."""
    groups: dict[str, list[Telling]] = {}
    for telling in tellings:
        groups.setdefault(telling.origin, []).append(telling)
    return [
        _Voice(
            name=book.name_teller(group[0].claim),
            rating=_find_worst([book.rate(t) for t in group]),
            is_firm=any(t.claim.certainty != "hedged" for t in group),
            is_party=any(is_by_party(t, proposition, book) for t in group),
        )
        for group in groups.values()
    ]


def _find_worst(rated: Sequence[Reliability]) -> Reliability:
    return max((r for r in rated if r != "F"), default="F")


def _find_opponents(
    proposition: Proposition,
    disputes: Iterable[Contest],
    book: SourceBook,
    origins: Mapping[str, str],
) -> tuple[list[_Voice], list[_Other]]:
    """Who denies it in other words, and who says what cannot be true beside it, and why."""
    affirmed = {t.claim.id for t in proposition.affirmed}
    own = affirmed | {t.claim.id for t in proposition.denied}
    against: dict[str, tuple[str, Claim, Claim]] = {}
    for contest in disputes:
        for mine, theirs in ((contest.a, contest.b), (contest.b, contest.a)):
            if mine.id in affirmed and theirs.id not in own:
                against.setdefault(theirs.id, (contest.reason, mine, theirs))
    claims = [theirs for _, _, theirs in against.values()]
    # They stand in propositions of their own, which may have one origin all the same.
    alike = group_origins(claims, Setting(publishers=book.publishers), CopyTable(()))
    found: dict[tuple[bool, str], _Other] = {}
    first: dict[str, str] = {}
    for (reason, mine, claim), group in zip(against.values(), alike, strict=True):
        origin = first.setdefault(group.id, origins.get(claim.id, group.id))
        telling = Telling(claim=claim, origin=origins.get(claim.id, origin))
        voice = _Voice(
            name=book.name_teller(claim),
            rating=book.rate(telling),
            is_firm=claim.certainty != "hedged",
            is_party=is_by_party(telling, proposition, book),
        )
        rival = _read_alternative(reason, claim) if _is_essential(reason, mine) else None
        found.setdefault((reason == "denied", origin), (reason, voice, rival))
    denials = [other[1] for (is_denial, _), other in found.items() if is_denial]
    return denials, [other for (is_denial, _), other in found.items() if not is_denial]


def _is_essential(reason: str, claim: Claim) -> bool:
    """Whether a dispute is over what the proposition says, and not over a detail of it.

    A toll is a detail of an attack, a day one of an arrest; a birthplace is all that is said, and
    who died at another time was not killed then.
    """
    if reason == "value":
        is_open = claim.subject is None or claim.object is None
        is_known_by_it = claim.predicate in _VALUED or claim.predicate == "killed"
        return is_known_by_it or (claim.predicate == "founded" and is_open)
    return reason != "number" or claim.predicate != "attacked"


def _read_alternative(reason: str, claim: Claim) -> str:
    """What is said instead, so that those who say the same are counted together."""
    if reason == "sequence":
        return reason
    if reason == "number":
        count = claim.qualifiers.get("count") or claim.qualifiers.get("killed")
        return count or (claim.object.name if claim.object is not None else "")
    if claim.predicate in _VALUED and claim.object is not None:
        return claim.object.entity or fold_name(claim.object.name)
    return claim.when.edtf if claim.when is not None else ""


def _find_strongest(denied: Sequence[_Voice], rivals: Sequence[_Other]) -> list[_Voice]:
    """The origins of the alternative that weighs most: those that differ do not add up.

    Who denies it, and who gives one other value, are an alternative each; ratings weigh double.
    """
    groups: dict[str | None, list[_Voice]] = {None: list(denied)}
    for _, voice, alternative in rivals:
        groups.setdefault(alternative, []).append(voice)
    counted = [
        [v for v in group if v.rating not in _POOR and v.is_firm] for group in groups.values()
    ]
    return max(counted, key=lambda group: len(group) + sum(v.rating in _GOOD for v in group))


def _find_differences(proposition: Proposition, disputes: Iterable[Contest]) -> list[str]:
    """In what the claims that affirm it differ from one another."""
    affirmed = {t.claim.id for t in proposition.affirmed}
    inner = [d.reason for d in disputes if {d.a.id, d.b.id} <= affirmed]
    return sorted(set(inner))


def is_by_party(telling: Telling, proposition: Proposition, book: SourceBook) -> bool:
    """Whether who answers for a telling is one of the two whom the proposition is about.

    So is who speaks for one of them ('a spokesman for the Heron Movement'), or holds a post there.
    """
    claim = telling.claim
    if not claim.sources:
        return False
    sides_meant = {proposition.subject, proposition.object} - {None}
    if telling.origin in sides_meant or sides_meant & set(book.posts.get(telling.origin, ())):
        return True
    root = claim.sources[-1]
    sides = [a for a in (claim.subject, claim.object) if a is not None]
    if root.entity is not None and root.entity in {side.entity for side in sides}:
        return True
    names = {fold_name(side.name) for side in sides}
    return bool(names & ({fold_name(root.name)} | find_bodies(root)))


def _word_support(affirmed: Sequence[_Voice], proposition: Proposition) -> list[str]:
    if not affirmed:
        return ["nobody in this case affirms it"]
    firm = [v.name for v in affirmed if v.is_firm]
    hedged = [v.name for v in affirmed if not v.is_firm]
    said = "planned, threatened or demanded, by" if proposition.is_unrealised else "affirmed by"
    reasons = []
    if firm:
        count = "one origin" if len(firm) == 1 else f"{len(firm)} independent origins"
        reasons.append(f"{said} {count}: {_list_names(firm)}")
    if hedged:
        only = "" if firm else "only "
        reasons.append(f"{only}hedged by {_list_names(hedged)}")
    grouped = Counter(t.grouped_by for t in proposition.affirmed if t.grouped_by is not None)
    for why, number in grouped.items():
        tellings = "one more telling has" if number == 1 else f"{number} more tellings have"
        reasons.append(f"{tellings} the same origin: {why}")
    if parties := [v.name for v in affirmed if v.is_party]:
        reasons.append(f"said by {_list_names(parties)}, whom it is about")
    return reasons


def _word_denials(denied: Sequence[_Voice]) -> list[str]:
    parties = [v.name for v in denied if v.is_party]
    others = [v.name for v in denied if not v.is_party]
    reasons = [f"denied by {_list_names(parties)}, whom it is about"] if parties else []
    return reasons + ([f"denied by {_list_names(others)}"] if others else [])


def _word_others(others: Sequence[tuple[str, _Voice]], lead: str) -> list[str]:
    return [
        f"{lead} {_list_names([v.name for r, v in others if r == reason])}: {words}"
        for reason, words in _AGAINST.items()
        if any(r == reason for r, _ in others)
    ]


def _word_ratings(voices: Sequence[_Voice]) -> list[str]:
    rated = {v.name: v.rating for v in voices if v.rating != "F"}
    return [f"{name} is rated {r} ({RELIABILITY[r]})" for name, r in rated.items()]


def _list_names(names: Sequence[str]) -> str:
    shown = list(dict.fromkeys(names))
    more = len(shown) - _SHOWN
    listed = ", ".join(shown[:_SHOWN])
    return f"{listed} and {more} more" if more > 0 else listed
