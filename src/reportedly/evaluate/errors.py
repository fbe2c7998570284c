"""`python -m reportedly.evaluate.errors`: why claims are missed or false, set by set.

Reads every gold set once and counts its errors by cause; of sets of claims it also measures how
many could have been found, and what the claims' confidence is worth.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportedly.errors import BadInputError, ReportedlyError
from reportedly.evaluate.candidates import Steps, add_steps, count_candidates
from reportedly.evaluate.claims import compare_claims
from reportedly.evaluate.confidence import Confidences, collect_confidences
from reportedly.evaluate.diagnosis import Finding
from reportedly.evaluate.diagnosis_claims import (
    diagnose_claims,
    diagnose_perpetrators,
    diagnose_ties,
)
from reportedly.evaluate.diagnosis_public import (
    diagnose_attributions,
    diagnose_coreference,
    diagnose_places,
)
from reportedly.evaluate.error_tables import (
    show_candidates,
    show_confidence,
    show_errors,
)
from reportedly.evaluate.floors import DEFAULT_FLOORS, choose_sets
from reportedly.evaluate.gold import GoldDocument
from reportedly.evaluate.parsed import Parsed, read_golds
from reportedly.evaluate.pins import PinnedSet, load_floors
from reportedly.evaluate.runner import get_task
from reportedly.evaluate.sections import replace_section
from reportedly.settings import Settings, load_settings

DIAGNOSE: dict[str, Callable[[GoldDocument[Any], Parsed], Iterator[Finding]]] = {
    "claims": diagnose_claims,
    "attribution": diagnose_attributions,
    "ties": diagnose_ties,
    "perpetrators": diagnose_perpetrators,
    "places": diagnose_places,
    "coreference": diagnose_coreference,
}
"""Task → its errors in one document."""


@dataclass(slots=True, kw_only=True)
class SetErrors:
    """What was found out about one gold set; `steps` and `confidences` are of claims only."""

    name: str
    task: str
    documents: int = 0
    causes: Counter[tuple[str, str]] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)
    steps: Steps = field(default_factory=dict)
    confidences: dict[str, Confidences] = field(default_factory=dict)

    def add(self, document: GoldDocument[Any], parsed: Parsed) -> None:
        """Take in one document."""
        self.documents += 1
        for finding in DIAGNOSE[self.task](document, parsed):
            self.causes[finding.kind, finding.cause] += 1
            self.lines.append(f"{finding.kind:7} [{finding.cause}] {finding.line}")
        if self.task != "claims":
            return
        comparison = compare_claims(document, parsed.emit_claims())
        add_steps(self.steps, count_candidates(document, comparison, parsed))
        for predicate, confidences in collect_confidences(comparison).items():
            self.confidences.setdefault(predicate, Confidences()).add(confidences)


def examine_set(name: str, pinned: PinnedSet, root: Path, settings: Settings) -> SetErrors:
    """Read a gold set below `root` and return its errors. Raises `BadInputError` without it."""
    paths = [root / path for path in (pinned.gold, pinned.text) if path]
    for path in paths:
        if not path.exists():
            raise BadInputError(f"{path} is missing", code="missing")
    task = get_task(pinned.task)
    text = root / pinned.text if pinned.text else None
    golds = task.read_gold(root / pinned.gold, text, pinned.published_on)
    examined = SetErrors(name=name, task=pinned.task)
    started = time.monotonic()
    for document, parsed in read_golds(golds, settings):
        examined.add(document, parsed)
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{name}: {examined.documents} of {len(golds)} documents")
            sys.stderr.flush()
    seconds = time.monotonic() - started
    sys.stderr.write(f"\r{name}: {examined.documents} documents, {seconds:.0f} s\n")
    return examined


def write_docs(path: Path, examined: list[SetErrors]) -> None:
    """Write the sections `errors`, `candidates` and `confidence` of a document."""
    causes = {one.name: one.causes for one in examined}
    replace_section(path, "errors", show_errors(causes))
    of_claims = [one for one in examined if one.task == "claims"]
    if of_claims:
        steps = {one.name: one.steps for one in of_claims}
        replace_section(path, "candidates", show_candidates(steps))
        confidences = {one.name: one.confidences for one in of_claims}
        replace_section(path, "confidence", show_confidence(confidences))


def main(arguments: list[str] | None = None) -> int:
    """Examine the chosen sets; print the tables or write them to a document."""
    options = _parse(arguments)
    try:
        return _run(options)
    except ReportedlyError as error:
        sys.stderr.write(f"error: {error}\n")
        return error.exit_code


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m reportedly.evaluate.errors",
        description="Count the errors of the pinned gold sets by cause.",
    )
    parser.add_argument("--all", action="store_true", help="the slow public sets too")
    parser.add_argument("--only", nargs="+", metavar="SET", help="these sets")
    parser.add_argument("--write-docs", type=Path, metavar="FILE", help="write the tables there")
    parser.add_argument("--verbose", action="store_true", help="name every error")
    parser.add_argument("--shared", type=Path, help="the folder of gold sets")
    parser.add_argument("--floors", type=Path, default=DEFAULT_FLOORS, help="the pinned sets")
    return parser.parse_args(arguments)


def _run(options: argparse.Namespace) -> int:
    floors = load_floors(options.floors)
    project = options.floors.resolve().parent.parent
    shared = options.shared or project.parent / "shared"
    names = choose_sets(
        floors, has_shared=shared.is_dir(), with_slow=options.all, only=options.only
    )
    pinned = [(name, floors.sets[name]) for name in names if floors.sets[name].task in DIAGNOSE]
    if not pinned:
        raise BadInputError(f"no gold sets at {shared}: name their folder", code="missing")
    settings = load_settings()
    examined = [
        examine_set(name, one, project if one.is_own else shared, settings) for name, one in pinned
    ]
    if options.verbose:
        sys.stdout.writelines(f"{one.name} {line}\n" for one in examined for line in one.lines)
    if options.write_docs:
        write_docs(options.write_docs, examined)
    else:
        sys.stdout.write(show_errors({one.name: one.causes for one in examined}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
