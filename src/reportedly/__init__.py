"""Reportedly reads reports and builds a case: who says what about whom, when and how firmly."""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.case import AddReport, Case
    from reportedly.errors import BadInputError, CaseError, ReportedlyError, UsageError
    from reportedly.one_report import extract, read
    from reportedly.query import Profile
    from reportedly.records import (
        Argument,
        Attribution,
        Claim,
        Document,
        Entity,
        Mention,
        Problem,
        Reading,
        Source,
        Span,
    )

_ROOMS = {
    "case": ("AddReport", "Case"),
    "errors": ("BadInputError", "CaseError", "ReportedlyError", "UsageError"),
    "one_report": ("extract", "read"),
    "query": ("Profile",),
    "records": (
        "Argument",
        "Attribution",
        "Claim",
        "Document",
        "Entity",
        "Mention",
        "Problem",
        "Reading",
        "Source",
        "Span",
    ),
}
"""Where each public name lives. They are fetched when first used, so that a script which needs
the records alone, and the command line's help, load nothing else."""

__all__ = [
    "AddReport",
    "Argument",
    "Attribution",
    "BadInputError",
    "Case",
    "CaseError",
    "Claim",
    "Document",
    "Entity",
    "Mention",
    "Problem",
    "Profile",
    "Reading",
    "ReportedlyError",
    "Source",
    "Span",
    "UsageError",
    "extract",
    "read",
]


class _Face(ModuleType):
    """The package as others see it: `read` and `extract` are the functions.

    Two stages have the same names, and the import system would bind each, once it is imported,
    over the function. A property cannot be bound over; the stages stay importable as before.
    """

    @property
    def read(self) -> object:
        """Read one report; see `reportedly.one_report.read`."""
        return _fetch("read")

    @read.setter
    def read(self, _stage: object) -> None: ...

    @property
    def extract(self) -> object:
        """Return the claims of a text; see `reportedly.one_report.extract`."""
        return _fetch("extract")

    @extract.setter
    def extract(self, _stage: object) -> None: ...

    def __getattr__(self, name: str) -> object:
        return _fetch(name)

    def __dir__(self) -> list[str]:
        return sorted({*self.__dict__, *__all__})


def _fetch(name: str) -> object:
    for room, names in _ROOMS.items():
        if name in names:
            return getattr(import_module(f"reportedly.{room}"), name)
    raise AttributeError(f"module 'reportedly' has no attribute '{name}'")


sys.modules[__name__].__class__ = _Face
