"""What every evaluation task gives: how to read its gold, score a document, sum the figures up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportedly.evaluate.gold import GoldDocument
from reportedly.evaluate.predictions import Object, Stream
from reportedly.evaluate.report import Counts, DocumentScore, Figures, Table

ReadGold = Callable[[Path, Path | None, str | None], list[GoldDocument[Any]]]
"""(gold, text, published date) → gold documents; the last two matter to claims only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An evaluation task. `main` names its main figure, which `measure` computes from counts.

    `measures` compute from counts the figures that get an interval, under their dotted names.
    """

    name: str
    stream: Stream
    main: str
    read_gold: ReadGold
    score: Callable[[GoldDocument[Any], list[Object]], DocumentScore]
    measure: Callable[[Counts], float]
    summarise: Callable[[Sequence[DocumentScore]], tuple[Figures, tuple[Table, ...]]]
    measures: Mapping[str, Callable[[Counts], float]] = field(default_factory=dict)
