"""The pages, written on the server, so that they read without scripts; each asks the façade."""

from reportedly.web.pages.disputes import show_disputes
from reportedly.web.pages.documents import show_claim, show_document, show_documents
from reportedly.web.pages.entities import show_entity, show_path
from reportedly.web.pages.network import show_network
from reportedly.web.pages.overview import show_overview, show_search
from reportedly.web.pages.places import show_place_claims, show_places
from reportedly.web.pages.propositions import show_proposition
from reportedly.web.pages.reviewing import REVIEWING
from reportedly.web.pages.sources import show_sources
from reportedly.web.pages.timeline import show_timeline, show_undated
from reportedly.web.pages.uploads import send_upload, show_upload, show_uploads, stop_upload

PAGES = (
    show_overview,
    show_search,
    show_documents,
    show_document,
    show_claim,
    show_entity,
    show_disputes,
    show_sources,
    show_places,
    show_timeline,
    show_undated,
    show_path,
    show_proposition,
    show_network,
    show_uploads,
    send_upload,
    show_upload,
    stop_upload,
    show_place_claims,
    *REVIEWING,
)
