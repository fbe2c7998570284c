"""How well a whole case fits a known truth: who is who, copies, disputes, origins.

Truth (`case.json`) and what `export --to case` writes, as decoded JSON → counts and rates. Reports
are joined on `external_id`. Own code for the definitions of the outside scorer of the written
cases; `measure_propositions` goes further, where a truth says from which origin each telling is.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

Object = dict[str, Any]
_ARTICLE = re.compile(r"^(the|a|an) ")
_NOTE = re.compile(r"\(.*?\)")


def fold_name(name: str) -> str:
    """Return a name without case, diacritics, punctuation, possessive and article."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).lower()
    plain = re.sub(r"'s$", "", "".join(c for c in plain if not unicodedata.combining(c)))
    words = re.sub(r"\s+", " ", re.sub(r"[^\w\s]", " ", plain)).strip()
    return _ARTICLE.sub("", words)


def compute_rate(right: float, of: float) -> float:
    """Return the share, rounded to four places; 1 where nothing was asked."""
    return round(right / of, 4) if of else 1.0


def do_overlap(a: Object, b: Object) -> bool:
    """Whether two stretches of one text share a character."""
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def stands_at(side: Object, telling: Object) -> bool:
    """Whether an exported claim stands in the words of a telling of the truth."""
    same = side["external_id"] == telling["document"]
    return same and do_overlap(side, telling["evidence"])


class Resolution:
    """Which exported entities the entities of the truth came to be."""

    def __init__(self, truth: Object, export: Object) -> None:
        held: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for entity in export["entities"]:
            for mention in entity["mentions"]:
                held[mention["external_id"], fold_name(mention["text"])][entity["id"]] += 1
        self.items: list[tuple[int, str]] = []
        """(number of the true entity, id of the exported one), for each name in each report."""
        self.missing: list[str] = []
        self.ids: defaultdict[str, set[str]] = defaultdict(set)
        """Folded canonical name → ids of exported entities that hold names of it."""
        for number, entity in enumerate(truth["entities"]):
            names = sorted({fold_name(n) for n in entity.get("in_text") or entity["variants"]})
            found = [
                held[document, name].most_common(1)[0][0]
                for document in entity["documents"]
                for name in names
                if (document, name) in held
            ]
            self.items.extend((number, id_) for id_ in found)
            if found:
                self.ids[fold_name(entity["canonical"])].update(found)
            else:
                self.missing.append(entity["canonical"])


def measure_entities(truth: Object, export: Object) -> Object:
    """Return pairwise precision and recall of names of reports put together, and what may not be.

    Pairs are counted from the sizes of the groups, so that a large case costs no more.
    """
    resolution = Resolution(truth, export)
    both = _count_pairs(resolution.items)
    put_together = _count_pairs(id_ for _, id_ in resolution.items)
    belong = _count_pairs(number for number, _ in resolution.items)
    forbidden = [
        (a, b, ids[0] & ids[1])
        for a, b in truth.get("must_not_merge", [])
        if all(ids := [resolution.ids.get(fold_name(_NOTE.sub("", x))) or set() for x in (a, b)])
    ]
    merged = [(a, b) for a, b, shared in forbidden if shared]
    return {
        "entities": len(truth["entities"]),
        "missing": len(resolution.missing),
        "precision": compute_rate(both, put_together),
        "recall": compute_rate(both, belong),
        "forbidden": len(forbidden),
        "merged": len(merged),
        "kept_apart": compute_rate(len(forbidden) - len(merged), len(forbidden)),
    }


