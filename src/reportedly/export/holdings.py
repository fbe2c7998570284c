"""What a format may ask of a case: one record of questions, answered by whoever holds the case.

Every question gives a fresh iterator in an order that depends on the case alone, so that a format
which asks in that order writes the same bytes each time and holds no more than it must.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from reportedly.export.network import Edge, Node
from reportedly.export.readings import ReadingLine
from reportedly.records import Claim, Contest, Place


class Listed(Protocol):
    """What is told of a document without its text."""

    @property
    def id(self) -> str:
        """Hash of the document's text."""

    @property
    def external_id(self) -> str | None:
        """What the input calls it."""

    @property
    def title(self) -> str | None:
        """Its heading."""

    @property
    def publisher(self) -> str | None:
        """Who published it."""

    @property
    def published_on(self) -> str | None:
        """When, as EDTF."""

    @property
    def url(self) -> str | None:
        """Where it stands."""

    @property
    def path(self) -> str | None:
        """The file that it was read from."""

    @property
    def characters(self) -> int:
        """Length of its text in code points."""

    @property
    def claims(self) -> int:
        """How many claims came of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """The questions. Claims carry the ids of entities as documents name them: see `stand_in`."""

    list_documents: Callable[[], Iterator[Listed]]
    """In the order in which they were added."""
    find_document: Callable[[str], Listed | None]
    find_text: Callable[[str], str]
    """The text of the document of that id, '' where there is none."""
    list_claims: Callable[[], Iterator[Claim]]
    """In the order of reading: claims of one document stand together."""
    list_nodes: Callable[[], Iterator[Node]]
    list_edges: Callable[[], Iterator[Edge]]
    list_contests: Callable[[], Iterator[Contest]]
    """Claims that cannot both be true, in pairs."""
    stand_in: Callable[[str], str]
    """The id of the entity that stands for the one of that id."""
    find_positions: Callable[[str], Mapping[str, Place]]
    """Where the places that a document names lie, by entity."""
    list_readings: Callable[[], Iterator[ReadingLine]]
