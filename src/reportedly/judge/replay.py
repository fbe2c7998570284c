"""The log of judgements → what holds: pure, whatever the order in which the lines come.

A later judgement of the same pair or claim takes the earlier one's place; one that cannot hold
beside the earlier judgements of other pairs is a conflict, and is not applied.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence

from reportedly.judge.added import read_added
from reportedly.judge.relations import Relations
from reportedly.records import Judgement, Verb
from reportedly.verdicts import Added, Conflict, Correction, Pair, Verdicts

_PAIRED: tuple[Verb, ...] = ("same", "different", "unsure")


def replay(judgements: Iterable[Judgement]) -> Verdicts:
    """Return what holds after all judgements, in the order of their times and then their ids."""
    known = {judgement.id: judgement for judgement in judgements}
    log = sorted(known.values(), key=lambda judgement: (judgement.made_at, judgement.id))
    undone = _find_undone(log)
    held = [j for j in log if j.id not in undone and j.verb != "undo"]
    replaced: dict[str, str] = {}
    relations, conflicts = _fit_pairs(_find_latest(held, replaced))
    apart = _keep_last(held, "apart", replaced)
    rated = _keep_last(held, "rate", replaced)
    rejected, corrected = _read_claims(held, replaced)
    added = _read_added(held, replaced)
    return Verdicts(
        same=relations.same,
        different=relations.different,
        unsure=relations.unsure,
        apart={(j.targets[0], j.targets[1]): j for j in apart.values()},
        rejected=rejected,
        corrected=corrected,
        added=added,
        reliability={j.targets[0]: (j.values["reliability"], j) for j in rated.values()},
        conflicts=tuple(conflicts),
        undone=undone,
        replaced=replaced,
    )


def list_pairs(judgement: Judgement) -> Iterator[Pair]:
    """Yield the pairs that a judgement speaks of: its first target with each of the others."""
    first, *others = judgement.targets
    for other in others:
        yield (first, other) if first < other else (other, first)


def _find_undone(log: Sequence[Judgement]) -> dict[str, str]:
    """The judgements that hold no longer, each with the undo that holds.

    An undo counts once it is known whether it was undone itself. Undos that undo each other in a
    ring, which no honest log has, never count.
    """
    undoers: defaultdict[str, list[Judgement]] = defaultdict(list)
    for judgement in log:
        if judgement.verb == "undo":
            undoers[judgement.targets[0]].append(judgement)
    waiting = {judgement.id: len(undoers[judgement.id]) for judgement in log}
    known = {judgement.id: judgement for judgement in log}
    ready = deque(judgement for judgement in log if not waiting[judgement.id])
    undone: dict[str, str] = {}
    while ready:
        judgement = ready.popleft()
        if judgement.verb != "undo":
            continue
        target = judgement.targets[0]
        if judgement.id not in undone:
            undone[target] = min(judgement.id, undone.get(target, judgement.id))
        if target in waiting:
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(known[target])
    return {id_: by for id_, by in undone.items() if id_ in waiting}


def _find_latest(
    held: Sequence[Judgement], replaced: dict[str, str]
) -> list[tuple[Pair, Judgement]]:
    """The last word on each pair, in the order of the log; saying it again changes nothing."""
    latest: dict[Pair, Judgement] = {}
    for judgement in held:
        if judgement.verb not in _PAIRED:
            continue
        for pair in list_pairs(judgement):
            before = latest.get(pair)
            if before is None or before.verb != judgement.verb:
                latest[pair] = judgement
    standing = {judgement.id for judgement in latest.values()}
    for judgement in held:
        if judgement.verb in _PAIRED and judgement.id not in standing:
            replaced[judgement.id] = latest[next(list_pairs(judgement))].id
    order = {judgement.id: n for n, judgement in enumerate(held)}
    return sorted(latest.items(), key=lambda item: (order[item[1].id], item[0]))


def _fit_pairs(latest: Iterable[tuple[Pair, Judgement]]) -> tuple[Relations, list[Conflict]]:
    relations, conflicts = Relations(), []
    for pair, judgement in latest:
        against = relations.add(pair, judgement)
        if against:
            conflicts.append(_describe_conflict(pair, judgement, against))
    return relations, conflicts


def _describe_conflict(pair: Pair, judgement: Judgement, against: Sequence[Judgement]) -> Conflict:
    others = ", ".join(
        f"{other.id} ({other.by}, {other.made_at[:10]}: {other.verb})" for other in against
    )
    return Conflict(
        judgement=judgement.id,
        pair=pair,
        against=tuple(other.id for other in against),
        sentence=(
            f"{judgement.id} ({judgement.by}, {judgement.made_at[:10]}) judges {pair[0]} and "
            f"{pair[1]} {judgement.verb}, which cannot hold beside {others}: it is not applied"
        ),
    )


def _keep_last(
    held: Sequence[Judgement], verb: Verb, replaced: dict[str, str]
) -> dict[tuple[str, ...], Judgement]:
    last: dict[tuple[str, ...], Judgement] = {}
    for judgement in held:
        if judgement.verb == verb:
            if (before := last.get(judgement.targets)) is not None:
                replaced[before.id] = judgement.id
            last[judgement.targets] = judgement
    return last


def _read_claims(
    held: Sequence[Judgement], replaced: dict[str, str]
) -> tuple[dict[str, Judgement], dict[str, Correction]]:
    """Rejected and corrected claims: a claim that is corrected once rejected is wanted again."""
    rejected: dict[str, Judgement] = {}
    corrections: defaultdict[str, list[Judgement]] = defaultdict(list)
    for judgement in held:
        if judgement.verb not in ("reject", "correct"):
            continue
        claim = judgement.targets[0]
        if (before := rejected.pop(claim, None)) is not None:
            replaced[before.id] = judgement.id
        if judgement.verb == "reject":
            rejected[claim] = judgement
        else:
            corrections[claim].append(judgement)
    corrected = {}
    for claim, made in corrections.items():
        values: dict[str, str] = {}
        for judgement in made:
            values = _set_fields(values, judgement.values)
        for n, judgement in enumerate(made):
            later = [j for j in made[n + 1 :] if _list_fields(judgement) & _list_fields(j)]
            if _list_fields(judgement) <= {field for j in later for field in _list_fields(j)}:
                replaced[judgement.id] = later[-1].id
        standing = tuple(j for j in made if j.id not in replaced)
        corrected[claim] = Correction(values=values, judgements=standing)
    return rejected, corrected


def _read_added(held: Sequence[Judgement], replaced: dict[str, str]) -> dict[str, Added]:
    """Added claims by id: who adds one again says when and where it was anew."""
    added: dict[str, Added] = {}
    for judgement in held:
        if judgement.verb == "add":
            claim = read_added(judgement)
            if (before := added.get(claim.id)) is not None:
                replaced[before.judgement.id] = judgement.id
            added[claim.id] = Added(claim=claim, judgement=judgement)
    return added


def _list_fields(judgement: Judgement) -> set[str]:
    return {key for key in judgement.values if "." not in key}


def _set_fields(before: dict[str, str], values: dict[str, str]) -> dict[str, str]:
    """The corrected fields with those of a later correction: a field goes with all its parts."""
    fields = {key.partition(".")[0] for key in values}
    kept = {key: value for key, value in before.items() if key.partition(".")[0] not in fields}
    return kept | values
