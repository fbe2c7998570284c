"""Errors of the tasks that score other records: attributions, chains of mentions, toponyms."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from reportedly.attribute.cues import load_cues
from reportedly.evaluate.attribution import ROLES, Roles, make_roles, pair_up, show_roles
from reportedly.evaluate.coreference import Chain, group_mentions
from reportedly.evaluate.diagnosis import Finding
from reportedly.evaluate.gold import GoldDocument
from reportedly.evaluate.parsed import Parsed
from reportedly.evaluate.places import NEAR_KM, Toponym, Toponyms, compute_distance_km
from reportedly.evaluate.spans import Interval, compute_overlap
from reportedly.evaluate.triggers import is_noun
from reportedly.evaluate.wants import is_over
from reportedly.records import Mention, Sentence

_MIN_SHARED_CONTENT = 0.5


@lru_cache(maxsize=1)
def list_cue_words() -> frozenset[str]:
    """Return every lemma, or first word of a preposition, that a cue may start with."""
    cues = load_cues()
    parts = (cues.verbs, cues.nouns, cues.adjectives, cues.prepositions)
    return frozenset(word for part in parts for word in part)


def diagnose_attributions(
    document: GoldDocument[tuple[Roles, ...]], parsed: Parsed
) -> Iterator[Finding]:
    """Yield the errors of one document of attributions."""
    predicted = [
        make_roles({role: [(s.start, s.end) for s in getattr(a, role)] for role in ROLES})
        for a in parsed.reading.attributions
    ]
    pairs, missed, false = pair_up(document.gold, predicted)
    for roles in missed:
        cause = _explain_missed_attribution(roles, predicted, parsed)
        yield Finding("missed", cause, f"{document.id} {show_roles(roles, parsed.text)}")
    for roles in false:
        cause = _explain_false_attribution(roles, document.gold)
        yield Finding("false", cause, f"{document.id} {show_roles(roles, parsed.text)}")
    for gold, guess in pairs:
        for role in ("source", "content"):
            wrong = _explain_role(gold.get(role), guess.get(role))
            if wrong:
                line = f"{document.id} {role} {show_roles(gold, parsed.text)}"
                yield Finding("wrong", wrong, line)


def _explain_missed_attribution(gold: Roles, predicted: Sequence[Roles], parsed: Parsed) -> str:
    if any(gold.cue and compute_overlap(gold.cue, guess.cue) > 0 for guess in predicted):
        return "attribution scope"
    cues = _list_known_cues(gold.cue, parsed)
    if not cues:
        return "wording unknown"
    if gold.source and not any(parsed.find_mentions(span) for span in gold.source):
        return "name missed"
    if any(compute_overlap(gold.content, guess.content) > 0 for guess in predicted):
        return "attribution scope"
    return "nominal event" if all(is_noun(s, i) for s, i in cues) else "parse"


def _list_known_cues(cue: Sequence[Interval], parsed: Parsed) -> list[tuple[Sentence, int]]:
    words = list_cue_words()
    return [
        (sentence, token.i)
        for sentence in parsed.find_sentences(cue)
        for token in sentence.tokens
        if any(token.start < end and start < token.end for start, end in cue)
        and (token.lemma in words or token.text.lower() in words)
    ]


def _explain_false_attribution(guess: Roles, golds: Sequence[Roles]) -> str:
    if any(gold.cue and compute_overlap(gold.cue, guess.cue) > 0 for gold in golds):
        return "attribution scope"
    if any(compute_overlap(gold.content, guess.content) > _MIN_SHARED_CONTENT for gold in golds):
        return "attribution scope"
    is_near = any(compute_overlap(gold.content, guess.content) > 0 for gold in golds)
    return "frame too wide" if is_near else "not in the gold"


def _explain_role(gold: list[Interval], guess: list[Interval]) -> str | None:
    if gold == guess:
        return None
    if gold and guess and compute_overlap(gold, guess) > 0:
        return "argument boundary"
    return "attribution scope"


def diagnose_coreference(document: GoldDocument[list[Chain]], parsed: Parsed) -> Iterator[Finding]:
    """Yield the errors of one document of clusters, mention by mention.

    A mention is right where its chain joins it to at least one other mention of its cluster.
    """
    mentions = parsed.reading.mentions
    chains = group_mentions(((m.start, m.end), m.chain) for m in mentions)
    chain_of = {span: chain for chain in chains for span in chain}
    cluster_of = {span: cluster for cluster in document.gold for span in cluster}
    spans = {(m.start, m.end) for m in mentions}
    for span, cluster in sorted(cluster_of.items()):
        joined = chain_of.get(span, frozenset())
        if len(joined & cluster) < _LINKED:
            cause = _explain_missed_mention(span, spans, parsed)
            yield Finding("missed", cause, f"{document.id} {parsed.text[span[0] : span[1]]}")
    for span, chain in sorted(chain_of.items()):
        cluster = cluster_of.get(span, frozenset())
        if len(chain & cluster) < _LINKED:
            cause = _explain_false_mention(span, cluster, list(cluster_of))
            yield Finding("false", cause, f"{document.id} {parsed.text[span[0] : span[1]]}")


_LINKED = 2
"""A mention and one that it is linked to."""


def _explain_missed_mention(span: Interval, spans: set[Interval], parsed: Parsed) -> str:
    if span in spans:
        return "coreference"
    return "argument boundary" if parsed.find_mentions(span) else "name missed"


def _explain_false_mention(span: Interval, cluster: Chain, golds: Sequence[Interval]) -> str:
    if cluster:
        return "coreference"
    start, end = span
    is_cut = any(a < end and start < b and (a == start or b == end) for a, b in golds)
    return "argument boundary" if is_cut else "not in the gold"


def diagnose_places(document: GoldDocument[Toponyms], parsed: Parsed) -> Iterator[Finding]:
    """Yield the errors of one document of toponyms; those without a position are not asked for."""
    free = [m for m in parsed.reading.mentions if m.kind == "place"]
    asked = [t for t in document.gold.toponyms if t.position is not None]
    for toponym in asked:
        mention = _take_first(free, toponym)
        line = f"{document.id} {toponym.text}"
        if mention is None:
            yield Finding("missed", _explain_missed_place(toponym, parsed), line)
        elif not _is_put_right(mention, toponym):
            yield Finding("wrong", "circumstances", line)
    for toponym in document.gold.toponyms:
        if toponym.position is None:
            _take_first(free, toponym)
    toponyms = [(t.start, t.end) for t in document.gold.toponyms]
    for mention in free:
        cause = _explain_false_place(mention, toponyms)
        yield Finding("false", cause, f"{document.id} {mention.text}")


def _take_first(free: list[Mention], toponym: Toponym) -> Mention | None:
    """Remove and return the first mention that touches the toponym, as the scorer does."""
    span = (toponym.start, toponym.end)
    found = next((mention for mention in free if is_over(mention, [span])), None)
    if found is not None:
        free.remove(found)
    return found


def _explain_missed_place(toponym: Toponym, parsed: Parsed) -> str:
    found = parsed.find_mentions((toponym.start, toponym.end))
    if any(mention.kind == "place" for mention in found):
        return "argument boundary"
    exact = [m for m in found if m.start >= toponym.start and m.end <= toponym.end]
    if exact:
        return "name mistyped"
    return "argument boundary" if found else "name missed"


def _explain_false_place(mention: Mention, toponyms: Sequence[Interval]) -> str:
    if is_over(mention, toponyms):
        return "argument boundary"
    return "name mistyped" if mention.form == "name" else "not in the gold"


def _is_put_right(mention: Mention, toponym: Toponym) -> bool:
    place = mention.place
    if place is None or toponym.position is None:
        return False
    return compute_distance_km((place.lat, place.lon), toponym.position) <= NEAR_KM
