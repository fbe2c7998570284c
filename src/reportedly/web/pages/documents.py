"""The documents, the reader, and where a claim opens."""

from litestar import get
from litestar.params import FromPath
from litestar.response import Redirect, Template

from reportedly.web.desk import Given
from reportedly.web.pages.rendering import show
from reportedly.web.showing import mark_document


@get("/documents", sync_to_thread=True, include_in_schema=False)
def show_documents(desk: Given) -> Template:
    """The documents, the newest first."""
    with desk.open() as case:
        return show("documents.html", documents=case.newest(500), counts=case.count())


@get("/document/{document:str}", sync_to_thread=True, include_in_schema=False)
def show_document(desk: Given, document: FromPath[str]) -> Template:
    """The reader: a text with its claims marked, and the claims beside it."""
    with desk.open() as case:
        found = case.document(document)
        claims = list(case.claims(document=document))
        return show(
            "document.html",
            document=found,
            summary=case.summary(document),
            paragraphs=mark_document(found.text, claims),
            claims=claims,
        )


@get("/claim/{claim:str}", sync_to_thread=True, include_in_schema=False)
def show_claim(desk: Given, claim: FromPath[str]) -> Redirect:
    """A claim opens at its place in its document."""
    with desk.open() as case:
        found = case.show(claim)
    return Redirect(f"/document/{found.document}#c={found.id}")
