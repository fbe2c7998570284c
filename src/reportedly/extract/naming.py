"""Second names: 'also known as', bracketed acronyms, real names, as wordings between two mentions.

Sentence and `Lookup` → proposals of `also_known_as`, from the wordings of knowledge/naming.toml.
The subject is the longer-standing name, the object the name as it stands in the text.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from reportedly.extract.lookup import Lookup
from reportedly.extract.proposals import Proposal
from reportedly.extract.slots import Filler
from reportedly.knowledge import load_knowledge
from reportedly.records import Argument, Mention, Sentence
from reportedly.syntax.calling import calls_another, find_named_noun

_LONGEST_GAP = 90
_STRAIGHT = str.maketrans("“”„«»‘’–—\n\u00a0", '"""""\'\'-- \u0020')
_LABEL = re.compile(
    r"(?:nom de guerre|code-?name|alias|call sign|pseudonym)[: ]\s*(?=\S)", re.IGNORECASE
)
_REAL_NAME_OF = re.compile(
    r"\b(?:real|true|full|birth|given|legal) name of (?:the )?(?:\w+ )?$", re.IGNORECASE
)
"""Before a name: 'the real name of X is Y'."""
_AND_AS = re.compile(
    r"""\s*,?\s+(?:and|or)\s+(?:also\s+)?(?:as|by the name)\s+(?:the\s+)?["'“‘]?"""
)
"""Between two further names of one man: 'also known as A and as B'."""
_CAPITALS = re.compile(r"\b[A-Z]\w+")
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9.\-/&]{1,9}s?$|^[A-Z][A-Za-z]*[A-Z][A-Za-z]*$")


class Naming(msgspec.Struct, frozen=True):
    """A compiled wording."""

    id: str
    between: re.Pattern[str]
    after: re.Pattern[str] | None
    before: re.Pattern[str] | None
    y: str
    kind: str


@lru_cache(maxsize=1)
def load_namings() -> tuple[Naming, ...]:
    """Return the wordings of knowledge/naming.toml in file order."""
    return tuple(
        Naming(
            entry["id"],
            re.compile(entry["between"] + r"\Z", re.IGNORECASE),
            re.compile(entry["after"]) if "after" in entry else None,
            re.compile(entry["before"] + r"\Z", re.IGNORECASE) if "before" in entry else None,
            entry.get("y", ""),
            entry["kind"],
        )
        for entry in load_knowledge("naming")["naming"]
    )


def propose_names(sentence: Sentence, lookup: Lookup) -> Iterator[Proposal]:
    """Yield a proposal for every pair of neighbouring mentions that a naming wording joins."""
    mentions = [
        m
        for m in lookup.by_sentence.get(sentence.index, ())
        if m.form == "name" or _can_be_named(m)
    ]
    mentions.sort(key=lambda m: (m.end, -m.start))
    names = sorted((m for m in mentions if m.form == "name"), key=lambda m: (m.start, -m.end))
    called: dict[int, tuple[Mention, Naming]] = {}
    for y in names:
        x = _nearest_before(sentence, mentions, y)
        if x is None or _is_called_by(lookup.text, x) or calls_another(sentence, x.first, x.last):
            continue
        naming = find_naming(lookup.text, x, y, _gap_start(sentence, x))
        if naming is None and x.end in called and _AND_AS.fullmatch(lookup.text, x.end, y.start):
            x, naming = called[x.end]
        if naming is not None:
            called[y.end] = (x, naming)
            yield _to_proposal(sentence, lookup, x, y, naming)


def _can_be_named(mention: Mention) -> bool:
    return mention.form in ("nominal", "pronoun") and mention.kind in (
        "person", "group", "organization", "state", "population",
    )  # fmt: skip


def _nearest_before(sentence: Sentence, mentions: list[Mention], y: Mention) -> Mention | None:
    """The mention that ends last before `y`; a name before the phrase around it.

    In 'the wing of the League called the Falcons' the participle tells that the wing is meant.
    """
    before = [x for x in mentions if x.end <= y.start and y.start - x.end <= _LONGEST_GAP]
    nearest = max(before, key=lambda x: (x.end, x.form == "name", -x.start), default=None)
    if nearest is None or nearest.form != "name":
        return nearest
    named = find_named_noun(sentence, nearest.first, nearest.last)
    return nearest if named is None else next((x for x in mentions if x.head == named), None)


def _gap_start(sentence: Sentence, x: Mention) -> int:
    """Where the words begin that may join two names; 'calls itself' belongs to them."""
    is_reflexive = x.text.lower().endswith(("self", "selves"))
    return sentence.tokens[x.first - 1].start if is_reflexive and x.first else x.end


def _is_called_by(text: str, x: Mention) -> bool:
    """'whom the others called Y': `x` are those who call."""
    return re.search(r"\bwhom\s+$", text[max(0, x.start - 12) : x.start]) is not None


