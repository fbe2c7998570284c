"""Referents → clusters of those that are one, each join with its score and reason.

Only referents that share a blocking key are compared. The surest joins come first; one that
would bring together two referents whose names tell them apart is refused. Joins below the
threshold are doubts, for a person to settle. What a person judged comes before all of this. The
result does not depend on the input's order.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from reportedly.records import Join, Record
from reportedly.resolve.compare import (
    Comparison,
    Referent,
    are_told_apart,
    compare_referents,
    get_class,
)
from reportedly.resolve.judged import JudgedPairs
from reportedly.resolve.names import (
    find_initials,
    find_skeleton,
    load_words,
    read_body,
    read_person,
)
from reportedly.verdicts import Verdicts

Pair = tuple[Referent, Referent, Comparison]
JOIN_AT = 0.8
COMMON_AT = 50
"""A name that fits more than so many others by weak evidence is joined to none of them."""
_FULL = 2


class Cluster(Record, frozen=True, kw_only=True):
    """Referents that are one: their ids, and the joins that hold them together."""

    id: str
    members: tuple[str, ...]
    joins: tuple[Join, ...] = ()


def join_pairs(
    known: Mapping[str, Referent], compared: Iterable[Pair], verdicts: Verdicts | None = None
) -> tuple[list[Cluster], list[Join]]:
    """Return the clusters of the `known`, by id, and the joins that stay in doubt.

    `compared` are all pairs of them whose names agree and that no report tells apart; `verdicts`
    hold at least what is judged of the known.
    """
    pairs = [
        (one, other, comparison) if one.id < other.id else (other, one, comparison)
        for one, other, comparison in _leave_out_common(compared)
    ]
    pairs.sort(key=lambda p: (p[2].weak, -p[2].score, p[0].id, p[1].id))
    judged = JudgedPairs(verdicts or Verdicts(), known)
    groups = _Groups(known, pairs, judged)
    for join in judged.list_joins():
        if groups.find(join.a) != groups.find(join.b):
            groups.join(join)
    groups.keep_judged()
    doubts: list[Join] = []
    for a, b, comparison in pairs:
        join = Join(a=a.id, b=b.id, score=comparison.score, reason=comparison.reason, is_made=True)
        if groups.find(a.id) == groups.find(b.id) or groups.are_judged_apart(a.id, b.id):
            continue
        is_clear = comparison.score >= JOIN_AT and not judged.is_unsure(a.id, b.id)
        is_clear = is_clear and groups.agree(a.id, b.id)
        if is_clear and comparison.weak:
            is_clear = groups.is_alone(a.id, b.id)
        if is_clear:
            groups.join(join)
        else:
            doubts.append(
                Join(a=a.id, b=b.id, score=comparison.score, reason=join.reason, is_made=False)
            )
    return groups.list_clusters(), doubts


def _leave_out_common(compared: Iterable[Pair]) -> list[Pair]:
    """The pairs without those of a name that fits too many for anybody to be meant by it."""
    pairs = list(compared)
    fits = Counter(r.id for pair in pairs if pair[2].weak for r in pair[:2])
    common = {id_ for id_, number in fits.items() if number > COMMON_AT}
    return [p for p in pairs if not (p[2].weak and {p[0].id, p[1].id} & common)]


def list_keys(referent: Referent) -> set[tuple[str, str]]:
    """What two referents must share to be compared: a word's skeleton, or an acronym."""
    kind = get_class(referent.kind)
    keys: set[tuple[str, str]] = set()
    for name in referent.names:
        form = read_person(name) if kind == "person" else read_body(name)
        keys.update([(kind, find_skeleton(word)) for word in form.words if len(word) > 1])
        if len(form.titles) + len(form.words) > 1:
            keys.add(("", " ".join((*form.titles, *form.words))))
        if kind == "body":
            keys.update((kind, f"*{initials}") for initials in find_initials(form, name))
            if form.is_acronym:
                keys.add((kind, f"*{form.words[0]}"))
    return keys


def list_bare_keys(referent: Referent) -> set[tuple[str, str]]:
    """Return the keys under which a name of one word, which many longer ones have, is found."""
    kind = get_class(referent.kind)
    forms = (read_person(n) if kind == "person" else read_body(n) for n in referent.names)
    return {(kind, f"={find_skeleton(f.words[0])}") for f in forms if len(f.words) == 1}


