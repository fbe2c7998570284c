"""Judgements for tests: short to write, at times that can be chosen."""

from collections.abc import Mapping

from reportedly.judge import make_judgement
from reportedly.records import Judgement, Verb


def judge(
    verb: Verb,
    *targets: str,
    at: int = 0,
    by: str = "ines",
    values: Mapping[str, str] | None = None,
) -> Judgement:
    """A judgement made `at` minutes past noon."""
    made_at = f"2024-05-01T12:{at:02d}:00Z"
    return make_judgement(verb, targets, by=by, made_at=made_at, values=values)
