"""The sources and the documents of a brief, each with what it is cited for."""

from collections import Counter
from collections.abc import Iterable

from reportedly.brief.desk import Desk
from reportedly.brief.naming import name_report, shorten
from reportedly.brief.parts import Block, Notice, Row, Section, Sentence, Table
from reportedly.brief.statements import Statement
from reportedly.export.wording import Piece, get_section, word_date
from reportedly.knowledge import load_knowledge
from reportedly.records import Claim, Record, Telling
from reportedly.store import DocumentSummary

_MOST_NOTES = 6
_UNRATED = "F"


class _Heard(Record, frozen=True, kw_only=True):
    """Something that a source says of the subject, and whether others stand against it."""

    claim: Claim
    is_opposed: bool


def write_sources(desk: Desk) -> Section:
    """Return the table of sources: what each says of the subject, and how often others deny it."""
    heard = _gather_sources(desk)
    ranked = sorted(heard.items(), key=lambda item: (-len(item[1]), item[0].casefold()))
    shown = ranked[: desk.limits.sentences * 2]
    has_ratings = any(rating != _UNRATED for rating in desk.material.ratings.values())
    rows = tuple(_write_source(desk, name, claims, has_ratings) for name, claims in shown)
    rating = ("Held to be (A to F)",) if has_ratings else ()
    blocks: list[Block] = []
    if rows:
        blocks.append(
            Table(
                caption="Who speaks of the subject",
                headings=("Source", "Speaks of", "Claims", "Denied or contradicted", *rating),
                rows=rows,
                widths=(40, 26, 14, 20, *((10,) if has_ratings else ())),
            )
        )
    if len(ranked) > len(shown):
        left_out = desk.tell_left_out(len(ranked) - len(shown), "source")
        blocks.append(Notice(lines=(left_out,)))
    return Section(key="sources", heading=desk.get_heading("sources"), blocks=tuple(blocks))


def _write_source(desk: Desk, name: str, heard: list[_Heard], has_rating: bool) -> Row:
    notes = desk.notes.choose((h.claim for h in heard), _MOST_NOTES)
    topics = Counter(get_section(h.claim.predicate) for h in heard)
    opposed = sum(h.is_opposed for h in heard)
    words = load_knowledge("brief")["topics"]
    texts = [
        ", ".join(f"{words.get(topic, topic)} {count}" for topic, count in topics.most_common()),
        _tell_shares([h.claim for h in heard]),
        f"{opposed} of {len(heard)}" if opposed else "–",
    ]
    if has_rating:
        texts.append(desk.material.ratings.get(heard[0].claim.id, _UNRATED))
    first = Sentence(pieces=(Piece(name, "source"),), notes=notes)
    return Row(cells=(first, *(Sentence(pieces=(Piece(text),)) for text in texts)))


def _tell_shares(claims: list[Claim]) -> str:
    """'5 (1 hedged, 2 denials)'."""
    hedged = sum(claim.certainty == "hedged" for claim in claims)
    denied = sum(claim.polarity == "denied" for claim in claims)
    planned = sum(claim.certainty == "unrealised" for claim in claims)
    shares = [
        f"{number} {word}"
        for number, word in (
            (hedged, "hedged"),
            (denied, "denial" if denied == 1 else "denials"),
            (planned, "not realised"),
        )
        if number
    ]
    return f"{len(claims)}" + (f" ({', '.join(shares)})" if shares else "")


def _gather_sources(desk: Desk) -> dict[str, list[_Heard]]:
    contested = {side.id for c in desk.material.contests for side in (c.a, c.b)}
    heard: dict[str, list[_Heard]] = {}
    for statement in desk.statements:
        for telling in statement.tellings:
            is_opposed = telling.claim.id in contested or _is_denied(statement, telling)
            name = _name_source(desk, telling.claim)
            heard.setdefault(name, []).append(_Heard(claim=telling.claim, is_opposed=is_opposed))
    return heard


def _is_denied(statement: Statement, telling: Telling) -> bool:
    opposite = statement.denied if telling in statement.affirmed else statement.affirmed
    return bool(opposite)


def _name_source(desk: Desk, claim: Claim) -> str:
    """The root source as sentences name it, with its report where its words say too little."""
    report = desk.chorus.name_report(claim)
    if not claim.sources:
        return report
    name = desk.naming.show(claim.sources[-1])
    return f"{name} (in {report})" if not any(c.isupper() for c in name) else name


def write_documents(desk: Desk) -> Section:
    """Return the table of the documents that are cited, by date."""
    cited = desk.notes.list_cited()
    documents = desk.material.documents
    known = sorted(
        (documents[id_] for id_ in cited if id_ in documents),
        key=lambda document: (document.published_on or "9999", document.id),
    )
    rows = tuple(_write_document(document, cited[document.id]) for document in known)
    blocks: list[Block] = []
    if rows:
        blocks.append(
            Table(
                caption="The documents that are cited",
                headings=("Title", "Publisher", "Date", "Where it was found"),
                rows=rows,
                widths=(40, 20, 16, 24),
            )
        )
    about = {claim.document for claim in desk.material.list_claims()}
    if more := len(about - cited.keys()):
        told = "1 further document speaks" if more == 1 else f"{more} further documents speak"
        blocks.append(
            Notice(lines=(f"{told} of the subject and {'is' if more == 1 else 'are'} not cited.",))
        )
    copies = list(_list_copies(desk, set(cited)))
    if copies:
        blocks.append(Notice(lines=tuple(copies), is_list=True))
    return Section(key="documents", heading=desk.get_heading("documents"), blocks=tuple(blocks))


def _write_document(document: DocumentSummary, notes: list[int]) -> Row:
    published = word_date(document.published_on) if document.published_on else "no date"
    found = document.url or document.path or document.external_id or ""
    title = Sentence(pieces=(Piece(shorten(name_report(document))),), notes=tuple(sorted(notes)))
    texts = (document.publisher or "not named", published, found)
    return Row(cells=(title, *(Sentence(pieces=(Piece(shorten(t)),)) for t in texts)))


def _list_copies(desk: Desk, cited: set[str]) -> Iterable[str]:
    """Which cited documents share passages, in characters of the earlier one."""
    shared: Counter[tuple[str, str]] = Counter()
    for copy in desk.material.copies:
        if {copy.a.document, copy.b.document} <= cited:
            shared[copy.a.document, copy.b.document] += copy.words
    for (a, b), words in shared.items():
        names = [desk.material.documents.get(id_) for id_ in (a, b)]
        titles = [shorten(name_report(d)) if d is not None else "" for d in names]
        by = [f" ({d.publisher})" if d is not None and d.publisher else "" for d in names]
        yield (
            f"“{titles[0]}”{by[0]} and “{titles[1]}”{by[1]} share about {words} words: "
            "what both say counts once."
        )
