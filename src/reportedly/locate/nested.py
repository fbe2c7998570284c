"""Places inside the names of bodies: 'Ohio' in 'Ohio State Police', 'Sherbek' in 'Sherbek Court'.

A part of a body's name is a place when the document names that place by itself, or when nothing
else of that name is likely: a country, a capital, a large province, a town before 'Police' or
'University'. They are mentions of their own, shown but not read: no claim rests on them.
"""

from collections.abc import Collection, Iterator, Sequence

import msgspec

from reportedly.gazetteer import Candidate, Gazetteer
from reportedly.gazetteer.folding import fold_name
from reportedly.records import Mention, Sentence, Token

_BODIES = frozenset({"organization", "state", "group"})
_LONGEST = 3
_LARGE_PROVINCE = 500_000
_OWN_NAME = 2
_CIVIC = frozenset(
    "police university court council hospital airport sheriff college school schools fire mayor "
    "prison jail courthouse museum symphony library zoo marathon stadium county city township "
    "district superior magistrates crown state high municipal metropolitan regional chamber "
    "housing health public department coroner general international circuit parish diocese "
    "archdiocese cathedral community elementary".split()
)
"""Words that follow a town's name in the names of its bodies."""
_NO_PLACE = frozenset(
    "central southern northern eastern western north south east west federal centre center lakes "
    "golden union liberty national general upper lower middle capital progress independence victory "
    "hope orange western northeastern northwestern southeastern southwestern northeast northwest "
    "southeast southwest free new united royal imperial supreme high superior public first state "
    "coast valley bay island islands river mountain capital crown community independent".split()
)
"""Words that name provinces somewhere, but in a body's name say something else."""


def find_nested(
    mentions: Sequence[Mention],
    sentences: Sequence[Sentence],
    gazetteer: Gazetteer,
    seen: Collection[str],
) -> list[Mention]:
    """Return a mention for each place inside a body's name that is no mention already.

    `seen` are the folded names of places that the document names by themselves; of a person's
    name, only places of two words count ('Cole County Coroner'). The new mentions have the chain of the same name elsewhere, else chains of their own, numbered on.
    """
    taken = {(m.sentence, i) for m in mentions if m.kind == "place" for i in _cover(m)}
    taken |= {(m.sentence, i) for m in mentions if m.first == m.last for i in (m.first,)}
    chains = {fold_name(m.text): m for m in reversed(mentions) if _is_place_name(m)}
    number = max((m.chain for m in mentions), default=-1) + 1
    found: list[Mention] = []
    for body in mentions:
        is_body = body.kind in _BODIES
        if body.form != "name" or body.first == body.last or not (is_body or body.kind == "person"):
            continue
        tokens = sentences[body.sentence].tokens
        for first, last in _find_parts(body, tokens, gazetteer, seen):
            cells = {(body.sentence, i) for i in range(first, last + 1)}
            if cells & taken or not (is_body or last > first):
                continue
            taken |= cells
            nested = _make_mention(body, tokens, first, last)
            same = chains.get(fold_name(nested.text))
            chain, number = (same.chain, number) if same else (number, number + 1)
            nested = msgspec.structs.replace(
                nested, chain=chain, name=same.name if same else nested.text
            )
            chains.setdefault(fold_name(nested.text), nested)
            found.append(nested)
    return found


def _is_place_name(mention: Mention) -> bool:
    return mention.kind == "place" and mention.form == "name"


def _cover(mention: Mention) -> range:
    return range(mention.first, mention.last + 1) if mention.form == "name" else range(0)


def _find_parts(
    body: Mention, tokens: Sequence[Token], gazetteer: Gazetteer, seen: Collection[str]
) -> Iterator[tuple[int, int]]:
    """Yield token ranges inside the body's name that name a place, longer ones first."""
    for size in range(min(_LONGEST, body.last - body.first), 0, -1):
        for first in range(body.first, body.last - size + 2):
            last = first + size - 1
            words = tokens[first : last + 1]
            if not all(t.text[0].isupper() for t in (words[0], words[-1])):
                continue
            name = " ".join(t.text for t in words)
            if fold_name(name) in _NO_PLACE:
                continue
            if fold_name(name) in seen or _is_likely(
                body, tokens, (first, last), gazetteer.find(name)
            ):
                yield first, last


def _is_likely(
    body: Mention,
    tokens: Sequence[Token],
    span: tuple[int, int],
    candidates: Sequence[Candidate],
) -> bool:
    first, last = span
    opens = first == body.first
    if not candidates or not (opens or tokens[first - 1].lemma in {"of", "in"}):
        return False
    own = [c for c in candidates if c.likeness == _OWN_NAME]
    if any(
        c.level in {"country", "capital"}
        or (c.level == "province" and c.population >= _LARGE_PROVINCE)
        for c in own
    ):
        return True
    is_civic = opens and last < body.last and tokens[last + 1].text.lower() in _CIVIC
    is_county = last > first and tokens[last].text == "County"
    return bool(own) and (is_civic or is_county)


def _make_mention(body: Mention, tokens: Sequence[Token], first: int, last: int) -> Mention:
    start, end = tokens[first].start, tokens[last].end
    offset = start - body.start
    return Mention(
        start=start,
        end=end,
        text=body.text[offset : offset + end - start],
        kind="place",
        form="name",
        chain=-1,
        name="",
        sentence=body.sentence,
        first=first,
        last=last,
        head=last,
    )
