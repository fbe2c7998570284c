"""What the pages show, as JSON under `/api/`: records of the case, unchanged, and downloads.

Names and ids will do wherever an entity is asked for; what is not there is 404, what may mean
several 400, both with a sentence.
"""

import io
from itertools import islice
from typing import Annotated, Any

import msgspec
from litestar import Response, Router, get
from litestar.params import FromPath, FromQuery, QueryParameter

from reportedly.brief import BRIEF_FORMATS, Limits, render_dossier
from reportedly.case import EXPORT_FORMATS
from reportedly.errors import UsageError
from reportedly.records import Certainty, Claim, Contest, Document, Join, Problem
from reportedly.store import Candidate, Counts, DocumentSummary, SearchHit
from reportedly.web.desk import Given

Limit = Annotated[int, QueryParameter(ge=1, le=1000, description="At most so many.")]
Name = Annotated[str, QueryParameter(max_length=500, description="A name, or the id of an entity.")]
MaybeName = Annotated[
    str | None, QueryParameter(max_length=500, description="A name, or the id of an entity.")
]
_MEDIA = {
    "html": "text/html",
    "md": "text/markdown",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@get("/overview", sync_to_thread=True)
def get_overview(desk: Given) -> Counts:
    """How many documents, claims, entities and problems there are."""
    with desk.open() as case:
        return case.count()


@get("/entities", sync_to_thread=True)
def list_entities(desk: Given, name: Name, limit: Limit = 50) -> list[Candidate]:
    """Whom a name may mean, the most written about first."""
    with desk.open() as case:
        return case.candidates(name, limit)


@get("/entities/{entity:str}", sync_to_thread=True)
def get_entity(desk: Given, entity: FromPath[str], limit: Limit = 10) -> dict[str, Any]:
    """The profile of one entity: names and who says so, ties, posts, places, times, sources."""
    with desk.open() as case:
        return _build(case.who(entity, limit=limit))


@get("/claims", sync_to_thread=True)
def list_claims(  # noqa: PLR0913 - one for each thing that can be asked
    *,
    desk: Given,
    about: MaybeName = None,
    by: MaybeName = None,
    predicate: FromQuery[str | None] = None,
    since: FromQuery[str | None] = None,
    until: FromQuery[str | None] = None,
    place: MaybeName = None,
    certainty: FromQuery[Certainty | None] = None,
    denied: FromQuery[bool] = False,
    limit: Limit = 100,
) -> list[Claim]:
    """Claims, each with its words; every parameter narrows."""
    with desk.open() as case:
        found = case.claims(
            about=about,
            by=by,
            predicate=() if predicate is None else predicate,
            since=since,
            until=until,
            place=place,
            certainty=certainty,
            denied=denied,
            limit=limit,
        )
        return list(found)


@get("/claims/{claim:str}", sync_to_thread=True)
def get_claim(desk: Given, claim: FromPath[str]) -> Claim:
    """One claim."""
    with desk.open() as case:
        return case.show(claim)


@get("/documents", sync_to_thread=True)
def list_documents(desk: Given, limit: Limit = 100) -> list[DocumentSummary]:
    """Documents in the order in which they were added, without their texts."""
    with desk.open() as case:
        return list(case.documents(limit))


@get("/documents/{document:str}", sync_to_thread=True)
def get_document(desk: Given, document: FromPath[str]) -> Document:
    """One document with its text; offsets of claims count code points of it."""
    with desk.open() as case:
        return case.document(document)


@get("/documents/{document:str}/claims", sync_to_thread=True)
def list_document_claims(desk: Given, document: FromPath[str]) -> list[Claim]:
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


@get("/propositions", sync_to_thread=True)
def list_propositions(desk: Given, about: Name, limit: Limit = 50) -> list[dict[str, Any]]:
    """What is said about somebody, by how many independent origins, with its grade."""
    with desk.open() as case:
        return [_build(graded) for graded in case.graded(about, limit=limit)]


@get("/disputes", sync_to_thread=True)
def list_disputes(desk: Given, about: MaybeName = None, limit: Limit = 100) -> list[Contest]:
    """Claims that stand against each other, both with their words."""
    with desk.open() as case:
        return list(case.contests(about, limit=limit))


@get("/joins", sync_to_thread=True)
def list_joins(
    desk: Given,
    about: MaybeName = None,
    is_made: Annotated[bool | None, QueryParameter(description="Joined, or in doubt.")] = None,
    limit: Limit = 100,
) -> list[Join]:
    """Names that were joined across reports, and those in doubt, with score and reason."""
    with desk.open() as case:
        found = (j for j in case.joins(about) if is_made is None or j.is_made is is_made)
        return list(islice(found, limit))


@get("/paths", sync_to_thread=True)
def list_paths(
    desk: Given,
    start: Name,
    end: Name,
    steps: Annotated[int, QueryParameter(ge=1, le=6)] = 4,
    limit: Annotated[int, QueryParameter(ge=1, le=50)] = 10,
) -> dict[str, Any]:
    """The short ways between two, each step with its claims, the weakest marked."""
    with desk.open() as case:
        return _build(case.paths(start, end, steps=steps, limit=limit))


@get("/sources", sync_to_thread=True)
def list_sources(desk: Given, limit: Limit = 100) -> list[dict[str, Any]]:
    """Who says how much about whom, and how others stand to it."""
    with desk.open() as case:
        return [_build(standing) for standing in case.standings()[:limit]]


@get("/places", sync_to_thread=True)
def list_places(desk: Given, about: MaybeName = None, limit: Limit = 1000) -> list[dict[str, Any]]:
    """Where documents put the places of the case, and what is said of each."""
    with desk.open() as case:
        return [_build(place) for place in case.places(about=about)[:limit]]


@get("/timeline", sync_to_thread=True)
def get_timeline(
    desk: Given,
    about: MaybeName = None,
    since: FromQuery[str | None] = None,
    until: FromQuery[str | None] = None,
) -> dict[str, Any]:
    """What is said to have happened, in order of time."""
    with desk.open() as case:
        return _build(case.timeline(about=about, since=since, until=until))


@get("/problems", sync_to_thread=True)
def list_problems(desk: Given, limit: Limit = 100) -> list[Problem]:
    """What could not be read or understood."""
    with desk.open() as case:
        return list(islice(case.problems(), limit))


@get("/entities/{entity:str}/brief", sync_to_thread=True)
def get_brief(desk: Given, entity: FromPath[str], form: FromQuery[str] = "html") -> Response[bytes]:
    """The brief about one entity as a download: `form` is html, docx or md."""
    if form not in BRIEF_FORMATS:
        raise UsageError(f"one of {', '.join(BRIEF_FORMATS)} was expected, not '{form}'")
    with desk.open() as case:
        data = render_dossier(case.brief(entity, limits=Limits()), form)
    return _download(data, f"brief.{form}", _MEDIA[form])


@get("/export/{form:str}", sync_to_thread=True)
def get_export(desk: Given, form: FromPath[str]) -> Response[bytes]:
    """The whole case as a download in one of the export formats."""
    if form not in EXPORT_FORMATS:
        raise UsageError(f"one of {', '.join(EXPORT_FORMATS)} was expected, not '{form}'")
    file = io.BytesIO()
    with desk.open() as case:
        case.export(file, to=form)
    return _download(file.getvalue(), f"case.{form}", "application/octet-stream")


def _build(record: object) -> dict[str, Any]:
    """A record as plain values; dates become strings."""
    return dict(msgspec.to_builtins(record))


def _download(data: bytes, name: str, media_type: str) -> Response[bytes]:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type=media_type, headers=headers)


API = Router(
    "/api",
    route_handlers=[
        get_overview, list_entities, get_entity, get_brief, list_claims, get_claim,
        list_documents, get_document, list_document_claims, search, list_propositions,
        list_disputes, list_joins, list_paths, list_sources, list_places, get_timeline,
        list_problems, get_export,
    ],
)  # fmt: skip
