"""What is in the case: documents, problems, counts, and the search."""

from itertools import islice
from typing import Annotated

from litestar import get
from litestar.params import QueryParameter

from reportedly.records import Claim, Document, Problem
from reportedly.store import Counts, DocumentSummary, SearchHit
from reportedly.web.api.answers import Id, Limit
from reportedly.web.desk import Given


@get("/overview", sync_to_thread=True)
def get_overview(desk: Given) -> Counts:
    """How many documents, claims, entities and problems there are."""
    with desk.open() as case:
        return case.count()


@get("/documents", sync_to_thread=True)
def list_documents(desk: Given, limit: Limit = 100) -> list[DocumentSummary]:
    """Documents in the order in which they were added, without their texts."""
    with desk.open() as case:
        return list(case.documents(limit))


@get("/documents/{document:str}", sync_to_thread=True)
def get_document(desk: Given, document: Id) -> Document:
    """One document with its text; offsets of claims count code points of it."""
    with desk.open() as case:
        return case.document(document)


@get("/documents/{document:str}/claims", sync_to_thread=True)
def list_document_claims(desk: Given, document: Id) -> list[Claim]:
    """The claims of one document, in its order."""
    with desk.open() as case:
        case.document(document)
        return list(case.claims(document=document))


@get("/search", sync_to_thread=True)
def search(
    desk: Given, words: Annotated[str, QueryParameter(max_length=500)], limit: Limit = 20
) -> list[SearchHit]:
    """Documents with all the words, best first; in a snippet each word stands between U+0002 and U+0003."""
    with desk.open() as case:
        return list(case.search(words, limit=limit))


@get("/search/claims", sync_to_thread=True)
def search_claims(
    desk: Given, words: Annotated[str, QueryParameter(max_length=500)], limit: Limit = 20
) -> list[Claim]:
    """Claims whose own words have all the words, best first, from the documents that fit best."""
    with desk.open() as case:
        return [claim for claim, _ in case.search_claims(words, limit=limit)]


@get("/problems", sync_to_thread=True)
def list_problems(desk: Given, limit: Limit = 100) -> list[Problem]:
    """What could not be read or understood."""
    with desk.open() as case:
        return list(islice(case.problems(), limit))
