"""`python -m reportedly.evaluate TASK GOLD`: score a gold set from a shell."""

import argparse
import sys
from pathlib import Path

import msgspec

from reportedly.errors import ReportedlyError
from reportedly.evaluate.runner import TASKS, run
from reportedly.settings import load_settings


def main(arguments: list[str] | None = None) -> int:
    """Print a report and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m reportedly.evaluate", description=__doc__)
    parser.add_argument("task", choices=tuple(TASKS))
    parser.add_argument("gold", type=Path)
    parser.add_argument("--predicted", type=Path, help="records to score, instead of reading")
    parser.add_argument("--text", type=Path, help="the text, or a folder of texts (claims)")
    parser.add_argument("--date", help="when texts without a date were published, EDTF (claims)")
    parser.add_argument("--limit", type=int, help="only the first documents")
    parser.add_argument("--verbose", "-v", action="store_true", help="name every error")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    options = parser.parse_args(arguments)
    try:
        report = run(
            options.task,
            options.gold,
            predicted=options.predicted,
            text=options.text,
            published_on=options.date,
            limit=options.limit,
            settings=load_settings(),
        )
    except ReportedlyError as error:
        sys.stderr.write(f"error: {error}\n")
        return error.exit_code
    text = (
        msgspec.json.encode(report).decode()
        if options.json
        else report.render(verbose=options.verbose)
    )
    sys.stdout.write(text + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
