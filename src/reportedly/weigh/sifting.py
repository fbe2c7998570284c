"""Claims of a whole case → those that may stand in a dispute at all, by a few numbers of each.

Most claims have nothing beside them that could contradict them. Which have is seen from columns:
who stands on which side, the days, the places. A claim that is let through need not be disputed;
one that is held back never is, whatever else would be found beside it (`disputes`).
"""

from array import array
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec
import numpy as np

from reportedly.edtf import bounds
from reportedly.errors import UsageError
from reportedly.records import Record
from reportedly.weigh.columns import LAST_DAY, NO_DAY, Contrasts, Mask, Numbers, Rows, Spans, mix
from reportedly.weigh.denials import FAMILIES, SYMMETRIC
from reportedly.weigh.nouns import find_head, get_family
from reportedly.weigh.numbers import COUNTED, TOLLS
from reportedly.weigh.sequences import DEEDS
from reportedly.weigh.values import LAYING, SAME_ATTACK_DAYS, SEIZED

_AT_ONCE = 1 << 17
_FAMILY_OF = {predicate: at for at, family in enumerate(FAMILIES) for predicate in family}
_FIRST_FREE = len(FAMILIES)
_Days = tuple[int, int]


class SketchedSide(Record, frozen=True):
    """What fills a slot of a claim, as far as the sieve looks at it."""

    name: str
    kind: str
    entity: str | None = None


class SketchedDay(Record, frozen=True):
    """When it happened, as EDTF."""

    edtf: str


class SketchedSource(Record, frozen=True):
    """How a source speaks."""

    act: str


class Sketch(Record, frozen=True):
    """What the sieve looks at in a claim; the rest is not read."""

    subject: SketchedSide | None
    object: SketchedSide | None
    qualifiers: dict[str, str]
    when: SketchedDay | None
    where: tuple[SketchedSide, ...]
    sources: tuple[SketchedSource, ...]


class Placed(NamedTuple):
    """A claim as the sieve takes it in: `said` of whom, in which document, and where.

    Sides are numbers of entities that are one, 0 for anybody who is not known outside the document
    or not named. `places` are numbers too: where it happened, and its object if that is a place.
    """

    key: int
    document: int
    predicate: str
    is_denied: bool
    subject: int
    object: int
    places: Sequence[int]
    said: Sketch


_SKETCH = msgspec.json.Decoder(Sketch)


def read_sketch(record: str) -> Sketch:
    """Return what the sieve looks at in a claim that is given as JSON."""
    return _SKETCH.decode(record)


class Sifted(NamedTuple):
    """Keys, in their order, of claims that may be disputed.

    `denials` may deny something; `nameless` may be denied with nobody named whom they befell;
    to `values` others may be told: another number, another day, a deed after a death. `contrasts`
    knows which of these may be disputed by which.
    """

    denials: Numbers
    nameless: Numbers
    values: Numbers
    contrasts: Contrasts


class _Keyed(NamedTuple):
    """Sides of claims: a key of both sides, one of the side alone, and the days as a span.

    Where nobody known stands on the other side, both keys are one.
    """

    at: Numbers
    whole: Numbers
    mine: Numbers
    starts: Numbers
    ends: Numbers


