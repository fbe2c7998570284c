"""Claims made by hand: who says what about whom, in which report."""

from typing import Any

from reportedly.records import Argument, Claim, Kind, Source, Span, When

UNNAMED = ("two officials", "residents", "an official", "villagers")


def make_source(name: str, act: str = "says", kind: Kind = "person") -> Source:
    return Source(
        name=name,
        kind=kind,
        text=name,
        start=0,
        end=len(name),
        entity=f"ent-{name}",
        act=act,  # type: ignore[arg-type]
        cue=Span(start=0, end=4, text="said"),
    )


def make_claim(
    id_: str,
    subject: str | None,
    predicate: str,
    object_: str | None,
    *,
    sources: tuple[Source | str, ...] = (),
    document: str | None = None,
    kind: Kind = "person",
    when: str | None = None,
    **more: Any,
) -> Claim:
    wanted: dict[str, Any] = {
        "qualifiers": {},
        "where": (),
        "polarity": "affirmed",
        "certainty": "stated",
        "evidence": Span(start=0, end=1, text="x"),
        "extractor": "t",
        "confidence": 1.0,
    } | more
    return Claim(
        id=id_,
        document=document or f"doc-{id_}",
        predicate=predicate,
        subject=_make_side(subject, "person"),
        object=_make_side(object_, kind),
        when=When(edtf=when, text=when, start=0, end=1) if when else None,
        sources=tuple(make_source(s) if isinstance(s, str) else s for s in sources),
        **wanted,
    )


def _make_side(name: str | None, kind: Kind) -> Argument | None:
    if name is None:
        return None
    return Argument(name=name, kind=kind, text=name, start=0, end=len(name), entity=f"ent-{name}")
