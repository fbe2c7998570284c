"""Names of an invented world: people of several cultures, towns, countries, groups, companies.

Every name is put together from syllables by a seeded draw, so that there is no end of them and
none is taken from a list of real ones. A name may have other spellings, as transliteration makes
them.
"""

import random
from collections.abc import Callable
from typing import NamedTuple

from reportedly.errors import UsageError

_PEOPLE: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "slavic": (
        ("Bor", "Dal", "Mir", "Rad", "Stan", "Vel", "Zor", "Drag", "Kaz", "Yar", "Lud", "Tom"),
        ("imir", "oslav", "eban", "igor", "omil", "etko", "ivoj", "ek", "islav", "an"),
        (
            "Korv",
            "Zelm",
            "Trov",
            "Halk",
            "Brast",
            "Vedr",
            "Mirn",
            "Ostr",
            "Pelk",
            "Rusk",
            "Lyub",
            "Strek",
            "Yavor",
            "Khol",
        ),
        ("enko", "ovich", "anov", "yak", "insky", "ev", "uk", "arov"),
    ),
    "arabic": (
        ("Qas", "Rash", "Han", "Jal", "Nad", "Saf", "Taw", "Kar", "Mun", "Faw", "Zuh", "Had"),
        ("im", "id", "ir", "iq", "an", "ouf", "ari"),
        ("Qad", "Bouz", "Hadd", "Khal", "Saww", "Nouf", "Ghan", "Taleq", "Mesh", "Zour", "Wahr"),
        ("our", "awi", "ani", "oun", "ali", "iri", "ouqi"),
    ),
    "latin": (
        ("Al", "Bert", "Cors", "Dam", "Fid", "Gast", "Lis", "Marc", "Ner", "Osv", "Raim", "Tad"),
        ("ando", "elmo", "iano", "elio", "ardo", "urio", "eno", "averio"),
        ("Mard", "Tolv", "Vers", "Castr", "Pell", "Quint", "Sarm", "Bonf", "Delg", "Ferr"),
        ("ez", "anza", "illo", "eira", "oni", "azzo", "aldes", "ucci"),
    ),
    "turkic": (
        ("Ay", "Bek", "Er", "Nur", "Tem", "Alt", "Kad", "Saq", "Tur", "Ul"),
        ("tay", "bolat", "zhan", "dos", "mir", "gali", "mas", "kin"),
        ("Dzhan", "Qor", "Sult", "Bayt", "Orms", "Tash", "Yesh", "Kerm", "Akm", "Zhol"),
        ("bekov", "baev", "uly", "ganov", "tekin", "aliev"),
    ),
    "northern": (
        ("Ald", "Hes", "Brom", "Ing", "Od", "Tor", "Wil", "Ed", "Hal", "Per"),
        ("ric", "ten", "var", "mar", "vin", "bert", "gar", "ton"),
        ("Grim", "Hask", "Lund", "Mar", "Thorn", "Vess", "Wick", "Brann", "Kess", "Stav"),
        ("ley", "eld", "er", "mark", "ock", "oth", "sen", "wood"),
    ),
}
_SPELLINGS = {
    "slavic": (
        ("kh", "h"),
        ("y", "i"),
        ("ovich", "ović"),
        ("ev", "yev"),
        ("islav", "yslav"),
        ("v", "w"),
    ),
    "arabic": (("q", "k"), ("ou", "u"), ("awi", "aoui"), ("i", "e"), ("gh", "g"), ("aw", "ao")),
    "latin": (
        ("ando", "andó"),
        ("ez", "es"),
        ("eira", "éira"),
        ("elio", "élio"),
        ("qu", "k"),
        ("ano", "áno"),
    ),
    "turkic": (("dzh", "j"), ("q", "k"), ("zh", "j"), ("y", "i"), ("aev", "ayev"), ("kad", "qad")),
    "northern": (("ck", "k"), ("th", "t"), ("ss", "s"), ("oo", "u"), ("ric", "rik"), ("v", "w")),
}
_TOWN_STARTS = (
    "Bel",
    "Dor",
    "Kesh",
    "Lan",
    "Mor",
    "Nar",
    "Or",
    "Pel",
    "Sab",
    "Tesh",
    "Ul",
    "Var",
    "Zem",
    "Gral",
    "Hul",
    "Tav",
)
_TOWN_MIDDLES = ("a", "o", "en", "ar", "il", "um", "e", "is")
_TOWN_ENDS = (
    "dar",
    "vik",
    "mara",
    "port",
    "sk",
    "tan",
    "rina",
    "bor",
    "qala",
    "vale",
    "neth",
    "gorod",
)
_LAND_STARTS = ("Vel", "Kost", "Dorv", "Tashk", "Sarv", "Mord", "Halm", "Ostr", "Quel", "Bray")
_LAND_ENDS = ("maria", "ania", "ovia", "istria", "enia", "onia")
_COLOURS = (
    "Amber",
    "Iron",
    "Northern",
    "Granite",
    "Cedar",
    "Silver",
    "Falcon",
    "Crimson",
    "Coastal",
    "Highland",
    "Lantern",
    "Ember",
    "Copper",
    "Heron",
)
_EMBLEMS = (
    "Banner",
    "Shield",
    "Path",
    "Spear",
    "Flame",
    "Star",
    "Oath",
    "Harvest",
    "Torch",
    "Anchor",
    "Sickle",
    "Bridge",
)
_FORMS = ("Movement", "Front", "Brigade", "Army", "Column", "Union", "League")
_RIVERS = ("Nah", "Sah", "Wad", "Jab", "Tar", "Bur", "Zay", "Qam", "Hil", "Raw", "Fur", "Das")
_RIVER_ENDS = ("ar", "il", "ih", "iq", "han", "tun", "im", "oud")
_TRADES = ("Shipping", "Timber", "Cement", "Fuels", "Freight", "Grain", "Metals")
_PAPERS = (
    "Herald",
    "Courier",
    "Gazette",
    "Observer",
    "Tribune",
    "Dispatch",
    "Chronicle",
    "Mercury",
)
_CODES = (
    "Raven",
    "Anvil",
    "Sable",
    "Wolf",
    "Comet",
    "Badger",
    "Flint",
    "Thunder",
    "Osprey",
    "Hammer",
    "Saffron",
    "Pilgrim",
    "Walnut",
    "Harbour",
    "Needle",
    "Candle",
    "Sparrow",
    "Basalt",
    "Plough",
    "Teacher",
    "Doctor",
    "Midnight",
    "Cobra",
    "Tailor",
    "Ferry",
    "Marble",
)
_CODE_TITLES = ("Commander", "Abu", "Uncle", "Captain")
_CULTURES = tuple(_PEOPLE)


