"""'Minister: army holds town', 'SMITH: I was there', '[Reporter] …': a name before the words.

Paragraphs → findings whose cue is the colon or the bracket. A headline has one such paragraph; in
a dialogue, where names keep returning, unlabelled paragraphs go on in the last speaker's voice.
'Q:' asks in nobody's name; 'A:' and initials stand for the one person that the lines before the
dialogue name.
"""

import re

from reportedly.attribute.cues import Cue, load_cues
from reportedly.attribute.findings import Finding, Speaker
from reportedly.records import Analysis, Mention, Sentence, Span, Token

_COLON = re.compile(
    r"(?P<name>(?:THE )?(?:[^\W\d_]{2,5}\. )*[^\W\d_][^:.?!;()\"“”«»\n]{0,60}?)"
    r"(?: ?\([^)\n]{1,80}\))?\s?(?P<mark>:)\s+(?=\S)"
)
_BRACKET = re.compile(r"(?P<mark>\[)(?P<name>[^\W\d_][^\]\n]{1,40})\]\s*(?=\S)")
_NO_SPEAKER = frozenset(
    {"note", "notes", "editors", "update", "updated", "correction", "editor", "photo", "read", "more", "related",
     "watch", "source", "sources", "date", "subject", "re", "summary", "background", "location",
     "time", "contact", "place", "title", "breaking", "live", "exclusive", "analysis", "opinion",
     "by", "from", "to", "example", "clarification", "warning", "caption", "credit", "case",
     "chapter", "part", "section", "article", "following", "applause", "laughter",
     "passage", "previous", "next", "topics", "tags", "published", "posted", "name", "aka", "dob",
     "nationality", "pob", "address", "remarks", "annex", "table", "figure", "video", "audio"}
)  # fmt: skip
_ASKING = frozenset({"q", "question"})
_ANSWERING = frozenset({"a", "answer", "reply", "response"})
_PEOPLE = ("er", "or", "ist", "ian", "ant", "ent", "ee", "man", "woman", "people", "ive", "child")
_MAX_WORDS = 7
_DIALOGUE = 3
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)]*\s*$")


def find_labels(analysis: Analysis, cue: Cue) -> list[Finding]:
    """Return one finding for each paragraph whose speaker stands before it."""
    by_paragraph: dict[int, list[Sentence]] = {}
    for sentence in analysis.sentences:
        by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    labels = {
        n: match
        for n, span in enumerate(analysis.paragraphs)
        if n in by_paragraph and (match := _match(span)) is not None
    }
    first_label = min(labels, default=0)
    answerer = _find_answerer(analysis, first_label)
    names = [m.group("name").lower() for m in labels.values()]
    is_dialogue = (
        len(names) >= _DIALOGUE
        and len(set(names)) < len(names)
        and 3 * len(names) >= len(analysis.paragraphs)
    )
    found: list[Finding] = []
    running: Finding | None = None
    for n, span in enumerate(analysis.paragraphs):
        sentences = by_paragraph.get(n, [])
        if n in labels:
            if is_dialogue or _is_headline(span, labels[n], sentences):
                running = _make(sentences, span, labels[n], cue)
                if running is not None and is_dialogue:
                    running = _name_part(running, labels[n].group("name"), answerer, analysis)
                if running is not None:
                    found.append(running)
                if not is_dialogue:
                    running = None
        elif running is not None and _SENTENCE_END.search(span.text):
            for sentence in sentences:
                running.add(sentence.index, {t.i for t in sentence.tokens})
    return found


def _find_answerer(analysis: Analysis, first_label: int) -> Mention | None:
    """The person whom the paragraphs before a dialogue name last."""
    if first_label == 0:
        return None
    end = analysis.paragraphs[first_label].start
    people = [m for m in analysis.mentions if m.kind == "person" and m.form == "name"]
    return next((m for m in reversed(people) if m.end <= end), None)


def _name_part(
    finding: Finding, label: str, answerer: Mention | None, analysis: Analysis
) -> Finding | None:
    """Put a name to 'A:' and to initials; 'Q:' names nobody."""
    word = label.strip().lower()
    if word in _ASKING:
        return None
    named: Mention | None = None
    if word in _ANSWERING:
        named = answerer
        if named is None:
            return None
    elif label.isupper() and 2 <= len(label) <= 3:
        start = analysis.sentences[finding.sentence].start
        named = next(
            (
                m
                for m in reversed(analysis.mentions)
                if m.end <= start and m.kind == "person" and _initials(m.name) == label
            ),
            None,
        )
    if named is not None:
        finding.speaker = Speaker(named.sentence, named.head, [*range(named.first, named.last + 1)])
    return finding


def _initials(name: str) -> str:
    return "".join(w[0] for w in name.split() if w[0].isupper())


def _match(span: Span) -> re.Match[str] | None:
    match = _BRACKET.match(span.text) or _COLON.match(span.text)
    if match is None or len(match.group("name").split()) > _MAX_WORDS:
        return None
    if span.text[match.end() :].isupper():
        return None  # a heading in capitals, 'MOTION: PURCHASE OF BOATS'
    words = re.findall(r"\w+", match.group("name").lower())
    return None if not words or words[0] in _NO_SPEAKER or words[-1] in _NO_SPEAKER else match


def _is_headline(span: Span, match: re.Match[str], sentences: list[Sentence]) -> bool:
    """A short line, 'Somebody: clause', whose name the parser takes for a somebody."""
    if match.group("mark") == "[" or len(span.text) > 160:
        return False
    if len(_SENTENCE_END.findall(span.text)) and len(sentences) > 1 and len(span.text) > 120:
        return False
    end = span.start + match.end("name")
    head = [t for s in sentences for t in s.tokens if t.end <= end][-1:]
    rest = [t for s in sentences for t in s.tokens if t.start > end]
    if not head or head[0].pos not in {"NOUN", "PROPN"} or head[0].tag == "CD":
        return False
    is_name = head[0].pos == "PROPN" and head[0].entity not in {"GPE", "LOC", "DATE", "EVENT"}
    if rest and rest[-1].text == "?":
        return False
    return (is_name or _are_people(head[0])) and any(t.pos in {"VERB", "AUX"} for t in rest)


def _are_people(noun: Token) -> bool:
    """'Analysts: …', not the heading 'Killings: …'."""
    if noun.tag != "NNS" or noun.lemma.endswith("ment"):
        return False
    return noun.lemma in load_cues().witnesses or noun.lemma.endswith(_PEOPLE)


def _make(sentences: list[Sentence], span: Span, match: re.Match[str], cue: Cue) -> Finding | None:
    start, end = span.start + match.start("name"), span.start + match.end("name")
    mark, after = span.start + match.start("mark"), span.start + match.end()
    first = next(s for s in sentences if s.end > max(mark, end - 1))
    name = [t.i for t in first.tokens if start <= t.start and t.end <= end]
    colon = next((t.i for t in first.tokens if t.start <= mark < t.end), None)
    if not name or colon is None:
        return None
    head = next((i for i in reversed(name) if first.tokens[i].pos in {"PROPN", "NOUN"}), name[-1])
    finding = Finding(first.index, colon, cue, [colon], Speaker(first.index, head, name))
    for sentence in sentences:
        finding.add(sentence.index, {t.i for t in sentence.tokens if t.start >= after})
    return finding if finding.content else None
