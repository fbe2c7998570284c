"""What a case got wrong, line by line, with the words: for a person who wants to mend it."""

from collections import defaultdict
from collections.abc import Iterator

from reportedly.evaluate.case_measures import Object, Resolution, is_dispute, list_disputes


def list_faults(truth: Object, export: Object, texts: dict[str, str]) -> Iterator[str]:
    """Yield what was merged, torn apart, missed or made up; `texts` are by external id."""
    yield from _list_entities(truth, export)
    got = export["contradictions"]
    wanted = list_disputes(truth)
    for kind, sides in wanted:
        if not any(is_dispute(d, sides) for d in got):
            yield f"missed dispute ({kind}):"
            yield from (f"    {_quote(claim)}" for side in sides for claim in side)
    for dispute in got:
        if not any(is_dispute(dispute, sides) for _, sides in wanted):
            yield f"no dispute ({dispute['reason']}):"
            yield from (f"    {_cut(dispute[side], texts)}" for side in ("a", "b"))
    pairs = {frozenset(s["documents"]) for s in truth.get("same_text", [])}
    for copy in export["copies"]:
        places = (copy["a"], copy["b"])
        if frozenset(place["external_id"] for place in places) not in pairs:
            yield "no copy:"
            yield from (f"    {_cut(place, texts)}" for place in places)


def _list_entities(truth: Object, export: Object) -> Iterator[str]:
    resolution = Resolution(truth, export)
    names = {entity["id"]: f"{entity['name']} ({entity['kind']})" for entity in export["entities"]}
    held: defaultdict[str, set[int]] = defaultdict(set)
    spread: defaultdict[int, set[str]] = defaultdict(set)
    for number, id_ in resolution.items:
        held[id_].add(number)
        spread[number].add(id_)
    for id_, numbers in held.items():
        if len(numbers) > 1:
            several = ", ".join(truth["entities"][n]["canonical"] for n in sorted(numbers))
            yield f"one for several: {names[id_]} is {several}"
    for number, ids in spread.items():
        if len(ids) > 1:
            parts = ", ".join(sorted(names[id_] for id_ in ids))
            yield f"several for one: {truth['entities'][number]['canonical']} is {parts}"
    yield from (f"never found: {name}" for name in resolution.missing)


def _quote(claim: Object) -> str:
    return f"{claim['document']}: {claim['evidence']['text']}"


def _cut(side: Object, texts: dict[str, str]) -> str:
    text = texts.get(side["external_id"], "")[side["start"] : side["end"]]
    return f"{side['external_id']}: {text}"
