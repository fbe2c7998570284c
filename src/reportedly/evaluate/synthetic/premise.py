"""What a story is about, before it is told: its cast, and the facts that its reports tell."""

from dataclasses import dataclass
from datetime import date, timedelta

from reportedly.evaluate.synthetic.drafts import Fact
from reportedly.evaluate.synthetic.world import Being, Country, Publisher, World

_TARGETS = ("an army convoy", "a police post", "a customs post", "a border patrol", "an army base")
_VICTIMS = ("soldiers", "police officers", "guards", "civilians", "policemen")
_GOODS = ("rifles", "ammunition", "fuel", "explosives", "mortars", "radios")
_TITLES = ("Commander", "Colonel", "General")
_OFFICIAL_TITLES = ("Mr", "Deputy Minister", "Dr")
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "11", "12", "13",
            "14", "15", "16", "17", "18", "19", "21", "23", "26", "31")  # fmt: skip
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip


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


class Premise:
    """The cast of a story, the day on which it begins, and its facts by a short key."""

    def __init__(self, world: World, number: int) -> None:
        self._world, self._number, self._draw = world, number, world.draw
        self._cast = self._make_cast()
        self._start = date(2014 + number % 7, 1 + number % 12, 3 + self._draw.randrange(20))
        self._facts = self._make_facts()

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
