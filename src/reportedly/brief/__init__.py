"""What a case holds about one entity → a footnoted brief: HTML, Word or Markdown.

`build_dossier` makes a plain record; what renders it computes nothing.
"""

from reportedly.brief.dossier import build_dossier
from reportedly.brief.material import Limits, Material
from reportedly.brief.parts import Dossier
from reportedly.brief.render import BRIEF_FORMATS, BriefFormat, render_dossier

__all__ = [
    "BRIEF_FORMATS",
    "BriefFormat",
    "Dossier",
    "Limits",
    "Material",
    "build_dossier",
    "render_dossier",
]
