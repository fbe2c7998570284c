"""Second names that no mention covers: 'Richard "Tex" Coe', 'nicknamed Kum', 'X ("Domla")'.

Sentence and `Lookup` → proposals of `also_known_as`, from quotation marks inside a name and from
the wordings of knowledge/nicknames.toml and knowledge/naming.toml. The object quotes the name
without its quotation marks; names that `propose_names` finds are left to it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from reportedly.extract.lookup import Lookup
from reportedly.extract.naming import propose_names
from reportedly.extract.proposals import Filler, Proposal
from reportedly.knowledge import load_knowledge
from reportedly.records import Argument, Mention, Sentence

_STRAIGHT = str.maketrans("“”„«»‘’‚–—\n\t\u00a0", "\"\"\"\"\"'''--   ")
_PARTICLE = r"(?:la|el|los|las|le|les|al|bin|bint|ibn|abu|von|van|de|di|da|of|und|y)"
_WORD = r"[^\W\d_a-z](?:[\w'./]|-(?=\w))*"
_RUN = re.compile(
    rf"(?:{_PARTICLE}[ \-])?{_WORD}(?:(?: {_PARTICLE})?[ ]{_WORD}| [1-9]\d?\b(?!,))*"
)
_HIGH = re.compile(r"[^\W\d_a-z]")
_INNER = re.compile(
    rf"""(?P<before>{_WORD})[ ](?P<q>["'])(?P<nick>[^"\n]{{2,40}}?)(?P=q)[ ]"""
    rf"""(?P<after>(?:{_PARTICLE}[ \-])*{_WORD})"""
)
_INSIDE = re.compile(r"[ ]alias[ ]", re.IGNORECASE)
_TRIGGER = re.compile(
    r"""["'(\[]|\b(?:alias|nick|call|known?|knew|aka|a\.k\.a|born|n[ée]e?\b|goes by|went by|dubbed|"""
    r"""really|actually|in (?:fact|reality|truth)|pen[ -]?name|pseudonym|nom de|code|handle|"""
    r"""name|styl|referred|whom|which|moniker|remember)|,\s+(?:or\s+)?(?:the\s+)?[A-Z]{2,8}\b""",
    re.IGNORECASE,
)
_NO_NAME = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december i we he she they it the this that mondays
    tuesdays wednesdays thursdays fridays saturdays sundays""".split()
)
_NAMED = frozenset({"person", "group", "organization", "state", "population"})


class Nickname(msgspec.Struct, frozen=True, kw_only=True):
    """A compiled wording of nicknames.toml or naming.toml."""

    id: str
    between: re.Pattern[str]
    kind: str
    left: re.Pattern[str] | None = None
    y: str = ""
    x: frozenset[str] = frozenset()
    form: str = ""


class Found(NamedTuple):
    """Where a second name stands, and the wording that gives it."""

    start: int
    end: int
    id: str
    kind: str


@lru_cache(maxsize=1)
def load_nicknames() -> tuple[Nickname, ...]:
    """Return the wordings, those of nicknames.toml before those of naming.toml."""
    own = [_compile(entry) for entry in load_knowledge("nicknames")["nickname"]]
    shared = [
        _compile({"id": e["id"], "between": e["between"], "kind": e["kind"]})
        for e in load_knowledge("naming")["naming"]
        if "y" not in e and "after" not in e
    ]
    return (*own, *shared)


def _compile(entry: dict[str, Any]) -> Nickname:
    left = entry.get("left")
    return Nickname(
        id=entry["id"],
        between=re.compile(entry["between"], re.IGNORECASE),
        kind=entry["kind"],
        left=re.compile(left + r"\Z", re.IGNORECASE) if left else None,
        y=entry.get("y", ""),
        x=frozenset(entry.get("x", ())),
        form=entry.get("form", ""),
    )


def propose_nicknames(sentence: Sentence, lookup: Lookup) -> Iterator[Proposal]:
    """Yield a proposal for every second name that `propose_names` does not find."""
    text = lookup.text[sentence.start : sentence.end].translate(_STRAIGHT)
    if not _TRIGGER.search(text):
        return
    taken = [
        (p.object.argument.start, p.object.argument.end)
        for p in propose_names(sentence, lookup)
        if p.object is not None
    ]
    for proposal in _propose(text, sentence, lookup):
        assert proposal.object is not None
        start, end = proposal.object.argument.start, proposal.object.argument.end
        if not any(start < b and a < end for a, b in taken):
            taken.append((start, end))
            yield proposal


def _propose(text: str, sentence: Sentence, lookup: Lookup) -> Iterator[Proposal]:
    yield from _inner_names(text, sentence, lookup)
    mentions = lookup.by_sentence.get(sentence.index, ())
    yield from _split_names(mentions, sentence, lookup)
    for x in sorted(mentions, key=lambda m: (m.start, -m.end)):
        found = find_nickname(text, sentence.start, x)
        if found is not None:
            y = Span_(found.start, found.end)
            subject = _subject(lookup, x, y)
            if subject is not None:
                yield _to_proposal(sentence, lookup, Filler(subject, x.head), found)
                yield from _further_names(text, sentence, lookup, Filler(subject, x.head), found)
