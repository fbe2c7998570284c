"""Briefs and exports as downloads."""

import tempfile
from collections.abc import Iterator
from typing import IO

from litestar import Response, get
from litestar.response import Stream

from reportedly.brief import BRIEF_FORMATS, Limits, render_dossier
from reportedly.case import EXPORT_FORMATS, EXPORT_SUFFIXES
from reportedly.errors import UsageError
from reportedly.web.api.answers import Id, Text, attach, download
from reportedly.web.desk import Given

_PART_BYTES = 1 << 20
_MEDIA = {
    "html": "text/html",
    "md": "text/markdown",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@get("/entities/{entity:str}/brief", sync_to_thread=True)
def get_brief(desk: Given, entity: Id, form: Text = "html") -> Response[bytes]:
    """The brief about one entity as a download: `form` is html, docx or md."""
    if form not in BRIEF_FORMATS:
        raise UsageError(f"one of {', '.join(BRIEF_FORMATS)} was expected, not '{form}'")
    with desk.open() as case:
        data = render_dossier(case.brief(entity, limits=Limits()), form)
        name = case.name(case.subject(entity).id)
    return download(data, f"Brief on {name}", f".{form}", _MEDIA[form])


@get("/export/{form:str}", sync_to_thread=True)
def get_export(desk: Given, form: Id) -> Stream:
    """The whole case as a download in one of the export formats."""
    name = next((known for known in EXPORT_FORMATS if known == form), None)
    if name is None:
        raise UsageError(f"one of {', '.join(EXPORT_FORMATS)} was expected, not '{form}'")
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when all of it is sent
    with desk.open() as case:
        case.export(file, to=name)
    # Readings and claims end alike: what is built from again says so in its name.
    stem = f"{desk.path.stem} readings" if name == "readings" else desk.path.stem
    file.seek(0)
    headers = {"content-disposition": attach(stem, EXPORT_SUFFIXES[name])}
    return Stream(_send(file), media_type="application/octet-stream", headers=headers)


def _send(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while part := file.read(_PART_BYTES):
            yield part
