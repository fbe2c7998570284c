"""A dossier → bytes of one of the forms in which it is handed on."""

from typing import Literal

from reportedly.brief.docx import render_docx
from reportedly.brief.html import render_html
from reportedly.brief.markdown import render_markdown
from reportedly.brief.parts import Dossier

BriefFormat = Literal["html", "docx", "md"]
BRIEF_FORMATS: tuple[BriefFormat, ...] = ("html", "docx", "md")


def render_dossier(dossier: Dossier, to: BriefFormat) -> bytes:
    """Return the dossier in that form; the same dossier gives the same bytes."""
    if to == "docx":
        return render_docx(dossier)
    if to == "html":
        return render_html(dossier).encode()
    return render_markdown(dossier).encode()
