"""Claims in one line, and whether what was read holds them: the language of the golden tests.

A line reads `predicate(subject, object) key=value …`, for example

    attacked(Red Front, Kade) by=Ministry act=says certainty=hedged when=2021-06 killed=3

`—` is an argument left open, `*` one that is not looked at, `a|b` either name, `~words` a
collective. A value or argument with spaces, commas or brackets in it may stand in double quotes.
`by` is the root source (`by=*` leaves it open), `certainty` and `polarity` default to `stated`
and `affirmed`, and no `by` means the document's own voice. `act`, `when`, `where` and qualifiers
(any other key) are looked at only where they are given.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from reportedly.errors import BadInputError
from reportedly.evaluate.claims import SYMMETRIC, get_names
from reportedly.evaluate.names import fold_name, has_same_name
from reportedly.evaluate.predictions import Named, PredictedClaim

OPEN = "—"
ANY = "*"
_HEAD = re.compile(r"\s*(?P<predicate>\w+)\((?P<arguments>(?:\"[^\"]*\"|[^\")])*)\)\s*")
_ARGUMENT = re.compile(r"\s*(\"[^\"]*\"|[^,\"]+?)\s*(?:,|$)")
_PAIR = re.compile(r"(?P<key>\w+)=(?P<value>\"[^\"]*\"|[^\s\"]+)\s*")
_ARGUMENT_NEEDS_QUOTES = re.compile(r"[,()]")
_VALUE_NEEDS_QUOTES = re.compile(r"\s")
_FIXED = ("by", "act", "certainty", "polarity", "when", "where")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A claim line taken apart. `values` are what it gives, by key."""

    source: str
    predicate: str
    subject: str
    object: str
    values: dict[str, str]

    def is_met_by(self, claim: PredictedClaim, *, with_defaults: bool = True) -> bool:
        """Whether the claim is the one of this line.

        Without defaults only what the line gives is looked at, as for lines that must not hold.
        """
        if claim.predicate != self.predicate or not self._has_arguments_of(claim):
            return False
        values = dict(self.values)
        if with_defaults:
            values = {"by": OPEN, "certainty": "stated", "polarity": "affirmed", **values}
        return all(_is_value(claim, key, value) for key, value in values.items())

    def _has_arguments_of(self, claim: PredictedClaim) -> bool:
        subject, object_ = claim.subject, claim.object
        if _is_named(subject, self.subject) and _is_named(object_, self.object):
            return True
        is_reversible = self.predicate in SYMMETRIC
        return (
            is_reversible and _is_named(object_, self.subject) and _is_named(subject, self.object)
        )


