"""Of which country somebody is said to be: a demonym before a name, in an apposition, in a copula.

Sentence and `Lookup` → proposals of `national_of`: 'the Moldovan Viktor L.', 'X, a Kenyan writer',
'the League, a Libyan group', 'half of them are Kenyans'. 'Uyghur writer' is ethnicity and gives
none; neither does an office ('the Kenyan ambassador'), which is a country's whatever the passport.
"""

from collections.abc import Iterator
from functools import lru_cache

from reportedly.extract.lookup import Lookup
from reportedly.extract.proposals import Proposal
from reportedly.extract.slots import Filler
from reportedly.knowledge import load_knowledge
from reportedly.records import Argument, Mention, Sentence
from reportedly.syntax.arguments import find_subjects
from reportedly.syntax.roles import find_holders
from reportedly.syntax.tree import find_children

_REACH = 6
_OFFICES = frozenset(
    """president minister ambassador government army police court forces official officials prime
    king queen parliament senator general navy ministry embassy prosecutor judge diplomat envoy
    governor mayor lawmaker legislator spokesman spokeswoman spokesperson chief authority force
    troop military intelligence""".split()
)
_HOLDERS = {
    "person": frozenset({"person", "population"}),
    "population": frozenset({"person", "population"}),
    "group": frozenset({"group", "organization"}),
    "organization": frozenset({"group", "organization"}),
}


def propose_origins(sentence: Sentence, lookup: Lookup) -> Iterator[Proposal]:
    """Yield what a sentence says of anybody's nationality."""
    for mention in lookup.by_sentence.get(sentence.index, ()):
        if mention.form == "name" and mention.kind == "person":
            yield from _before_name(sentence, lookup, mention)
        if mention.form == "name" and mention.kind == "place" and is_demonym(mention):
            yield from _before_noun(sentence, lookup, mention)
    for token in sentence.tokens:
        if token.dep == "attr" and token.text.lower() in _load_people():
            yield from _in_copula(sentence, lookup, token.i)


@lru_cache(maxsize=1)
def _load_people() -> dict[str, str]:
    """The words for people of countries, singular and plural, to the country's name."""
    entries = load_knowledge("demonyms")["place"]
    found: dict[str, str] = {}
    for entry in entries:
        if entry.get("kind") != "country":
            continue
        for word in entry["people"]:
            found[word.lower()] = entry["name"]
            found[word.lower().removesuffix("s")] = entry["name"]
    return found


@lru_cache(maxsize=1)
def load_demonyms() -> frozenset[str]:
    """Return the adjectives and words for the people of countries, in lower case."""
    entries = load_knowledge("demonyms")["place"]
    words = (w for e in entries for w in (*e["adjectives"], *e["people"]))
    return frozenset(w.lower() for w in words)


def is_demonym(mention: Mention) -> bool:
    """Return whether a place mention is an adjective or a people: 'Afghan', 'an Indonesian'."""
    return mention.text.lower() in load_demonyms()


def _before_name(sentence: Sentence, lookup: Lookup, mention: Mention) -> Iterator[Proposal]:
    """'the Moldovan Viktor Lasko', 'the Afghan commander X', 'an Indonesian, X'."""
    words = {t.lemma for t in sentence.tokens[max(0, mention.first - 5) : mention.first]}
    if words & _OFFICES:
        return
    for child in _words_before(sentence, mention):
        land = lookup.mention_at(sentence, child)
        if land is not None and land.kind == "place" and is_demonym(land):
            subject = Filler(lookup.to_argument(mention), mention.head)
            origin = Filler(lookup.to_argument(land), child)
            yield _propose(sentence, subject, origin, "demonym-before-name")
            return


def _words_before(sentence: Sentence, mention: Mention) -> list[int]:
    """Modifiers of a person's name, or of the noun that the name is in apposition to."""
    heads = [mention.head]
    token = sentence.tokens[mention.head]
    if token.dep == "appos":
        heads.append(token.head)
    heads += [c for c in sentence.children[mention.head] if sentence.tokens[c].dep == "compound"]
    found = [
        c
        for head in heads
        for c in (head, *sentence.children[head])
        if c < mention.first
        and sentence.tokens[c].dep in ("amod", "compound", "nmod", "nsubj", "pobj")
    ]
    return [c for c in found if mention.first - c <= _REACH]


def _before_noun(sentence: Sentence, lookup: Lookup, land: Mention) -> Iterator[Proposal]:
    """'X, a Kenyan writer', 'the League, a Libyan group', 'X is a Kenyan citizen of 40'."""
    noun = sentence.tokens[land.head].head
    word = sentence.tokens[noun]
    if sentence.tokens[land.head].dep not in ("amod", "nmod", "compound") or word.pos != "NOUN":
        return
    own = lookup.mention_at(sentence, noun)
    beside = {sentence.tokens[c].lemma for c in sentence.children[noun]}
    if own is None or own.kind not in _HOLDERS or (beside | {word.lemma}) & _OFFICES:
        return
    holders, link = find_holders(sentence, noun)
    if link not in ("apposition", "copula"):
        return
    for holder in holders:
        named = lookup.mention_at(sentence, holder)
        if named is None or named.kind not in _HOLDERS[own.kind]:
            continue
        if named.form == "name" or link == "copula":
            subject = Filler(lookup.to_argument(named), holder)
            origin = Filler(lookup.to_argument(land), land.head)
            yield _propose(sentence, subject, origin, "demonym-before-noun")


def _in_copula(sentence: Sentence, lookup: Lookup, people: int) -> Iterator[Proposal]:
    """'half of them are Kenyans', 'I am a Kenyan'."""
    word = sentence.tokens[people]
    origin = Argument(
        name=_load_people()[word.text.lower()],
        kind="place",
        text=word.text,
        start=word.start,
        end=word.end,
    )
    if find_children(sentence, people, ("amod", "compound", "prep")):
        return
    for subject in find_subjects(sentence, word.head):
        mention = lookup.mention_at(sentence, subject)
        if mention is not None and mention.kind in _HOLDERS["person"]:
            filler = Filler(lookup.to_argument(mention), subject)
            yield _propose(sentence, filler, Filler(origin, people), "people-in-copula")


def _propose(sentence: Sentence, subject: Filler, origin: Filler, how: str) -> Proposal:
    return Proposal(
        predicate="national_of",
        subject=subject,
        object=origin,
        sentence=sentence,
        tokens=(origin.token if how == "people-in-copula" else subject.token,),
        extractor=f"origins.v1:{how}",
        confidence=0.6,
        is_identification=True,
    )
