"""The attribute stage: cues, quotations and hedges of a document, in that order.

Analysis → attributions in text order and the scopes of their contents and of every bare hedge,
negation and unrealised context. Pure: the same analysis gives the same records.
"""

from reportedly.attribute.chains import ChainBuilder
from reportedly.attribute.constructions import find_findings
from reportedly.attribute.cues import load_cues
from reportedly.attribute.findings import Finding
from reportedly.attribute.labels import find_labels
from reportedly.attribute.modality import load_modals
from reportedly.attribute.quotations import find_quotations
from reportedly.attribute.reach import find_scopes
from reportedly.attribute.repeats import link_repeats
from reportedly.attribute.speech import Attachment, place_quotations
from reportedly.attribute.statements import find_statements
from reportedly.attribute.unlisted import Actors, find_unlisted, find_whispers
from reportedly.attribute.unnamed import find_unnamed, pick_hearsay
from reportedly.records import Analysis, Attribution, Scope


def attribute_document(
    analysis: Analysis,
) -> tuple[tuple[Attribution, ...], tuple[Scope, ...]]:
    """Return the attributions of a document in text order, and all scopes by sentence."""
    cues = load_cues()
    parts = place_quotations(analysis.sentences, find_quotations(analysis.paragraphs))
    quoted: dict[int, set[int]] = {}
    for part in parts:
        for s, tokens in part.tokens.items():
            quoted.setdefault(s, set()).update(tokens)
    findings: list[Finding] = []
    actors = Actors(analysis.mentions)
    for sentence in analysis.sentences:
        inside = frozenset(quoted.get(sentence.index, ()))
        listed = find_findings(sentence, cues, inside)
        heads = frozenset(f.head for f in listed if f.content)
        unlisted = find_unlisted(sentence, actors, heads, inside)
        taken = {f.head for f in unlisted}
        findings.extend(f for f in listed if f.head not in taken)
        findings.extend(unlisted)
    findings.extend(find_labels(analysis, cues.label))
    findings.extend(find_statements(analysis, findings, cues.label))
    findings.extend(Attachment(analysis.sentences, findings, parts).attach())
    builder = ChainBuilder(analysis, parts)
    builder.build(findings)
    modals = load_modals()
    text = analysis.document.text
    sourced: dict[int, set[int]] = {}
    for finding in findings:
        has_source = finding.content and finding.speaker is not None
        if finding.cue.scope and has_source and finding.cue is not cues.unlisted:
            sourced.setdefault(finding.sentence, set()).add(finding.head)
    for sentence in analysis.sentences:
        told = frozenset(sourced.get(sentence.index, ()))
        builder.scopes.extend(find_scopes(sentence, modals, text, told))
    scopes = sorted(builder.scopes, key=lambda s: (s.sentence, s.tokens))
    unnamed = builder.build_unnamed(
        f
        for s in analysis.sentences
        for f in (
            *find_unnamed(s, cues, frozenset(quoted.get(s.index, ()))),
            *find_whispers(s),
        )
    )
    unnamed += builder.build_hearsay(pick_hearsay(scopes, analysis.sentences))
    linked = [*link_repeats(builder.attributions, analysis, unnamed), *unnamed]
    linked.sort(key=lambda a: (a.cue or a.content)[0].start)
    return tuple(linked), tuple(scopes)
