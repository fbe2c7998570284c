"""Reports while they are written: sentences that know what they tell, and copies of paragraphs.

A sentence keeps the facts it tells and the names it uses, so that a copy of it carries both to
another report. Offsets are only known once the report is put together.
"""

import random
from dataclasses import dataclass, field, replace
from typing import Literal

from reportedly.evaluate.synthetic.world import Being, Publisher

LEAST_COPIED_WORDS = 24


@dataclass(eq=False, slots=True)
class Fact:
    """Something that reports tell: one thing about its subject and object, at one time.

    `used` are the wordings already spent on it, so that two reports that write on their own never
    share a sentence. `called` is the alias by which alone the subject goes in it.
    """

    kind: str
    subject: Being | None
    object: Being | str | None
    slots: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    called: str | None = None


@dataclass(slots=True)
class Telling:
    """One sentence tells one fact: from which origin, affirmed or denied, how firmly."""

    fact: Fact
    origin: str
    polarity: Literal["affirmed", "denied"] = "affirmed"
    certainty: Literal["stated", "hedged"] = "stated"
    source: str | None = None


@dataclass(slots=True)
class Sentence:
    """Words of a report. `lineage` is the same in a sentence and in its copies."""

    text: str
    lineage: int
    tellings: list[Telling] = field(default_factory=list)
    names: list[tuple[Being, str]] = field(default_factory=list)
    comment: str | None = None


@dataclass(slots=True)
class Paragraph:
    """Sentences that stand together; `lineage` is the same in a paragraph and in its copies."""

    lineage: int
    sentences: list[Sentence] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """A report of a synthetic case before its text is put together."""

    id: str
    publisher: Publisher
    published_on: str
    title: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    named: set[int] = field(default_factory=set)
    """Who (by `id()`) has been named in full already."""


_EDIT_SHARE = 0.7
_CHANGES = (
    (" were killed ", " lost their lives "),
    (" was captured by ", " was taken by "),
    (" seized ", " took "),
    (" captured ", " took "),
    (" attacked ", " assaulted "),
    ("According to ", "As told by "),
    (" who was born in ", " born in "),
    (", the leader of ", ", leader of "),
    (" that on ", " that, on "),
    (" is led by ", " has as its leader "),
    (" was founded by ", " was set up by "),
    (" supplied ", " furnished "),
    (" gave ", " handed "),
    (" reopened", " opened again"),
    (" drew large crowds", " were crowded"),
    (" after the storm", " following the storm"),
    (" for most of the day", " most of the day"),
    (" stood empty", " were empty"),
    (" needed repairs", " were in need of repair"),
    (" raised their prices", " put up their prices"),
    (" near ", " close to "),
    (" in the town of ", " in "),
    (" reported ", " said "),
    (" added ", " said "),
    (" stated ", " said "),
    (" maintained ", " said "),
    (" confirmed ", " said "),
    (" carried out ", " launched "),
    (" has been ", " had been "),
    (" was shot dead ", " was gunned down "),
    (" soldiers", " troops"),
    (" about ", " some "),
    ("opened late", "opened with a delay"),
    ("stayed closed", "stayed shut"),
    ("had no power", "had no electricity"),
    ("ran out of diesel", "ran out of fuel"),
    ("did little trade", "did hardly any trade"),
    ("because of the heat", "owing to the heat"),
    ("rarely speaks", "seldom speaks"),
    ("declined to comment", "refused to comment"),
    ("went unanswered", "were not answered"),
)


def copy_paragraph(paragraph: Paragraph, draw: random.Random) -> Paragraph:
    """Return a copy with small edits: words changed, and a sentence dropped where many stand."""
    sentences = [_edit(sentence, draw) for sentence in paragraph.sentences]
    droppable = [s for s in sentences if not s.tellings]
    if len(sentences) > 3 and droppable and draw.random() < 0.6:
        sentences.remove(draw.choice(droppable))
    return Paragraph(paragraph.lineage, sentences)


def _edit(sentence: Sentence, draw: random.Random) -> Sentence:
    text = sentence.text
    for _ in range(2):
        changes = [(a, b) for a, b in _CHANGES if a in text]
        if changes and draw.random() < _EDIT_SHARE:
            a, b = draw.choice(changes)
            text = text.replace(a, b, 1).replace(" was took ", " was taken ")
    return replace(
        sentence, text=text, tellings=list(sentence.tellings), names=list(sentence.names)
    )
