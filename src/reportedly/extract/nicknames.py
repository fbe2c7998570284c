"""Second names that no mention covers: 'Richard "Tex" Coe', 'nicknamed Kum', 'X ("Domla")'.

Sentence and `Lookup` → proposals of `also_known_as`, from quotation marks inside a name and from
the wordings of knowledge/nicknames.toml and knowledge/naming.toml. The object quotes the name
without its quotation marks; names that `propose_names` finds are left to it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from reportedly.extract.lookup import Lookup
from reportedly.extract.proposals import Proposal
from reportedly.extract.slots import Filler
from reportedly.knowledge import load_knowledge
from reportedly.records import Argument, Mention, Sentence

_STRAIGHT = str.maketrans("“”„«»‘’‚–—\n\t\u00a0", '"""""\'\'\'--   ')
_PARTICLE = r"(?:la|el|los|las|le|les|al|bin|bint|ibn|abu|von|van|de|di|da|of|und|y)"
_WORD = r"[^\W\d_a-z](?:[\w'./]|-(?=\w))*"
_RUN = re.compile(rf"(?:{_PARTICLE}[ \-])?{_WORD}(?:(?: {_PARTICLE})?[ ]{_WORD}| [1-9]\d?\b(?!,))*")
_HIGH = re.compile(r"[^\W\d_a-z]")
_INNER = re.compile(
    rf"""(?P<before>{_WORD})[ ](?P<q>["'])(?P<nick>[^"\n]{{2,40}}?)(?P=q)[ ]"""
    rf"""(?P<after>(?:{_PARTICLE}[ \-])*{_WORD})"""
)
_REFLEXIVE = re.compile(r"sel(?:f|ves)\Z", re.IGNORECASE)
_ELLIPSIS = re.compile(r"[ ]*goes by (?:the (?:nick)?name (?:of )?)?(?=\")", re.IGNORECASE)
_GLOSS = re.compile(r'[ ]?\(["\'](?P<gloss>[^"()]{3,60}[^"().,])["\'.,]*\)')
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
_WEAK = frozenset({"former-name", "renamed", "translation", "identified-as"})
"""Wordings that other words than names follow too, unless these are quoted."""
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
    is_shared: bool = False


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
        _compile({"id": e["id"], "between": e["between"], "kind": e["kind"], "is_shared": True})
        for e in load_knowledge("naming")["naming"]
        if not e.keys() & {"y", "before", "after"}
    ]
    return (*own, *shared)


@lru_cache(maxsize=1)
def _load_beginning() -> re.Pattern[str]:
    """What follows a name by any of the wordings, each of which is a group."""
    wordings = "|".join(f"({wording.between.pattern})" for wording in load_nicknames())
    return re.compile(wordings, re.IGNORECASE)


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
        is_shared=entry.get("is_shared", False),
    )


def propose_nicknames(
    sentence: Sentence, lookup: Lookup, named: Sequence[Proposal]
) -> Iterator[Proposal]:
    """Yield a proposal for every second name that is not among `named`, those of `propose_names`."""
    text = lookup.text[sentence.start : sentence.end].translate(_STRAIGHT)
    if not _TRIGGER.search(text):
        return
    taken = [
        (p.object.argument.start, p.object.argument.end) for p in named if p.object is not None
    ]
    for proposal in _propose(text, sentence, lookup):
        assert proposal.object is not None
        start, end = proposal.object.argument.start, proposal.object.argument.end
        if not any(start < b and a < end for a, b in taken):
            taken.append((start, end))
            yield proposal


def _propose(text: str, sentence: Sentence, lookup: Lookup) -> Iterator[Proposal]:
    mentions = lookup.by_sentence.get(sentence.index, [])
    yield from _inner_names(text, sentence, lookup)
    yield from _split_names(mentions, sentence, lookup)
    yield from _ellipsis(text, sentence, lookup)
    for x in sorted(mentions, key=lambda m: (m.form != "name", m.start, -m.end)):
        found = find_nickname(text, sentence.start, x, mentions)
        if found is None:
            continue
        subject = _subject(lookup, x, found)
        if subject is not None:
            for each in (found, *_find_further(text, sentence.start, found)):
                yield _to_proposal(sentence, lookup, Filler(subject, x.head), each)


