"""Stories of a synthetic case: eight reports about one quarrel, with what is planted in them.

A wire story, its copy, a retelling that names it, denials, an account of its own, a profile that
takes a paragraph of the wire over, a death with a succession, and what is told later. What is
contradicted in one story is corroborated in the next.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from reportedly.evaluate.synthetic.drafts import Fact, Paragraph, Report, Sentence, copy_paragraph
from reportedly.evaluate.synthetic.wording import Writer
from reportedly.evaluate.synthetic.world import Being, Country, Publisher, World

REPORTS_IN_A_STORY = 8
_TARGETS = ("an army convoy", "a police post", "a customs post", "a border patrol", "an army base")
_VICTIMS = ("soldiers", "police officers", "guards", "civilians", "policemen")
_GOODS = ("rifles", "ammunition", "fuel", "explosives", "mortars", "radios")
_UNNAMED = ("two officers", "residents", "a border guard", "three drivers", "a customs official",
            "local elders", "two witnesses", "a diplomat", "several survivors", "a prison guard")  # fmt: skip
_TITLES = ("Commander", "Colonel", "General")
_OFFICIAL_TITLES = ("Mr", "Deputy Minister", "Dr")
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "11", "12", "13",
            "14", "15", "16", "17", "18", "19", "21", "23", "26", "31")  # fmt: skip
_SHARE_CONTRADICTED = 0.7
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip


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


@dataclass(slots=True)
class Cast:
    """Who plays in a story."""

    country: Country
    abroad: Country
    chief: Being
    brother: Being
    heir: Being
    official: Being
    predecessor: Being
    trader: Being
    helpers: tuple[Being, Being]
    spokesman: Being
    group: Being
    ally: Being
    namesake: Being
    company: Being
    towns: list[Being]
    papers: list[Publisher]


class Story:
    """Writes the eight reports of one story into `reports`, and what it plants into `planted`."""

    def __init__(self, world: World, writer: Writer, number: int, planted: Planted) -> None:
        self._world, self._writer, self._number = world, writer, number
        self._draw = world.draw
        self._planted = planted
        self._cast = self._make_cast()
        self._start = date(2014 + number % 7, 1 + number % 12, 3 + self._draw.randrange(20))
        self.reports: list[Report] = []
        self._facts = self._make_facts()

    def write(self) -> list[Report]:
        """Return the reports of the story in the order of their dates."""
        for step in (self._wire, self._copy, self._retell, self._deny, self._look_again,
                     self._profile, self._succeed, self._look_back):  # fmt: skip
            step()
        return self.reports

    def _make_cast(self) -> Cast:
        world, draw = self._world, self._draw
        country, abroad = draw.sample(world.countries, 2)
        chief = world.person(titles=_TITLES, is_alone=False)
        group = world.group()
        forms = ("youth", "abroad", "of")
        return Cast(
            country=country,
            abroad=abroad,
            chief=chief,
            brother=world.person(brother_of=chief),
            heir=world.person(titles=_TITLES),
            official=world.person(titles=_OFFICIAL_TITLES),
            predecessor=world.person(),
            trader=world.person(),
            helpers=world.helpers(),
            spokesman=world.person(),
            group=group,
            ally=world.group(),
            namesake=world.namesake(group, abroad, forms[self._number % 3]),
            company=world.company(),
            towns=draw.sample(country.towns, 4),
            papers=draw.sample(world.publishers, 6),
        )

    def _make_facts(self) -> dict[str, Fact]:
        cast, draw, start = self._cast, self._draw, self._start
        one, two, three, four = cast.towns[:4]
        born, made = start.year - draw.randint(31, 60), start.year - draw.randint(3, 12)
        toll, victims = draw.choice(_NUMBERS), draw.choice(_VICTIMS)
        giver = (cast.company, cast.trader, cast.abroad.ministry)[self._number % 3]
        goods, alias = draw.choice(_GOODS), self._world.alias()
        day = self._day
        return {
            "attack": Fact("attack", cast.group, draw.choice(_TARGETS),
                           {"p": one.canonical, "d": day(-1), "n": toll, "v": victims}),
            "attack2": Fact("attack", cast.group, draw.choice(_TARGETS),
                            {"p": two.canonical, "d": day(400), "n": self._other(toll), "v": victims}),
            "supply": Fact("supply", giver, cast.ally, {"w": goods, "p": three.canonical}),
            "link": Fact("link", cast.group, cast.ally),
            "meeting": Fact("meeting", cast.official, cast.chief,
                            {"p": two.canonical, "d": day(-40)}),
            "birth": Fact("birth", cast.chief, three, {"y": str(born)}),
            "founding": Fact("founding", cast.chief, cast.group, {"y": str(made)}),
            "command": Fact("command", cast.chief, cast.group),
            "alias": Fact("alias", cast.chief, alias),
            "real_name": Fact("real_name", cast.heir, self._invent()),
            "death": Fact("death", cast.chief, None, {"p": four.canonical, "d": day(290)}),
            "capture": Fact("capture", cast.group, two, {"d": day(-75)}),
            "control": Fact("control", cast.group, two),
            "no_control": Fact("no_control", cast.group, two),
            "arrest": Fact("arrest", cast.country.ministry, cast.trader,
                           {"p": four.canonical, "d": day(5)}),
            "membership": Fact("membership", cast.trader, cast.group),
            "ownership": Fact("ownership", cast.trader, cast.company, {"y": str(made + 1)}),
            "brothers": Fact("brothers", cast.chief, cast.brother),
            "branch": Fact("branch", cast.namesake, cast.group),
            "ban": Fact("ban", cast.country.court, cast.ally, {"d": day(60)}),
            "strength": Fact("strength", cast.group, None, {"n": "300", "y": str(start.year - 2)}),
            "strength2": Fact("strength", cast.group, None, {"n": "750", "y": str(start.year + 1)}),
            "until": Fact("command_until", cast.chief, cast.group, {"y": str(self._at(290).year)}),
            "since": Fact("command_since", cast.heir, cast.group, {"y": str(self._at(290).year)}),
            "minister": Fact("minister", cast.official, cast.country.being, {"r": "interior minister"}),
            "former": Fact("former_minister", cast.predecessor, cast.country.being,
                           {"r": "interior minister", "y": str(start.year - 1)}),
            "residence": Fact("residence", cast.brother, None, {"p": four.canonical}),
            "by alias": Fact("recruiting", cast.chief, None,
                             {"p": one.canonical, "d": day(150), "n": "60"}, called=alias),
            "helpers": Fact("residence", cast.helpers[0], None, {"p": cast.country.being.canonical}),
            "namesakes": Fact("residence", cast.helpers[1], None, {"p": cast.abroad.being.canonical}),
            "recruiting": Fact("recruiting", cast.ally, None,
                               {"p": three.canonical, "d": day(20), "n": "40"}),
        }  # fmt: skip

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

    def _invent(self) -> str:
        name = self._world.namer.person()
        return f"{name.given} {name.surname}"

    def _other(self, number: str) -> str:
        at = _NUMBERS.index(number)
        return _NUMBERS[(at + 3 + self._draw.randrange(5)) % len(_NUMBERS)]

    def _at(self, days: int) -> date:
        return self._start + timedelta(days=days)

    def _day(self, days: int) -> str:
        """A date as reports give it, to the day, with its preposition."""
        day = self._at(days)
        month = _MONTHS[day.month - 1]
        return self._draw.choice(
            (f"on {day.day} {month} {day.year}", f"on {month} {day.day}, {day.year}")
        )