def list_only_words(referent: Referent) -> tuple[str, ...]:
    """Return the words of its only name, where these alone tell with which others it may agree.

    Names agree, then, only where each word of the one that has fewer is like one of the other's. Of
    letters, of what may be a country's full name, and of several names nothing is told: no words.
    """
    if len(referent.names) != 1:
        return ()
    name = referent.names[0]
    if referent.kind == "person":
        return read_person(name).words
    form = read_body(name)
    is_open = form.is_acronym or not load_words("state-form").isdisjoint(form.words)
    return () if is_open else form.words


def is_telling(referent: Referent) -> bool:
    """Whether one of its names is full and no acronym, so that it says who is meant."""
    is_acronym = any(name.isupper() and read_body(name).is_acronym for name in referent.names)
    return _is_full(referent) and not is_acronym


class _Groups:
    """Which referents are joined so far."""

    def __init__(
        self, known: Mapping[str, Referent], pairs: Sequence[Pair], judged: JudgedPairs
    ) -> None:
        self._known = known
        self._judged = judged
        self._judged_with: dict[str, tuple[str, ...]] = {}
        self._weakly_like: defaultdict[str, list[str]] = defaultdict(list)
        for one, other, comparison in pairs:
            if comparison.weak:
                self._weakly_like[one.id].append(other.id)
                self._weakly_like[other.id].append(one.id)
        self._root = {id_: id_ for id_ in known}
        self._members = {id_: [id_] for id_ in known}
        self._joins: defaultdict[str, list[Join]] = defaultdict(list)

    def find(self, id_: str) -> str:
        while self._root[id_] != id_:
            id_ = self._root[id_]
        return id_

    def keep_judged(self) -> None:
        """Remember the groups as they are now, made of judgements alone."""
        for members in self._members.values():
            if len(members) > 1:
                self._judged_with |= dict.fromkeys(members, tuple(members))

    def are_judged_apart(self, a: str, b: str) -> bool:
        """Whether it follows from judgements alone that two are different."""
        some, others = (self._judged_with.get(id_, (id_,)) for id_ in (a, b))
        return self._judged.forbid(some, others)

    def agree(self, a: str, b: str) -> bool:
        """Whether nobody in one group is told apart from anybody in the other."""
        some, others = self._members[self.find(a)], self._members[self.find(b)]
        if self._judged.forbid(some, others):
            return False
        judged = {group for id_ in (*some, *others) if (group := self._judged_with.get(id_))}
        return not any(
            are_told_apart(self._known[one], self._known[other])
            and not any(self._fit(group, one, other) for group in judged)
            for one in some
            for other in others
        )

    def _fit(self, group: Sequence[str], one: str, other: str) -> bool:
        """Whether two are each like one of those that a person judged to be the same.

        Who joins 'Omar Kessel' to 'Omar Brezan' means those that are written like either.
        """
        return all(
            id_ in group or any(self._are_alike(id_, m) for m in group) for id_ in (one, other)
        )

    def _are_alike(self, one: str, other: str) -> bool:
        comparison = compare_referents(self._known[one], self._known[other])
        return comparison is not None and not comparison.weak and comparison.score >= JOIN_AT

    def is_alone(self, a: str, b: str) -> bool:
        """Whether the less telling of two names fits no third group that a full name tells.

        A third that a person judged different is none that it may fit.
        """
        own = {self.find(a), self.find(b)}
        rivals = (
            rival
            for weak in (a, b)
            for rival in self._weakly_like[weak]
            if not self.are_judged_apart(weak, rival)
        )
        return all(self.find(r) in own for r in rivals if _is_full(self._known[r]))

    def join(self, join: Join) -> None:
        one, other = sorted((self.find(join.a), self.find(join.b)))
        self._root[other] = one
        self._members[one].extend(self._members.pop(other))
        self._joins[one].extend([*self._joins.pop(other, []), join])

    def list_clusters(self) -> list[Cluster]:
        return [
            Cluster(id=root, members=tuple(sorted(members)), joins=tuple(self._joins[root]))
            for root, members in sorted(self._members.items())
        ]


def _is_full(referent: Referent) -> bool:
    """Whether a name of two words or more stands for it."""
    reading = read_person if referent.kind == "person" else read_body
    return any(len(reading(name).words) >= _FULL for name in referent.names)
