"""A folder of golden cases → their claims, read in one go, and how much of them holds."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from reportedly.errors import BadInputError
from reportedly.evaluate.gold import GoldDocument, make_document
from reportedly.evaluate.golden import GoldenCase, load_case, parse_line
from reportedly.evaluate.predictions import PredictedClaim, read_predictions
from reportedly.settings import Settings


def find_cases(folder: Path) -> dict[str, Path]:
    """Return the golden files of a folder of phenomena as 'phenomenon/case' → path."""
    files = sorted(folder.glob("*/*.toml"))
    return {file.relative_to(folder).with_suffix("").as_posix(): file for file in files}


def read_cases(
    paths: dict[str, Path], settings: Settings
) -> Iterator[tuple[str, GoldenCase, list[PredictedClaim]]]:
    """Yield (name, case, claims found in its text). Raises `BadInputError` for an unread text."""
    documents = [_make_gold(name, load_case(path)) for name, path in paths.items()]
    predictions = read_predictions(documents, "claims", settings)
    if predictions.problems:
        raise BadInputError("; ".join(predictions.problems), code="golden")
    for document in documents:
        records = predictions.of(document)
        yield document.id, document.gold, [msgspec.convert(r, PredictedClaim) for r in records]


def _make_gold(name: str, case: GoldenCase) -> GoldDocument[GoldenCase]:
    document = make_document(case.text, name, published_on=case.published, publisher=case.publisher)
    return GoldDocument(id=name, document=document, gold=case)


def measure_golden(folder: Path, settings: Settings) -> dict[str, float]:
    """Return the share of lines that hold over all cases but the pending ones, and both counts.

    A line of `expected` holds when it is found, one of `not_expected` when nothing meets it.
    """
    held = asked = 0
    for _, case, claims in read_cases(find_cases(folder), settings):
        if case.pending:
            continue
        expected = [parse_line(line) for line in case.expected]
        forbidden = [parse_line(line) for line in case.not_expected]
        held += sum(any(line.is_met_by(claim) for claim in claims) for line in expected)
        held += sum(
            not any(line.is_met_by(claim, with_defaults=False) for claim in claims)
            for line in forbidden
        )
        asked += len(expected) + len(forbidden)
    return {"lines": round(held / asked, 4) if asked else 1.0, "held": held, "asked": asked}
