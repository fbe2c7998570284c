"""The documents, the reader, and where a claim opens."""

import re
from functools import partial

from litestar import Response, get
from litestar.params import FromPath
from litestar.response import Redirect, Template

from reportedly.web.desk import Given
from reportedly.web.marking import find_paragraph, mark_document
from reportedly.web.notes import describe_for_script, list_notes, list_problems
from reportedly.web.pages.changing import KINDS, list_predicates
from reportedly.web.pages.forms import Done, find_done
from reportedly.web.pages.rendering import show

_MARK = (
    '.text:has([id="c={0}"]:target) [data-claims~="{0}"] {{ background: var(--lit); }}\n'
    '.text:has([id="c={0}"]:target) [id="n={0}"] {{ border-left-color: var(--accent); }}'
)


@get("/documents", sync_to_thread=True, include_in_schema=False)
def show_documents(desk: Given) -> Template:
    """The documents, the newest first."""
    with desk.open() as case:
        return show("documents.html", documents=case.newest(500), counts=case.count())


@get("/document/{document:str}", sync_to_thread=True, include_in_schema=False)
def show_document(desk: Given, document: FromPath[str], done: Done = None) -> Template:
    """The reader: a text with what is known of it marked, and the claims beside it."""
    with desk.open() as case:
        page = case.annotated(document)
        paragraphs = mark_document(page)
        return show(
            "document.html",
            page=page,
            document=page.document,
            paragraphs=paragraphs,
            notes=list_notes(case, page),
            problems=list_problems(page, paragraphs),
            copies=[(copy, case.summary(copy.b.document)) for copy in page.copies],
            find_paragraph=partial(find_paragraph, paragraphs),
            done=find_done(case, done),
            data=describe_for_script(page),
            predicates=list_predicates(),
            kinds=KINDS,
            user=desk.user,
        )


@get("/document/{document:str}/marks.css", sync_to_thread=True, include_in_schema=False)
def show_marks(desk: Given, document: FromPath[str]) -> Response[str]:
    """What stands out when a claim of a document is the target, for readers without scripts."""
    with desk.open() as case:
        page = case.annotated(document)
    ids = [c.id for c in (*page.claims, *page.rejected) if re.fullmatch(r"[\w-]+", c.id, re.ASCII)]
    return Response("\n".join(map(_MARK.format, ids)), media_type="text/css")


@get("/claim/{claim:str}", sync_to_thread=True, include_in_schema=False)
def show_claim(desk: Given, claim: FromPath[str]) -> Redirect:
    """A claim opens at its place in its document."""
    with desk.open() as case:
        found = case.show(claim)
    return Redirect(f"/document/{found.document}#c={found.id}")
