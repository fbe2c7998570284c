"""A folder of reports with a known truth, or a synthetic case → a case → its figures."""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from reportedly.case import Case
from reportedly.errors import BadInputError
from reportedly.records import Document, Problem, Reading
from reportedly.settings import Settings


def build_export(items: Iterable[Document | Reading], settings: Settings) -> dict[str, Any]:
    """Return what `export --to case` gives for a case of these documents and readings.

    Raises `BadInputError` for a document that could not be read.
    """
    with Case.in_memory(settings) as case:
        for item in items:
            if isinstance(item, Reading):
                case.keep(item)
            else:
                for addition in case.add_each([item]):
                    _check(addition.problem)
        return export_case(case)


def export_case(case: Case) -> dict[str, Any]:
    """Return what `export --to case` writes, decoded."""
    held = io.BytesIO()
    case.export(held, to="case")
    return msgspec.json.decode(held.getvalue(), type=dict[str, Any])


def load_object(path: Path) -> dict[str, Any]:
    """Return the JSON object in a file. Raises `BadInputError` where there is none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
    except OSError as error:
        raise BadInputError(f"cannot read {path}: {error.strerror}", code="missing") from error
    except msgspec.DecodeError as error:
        raise BadInputError(
            f"{path}: a JSON object was expected: {error}", code="malformed"
        ) from error


def _check(problem: Problem | None) -> None:
    if problem is not None and problem.severity == "error":
        raise BadInputError(f"{problem.external_id}: {problem.message}", code="unread")
