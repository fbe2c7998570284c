"""Readings made by hand, for whatever keeps or shows them: no parser, every span exact."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from reportedly.ids import document_id, make_id
from reportedly.records import (
    Argument,
    Attribution,
    Claim,
    Document,
    Kind,
    Mention,
    Place,
    Problem,
    Reading,
    Source,
    Span,
    When,
)

MODEL = "made-by-hand-1"


class Page:
    """A document's text, and spans found in it."""

    def __init__(self, text: str, **known: str | None) -> None:
        self.text = text
        self.document = Document(id=document_id(text), text=text, **known)  # type: ignore[arg-type]
        self.mentions: list[Mention] = []
        self._chains: dict[str, int] = {}

    def span(self, words: str, after: int = 0) -> Span:
        start = self.text.index(words, after)
        return Span(start=start, end=start + len(words), text=words)

    def argument(
        self, words: str, kind: Kind, *, name: str | None = None, after: int = 0
    ) -> Argument:
        span = self.span(words, after)
        self._mention(span, kind, name or words)
        return Argument(name=name or words, kind=kind, text=words, start=span.start, end=span.end)

    def source(
        self, words: str, kind: Kind, cue: str, *, act: str = "says", after: int = 0
    ) -> Source:
        span = self.span(words, after)
        self._mention(span, kind, words)
        return msgspec.convert(
            {
                "name": words,
                "kind": kind,
                "text": words,
                "start": span.start,
                "end": span.end,
                "act": act,
                "cue": msgspec.to_builtins(self.span(cue, after)),
                "said_on": "2019-05-02",
            },
            Source,
        )

    def claim(
        self,
        predicate: str,
        subject: Argument | None,
        object_: Argument | None,
        evidence: Span,
        **more: object,
    ) -> Claim:
        spans = [x for a in (subject, object_) for x in ((a.start, a.end) if a else (None, None))]
        parts = [self.document.id, predicate, *spans, evidence.start, evidence.end]
        values: dict[str, object] = {
            "qualifiers": {},
            "when": None,
            "where": (),
            "sources": (),
            "polarity": "affirmed",
            "certainty": "stated",
        }
        return Claim(
            id=make_id("clm", parts),
            document=self.document.id,
            predicate=predicate,
            subject=subject,
            object=object_,
            evidence=evidence,
            extractor="made.v1",
            confidence=0.5,
            external_id=self.document.external_id,
            **(values | more),  # type: ignore[arg-type]
        )

    def reading(self, *claims: Claim, problems: tuple[Problem, ...] = ()) -> Reading:
        attributions = tuple(
            Attribution(
                id=make_id("att", [self.document.id, claim.id]),
                document=self.document.id,
                source=(self.span(source.text),),
                cue=(source.cue,),
                content=(claim.evidence,),
                act=source.act,
                certainty=claim.certainty,
                polarity=claim.polarity,
                chain=claim.sources,
            )
            for claim in claims
            for source in claim.sources[-1:]
        )
        return Reading(
            document=self.document,
            sentences=tuple(dict.fromkeys(claim.evidence for claim in claims)),
            mentions=tuple(self.mentions),
            attributions=attributions,
            claims=claims,
            problems=problems,
            model=MODEL,
        )

    def _mention(self, span: Span, kind: Kind, name: str) -> None:
        if any((m.start, m.end) == (span.start, span.end) for m in self.mentions):
            return
        form: Literal["name", "nominal"] = "name" if span.text[:1].isupper() else "nominal"
        self.mentions.append(
            Mention(
                start=span.start,
                end=span.end,
                text=span.text,
                kind=kind,
                form=form,
                chain=self._chains.setdefault(name, len(self._chains)),
                name=name,
                sentence=0,
                first=len(self.mentions),
                last=len(self.mentions),
                head=len(self.mentions),
                place=Place(name=name, lat=1.5, lon=-2.25) if kind == "place" else None,
            )
        )


