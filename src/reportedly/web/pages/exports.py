"""What the case can be taken away as."""

from litestar import get
from litestar.response import Template

from reportedly.web.pages.rendering import show


@get("/exports", sync_to_thread=False, include_in_schema=False)
def show_exports() -> Template:
    """The export formats, each a download."""
    return show("exports.html")
