"""Reading → the rows that a store keeps of it, with every referent given its entity.

Pure: the same reading gives the same rows whatever the case already holds. A referent that has a
name is the same entity wherever that name (normalised) and a compatible kind occur; one without
('residents', 'the official') is an entity of its document alone.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from itertools import islice
from typing import NamedTuple, TypeVar

import msgspec

from reportedly.edtf import bounds
from reportedly.errors import UsageError
from reportedly.ids import make_id
from reportedly.knowledge import is_generic
from reportedly.records import Argument, Claim, Kind, Mention, Problem, Reading, Source, When
from reportedly.store.home import find_home
from reportedly.store.names import get_kind_class, normalise_name, order_words
from reportedly.verdicts import (
    ClaimRuling,
    Rulings,
    correct_claim,
    is_quoted,
    is_worded,
    says_same,
)

_Resolvable = TypeVar("_Resolvable", Argument, Source)

_EARLIEST = date.min.isoformat()
_LATEST = date.max.isoformat()
_NO_RULING = ClaimRuling()


class EntityRow(NamedTuple):
    """An entity as this document knows it; `is_local` when it has no name of its own."""

    id: str
    name: str
    kind: Kind
    kind_class: str
    norm: str
    is_local: bool


class ClaimRow(NamedTuple):
    """A claim whose arguments carry entity ids, and the days between which it happened.

    `original` is the claim as it was read, where a person corrected it.
    """

    claim: Claim
    happened_from: str | None
    happened_to: str | None
    places: tuple[str, ...]
    is_rejected: bool = False
    original: Claim | None = None
    is_added: bool = False
    """Whether a person read it in the document, and not the program."""


@dataclass(slots=True)
class ReadingRows:
    """The rows of one reading. `names` counts the mentions of each (entity id, name)."""

    entities: dict[str, EntityRow] = field(default_factory=dict)
    names: dict[tuple[str, str], int] = field(default_factory=dict)
    mentions: list[tuple[Mention, str | None]] = field(default_factory=list)
    claims: list[ClaimRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def build_rows(reading: Reading, rulings: Rulings | None = None) -> ReadingRows:
    """Return the rows of `reading`, with what people ruled on it applied.

    Claims that share an id but differ become a problem, and so does a correction that quotes words
    which are not there.
    """
    rulings = rulings or Rulings()
    referents = _Referents(reading, rulings.apart)
    rows = referents.rows
    kept: dict[str, Claim] = {}
    rows.problems.extend(reading.problems)
    for claim in reading.claims:
        if (other := kept.setdefault(claim.id, claim)) is not claim:
            if other != claim:
                rows.problems.append(_clash(reading, claim))
            continue
        rows.claims.append(_place(referents, reading, claim, rulings))
    for added in rulings.added:
        if any(says_same(read, added) for read in reading.claims):
            continue  # the program reads it too by now
        if not is_worded(added, reading.document.text):
            rows.problems.append(
                _misquote(reading, added, f"claim {added.id}, which a person added,")
            )
            continue
        claim = msgspec.structs.replace(added, external_id=reading.document.external_id)
        row = _place(referents, reading, claim, rulings)._replace(is_added=True)
        before = [n for n, r in enumerate(rows.claims, 1) if _begin(r.claim) <= _begin(claim)]
        rows.claims.insert(max(before, default=0), row)
    rows.mentions = [(m, referents.find_chain(m.chain)) for m in reading.mentions]
    return rows


def _place(referents: "_Referents", reading: Reading, claim: Claim, rulings: Rulings) -> ClaimRow:
    """The row of a claim with what was ruled on it, but for a correction of words not there."""
    ruling = rulings.claims.get(claim.id)
    if ruling is None:
        return referents.place_claim(claim, _NO_RULING)
    if not is_quoted(ruling.values, reading.document.text):
        told = f"a correction of claim {claim.id}"
        referents.rows.problems.append(_misquote(reading, claim, told))
        ruling = msgspec.structs.replace(ruling, values={})
    return referents.place_claim(claim, ruling)


def _begin(claim: Claim) -> int:
    return claim.evidence.start


class _Referents:
    """Gives the chains and arguments of one reading their entities, noting each in `rows`."""

    def __init__(self, reading: Reading, apart: frozenset[str]) -> None:
        self.rows = ReadingRows()
        self._apart = apart
        self._document = reading.document.id
        self._reading = reading
        self._spans = {(m.start, m.end): m for m in reversed(reading.mentions)}
        self._by_name: dict[tuple[str, str], Mention] | None = None
        self._chains: defaultdict[int, list[Mention]] = defaultdict(list)
        self._known: dict[int, str] = {}
        self._aliases: dict[tuple[str, str], str] = {}
        self._aliased = 0
        """How many of the names stand among the aliases."""
        for mention in reading.mentions:
            self._chains[mention.chain].append(mention)
        for chain, mentions in self._chains.items():
            # A mention of kind `name` is an alias that is spoken of: it refers to nobody itself.
            for mention in mentions:
                if mention.form == "name" and mention.kind != "name":
                    self._known[chain] = self._note_named(mention, mentions)
                    break

    @cached_property
    def _home(self) -> str | None:
        """The country that the report is about; most name no institution for which it is asked."""
        return find_home(self._reading)

    def find_chain(self, chain: int) -> str | None:
        """The entity of a chain: none for an unnamed one that no claim speaks of."""
        return self._known.get(chain)

    def place_claim(self, read: Claim, ruling: ClaimRuling) -> ClaimRow:
        """The row of a claim, corrected where it is, arguments and sources with their entities."""
        claim = read
        if ruling.values:
            claim = correct_claim(read, ruling.values, ruling.by or "somebody")
        subject = self._resolve_open(claim.subject)
        object_ = self._resolve_open(claim.object)
        where = tuple(map(self._resolve, claim.where))
        if (
            claim.predicate == "also_known_as"
            and not ruling.is_rejected
            and claim.polarity == "affirmed"
            and subject is not None
            and object_ is not None
        ):
            self._note_alias(subject, object_)
        happened_from, happened_to = _find_days(claim.when)
        sites = (*where, *(a for a in (subject, object_) if a is not None and a.kind == "place"))
        return ClaimRow(
            claim=msgspec.structs.replace(
                claim,
                subject=subject,
                object=object_,
                where=where,
                sources=tuple(map(self._resolve, claim.sources)),
            ),
            happened_from=happened_from,
            happened_to=happened_to,
            places=tuple(dict.fromkeys(a.entity for a in sites if a.entity is not None)),
            is_rejected=ruling.is_rejected,
            original=None if claim is read else read,
        )

    def _resolve_open(self, argument: Argument | None) -> Argument | None:
        return None if argument is None else self._resolve(argument)

    def _resolve(self, argument: _Resolvable) -> _Resolvable:
        if argument.kind == "name":
            return msgspec.structs.replace(argument, entity=None)
        return msgspec.structs.replace(argument, entity=self._find_entity(argument))

    def _find_entity(self, argument: Argument | Source) -> str:
        mention = self._find_mention(argument)
        if mention is not None:
            return self._known.get(mention.chain) or self._note_unnamed(mention)
        key = (get_kind_class(argument.kind), normalise_name(argument.name))
        if (entity := self._list_aliases().get(key)) is not None:
            return entity
        is_local = not _looks_named(argument)
        entity = self._note(argument.name, argument.kind, (self._document,) if is_local else ())
        return self._count(entity, argument.name, 1)

    def _find_mention(self, argument: Argument | Source) -> Mention | None:
        """The mention at its words, or one of its name where the words stand for another.

        'Red Front fighters attacked' has the group as its subject, 'he' the speaker before.
        """
        mention = self._spans.get((argument.start, argument.end))
        if mention is not None and mention.name == argument.name:
            return mention
        if self._by_name is None:
            self._by_name = {
                (get_kind_class(m.kind), m.name): m
                for m in reversed(self._reading.mentions)
                if m.kind != "name"
            }
        return self._by_name.get((get_kind_class(argument.kind), argument.name))

    def _note_named(self, first: Mention, mentions: list[Mention]) -> str:
        entity = self._note(first.name, first.kind, ())
        names = self.rows.names
        names.setdefault((entity, first.name), 0)
        for mention in mentions:
            if mention.form == "name":
                name = entity, mention.text
                names[name] = names.get(name, 0) + 1
        return entity

    def _note_unnamed(self, mention: Mention) -> str:
        scope = (self._document, mention.chain)
        entity = self._note(mention.name, mention.kind, scope)
        self._known[mention.chain] = entity
        return self._count(entity, mention.name, len(self._chains[mention.chain]))

    def _note_alias(self, subject: Argument, alias: Argument) -> None:
        if subject.entity is not None and alias.entity in (None, subject.entity):
            self._count(subject.entity, alias.name, 0)

    def _note(self, name: str, kind: Kind, scope: tuple[str | int, ...]) -> str:
        row = None if scope else _make_named(name, kind)
        if row is None or row.id in self._apart:
            row = self._make_scoped(name, kind, scope)
        self.rows.entities.setdefault(row.id, row)
        return row.id

    def _make_scoped(self, name: str, kind: Kind, scope: tuple[str | int, ...]) -> EntityRow:
        kind_class, norm = get_kind_class(kind), normalise_name(name)
        is_local = bool(scope)
        meant = norm
        if kind_class == "body" and kind != "place" and not scope and is_generic(norm.split()):
            # 'Interior Ministry' is that of the country that the report is about.
            scope = ("of", self._home or self._document)
            meant = order_words(norm)
        entity = make_id("ent", [kind_class, meant, *scope])
        if entity in self._apart:
            scope, is_local = (self._document, "apart", *scope), True
            entity = make_id("ent", [kind_class, norm, *scope])
        return EntityRow(
            id=entity, name=name, kind=kind, kind_class=kind_class, norm=norm, is_local=is_local
        )

    def _count(self, entity: str, name: str, mentions: int) -> str:
        names = self.rows.names
        names[entity, name] = names.get((entity, name), 0) + mentions
        return entity

    def _list_aliases(self) -> dict[tuple[str, str], str]:
        """The names so far as they are compared, with who had each first."""
        names = self.rows.names
        if self._aliased < len(names):
            for entity, name in islice(names, self._aliased, None):
                key = (self.rows.entities[entity].kind_class, normalise_name(name))
                self._aliases.setdefault(key, entity)
            self._aliased = len(names)
        return self._aliases


@lru_cache(maxsize=1 << 16)
def _make_named(name: str, kind: Kind) -> EntityRow | None:
    """The entity of a name that means the same in every report, `None` for one that does not."""
    kind_class, norm = get_kind_class(kind), normalise_name(name)
    if kind_class == "body" and kind != "place" and is_generic(norm.split()):
        return None
    entity = make_id("ent", [kind_class, norm])
    return EntityRow(
        id=entity, name=name, kind=kind, kind_class=kind_class, norm=norm, is_local=False
    )


def _looks_named(argument: Argument | Source) -> bool:
    """Whether words that are no mention name something: 'Ministry of Works', not 'the prison'.

    Activities are concepts, alike in every report.
    """
    if argument.kind in ("activity", "population"):
        return argument.kind == "activity"
    words = argument.name.split()
    return bool(words) and words[-1][:1].isupper()


def _find_days(when: When | None) -> tuple[str | None, str | None]:
    """The first and last day of `when`, open ends far away; nothing where no day is known."""
    return (None, None) if when is None else _find_bounds(when.edtf)


@lru_cache(maxsize=1 << 14)
def _find_bounds(edtf: str) -> tuple[str | None, str | None]:
    try:
        first, last = bounds(edtf)
    except UsageError:  # not EDTF: the claim keeps its words, and no day
        return None, None
    if first is None and last is None:
        return None, None
    return first.isoformat() if first else _EARLIEST, last.isoformat() if last else _LATEST


def _clash(reading: Reading, claim: Claim) -> Problem:
    return Problem(
        code="duplicate-id",
        message=f"two different claims have the id {claim.id}: the first was kept",
        document=reading.document.id,
        external_id=reading.document.external_id,
        start=claim.evidence.start,
        end=claim.evidence.end,
    )


def _misquote(reading: Reading, claim: Claim, told: str) -> Problem:
    return Problem(
        code="correction",
        message=f"{told} quotes words that do not stand there: it is left out",
        document=reading.document.id,
        external_id=reading.document.external_id,
        start=min(claim.evidence.start, len(reading.document.text)),
        end=min(claim.evidence.end, len(reading.document.text)),
    )
