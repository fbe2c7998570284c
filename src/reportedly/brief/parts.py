"""The parts of a brief: sections, sentences with their footnotes, tables, notes.

Nothing here is a claim of the program: a `Sentence` says what documents say and carries the numbers
of the footnotes that hold their words; a `Notice` is the program speaking of itself.
"""

from reportedly.export.wording import Piece
from reportedly.records import Record


class Sentence(Record, frozen=True, kw_only=True):
    """Pieces of text with the parts they play, and the footnotes that they rest on, ascending."""

    pieces: tuple[Piece, ...]
    notes: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The words without their footnotes."""
        return "".join(piece.text for piece in self.pieces)


class Listing(Record, frozen=True, kw_only=True):
    """Sentences under a heading of their own, one below the other."""

    heading: str
    sentences: tuple[Sentence, ...]


class Row(Record, frozen=True, kw_only=True):
    """Cells of a table; `sort` is what rows are sorted by, an EDTF date in a timeline."""

    cells: tuple[Sentence, ...]
    sort: str | None = None


class Table(Record, frozen=True, kw_only=True):
    """Rows under headings. `widths` are parts of the page's width, one a column."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...]


class Notice(Record, frozen=True, kw_only=True):
    """What the program says of its own work: a paragraph, or lines of a list."""

    lines: tuple[str, ...]
    is_list: bool = False


class Figure(Record, frozen=True, kw_only=True):
    """A drawing as SVG and as PNG, with the words that stand for it."""

    svg: str
    png: bytes
    caption: str


Block = Listing | Table | Notice | Figure


class Section(Record, frozen=True, kw_only=True):
    """A part of the brief; `key` is short and stable."""

    key: str
    heading: str
    blocks: tuple[Block, ...]


class Footnote(Record, frozen=True, kw_only=True):
    """The words that a sentence rests on, and where they stand.

    `quote`, joined, is `document.text[start:end]`, characters and all; the roles of its pieces are
    those of `export.wording`. `firmness` tells polarity and certainty in words.
    """

    number: int
    claim: str
    quote: tuple[Piece, ...]
    source: str
    firmness: str
    document: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    path: str | None
    start: int
    end: int
    confidence: float
    context: tuple[str, ...] = ()
    """Other sentences of the document that name whom or what the quotation speaks of."""


class Dossier(Record, frozen=True, kw_only=True):
    """A whole brief. `facts` are the lines of the title block, each a heading and what it says."""

    title: str
    subtitle: str
    caution: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]
    made_on: str | None = None
    program: str = "reportedly"
