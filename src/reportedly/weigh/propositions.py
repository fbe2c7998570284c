"""Claims that say one thing → propositions: who affirms it, who denies it, from how many origins.

A proposition is a predicate between the same two sides, whatever the report; what is planned,
threatened or demanded stands in propositions of its own, so that a plan never counts as a deed,
and so do events of different times. Origins are counted, never documents (`origins.py`).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from reportedly.ids import FRAMED_NOTHING, frame, make_framed_id, make_id
from reportedly.knowledge.predicates import load_symmetric
from reportedly.records import Argument, Claim, Proposition, Record, Telling
from reportedly.weigh.matters import load_marked, part_matters
from reportedly.weigh.nouns import find_head
from reportedly.weigh.origins import CopyTable, Origin, Setting, group_origins
from reportedly.weigh.sides import find_stems, split_off_place
from reportedly.weigh.sifting import SketchedSide

_Key = tuple[str | bool | None, ...]


class Statement(Record, frozen=True, kw_only=True):
    """A claim as far as it matters which proposition it tells; the rest of its record is not read."""

    document: str
    predicate: str
    subject: SketchedSide | None
    object: SketchedSide | None
    polarity: str
    certainty: str


_STATEMENT = msgspec.json.Decoder(Statement)


def read_statement(record: str) -> Statement:
    """Return what matters of a claim that is given as JSON."""
    return _STATEMENT.decode(record)


def build_propositions(claims: Iterable[Claim], setting: Setting) -> list[Proposition]:
    """Return the propositions in the order in which they are first met.

    Claims that leave both sides open give none.
    """
    symmetric = load_symmetric()
    copies = CopyTable(setting.copies)
    groups: defaultdict[_Key, list[Claim]] = defaultdict(list)
    firsts: dict[str, list[tuple[Claim, _Key]]] = defaultdict(list)
    for claim in claims:
        if claim.subject is None and claim.object is None:
            continue
        key = _make_key(claim, setting, is_symmetric=claim.predicate in symmetric)
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
    if first.subject is None and first.object is None:
        raise ValueError(f"the claim {first.id} says nothing of anybody")
    key = _make_key(first, setting, is_symmetric=first.predicate in load_symmetric())
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


def identify_proposition(claim: Claim | Statement, setting: Setting) -> Identity | None:
    """Return which proposition a claim tells, `None` where both sides are open."""
    if claim.subject is None and claim.object is None:
        return None
    key = _make_key(claim, setting, is_symmetric=claim.predicate in load_symmetric())
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
    sides = [FRAMED_NOTHING if s is None else _frame(str(s)) for s in (subject, object_)]
    scopes = () if scope is None else (_frame(str(scope)),)
    is_plan = _frame("1" if is_unrealised else "0")
    return make_framed_id("prp", (_frame(str(predicate)), *sides, is_plan, *scopes))


_frame = lru_cache(maxsize=1 << 15)(frame)


def _make_key(claim: Claim | Statement, setting: Setting, *, is_symmetric: bool) -> _Key:
    """Named sides are compared across reports; words only beside a name, else in one report."""
    subject, object_ = claim.subject, claim.object
    names = (name_side(subject, setting), name_side(object_, setting))
    words = [names[0] or _find_gist(claim, subject), names[1] or _find_gist(claim, object_)]
    sides = [None if a is None else w for a, w in zip((subject, object_), words, strict=True)]
    if is_symmetric:
        sides.sort(key=lambda word: (word is None, word))
    if _is_fate(claim, names):
        sides[0] = None
    scope = None if names[0] or names[1] else claim.document
    return (claim.predicate, sides[0], sides[1], claim.certainty == "unrealised", scope)


def name_side(argument: Argument | SketchedSide | None, setting: Setting) -> str | None:
    """Return who stands on a side, `None` for nobody or one who is nobody outside the document."""
    entity = None if argument is None else argument.entity
    if argument is None or entity is None or argument.kind == "activity":
        return None
    return None if entity in setting.local else setting.same.get(entity, entity)


def _is_fate(claim: Claim | Statement, names: tuple[str | None, str | None]) -> bool:
    """Whether a claim says of somebody with a name what befalls but once, by people without one.

    'Soldiers killed Kessel' bears out that Kessel was killed; that soldiers did not is no word
    against it. 'The navy' is a body, and known in its own report.
    """
    if claim.subject is None or claim.subject.kind not in ("person", "population"):
        return False
    is_once = claim.predicate in load_marked("once") and claim.polarity == "affirmed"
    return is_once and names[0] is None and names[1] is not None


def _find_gist(claim: Claim | Statement, argument: Argument | SketchedSide | None) -> str:
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
