"""Claims that say one thing → propositions: who affirms it, who denies it, from how many origins.

A proposition is a predicate between the same two sides, whatever the report; what is planned,
threatened or demanded stands in propositions of its own, so that a plan never counts as a deed,
and so do events of different times. Origins are counted, never documents (`origins.py`).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from reportedly.ids import make_id
from reportedly.knowledge.predicates import load_symmetric
from reportedly.records import Argument, Claim, Proposition, Record, Telling
from reportedly.weigh.matters import load_marked, part_matters
from reportedly.weigh.nouns import find_head
from reportedly.weigh.origins import CopyTable, Origin, Setting, group_origins
from reportedly.weigh.sides import Side, find_stems, read_side, split_off_place

_Key = tuple[str | bool | None, ...]


def build_propositions(claims: Iterable[Claim], setting: Setting) -> list[Proposition]:
    """Return the propositions in the order in which they are first met.

    Claims that leave both sides open give none.
    """
    symmetric = load_symmetric()
    copies = CopyTable(setting.copies)
    groups: defaultdict[_Key, list[Claim]] = defaultdict(list)
    firsts: dict[str, list[tuple[Claim, _Key]]] = defaultdict(list)
    for claim in claims:
        sides = [read_side(a, setting.same, setting.local) for a in (claim.subject, claim.object)]
        if sides == [None, None]:
            continue
        key = _make_key(claim, sides, is_symmetric=claim.predicate in symmetric)
        if key not in groups:
            key = next(
                (k for c, k in firsts[claim.predicate] if _are_copies(c, claim, key, k, copies)),
                key,
            )
            firsts[claim.predicate].append((claim, key))
        groups[key].append(claim)
    return [p for key, group in groups.items() for p in _weigh(key, group, setting, copies)]


def build_matters(
    claims: Sequence[Claim], setting: Setting, id_: str | None = None
) -> list[Proposition]:
    """Return what claims between the same two sides say, `id_` being how that is known.

    That is one proposition; where the claims are plainly of different times or amounts, one each.
    Raises `ValueError` where the first claim leaves both sides open.
    """
    first = claims[0]
    sides = [read_side(a, setting.same, setting.local) for a in (first.subject, first.object)]
    if sides == [None, None]:
        raise ValueError(f"the claim {first.id} says nothing of anybody")
    key = _make_key(first, sides, is_symmetric=first.predicate in load_symmetric())
    return _weigh(key, claims, setting, CopyTable(setting.copies), id_)


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
    key = _make_key(claim, sides, is_symmetric=claim.predicate in load_symmetric())
    return Identity(
        id=_make_proposition_id(key),
        predicate=claim.predicate,
        subject=key[1],  # type: ignore[arg-type]
        object=key[2],  # type: ignore[arg-type]
        is_unrealised=bool(key[3]),
        scope=key[4],  # type: ignore[arg-type]
    )


def _make_proposition_id(key: _Key) -> str:
    predicate, subject, object_, is_unrealised, scope = key
    scopes = () if scope is None else (str(scope),)
    return make_id("prp", [str(predicate), subject, object_, int(bool(is_unrealised)), *scopes])


def _make_key(claim: Claim, sides: Sequence[Side | None], *, is_symmetric: bool) -> _Key:
    """Named sides are compared across reports; words only beside a name, else in one report."""
    words = [
        None if side is None else side.entity or _find_gist(claim, argument)
        for side, argument in zip(sides, (claim.subject, claim.object), strict=True)
    ]
    if is_symmetric:
        words.sort(key=lambda word: (word is None, word))
    if _is_fate(claim, sides):
        words[0] = None
    is_anchored = any(side is not None and side.entity is not None for side in sides)
    scope = None if is_anchored else claim.document
    return (claim.predicate, words[0], words[1], claim.certainty == "unrealised", scope)


def _is_fate(claim: Claim, sides: Sequence[Side | None]) -> bool:
    """Whether a claim says of somebody with a name what befalls but once, by people without one.

    'Soldiers killed Kessel' bears out that Kessel was killed; that soldiers did not is no word
    against it. 'The navy' is a body, and known in its own report.
    """
    doer, sufferer = sides
    if claim.subject is None or claim.subject.kind not in ("person", "population"):
        return False
    is_once = claim.predicate in load_marked("once") and claim.polarity == "affirmed"
    is_known = sufferer is not None and sufferer.entity is not None
    return is_once and is_known and doer is not None and doer.entity is None


def _find_gist(claim: Claim, argument: Argument | None) -> str:
    """The telling words of somebody without a name; where he was is told by the matter.

    Of what happens that is the noun: whose convoy it was is told by the matter too.
    """
    if argument is None:
        return ""
    thing = split_off_place(argument.name)[0]
    if claim.predicate in load_marked("happens") and (head := find_head(thing)):
        return head
    return " ".join(find_stems(thing) or find_stems(argument.name))


def _are_copies(one: Claim, other: Claim, key: _Key, held: _Key, copies: CopyTable) -> bool:
    """Whether two claims that leave everybody unnamed are one sentence in two reports."""
    is_loose = key[4] is not None and held[4] is not None
    return is_loose and key[1:4] == held[1:4] and copies.is_copied(one, other)


def _weigh(
    key: _Key,
    claims: Sequence[Claim],
    setting: Setting,
    copies: CopyTable,
    id_: str | None = None,
) -> list[Proposition]:
    """One proposition, or several where the claims are plainly of different times or values."""
    id_ = id_ or _make_proposition_id(key)
    parts = part_matters(claims, copies, setting)
    ids = [make_id("prp", [id_, part.mark]) if len(parts) > 1 else id_ for part in parts]
    return [
        _build(key, part_id, part.claims, group_origins(part.claims, setting, copies))
        for part_id, part in zip(ids, parts, strict=True)
    ]


def _build(key: _Key, id_: str, claims: Sequence[Claim], origins: Sequence[Origin]) -> Proposition:
    predicate, subject, object_, is_unrealised, _ = key
    told: dict[str, list[Telling]] = {"affirmed": [], "denied": []}
    for claim, origin in zip(claims, origins, strict=True):
        like = None if origin.like is None else claims[origin.like].id
        telling = Telling(
            claim=claim, origin=origin.id, grouped_by=origin.reason, grouped_with=like
        )
        told[claim.polarity].append(telling)
    return Proposition(
        id=id_,
        predicate=str(predicate),
        subject=subject,  # type: ignore[arg-type]
        object=object_,  # type: ignore[arg-type]
        affirmed=tuple(told["affirmed"]),
        denied=tuple(told["denied"]),
        is_unrealised=bool(is_unrealised),
    )
