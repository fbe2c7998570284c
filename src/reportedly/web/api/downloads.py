"""Briefs and exports as downloads."""

import io

from litestar import Response, get

from reportedly.brief import BRIEF_FORMATS, Limits, render_dossier
from reportedly.case import EXPORT_FORMATS
from reportedly.errors import UsageError
from reportedly.export.formats import FORMATS
from reportedly.web.api.answers import Id, Text, download
from reportedly.web.desk import Given

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
def get_export(desk: Given, form: Id) -> Response[bytes]:
    """The whole case as a download in one of the export formats."""
    if form not in EXPORT_FORMATS:
        raise UsageError(f"one of {', '.join(EXPORT_FORMATS)} was expected, not '{form}'")
    file = io.BytesIO()
    with desk.open() as case:
        case.export(file, to=form)
    # Readings and claims end alike: what is built from again says so in its name.
    stem = f"{desk.path.stem} readings" if form == "readings" else desk.path.stem
    suffix = ".json" if form == "case" else FORMATS[form].suffix
    return download(file.getvalue(), stem, suffix, "application/octet-stream")
