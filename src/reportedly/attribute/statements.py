"""Statements: paragraphs without quotation marks that a line before them gives to a speaker.

Sentences and findings → contents that reach over paragraphs: after a cue that ends in a colon
('Minister X said:'), and under a title 'Statement by X' over a text in the first person.
"""

import re

from reportedly.attribute.cues import Cue
from reportedly.attribute.findings import Finding, Speaker
from reportedly.records import Analysis, Sentence

_WORDS = (
    r"statement|remarks|speech|address|message|testimony|declaration|communiqu[eé]|release|appeal"
    r"|announcement"
)
_TITLE = re.compile(
    rf"^(?:\w+ )?(?P<word>{_WORDS})"
    r"(?: to the (?:press|media|nation))? (?:issued )?(?:by|from|of|on behalf of) (?P<name>\S.{2,80})$",
    re.IGNORECASE,
)
_HEADING = re.compile(rf"^(?:\w+ )?(?P<word>{_WORDS})(?: (?:no\.? ?)?\d+)?[:.]?$", re.IGNORECASE)
_TOPIC = re.compile(
    r" (?:on|about|regarding|concerning|following|marking|after|to) ", re.IGNORECASE
)
_DATELINE_WORDS = 8
_BODIES = frozenset({"group", "state", "organization"})
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
        if _is_dateline(text):
            continue
        for sentence in by_paragraph[n]:
            finding.add(sentence.index, {t.i for t in sentence.tokens})


def _is_dateline(text: str) -> bool:
    """'Orlin, 4 May 2020': where and when a statement was given."""
    is_short = len(text.split()) <= _DATELINE_WORDS
    return is_short and bool(re.search(r"\d", text)) and text.rstrip()[-1] not in ".!?"


def _find_title(
    analysis: Analysis, by_paragraph: dict[int, list[Sentence]], cue: Cue
) -> Finding | None:
    for n, span in enumerate(analysis.paragraphs[:_TITLE_LINES]):
        text = " ".join(span.text.split())
        if n not in by_paragraph or len(text.split()) > _TITLE_WORDS:
            continue
        match = _TITLE.match(text)
        if match is not None:
            start = span.start + max(span.text.find(match.group("name")), 0)
            topic = _TOPIC.search(span.text, start - span.start)
            speaker = _find_issuer(
                analysis, start, span.start + topic.start() if topic else span.end
            )
        elif n > 0 and (match := _HEADING.match(text)) is not None:
            speaker = _find_issuer(analysis, analysis.paragraphs[0].start, span.start)
        else:
            continue
        word = span.start + span.text.find(match.group("word"))
        sentence = by_paragraph[n][0]
        mark = next((t.i for t in sentence.tokens if t.start <= word < t.end), None)
        if speaker is None or mark is None:
            return None
        finding = Finding(sentence.index, mark, cue, [mark], speaker)
        _fill(finding, analysis, by_paragraph, n + 1, cited=False)
        return finding if finding.content else None
    return None


def _find_issuer(analysis: Analysis, start: int, end: int) -> Speaker | None:
    """Whose statement it is: the person or the body that the characters from `start` on name.

    'The General Command of the Grey Guard' speaks for the guard, shown with all its words.
    """
    named = [
        m
        for m in analysis.mentions
        if start <= m.start
        and m.end <= end
        and any(
            t.text[0].isupper() for t in analysis.sentences[m.sentence].tokens[m.first : m.last + 1]
        )
    ]
    bodies = [m for m in named if m.kind in _BODIES]
    people = [
        m
        for m in named
        if m.kind == "person"
        and m.last > m.first
        and not any(b.start <= m.start and m.end <= b.end for b in bodies)
    ]
    if not people and not bodies:
        return None
    issuer = min(people or bodies, key=lambda m: (m.start, -m.end))
    sentence = analysis.sentences[issuer.sentence]
    shown = [t.i for t in sentence.tokens if start <= t.start and t.end <= issuer.end]
    return Speaker(sentence.index, issuer.head, shown)


_TITLE_LINES = 5
_TITLE_WORDS = 16
