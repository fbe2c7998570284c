"""Quotations and findings → who speaks each quotation, across sentences and paragraphs.

A quotation belongs to the cue whose content it overlaps, else to the cue beside it, else to the
voice that was speaking in the same paragraph, or whose open quotation the paragraph continues.
"""

from bisect import bisect_left
from dataclasses import dataclass

from reportedly.attribute.cues import load_cues
from reportedly.attribute.findings import Finding
from reportedly.attribute.quotations import Quotation
from reportedly.records import Sentence, Token
from reportedly.syntax.tree import VERBAL

_REACH = 14
"""Tokens between a quotation and a cue of the same sentence that has no content yet."""
_SHORT = 4


@dataclass(slots=True)
class Part:
    """A quotation as tokens: `tokens[s]` are those of sentence `s` between its marks, inclusive."""

    quotation: Quotation
    tokens: dict[int, set[int]]
    is_speech: bool

    def size(self) -> int:
        """Return the number of its tokens."""
        return sum(map(len, self.tokens.values()))


def place_quotations(sentences: tuple[Sentence, ...], quotations: list[Quotation]) -> list[Part]:
    """Return each quotation with its tokens; one without tokens is left out."""
    starts = [s.start for s in sentences]
    parts: list[Part] = []
    for quotation in quotations:
        at = max(0, bisect_left(starts, quotation.start + 1) - 1)
        tokens: dict[int, set[int]] = {}
        while at < len(sentences) and sentences[at].start < quotation.end:
            inside = {
                t.i
                for t in sentences[at].tokens
                if t.start >= quotation.start and t.end <= quotation.end
            }
            if inside:
                tokens[at] = inside
            at += 1
        if tokens:
            parts.append(Part(quotation, tokens, _is_speech(sentences, tokens)))
    return parts


def _is_speech(sentences: tuple[Sentence, ...], tokens: dict[int, set[int]]) -> bool:
    """More than a name or a word in scare quotes."""
    words = [sentences[s].tokens[i] for s, inside in tokens.items() for i in sorted(inside)]
    words = [t for t in words if t.pos not in {"PUNCT", "SPACE"}]
    if not words:
        return False
    if len(tokens) > 1 or len(words) > 2 * _SHORT:
        return True
    last = sentences[max(tokens)].tokens[max(tokens[max(tokens)])]
    before = last if last.text not in "\"'”’»“" else _previous(sentences, tokens)
    ends = before is not None and before.text in {".", ",", "!", "?"}
    has_verb = any(t.pos in VERBAL for t in words)
    return (ends and (has_verb or len(words) > 1)) or (has_verb and len(words) > _SHORT)


def _previous(sentences: tuple[Sentence, ...], tokens: dict[int, set[int]]) -> Token | None:
    s = max(tokens)
    inside = sorted(tokens[s])
    return sentences[s].tokens[inside[-2]] if len(inside) > 1 else None


