"""What the pages show, as JSON under `/api/`: records of the case, unchanged, and downloads.

Names and ids will do wherever an entity is asked for; what is not there is 404, what may mean
several 400, both with a sentence.
"""

from litestar import Router

from reportedly.web.api.answers import describe_refusals
from reportedly.web.api.claims import get_claim, list_claims, list_disputes, list_sources
from reportedly.web.api.documents import (
    get_document,
    get_overview,
    list_document_claims,
    list_documents,
    list_problems,
    search,
    search_claims,
)
from reportedly.web.api.downloads import get_brief, get_export
from reportedly.web.api.entities import (
    get_entity,
    list_entities,
    list_joins,
    list_paths,
    list_propositions,
    list_tied,
)
from reportedly.web.api.judging import add_claim, correct_claim, reject_claim, undo_judgement
from reportedly.web.api.network import get_network, set_layout
from reportedly.web.api.places import get_basemap, get_periods, get_timeline, list_places
from reportedly.web.api.propositions import get_proposition
from reportedly.web.api.reviewing import REVIEWING
from reportedly.web.api.uploads import (
    add_upload,
    cancel_upload,
    follow_upload,
    get_upload,
    list_uploads,
)
from reportedly.web.api.weighing import WEIGHING

API = Router(
    "/api",
    route_handlers=[
        get_overview,
        list_entities,
        get_entity,
        get_brief,
        list_claims,
        get_claim,
        list_documents,
        get_document,
        list_document_claims,
        search,
        list_propositions,
        get_proposition,
        get_network,
        set_layout,
        list_disputes,
        list_joins,
        list_paths,
        list_sources,
        list_places,
        get_timeline,
        list_problems,
        get_export,
        get_periods,
        search_claims,
        list_tied,
        add_upload,
        list_uploads,
        get_upload,
        follow_upload,
        cancel_upload,
        get_basemap,
        *REVIEWING,
        reject_claim,
        correct_claim,
        add_claim,
        undo_judgement,
        *WEIGHING,
    ],
)
describe_refusals(API.routes)
