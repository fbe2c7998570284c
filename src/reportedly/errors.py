"""The error tree: one base class, one subclass for each thing a caller can act on.

Messages are in lower case and say what was expected, what came and what to do. The command line
prints them as one line and leaves with `exit_code`.
"""

from typing import ClassVar


class ReportedlyError(Exception):
    """Base of every error that Reportedly raises on purpose."""

    exit_code: ClassVar[int] = 1


class UsageError(ReportedlyError):
    """The caller asked for something that cannot be asked (a wrong option, an unknown name)."""

    exit_code = 2


class BadInputError(ReportedlyError):
    """A document cannot be read. `code` is the problem code that is kept for it."""

    exit_code = 3

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.code = code


class KnowledgeError(ReportedlyError):
    """A knowledge file is malformed; the message names the file and the entry."""


class ModelError(ReportedlyError):
    """The language pipeline is missing or is not the one that was asked for."""


class CaseError(ReportedlyError):
    """A case file cannot be opened, is of a newer version, or lacks what was asked for."""


class CaseBusyError(CaseError):
    """Another program writes to the case just now; the same question may be answered soon."""


class GazetteerError(ReportedlyError):
    """The index of places is not there and cannot be built."""