def _count_pairs(items: Iterable[object]) -> int:
    return sum(n * (n - 1) // 2 for n in Counter(items).values())


def measure_copies(truth: Object, export: Object) -> Object:
    """Return the share of copied passages found, and precision, recall and F1 of pairs of reports."""
    wanted = {frozenset(s["documents"]) for s in truth.get("same_text", [])}
    passages = [p for s in truth.get("same_text", []) for p in s["passages"]]
    by_pair: defaultdict[tuple[str, str], list[tuple[Object, Object]]] = defaultdict(list)
    for copy in export["copies"]:
        for x, y in ((copy["a"], copy["b"]), (copy["b"], copy["a"])):
            by_pair[x["external_id"], y["external_id"]].append((x, y))
    covered = sum(
        any(
            do_overlap(x, first) and do_overlap(y, second)
            for x, y in by_pair.get((first["document"], second["document"]), ())
        )
        for first, second, *_ in passages
    )
    got = {frozenset(pair) for pair in by_pair}
    right = len(got & wanted)
    f1 = 2 * right / (len(got) + len(wanted)) if got or wanted else 1.0
    return {
        "passages": compute_rate(covered, len(passages)),
        "precision": compute_rate(right, len(got)),
        "recall": compute_rate(right, len(wanted)),
        "f1": round(f1, 4),
        "wanted": len(wanted),
        "reported": len(got),
    }


Sides = tuple[Sequence[Object], Sequence[Object]]


def list_disputes(truth: Object) -> list[tuple[str, Sides]]:
    """Return what is disputed, a name and the tellings of both sides each."""
    found: list[tuple[str, Sides]] = [
        (c["kind"], (c["claims"][:1], c["claims"][1:])) for c in truth.get("contradictions", [])
    ]
    return found + [("denied", (d["affirmed"], d["denied"])) for d in truth.get("denials", [])]


def is_dispute(reported: Object, sides: Sides) -> bool:
    """Whether a reported contradiction sets a telling of one side against one of the other."""
    return any(
        any(stands_at(x, t) for t in sides[0]) and any(stands_at(y, t) for t in sides[1])
        for x, y in ((reported["a"], reported["b"]), (reported["b"], reported["a"]))
    )


def measure_disputes(truth: Object, export: Object) -> Object:
    """Return how many planted disputes were found, and how many of the reported are planted."""
    wanted = list_disputes(truth)
    got = export["contradictions"]
    found = [any(is_dispute(d, sides) for d in got) for _, sides in wanted]
    right = sum(any(is_dispute(d, sides) for _, sides in wanted) for d in got)
    seeming = [
        (n["claims"][:1], n["claims"][1:])
        for n in truth.get("not_contradictions", [])
        if len(n.get("claims", [])) > 1
    ]
    kinds: defaultdict[str, list[bool]] = defaultdict(list)
    for (kind, _), is_found in zip(wanted, found, strict=True):
        kinds[kind].append(is_found)
    return {
        "wanted": len(wanted),
        "found": compute_rate(sum(found), len(wanted)),
        "reported": len(got),
        "precision": compute_rate(right, len(got)),
        "false_alarms": sum(any(is_dispute(d, sides) for d in got) for sides in seeming),
        "by_kind": {k: f"{sum(v)}/{len(v)}" for k, v in sorted(kinds.items())},
    }


def measure_origins(truth: Object, export: Object) -> Object:
    """Return how many corroborations were found, and single origins that count as several."""
    corroborations = truth.get("corroborations", [])
    propositions = export["propositions"]
    found = sum(any(_is_found(p, c) for p in propositions) for c in corroborations)
    judged = inflated = 0
    for false in truth.get("false_corroborations", []):
        documents = set(false["documents"])
        for p in propositions:
            stands = {t["external_id"] for t in p["affirmed"]}
            if len(stands) < 2 or not stands <= documents:
                continue
            if any(_count_told(p, c) > 1 for c in corroborations):
                continue
            judged += 1
            inflated += p["origins"] > 1
    return {
        "corroborations": len(corroborations),
        "found": found,
        "single": judged,
        "inflated": inflated,
    }


def _is_found(proposition: Object, corroboration: Object) -> bool:
    return proposition["origins"] > 1 and _count_told(proposition, corroboration) > 1


def _count_told(proposition: Object, corroboration: Object) -> int:
    """How many of the claims that corroborate each other stand in an exported proposition."""
    return sum(
        any(stands_at(t, claim) for t in proposition["affirmed"])
        for claim in corroboration["claims"]
    )


def measure_case(truth: Object, export: Object) -> Object:
    """Return all measures of a case: `entities`, `copies`, `disputes`, `origins`."""
    return {
        "entities": measure_entities(truth, export),
        "copies": measure_copies(truth, export),
        "disputes": measure_disputes(truth, export),
        "origins": measure_origins(truth, export),
    }


def iterate_leaves(figures: Object, prefix: str = "") -> Iterator[tuple[str, float]]:
    """Yield the plain numbers of figures under their dotted names."""
    for name, value in figures.items():
        if isinstance(value, dict):
            yield from iterate_leaves(value, f"{prefix}{name}.")
        elif isinstance(value, int | float):
            yield prefix + name, value
