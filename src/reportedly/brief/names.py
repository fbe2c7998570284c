"""How the subject is called, who says so, and which names the program took for one, and why."""

from reportedly.brief.desk import Desk
from reportedly.brief.lists import write_listings
from reportedly.brief.naming import join_names, shorten
from reportedly.brief.parts import Block, Listing, Notice, Section, Sentence
from reportedly.brief.statements import Statement
from reportedly.export.wording import Piece
from reportedly.records import Argument, Claim, Join

_MOST_SPELLINGS = 20


def write_names(desk: Desk) -> Section:
    """Return the section of names: labels and aliases with their sources, spellings, joins."""
    blocks = write_listings(desk, desk.find_statements("names"))
    spellings = [
        f"“{shorten(n.name)}” ({n.documents} document{'' if n.documents == 1 else 's'})"
        for n in desk.material.names[:_MOST_SPELLINGS]
    ]
    if len(spellings) > 1:
        more = len(desk.material.names) - len(spellings)
        rest = f", and {more} more" if more > 0 else ""
        blocks.append(Notice(lines=(f"Written in the documents as {', '.join(spellings)}{rest}.",)))
    blocks += _write_joins(desk, "Names that the program took for one", is_made=True)
    blocks += _write_joins(desk, "Names that may be the same, left apart", is_made=False)
    return Section(key="names", heading=desk.get_heading("names"), blocks=tuple(blocks))


def list_other_names(desk: Desk) -> list[str]:
    """Return the other names with who gives them: '“Sable”, by Radio Lake only'."""
    found: dict[str, list[Statement]] = {}
    for statement in desk.find_statements("names"):
        other = _find_other(desk, statement.claim)
        is_alias = statement.claim.predicate == "also_known_as" and bool(statement.affirmed)
        if is_alias and other is not None:
            found.setdefault(other.name, []).append(statement)
    return [_tell_name(desk, name, statements) for name, statements in found.items()]


def _tell_name(desk: Desk, name: str, statements: list[Statement]) -> str:
    voices = [v for s in statements for v in desk.chorus.find_voices(s.affirmed)]
    by = list(dict.fromkeys(voice.name for voice in voices))
    told = f"“{shorten(name)}”, by {join_names(by[:4])}"
    if len(by) > 4:
        told += f" and {len(by) - 4} more"
    if any(s.denied for s in statements):
        return f"{told} (denied by others)"
    return f"{told} only" if len(by) == 1 else told


def _find_other(desk: Desk, claim: Claim) -> Argument | None:
    """The side of an alias that is not the subject as the reports name it first."""
    name = claim.object
    if name is None or name.name.casefold() == desk.material.entity.name.casefold():
        name = claim.subject
    is_same = name is not None and name.name.casefold() == desk.material.entity.name.casefold()
    return None if is_same else name


def _write_joins(desk: Desk, heading: str, *, is_made: bool) -> list[Block]:
    sentences, lines = [], []
    for join in desk.material.joins:
        if join.is_made != is_made:
            continue
        text = _tell_join(desk, join)
        notes = {n for id_ in (join.a, join.b) for n in _find_notes(desk, id_)}
        if notes:
            sentences.append(Sentence(pieces=(Piece(text),), notes=tuple(sorted(notes))))
        else:
            lines.append(text)
    blocks: list[Block] = []
    if sentences:
        blocks.append(Listing(heading=heading, sentences=tuple(sentences)))
    elif lines:
        lines.insert(0, f"{heading}:")
    if lines:
        blocks.append(Notice(lines=tuple(lines), is_list=len(lines) > 1))
    return blocks


def _tell_join(desk: Desk, join: Join) -> str:
    names = [shorten(desk.material.labels.get(id_, id_)) for id_ in (join.a, join.b)]
    verb = "are taken for one" if join.is_made else "may be one"
    both = f"“{names[0]}” and “{names[1]}”"
    if names[0].casefold() == names[1].casefold():
        both = f"Two entities called “{names[0]}”"
    if all(f"'{name}'" in join.reason for name in names):
        # The reason names both already.
        both, verb = join.reason, "and so taken for one" if join.is_made else "and so may be one"
        return f"{both}, {verb} (score {join.score:.2f})."
    return f"{both} {verb}: {join.reason} (score {join.score:.2f})."


def _find_notes(desk: Desk, id_: str) -> list[int]:
    """The footnote of the first claim that names the entity, so that its words can be read."""
    for claim in desk.material.list_claims():
        if any(a is not None and a.entity == id_ for a in (claim.subject, claim.object)):
            return [desk.notes.number(claim)]
    return []
