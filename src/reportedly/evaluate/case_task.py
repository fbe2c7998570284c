"""A folder of reports with a known truth, or a synthetic case → a case → its figures.

`case` scores a written case: as it is read, and with the gold's claims fed in, so that resolving
and weighing are seen apart from reading. `synthetic` scores cases that a seed gives.
"""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from reportedly.case import Case
from reportedly.errors import BadInputError, UsageError
from reportedly.evaluate.case_details import list_faults
from reportedly.evaluate.case_measures import Object, measure_case
from reportedly.evaluate.case_report import CaseReport, build_report
from reportedly.evaluate.gold import read_claim_gold
from reportedly.evaluate.gold_readings import read_with_gold_claims
from reportedly.evaluate.proposition_measures import PropositionMeasure
from reportedly.evaluate.report import Figures
from reportedly.evaluate.synthetic.generate import SyntheticCase, generate_case, write_case
from reportedly.records import Document, Problem, Reading
from reportedly.settings import Settings

SEEDS = (11, 12, 13, 14, 15)
"""Seeds on which figures are reported; wordings and rules were written on 1 to 5."""
DOCUMENTS = 80
_TRUTH = "case.json"


def run_case(
    truth: Path,
    export: Path | None = None,
    *,
    case: Path | None = None,
    settings: Settings | None = None,
) -> CaseReport:
    """Return how well a whole case fits the truth in `truth`, a `case.json` or its folder.

    What is scored is the file `export` that `export --to case` wrote, or the case file `case`, or,
    with neither, the reports beside the truth: as they are read, and with the gold's claims. Raises
    `BadInputError` where a file is missing, `UsageError` where both are given.
    """
    if export is not None and case is not None:
        raise UsageError("one of an export and --case was expected, not both")
    path = truth / _TRUTH if truth.is_dir() else truth
    wanted = _load_truth(path)
    settings = settings or Settings()
    exports: dict[str, Object] = {}
    texts: dict[str, str] = {}
    if export is not None:
        exports["export"] = load_object(export)
    elif case is not None:
        with Case.open(case, create=False, settings=settings) as opened:
            exports["case"] = export_case(opened)
    else:
        golds = read_claim_gold(path.parent)
        documents = [gold.document for gold in golds if gold.document is not None]
        texts = {document.external_id or "": document.text for document in documents}
        exports["read"] = build_export(documents, settings)
        exports["gold claims"] = build_export(read_with_gold_claims(golds, settings), settings)
    runs = {name: measure(wanted, given) for name, given in exports.items()}
    details = [
        f"{name}: {line}"
        for name, given in exports.items()
        for line in list_faults(wanted, given, texts)
    ]
    first, *others = runs.values()
    return CaseReport(
        task="case",
        gold=path.parent.name or path.stem,
        documents=len(wanted["documents"]),
        figures=first | ({"gold": others[0]} if others else {}),
        runs=runs,
        details=tuple(details),
    )


def run_synthetic(
    seeds: Sequence[int] = SEEDS,
    documents: int = DOCUMENTS,
    *,
    write: Path | None = None,
    settings: Settings | None = None,
) -> CaseReport:
    """Return how well the synthetic cases of some seeds are read, resolved and weighed.

    `write` is a folder for their reports and truth, one folder below it for each of several seeds.
    """
    runs: dict[str, Figures] = {}
    details: list[str] = []
    total = 0
    for seed in seeds:
        made = generate_case(seed, documents)
        if write is not None:
            write_case(made, write / f"seed-{seed}" if len(seeds) > 1 else write)
        given = build_export(made.documents, settings or Settings())
        figures = measure(made.truth, given)
        details += figures["propositions"].pop("mistakes")
        details += list_faults(made.truth, given, _get_texts(made))
        runs[f"seed {seed}"] = figures
        total += len(made.documents)
    return build_report("synthetic", f"seeds {', '.join(map(str, seeds))}", total, runs, details)


def measure(truth: Object, export: Object) -> Figures:
    """Return all measures; `propositions` where the truth says from which origin each telling is."""
    figures = measure_case(truth, export)
    if "propositions" in truth:
        figures["propositions"] = PropositionMeasure(truth, export).measure()
    return figures


def build_export(items: Iterable[Document | Reading | Problem], settings: Settings) -> Object:
    """Return what `export --to case` gives for a case of these documents or readings.

    Raises `BadInputError` for a document that could not be read.
    """
    with Case.in_memory(settings) as case:
        documents: list[Document] = []
        for item in items:
            if isinstance(item, Document):
                documents.append(item)
            else:
                _check(case.keep(item).problem)
        for addition in case.add_each(documents):
            _check(addition.problem)
        return export_case(case)


def export_case(case: Case) -> Object:
    """Return what `export --to case` writes, decoded."""
    held = io.BytesIO()
    case.export(held, to="case")
    return msgspec.json.decode(held.getvalue(), type=Object)


def load_object(path: Path) -> Object:
    """Return the JSON object in a file. Raises `BadInputError` where there is none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Object)
    except OSError as error:
        raise BadInputError(f"cannot read {path}: {error.strerror}", code="missing") from error
    except msgspec.DecodeError as error:
        raise BadInputError(
            f"{path}: a JSON object was expected: {error}", code="malformed"
        ) from error


def _load_truth(path: Path) -> Object:
    truth = load_object(path)
    if not {"documents", "entities"} <= truth.keys():
        raise BadInputError(
            f"{path}: the truth about a case was expected, with 'documents' and 'entities'",
            code="malformed",
        )
    return truth


def _get_texts(case: SyntheticCase) -> dict[str, str]:
    return {document.external_id or "": document.text for document in case.documents}


def _check(problem: Problem | None) -> None:
    if problem is not None and problem.severity == "error":
        raise BadInputError(f"{problem.external_id}: {problem.message}", code="unread")