class GoldenCase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A golden case: a text, and lines of claims that must and must not be found in it.

    `complete` asks that nothing else be found. `pending` is the reason why it cannot pass yet.
    """

    text: str
    note: str
    expected: tuple[str, ...]
    not_expected: tuple[str, ...] = ()
    published: str | None = None
    publisher: str | None = None
    complete: bool = False
    pending: str | None = None


def load_case(path: Path) -> GoldenCase:
    """Return a golden case. Raises `BadInputError` naming what is wrong with the file."""
    try:
        record = tomllib.loads(path.read_text(encoding="utf-8"))
        case = msgspec.convert(record, GoldenCase)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise BadInputError(f"{path}: not a golden case: {error}", code="malformed") from error
    for line in (*case.expected, *case.not_expected):
        parse_line(line)
    return case


def parse_line(line: str) -> Line:
    """Take a claim line apart. Raises `BadInputError` when it is not one."""
    head = _HEAD.match(line)
    arguments = _ARGUMENT.findall(head["arguments"]) if head else []
    pairs = list(_PAIR.finditer(line, head.end() if head else 0))
    is_whole = head is not None and "".join(m.group() for m in pairs) == line[head.end() :]
    if head is None or len(arguments) != 2 or not is_whole:
        raise BadInputError(
            f"'predicate(subject, object) key=value …' was expected, not: {line}", code="malformed"
        )
    subject, object_ = (_unquote(argument) for argument in arguments)
    return Line(
        source=line,
        predicate=head["predicate"],
        subject=subject,
        object=object_,
        values={pair["key"]: _unquote(pair["value"]) for pair in pairs},
    )


def render_line(claim: PredictedClaim) -> str:
    """Return the line of a claim, with everything that is not as it is by default."""
    arguments = ", ".join(
        _quote(_show(slot), _ARGUMENT_NEEDS_QUOTES) for slot in (claim.subject, claim.object)
    )
    root = claim.root
    values: dict[str, str | None] = {
        "by": _show(root) if root else None,
        "act": root.act if root else None,
        "certainty": claim.certainty if claim.certainty != "stated" else None,
        "polarity": claim.polarity if claim.polarity != "affirmed" else None,
        "when": claim.edtf,
        "where": "|".join(_show(place) for place in claim.where or ()) or None,
        **{key: str(value) for key, value in sorted((claim.qualifiers or {}).items())},
    }
    pairs = (
        f"{key}={_quote(value, _VALUE_NEEDS_QUOTES)}" for key, value in values.items() if value
    )
    return " ".join((f"{claim.predicate}({arguments})", *pairs))


def check_case(case: GoldenCase, claims: Sequence[PredictedClaim]) -> list[str]:
    """Return what is wrong, a line each: expected and not found, found and not to be found."""
    expected = [parse_line(line) for line in case.expected]
    forbidden = [parse_line(line) for line in case.not_expected]
    faults = [
        f"not found: {line.source}"
        for line in expected
        if not any(line.is_met_by(claim) for claim in claims)
    ]
    for claim in claims:
        if any(line.is_met_by(claim, with_defaults=False) for line in forbidden):
            faults.append(f"must not be found: {render_line(claim)}")
        elif case.complete and not any(line.is_met_by(claim) for line in expected):
            faults.append(f"not expected: {render_line(claim)}")
    return faults


def rewrite_expected(path: Path, claims: Iterable[PredictedClaim]) -> None:
    """Put the lines of `claims` in place of the `expected` of a golden file; the rest stays.

    Raises `BadInputError` when the file has no `expected = [` at the start of a line.
    """
    text = path.read_text(encoding="utf-8")
    found = re.search(r"^expected = \[(?:\]|.*?^\])", text, flags=re.DOTALL | re.MULTILINE)
    if found is None:
        raise BadInputError(f"{path}: a list 'expected = [' … ']' was expected", code="malformed")
    lines = (f"  {_quote_toml(render_line(claim))},\n" for claim in claims)
    body = "".join(dict.fromkeys(lines))
    path.write_text(
        text[: found.start()] + f"expected = [\n{body}]" + text[found.end() :], encoding="utf-8"
    )


def _is_named(argument: Named | None, wanted: str) -> bool:
    if wanted == ANY:
        return True
    if wanted == OPEN:
        return argument is None
    return has_same_name(get_names(argument), wanted.split("|"))


def _is_value(claim: PredictedClaim, key: str, wanted: str) -> bool:
    if key == "by":
        return _is_named(claim.root, wanted)
    if key == "where":
        places = claim.where or ()
        return any(_is_named(place, name) for place in places for name in wanted.split("|"))
    got: Any
    if key in _FIXED:
        got = {
            "act": claim.root.act if claim.root else None,
            "certainty": claim.certainty,
            "polarity": claim.polarity,
            "when": claim.edtf,
        }[key]
        return got in wanted.split("|")
    got = (claim.qualifiers or {}).get(key)
    return got is not None and any(
        str(got) == option or (not _is_number(option) and _holds(str(got), option))
        for option in wanted.split("|")
    )


def _is_number(value: str) -> bool:
    """Numbers are compared whole: `~3` is not `3`, and `13` does not hold `3`."""
    return value.strip("<>=~.").isdigit()


def _holds(got: str, wanted: str) -> bool:
    return " ".join(fold_name(wanted)) in " ".join(fold_name(got))


def _show(argument: Named | None) -> str:
    return next(iter(get_names(argument)), OPEN)


def _quote(value: str, needs_quotes: re.Pattern[str]) -> str:
    flat = " ".join(value.split()).replace('"', "'")
    return f'"{flat}"' if needs_quotes.search(flat) else flat


def _quote_toml(line: str) -> str:
    return f"'{line}'" if "'" not in line else msgspec.json.encode(line).decode()


def _unquote(value: str) -> str:
    return value.strip().strip('"')
