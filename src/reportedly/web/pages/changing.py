"""Where a person changes claims without scripts: a form for each change.

A change that the case refuses shows the form again, with the sentence and with what was filled in.
"""

from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import quote

import msgspec
from litestar import get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath
from litestar.response import Redirect, Template
from litestar.status_codes import HTTP_303_SEE_OTHER, HTTP_400_BAD_REQUEST

from reportedly.case import Case, Decision
from reportedly.errors import ReportedlyError
from reportedly.knowledge import load_knowledge
from reportedly.web.desk import Desk, Given
from reportedly.web.forms import (
    AdditionForm,
    CorrectionForm,
    SignedForm,
    list_fields,
    read_addition,
    read_corrections,
)
from reportedly.web.pages.rendering import show

KINDS = ("person", "group", "state", "organization", "place", "population", "thing", "activity")
_Form = Body(media_type=RequestEncodingType.URL_ENCODED)


def list_predicates() -> list[tuple[str, str]]:
    """Return the predicates, each with what it means."""
    return [(one["id"], one["means"]) for one in load_knowledge("predicates")["predicate"]]


@get("/claim/{claim:str}/reject", sync_to_thread=True, include_in_schema=False)
def show_rejection(desk: Given, claim: FromPath[str]) -> Template:
    """The form that rejects a claim."""
    with desk.open() as case:
        return _show_claim_form(case, desk, claim, "reject", {})


@post("/claim/{claim:str}/reject", sync_to_thread=True, include_in_schema=False)
def take_rejection(
    desk: Given, claim: FromPath[str], data: Annotated[SignedForm, _Form]
) -> Template | Redirect:
    """Reject a claim, and show the document without it."""
    with desk.open() as case:
        return _decide(
            lambda: case.reject(claim, by=data.by or None, why=data.why),
            lambda decision: _lead_to(case.show(claim).document, decision, claim),
            lambda error: _show_claim_form(
                case, desk, claim, "reject", msgspec.structs.asdict(data), error
            ),
        )


@get("/claim/{claim:str}/correct", sync_to_thread=True, include_in_schema=False)
def show_correction(desk: Given, claim: FromPath[str]) -> Template:
    """The form that corrects a claim."""
    with desk.open() as case:
        return _show_claim_form(case, desk, claim, "correct", list_fields(case.show(claim)))


@post("/claim/{claim:str}/correct", sync_to_thread=True, include_in_schema=False)
def take_correction(
    desk: Given, claim: FromPath[str], data: Annotated[CorrectionForm, _Form]
) -> Template | Redirect:
    """Correct a claim, and show it in its document."""
    with desk.open() as case:
        fields = read_corrections(case.show(claim), data)
        return _decide(
            lambda: case.correct(
                claim, fields, words=data.words.strip() or None, by=data.by or None, why=data.why
            ),
            lambda decision: _lead_to(case.show(claim).document, decision, claim),
            lambda error: _show_claim_form(
                case, desk, claim, "correct", msgspec.structs.asdict(data), error
            ),
        )


@get("/document/{document:str}/add", sync_to_thread=True, include_in_schema=False)
def show_addition(desk: Given, document: FromPath[str]) -> Template:
    """The form that adds a claim, with the text beside it."""
    with desk.open() as case:
        return _show_addition_form(case, desk, document, AdditionForm())


@post("/document/{document:str}/add", sync_to_thread=True, include_in_schema=False)
def take_addition(
    desk: Given, document: FromPath[str], data: Annotated[AdditionForm, _Form]
) -> Template | Redirect:
    """Add a claim, and show it in its document."""
    with desk.open() as case:
        return _decide(
            lambda: case.add_claim(document, read_addition(data), by=data.by or None, why=data.why),
            lambda decision: _lead_to(document, decision, decision.claim),
            lambda error: _show_addition_form(case, desk, document, data, error),
        )


def _decide(
    act: Callable[[], Decision],
    lead_on: Callable[[Decision], Redirect],
    show_again: Callable[[str], Template],
) -> Template | Redirect:
    try:
        decision = act()
    except ReportedlyError as error:
        return _refuse(show_again(str(error)))
    if decision.judgement is None:
        return _refuse(show_again(decision.text))
    return lead_on(decision)


def _refuse(page: Template) -> Template:
    page.status_code = HTTP_400_BAD_REQUEST
    return page


def _lead_to(document: str, decision: Decision, claim: str | None) -> Redirect:
    """The document again, with what was done, at the claim."""
    done = "" if decision.judgement is None else f"?done={decision.judgement.id}"
    at = "" if claim is None else f"#c={claim}"
    address = f"/document/{quote(document, safe='')}{done}{at}"
    return Redirect(address, status_code=HTTP_303_SEE_OTHER)


def _show_claim_form(
    case: Case, desk: Desk, claim: str, verb: str, values: dict[str, Any], error: str = ""
) -> Template:
    found = case.show(claim)
    return show(
        "change.html",
        claim=found,
        summary=case.summary(found.document),
        verb=verb,
        values=values,
        error=error,
        user=desk.user,
        predicates=list_predicates(),
        kinds=KINDS,
    )


def _show_addition_form(
    case: Case, desk: Desk, document: str, form: AdditionForm, error: str = ""
) -> Template:
    return show(
        "add.html",
        document=case.document(document),
        values=msgspec.structs.asdict(form),
        error=error,
        user=desk.user,
        predicates=list_predicates(),
        kinds=KINDS,
    )
