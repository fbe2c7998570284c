"""The pages, written on the server, so that they read without scripts; each asks the façade."""

from reportedly.web.pages.changing import (
    show_addition,
    show_correction,
    show_rejection,
    take_addition,
    take_correction,
    take_rejection,
)
from reportedly.web.pages.claims import show_claims
from reportedly.web.pages.disputes import show_disputes
from reportedly.web.pages.documents import show_claim, show_document, show_documents, show_marks
from reportedly.web.pages.entities import show_entity, show_naming
from reportedly.web.pages.explore import show_explore
from reportedly.web.pages.exports import show_exports
from reportedly.web.pages.network import show_network
from reportedly.web.pages.overview import show_overview, show_search
from reportedly.web.pages.paths import show_path
from reportedly.web.pages.places import show_place_claims, show_places
from reportedly.web.pages.problems import show_problems
from reportedly.web.pages.propositions import show_proposition
from reportedly.web.pages.reviewing import REVIEWING
from reportedly.web.pages.sources import rate_source, show_sources
from reportedly.web.pages.timeline import show_timeline, show_undated
from reportedly.web.pages.uploads import send_upload, show_upload, show_uploads, stop_upload

PAGES = (
    show_overview,
    show_exports,
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
    show_explore,
    show_path,
    show_problems,
    show_proposition,
    show_network,
    show_uploads,
    send_upload,
    show_upload,
    stop_upload,
    show_place_claims,
    *REVIEWING,
    show_addition,
    take_addition,
    show_rejection,
    take_rejection,
    show_correction,
    take_correction,
    show_marks,
    show_claims,
    show_naming,
    rate_source,
)
