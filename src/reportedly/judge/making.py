"""What a person decided → a judgement with its id; what comes from elsewhere is checked.

The id is made of everything else in the record, so that a line that was tampered with does not
fit its id, and the same judgement met twice is one.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import get_args

from reportedly.edtf import bounds
from reportedly.errors import UsageError
from reportedly.ids import make_id
from reportedly.judge.added import check_added
from reportedly.knowledge import load_knowledge
from reportedly.records import Certainty, Judgement, Kind, Polarity, Verb
from reportedly.verdicts import PLAIN_FIELDS, QUOTED_FIELDS

GRADES = ("A", "B", "C", "D", "E", "F")
"""The reliability of a source in the Admiralty system, from A (completely reliable) to F."""

_PARTS = ("text", "start", "end", "kind")


def make_judgement(
    verb: Verb,
    targets: Sequence[str],
    *,
    by: str,
    made_at: str,
    values: Mapping[str, str] | None = None,
    why: str | None = None,
) -> Judgement:
    """Return the judgement with its id. Raises `UsageError` for one that says nothing sensible."""
    values = dict(sorted((values or {}).items()))
    by, why = " ".join(by.split()), " ".join((why or "").split()) or None
    made_at = normalise_time(made_at)
    spread = chain.from_iterable(values.items())
    parts = [verb, len(targets), *targets, *spread, by, made_at, why]
    judgement = Judgement(
        id=make_id("jdg", parts),
        verb=verb,
        targets=tuple(targets),
        values=values,
        by=by,
        made_at=made_at,
        why=why,
    )
    check_judgement(judgement)
    return judgement


def normalise_time(time: str) -> str:
    """Return an ISO 8601 time in UTC with microseconds, so that times sort as text.

    A time without a zone is taken for UTC. Raises `UsageError` for what is no time.
    """
    try:
        moment = datetime.fromisoformat(time)
    except ValueError as error:
        raise UsageError(f"a time as in 2024-05-01T12:00:00Z was expected, not '{time}'") from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def check_judgement(judgement: Judgement) -> None:
    """Raise `UsageError` where a judgement lacks what its verb needs."""
    verb, targets = judgement.verb, judgement.targets
    if not judgement.by:
        raise UsageError("who judged was expected, and is empty: name somebody with --by")
    if not all(targets) or len(set(targets)) != len(targets):
        raise UsageError(f"'{verb}' needs targets that are not the same, not {list(targets)}")
    if verb in ("same", "different", "unsure"):
        if len(targets) < 2:
            raise UsageError(f"'{verb}' needs two entities or more, not {len(targets)}")
    else:
        wanted = 2 if verb == "apart" else 1
        if len(targets) != wanted:
            raise UsageError(f"'{verb}' needs {wanted} target{'s'[: wanted - 1]}")
    if verb == "correct":
        _check_values(judgement.values)
    elif verb == "add":
        check_added(judgement.values)
    elif verb == "rate" and judgement.values.get("reliability") not in GRADES:
        grade = judgement.values.get("reliability")
        raise UsageError(f"a reliability from A to F was expected, not '{grade}'")


def _check_values(values: Mapping[str, str]) -> None:
    parts = {f"{field}.{part}" for field in QUOTED_FIELDS for part in _PARTS}
    unknown = sorted(set(values) - {*PLAIN_FIELDS, *QUOTED_FIELDS, *parts})
    if unknown or not set(values) & {*PLAIN_FIELDS, *QUOTED_FIELDS}:
        raise UsageError(
            f"one of {', '.join((*QUOTED_FIELDS, *PLAIN_FIELDS))} was expected to correct, "
            f"not {', '.join(unknown) or 'nothing'}"
        )
    known: dict[str, Sequence[str]] = {
        "predicate": [entry["id"] for entry in load_knowledge("predicates")["predicate"]],
        "polarity": get_args(Polarity),
        "certainty": get_args(Certainty),
    }
    for field, choices in known.items():
        if field in values and values[field] not in choices:
            raise UsageError(f"a {field} was expected, not '{values[field]}'")
    for field in QUOTED_FIELDS:
        if values.get(field):
            _check_words(values, field)
    if values.get("when"):
        bounds(values["when"])


def _check_words(values: Mapping[str, str], field: str) -> None:
    text, start, end = (values.get(f"{field}.{part}", "") for part in _PARTS[:3])
    is_placed = start.isdecimal() and end.isdecimal() and int(end) - int(start) == len(text) > 0
    if not is_placed:
        raise UsageError(f"the words of the corrected {field} were expected with their place")
    if field != "when" and values.get(f"{field}.kind") not in get_args(Kind):
        kind = values.get(f"{field}.kind")
        raise UsageError(f"a kind was expected for the corrected {field}, not '{kind}'")
