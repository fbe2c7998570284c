"""A mention while it is being worked on, before it becomes a record."""

from dataclasses import dataclass, field

from reportedly.analyse.lexicon import Words
from reportedly.records import Form, Kind


@dataclass(slots=True)
class Draft:
    """One mention under construction; `first:last` (inclusive) are tokens of `sentence`."""

    sentence: int
    first: int
    last: int
    head: int
    start: int
    end: int
    text: str
    form: Form
    kind: Kind = "thing"
    words: Words = ()
    """The words in lower case, without articles."""
    name: str = ""
    """What a name stands for by itself: its text, or the country of a demonym."""
    demonym: bool = False
    nested: bool = False
    """Part of a longer name."""
    settled: bool = False
    """The kind is beyond doubt and not voted on."""
    titles: Words = ()
    roles: Words = ()
    """Nouns that the text applies to the referent: titles, appositions, predicates."""
    gender: str = ""
    plural: bool = False
    determiner: str = ""
    """'the', 'a', 'this', 'all', a possessive ('poss') or ''."""
    rank: int = 2
    """Grammatical role: 0 subject, 1 object, 2 other."""
    quote: int = -1
    """Number of the direct quotation that the mention stands in, -1 outside."""
    votes: dict[Kind, float] = field(default_factory=dict)
    labels: dict[Kind, float] = field(default_factory=dict)
    """Votes of the entity recogniser, kept apart: it repeats its errors on every mention."""
