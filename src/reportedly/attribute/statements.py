"""Statements: paragraphs without quotation marks that a line before them gives to a speaker.

Sentences and findings → contents that reach over paragraphs: after a cue that ends in a colon
('Minister X said:'), and under a title 'Statement by X' over a text in the first person.
"""

import re

from reportedly.attribute.cues import Cue
from reportedly.attribute.findings import Finding, Speaker
from reportedly.records import Analysis, Sentence

_TITLE = re.compile(
    r"^(?:\w+ )?(?P<word>statement|remarks|speech|address|message|testimony|declaration|communiqué)"
    r"(?: to the (?:press|media|nation))? (?:by|from|of) (?P<name>\S.{2,80})$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:\d+|[a-z])[.)]\s|[-•*–]\s|\(")
_FIRST_PERSON = frozenset({"i", "we", "our", "my", "us", "me"})
_MARKS = frozenset("\"“„«'‘")
_ENDS = ("notes", "further information", "background", "ends", "contact", "###", "about ")


def find_statements(analysis: Analysis, findings: list[Finding], cue: Cue) -> list[Finding]:
    """Give waiting findings the paragraphs after their colon; return those of titles."""
    by_paragraph: dict[int, list[Sentence]] = {}
    for sentence in analysis.sentences:
        by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    added: list[Finding] = []
    for n in sorted(by_paragraph):
        last = by_paragraph[n][-1]
        if last.tokens[-1].text != ":":
            continue
        waiting = [
            f
            for f in findings
            if f.sentence == last.index
            and not f.content
            and "quote" in f.cue.takes
            and ("clause" in f.cue.takes or last.tokens[f.head].pos in {"NOUN", "PROPN"})
        ]
        if waiting:
            _fill(waiting[-1], analysis, by_paragraph, n + 1, cited=True)
    title = _find_title(analysis, by_paragraph, cue)
    if title is not None:
        added.append(title)
    return added


def _fill(
    finding: Finding,
    analysis: Analysis,
    by_paragraph: dict[int, list[Sentence]],
    first: int,
    *,
    cited: bool,
) -> None:
    """Take the paragraphs from `first` on: the next one, and all up to the last 'I' or 'we'."""
    last = first if cited else first - 1
    for n in range(first, len(analysis.paragraphs)):
        text = analysis.paragraphs[n].text
        if (
            n not in by_paragraph
            or text[0] in _MARKS
            or _LISTED.match(text)
            or text.lower().startswith(_ENDS)
        ):
            break
        words = {t.text.lower() for s in by_paragraph[n] for t in s.tokens}
        if words & _FIRST_PERSON:
            last = n
    for n in range(first, last + 1):
        text = analysis.paragraphs[n].text if n < len(analysis.paragraphs) else ""
        if not text or text[0] in _MARKS or _LISTED.match(text) or n not in by_paragraph:
            return
        for sentence in by_paragraph[n]:
            finding.add(sentence.index, {t.i for t in sentence.tokens})


def _find_title(
    analysis: Analysis, by_paragraph: dict[int, list[Sentence]], cue: Cue
) -> Finding | None:
    for n, span in enumerate(analysis.paragraphs[:3]):
        match = _TITLE.match(" ".join(span.text.split()))
        if match is None or n not in by_paragraph or len(span.text.split()) > 16:
            continue
        start = span.text.find(match.group("name"))
        word = span.start + span.text.find(match.group("word"))
        sentence = by_paragraph[n][0]
        name = [t for t in sentence.tokens if t.start >= span.start + max(start, 0)]
        head = next((t for t in name if t.entity == "PERSON"), None)
        mark = next((t.i for t in sentence.tokens if t.start <= word < t.end), None)
        if head is None or mark is None:
            return None
        while head.dep == "compound" and head.head > head.i:
            head = sentence.tokens[head.head]
        speaker = Speaker(sentence.index, head.i, [t.i for t in name if t.i <= head.i])
        finding = Finding(sentence.index, mark, cue, [mark], speaker)
        _fill(finding, analysis, by_paragraph, n + 1, cited=False)
        return finding if finding.content else None
    return None
