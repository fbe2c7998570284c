"""What several pages need: parameters, a page made of a template, what is shown of a dispute."""

from collections.abc import Iterable
from typing import Annotated, TypedDict

from litestar.params import QueryParameter
from litestar.response import Template

from reportedly.case import Case
from reportedly.records import Claim, Join
from reportedly.store import DocumentSummary

Words = Annotated[str, QueryParameter(max_length=500)]
Dates = Annotated[str, QueryParameter(max_length=40)]
IsFragment = Annotated[bool, QueryParameter(description="Without the frame of the page.")]


def show(template: str, **context: object) -> Template:
    """Return a page."""
    return Template(template, context=context)


class Asked(TypedDict):
    """What narrows a page: about whom, and of which time."""

    about: str | None
    since: str | None
    until: str | None


def asked(about: str, since: str, until: str) -> Asked:
    """Return what the fields of a form narrow; an empty one narrows nothing."""
    return Asked(about=about or None, since=since or None, until=until or None)


def find_documents(case: Case, shown: Iterable[Claim | str]) -> dict[str, DocumentSummary | None]:
    """Return what is shown of the documents of claims, or of those that have these ids."""
    ids = (one if isinstance(one, str) else one.document for one in shown)
    return {id_: case.summary(id_) for id_ in dict.fromkeys(ids)}


def voice(case: Case, reason: str, *claims: Claim) -> dict[str, object]:
    """Return a dispute with what is shown of each side's document."""
    return {"reason": reason, "sides": [(c, case.summary(c.document)) for c in claims]}


def describe_join(case: Case, join: Join) -> dict[str, object]:
    """Return a join or a doubt with the names of its sides."""
    return {"join": join, "a": case.own_name(join.a), "b": case.own_name(join.b)}
