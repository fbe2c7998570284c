"""Judgements ⇄ lines for other cases and other programs: own JSON Lines, and resolver edges.

A resolver edge is a line as nomenklatura's `Resolver.dump` writes it (4.x, and 3.x with a seventh
field): `[target, source, judgement, score, user, created_at, deleted_at?]`. There, entities that
are one hang on a canonical id of its own (`NK-…`, or a Wikidata id), which no case knows; here they
are tied to each other.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from reportedly.errors import BadInputError, UsageError
from reportedly.judge.making import make_judgement
from reportedly.records import Judgement, Record, Verb
from reportedly.verdicts import Pair, Verdicts

_WORDS: dict[str, Verb] = {"positive": "same", "negative": "different", "unsure": "unsure"}
_OPEN = "no_judgement"
_FIELDS = (6, 7)
_NOBODY = "nomenklatura"
_CUT_ZONE = re.compile(r"(?<=\.\d{6})[+-]\d?$")
"""Some versions keep 28 characters of a time, and so a part of its zone, which is UTC."""


class BadLine(Record, frozen=True, kw_only=True):
    """A line that cannot be used: its number, from 1, and why."""

    number: int
    message: str


class _Edge(NamedTuple):
    number: int
    target: str
    source: str
    judgement: str
    by: str
    made_at: str


def read_lines(
    lines: Iterable[str | bytes], *, is_known: Callable[[str], bool], now: str
) -> Iterator[Judgement | BadLine]:
    """Yield the judgement of every line that can be used, and what is wrong with the others.

    `is_known` says whether an entity is in the case: an edge between others is no use to it.
    `now` stands in where an edge does not say when it was judged.
    """
    edges: list[_Edge] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = msgspec.json.decode(line)
            if isinstance(found, list):
                edges += _read_edge(number, found, now)
            else:
                yield _read_judgement(found)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield BadLine(number=number, message=f"a judgement as JSON was expected: {error}")
        except (UsageError, BadInputError) as error:
            yield BadLine(number=number, message=str(error))
    yield from _tie_edges(edges, is_known)


def _read_judgement(found: Any) -> Judgement:
    """An own line. Raises `BadInputError` where its id does not fit what it says."""
    if not isinstance(found, dict):
        raise UsageError(f"a judgement or a resolver edge was expected, not {found!r}")
    given = found.get("id")
    read = msgspec.convert(found | {"id": given or ""}, Judgement)
    made = make_judgement(
        read.verb,
        read.targets,
        by=read.by,
        made_at=read.made_at,
        values=read.values,
        why=read.why,
    )
    if given and given != made.id:
        raise BadInputError(
            f"{given} does not fit what the line says: it was changed after it was made",
            code="malformed",
        )
    return made


def _read_edge(number: int, row: list[Any], now: str) -> list[_Edge]:
    """The edge of a line; none where it was deleted, or nobody judged it."""
    if len(row) not in _FIELDS or not all(isinstance(x, str) and x for x in row[:3]):
        raise UsageError(
            "a resolver edge [target, source, judgement, score, user, time] was expected"
        )
    if row[2] == _OPEN or (len(row) == max(_FIELDS) and row[6]):
        return []
    if row[2] not in _WORDS:
        raise UsageError(f"positive, negative or unsure was expected, not '{row[2]}'")
    if row[0] == row[1]:
        raise UsageError(f"two entities were expected, not '{row[0]}' twice")
    made_at = _CUT_ZONE.sub("", str(row[5] or now))
    return [_Edge(number, row[0], row[1], row[2], str(row[4] or _NOBODY), made_at)]


def _tie_edges(
    edges: list[_Edge], is_known: Callable[[str], bool]
) -> Iterator[Judgement | BadLine]:
    """Edges between entities of the case, those over canonical ids tied to their first entity."""
    known = {id_: is_known(id_) for edge in edges for id_ in (edge.target, edge.source)}
    hubs = _Hubs(edges, known)
    for edge in edges:
        pair = [id_ if known[id_] else hubs.find_first(id_) for id_ in (edge.target, edge.source)]
        one, other = pair
        if edge.judgement == "positive" and one is not None and one == other:
            if hubs.count(edge.target, edge.source) > 1:
                continue  # the first entity of a canonical id: the others are tied to it
            other = None
        if one is None or other is None or one == other:
            yield BadLine(number=edge.number, message=_word_useless(edge, known))
            continue
        try:
            verb = _WORDS[edge.judgement]
            targets = sorted((one, other))
            yield make_judgement(verb, targets, by=edge.by, made_at=edge.made_at)
        except UsageError as error:
            yield BadLine(number=edge.number, message=str(error))


def _word_useless(edge: _Edge, known: dict[str, bool]) -> str:
    strangers = [id_ for id_ in (edge.target, edge.source) if not known[id_]]
    if not strangers:
        return f"{edge.target} and {edge.source} are one and {edge.judgement} at once"
    return (
        f"two entities of the case were expected: {' and '.join(strangers)} leads to no other one"
    )


class _Hubs:
    """Ids that no case knows, tied by positive edges: which entities of the case hang on them."""

    def __init__(self, edges: Iterable[_Edge], known: dict[str, bool]) -> None:
        self._known = known
        self._neighbours: defaultdict[str, set[str]] = defaultdict(set)
        for edge in edges:
            if edge.judgement == "positive":
                self._neighbours[edge.target].add(edge.source)
                self._neighbours[edge.source].add(edge.target)
        self._hung: dict[str, set[str]] = {}

    def find_first(self, hub: str) -> str | None:
        """The first of the entities of the case that hang on `hub`, `None` where none does."""
        return min(self._find_hung(hub), default=None)

    def count(self, *ids: str) -> int:
        """How many entities of the case hang on those of `ids` that no case knows."""
        return max(len(self._find_hung(id_)) for id_ in ids if not self._known[id_])

    def _find_hung(self, hub: str) -> set[str]:
        if hub not in self._hung:
            members, waiting = {hub}, [hub]
            hung: set[str] = set()
            while waiting:
                for neighbour in self._neighbours[waiting.pop()]:
                    if self._known.get(neighbour):
                        hung.add(neighbour)
                    elif neighbour not in members:
                        members.add(neighbour)
                        waiting.append(neighbour)
            self._hung |= dict.fromkeys(members, hung)
        return self._hung[hub]


def write_edges(verdicts: Verdicts) -> Iterator[bytes]:
    """Yield the pairs that are judged as resolver edges, in the order of their judgements."""
    groups: tuple[tuple[str, Mapping[Pair, Judgement]], ...] = (
        ("positive", verdicts.same),
        ("negative", verdicts.different),
        ("unsure", verdicts.unsure),
    )
    rows = [(j, pair, word) for word, group in groups for pair, j in group.items()]
    for judgement, (one, other), word in sorted(rows, key=lambda r: (r[0].made_at, r[0].id, r[1])):
        moment = judgement.made_at.removesuffix("Z")
        yield msgspec.json.encode([other, one, word, None, judgement.by, moment])
