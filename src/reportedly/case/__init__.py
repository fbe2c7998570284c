"""The façade: a case that reports are added to, and that can be asked, judged and handed on."""

from reportedly.case.adding import Addition, AddReport, get_version
from reportedly.case.annotating import AnnotatedDocument, Naming
from reportedly.case.disputing import Quarrel, QuarrelPage
from reportedly.case.facade import Case
from reportedly.case.giving import EXPORT_FORMATS, EXPORT_SUFFIXES, ExportFormat
from reportedly.case.grading import Graded
from reportedly.case.judging import Decision, ImportReport
from reportedly.case.linking import LinkReport
from reportedly.case.profiling import EntityPage, EntityTie
from reportedly.case.reviewing import DoubtPage, LogPage, Member, OpenDoubt
from reportedly.case.sourcing import SourceLine, SourcePage

__all__ = [
    "EXPORT_FORMATS",
    "EXPORT_SUFFIXES",
    "AddReport",
    "Addition",
    "AnnotatedDocument",
    "Case",
    "Decision",
    "DoubtPage",
    "EntityPage",
    "EntityTie",
    "ExportFormat",
    "Graded",
    "ImportReport",
    "LinkReport",
    "LogPage",
    "Member",
    "Naming",
    "OpenDoubt",
    "Quarrel",
    "QuarrelPage",
    "SourceLine",
    "SourcePage",
    "get_version",
]
