"""Tellings of one thing → which of them have one origin, and by what that is seen.

Two tellings are linked when they stand in one copied passage, have one root source, speak for one
body, or when the one's report rests on the other's publisher. What is linked, also by way of a
third, is one origin. In doubt two tellings are one: a corroboration is missed rather than made up.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from reportedly.ids import make_id
from reportedly.knowledge import load_knowledge
from reportedly.records import Claim, Copy, Passage, Record, Shared, Source

_BODIES = frozenset({"state", "organization", "group"})
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_POSSESSOR = re.compile(r"^(?:\S+ )?\S+['’]s? (?=\S+ \S+)")

_LEAST_SENTENCE_WORDS = 6
_SAME_WORDS = 0.8
"""Of the words of two sentences, so many are the same and in order where one is a copy."""


class Setting(Record, frozen=True, kw_only=True):
    """What claims are weighed with: joined entities, nameless ones, copies, publishers.

    `same` gives the entity that stands for one that was joined to others; `local` are the
    entities that are nobody outside their own report; `publishers`, `credits` (the names whose
    material a report says it is) and `voices` (the entity that bears the publisher's name) are by
    document.
    """

    same: Mapping[str, str] = {}
    local: Collection[str] = frozenset()
    copies: Sequence[Copy] = ()
    publishers: Mapping[str, str | None] = {}
    credits: Mapping[str, Collection[str]] = {}
    voices: Mapping[str, str] = {}


class Link(NamedTuple):
    """Two tellings, by position, that have one origin, and by what that is seen."""

    a: int
    b: int
    reason: Shared


class Origin(NamedTuple):
    """The origin of a telling; of one that is not its first, why and with which telling."""

    id: str
    reason: Shared | None = None
    like: int | None = None


class CopyTable:
    """The copied passages of a case, found by document."""

    def __init__(self, copies: Iterable[Copy]) -> None:
        self._by_document: defaultdict[str, list[tuple[Passage, Passage]]] = defaultdict(list)
        for copy in copies:
            self._by_document[copy.a.document].append((copy.a, copy.b))
            self._by_document[copy.b.document].append((copy.b, copy.a))

    def is_copied(self, one: Claim, other: Claim) -> bool:
        """Whether the evidence of two claims stands in passages that are one text.

        A passage may end before a sentence that was changed: where two reports share text, so does
        a sentence of one stand in the other that has nearly all its words in the same order.
        """
        held = self._by_document.get(one.document, ())
        shared = [(a, b) for a, b in held if b.document == other.document]
        if any(do_overlap(ours, one) and do_overlap(theirs, other) for ours, theirs in shared):
            return True
        return bool(shared) and _are_one_sentence(one.evidence.text, other.evidence.text)

    def list_partners(self, claim: Claim) -> set[str]:
        """Return the documents that share text with the claim's."""
        return {theirs.document for _, theirs in self._by_document.get(claim.document, ())}


def group_origins(claims: Sequence[Claim], setting: Setting, copies: CopyTable) -> list[Origin]:
    """Return the origin of each telling; the first of an origin gives it its id."""
    neighbours: defaultdict[int, list[tuple[int, Shared]]] = defaultdict(list)
    for link in _find_links([_Telling(claim, setting) for claim in claims], copies):
        neighbours[link.a].append((link.b, link.reason))
        neighbours[link.b].append((link.a, link.reason))
    origins: dict[int, Origin] = {}
    for first, claim in enumerate(claims):
        if first in origins:
            continue
        id_ = mark_origin(claim, setting)
        origins[first] = Origin(id_)
        queue = [first]
        for at in queue:
            for other, reason in neighbours[at]:
                if other not in origins:
                    origins[other] = Origin(id_, reason, at)
                    queue.append(other)
    return [origins[i] for i in range(len(claims))]


def mark_origin(claim: Claim, setting: Setting) -> str:
    """Return who answers for a claim: its root source, else the publisher, else the report."""
    if not claim.sources:
        publisher = setting.publishers.get(claim.document)
        if not publisher:
            return claim.document
        return setting.voices.get(claim.document) or _mark(publisher)
    root = claim.sources[-1]
    if root.entity is None or root.entity in setting.local:
        return _mark(root.name, claim.document)
    return setting.same.get(root.entity, root.entity)


@lru_cache(maxsize=1 << 14)
def _mark(name: str, document: str | None = None) -> str:
    return make_id("org", [*([] if document is None else [document]), fold_name(name)])


class _Telling:
    """A claim with what its origin can be seen by."""

    def __init__(self, claim: Claim, setting: Setting) -> None:
        self.claim = claim
        self.root = claim.sources[-1] if claim.sources else None
        self.is_named = self.root is not None and _is_named(self.root, setting)
        self.mark = mark_origin(claim, setting)
        self.published = read_publisher(setting.publishers.get(claim.document) or "")
        self.bodies = find_bodies(self.root) if self.root is not None else set()
        named = [s for s in claim.sources if _is_named(s, setting)]
        cited = {k for s in claim.sources for k in read_publisher(s.name)}
        self.cited = cited - self.published
        self.links = {k for s in named for k in read_publisher(s.name)} - self.published
        outer = [s for s in named if s is not self.root]
        self.outer = {k for s in outer for k in read_publisher(s.name)} - self.published
        credited = () if claim.sources else setting.credits.get(claim.document, ())
        self.credits = {k for name in credited for k in read_publisher(name)} - self.published

    def list_keys(self) -> Iterator[tuple[tuple[str, str], Shared]]:
        """What all tellings of one origin share, and how that is called."""
        own: Shared = "same publisher" if self.published else "same report"
        yield ("mark", self.mark), "same root source" if self.root is not None else own
        if self.root is None:
            for name in sorted(self.published):
                yield ("published", name), own
                yield ("body", name), "sources of one body"
        for name in sorted(self.bodies):
            yield ("body", name), "sources of one body"


def _find_links(told: Sequence[_Telling], copies: CopyTable) -> Iterator[Link]:
    yield from _link_copies(told, copies)
    yield from _link_retold(told)
    firsts: dict[tuple[str, str], int] = {}
    for i, telling in enumerate(told):
        for key, reason in telling.list_keys():
            j = firsts.setdefault(key, i)
            if j != i:
                yield Link(j, i, reason)


def _link_copies(told: Sequence[_Telling], copies: CopyTable) -> Iterator[Link]:
    met: defaultdict[str, list[int]] = defaultdict(list)
    for i, telling in enumerate(told):
        for document in sorted(copies.list_partners(telling.claim)):
            for j in met.get(document, ()):
                if copies.is_copied(told[j].claim, telling.claim):
                    yield Link(j, i, "copied passage")
        met[telling.claim.document].append(i)


def _link_retold(told: Sequence[_Telling]) -> Iterator[Link]:
    """Each telling that rests on another publisher with the telling there that fits it best."""
    published: defaultdict[str, list[int]] = defaultdict(list)
    passed_on: defaultdict[str, list[int]] = defaultdict(list)
    for i, telling in enumerate(told):
        for name in telling.published:
            published[name].append(i)
    for i, telling in enumerate(told):
        named: Shared = "names the other's publisher as its source"
        credited: Shared = "its report credits the other's publisher"
        for names, reason in ((telling.cited, named), (telling.credits, credited)):
            originals = {j for name in names for j in published.get(name, ()) if j != i}
            best = _find_best(told, i, originals) if originals else None
            if best is not None:
                yield Link(best, i, reason)
        others = {j for name in telling.links for j in passed_on[name]}
        others = {
            j for j in others if told[j].outer & telling.links or telling.outer & told[j].links
        }
        best = _find_best(told, i, others) if others else None
        if best is not None:
            yield Link(best, i, "both name one go-between")
        for name in telling.links:
            passed_on[name].append(i)


def _find_best(told: Sequence[_Telling], i: int, others: Collection[int]) -> int | None:
    """The first of the tellings whose root is most like that of telling `i`; `None` for none."""
    likeness = {j: _compare_roots(told[i], told[j]) for j in sorted(others)}
    fitting = [j for j, found in likeness.items() if found]
    return max(fitting, key=lambda j: (likeness[j], -j), default=None)


def _compare_roots(one: _Telling, other: _Telling) -> int:
    """How well two root sources may be one: 0 not at all, 3 they are called alike."""
    if one.mark == other.mark:
        return 3
    if one.is_named and other.is_named and not _is_own_root(one, other):
        return 0
    a, b = (fold_name(t.root.name) if t.root is not None else "" for t in (one, other))
    return 2 if set(a.split()) & set(b.split()) else 1


def _is_own_root(one: _Telling, other: _Telling) -> bool:
    """Whether the root source of the one is the publisher of the other."""
    return any(
        t.root is not None and read_publisher(t.root.name) & u.published
        for t, u in ((one, other), (other, one))
    )


def _is_named(source: Source, setting: Setting) -> bool:
    is_known = source.entity is not None and source.entity not in setting.local
    return is_known and has_name(source.name)


@lru_cache(maxsize=1 << 14)
def has_name(name: str) -> bool:
    """Whether a source is called by a name, not by words for anybody ('two officials')."""
    words = name.split()
    anybody = load_knowledge("origins")["speakers"]["anybody"]
    return bool(words) and words[-1][:1].isupper() and words[0].casefold() not in anybody


def find_bodies(source: Source) -> set[str]:
    """The bodies that a source speaks for: itself, and the one that its officials are of."""
    return set(_find_bodies(source.name, is_body=source.kind in _BODIES))


@lru_cache(maxsize=1 << 14)
def _find_bodies(called: str, *, is_body: bool) -> frozenset[str]:
    name = fold_name(called)
    found = {name} if is_body else set()
    of_body, body_first = _load_speakers()
    if (match := of_body.search(name)) is not None:
        # 'Dura's Port Ministry' and 'the Port Ministry' are one.
        found.add(_POSSESSOR.sub("", fold_name(match["body"])))
    elif (match := body_first.search(name)) is not None:
        found.add(_POSSESSOR.sub("", match["body"]))
    return frozenset(found)


@lru_cache(maxsize=1)
def _load_speakers() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load_knowledge("origins")["speakers"]
    speakers = "|".join(words["nouns"])
    between = "|".join(words["between"])
    return (
        re.compile(rf"\b(?:{speakers})s? (?:{between}) (?P<body>.+)$"),
        re.compile(rf"^(?P<body>\S+ (?:.+ )?\S+?)(?:'s?)? (?:{speakers})s?$"),
    )


@lru_cache(maxsize=1 << 14)
def read_publisher(name: str) -> frozenset[str]:
    """Return the forms, folded, under which a publisher may be cited; none for an empty name.

    'Radio Lake (Dura)', 'Radio Lake, Northern Service' and 'the Radio Lake newspaper' all have
    the form 'radio lake'.
    """
    words = load_knowledge("origins")["publisher"]
    whole = fold_name(_BRACKETS.sub("", name))
    if not whole:
        return frozenset()
    first, _, rest = whole.partition(", ")
    forms = {whole, fold_name(rest) if first in words["desks"] else first} - {""}
    for form in list(forms):
        for ending in words["endings"]:
            if form.endswith(f" {ending}") and form != f"the {ending}":
                forms.add(form.removesuffix(f" {ending}"))
        for beginning in words["beginnings"]:
            if form.startswith(f"{beginning} "):
                forms.add(fold_name(form.removeprefix(f"{beginning} ")))
    return frozenset(forms)


@lru_cache(maxsize=1 << 12)
def _are_one_sentence(one: str, other: str) -> bool:
    a, b = (text.casefold().split() for text in (one, other))
    if min(len(a), len(b)) < _LEAST_SENTENCE_WORDS:
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= _SAME_WORDS


def do_overlap(passage: Passage, claim: Claim) -> bool:
    """Whether the words of a claim stand in a passage of its document, or reach into it."""
    return passage.start < claim.evidence.end and claim.evidence.start < passage.end


def fold_name(name: str) -> str:
    """Return a name for comparison: lower case, one apostrophe, no article in front."""
    words = name.casefold().replace("’", "'").split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)
