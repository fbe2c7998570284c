"""A case with what a brief must survive: copies, a denial, a hedge, a plan, figures, hostile names."""

from collections.abc import Iterator

import pytest
from tests.made_readings import Page, make_lake_reading

from reportedly.brief import Dossier, Limits
from reportedly.brief.parts import Listing, Sentence, Table
from reportedly.case import Case
from reportedly.records import Reading, When

HOSTILE = '<script>alert("x")</script> | [a](javascript:b) *c* `d` \u202e\x07'


def make_copy() -> Reading:
    """Another paper with the same sentence of the same officials, under a hostile title."""
    first, rest = make_lake_reading().document.text.split(". ", 1)
    text = f"{first}. {rest} Nobody could be reached."
    page = Page(text, title=HOSTILE, publisher="<b>Bay</b> Post", published_on="2019-05-03")
    radio = page.source("Radio Lake", "organization", "reported", act="reports")
    officials = page.source("officials", "population", "said")
    when = page.span("May 2012")
    return page.reading(
        page.claim(
            "attacked",
            page.argument("Heron Movement", "group"),
            page.argument("Port Asel", "place"),
            page.span(f"{first}."),
            sources=(radio, officials),
            when=When(edtf="2012-05", text=when.text, start=when.start, end=when.end),
        )
    )


def make_paper() -> Reading:
    """A plan, three towns held, two strengths of the same movement, and a label."""
    text = (
        "A colonel said the Heron Movement would attack Keth. "
        "The Heron Movement holds Asel, Brun and Corl. "
        "A trader said the Heron Movement had 40 fighters. "
        "A monk said the Heron Movement had 90 fighters. "
        "The Court of Keth listed the Heron Movement as a terrorist group. "
        "It fled to the town."
    )
    page = Page(text, title="What the Herons hold", publisher="Bay Post", published_on="2019-06-01")
    sentences = [page.span(s.strip() + ".") for s in text.split(".") if s.strip()]
    plan, towns, forty, ninety, listed, fled = sentences

    def heron(at: int) -> object:
        return page.argument("Heron Movement", "group", after=at)

    return page.reading(
        page.claim(
            "attacked",
            heron(plan.start),  # type: ignore[arg-type]
            page.argument("Keth", "place"),
            plan,
            sources=(page.source("A colonel", "person", "said"),),
            certainty="unrealised",
        ),
        *(
            page.claim("controls", heron(towns.start), page.argument(town, "place"), towns)  # type: ignore[arg-type]
            for town in ("Asel", "Brun", "Corl")
        ),
        *(
            page.claim(
                "has_strength",
                heron(sentence.start),  # type: ignore[arg-type]
                None,
                sentence,
                sources=(page.source(who, "person", "said", after=sentence.start),),
                qualifiers={"count": count},
            )
            for sentence, who, count in ((forty, "A trader", "40"), (ninety, "A monk", "90"))
        ),
        page.claim(
            "designated",
            page.argument("Court of Keth", "state"),
            heron(listed.start),  # type: ignore[arg-type]
            listed,
            qualifiers={"as": "terrorist group"},
        ),
        page.claim(
            "moved_to",
            page.argument("It", "group", name="Heron Movement", after=fled.start),
            page.argument("the town", "place", after=fled.start),
            fled,
        ),
    )


@pytest.fixture
def case() -> Iterator[Case]:
    with Case.in_memory() as opened:
        for reading in (make_lake_reading(), make_copy(), make_paper()):
            opened.keep(reading)
        yield opened


@pytest.fixture
def dossier(case: Case) -> Dossier:
    return case.brief("Heron Movement", limits=Limits(made_on="2019-07-01"))


def list_sentences(dossier: Dossier, *keys: str) -> list[Sentence]:
    """The sentences of the sections with these keys, of all without keys; rows as one sentence."""
    found: list[Sentence] = []
    for section in dossier.sections:
        if keys and section.key not in keys:
            continue
        for block in section.blocks:
            if isinstance(block, Listing):
                found += block.sentences
            elif isinstance(block, Table):
                found += [_join(row.cells) for row in block.rows]
    return found


def _join(cells: tuple[Sentence, ...]) -> Sentence:
    pieces = tuple(piece for cell in cells for piece in cell.pieces)
    return Sentence(pieces=pieces, notes=tuple(n for cell in cells for n in cell.notes))
