"""The values of an `add` → checked, and the claim that they give; pure.

Everything has its words with their place. Sources are numbered, the outermost first: `source1`,
`source2` …, each with its `act`, the cue as `cue1`, `cue2` … and perhaps `source1.said_on`.
"""

from collections.abc import Iterator, Mapping
from typing import get_args

import msgspec

from reportedly.edtf import bounds
from reportedly.errors import UsageError
from reportedly.ids import claim_id, make_id
from reportedly.knowledge import load_knowledge
from reportedly.records import (
    Act,
    Certainty,
    Claim,
    Judgement,
    Kind,
    Polarity,
    Source,
    Span,
)
from reportedly.verdicts import ADDED_BY, PLAIN_FIELDS, QUOTED_FIELDS, read_argument, read_when

MOST_SOURCES = 4
_PLACE = ("text", "start", "end")
_FIRMNESS = {"denies": ("polarity", "denied"), "believes": ("certainty", "hedged")}


def read_added(judgement: Judgement) -> Claim:
    """Return the claim that an `add` gives.

    Its id is made as that of a claim which the program reads, and of its sources and certainty: two
    people may say one thing in one sentence.
    """
    values = judgement.values
    where = read_argument(values, "where")
    sources = tuple(_read_sources(values))
    claim = msgspec.convert(
        {
            "id": "",
            "document": judgement.targets[0],
            **{field: values[field] for field in PLAIN_FIELDS},
            "subject": read_argument(values, "subject"),
            "object": read_argument(values, "object"),
            "qualifiers": {},
            "when": read_when(values),
            "where": () if where is None else (where,),
            "sources": sources,
            "evidence": _read_span(values, "evidence"),
            "extractor": f"{ADDED_BY}{judgement.by}",
            "confidence": 1.0,
        },
        Claim,
        from_attributes=True,
    )
    own = [claim_id(claim), claim.certainty]
    said = [x for s in sources for x in (s.name, s.start, s.act, s.cue.start)]
    return msgspec.structs.replace(claim, id=make_id("clm", [*own, *said]))


def check_added(values: Mapping[str, str]) -> None:
    """Raise `UsageError` where the values of an `add` give no claim with its words."""
    sources = _count_sources(values)
    known = set(PLAIN_FIELDS) | {f"evidence.{part}" for part in _PLACE}
    for field in QUOTED_FIELDS:
        known |= {field} | {f"{field}.{part}" for part in (*_PLACE, "kind")}
    for n in range(1, sources + 1):
        known |= {f"source{n}"} | {f"cue{n}.{part}" for part in _PLACE}
        known |= {f"source{n}.{part}" for part in (*_PLACE, "kind", "act", "said_on")}
    if unknown := sorted(set(values) - known):
        raise UsageError(f"nothing but the parts of a claim was expected, not {', '.join(unknown)}")
    choices = {
        "predicate": [entry["id"] for entry in load_knowledge("predicates")["predicate"]],
        "polarity": get_args(Polarity),
        "certainty": get_args(Certainty),
    }
    for field, allowed in choices.items():
        if values.get(field) not in allowed:
            raise UsageError(f"a {field} was expected, not '{values.get(field, '')}'")
    if not values.get("subject") and not values.get("object"):
        raise UsageError("a claim is about somebody or something: give its subject or its object")
    _check_words(values, "evidence")
    for field in QUOTED_FIELDS:
        if values.get(field):
            _check_words(values, field)
            if field != "when":
                _check_choice(values, f"{field}.kind", get_args(Kind))
    if values.get("when"):
        bounds(values["when"])
    for n in range(1, sources + 1):
        _check_source(values, n)
    _check_firmness(values, sources)


def _check_source(values: Mapping[str, str], n: int) -> None:
    if not values.get(f"source{n}"):
        raise UsageError("a source has a name: it is empty")
    _check_words(values, f"source{n}")
    _check_words(values, f"cue{n}")
    _check_choice(values, f"source{n}.kind", get_args(Kind))
    _check_choice(values, f"source{n}.act", get_args(Act))
    if said_on := values.get(f"source{n}.said_on"):
        bounds(said_on)


def _check_firmness(values: Mapping[str, str], sources: int) -> None:
    """Who denies makes a claim denied, who believes makes it hedged: neither may be lost."""
    act = values.get(f"source{sources}.act", "")
    if act not in _FIRMNESS:
        return
    field, wanted = _FIRMNESS[act]
    given = values[field]
    if given != wanted and (field == "polarity" or given == "stated"):
        raise UsageError(f"what a source {act} is {wanted}: '{given}' was given as {field}")


def _check_words(values: Mapping[str, str], field: str) -> None:
    text, start, end = (values.get(f"{field}.{part}", "") for part in _PLACE)
    is_placed = start.isdecimal() and end.isdecimal() and int(end) - int(start) == len(text) > 0
    if not is_placed:
        raise UsageError(f"the words of the {field} were expected with their place")


def _check_choice(values: Mapping[str, str], key: str, choices: tuple[str, ...]) -> None:
    if (given := values.get(key)) not in choices:
        raise UsageError(f"one of {', '.join(choices)} was expected as {key}, not '{given or ''}'")


def _count_sources(values: Mapping[str, str]) -> int:
    return next((n for n in range(MOST_SOURCES) if f"source{n + 1}" not in values), MOST_SOURCES)


def _read_sources(values: Mapping[str, str]) -> Iterator[Source]:
    for n in range(1, _count_sources(values) + 1):
        argument = read_argument(values, f"source{n}")
        assert argument is not None
        fields = msgspec.structs.asdict(argument) | {
            "act": values[f"source{n}.act"],
            "cue": _read_span(values, f"cue{n}"),
            "said_on": values.get(f"source{n}.said_on") or None,
        }
        yield msgspec.convert(fields, Source, from_attributes=True)


def _read_span(values: Mapping[str, str], field: str) -> Span:
    text, start, end = (values[f"{field}.{part}"] for part in _PLACE)
    return Span(start=int(start), end=int(end), text=text)
