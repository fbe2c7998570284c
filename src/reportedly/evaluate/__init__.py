"""Scoring what was read against gold sets, and holding the floors."""

from reportedly.evaluate.report import MainFigure, Report, Table
from reportedly.evaluate.runner import TASKS, run

__all__ = ["TASKS", "MainFigure", "Report", "Table", "run"]