class Sieve:
    """Takes in the claims of a case, and says which of them may be disputed.

    It holds 27 bytes of each claim, and 32 for each question that the claim answers. What was
    rejected, planned or threatened is never disputed and is to be left out.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._keys = array("q")
        self._families = array("h")
        self._denied = array("b")
        self._sides = (array("i"), array("i"))
        self._spans = (array("i"), array("i"))
        self._values, self._days, self._nouns = Rows(), Rows(), Rows()
        self._placed, self._tolls, self._kinds = Rows(), Rows(), Rows()
        self._deaths, self._deeds = Rows(), Rows()

    def add(self, claim: Placed) -> None:
        """Take in a claim."""
        at = len(self._keys)
        self._keys.append(claim.key)
        self._families.append(self._number_family(claim.predicate))
        self._denied.append(claim.is_denied)
        self._sides[0].append(claim.subject)
        self._sides[1].append(claim.object)
        said = claim.said
        days = None if said.when is None else _number_days(said.when.edtf)
        for side, day in zip(self._spans, days or (NO_DAY, LAST_DAY), strict=True):
            side.append(day)
        if said.object is not None and not claim.object:
            head = get_family(find_head(said.object.name))
            _note(self._nouns, at, ("noun", claim.predicate, head), claim.is_denied)
        if claim.is_denied:
            return
        self._add_values(at, claim)
        if claim.predicate in COUNTED:
            self._add_counts(at, claim, days)
        if days is not None:
            self._add_days(at, claim, days)

    def find_contestable(self) -> Sifted:
        """Return the keys of the claims that may be disputed, and by what."""
        is_denied = np.frombuffer(self._denied, dtype=np.int8) == 1
        named, nameless = self._mark_denials(), self._mark_nothing()
        self._nouns.mark_differing(nameless)
        found = self._mark_values()
        return Sifted(
            self._list_keys((named | nameless) & is_denied),
            self._list_keys(nameless & ~is_denied),
            self._list_keys(found & ~is_denied),
            self._list_contrasts(found),
        )

    def _list_contrasts(self, found: Mask) -> Contrasts:
        """What is answered by claims that may be disputed, but for denials."""
        columns = [rows.read() for rows in (self._values, self._days)]
        at, kinds, _, _ = self._kinds.read()
        columns.append((at, kinds, at, at))  # of one kind any two may be other numbers
        at, dead, _, high = self._deaths.read()
        columns.append((at, dead, np.full(len(at), NO_DAY), high))
        at, acting, low, _ = self._deeds.read()
        columns.append((at, acting, low, np.full(len(at), LAST_DAY)))
        kept = [tuple(column[found[rows[0]]] for column in rows) for rows in columns]
        at, *others = map(np.concatenate, zip(*kept, strict=True))
        return Contrasts(np.frombuffer(self._keys, dtype=np.int64)[at], *others)

    def _mark_nothing(self) -> Mask:
        return np.zeros(len(self._keys), dtype=np.bool_)

    def _list_keys(self, found: Mask) -> Numbers:
        return np.sort(np.frombuffer(self._keys, dtype=np.int64)[found])

    def _mark_values(self) -> Mask:
        """Mark all that may be disputed, but for denials."""
        found = self._mark_nothing()
        self._values.mark_differing(found)
        self._days.mark_parted(found)
        self._placed.mark_near(found, 0)
        self._tolls.mark_near(found, SAME_ATTACK_DAYS)
        self._kinds.mark_with_zero(found)
        self._deaths.mark_followed(found, self._deeds)
        return found

    def _add_values(self, at: int, claim: Placed) -> None:
        """What has one value: two that are not the same may be disputed."""
        predicate, subject, said = claim.predicate, claim.subject, claim.said
        if predicate == "attacked" and said.sources and said.sources[-1].act in LAYING:
            is_own = said.sources[-1].act == "admits"
            _note(self._values, at, ("doer", claim.document), is_own)
        if not subject:
            return
        if predicate == "born_in":
            _note(self._values, at, ("place", subject), claim.object)
            if said.when is not None:
                _note(self._values, at, ("born", subject), hash(said.when.edtf))
        elif predicate == "also_known_as" and said.object is not None:
            _note(self._values, at, ("name", subject), hash(said.object.name))
        if "age" in said.qualifiers:
            _note(self._values, at, ("born", subject), at)

    def _add_days(self, at: int, claim: Placed, days: _Days) -> None:
        """What happens but once, whose days may be disputed, and what nobody does once he is dead."""
        predicate, object_, said = claim.predicate, claim.object, claim.said
        is_person = said.object is not None and said.object.kind == "person"
        question = "seized" if predicate in SEIZED else predicate
        if object_ and question in ("founded", "designated", "seized"):
            self._days.add(at, hash((question, object_)), *days)
        if object_ and predicate == "killed" and is_person:
            self._days.add(at, hash(("killed", object_)), *days)
            self._deaths.add(at, object_, *days)
        if predicate in DEEDS:
            if claim.subject:
                self._deeds.add(at, claim.subject, *days)
            if object_ and predicate in SYMMETRIC:
                self._deeds.add(at, object_, *days)

    def _add_counts(self, at: int, claim: Placed, days: _Days | None) -> None:
        """Numbers, and tolls of attacks, whose days may be disputed too."""
        predicate, qualifiers = claim.predicate, claim.said.qualifiers
        kinds = [key for key in TOLLS if key in qualifiers] if predicate == "attacked" else []
        if predicate == "captured" or ("count" in qualifiers and predicate != "attacked"):
            kinds.append(predicate)
        span = days or (NO_DAY, LAST_DAY)
        for kind in kinds:
            if predicate == "has_strength":
                self._placed.add(at, hash(("strength", claim.subject)), *span)
                _note(self._kinds, at, (kind,), value=True)
                continue
            for place in set(claim.places):
                self._placed.add(at, hash((kind, place)), *span)
                if days is not None and predicate == "attacked":
                    self._tolls.add(at, hash((kind, qualifiers[kind], place)), *days)
            # What says nothing of a place fits any place.
            _note(self._kinds, at, (kind,), bool(claim.places))

    def _mark_denials(self) -> Mask:
        """Mark denials of which a claim of the same family shares a side and a day.

        Their other sides must be the same, or one of them nobody known.
        """
        found = self._mark_nothing()
        families = np.frombuffer(self._families, dtype=np.int16)
        is_denied = np.frombuffer(self._denied, dtype=np.int8) == 1
        denials = np.flatnonzero(is_denied)
        claims = np.flatnonzero(~is_denied & np.isin(families, families[denials]))
        held = [self._key(denials, turned=False), self._key(denials, turned=True)]
        theirs = _Keyed(*map(np.concatenate, zip(*held, strict=True)))
        whole, open_ = Spans(theirs.whole, *theirs[3:]), Spans(theirs.mine, *theirs[3:])
        met: list[_Keyed] = []
        for start in range(0, len(claims), _AT_ONCE):
            ours = self._key(claims[start : start + _AT_ONCE], turned=False)
            is_met = whole.meet(ours.whole, *ours[3:]) | whole.meet(ours.mine, *ours[3:])
            is_met |= (ours.whole == ours.mine) & open_.meet(ours.mine, *ours[3:])
            met.append(_Keyed(*(column[is_met] for column in ours)))
        if met:
            ours = _Keyed(*map(np.concatenate, zip(*met, strict=True)))
            whole, open_ = Spans(ours.whole, *ours[3:]), Spans(ours.mine, *ours[3:])
            is_met = whole.meet(theirs.whole, *theirs[3:]) | whole.meet(theirs.mine, *theirs[3:])
            is_met |= (theirs.whole == theirs.mine) & open_.meet(theirs.mine, *theirs[3:])
            found[theirs.at[is_met]] = True
        return found

    def _key(self, claims: Numbers, *, turned: bool) -> "_Keyed":
        """Keys of the sides of claims; `turned`, those that may as well stand the other way."""
        families = np.frombuffer(self._families, dtype=np.int16)
        sides = [np.frombuffer(side, dtype=np.int32) for side in self._sides]
        spans = [np.frombuffer(side, dtype=np.int32) for side in self._spans]
        if turned:
            symmetric = [self._number_family(predicate) for predicate in sorted(SYMMETRIC)]
            claims = claims[np.isin(families[claims], symmetric)]
        found: list[tuple[Numbers, ...]] = []
        for slot in (0, 1):
            who = claims[sides[slot ^ turned][claims] != 0]
            mine, other = sides[slot ^ turned][who], sides[slot ^ (not turned)][who]
            code = families[who] * 2 + slot
            keys = mix(code, mine, other), mix(code, mine, 0)
            found.append((who, *keys, *(span[who].astype(np.int64) for span in spans)))
        return _Keyed(*map(np.concatenate, zip(*found, strict=True)))

    def _number_family(self, predicate: str) -> int:
        if predicate in _FAMILY_OF:
            return _FAMILY_OF[predicate]
        return self._numbers.setdefault(predicate, _FIRST_FREE + len(self._numbers))


def _note(rows: Rows, at: int, group: tuple[object, ...], value: int) -> None:
    """Note one value of a group."""
    rows.add(at, hash(group), value, value)


@lru_cache(maxsize=1 << 14)
def _number_days(edtf: str) -> _Days | None:
    """The first and the last day of a time as numbers, `None` where nothing is known of them."""
    try:
        first, last = bounds(edtf)
    except UsageError:
        return None
    if first is None and last is None:
        return None
    return (
        NO_DAY if first is None else first.toordinal(),
        LAST_DAY if last is None else last.toordinal(),
    )
