"""Entries of a list, one by one → the parties of a case that may be meant, each with its reasons.

A candidate is no finding: nothing is joined or stored. The score starts from the names; births,
nationalities and kinds raise or lower it, each in a reason that names the claims it rests on.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from reportedly.link.facts import Reason, weigh_alias, weigh_births, weigh_nationalities
from reportedly.link.keys import Key, list_keys, list_single_keys, may_agree
from reportedly.link.parties import Party
from reportedly.link.records import Listed, ListedName
from reportedly.records import Claim, Entity, Kind, Record
from reportedly.resolve.compare import Comparison, compare_names, get_class
from reportedly.resolve.names import read_body, read_person

MIN_SCORE = 0.6
_RARE = 6
"""A single word leads from an entry to a party where no more than so many parties bear it."""
_SAME, _SPELLING, _LONGER, _WEAK, _ONE_WORD = 0.85, 0.78, 0.74, 0.6, 0.5
_SPELLING_FROM, _LONGER_FROM = 0.93, 0.9
_OTHER_KIND, _WEAK_ON_LIST, _SECOND_NAME = -0.15, -0.1, 0.05
_MOST_CLAIMS = 3

FindClaims = Callable[[Party], Iterable[Claim]]


class Link(Record, frozen=True, kw_only=True):
    """A party of a case that an entry of a list may mean: how sure that is, 0 to 1, and why."""

    entity: Entity
    names: tuple[str, ...]
    """All names of the party in the case."""
    entry: Listed
    score: float
    reasons: tuple[Reason, ...]


class _Hit(Record, frozen=True, kw_only=True):
    """Two names that agree."""

    name: str
    listed: ListedName
    base: float
    comparison: Comparison
    is_other_kind: bool


class LinkFinder:
    """The parties of a case, indexed by their names, so that a list can go past them."""

    def __init__(
        self, parties: Sequence[Party], find_claims: FindClaims, published: Mapping[str, str | None]
    ) -> None:
        """`find_claims` gives the claims about a party, `published` the dates of documents."""
        self._parties = parties
        self._find_claims = find_claims
        self._published = published
        self._index: defaultdict[Key, list[tuple[int, str]]] = defaultdict(list)
        self._single: defaultdict[Key, list[tuple[int, str]]] = defaultdict(list)
        for i, party in enumerate(parties):
            for name in party.names:
                for key in list_keys(name, party.entity.kind):
                    self._index[key].append((i, name))
                for key in list_single_keys(name, party.entity.kind):
                    self._single[key].append((i, name))

    def find(self, entry: Listed, min_score: float = MIN_SCORE) -> list[Link]:
        """Return the candidates for one entry that reach `min_score`, the likeliest first."""
        links = [
            link
            for i, hits in sorted(self._find_hits(entry).items())
            if (link := self._weigh(self._parties[i], entry, hits)).score >= min_score
        ]
        return sorted(links, key=lambda link: -link.score)

    def _find_hits(self, entry: Listed) -> dict[int, list[_Hit]]:
        """The names of each party that agree with a name of the entry."""
        found: defaultdict[int, list[_Hit]] = defaultdict(list)
        for listed in entry.names:
            near: set[tuple[int, str]] = set()
            for kind in _list_kinds(entry.kind):
                for key in list_keys(listed.name, kind):
                    near.update(self._index.get(key, ()))
                for key in list_single_keys(listed.name, kind):
                    bearers = self._single.get(key, ())
                    near.update(bearers if len(bearers) <= _RARE else ())
            for i, name in near:
                if hit := _compare(name, self._parties[i].entity.kind, listed, entry.kind):
                    found[i].append(hit)
        return found

    def _weigh(self, party: Party, entry: Listed, hits: list[_Hit]) -> Link:
        hits = sorted(hits, key=lambda hit: _order_hit(hit, party))
        reasons = [
            *self._explain_names(party, hits),
            *weigh_births(party.claims, entry.births, self._published),
            *weigh_nationalities(party.claims, entry.nationalities),
        ]
        score = min(max(sum(reason.effect for reason in reasons), 0.0), 1.0)
        return Link(
            entity=party.entity,
            names=party.names,
            entry=entry,
            score=round(score, 2),
            reasons=tuple(reasons),
        )

    def _explain_names(self, party: Party, hits: list[_Hit]) -> Iterator[Reason]:
        claims = list(self._find_claims(party))
        best = hits[0]
        yield Reason(
            aspect="name",
            effect=best.base,
            text=_describe_hit(best),
            claims=_list_bearing(claims, party, best.name),
        )
        yield from weigh_alias(party, best.name)
        if best.listed.quality == "weak":
            text = f"the list calls '{best.listed.name}' a weak name"
            yield Reason(aspect="name", effect=_WEAK_ON_LIST, text=text)
        if best.is_other_kind:
            text = f"of another kind on the list than in the case ({party.entity.kind})"
            yield Reason(aspect="kind", effect=_OTHER_KIND, text=text)
        kind = party.entity.kind
        second = next((hit for hit in hits if _is_further_name(hit, best, kind)), None)
        if second is not None:
            yield Reason(
                aspect="alias",
                effect=_SECOND_NAME,
                text=f"another name in common: {_describe_hit(second)}",
                claims=_list_bearing(claims, party, second.name),
            )
            yield from weigh_alias(party, second.name)


def _order_hit(hit: _Hit, party: Party) -> tuple[float, bool, bool, str, str]:
    """The best first: of several as good, the list's first name, then the case's own."""
    worth = hit.base + (_WEAK_ON_LIST if hit.listed.quality == "weak" else 0)
    is_other = hit.name != party.entity.name
    return -worth, hit.listed.quality != "name", is_other, hit.name, hit.listed.name


def _list_kinds(kind: Kind) -> tuple[Kind, ...]:
    """The kinds under which a case may hold what a list has as `kind`: recognisers err."""
    return ("person", "organization", "thing") if kind == "thing" else ("person", "organization")


def _compare(name: str, kind: Kind, listed: ListedName, listed_kind: Kind) -> _Hit | None:
    if kind != "person" and not may_agree(name, listed.name):
        return None
    comparison = compare_names(name, kind, listed.name, listed_kind)
    if comparison is None:
        return None
    return _Hit(
        name=name,
        listed=listed,
        base=_rate(comparison, name, listed.name, kind),
        comparison=comparison,
        is_other_kind=get_class(kind) != get_class(listed_kind),
    )


def _rate(comparison: Comparison, name: str, listed: str, kind: Kind) -> float:
    """What two names alone are worth: namesakes are common, so that even the same is no proof."""
    read = read_person if kind == "person" else read_body
    words, others = read(name).words, read(listed).words
    if len(words) == 1:
        return _ONE_WORD if comparison.weak else _WEAK
    if comparison.weak:
        return _WEAK
    is_same = sorted(words) == sorted(others)  # lists put the surname first
    if is_same or comparison.reason.endswith("another kind"):
        return _SAME
    return _SPELLING if comparison.score >= _SPELLING_FROM else _LONGER


def _describe_hit(hit: _Hit) -> str:
    called = {"weak": "a weak name", "former": "a former name", "alias": "an alias"}
    role = called.get(hit.listed.quality, "the name")
    if hit.name.casefold() == hit.listed.name.casefold():
        return f"'{hit.name}' is {role} on the list"
    return f"'{hit.name}' in the case, '{hit.listed.name}' {role} on the list: {_say_how(hit)}"


def _say_how(hit: _Hit) -> str:
    reason = hit.comparison.reason
    if reason.startswith("the same name"):
        return "the same once spelling, script, titles and legal forms are set aside"
    return "spellings of one name" if "spellings" in reason else reason


def _is_further_name(hit: _Hit, best: _Hit, kind: Kind) -> bool:
    """Whether two names in common are two, not spellings of one; an acronym is a second name."""
    if hit.comparison.weak or hit.listed.name == best.listed.name:
        return False
    return compare_names(hit.name, kind, best.name, kind) is None or read_body(hit.name).is_acronym


def _list_bearing(claims: list[Claim], party: Party, name: str) -> tuple[str, ...]:
    """The ids of some claims in which the party goes by `name`, else of some about it."""
    ids = set(party.ids)
    folded = name.casefold()
    bearing = [
        claim.id
        for claim in claims
        for argument in (claim.subject, claim.object)
        if argument is not None
        and (argument.entity in ids or argument.kind == "name")
        and folded in (argument.name.casefold(), argument.text.casefold())
    ]
    return tuple(dict.fromkeys(bearing or [claim.id for claim in claims]))[:_MOST_CLAIMS]
