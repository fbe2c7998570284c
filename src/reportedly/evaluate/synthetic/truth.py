"""Reports and what was planted in them → texts, and the truth about them as one JSON object.

The truth has the form of the written cases (`case.json`), and besides `propositions`: what the
reports tell, sentence by sentence, with the origin that each telling truly has.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

from reportedly.evaluate.synthetic.drafts import (
    LEAST_COPIED_WORDS,
    Fact,
    Paragraph,
    Report,
    Sentence,
    Telling,
)
from reportedly.evaluate.synthetic.plots import Planted
from reportedly.evaluate.synthetic.wording import list_predicates
from reportedly.evaluate.synthetic.world import Being, World

Object = dict[str, Any]
_COUNTED = frozenset(
    """attack supply link meeting birth founding command death capture control arrest membership
    ownership brothers ban""".split()
)
"""Facts whose origins are counted: those with a named side, told by more than one wording."""
_SYMMETRIC = frozenset({"link", "meeting", "brothers"})


def lay_out(report: Report) -> tuple[str, list[tuple[Sentence, int, int]]]:
    """Return the text of a report and where each of its sentences stands in it."""
    text, placed = "", []
    for paragraph in report.paragraphs:
        text += "\n\n" if text else ""
        for i, sentence in enumerate(paragraph.sentences):
            text += " " if i else ""
            placed.append((sentence, len(text), len(text) + len(sentence.text)))
            text += sentence.text
    return text + "\n", placed


def describe_truth(name: str, world: World, reports: Sequence[Report], planted: Planted) -> Object:
    """Return the truth about a case; offsets are code points into the reports' texts."""
    laid = {report.id: lay_out(report) for report in reports}
    tellings = _collect(reports, laid)
    propositions = list(_list_propositions(tellings, planted))
    return {
        "case": name,
        "story": "invented: syllables and a seed",
        "documents": [report.id for report in reports],
        "entities": _list_entities(world, laid),
        "must_not_merge": [[a.canonical, b.canonical] for a, b in world.apart],
        "same_text": list(_list_copies(reports, laid)),
        "contradictions": list(_list_contradictions(tellings, planted)),
        "not_contradictions": list(_list_seeming(tellings, planted)),
        "denials": list(_list_denials(tellings)),
        "not_denials": [
            {"document": id_, "text": sentence.text, "note": sentence.comment}
            for id_, (_, placed) in laid.items()
            for sentence, _, _ in placed
            if sentence.comment
        ],
        "corroborations": [
            {
                "proposition": p["proposition"],
                "root_sources": sorted({t["origin"] for t in p["claims"]}),
                "claims": p["claims"],
            }
            for p in propositions
            if p["origins"] > 1
        ],
        "false_corroborations": [
            {"proposition": p["proposition"], "documents": documents}
            for p in propositions
            if p["origins"] == 1
            and len(documents := sorted({t["document"] for t in p["claims"]})) > 1
        ],
        "propositions": propositions,
    }


_Laid = dict[str, tuple[str, list[tuple[Sentence, int, int]]]]
_Told = list[tuple[Telling, Object]]


def _collect(reports: Sequence[Report], laid: _Laid) -> _Told:
    """Every telling with its place, in reading order."""
    found: _Told = []
    for report in reports:
        for number, (sentence, start, end) in enumerate(laid[report.id][1]):
            for telling in sentence.tellings:
                place = {
                    "document": report.id,
                    "claim": f"{report.id}-{number + 1:02}",
                    "evidence": {"start": start, "end": end, "text": sentence.text},
                    "source": [telling.source] if telling.source else [],
                    "certainty": telling.certainty,
                    "polarity": telling.polarity,
                    "when": telling.fact.slots.get("d"),
                    "origin": telling.origin,
                }
                found.append((telling, place))
    return found


def _list_entities(world: World, laid: _Laid) -> list[Object]:
    written: defaultdict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for id_, (_, placed) in laid.items():
        for sentence, _, _ in placed:
            for being, form in sentence.names:
                written[id(being)][id_].add(form)
    return [
        {
            "canonical": being.canonical,
            "variants": list(dict.fromkeys((*being.full, *being.short))),
            "in_text": sorted(set().union(*forms.values())),
            "kind": being.kind,
            "documents": sorted(forms),
        }
        for being in world.beings
        if (forms := written.get(id(being)))
    ]


