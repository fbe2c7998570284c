"""Findings → attributions with their chains of sources, and the scopes of their contents.

A finding whose cue stands in another's content is nested in it: its chain is the other's chain
with its own source at the end, so that the last link is always the root source.
"""

from collections.abc import Iterable

from reportedly.attribute.denials import settle_denials
from reportedly.attribute.findings import Finding
from reportedly.attribute.presuppositions import (
    find_granted_subjects,
    find_presupposed,
    find_told_beside,
    find_uncharged,
)
from reportedly.attribute.sources import FIRST_PERSON, SourceFinder
from reportedly.attribute.speech import Part
from reportedly.ids import make_id
from reportedly.records import (
    Act,
    Analysis,
    Argument,
    Attribution,
    Certainty,
    Polarity,
    Scope,
    Sentence,
    Source,
    Span,
)

_EDGE = frozenset("\"'“”„«»‘’`")
_TRIMMED = frozenset({",", ";", ":", "--", "-", "—", "–", ".", "(", ")"})


class ChainBuilder:
    """Turns the findings of one document into records, outer ones first."""

    def __init__(self, analysis: Analysis, parts: list[Part]) -> None:
        self._text = analysis.document.text
        self._document = analysis.document.id
        self._sentences = analysis.sentences
        self._finder = SourceFinder(analysis)
        self._quoted: dict[int, set[int]] = {}
        for part in parts:
            for s, tokens in part.tokens.items():
                self._quoted.setdefault(s, set()).update(tokens)
        self.attributions: list[Attribution] = []
        self.scopes: list[Scope] = []
        self._built: dict[int, Attribution] = {}
        self._handed: dict[str, tuple[Source, ...]] = {}
        """The chain around what somebody praises or opposes: he does not pass it on."""

    def build(self, findings: list[Finding]) -> None:
        """Fill `attributions` (in text order) and `scopes` from the findings with content."""
        findings = [f for f in findings if f.content and f.speaker is not None]
        parents = _find_parents(findings)
        for finding in settle_denials(findings, parents, self._sentences):
            cue = self._spans(self._sentences[finding.sentence], finding.cue_tokens)[0]
            self._add_bare(finding.content, cue, "hedged", "affirmed")
        for finding in sorted(findings, key=lambda f: _depth(f, parents)):
            above = parents.get(id(finding))
            if above is not None and _answers(finding, above):
                above = None
            parent = self._built.get(id(above)) if above is not None else None
            if parent is not None and not finding.cue.scope:
                self._built[id(finding)] = parent  # 'said that they hoped to stay': a topic of his
            elif self._is_own_voice(finding) and (parent is not None or self._is_quoted(finding)):
                if parent is not None:
                    self._built[id(finding)] = parent
                self._add_own_hedge(finding)
            else:
                self._build_one(finding, parent)
        self.attributions.sort(key=lambda a: (a.cue_head or (0, 0), a.content[0].start, a.id))

    def _is_own_voice(self, finding: Finding) -> bool:
        """'I think', 'we say' inside a speech: the speaker is the source already."""
        speaker = finding.speaker
        if speaker is None or finding.cue.act not in {"says", "believes", "reports"}:
            return False
        word = self._sentences[speaker.sentence].tokens[speaker.head].text.lower()
        return word in FIRST_PERSON and finding.outer is None

    def _is_quoted(self, finding: Finding) -> bool:
        return finding.head in self._quoted.get(finding.sentence, ())

    def _add_own_hedge(self, finding: Finding) -> None:
        """What the speaker's own 'I think' does to the rest, as a bare scope."""
        if finding.certainty == "stated" and finding.polarity == "affirmed":
            return
        cue = self._spans(self._sentences[finding.sentence], finding.cue_tokens)[0]
        self._add_bare(finding.scope, cue, finding.certainty, finding.polarity)

    def _add_bare(
        self, held: dict[int, set[int]], cue: Span, certainty: Certainty, polarity: Polarity
    ) -> None:
        for s, tokens in sorted(held.items()):
            self.scopes.append(
                Scope(
                    sentence=s,
                    tokens=tuple(sorted(tokens)),
                    cue=cue,
                    certainty=certainty,
                    polarity=polarity,
                )
            )

    def _build_one(self, finding: Finding, parent: Attribution | None) -> None:
        content = self._spans_of(finding.content)
        speaker = finding.speaker
        if not content or speaker is None:
            return
        sentence = self._sentences[finding.sentence]
        cue = self._spans(sentence, finding.cue_tokens)
        argument = self._finder.find(speaker, parent.chain[-1] if parent else None, content)
        own = _source(argument, finding, cue[0])
        handed = self._handed.get(parent.id, parent.chain) if parent is not None else ()
        chain = handed
        if chain and chain[-1].name == own.name:
            chain = chain[:-1]
        if finding.outer is not None:
            outer = self._finder.find(finding.outer, None)
            outer_cue = self._spans(sentence, finding.outer_cue) or cue
            chain = (*chain, _source(outer, finding, outer_cue[0], act="reports"))
        shown = self._sentences[speaker.sentence]
        attribution = Attribution(
            id=make_id(
                "atr",
                [
                    self._document,
                    cue[0].start,
                    argument.start,
                    *(x for c in content for x in (c.start, c.end)),
                ],
            ),
            document=self._document,
            source=self._spans(shown, speaker.shown),
            cue=() if finding.continued else cue,
            content=content,
            act=finding.act or finding.cue.act,
            certainty=finding.certainty,
            polarity=finding.polarity,
            within=parent.id if parent is not None else None,
            chain=(*chain, own),
            cue_head=(finding.sentence, finding.head),
        )
        self._built[id(finding)] = attribution
        self.attributions.append(attribution)
        if not finding.cue.scope and attribution.act == "believes":
            self._handed[attribution.id] = handed
        if finding.cue.scope:
            self._add_scopes(finding, attribution, cue[0])

    def _add_scopes(self, finding: Finding, attribution: Attribution, cue: Span) -> None:
        for s, inside in sorted(finding.scope.items()):
            is_light = s == finding.sentence and finding.is_light
            tokens = inside | {finding.head} if is_light else inside
            tokens = tokens - find_uncharged(self._sentences[s], tokens)
            if finding.polarity == "denied":
                tokens = tokens - find_granted_subjects(self._sentences[s], tokens)
            quoted = self._quoted.get(s, set())
            firm = self._find_firm(s, tokens) if finding.certainty == "unrealised" else set()
            for direct, held, certainty in (
                (True, (tokens - firm) & quoted, finding.certainty),
                (False, tokens - firm - quoted, finding.certainty),
                (True, firm & quoted, "stated"),
                (False, firm - quoted, "stated"),
            ):
                if held:
                    self.scopes.append(
                        Scope(
                            sentence=s,
                            tokens=tuple(sorted(held)),
                            cue=cue,
                            attribution=attribution.id,
                            certainty=certainty,
                            polarity=finding.polarity,
                            direct=direct,
                        )
                    )

    def build_unnamed(self, findings: Iterable[Finding]) -> list[Attribution]:
        """Return the attributions of findings without a speaker that stand in nobody's content."""
        found: list[Attribution] = []
        for finding in findings:
            sentence = self._sentences[finding.sentence]
            cue = self._spans(sentence, finding.cue_tokens)
            content = self._spans_of(finding.content)
            if content and not self._is_told(cue[0]):
                found.append(
                    self._make_unnamed(
                        cue, content, finding.cue.act, finding.certainty, finding.polarity
                    )
                )
        return found

    def build_hearsay(self, scopes: Iterable[Scope]) -> list[Attribution]:
        """Return the attributions of bare hedges that stand in nobody's content."""
        found: list[Attribution] = []
        for scope in scopes:
            content = self._spans_of({scope.sentence: set(scope.tokens)})
            content = tuple(s for s in content if s.start != scope.cue.start)
            if content and not self._is_told(scope.cue):
                found.append(
                    self._make_unnamed((scope.cue,), content, "reports", "hedged", scope.polarity)
                )
        return found

    def _is_told(self, cue: Span) -> bool:
        return any(c.start <= cue.start < c.end for a in self.attributions for c in a.content)

    def _make_unnamed(
        self,
        cue: tuple[Span, ...],
        content: tuple[Span, ...],
        act: Act,
        certainty: Certainty,
        polarity: Polarity,
    ) -> Attribution:
        parts: list[str | int | None] = [
            self._document,
            cue[0].start,
            *(x for c in content for x in (c.start, c.end)),
        ]
        return Attribution(
            id=make_id("atr", parts),
            document=self._document,
            source=(),
            cue=cue,
            content=content,
            act=act,
            certainty=certainty,
            polarity=polarity,
        )

    def _find_firm(self, s: int, tokens: set[int]) -> set[int]:
        """What a demand takes for granted: 'called for an inquiry into *the killing*'."""
        sentence = self._sentences[s]
        stretches = (*find_presupposed(sentence), *find_told_beside(sentence))
        return {i for stretch in stretches if stretch <= tokens for i in stretch}

    def _spans_of(self, content: dict[int, set[int]]) -> tuple[Span, ...]:
        """Spans of a content, those of neighbouring sentences in one paragraph joined."""
        spans: list[Span] = []
        for s, tokens in sorted(content.items()):
            for span in self._spans(self._sentences[s], sorted(tokens), trim=True):
                gap = self._text[spans[-1].end : span.start] if spans else "x"
                is_joined = not gap.strip() and "\n" not in gap
                start = spans.pop().start if is_joined else span.start
                spans.append(Span(start=start, end=span.end, text=self._text[start : span.end]))
        return tuple(spans)

    def _spans(
        self, sentence: Sentence, wanted: Iterable[int], *, trim: bool = False
    ) -> tuple[Span, ...]:
        """Runs of tokens as spans; in contents, edges lose their punctuation but no quote mark."""
        runs: list[list[int]] = []
        for i in sorted(wanted):
            if runs and i == runs[-1][-1] + 1:
                runs[-1].append(i)
            else:
                runs.append([i])
        spans = []
        for run in runs:
            kept = _trim(sentence, run) if trim else run
            if kept:
                start, end = sentence.tokens[kept[0]].start, sentence.tokens[kept[-1]].end
                spans.append(Span(start=start, end=end, text=self._text[start:end]))
        return tuple(spans)