def find_naming(text: str, x: Mention, y: Mention, start: int) -> Naming | None:
    """Return the wording that joins `x` and `y`, if the words between them are one."""
    gap = text[start : y.start].translate(_STRAIGHT)
    if not gap.strip() or gap.strip() in (",", "and", "of", "in"):
        return None
    following = text[y.end : y.end + 8].translate(_STRAIGHT)
    preceding = text[max(0, x.start - _LONGEST_GAP) : x.start].translate(_STRAIGHT)
    for naming in load_namings():
        if not naming.between.match(gap):
            continue
        if naming.after is not None and not naming.after.match(following):
            continue
        if naming.before is not None and not naming.before.search(preceding):
            continue
        if naming.y == "acronym" and not _is_acronym_of(y.text, x):
            continue
        if naming.y == "same-kind" and not _may_be_renamed(x, y, gap):
            continue
        if naming.y == "same-person" and not _are_persons(x, y, gap):
            continue
        if x.form == "pronoun" and naming.y:
            continue
        return naming
    return None


def _may_be_renamed(x: Mention, y: Mention, gap: str) -> bool:
    """A name in brackets is another name of the same kind; one word after a person may be a town."""
    if x.kind != y.kind or x.kind == "place" or x.form != "name":
        return False
    return x.kind != "person" or '"' in gap or " " in y.text


def _are_persons(x: Mention, y: Mention, gap: str) -> bool:
    """Two names that are not one; a single word, or an office, after 'was' may be anything."""
    words = f"{' '.join(_CAPITALS.findall(gap))} {y.text}".split()
    if x.form != "name" or x.kind != "person" or y.kind not in ("person", "organization", "name"):
        return False
    return len(words) > 1 and words[-1].lower() not in _load_titles() and x.text not in y.text


@lru_cache(maxsize=1)
def _load_titles() -> frozenset[str]:
    return frozenset(word for e in load_knowledge("titles")["list"] for word in e["words"])


def _is_acronym_of(short: str, x: Mention) -> bool:
    """`short` looks like an acronym, and its first letter begins a word of the name."""
    if x.form != "name" or not _ACRONYM.match(short) or len(short) >= len(x.text):
        return False
    if x.text.isupper():
        return False  # a headline in capitals, '(CORRECTED)' after it
    words = re.findall(r"\w+", x.text)
    if any(w[:1].upper() == short[:1].upper() for w in words):
        return True
    # an acronym of the name in its own language: 'National Oil Company (SNP)'
    return len(words) > 1 and x.kind in ("group", "organization", "state") and short.isupper()


def _to_proposal(
    sentence: Sentence, lookup: Lookup, x: Mention, y: Mention, naming: Naming
) -> Proposal:
    kind = naming.kind
    if _REAL_NAME_OF.search(lookup.text[max(0, x.start - 40) : x.start]):
        kind = "real_name"
    subject = lookup.to_argument(x)
    if subject.name == y.text:  # the chain took the other name for the fullest
        subject = msgspec.structs.replace(subject, name=_other_name(lookup, x, y) or x.text)
    start = _with_title(sentence, y)
    label = _LABEL.match(lookup.text, start, y.end)
    start = label.end() if label is not None else start
    words = lookup.text[start : y.end]
    object_ = Argument(
        name=words, kind="name", text=words, start=start, end=y.end, entity=f"c{y.chain}"
    )
    return Proposal(
        predicate="also_known_as",
        subject=Filler(subject, x.head),
        object=Filler(object_, y.head),
        sentence=sentence,
        tokens=(y.head,),
        extractor=f"naming.v1:{naming.id}",
        confidence=0.85,
        qualifiers={"kind": kind},
        is_identification=_is_aside(lookup.text, x, y),
    )


def _is_aside(text: str, x: Mention, y: Mention) -> bool:
    """A bracket or an apposition identifies; 'X is known as Y' is a statement of its own."""
    return text[x.end : y.start].lstrip()[:1] in (",", "(", "[", "-", "–", "—")


def _with_title(sentence: Sentence, y: Mention) -> int:
    """Where a second name begins, its title included: 'known as General Blackwater'."""
    first = y.first
    while first > 0:
        token = sentence.tokens[first - 1]
        if token.pos != "PROPN" or token.dep != "compound" or token.head != y.head:
            break
        first -= 1
    return sentence.tokens[first].start


def _other_name(lookup: Lookup, x: Mention, y: Mention) -> str | None:
    others = [
        m.text for m in lookup.chains.get(x.chain, ()) if m.form == "name" and m.text != y.text
    ]
    return max(others, key=len, default=None)


def is_gloss(subject: Argument, other: Argument) -> bool:
    """Whether 'CL' in 'the CL [Coral League]' is explained by the name that it stands for."""
    initials = "".join(word[0] for word in other.text.split() if word[0].isupper())
    return subject.text.isupper() and len(initials) > 1 and subject.text == initials


def turn_gloss(subject: Argument, other: Argument) -> tuple[Argument, Argument]:
    """Return the full name as the subject, quoted where it stands, and the acronym as its name."""
    name = " ".join(other.text.split())
    full = msgspec.structs.replace(
        subject, name=name, text=other.text, start=other.start, end=other.end
    )
    short = msgspec.structs.replace(other, text=subject.text, start=subject.start, end=subject.end)
    return full, short
