"""Stories of a synthetic case: eight reports about one quarrel, with what is planted in them.

A wire story, its copy, a retelling that names it, denials, an account of its own, a profile that
takes a paragraph of the wire over, a death with a succession, and what is told later. What is
contradicted in one story is corroborated in the next.
"""

from dataclasses import dataclass, field
from typing import Literal

from reportedly.evaluate.synthetic.drafts import Fact, Paragraph, Report, Sentence, copy_paragraph
from reportedly.evaluate.synthetic.premise import Premise
from reportedly.evaluate.synthetic.wording import Writer
from reportedly.evaluate.synthetic.world import Being, World

REPORTS_IN_A_STORY = 8
_UNNAMED = ("two officers", "residents", "a border guard", "three drivers", "a customs official",
            "local elders", "two witnesses", "a diplomat", "several survivors", "a prison guard")  # fmt: skip
_SHARE_CONTRADICTED = 0.7


@dataclass(slots=True)
class Planted:
    """What is true of the reports: which facts stand against each other, and which only seem to.

    The first of two facts is told by one report alone.
    """

    contradictions: list[tuple[Literal["value", "number", "sequence"], Fact, Fact]] = field(
        default_factory=list
    )
    not_contradictions: list[tuple[Fact, Fact]] = field(default_factory=list)
    same: dict[int, Fact] = field(default_factory=dict)
    """Facts (by `id()`) that tell the same thing as another and differ in a number."""


