"""The façade: a case that reports are added to, and that can be asked, judged and handed on."""

from reportedly.case.adding import Addition, AddReport, get_version
from reportedly.case.annotating import AnnotatedDocument, Naming
from reportedly.case.facade import Case
from reportedly.case.giving import EXPORT_FORMATS, ExportFormat
from reportedly.case.grading import Graded
from reportedly.case.judging import Decision, ImportReport
from reportedly.case.linking import LinkReport

__all__ = [
    "EXPORT_FORMATS",
    "AddReport",
    "Addition",
    "AnnotatedDocument",
    "Case",
    "Decision",
    "ExportFormat",
    "Graded",
    "ImportReport",
    "LinkReport",
    "Naming",
    "get_version",
]
