"""Attributions whose source nobody names: 'is expected to', 'was criticised for', 'reportedly'.

Sentence → findings without a speaker, and the bare hedges that tell of hearsay. They are recorded,
so that a reader sees what is passed on in nobody's name; what they do to claims, the bare scopes of
`reach.py` say.
"""

from collections.abc import Iterable

from reportedly.attribute.constructions import has_particle, read_content
from reportedly.attribute.cues import Cue, Cues
from reportedly.attribute.findings import Finding
from reportedly.attribute.negations import is_negated
from reportedly.attribute.site import Site
from reportedly.attribute.speakers import find_speaker, is_passive
from reportedly.records import Scope, Sentence
from reportedly.syntax.tree import VERBAL

_PUNISHED = frozenset({"punish-for", "list-for", "put-at", "show-object", "issue-a"})
"""Entries whose passive tells what happened to somebody ('was jailed for'), not what is said."""
_HEARSAY = frozenset({"reportedly", "allegedly", "purportedly", "seem", "appear"})
_MODIFIERS = frozenset({"amod", "compound", "punct"})


def find_unnamed(sentence: Sentence, cues: Cues, quoted: frozenset[int]) -> list[Finding]:
    """Return the passives that bring in a content and nobody who says it, in text order."""
    found: list[Finding] = []
    for token in sentence.tokens:
        entries = cues.verbs.get(token.lemma)
        if not entries or token.tag != "VBN" or token.dep in _MODIFIERS:
            continue
        if token.i in quoted or not is_passive(sentence, token.i):
            continue
        if find_speaker(sentence, token.i) is None and not is_negated(sentence, token.i):
            finding = _read(sentence, token.i, entries, quoted)
            if finding is not None:
                found.append(finding)
    return found


def _read(
    sentence: Sentence, verb: int, entries: tuple[Cue, ...], quoted: frozenset[int]
) -> Finding | None:
    for cue in entries:
        if cue.id in _PUNISHED or not has_particle(sentence, verb, cue):
            continue
        finding = read_content(Site(sentence, verb, cue, True, quoted))
        if finding is not None and finding.content:
            finding.certainty = "hedged" if cue.effect == "stated" else cue.effect
            finding.polarity = "denied" if cue.denies else "affirmed"
            return finding
    return None


def pick_hearsay(scopes: Iterable[Scope], sentences: tuple[Sentence, ...]) -> list[Scope]:
    """Return the scopes of bare hedges that pass something on: 'reportedly', 'seems to'."""
    picked: list[Scope] = []
    for scope in scopes:
        if scope.attribution is not None or scope.certainty != "hedged":
            continue
        sentence = sentences[scope.sentence]
        cue = next((t for t in sentence.tokens if t.start == scope.cue.start), None)
        if cue is not None and cue.pos in {*VERBAL, "ADV"} and cue.lemma.lower() in _HEARSAY:
            picked.append(scope)
    return picked
