"""A seed → a synthetic case: reports about an invented world, and the truth about them."""

import random
from pathlib import Path
from typing import Any

import msgspec

from reportedly.errors import UsageError
from reportedly.evaluate.gold import make_document
from reportedly.evaluate.synthetic.drafts import Report
from reportedly.evaluate.synthetic.plots import REPORTS_IN_A_STORY, Planted, Story
from reportedly.evaluate.synthetic.truth import describe_truth, lay_out
from reportedly.evaluate.synthetic.wording import Writer
from reportedly.evaluate.synthetic.world import World
from reportedly.records import Document, Record


class SyntheticCase(Record, frozen=True, kw_only=True):
    """Reports and the truth about them, in the form of the written cases' `case.json`."""

    documents: tuple[Document, ...]
    truth: dict[str, Any]


def generate_case(seed: int, documents: int) -> SyntheticCase:
    """Return the case that a seed gives: the same reports and the same truth on every run.

    Reports come in stories of eight. Raises `UsageError` where there are not even eight.
    """
    if documents < REPORTS_IN_A_STORY:
        raise UsageError(
            f"at least {REPORTS_IN_A_STORY} documents were expected, not {documents}: one story"
        )
    draw = random.Random(seed)  # noqa: S311 - the same seed must give the same case
    world, writer, planted = World(draw), Writer(draw), Planted()
    reports = [
        report
        for number in range(documents // REPORTS_IN_A_STORY)
        for report in Story(world, writer, number, planted).write()
    ]
    return SyntheticCase(
        documents=tuple(_make(report) for report in reports),
        truth=describe_truth(f"synthetic-{seed}", world, reports, planted),
    )


def write_case(case: SyntheticCase, folder: Path) -> None:
    """Write the reports with front matter, and `case.json`, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for document in case.documents:
        head = (
            f"---\nid: {document.external_id}\ntitle: {document.title}\n"
            f"publisher: {document.publisher}\ndate: {document.published_on}\n---\n"
        )
        (folder / f"{document.external_id}.txt").write_text(head + document.text, encoding="utf-8")
    encoded = msgspec.json.format(msgspec.json.encode(case.truth), indent=1)
    (folder / "case.json").write_bytes(encoded + b"\n")


def _make(report: Report) -> Document:
    return make_document(
        lay_out(report)[0],
        report.id,
        published_on=report.published_on,
        publisher=report.publisher.canonical,
        title=report.title,
    )