def _trim(sentence: Sentence, run: list[int]) -> list[int]:
    tokens = sentence.tokens
    while run and (tokens[run[0]].text in _TRIMMED or tokens[run[0]].pos == "SPACE"):
        run = run[1:]
    while run and (tokens[run[-1]].text in _TRIMMED or tokens[run[-1]].pos == "SPACE"):
        run = run[:-1]
    if len(run) == 1 and tokens[run[0]].pos == "PUNCT":
        return []
    return run


def _source(argument: Argument, finding: Finding, cue: Span, *, act: str | None = None) -> Source:
    return Source(
        name=argument.name,
        kind=argument.kind,
        text=argument.text,
        start=argument.start,
        end=argument.end,
        act=act or finding.act or finding.cue.act,  # type: ignore[arg-type]
        cue=cue,
    )


def _answers(finding: Finding, above: Finding) -> bool:
    """'accused the army of a raid, which it denied': the accuser does not report the denial."""
    is_relative = finding.cue.denies and _size(finding) == 1
    return is_relative and above.cue.act in {"accuses", "admits"}


def _size(finding: Finding) -> int:
    return sum(map(len, finding.content.values()))


def _find_parents(findings: list[Finding]) -> dict[int, Finding]:
    """Finding (by identity) → the smallest finding whose content holds its cue."""
    holders: dict[tuple[int, int], list[Finding]] = {}
    for finding in findings:
        for s, tokens in finding.content.items():
            for i in tokens:
                holders.setdefault((s, i), []).append(finding)
    parents: dict[int, Finding] = {}
    for finding in findings:
        best = None
        for other in holders.get((finding.sentence, finding.head), ()):
            if other is finding or (other.continued and other.head == finding.head):
                continue
            if other.head in finding.content.get(other.sentence, ()) and _size(other) <= _size(
                finding
            ):
                continue
            if best is None or _size(other) < _size(best):
                best = other
        if best is not None and not (finding.continued and best.speaker is finding.speaker):
            parents[id(finding)] = best
    return parents


def _depth(finding: Finding, parents: dict[int, Finding]) -> int:
    depth = 0
    at: Finding | None = finding
    seen: set[int] = set()
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        at = parents.get(id(at))
        depth += 1
    return depth
