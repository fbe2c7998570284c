"""Who is who in an invented world: people, bodies and places, and how reports name them.

A report names somebody in full first and by a short form afterwards; its publisher's house style
chooses the spelling. Every form that was written is noted, so that the truth can say which names
of which report belong together.
"""

import random
from dataclasses import dataclass, field

from reportedly.evaluate.synthetic.names import Namer, acronym, demonym
from reportedly.records import Kind


@dataclass(eq=False, slots=True)
class Being:
    """Somebody or something with a name. `full` are its spellings, the house's own first.

    `short` are what later mentions say (a surname, an acronym), none where that would be taken
    for somebody else. `written` are the forms that reports used, by report.
    """

    canonical: str
    kind: Kind
    full: tuple[str, ...]
    short: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    acronym: str | None = None
    surname: str | None = None
    culture: str | None = None
    written: dict[str, set[str]] = field(default_factory=dict)

    def note(self, report: str, form: str) -> None:
        """Remember that a report used a form of the name."""
        self.written.setdefault(report, set()).add(form)


@dataclass(eq=False, slots=True)
class Publisher(Being):
    """A newspaper or agency; `style` is which spelling of a name it uses."""

    style: int = 0


@dataclass(slots=True)
class Country:
    """A country with its bodies and towns."""

    being: Being
    demonym: str
    ministry: Being
    court: Being
    towns: list[Being]


class World:
    """Everybody in a synthetic case; the same draw gives the same world."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.namer = Namer(draw)
        self.beings: list[Being] = []
        self.apart: list[tuple[Being, Being]] = []
        self._acronyms: set[str] = set()
        self.countries = [self._make_country() for _ in range(4)]
        self.publishers = [self._make_publisher(i) for i in range(7)]

    def person(
        self,
        *,
        titles: tuple[str, ...] = (),
        brother_of: Being | None = None,
        is_alone: bool = True,
    ) -> Being:
        """Return a new person; of brothers, neither is called by the surname alone."""
        culture = brother_of.culture if brother_of else self.namer.culture()
        name = self.namer.person(culture, brother_of.surname if brother_of else None)
        spelt = f"{name.spelt[0]} {name.spelt[1]}"
        full = tuple(dict.fromkeys((f"{name.given} {name.surname}", spelt)))
        being = Being(
            full[0],
            "person",
            full,
            short=(name.surname, name.spelt[1]) if is_alone and not brother_of else (),
            titles=titles,
            surname=name.surname,
            culture=culture,
        )
        self.beings.append(being)
        if brother_of is not None:
            self.apart.append((brother_of, being))
        return being

    def group(self) -> Being:
        """Return a new group whose acronym, if it has one, is nobody else's."""
        name = self.namer.group()
        for _ in range(20):
            if acronym(name) not in self._acronyms:
                break
            name = self.namer.group()
        letters = acronym(name)
        if letters in self._acronyms:
            return self._add(Being(name, "group", (name,)))
        self._acronyms.add(letters)
        return self._add(Being(name, "group", (name,), short=(letters,), acronym=letters))

    def namesake(self, group: Being, country: Country, form: str) -> Being:
        """Return another body whose name holds the name of `group`: a branch or its youth wing."""
        name = {
            "youth": f"{group.canonical} Youth",
            "abroad": f"{country.demonym} {group.canonical}",
            "of": f"{group.canonical} of {country.being.canonical}",
        }[form]
        being = self._add(Being(name, "group", (name,)))
        self.apart.append((group, being))
        return being

    def helpers(self) -> tuple[Being, Being]:
        """Return two groups of two countries whose names are spellings of one phrase."""
        one, other = (self._add(Being(n, "group", (n,))) for n in self.namer.helpers())
        self.apart.append((one, other))
        return one, other

    def company(self) -> Being:
        """Return a new company; some reports give its legal form."""
        name = self.namer.company()
        return self._add(Being(name, "organization", (name, f"{name} Ltd")))

    def alias(self) -> str:
        """Return a new alias."""
        return self.namer.code_name()

    def _add(self, being: Being) -> Being:
        self.beings.append(being)
        return being

    def _make_country(self) -> Country:
        name = self.namer.country()
        adjective = demonym(name)
        ministry = f"{adjective} Interior Ministry"
        court = f"{adjective} Supreme Court"
        return Country(
            being=self._add(Being(name, "place", (name,))),
            demonym=adjective,
            ministry=self._add(
                Being(ministry, "state", (ministry, f"Interior Ministry of {name}"))
            ),
            court=self._add(Being(court, "state", (court, f"Supreme Court of {name}"))),
            towns=[
                self._add(Being(t, "place", (t,))) for t in (self.namer.town() for _ in range(12))
            ],
        )

    def _make_publisher(self, number: int) -> Publisher:
        name = self.namer.paper()
        publisher = Publisher(name, "organization", (name,), style=number % 2)
        self.beings.append(publisher)
        return publisher