class PersonName(NamedTuple):
    """A given name, a surname, and another spelling of both."""

    given: str
    surname: str
    spelt: tuple[str, str]


class Namer:
    """Draws names that have not been drawn before; the same seed gives the same names."""

    def __init__(self, draw: random.Random) -> None:
        self._draw = draw
        self._taken: set[str] = set()

    def person(self, culture: str | None = None, surname: str | None = None) -> PersonName:
        """Return a new person's name; with `surname`, a relative's."""
        culture = culture or self._draw.choice(_CULTURES)
        starts, ends, roots, tails = _PEOPLE[culture]
        given = self._new(lambda: self._draw.choice(starts) + self._draw.choice(ends))
        if surname is None:
            surname = self._new(lambda: self._draw.choice(roots) + self._draw.choice(tails))
        return PersonName(
            given, surname, (self._respell(given, culture), self._respell(surname, culture))
        )

    def culture(self) -> str:
        """Return one of the cultures."""
        return self._draw.choice(_CULTURES)

    def town(self) -> str:
        """Return a new town."""
        return self._new(
            lambda: "".join(map(self._draw.choice, (_TOWN_STARTS, _TOWN_MIDDLES, _TOWN_ENDS)))
        )

    def country(self) -> str:
        """Return a new country; no two begin alike, as if one were a spelling of the other."""
        start = self._new(lambda: self._draw.choice(_LAND_STARTS))
        return start + self._draw.choice(_LAND_ENDS)

    def group(self) -> str:
        """Return a new armed or political group."""
        parts = (_COLOURS, _EMBLEMS, _FORMS)
        return self._new(lambda: " ".join(map(self._draw.choice, parts)))

    def helpers(self) -> tuple[str, str]:
        """Return two namesakes of two countries: 'Ansar al-Nahr' and 'Ansarunnahr'."""
        word = self._new(lambda: self._draw.choice(_RIVERS) + self._draw.choice(_RIVER_ENDS))
        return f"Ansar al-{word}", f"Ansaru{word[0].lower()}{word.lower()}"

    def company(self) -> str:
        """Return a new company."""
        return self._new(lambda: f"{self.town()} {self._draw.choice(_TRADES)}")

    def paper(self) -> str:
        """Return a new newspaper or agency."""
        return self._new(lambda: f"{self.town()} {self._draw.choice(_PAPERS)}")

    def code_name(self) -> str:
        """Return a new alias, 'Commander Raven'."""
        return self._new(lambda: " ".join(map(self._draw.choice, (_CODE_TITLES, _CODES))))

    def _new(self, make: Callable[[], str]) -> str:
        for _ in range(1000):
            name = make()
            if name not in self._taken:
                self._taken.add(name)
                return name
        raise UsageError("the syllables give no more new names: ask for fewer documents")

    def _respell(self, name: str, culture: str) -> str:
        """One change that transliteration makes, if any fits."""
        folded = name.lower()
        fits = [(a, b) for a, b in _SPELLINGS[culture] if a in folded]
        if not fits:
            return name
        a, b = self._draw.choice(fits)
        respelt = folded.replace(a, b, 1)
        return respelt[:1].upper() + respelt[1:]


def demonym(country: str) -> str:
    """Return the adjective of a country: 'Velmarian'."""
    return f"{country}n"


def acronym(name: str) -> str:
    """Return the initials of a name's words."""
    return "".join(word[0] for word in name.split()).upper()
