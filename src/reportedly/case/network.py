"""What is asked of the network of a case, and what comes back: nodes and edges as records."""

from typing import Literal

from reportedly.export.network import Polarity
from reportedly.records import Certainty, Kind, Record


class Wanted(Record, frozen=True, kw_only=True):
    """Which edges are wanted; every field narrows, but `beside`.

    `about` are names or ids: only they and those one step away. `beside` are those whose
    neighbours are shown as well. `by` says or publishes one of the claims; `since` and `until` are
    EDTF, and one claim must speak of that time. `certainty` is that of the firmest claim.
    """

    about: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    by: str | None = None
    certainty: Certainty | None = None
    polarity: Polarity | None = None
    predicates: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    min_origins: int = 1


class Limits(Record, frozen=True, kw_only=True):
    """At most so many nodes and edges, and neighbours of each one in `beside`."""

    nodes: int = 500
    edges: int = 2000
    beside: int = 40


class NetNode(Record, frozen=True, kw_only=True):
    """An entity that stands for all that were joined; `edges` counts those that are here.

    `position` is where somebody left it, in units of the drawing.
    """

    id: str
    name: str
    kind: Kind
    documents: int
    edges: int
    position: tuple[float, float] | None = None


Strength = Literal["stated", "hedged", "unrealised", "denied", "disputed"]


class NetEdge(Record, frozen=True, kw_only=True):
    """What claims say of two: their ids, and how it is told, which is never how it is.

    `origins` counts independent origins that affirm it, `None` until they are counted; `first` and
    `last` are the days that any claim speaks of. `strength` is how it is drawn.
    """

    id: str
    predicate: str
    family: str
    subject: str
    object: str
    is_symmetric: bool
    polarity: Polarity
    certainty: Certainty
    is_unrealised: bool
    is_alleged: bool
    origins: int | None
    claims: int
    first: str | None
    last: str | None
    strength: Strength


class Network(Record, frozen=True, kw_only=True):
    """A part of the network. `all_nodes` and `all_edges` count what the filters leave altogether.

    `nameless` counts the propositions of the case that have a side without a name: they are no
    edge, and stand in profiles and documents. `uncounted` edges wait for their origins.
    """

    nodes: tuple[NetNode, ...]
    edges: tuple[NetEdge, ...]
    all_nodes: int
    all_edges: int
    uncounted: int
    nameless: int
    is_capped: bool


def find_strength(polarity: Polarity, certainty: Certainty, *, is_alleged: bool) -> Strength:
    """Return what keeps an edge from being plainly stated, the weightiest first.

    What is only alleged or believed is drawn like what is hedged.
    """
    if polarity != "affirmed":
        return polarity
    return "hedged" if is_alleged and certainty == "stated" else certainty
