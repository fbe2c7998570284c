"""What the pages show, as JSON under `/api/`: records of the case, unchanged, and downloads.

Names and ids will do wherever an entity is asked for; what is not there is 404, what may mean
several 400, both with a sentence.
"""

from litestar import Router

from reportedly.web.api.claims import get_claim, list_claims, list_disputes
from reportedly.web.api.documents import (
    get_document,
    get_overview,
    list_document_claims,
    list_documents,
    list_problems,
    search,
)
from reportedly.web.api.downloads import get_brief, get_export
from reportedly.web.api.entities import (
    get_entity,
    list_entities,
    list_joins,
    list_paths,
    list_propositions,
)
from reportedly.web.api.places import get_timeline, list_places
from reportedly.web.api.reviewing import REVIEWING
from reportedly.web.api.weighing import WEIGHING

API = Router(
    "/api",
    route_handlers=[
        get_overview, list_entities, get_entity, get_brief, list_claims, get_claim,
        list_documents, get_document, list_document_claims, search, list_propositions,
        list_disputes, list_joins, list_paths, list_places, get_timeline,
        list_problems, get_export,
        *REVIEWING, *WEIGHING,
    ],
)  # fmt: skip