def make_lake_reading(**known: str | None) -> Reading:
    """An attack that officials report through a radio station, denied by the accused; an alias."""
    text = (
        "Radio Lake reported on Thursday that officials said the Heron Movement attacked Port Asel "
        "in May 2012. The Heron Movement, also known as the Grey Wings, denied attacking Port Asel. "
        "Its leader Dara Voss may have fled to Ülmen."
    )
    page = Page(
        text,
        **(
            {
                "external_id": "lake-1",
                "title": "Night at the port",
                "publisher": "Radio Lake",
                "published_on": "2019-05-02",
                "path": "reports/lake.txt",
            }
            | known
        ),
    )
    second = text.index("The Heron")
    first_sentence = page.span(text[: second - 1])
    second_sentence = page.span(text[second : text.index(" Its leader")])
    third_sentence = page.span(text[text.index("Its leader") :])
    heron = page.argument("Heron Movement", "group")
    port = page.argument("Port Asel", "place")
    radio = page.source("Radio Lake", "organization", "reported", act="reports")
    officials = page.source("officials", "population", "said")
    when = page.span("May 2012")
    again = page.argument("Heron Movement", "group", after=second)
    denier = page.source("Heron Movement", "group", "denied", act="denies", after=second)
    return page.reading(
        page.claim(
            "attacked",
            heron,
            port,
            first_sentence,
            sources=(radio, officials),
            when=When(edtf="2012-05", text=when.text, start=when.start, end=when.end),
            where=(port,),
            qualifiers={"killed": "3"},
        ),
        page.claim(
            "also_known_as",
            again,
            page.argument("Grey Wings", "name", after=second),
            second_sentence,
        ),
        page.claim(
            "attacked",
            again,
            page.argument("Port Asel", "place", after=second),
            second_sentence,
            sources=(denier,),
            polarity="denied",
        ),
        page.claim(
            "moved_to",
            page.argument("Dara Voss", "person"),
            page.argument("Ülmen", "place"),
            third_sentence,
            certainty="hedged",
        ),
        problems=(
            Problem(
                code="paragraph-language", message="one paragraph is not English", start=0, end=5
            ),
        ),
    )


def make_readings(count: int, *, claims: int = 5) -> Iterator[Reading]:
    """Many small readings: 200 movements, 500 towns, 40 ministers, some claims denied or hedged."""
    for n in range(count):
        lines = [
            f"Minister {_name(7 * (n + i) % 40)} said that the {_name((n * 3 + i) % 200)} Movement "
            f"attacked {_name((n + 11 * i) % 500)} Town in {1990 + (n + i) % 30} (note {n}.{i})."
            for i in range(claims)
        ]
        page = Page(
            "\n".join(lines),
            external_id=f"made-{n}",
            publisher=f"Paper {n % 9}",
            published_on="2020-01-01",
        )
        made, at = [], 0
        for i, line in enumerate(lines):
            words = line.split()
            year = page.span(words[-3], at)
            town = page.argument(" ".join(words[8:10]), "place", after=at)
            made.append(
                page.claim(
                    "attacked" if i % 2 else "threatened",
                    page.argument(" ".join(words[5:7]), "group", after=at),
                    town,
                    page.span(line, at),
                    sources=(page.source(" ".join(words[:2]), "person", "said", after=at),),
                    when=When(edtf=year.text, text=year.text, start=year.start, end=year.end),
                    where=(town,),
                    polarity="denied" if n % 10 == 3 else "affirmed",
                    certainty="hedged" if n % 10 == 5 else "stated",
                )
            )
            at += len(line) + 1
        yield page.reading(*made)


def _name(number: int) -> str:
    """A capitalised invented word for each number."""
    syllables = ("ba", "ce", "do", "fu", "gi", "ka", "le", "mo", "nu", "ri")
    return "".join(syllables[int(digit)] for digit in f"{number:03d}").capitalize()
