"""How many independent origins a case counts, against the truth that a generator knows.

A planted proposition is read where one of its tellings came to a proposition of a right predicate
and of the right two sides. Its count is right where that proposition has as many origins as its
tellings truly have. What was not read at all is no matter of weighing, and counted apart.
"""

from collections import defaultdict
from typing import Any

from reportedly.evaluate.case_measures import (
    Object,
    Resolution,
    compute_rate,
    do_overlap,
    fold_name,
)


class PropositionMeasure:
    """The planted propositions of a truth, held against an exported case."""

    def __init__(self, truth: Object, export: Object) -> None:
        self._ids = Resolution(truth, export).ids
        self._by_place: defaultdict[str, list[tuple[Object, Object]]] = defaultdict(list)
        for proposition in export["propositions"]:
            for told in proposition["affirmed"]:
                self._by_place[told["external_id"]].append((told, proposition))
        self._planted = truth.get("propositions", [])

    def measure(self) -> Object:
        """Return counts and rates; `mistakes` are lines for a person."""
        tellings = heard = placed = read = right = fully = 0
        mistakes: list[str] = []
        for planted in self._planted:
            found = self._find(planted)
            tellings += len(planted["claims"])
            heard += sum(bool(f) for f in found.values())
            chosen = self._choose(planted, found)
            if chosen is None:
                continue
            read += 1
            told = [c for c in planted["claims"] if any(p is chosen for p in found[_key(c)])]
            placed += len(told)
            expected = len({c["origin"] for c in told})
            is_right = chosen["origins"] == expected and len(told) == sum(
                bool(f) for f in found.values()
            )
            right += is_right
            fully += chosen["origins"] == planted["origins"]
            if not is_right:
                mistakes.append(_explain(planted, chosen, told, found, expected))
        return {
            "planted": len(self._planted),
            "read": compute_rate(read, len(self._planted)),
            "tellings": tellings,
            "tellings_read": compute_rate(heard, tellings),
            "tellings_placed": compute_rate(placed, tellings),
            "right": compute_rate(right, read),
            "right_of_all_told": compute_rate(fully, read),
            "mistakes": mistakes,
        }

    def _find(self, planted: Object) -> dict[str, list[Object]]:
        """For each telling, the propositions of a right predicate that its sentence came to."""
        return {
            _key(claim): [
                proposition
                for told, proposition in self._by_place.get(claim["document"], ())
                if proposition["predicate"] in planted["predicates"]
                and do_overlap(told, claim["evidence"])
                and self._fits(planted, proposition)
            ]
            for claim in planted["claims"]
        }

    def _choose(self, planted: Object, found: dict[str, list[Object]]) -> Object | None:
        """The proposition that holds most of the tellings; the fullest predicate first."""
        counts: dict[str, tuple[int, int, Object]] = {}
        for propositions in found.values():
            for p in propositions:
                rank = -planted["predicates"].index(p["predicate"])
                count = counts.get(p["id"], (0, 0, p))[0] + 1
                counts[p["id"]] = (count, rank, p)
        if not counts:
            return None
        return max(counts.values(), key=lambda c: c[:2])[2]

    def _fits(self, planted: Object, proposition: Object) -> bool:
        """Whether the named sides of a planted proposition are those of an exported one."""
        sides = [planted["subject"], planted["object"]]
        got = [proposition["subject"], proposition["object"]]
        orders = [got, got[::-1]] if planted["symmetric"] else [got]
        return any(
            all(side is None or self._is(side, id_) for side, id_ in zip(sides, order, strict=True))
            for order in orders
        )

    def _is(self, canonical: str, id_: Any) -> bool:
        return id_ in self._ids.get(fold_name(canonical), ())


def _key(claim: Object) -> str:
    return str(claim["claim"])


def _explain(
    planted: Object,
    chosen: Object,
    told: list[Object],
    found: dict[str, list[Object]],
    expected: int,
) -> str:
    elsewhere = [c for c in planted["claims"] if found[_key(c)] and not any(c is t for t in told)]
    lines = [f"{planted['proposition']}: {chosen['origins']} origins, not {expected}"]
    for mark, claims in (("", told), ("in another proposition: ", elsewhere)):
        lines += [f"    {mark}[{c['origin']}] {c['evidence']['text']}" for c in claims]
    return "\n".join(lines)