def _list_copies(reports: Sequence[Report], laid: _Laid) -> Iterator[Object]:
    """Pairs of reports with paragraphs that are one, and where those stand."""
    spans = {r.id: _span_paragraphs(r, laid[r.id][1]) for r in reports}
    holders: defaultdict[int, list[Report]] = defaultdict(list)
    for report in reports:
        for paragraph in report.paragraphs:
            holders[paragraph.lineage].append(report)
    pairs: defaultdict[tuple[str, str], list[list[Object]]] = defaultdict(list)
    for lineage, sharing in holders.items():
        for a, b in combinations(sharing, 2):
            one, other = spans[a.id][lineage], spans[b.id][lineage]
            if _count_shared(one[1], other[1]) >= LEAST_COPIED_WORDS:
                pairs[a.id, b.id].append(
                    [
                        {"document": r.id, "start": start, "end": end}
                        for r, ((start, end), _) in ((a, one), (b, other))
                    ]
                )
    for documents, passages in pairs.items():
        yield {"documents": list(documents), "passages": passages, "kind": "copy", "note": ""}


def _span_paragraphs(
    report: Report, placed: list[tuple[Sentence, int, int]]
) -> dict[int, tuple[tuple[int, int], Paragraph]]:
    places = {id(sentence): (start, end) for sentence, start, end in placed}
    return {
        p.lineage: ((places[id(p.sentences[0])][0], places[id(p.sentences[-1])][1]), p)
        for p in report.paragraphs
    }


def _count_shared(one: Paragraph, other: Paragraph) -> int:
    shared = {s.lineage for s in one.sentences} & {s.lineage for s in other.sentences}
    return sum(len(s.text.split()) for s in one.sentences if s.lineage in shared)


def _list_contradictions(tellings: _Told, planted: Planted) -> Iterator[Object]:
    for reason, single, many in planted.contradictions:
        one, others = _affirm(tellings, single), _affirm(tellings, many)
        if one and others:
            claims = [*one[:1], *others]
            yield {"fact": _name(single), "kind": reason, "claims": claims, "note": ""}


def _list_seeming(tellings: _Told, planted: Planted) -> Iterator[Object]:
    for one, other in planted.not_contradictions:
        claims = [*_affirm(tellings, one)[:1], *_affirm(tellings, other)]
        if len(claims) > 1:
            yield {"fact": _name(one), "claims": claims, "note": "no contradiction"}


def _list_denials(tellings: _Told) -> Iterator[Object]:
    facts = {id(t.fact): t.fact for t, _ in tellings if t.polarity == "denied"}
    for fact in facts.values():
        denied = [p for t, p in tellings if t.fact is fact and t.polarity == "denied"]
        affirmed = _affirm(tellings, fact)
        if affirmed:
            yield {"proposition": _name(fact), "affirmed": affirmed, "denied": denied}


def _affirm(tellings: _Told, fact: Fact) -> list[Object]:
    return [p for t, p in tellings if t.fact is fact and t.polarity == "affirmed"]


def _list_propositions(tellings: _Told, planted: Planted) -> Iterator[Object]:
    groups: dict[int, tuple[Fact, list[Object]]] = {}
    for telling, place in tellings:
        fact = planted.same.get(id(telling.fact), telling.fact)
        if fact.kind in _COUNTED and telling.polarity == "affirmed":
            groups.setdefault(id(fact), (fact, []))[1].append(place)
    for fact, places in groups.values():
        sides = (None, fact.subject) if fact.kind == "death" else (fact.subject, fact.object)
        subject, object_ = (s.canonical if isinstance(s, Being) else None for s in sides)
        yield {
            "proposition": _name(fact),
            "predicates": list(list_predicates(fact.kind)),
            "subject": subject,
            "object": object_,
            "symmetric": fact.kind in _SYMMETRIC,
            "claims": places,
            "origins": len({p["origin"] for p in places}),
        }


def _name(fact: Fact) -> str:
    sides: Iterable[Being | str | None] = (fact.subject, fact.object)
    names = ", ".join(s.canonical if isinstance(s, Being) else s or "—" for s in sides)
    rest = " ".join(fact.slots[s] for s in "dyn" if s in fact.slots)
    return f"{fact.kind}({names}) {rest}".strip()
