"""Files that a browser sends → documents of the case: received, read in a process, told as it goes."""

from reportedly.web.uploads.folders import Folders
from reportedly.web.uploads.line import Line
from reportedly.web.uploads.records import UploadState

__all__ = ["Folders", "Line", "UploadState"]
