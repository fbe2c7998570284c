"""Claims that say one thing → propositions: who affirms it, who denies it, from how many origins.

A proposition is a predicate between the same two sides, whatever the report; what is planned,
threatened or demanded stands in propositions of its own, so that a plan never counts as a deed.
Tellings share an origin when one source, one copied passage or one publisher stands behind them:
origins are counted, never documents.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from reportedly.ids import make_id
from reportedly.knowledge import load_knowledge
from reportedly.records import Claim, Copy, Passage, Proposition, Record, Source, Telling
from reportedly.weigh.sides import Side, read_side

_Key = tuple[str | bool | None, ...]


class Setting(Record, frozen=True, kw_only=True):
    """What claims are weighed with: joined entities, nameless ones, copies, publishers.

    `same` gives the entity that stands for one that was joined to others; `local` are the
    entities that are nobody outside their own report; `publishers` are by document.
    """

    same: Mapping[str, str] = {}
    local: Collection[str] = frozenset()
    copies: Sequence[Copy] = ()
    publishers: Mapping[str, str | None] = {}


def build_propositions(claims: Iterable[Claim], setting: Setting) -> list[Proposition]:
    """Return the propositions in the order in which they are first met.

    Claims that leave both sides open give none.
    """
    symmetric = _load_symmetric()
    is_copied = _find_copied(setting.copies)
    groups: defaultdict[_Key, list[Claim]] = defaultdict(list)
    firsts: dict[str, list[tuple[Claim, _Key]]] = defaultdict(list)
    for claim in claims:
        sides = [read_side(a, setting.same, setting.local) for a in (claim.subject, claim.object)]
        if sides == [None, None]:
            continue
        key = _make_key(claim, sides, is_symmetric=claim.predicate in symmetric)
        if key not in groups:
            key = next(
                (k for c, k in firsts[claim.predicate] if _are_copies(c, claim, key, k, is_copied)),
                key,
            )
            firsts[claim.predicate].append((claim, key))
        groups[key].append(claim)
    return [_weigh(key, group, setting, is_copied) for key, group in groups.items()]


def build_proposition(claims: Sequence[Claim], setting: Setting) -> Proposition:
    """Return the one proposition that claims tell, of which the first gives it its identity.

    Raises `ValueError` where the first claim leaves both sides open.
    """
    first = claims[0]
    sides = [read_side(a, setting.same, setting.local) for a in (first.subject, first.object)]
    if sides == [None, None]:
        raise ValueError(f"the claim {first.id} says nothing of anybody")
    key = _make_key(first, sides, is_symmetric=first.predicate in _load_symmetric())
    return _weigh(key, claims, setting, _find_copied(setting.copies))


class Identity(Record, frozen=True, kw_only=True):
    """Which proposition a claim tells; `scope` is its document where nobody in it has a name."""

    id: str
    predicate: str
    subject: str | None
    object: str | None
    is_unrealised: bool
    scope: str | None

    @property
    def gist(self) -> tuple[str | bool | None, ...]:
        """What the claims of two copied passages must have in common."""
        return (self.predicate, self.subject, self.object, self.is_unrealised)


def identify_proposition(claim: Claim, setting: Setting) -> Identity | None:
    """Return which proposition a claim tells, `None` where both sides are open."""
    sides = [read_side(a, setting.same, setting.local) for a in (claim.subject, claim.object)]
    if sides == [None, None]:
        return None
    key = _make_key(claim, sides, is_symmetric=claim.predicate in _load_symmetric())
    return Identity(
        id=_make_proposition_id(key),
        predicate=claim.predicate,
        subject=key[1],  # type: ignore[arg-type]
        object=key[2],  # type: ignore[arg-type]
        is_unrealised=bool(key[3]),
        scope=key[4],  # type: ignore[arg-type]
    )


@lru_cache(maxsize=1)
def _load_symmetric() -> frozenset[str]:
    entries = load_knowledge("predicates")["predicate"]
    return frozenset(e["id"] for e in entries if e.get("symmetric"))


def _make_proposition_id(key: _Key) -> str:
    predicate, subject, object_, is_unrealised, scope = key
    scopes = () if scope is None else (str(scope),)
    return make_id("prp", [str(predicate), subject, object_, int(bool(is_unrealised)), *scopes])


def _make_key(claim: Claim, sides: Sequence[Side | None], *, is_symmetric: bool) -> _Key:
    """Named sides are compared across reports; words only beside a name, else in one report."""
    words = [None if side is None else side.entity or " ".join(side.stems) for side in sides]
    if is_symmetric:
        words.sort(key=lambda word: (word is None, word))
    is_anchored = any(side is not None and side.entity is not None for side in sides)
    scope = None if is_anchored else claim.document
    return (claim.predicate, words[0], words[1], claim.certainty == "unrealised", scope)


def _are_copies(
    one: Claim, other: Claim, key: _Key, held: _Key, is_copied: Callable[[Claim, Claim], bool]
) -> bool:
    """Whether two claims that leave everybody unnamed are one sentence in two reports."""
    is_loose = key[4] is not None and held[4] is not None
    return is_loose and key[1:4] == held[1:4] and is_copied(one, other)


def _find_copied(copies: Sequence[Copy]) -> Callable[[Claim, Claim], bool]:
    """Return a test whether the evidence of two claims stands in passages that are one text."""
    by_pair: defaultdict[frozenset[str], list[Copy]] = defaultdict(list)
    for copy in copies:
        by_pair[frozenset((copy.a.document, copy.b.document))].append(copy)

    def is_copied(one: Claim, other: Claim) -> bool:
        for copy in by_pair.get(frozenset((one.document, other.document)), ()):
            a, b = (copy.a, copy.b) if copy.a.document == one.document else (copy.b, copy.a)
            if do_overlap(a, one) and do_overlap(b, other):
                return True
        return False

    return is_copied


def do_overlap(passage: Passage, claim: Claim) -> bool:
    """Whether the words of a claim stand in a passage of its document, or reach into it."""
    return passage.start < claim.evidence.end and claim.evidence.start < passage.end


def _weigh(
    key: _Key,
    claims: Sequence[Claim],
    setting: Setting,
    is_copied: Callable[[Claim, Claim], bool],
) -> Proposition:
    predicate, subject, object_, is_unrealised = key[:4]
    origins = _group_origins(claims, setting, is_copied)
    told: dict[str, list[Telling]] = {"affirmed": [], "denied": []}
    for claim, origin in zip(claims, origins, strict=True):
        told[claim.polarity].append(Telling(claim=claim, origin=origin))
    return Proposition(
        id=_make_proposition_id(key),
        predicate=str(predicate),
        subject=subject,  # type: ignore[arg-type]
        object=object_,  # type: ignore[arg-type]
        affirmed=tuple(told["affirmed"]),
        denied=tuple(told["denied"]),
        is_unrealised=bool(is_unrealised),
    )


def _group_origins(
    claims: Sequence[Claim], setting: Setting, is_copied: Callable[[Claim, Claim], bool]
) -> list[str]:
    """An origin for each claim: the first one's own where several rest on each other."""
    marks = [_mark(claim, setting) for claim in claims]
    rests = [{_fold(source.name) for source in claim.sources} for claim in claims]
    published = [{_fold(setting.publishers.get(claim.document) or "")} - {""} for claim in claims]
    root = list(range(len(claims)))

    def find(i: int) -> int:
        while root[i] != i:
            i = root[i]
        return i

    for i, claim in enumerate(claims):
        for j in range(i):
            is_retold = rests[i] & published[j] or rests[j] & published[i]
            if marks[i] == marks[j] or is_retold or is_copied(claims[j], claim):
                root[max(find(i), find(j))] = min(find(i), find(j))
    return [marks[find(i)] for i in range(len(claims))]


def _mark(claim: Claim, setting: Setting) -> str:
    """Who answers for a claim: its root source, else the publisher, else the report alone."""
    if claim.sources:
        return _mark_source(claim, claim.sources[-1], setting)
    publisher = setting.publishers.get(claim.document)
    return make_id("org", [_fold(publisher)]) if publisher else claim.document


def _mark_source(claim: Claim, source: Source, setting: Setting) -> str:
    entity = source.entity
    if entity is None or entity in setting.local:
        return make_id("org", [claim.document, _fold(source.name)])
    return setting.same.get(entity, entity)


def _fold(name: str) -> str:
    words = name.casefold().split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)
