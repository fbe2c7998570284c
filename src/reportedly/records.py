"""The records that flow between the stages, and their one interchange form.

Every record is frozen. Offsets are Unicode code points into the document's text, and
`document.text[start:end] == text` holds for every span in every record. Identity is meaning plus
evidence: see `ids.py`.
"""

from typing import Literal

import msgspec

Kind = Literal[
    "person", "group", "state", "organization", "place", "population", "thing", "activity", "name"
]
Form = Literal["name", "nominal", "pronoun"]
Act = Literal["says", "reports", "accuses", "admits", "denies", "believes"]
Certainty = Literal["stated", "hedged", "unrealised"]
Polarity = Literal["affirmed", "denied"]
Precision = Literal["region", "country", "province", "district", "city"]


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Base of all records: immutable, compared by value, built by keyword."""


class Span(Record, frozen=True, kw_only=True):
    """Some characters of a document: `text` stands at `start:end`."""

    start: int
    end: int
    text: str


class Document(Record, frozen=True, kw_only=True):
    """One report as it was read. `id` is a hash of `text` alone; `published_on` is EDTF."""

    id: str
    text: str
    external_id: str | None = None
    title: str | None = None
    publisher: str | None = None
    published_on: str | None = None
    byline: str | None = None
    url: str | None = None
    path: str | None = None
    media_type: str = "text/plain"


class Problem(Record, frozen=True, kw_only=True):
    """Something that could not be read or understood: kept, shown, never dropped.

    `code` is a short stable word (`empty`, `binary`, `encoding`, `encrypted`, `no-text`,
    `language`, `malformed`, `missing`, `unsupported`, `too-large`, `paragraph-language`, ...).
    An `error` means that something was not read at all; after a `warning` it was read, with the
    doubt that the message names (`encoding-guessed`, `date`, ...).
    """

    code: str
    message: str
    severity: Literal["error", "warning"] = "error"
    document: str | None = None
    external_id: str | None = None
    path: str | None = None
    start: int | None = None
    end: int | None = None


class Token(Record, frozen=True, kw_only=True):
    """One token of a parsed sentence. `i` and `head` count tokens from the sentence's first."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str = ""
    """Label of the named entity that the recogniser put the token in, '' outside."""
    entity_begins: bool = False


class Sentence(Record, frozen=True, kw_only=True):
    """A parsed sentence. `children[i]` are the tokens that depend on token `i`, left to right."""

    index: int
    paragraph: int
    start: int
    end: int
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]
    root: int


class Place(Record, frozen=True, kw_only=True):
    """Where a toponym lies: WGS 84 degrees, GeoNames id, and how precise that is.

    `precision` says what the position is the middle of; a `region` is no unit of administration,
    and may lie across countries ('Sahel', 'Black Sea').
    """

    name: str
    lat: float
    lon: float
    geonames: int | None = None
    precision: Precision = "city"


class Mention(Record, frozen=True, kw_only=True):
    """A noun phrase, name or pronoun that refers to something.

    `start:end` is the phrase without its appositions, relative clauses and determiner-less tails;
    `head` is its head token and `first:last` (inclusive) its tokens, all within sentence
    `sentence`. Mentions of one referent share `chain`; `name` is the fullest name of the referent
    in this document, else the text of the phrase.
    """

    start: int
    end: int
    text: str
    kind: Kind
    form: Form
    chain: int
    name: str
    sentence: int
    first: int
    last: int
    head: int
    place: Place | None = None


class Reference(Record, frozen=True, kw_only=True):
    """A whole phrase that refers to something, and the chain of phrases that refer to the same.

    `start:end` is the phrase with everything that belongs to it: article, possessive 's, relative
    clause. Things, times and abstractions have references too. Phrases that are taken to refer to
    the same share `chain`; these chains reach further, and are less sure, than those of `Mention`,
    which claims rest on. `mention` is the index of the mention with the same head, if there is one.
    """

    start: int
    end: int
    text: str
    kind: Kind
    form: Form
    chain: int
    name: str
    mention: int | None = None


class Analysis(Record, frozen=True, kw_only=True):
    """What the parser and the sieves know of a document: input of attribution and extraction.

    `mentions` is sorted by (sentence, first, -last). `aliases` are the names that the text
    itself gives to one referent, as pairs of indices into `mentions` (long form, other name).
    `references` is sorted by (start, -end).
    """

    document: Document
    paragraphs: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...] = ()
    aliases: tuple[tuple[int, int], ...] = ()
    references: tuple[Reference, ...] = ()


class Argument(Record, frozen=True, kw_only=True):
    """What fills a slot of a claim: the words at `start:end` and the name they resolve to."""

    name: str
    kind: Kind
    text: str
    start: int
    end: int
    entity: str | None = None


class When(Record, frozen=True, kw_only=True):
    """The time of what happened, as EDTF, with the words that carry it."""

    edtf: str
    text: str
    start: int
    end: int


class Source(Record, frozen=True, kw_only=True):
    """One link of an attribution chain: an argument, how it speaks, the cue, and when it spoke."""

    name: str
    kind: Kind
    text: str
    start: int
    end: int
    entity: str | None = None
    act: Act
    cue: Span
    said_on: str | None = None


