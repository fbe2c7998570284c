"""The pages, written on the server, so that they read without scripts; each asks the façade."""

from reportedly.web.pages.claims import show_claims
from reportedly.web.pages.disputes import show_disputes
from reportedly.web.pages.documents import show_claim, show_document, show_documents
from reportedly.web.pages.entities import show_entity, show_naming
from reportedly.web.pages.overview import show_overview, show_search
from reportedly.web.pages.paths import show_path
from reportedly.web.pages.places import show_places, show_timeline
from reportedly.web.pages.reviewing import REVIEWING
from reportedly.web.pages.sources import rate_source, show_sources

PAGES = (
    show_overview, show_search, show_documents, show_document, show_claim, show_entity,
    show_disputes, show_sources, show_places, show_timeline, show_path,
    show_claims, show_naming, rate_source, *REVIEWING,
)  # fmt: skip