class Story(Premise):
    """Writes the eight reports of one story into `reports`, and what it plants into `planted`."""

    def __init__(self, world: World, writer: Writer, number: int, planted: Planted) -> None:
        super().__init__(world, number)
        self._writer, self._planted = writer, planted
        self.reports: list[Report] = []

    def write(self) -> list[Report]:
        """Return the reports of the story in the order of their dates."""
        for step in (self._wire, self._copy, self._retell, self._deny, self._look_again,
                     self._profile, self._succeed, self._look_back):  # fmt: skip
            step()
        return self.reports

    # The reports

    def _wire(self) -> None:
        report = self._open(0, 0, "attack")
        officers, ministry = self._unnamed(report), self._cast.country.ministry
        self._paragraph(
            report,
            [
                self._say(report, "attack", officers),
                self._say(report, "supply", ministry),
                self._scene(report),
                self._say(report, "command"),
            ],
        )
        self._paragraph(
            report,
            [
                self._say(report, "founding"),
                self._say(report, "birth"),
                self._scene(report),
                self._say(report, "capture"),
            ],
        )
        self._paragraph(report, [self._silent(report, self._cast.official), self._scene(report)])
        self._background(report)

    def _copy(self) -> None:
        report = self._open(1, 1, "attack")
        if self._number % 2:
            self._paragraph(report, [self._scene(report), self._say(report, "ownership")])
        for paragraph in self.reports[0].paragraphs[:2]:
            self._take_over(report, paragraph)
        self._paragraph(report, [self._scene(report), self._say(report, "strength")])

    def _retell(self) -> None:
        report = self._open(2, 2, "meeting")
        wire = self.reports[0]
        retold = [self._retold(report, wire, key) for key in ("attack", "supply")]
        self._paragraph(report, [retold[0], self._scene(report)])
        self._paragraph(
            report,
            [
                self._say(report, "meeting", self._unnamed(report)),
                self._say(report, "link", self._cast.country.ministry),
                retold[1],
            ],
        )
        self._paragraph(
            report,
            [
                self._say(report, "membership", is_hedged=self._number % 2 == 0),
                self._say(report, "control"),
                self._say(report, "helpers"),
            ],
        )

    def _deny(self) -> None:
        report = self._open(3, 6, "supply")
        cast, facts = self._cast, self._facts
        speaker = cast.spokesman
        introduced = self._writer.tell(
            report,
            Fact("appointment", cast.group, speaker, {"r": "spokesman", "d": self._day(-90)}),
            origin=report.publisher.canonical,
        )
        supply, link = facts["supply"], facts["link"]
        first = [
            introduced,
            self._writer.deny(report, link, cast.group, origin=cast.group.canonical),
        ]
        if self._number % 2:
            first.append(
                self._writer.admit(report, facts["attack"], cast.group, origin=cast.group.canonical)
            )
        else:
            first.append(
                self._writer.deny(report, facts["attack"], speaker, origin=speaker.canonical)
            )
        self._paragraph(report, first)
        giver = supply.subject
        assert giver is not None
        self._paragraph(
            report,
            [
                self._writer.deny(report, supply, giver, origin=giver.canonical),
                self._scene(report),
                self._silent(report, cast.trader),
            ],
        )
        self._paragraph(
            report,
            [
                self._writer.deny(
                    report, facts["meeting"], cast.official, origin=cast.official.canonical
                ),
                self._writer.deny(report, facts["membership"], speaker, origin=speaker.canonical),
            ],
        )

    def _look_again(self) -> None:
        report = self._open(4, 9, "supply")
        attack = self._facts["attack"]
        counted = self._vary("number", attack, "n", self._other(attack.slots["n"]))
        self._planted.same[id(counted)] = attack
        self._paragraph(
            report,
            [
                self._tell(report, counted, self._unnamed(report)),
                self._scene(report),
                self._say(report, "supply", self._unnamed(report)),
            ],
        )
        self._paragraph(
            report,
            [
                self._say(report, "meeting"),
                self._say(report, "arrest"),
                self._say(report, "ownership", self._cast.country.ministry),
            ],
        )
        self._paragraph(report, [self._say(report, "minister"), self._say(report, "former")])
        self._seem("minister", "former")

    def _profile(self) -> None:
        report = self._open(5, 120, "birth")
        birth, founding = self._facts["birth"], self._facts["founding"]
        self._paragraph(
            report,
            [
                self._tell(report, self._vary("value", birth, "object", self._cast.towns[0])),
                self._say(report, "alias", self._unnamed(report)),
                self._say(report, "brothers"),
            ],
        )
        self._paragraph(
            report,
            [
                self._tell(
                    report, self._vary("value", founding, "y", str(int(founding.slots["y"]) - 3))
                ),
                self._say(report, "branch"),
                self._scene(report),
                self._say(report, "residence"),
            ],
        )
        self._take_over(report, self.reports[0].paragraphs[0])
        self._paragraph(report, [self._say(report, "ban"), self._scene(report)])
        self._background(report)

    def _succeed(self) -> None:
        report = self._open(0, 300, "death")
        self._paragraph(
            report,
            [
                self._say(report, "death", self._cast.country.ministry),
                self._say(report, "until"),
                self._say(report, "since"),
            ],
        )
        self._paragraph(
            report,
            [
                self._say(report, "real_name"),
                self._say(report, "no_control"),
                self._scene(report),
                self._say(report, "by alias", self._unnamed(report)),
                self._say(report, "recruiting", is_hedged=True),
            ],
        )
        self._seem("until", "since")
        self._seem("no_control", "control")

    def _look_back(self) -> None:
        report = self._open(1, 430, "attack2")
        death, real = self._facts["death"], self._facts["real_name"]
        if self._number % 3 == 0:
            later = Fact(
                "visit",
                self._cast.chief,
                None,
                {"p": self._cast.towns[1].canonical, "d": self._day(380)},
            )
            self._planted.contradictions.append(("sequence", later, death))
        else:
            later = self._vary("value", death, "d", self._day(250))
        self._paragraph(
            report,
            [
                self._tell(report, later, self._unnamed(report) if self._number % 2 else None),
                self._tell(report, self._vary("value", real, "object", self._invent())),
                self._scene(report),
            ],
        )
        self._paragraph(
            report,
            [
                self._say(report, "attack2", self._unnamed(report)),
                self._say(report, "strength2"),
                self._say(report, "capture", self._cast.country.ministry),
                self._say(report, "ban"),
                self._say(report, "namesakes", self._unnamed(report)),
            ],
        )
        self._seem("attack2", "attack")
        self._seem("strength2", "strength")

    # What the reports are made of

    def _open(self, paper: int, days: int, about: str) -> Report:
        subject = self._facts[about].subject
        report = Report(
            id=f"story-{self._number + 1:02}-{len(self.reports) + 1}",
            publisher=self._cast.papers[paper],
            published_on=self._at(days).isoformat(),
            title=f"News of {subject.canonical if subject else 'the day'}",
        )
        self.reports.append(report)
        return report

    def _paragraph(self, report: Report, sentences: list[Sentence]) -> None:
        report.paragraphs.append(Paragraph(self._writer.next_lineage(), sentences))

    def _take_over(self, report: Report, paragraph: Paragraph) -> None:
        copy = copy_paragraph(paragraph, self._draw)
        report.paragraphs.append(copy)
        report.named.update(id(being) for s in copy.sentences for being, _ in s.names)

    def _say(
        self,
        report: Report,
        key: str,
        source: Being | str | None = None,
        *,
        is_hedged: bool = False,
    ) -> Sentence:
        return self._tell(report, self._facts[key], source, is_hedged=is_hedged)

    def _tell(
        self,
        report: Report,
        fact: Fact,
        source: Being | str | None = None,
        *,
        is_hedged: bool = False,
    ) -> Sentence:
        if isinstance(source, Being):
            origin = source.canonical
        else:
            origin = f"{report.id}: {source}" if source else report.publisher.canonical
        return self._writer.tell(report, fact, origin=origin, source=source, is_hedged=is_hedged)

    def _retold(self, report: Report, other: Report, key: str) -> Sentence:
        """What another report told, with its publisher named as the source."""
        fact = self._facts[key]
        told = next(t for p in other.paragraphs for s in p.sentences for t in s.tellings
                    if t.fact is fact)  # fmt: skip
        cited = told.source if told.origin.startswith(other.id) and self._number % 2 else None
        return self._writer.tell(
            report, fact, origin=told.origin, source=other.publisher, voice="reported", cited=cited
        )

    def _vary(
        self, reason: Literal["value", "number"], fact: Fact, slot: str, value: Being | str
    ) -> Fact:
        """The same fact or, planted as a contradiction, one that differs in one thing."""
        if self._draw.random() > _SHARE_CONTRADICTED:
            return fact
        slots = dict(fact.slots)
        object_ = fact.object
        if slot == "object":
            object_ = value
        else:
            slots[slot] = str(value)
        other = Fact(fact.kind, fact.subject, object_, slots, fact.used)
        self._planted.contradictions.append((reason, other, fact))
        return other

    def _seem(self, one: str, other: str) -> None:
        self._planted.not_contradictions.append((self._facts[one], self._facts[other]))

    def _scene(self, report: Report) -> Sentence:
        return self._writer.fill_in(report, "scene", self._draw.choice(self._cast.towns))

    def _background(self, report: Report) -> None:
        """A paragraph or two that nothing hangs on: a real report is mostly this."""
        for _ in range(self._draw.randint(1, 2)):
            self._paragraph(report, [self._scene(report) for _ in range(self._draw.randint(2, 4))])

    def _silent(self, report: Report, being: Being) -> Sentence:
        return self._writer.fill_in(report, "no_comment", being)

    def _unnamed(self, report: Report) -> str:
        """Somebody whom the report does not name; nobody twice in one report."""
        taken = {t.source for p in report.paragraphs for s in p.sentences for t in s.tellings}
        return self._draw.choice([who for who in _UNNAMED if who not in taken])