def find_nickname(
    text: str, offset: int, x: Mention, mentions: list[Mention] | tuple[Mention, ...] = ()
) -> Found | None:
    """Return the second name that follows `x` by a wording.

    `text` is the sentence with straight quotation marks, which begins at `offset` of the document;
    `mentions` are those of the sentence: they tell how far a name goes, and whether it is a place.
    """
    if x.form != "name" and x.kind not in _NAMED and x.kind != "thing":
        return None
    at = x.end - offset
    beginning = _load_beginning().match(text, at)
    if beginning is None or beginning.lastindex is None:
        return None
    for wording in load_nicknames()[beginning.lastindex - 1 :]:
        if (wording.form and wording.form != x.form) or (wording.x and x.kind not in wording.x):
            continue
        if x.form != "name" and x.kind == "thing" and wording.is_shared:
            continue
        if wording.left is not None and _REFLEXIVE.search(x.text):
            continue
        if wording.left is not None and not wording.left.search(text, 0, x.start - offset):
            continue
        gap = wording.between.match(text, at)
        if gap is None or gap.end() == at:
            continue
        edges = _read_name(text, gap.end(), offset, wording, mentions)
        if edges is not None and _fits(text, edges, gap.group(), wording, x):
            return Found(offset + edges[0], offset + edges[1], wording.id, wording.kind)
    return None


def _read_name(
    text: str,
    at: int,
    offset: int,
    wording: Nickname,
    mentions: list[Mention] | tuple[Mention, ...],
) -> tuple[int, int] | None:
    """The edges of the name at `at`: up to the closing quotation mark, else its capitalised words."""
    quote = text[at - 1] if text[at - 1] in "\"'" else text[at : at + 1]
    if quote in ('"', "'") and quote:
        start = at if text[at - 1] == quote else at + 1
        end = text.find(quote, start, start + 60)
        article = re.compile(r"the\s+", re.IGNORECASE).match(text, start, max(end, start))
        start = article.end() if article else start
        while end > start and text[end - 1] in " ,.":
            end -= 1
        return (start, end) if end > start else None
    if wording.y == "quoted":
        return None
    run = _RUN.match(text, at)
    if run is None:
        return None
    end = run.end()
    for m in mentions:
        if m.form == "name" and m.start - offset == run.start():
            end = max(end, m.end - offset)
            if m.kind == "place" and m.end - offset >= run.end() and wording.y != "gloss":
                return None
    if text[:end].endswith("'s"):
        return None
    while text[end - 1] in ".,;'" and not re.search(r"\b[A-Z]\.\Z", text[:end]):
        end -= 1
    return run.start(), end


def _fits(text: str, edges: tuple[int, int], gap: str, wording: Nickname, x: Mention) -> bool:
    """Whether the words can be a second name of `x` in this wording."""
    y = text[slice(*edges)]
    is_quoted = text[edges[0] - 1] in "\"'"
    words = [w.lower() for w in re.findall(r"[\w'\-]+", y)]
    if not words or len(words) > 7 or words[0] in _NO_NAME or not _may_name(y, is_quoted=is_quoted):
        return False
    if not is_quoted and (x.kind == "place" or _is_indefinite(x)):
        return False  # a name for somebody who has no other is no second name
    own = {w.lower() for w in re.findall(r"[\w'\-]+", x.text)}
    if x.form == "name" and set(words) <= own:
        return False  # the short form of the same name
    if not is_quoted and re.fullmatch(r"\s+(?:called|named|dubbed|styled)\s+(?:the\s+)?", gap):
        return False  # 'the minister called President X'
    if wording.id in _WEAK and not is_quoted:
        return False
    if wording.y == "full":
        return len(words) > 1 and y[0].isupper()
    if wording.y == "initials":
        return y == "".join(w[0] for w in re.findall(r"[A-Z]\w*", x.text)) and len(y) > 1
    if wording.id == "quoted-in-brackets" or wording.y == "gloss":
        closed = re.match(r"[,.]?[\"']?\s*[)\]]", text[edges[1] :])
        return closed is not None and (wording.y != "gloss") != _is_gloss(y, x)
    return True


