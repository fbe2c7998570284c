"""What several pages need: parameters, a page made of a template, what is shown of a dispute."""

from typing import Annotated

from litestar.params import QueryParameter
from litestar.response import Template

from reportedly.case import Case
from reportedly.records import Claim, Join

Words = Annotated[str, QueryParameter(max_length=500)]


def show(template: str, **context: object) -> Template:
    """Return a page."""
    return Template(template, context=context)


def voice(case: Case, reason: str, *claims: Claim) -> dict[str, object]:
    """Return a dispute with what is shown of each side's document."""
    return {"reason": reason, "sides": [(c, case.summary(c.document)) for c in claims]}


def describe_join(case: Case, join: Join) -> dict[str, object]:
    """Return a join or a doubt with the names of its sides."""
    return {"join": join, "a": case.own_name(join.a), "b": case.own_name(join.b)}