class Attachment:
    """Hangs the quotations of a document on its findings, in reading order."""

    def __init__(
        self, sentences: tuple[Sentence, ...], findings: list[Finding], parts: list[Part]
    ) -> None:
        self._sentences = sentences
        self._parts = parts
        self._by_sentence: dict[int, list[Finding]] = {}
        for finding in findings:
            self._by_sentence.setdefault(finding.sentence, []).append(finding)
        self._first_of: dict[int, int] = {}
        self._last_of: dict[int, int] = {}
        for s in sentences:
            self._first_of.setdefault(s.paragraph, s.index)
            self._last_of[s.paragraph] = s.index
        self.added: list[Finding] = []
        self.owner: dict[int, Finding] = {}
        """Index of a quotation → the finding that speaks it."""

    def attach(self) -> list[Finding]:
        """Give every quotation its finding; return the findings that were added for it."""
        for n, part in enumerate(self._parts):
            finding = self._find_covering(part)
            if finding is None and part.is_speech:
                finding = self._find_beside(part) or self._find_running(n, part)
            if finding is None:
                continue
            self.owner[n] = finding
            finding.quotations.append(n)
            if part.is_speech or not finding.content:
                for s, tokens in part.tokens.items():
                    finding.add(s, tokens)
        return self.added

    def _find_covering(self, part: Part) -> Finding | None:
        best, most, share = None, 0, 0.0
        for s, tokens in part.tokens.items():
            for finding in self._by_sentence.get(s, ()):
                if finding.head in tokens or (
                    finding.cue.effect == "unrealised" and "quote" not in finding.cue.takes
                ):
                    continue
                own = finding.content.get(s, set())
                covered = len(own & tokens)
                if covered > most:
                    best, most, share = finding, covered, covered / len(own)
        if best is None or (most < 0.5 * min(part.size(), 20) and share < 0.5):
            return None
        return best

    def _find_beside(self, part: Part) -> Finding | None:
        """A cue without content in the sentence of the quotation or next to it."""
        first, last = min(part.tokens), max(part.tokens)
        best: tuple[int, Finding] | None = None
        for s in sorted({first, last}):
            lo, hi = min(part.tokens[s]), max(part.tokens[s])
            for finding in self._waiting(s):
                if finding.head in part.tokens[s]:
                    continue
                gap = lo - finding.head if finding.head < lo else finding.head - hi
                if gap <= _REACH and (best is None or gap < best[0]):
                    best = (gap, finding)
        if best is not None:
            return best[1]
        return self._find_after(last, part) or self._find_before(first, part)

    def _find_after(self, last: int, part: Part) -> Finding | None:
        """'"Who goes there?" | she asked.': the parser made two sentences of it."""
        sentence = self._sentences[last]
        if max(part.tokens[last]) < len(sentence.tokens) - 1 or last + 1 >= len(self._sentences):
            return None
        following = self._sentences[last + 1]
        if following.paragraph != sentence.paragraph:
            return None
        return next((f for f in self._waiting(last + 1) if f.head <= 6), None)

    def _find_before(self, first: int, part: Part) -> Finding | None:
        """'He put it bluntly, saying: | "…"', also over a paragraph break after a colon."""
        if min(part.tokens[first]) > 0 or first == 0:
            return None
        sentence = self._sentences[first - 1]
        end = sentence.tokens[-1].text
        if end not in {":", ","}:
            return None
        waiting = self._waiting(first - 1)
        if waiting:
            return waiting[-1]
        said = [f for f in self._by_sentence.get(first - 1, ()) if _speaks(f)]
        return self._continue(said[0]) if said and end == ":" else None

    def _waiting(self, sentence: int) -> list[Finding]:
        return [
            f
            for f in self._by_sentence.get(sentence, ())
            if not f.content and "quote" in f.cue.takes
        ]

    def _find_running(self, n: int, part: Part) -> Finding | None:
        """The voice that was already speaking when the quotation begins a sentence."""
        first = min(part.tokens)
        if min(part.tokens[first]) > 1:
            return None
        before = self.owner.get(n - 1)
        if before is not None and part.quotation.continues:
            return before
        paragraph = self._sentences[first].paragraph
        if before is not None:
            previous = self._parts[n - 1].quotation
            if (
                previous.paragraph == paragraph
                and self._sentences[max(self._parts[n - 1].tokens)].index >= first - 1
            ):
                return before
        start = self._first_of[paragraph]
        for s in range(first - 1, start - 1, -1):
            said = [f for f in self._by_sentence.get(s, ()) if _speaks(f) and f.content]
            if said:
                return self._continue(said[0])
        if before is not None and first == start and paragraph > 0:
            previous = self._parts[n - 1].quotation
            if previous.paragraph == paragraph - 1 and self._is_whole(part, paragraph):
                return self._continue(before)
        if first == start and self._is_whole(part, paragraph):
            return self._find_issuer(paragraph)
        return None

    def _find_issuer(self, paragraph: int) -> Finding | None:
        """Whose words a quoted paragraph without a cue is: those of the voice before it.

        That is the headline's ('Minister condemns …') where nobody has been quoted yet.
        """
        if paragraph == 0:
            return None
        before = self._said_in(paragraph - 1)
        if before:
            return self._continue(before[-1])
        if self.owner:
            return None
        headline = [f for f in self._by_sentence.get(0, ()) if f.speaker is not None and f.content]
        return self._speak_for(headline[0]) if headline else None

    def _said_in(self, paragraph: int) -> list[Finding]:
        first, last = self._first_of.get(paragraph), self._last_of.get(paragraph)
        if first is None or last is None:
            return []
        return [
            f
            for s in range(first, last + 1)
            for f in self._by_sentence.get(s, ())
            if _speaks(f) and f.content and f.cue.act in {"says", "accuses", "denies"}
        ]

    def _speak_for(self, finding: Finding) -> Finding:
        """A voice known from what it thinks or condemns: it says what it is quoted with."""
        if finding.cue.act in {"says", "reports"} and _speaks(finding):
            return self._continue(finding)
        added = self._borrow(finding)
        added.cue = load_cues().verbs["say"][0]
        return added

    def _is_whole(self, part: Part, paragraph: int) -> bool:
        last = self._last_of[paragraph]
        tokens = part.tokens.get(last)
        return tokens is not None and max(tokens) >= len(self._sentences[last].tokens) - 2

    def _continue(self, finding: Finding) -> Finding:
        """The finding itself, or one in its voice where its cue does more than tell."""
        if finding.cue.effect == "stated" and not finding.cue.denies and finding.cue.scope:
            return finding
        return self._borrow(finding)

    def _borrow(self, finding: Finding) -> Finding:
        """A finding of its own in the voice of `finding`."""
        added = Finding(finding.sentence, finding.head, finding.cue, finding.cue_tokens)
        added.speaker = finding.speaker
        added.outer, added.outer_cue = finding.outer, finding.outer_cue
        added.continued = True
        self.added.append(added)
        return added


def _speaks(finding: Finding) -> bool:
    return "quote" in finding.cue.takes and finding.speaker is not None