def _is_indefinite(x: Mention) -> bool:
    return x.form == "nominal" and x.text.split()[0].lower() in ("a", "an", "another", "one")


def _may_name(y: str, *, is_quoted: bool) -> bool:
    """A name has a capital; a handle in quotation marks may do without."""
    if is_quoted and " " not in y:
        return bool(re.search(r"\w", y)) and (bool(_HIGH.search(y)) or bool(re.search(r"[\d_]", y)))
    words = y.split()
    return bool(_HIGH.match(words[0]) or (len(words) > 1 and _HIGH.match(words[-1])))


@lru_cache(maxsize=1)
def _english() -> frozenset[str]:
    """Nouns that show a name to be English."""
    return frozenset(w for e in load_knowledge("nouns")["list"] for w in e["words"])


def _is_gloss(y: str, x: Mention) -> bool:
    """English words for a name that has none: 'Nge Lay (Lucky House)'."""
    if x.form != "name" or x.kind in ("person", "place") or len(y.split()) < 2:
        return False
    of_x, of_y = ({w.lower() for w in re.findall(r"\w+", words)} for words in (x.text, y))
    singular = {w.removesuffix("s") for w in of_y} | of_y
    return bool(singular & _english()) and not of_x & _english()


def _find_further(text: str, offset: int, found: Found) -> Iterator[Found]:
    """'(aka Abu Sakhr and Kadi Tarn)': names that follow the first, and what it means in brackets."""
    opening = text.rfind("(", 0, found.start - offset)
    at = found.end - offset
    gloss = _GLOSS.match(text, at)
    if gloss is not None and _HIGH.match(gloss["gloss"]) and found.kind != "translation":
        start, end = gloss.span("gloss")
        yield Found(offset + start, offset + end, "gloss-in-brackets", "translation")
    closing = text.find(")", at)
    if (
        opening < 0
        or closing < 0
        or ")" in text[opening:at]
        or found.id not in ("aka", "also-known-as")
    ):
        return
    for part in re.finditer(r"(?:\s*[,;]\s*(?:and|or)?|\s+(?:and|or))\s+\"?", text[at:closing]):
        run = _RUN.match(text, at + part.end(), closing)
        if run is not None:
            yield found._replace(start=offset + run.start(), end=offset + run.end())


def _subject(lookup: Lookup, x: Mention, found: Found) -> Argument | None:
    """The mention as an argument, by another name than the one that is given."""
    argument = lookup.to_argument(x)
    y = lookup.text[found.start : found.end]
    if argument.name != y:
        return argument
    others = [
        m.text for m in lookup.chains.get(x.chain, ()) if m.form == "name" and m.text not in y
    ]
    name = max(others, key=len, default=None) or (x.text if x.form != "pronoun" else None)
    return msgspec.structs.replace(argument, name=name) if name and name != y else None