class Attribution(Record, frozen=True, kw_only=True):
    """Somebody says something: the stretch of text that a source answers for.

    `source`, `cue` and `content` may be discontinuous. `chain` is the whole chain, outermost
    first, whose last link is this attribution's own source. `polarity` is `denied` when the cue
    itself denies the content. `within` is the id of the enclosing attribution. `repeats` are ids
    of earlier attributions whose content this one takes up by reference ('denied these
    accusations').
    """

    id: str
    document: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    act: Act
    certainty: Certainty
    polarity: Polarity = "affirmed"
    within: str | None = None
    chain: tuple[Source, ...] = ()
    repeats: tuple[str, ...] = ()
    cue_head: tuple[int, int] | None = None
    """Sentence and token of the cue's head word, so that the time of saying can be found."""


class Scope(Record, frozen=True, kw_only=True):
    """The tokens of one sentence that an attribution or a modal cue governs, and to what effect.

    `tokens` are ascending token indices of `sentence`. `attribution` is the id of the attribution
    whose content they are, `None` for a bare hedge ('reportedly'), a negation or an unrealised
    context ('with the goal of'). `certainty` and `polarity` are what the cue does to a claim whose
    predicate stands in the scope. `direct` is true inside quotation marks.
    """

    sentence: int
    tokens: tuple[int, ...]
    cue: Span
    attribution: str | None = None
    certainty: Certainty = "stated"
    polarity: Polarity = "affirmed"
    direct: bool = False


class Claim(Record, frozen=True, kw_only=True):
    """One document says that one source says that one thing holds or happened."""

    id: str
    document: str
    predicate: str
    subject: Argument | None
    object: Argument | None
    qualifiers: dict[str, str]
    when: When | None
    where: tuple[Argument, ...]
    sources: tuple[Source, ...]
    polarity: Polarity
    certainty: Certainty
    evidence: Span
    extractor: str
    confidence: float
    external_id: str | None = None
    attribution: str | None = None
    """Id of the innermost attribution whose content carries the claim, `None` in own voice."""


class Reading(Record, frozen=True, kw_only=True):
    """Everything that was read out of one document; a pure function of it."""

    document: Document
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...]
    model: str
    """Name and version of the language pipeline that parsed the text."""
    references: tuple[Reference, ...] = ()


class Entity(Record, frozen=True, kw_only=True):
    """A referent in a case: its names and how often each was seen."""

    id: str
    name: str
    kind: Kind
    names: tuple[str, ...] = ()
    is_local: bool = False
    """Whether it has no name of its own, and so is nobody outside its document."""


class Passage(Record, frozen=True, kw_only=True):
    """Some characters of a document: code points `start:end` of its text."""

    document: str
    start: int
    end: int


class Copy(Record, frozen=True, kw_only=True):
    """Two passages of two documents that are one text; `words` are the words they share."""

    a: Passage
    b: Passage
    words: int


Shared = Literal[
    "copied passage",
    "same root source",
    "same publisher",
    "same report",
    "sources of one body",
    "names the other's publisher as its source",
    "its report credits the other's publisher",
    "both name one go-between",
]
"""By what two tellings are seen to have one origin."""


class Telling(Record, frozen=True, kw_only=True):
    """One claim that affirms or denies a proposition; `origin` is the same for all of one origin.

    Of all but the first of an origin, `grouped_by` says why, `grouped_with` is the other claim's id.
    """

    claim: Claim
    origin: str
    grouped_by: Shared | None = None
    grouped_with: str | None = None


class Proposition(Record, frozen=True, kw_only=True):
    """What several claims say. `subject` and `object` are entities, or words of the nameless."""

    id: str
    predicate: str
    subject: str | None
    object: str | None
    affirmed: tuple[Telling, ...]
    denied: tuple[Telling, ...]
    is_unrealised: bool

    @property
    def origins(self) -> int:
        """How many independent origins affirm it."""
        return len({telling.origin for telling in self.affirmed})


class Dispute(Record, frozen=True, kw_only=True):
    """Two claims, by id, that cannot both be true, and what they differ in."""

    reason: Literal["denied", "value", "number", "sequence"]
    a: str
    b: str


class Contest(Record, frozen=True, kw_only=True):
    """A dispute with both of its claims, and so with both sides' words."""

    reason: Literal["denied", "value", "number", "sequence"]
    a: Claim
    b: Claim


class Join(Record, frozen=True, kw_only=True):
    """Two entities that may be one: how sure that is (0 to 1), why, and whether they were joined.

    One that was not joined is a doubt, for a person to settle.
    """

    a: str
    b: str
    score: float
    reason: str
    is_made: bool


Verb = Literal["same", "different", "unsure", "apart", "reject", "correct", "add", "rate", "undo"]


class Judgement(Record, frozen=True, kw_only=True):
    """What a person decided, when, and why: a line of the log that is only ever added to.

    `same`, `different` and `unsure` have two entity ids as `targets`; `apart` an entity id and the
    id of the document whose bearer of that name is somebody else; `reject` and `correct` a claim
    id; `add` a document's; `rate` the name of a source; `undo` the id of the judgement that holds
    no longer. `values` are the fields that `correct` sets or `add` gives, or the `reliability` that
    `rate` gives. `made_at` is ISO 8601 in UTC.
    """

    id: str
    verb: Verb
    targets: tuple[str, ...]
    values: dict[str, str] = {}
    by: str
    made_at: str
    why: str | None = None
