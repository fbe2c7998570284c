"""What a case holds about one entity → the dossier: title block, sections in order, footnotes.

A pure function: the same material and limits give the same dossier. Footnotes are numbered in the
order in which a reader meets them, so the sections are written in their order.
"""

from collections.abc import Iterable, Sequence

from reportedly.brief.desk import Desk
from reportedly.brief.lists import write_section
from reportedly.brief.material import Limits, Material, narrow_material
from reportedly.brief.names import list_other_names, write_names
from reportedly.brief.parts import Dossier, Notice, Section
from reportedly.brief.places import write_places
from reportedly.brief.quarrels import write_disputes
from reportedly.brief.references import write_documents, write_sources
from reportedly.brief.summary import write_summary
from reportedly.brief.timeline import write_timeline
from reportedly.edtf import bounds, is_valid, split_interval
from reportedly.export.wording import word_date
from reportedly.knowledge import load_knowledge


def build_dossier(material: Material, limits: Limits | None = None) -> Dossier:
    """Return the brief about the material's entity.

    Raises `UsageError` where a limit is no EDTF date.
    """
    limits = limits or Limits()
    desk = Desk(narrow_material(material, limits), limits)
    words = load_knowledge("brief")
    sections = _write_sections(desk)
    name = material.entity.name
    return Dossier(
        title=limits.title or name,
        subtitle=f"What is said of {desk.naming.subject}, and by whom",
        caution=str(words["lead"]["caution"]),
        facts=tuple(_list_facts(desk, material)),
        sections=tuple(section for section in sections if section.blocks),
        footnotes=desk.notes.make_footnotes(),
        made_on=limits.made_on,
        program=f"reportedly {material.program}",
    )


def _write_sections(desk: Desk) -> list[Section]:
    """The sections in the order in which they are read, and so in which notes get their numbers."""
    return [
        write_summary(desk),
        write_names(desk),
        write_section(desk, "ties"),
        write_section(desk, "posts"),
        write_section(desk, "deeds"),
        write_places(desk),
        write_timeline(desk),
        write_disputes(desk),
        write_section(desk, "plans"),
        write_section(desk, "says"),
        write_sources(desk),
        write_documents(desk),
        _write_method(desk),
    ]


def _list_facts(desk: Desk, whole: Material) -> Iterable[tuple[str, str]]:
    material = desk.material
    kind = load_knowledge("brief")["kinds"].get(material.entity.kind, material.entity.kind)
    yield "Subject", f"{material.entity.name}, in the reports {kind}"
    if names := list_other_names(desk):
        yield "Also called", "; ".join(names)
    claims = material.list_claims()
    origins = {t.origin for p in material.propositions for t in (*p.affirmed, *p.denied)}
    documents = {claim.document for claim in claims}
    told = [
        _count(len(documents), "document"),
        _count(len(claims), "claim"),
        _count(len(origins), "independent origin"),
    ]
    yield "Drawn from", ", ".join(told)
    published = [material.documents[d].published_on for d in documents if d in material.documents]
    if span := _tell_range(published):
        yield "Documents dated", span
    if span := _tell_range([c.when.edtf for c in claims if c.when is not None]):
        yield "Events dated", span
    if left_out := _tell_limits(desk, len(whole.list_claims()) - len(claims)):
        yield "Left out", left_out
    if desk.limits.made_on:
        yield "Made", word_date(desk.limits.made_on)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _tell_range(dates: Sequence[str | None]) -> str:
    """The earliest and the latest of EDTF dates, in words; '' where none is known."""
    known = [d for d in dates if d and is_valid(d) and bounds(d)[0] is not None]
    if not known:
        return ""
    first = min(known, key=lambda d: (str(bounds(d)[0]), d))
    last = max(known, key=lambda d: (str(bounds(d)[1] or bounds(d)[0]), d))
    start, end = split_interval(first)[0], split_interval(last)[1]
    ends = [date for date in (start, end) if date != ".."]
    return " to ".join(dict.fromkeys(word_date(date) for date in ends))


def _tell_limits(desk: Desk, left_out: int) -> str:
    limits, asked = desk.limits, []
    if limits.since:
        asked.append(f"before {word_date(limits.since)}")
    if limits.until:
        asked.append(f"after {word_date(limits.until)}")
    if asked:
        asked.append("without a known time")
    if limits.min_confidence:
        asked.append(f"of a confidence below {limits.min_confidence:g}")
    if not asked:
        return ""
    return f"what is {', '.join(asked)} ({_count(left_out, 'claim')})"


def _write_method(desk: Desk) -> Section:
    words = load_knowledge("brief")
    models = ", ".join(desk.material.models) or "unknown"
    made = f"Program: reportedly {desk.material.program}. Language pipeline: {models}."
    return Section(
        key="method",
        heading=words["sections"]["method"],
        blocks=(Notice(lines=(*words["method"]["lines"], made)),),
    )
