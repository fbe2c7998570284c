"""The disputes of a case, those of one matter together: each version with who gives it."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from reportedly.assess import find_origins, load_propositions
from reportedly.case.grading import Grading
from reportedly.export.wording import word_date, word_qualifiers
from reportedly.query import find_meant
from reportedly.records import Claim, Record, Telling
from reportedly.store import DisputeFilter, DisputeReason, Pair
from reportedly.store.weighed import Kept
from reportedly.weigh import Reliability, SourceBook

_MOST_PAIRS = 120
"""So many pairs of one matter are looked at."""
_MOST_STEPS = 20
_MOST_NAMES = 6
_CHAINED = frozenset({"value", "number"})
_NUMBERS = ("count", "killed", "wounded", "age")


class Statement(Record, frozen=True, kw_only=True):
    """One claim of a dispute: who answers for it, and how reliable that source is held to be."""

    claim: Claim
    teller: str
    origin: str
    reliability: Reliability


class Version(Record, frozen=True, kw_only=True):
    """What one side of a dispute says: its claims, and how many independent origins they have."""

    label: str
    statements: tuple[Statement, ...]
    origins: int


class Quarrel(Record, frozen=True, kw_only=True):
    """One matter in dispute: its versions, whom it is about (ids and names), how many pairs.

    `is_cut_off` where there are more claims than were looked at.
    """

    reason: DisputeReason
    about: tuple[tuple[str, str], ...]
    versions: tuple[Version, ...]
    pairs: int
    is_cut_off: bool = False


class QuarrelPage(Record, frozen=True, kw_only=True):
    """Some matters in dispute, how many pairs of claims there are in all, and whether more follow."""

    quarrels: tuple[Quarrel, ...]
    pairs: int
    has_more: bool


class Disputing(Grading):
    """What stands against what, matter by matter."""

    def quarrels(
        self,
        *,
        about: str | None = None,
        by: str | None = None,
        reason: DisputeReason | None = None,
        limit: int = 10,
        offset: int = 0,
    ) -> QuarrelPage:
        """Return matters in dispute in the order of their first claims.

        `about` is a name or id, `by` that of a source or a publisher. Raises `CaseError` for an unknown
        name, `UsageError` for one that may mean several.
        """
        self._settle()
        wanted = DisputeFilter(
            about=self._find_clusters_of(about),
            by=self._find_voices(by),
            publisher=by,
            reason=reason,
        )
        found = list(islice(self._list_matters(wanted), offset, offset + limit + 1))
        book = self.source_book()
        return QuarrelPage(
            quarrels=tuple(self._describe_matter(pairs, book) for pairs in found[:limit]),
            pairs=self._store.disputed.count_pairs(wanted),
            has_more=len(found) > limit,
        )

    def _list_matters(self, wanted: DisputeFilter) -> Iterator[list[Pair]]:
        """The pairs of each matter once, where its first pair stands."""
        seen: set[Pair] = set()
        for pair in self._store.disputed.list_pairs(wanted):
            if pair not in seen:
                matter = self._collect_pairs(pair)
                seen.update(matter)
                yield matter

    def _collect_pairs(self, first: Pair) -> list[Pair]:
        """All pairs of the matter to which a pair belongs.

        Denials are of one matter where they tell the same against the same, values and numbers where
        they share a side, later deeds where they follow one death.
        """
        told = {first.tells_a} if first.reason == "sequence" else {first.tells_a, first.tells_b}
        find = self._store.disputed.list_touching
        for _ in range(_MOST_STEPS):
            pairs = find(first.reason, told, _MOST_PAIRS)
            wider = told | {side for p in pairs for side in (p.tells_a, p.tells_b)}
            if first.reason not in _CHAINED or wider == told or len(pairs) == _MOST_PAIRS:
                break
            told = wider
        if first.reason == "denied":
            pairs = [p for p in pairs if {p.tells_a, p.tells_b} == told]
        elif first.reason == "sequence":
            pairs = [p for p in pairs if p.tells_a in told]
        joined = _keep_connected(first, pairs) if first.reason in _CHAINED else pairs
        return joined if first in joined else [first, *joined]

    def _describe_matter(self, pairs: list[Pair], book: SourceBook) -> Quarrel:
        reason = pairs[0].reason
        keys = {key for pair in pairs for key in (pair.a, pair.b)}
        more, is_whole = self._find_others(pairs, keys) if reason == "denied" else (set(), True)
        kept = self._store.weighed.get_claims(keys | more)
        weighed, copied = self._store.weighed, self._store.copied
        deaths = {pair.a for pair in pairs}
        fields = _find_fields(reason, [one.claim for one in kept])
        sides: dict[object, list[Kept]] = {}
        labels: dict[object, str] = {}
        for one in kept:
            key, label = _find_side(reason, one.claim, fields, is_first=one.key in deaths)
            sides.setdefault(key, []).append(one)
            labels.setdefault(key, label)
        return Quarrel(
            reason=reason,
            about=self._list_sides([one.claim for one in kept]),
            versions=tuple(
                _make_version(labels[key], said, find_origins(weighed, copied, said), book)
                for key, said in sides.items()
            ),
            pairs=len(pairs),
            is_cut_off=len(pairs) >= _MOST_PAIRS or not is_whole,
        )

    def _find_others(self, pairs: list[Pair], keys: set[int]) -> tuple[set[int], bool]:
        """The claims (keys) that say or deny the same, which stand against nothing themselves.

        A denial is set against one claim alone. False where there are too many to look at.
        """
        weighed, copied = self._store.weighed, self._store.copied
        others: set[int] = set()
        is_whole = True
        for told in {side for pair in pairs for side in (pair.tells_a, pair.tells_b) if side > 0}:
            tellings = {one.claim.id: one.key for one in weighed.list_tellings(told)}
            if len(tellings) > _MOST_PAIRS:
                is_whole = False
                continue
            for found in load_propositions(weighed, copied, told):
                matter = {tellings[t.claim.id] for t in (*found.affirmed, *found.denied)}
                others |= matter if matter & keys else set()
        return others, is_whole

    def _list_sides(self, claims: list[Claim]) -> tuple[tuple[str, str], ...]:
        """Id and name of the entities that most of the claims are about."""
        sides = [a.entity for c in claims for a in (c.subject, c.object) if a is not None]
        named = self._store.disputed.name_all({entity for entity in sides if entity is not None})
        counted = Counter(named[entity] for entity in sides if entity in named)
        return tuple(entity for entity, _ in counted.most_common(_MOST_NAMES))

    def _find_clusters_of(self, name: str | None) -> tuple[int, ...] | None:
        found = self._find_clusters(name)
        return None if found is None else tuple(found)

    def _find_voices(self, name: str | None) -> tuple[int, ...] | None:
        """The clusters of a source; a publisher need not be spoken of."""
        if name is None:
            return None
        if self._store.has_publisher(name):
            ids = self._list_bearers(name)
        else:
            ids = [entity.id for entity in find_meant(self._store, name)]
        keys = self._store.weighed.get_keys(ids).values()
        return tuple(sorted(set(self._store.clusters.get_clusters(keys).values())))


def _keep_connected(first: Pair, pairs: list[Pair]) -> list[Pair]:
    """The pairs that hang together with the first one claim by claim."""
    claims = {first.a, first.b}
    size = 0
    while size < len(claims):
        size = len(claims)
        for pair in pairs:
            if pair.a in claims or pair.b in claims:
                claims |= {pair.a, pair.b}
    return [pair for pair in pairs if pair.a in claims]


def _find_fields(reason: DisputeReason, claims: list[Claim]) -> tuple[str, ...]:
    """In which of its parts the claims of a disputed value differ, as far as that is the dispute."""
    if reason != "value":
        return ()
    found = [f for f in ("when", "object", "subject") if len({_read(f, c) for c in claims}) > 1]
    if claims[0].predicate in ("born_in", "also_known_as"):
        return tuple(f for f in found if f != "subject")
    return tuple(found[:1])


def _find_side(
    reason: DisputeReason, claim: Claim, fields: tuple[str, ...], *, is_first: bool
) -> tuple[object, str]:
    """What tells the side of a claim from the others, and what it is called."""
    if reason == "denied":
        return claim.polarity, "It is said" if claim.polarity == "affirmed" else "It is denied"
    if reason == "sequence":
        return is_first, "The death" if is_first else "A later deed"
    if reason == "number":
        told = {k: v for k, v in claim.qualifiers.items() if k in _NUMBERS}
        goods = claim.object.name if claim.predicate == "captured" and claim.object else ""
        others = set(claim.qualifiers) - set(told)
        return (*sorted(told.items()), goods), goods or word_qualifiers(claim, leave_out=others)
    values = [_read(field, claim) for field in fields]
    words = [label for _, label in values if label]
    return tuple(values), ", ".join(words) or "Not said"


def _read(field: str, claim: Claim) -> tuple[str, str]:
    """A part of a claim: what it is compared by, and in words."""
    if field == "when":
        return (claim.when.edtf, word_date(claim.when.edtf)) if claim.when else ("", "")
    side = claim.object if field == "object" else claim.subject
    return (side.entity or side.name, side.name) if side is not None else ("", "")


def _make_version(
    label: str, said: list[Kept], origins: dict[str, str], book: SourceBook
) -> Version:
    statements = []
    for one in said:
        claim = one.claim
        telling = Telling(claim=claim, origin=origins[claim.id])
        statements.append(
            Statement(
                claim=claim,
                teller=book.name_teller(claim),
                origin=telling.origin,
                reliability=book.rate(telling),
            )
        )
    return Version(label=label, statements=tuple(statements), origins=len(set(origins.values())))
