"""A task, a gold set, and predictions or a pipeline → the report."""

from pathlib import Path

from reportedly.errors import UsageError
from reportedly.evaluate.attribution import ATTRIBUTION
from reportedly.evaluate.claim_task import CLAIMS
from reportedly.evaluate.coreference import COREFERENCE
from reportedly.evaluate.name_pairs import evaluate_names
from reportedly.evaluate.perpetrators import PERPETRATORS
from reportedly.evaluate.places import PLACES
from reportedly.evaluate.predictions import load_predictions, read_predictions
from reportedly.evaluate.report import MainFigure, Report, pool_scores, resample_each
from reportedly.evaluate.task import Task
from reportedly.evaluate.ties import TIES
from reportedly.settings import Settings

TASKS: dict[str, Task] = {
    task.name: task for task in (CLAIMS, ATTRIBUTION, TIES, PLACES, PERPETRATORS, COREFERENCE)
}

NAMES = "names"
"""The task that compares pairs of names, and reads no text."""


def run(  # noqa: PLR0913 - all but two are options with a default
    task: str,
    gold: Path,
    *,
    predicted: Path | None = None,
    text: Path | None = None,
    published_on: str | None = None,
    limit: int | None = None,
    settings: Settings | None = None,
) -> Report:
    """Return the report of a task on a gold set.

    Predictions come from the JSON Lines file `predicted`, else the gold's texts are read through
    the pipeline. `text` is the text of a single claim gold file or a folder of texts, and
    `published_on` the date (EDTF) of texts without one; both matter to `claims` only. `limit`
    takes the first documents only. Raises `UsageError` for an unknown task or when a single
    document's text is not at hand, `BadInputError` when a file cannot be read.
    """
    if task == NAMES:
        return evaluate_names(gold, limit)
    chosen = get_task(task)
    golds = chosen.read_gold(gold, text, published_on)[:limit]
    if predicted is not None:
        predictions = load_predictions(predicted)
    elif all(document.document is None for document in golds):
        raise UsageError(
            f"no text beside {gold}: name it with --text, or give a file with --predicted"
        )
    else:
        predictions = read_predictions(golds, chosen.stream, settings or Settings())
    scores = [chosen.score(document, predictions.of(document)) for document in golds]
    figures, tables = chosen.summarise(scores)
    counts = pool_scores(scores).counts
    intervals = resample_each(scores, {chosen.main: chosen.measure, **chosen.measures})
    low, high = intervals.pop(chosen.main)
    return Report(
        task=chosen.name,
        gold=gold.name,
        documents=len(scores),
        main=MainFigure(name=chosen.main, value=chosen.measure(counts), low=low, high=high),
        figures=figures,
        intervals=intervals,
        tables=tables,
        details=tuple(line for score in scores for line in score.lines),
        problems=tuple(predictions.problems),
    )


def get_task(name: str) -> Task:
    """Return the task of that name. Raises `UsageError` listing the tasks there are."""
    try:
        return TASKS[name]
    except KeyError:
        raise UsageError(f"no task called '{name}': one of {', '.join((*TASKS, NAMES))}") from None