def _inner_names(text: str, sentence: Sentence, lookup: Lookup) -> Iterator[Proposal]:
    """'Richard "Tex" Coe': the mentions on both sides are one person."""
    names = [m for m in lookup.by_sentence.get(sentence.index, ()) if m.form == "name"]
    for match in _INNER.finditer(text):
        nick = match["nick"]
        if len(nick.split()) > 4 or not _may_name(nick, is_quoted=True):
            continue
        start, end = (sentence.start + match.start("before"), sentence.start + match.end("after"))
        quote = sentence.start + match.start("q")
        whole = [m for m in names if m.start < quote and m.end > sentence.start + match.end("nick")]
        before = [m for m in names if m.start <= start < m.end <= quote]
        after = [m for m in names if m.start < end <= m.end and m.start > quote]
        people = [m for m in (*whole, *after, *before) if m.kind == "person"]
        if not people:
            continue
        start = min([start, *(m.start for m in (*whole, *before))])
        if match["after"].endswith(".") and len(match["after"]) > 2:
            end -= 1
        end = max([end, *(m.end for m in (*whole, *after))])
        gap = (quote, sentence.start + match.end("nick") + 1)
        subject = _unite(lookup, people[0], start, end, gap)
        found = Found(gap[0] + 1, gap[1] - 1, "inner", "alias")
        yield _to_proposal(sentence, lookup, Filler(subject, people[0].head), found)


def _unite(lookup: Lookup, person: Mention, start: int, end: int, gap: tuple[int, int]) -> Argument:
    """The person whose name stands on both sides of `gap`, under a chain that has that name."""
    words = lookup.text[start:end]
    name = " ".join((lookup.text[start : gap[0]] + " " + lookup.text[gap[1] : end]).split())
    known = next((m for m in lookup.mentions if m.form == "name" and m.text == name), person)
    return Argument(
        name=name, kind="person", text=words, start=start, end=end, entity=f"c{known.chain}"
    )


def _split_names(mentions: list[Mention], sentence: Sentence, lookup: Lookup) -> Iterator[Proposal]:
    """'Ejaz Alias Amjad' as one mention: two names of one person."""
    for mention in mentions:
        cut = _INSIDE.search(mention.text) if mention.form == "name" else None
        if cut is None:
            continue
        words = mention.text[: cut.start()]
        subject = Argument(
            name=words,
            kind=mention.kind,
            text=words,
            start=mention.start,
            end=mention.start + len(words),
            entity=f"c{mention.chain}",
        )
        found = Found(mention.start + cut.end(), mention.end, "alias-inside", "alias")
        yield _to_proposal(sentence, lookup, Filler(subject, mention.head), found)


def _ellipsis(text: str, sentence: Sentence, lookup: Lookup) -> Iterator[Proposal]:
    """'Police hold a man, 23. Goes by "amber_zero".': whoever the sentence before is about."""
    gap = _ELLIPSIS.match(text)
    if gap is None or sentence.index == 0:
        return
    end = text.find('"', gap.end() + 1)
    before = lookup.by_sentence.get(sentence.index - 1, [])
    people = [m for m in before if m.kind == "person" and m.form != "pronoun"]
    if people and end > gap.end() + 1 and _may_name(text[gap.end() + 1 : end], is_quoted=True):
        start = sentence.start + gap.end() + 1
        found = Found(start, sentence.start + end, "goes-by", "alias")
        subject = Filler(lookup.to_argument(people[0]), sentence.root)
        yield _to_proposal(sentence, lookup, subject, found)


def _to_proposal(sentence: Sentence, lookup: Lookup, subject: Filler, found: Found) -> Proposal:
    words = lookup.text[found.start : found.end]
    covering = [
        m
        for m in lookup.by_sentence.get(sentence.index, ())
        if m.form == "name" and found.start <= m.start and m.end == found.end
    ]
    chain = max(covering, key=lambda m: m.end - m.start).chain if covering else None
    token = next((t.i for t in sentence.tokens if t.end > found.start), sentence.root)
    return Proposal(
        predicate="also_known_as",
        subject=subject,
        object=Filler(
            Argument(
                name=words,
                kind="name",
                text=words,
                start=found.start,
                end=found.end,
                entity=None if chain is None else f"c{chain}",
            ),
            token,
        ),
        sentence=sentence,
        tokens=(token,),
        extractor=f"nicknames.v1:{found.id}",
        confidence=0.8,
        qualifiers={"kind": found.kind},
        is_identification=found.id
        in ("inner", "alias-inside", "quoted-in-brackets", "gloss-in-brackets", "aka"),
    )
