"""Files that a browser sends → documents of the case: received, read in a process, told as it goes."""

from reportedly.web.uploads.line import Line
from reportedly.web.uploads.records import UploadState
from reportedly.web.uploads.worker import Pipeline, Program

__all__ = ["Line", "Pipeline", "Program", "UploadState"]
