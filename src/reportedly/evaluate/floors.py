"""`python -m reportedly.evaluate.floors`: measure the pinned gold sets and hold their floors.

The gold sets lie in a folder `shared` beside the project. Where there is none, the project's own
golden cases are measured alone.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from reportedly.errors import BadInputError, ReportedlyError, UsageError
from reportedly.evaluate.case_task import run_case, run_synthetic
from reportedly.evaluate.golden_run import find_cases, measure_golden
from reportedly.evaluate.pins import (
    Floors,
    Measurement,
    PinnedSet,
    compute_digest,
    find_faults,
    load_floors,
    save_floors,
    update_pin,
)
from reportedly.evaluate.report import Figures, Report, Table
from reportedly.evaluate.runner import run
from reportedly.evaluate.sections import make_table, replace_section
from reportedly.settings import Settings, load_settings

DEFAULT_FLOORS = Path("benchmarks/floors.json")
_COLUMNS = ("", "figure", "measured", "floor", "")


def measure_set(pinned: PinnedSet, root: Path, settings: Settings) -> Measurement:
    """Read and score a set below `root`. Raises `BadInputError` when its files are not there."""
    paths = [root / path for path in (pinned.gold, pinned.text) if path]
    for path in paths:
        if not path.exists():
            raise BadInputError(f"{path} is missing", code="missing")
    if pinned.task == "golden":
        figures = measure_golden(root / pinned.gold, settings)
        return Measurement(
            documents=len(find_cases(root / pinned.gold)),
            figures={name: figures[name] for name in pinned.floor},
        )
    if pinned.task in ("case", "synthetic"):
        return _measure_cases(pinned, root, settings)
    report = run(
        pinned.task,
        root / pinned.gold,
        text=root / pinned.text if pinned.text else None,
        published_on=pinned.published_on,
        settings=settings,
    )
    if report.problems:
        raise BadInputError("; ".join(report.problems), code="unread")
    return _take_figures(pinned, report, compute_digest(paths))


def _measure_cases(pinned: PinnedSet, root: Path, settings: Settings) -> Measurement:
    """An invented case has no files but its generator, which changes with the project."""
    if pinned.task == "synthetic":
        report, digest = run_synthetic(settings=settings), None
    else:
        report = run_case(root / pinned.gold, settings=settings)
        digest = compute_digest([root / pinned.gold])
    return Measurement(
        digest=digest,
        documents=report.documents,
        figures={name: get_figure(report.figures, name) for name in pinned.floor},
    )


def _take_figures(pinned: PinnedSet, report: Report, digest: str) -> Measurement:
    is_sampled = report.documents > 1
    return Measurement(
        digest=digest,
        documents=report.documents,
        figures={name: get_figure(report.figures, name) for name in pinned.floor},
        intervals={
            name: (round(low, 4), round(high, 4))
            for name, (low, high) in report.intervals.items()
            if is_sampled and name in pinned.floor
        },
        bad_spans=report.figures.get("bad_spans", 0),
    )


def get_figure(figures: Figures, name: str) -> float:
    """Return a figure by its dotted name. Raises `UsageError` when there is none."""
    value: object = figures
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    if not isinstance(value, int | float):
        raise UsageError(f"no figure called '{name}' in this report")
    return value


def choose_sets(
    floors: Floors, *, has_shared: bool, with_slow: bool = False, only: list[str] | None = None
) -> list[str]:
    """Return the names of the sets to measure. Raises `UsageError` for an unknown name."""
    unknown = set(only or ()) - floors.sets.keys()
    if unknown:
        raise UsageError(f"no set called {', '.join(sorted(unknown))}: {', '.join(floors.sets)}")
    return [
        name
        for name, pinned in floors.sets.items()
        if (has_shared or pinned.is_own)
        and (name in only if only else with_slow or pinned.speed == "fast")
    ]


def make_rows(
    name: str, pinned: PinnedSet, measured: Measurement, faults: list[str]
) -> Iterator[tuple[str, ...]]:
    """Yield a row for each pinned figure, the verdict on the first."""
    verdict = "; ".join(faults) or "holds"
    for i, (figure, floor) in enumerate(pinned.floor.items()):
        yield (
            name if i == 0 else "",
            figure,
            f"{measured.figures[figure]:.4f}",
            "—" if floor is None else f"{floor:.4f}",
            verdict if i == 0 else "",
        )


def write_docs(path: Path, floors: Floors) -> None:
    """Write the pinned figures as the section `figures` of a document."""
    rows = []
    for name, pinned in floors.sets.items():
        if not pinned.measured:
            continue
        for i, (figure, value) in enumerate(pinned.measured.items()):
            interval = pinned.intervals.get(figure) or (pinned.interval if i == 0 else None)
            floor = pinned.floor[figure]
            rows.append(
                (
                    name if i == 0 else "",
                    str(pinned.documents) if i == 0 else "",
                    figure,
                    f"{value:.3f}",
                    f"{interval[0]:.3f}–{interval[1]:.3f}" if interval else "",
                    "" if floor is None else f"{floor:.3f}",
                )
            )
    columns = ("set", "documents", "figure", "measured", "95 % interval", "floor")
    replace_section(path, "figures", make_table(columns, rows))


def main(arguments: list[str] | None = None) -> int:
    """Check or update the floors; return 0 when all hold, 1 when one does not."""
    options = _parse(arguments)
    try:
        return _run(options)
    except ReportedlyError as error:
        sys.stderr.write(f"error: {error}\n")
        return error.exit_code


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m reportedly.evaluate.floors",
        description="Measure the pinned gold sets and hold their floors.",
    )
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--check", action="store_true", help="fail on a drop (the default)")
    mode.add_argument("--update", action="store_true", help="pin what is measured, raise floors, and show them in docs/evaluation.md")
    parser.add_argument(
        "--write-docs", type=Path, metavar="FILE", help="write the pinned figures; alone, only that"
    )
    parser.add_argument("--allow-lower", action="store_true", help="let --update lower floors")
    parser.add_argument("--all", action="store_true", help="the slow public sets too")
    parser.add_argument("--only", nargs="+", metavar="SET", help="these sets")
    parser.add_argument("--shared", type=Path, help="the folder of gold sets")
    parser.add_argument("--floors", type=Path, default=DEFAULT_FLOORS)
    return parser.parse_args(arguments)


def _run(options: argparse.Namespace) -> int:
    floors = load_floors(options.floors)
    if options.write_docs and not (options.check or options.update):
        write_docs(options.write_docs, floors)
        return 0
    project = options.floors.resolve().parent.parent
    shared = options.shared or project.parent / "shared"
    if not shared.is_dir():
        sys.stdout.write(f"no gold sets at {shared}: only the project's own cases are measured\n")
    names = choose_sets(
        floors, has_shared=shared.is_dir(), with_slow=options.all, only=options.only
    )
    rows: list[tuple[str, ...]] = []
    is_failed = False
    for name in names:
        pinned = floors.sets[name]
        measured = measure_set(pinned, project if pinned.is_own else shared, load_settings())
        if options.update:
            update_pin(pinned, measured, allow_lower=options.allow_lower)
            save_floors(options.floors, floors)
        faults = find_faults(pinned, measured)
        is_failed = is_failed or bool(faults)
        rows.extend(make_rows(name, pinned, measured, faults))
    sys.stdout.write("\n".join(Table(title="", columns=_COLUMNS, rows=tuple(rows)).render()) + "\n")
    page = options.write_docs or (project / _PAGE if options.update else None)
    if page and (options.write_docs or page.is_file()):
        write_docs(page, floors)
    return int(is_failed)


if __name__ == "__main__":
    sys.exit(main())
