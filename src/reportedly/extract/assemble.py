"""Proposals → claims: voice, time, place, qualifiers and exact evidence put together.

Analysis, attributions and scopes → claims in text order; the same proposal from two frames is
one claim, and a denial of 'these accusations' repeats the accused claims, denied.
"""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from reportedly.extract.circumstances import find_places
from reportedly.extract.collectives import settle_collective
from reportedly.extract.events import Events
from reportedly.extract.fields import add_fields
from reportedly.extract.frames import load_frames
from reportedly.extract.lookup import Lookup
from reportedly.extract.naming import is_gloss, propose_names, turn_gloss
from reportedly.extract.nicknames import propose_nicknames
from reportedly.extract.proposals import Proposal, propose
from reportedly.extract.qualifiers import read_qualifiers
from reportedly.extract.slots import ACTORS
from reportedly.extract.speakers import resolve_speakers
from reportedly.extract.structures import propose_structures
from reportedly.extract.tidying import Found, date_casualties, drop_echoes, merge_doubles
from reportedly.extract.times import TimeExpression, attach_time, find_document_times
from reportedly.extract.verifier import weigh_claims
from reportedly.extract.voice import Voices
from reportedly.ids import claim_id, make_id
from reportedly.records import (
    Analysis,
    Argument,
    Attribution,
    Certainty,
    Claim,
    Polarity,
    Problem,
    Scope,
    Source,
    Span,
    When,
)

_UNTIMED = frozenset({"also_known_as", "part_of", "national_of", "related_to", "described_as"})


class Extractor:
    """Extracts the claims of one document."""

    def __init__(
        self, analysis: Analysis, attributions: Sequence[Attribution], scopes: Sequence[Scope]
    ) -> None:
        self.analysis = analysis
        self.document = analysis.document
        self.lookup = Lookup(analysis)
        self.times = self._find_times()
        self._identifications: set[str] = set()
        self.proposals: dict[str, Proposal] = {}
        self._events = Events(self.lookup)
        self.problems: list[Problem] = []
        self.attributions = [self._date_sources(a) for a in attributions]
        self.voices = Voices(self.attributions, scopes)

    def _find_times(self) -> list[list[TimeExpression]]:
        """The times of every sentence; each leans on the times named before it."""
        document = self.document
        return find_document_times(self.analysis.sentences, document.text, document.published_on)

    def _date_sources(self, attribution: Attribution) -> Attribution:
        """Fill in when the source spoke: the time that modifies its cue."""
        if attribution.cue_head is None or not attribution.chain:
            return attribution
        index, token = attribution.cue_head
        time = attach_time(self.analysis.sentences[index], self.times[index], token)
        if time is None or any(c.start <= time.start < c.end for c in attribution.content):
            return attribution
        last: Source = msgspec.structs.replace(attribution.chain[-1], said_on=time.edtf)
        return msgspec.structs.replace(attribution, chain=(*attribution.chain[:-1], last))

    def extract(self) -> list[Claim]:
        """Return the claims in text order."""
        table = load_frames()
        claims: list[Claim] = []
        for sentence in self.analysis.sentences:
            named = list(propose_names(sentence, self.lookup))
            proposals = [
                *filter(_is_naming_sound, propose(sentence, self.lookup, table)),
                *named,
                *propose_nicknames(sentence, self.lookup, named),
                *propose_structures(sentence, self.lookup),
            ]
            claims.extend(self._to_claims(proposals))
        claims = add_fields(claims, self.analysis, self.lookup)
        claims.extend(self._repeat(claims))
        claims, self.problems = resolve_speakers(claims)
        return drop_echoes(claims, self._identifications)

    def _to_claims(self, proposals: list[Proposal]) -> list[Claim]:
        found: list[Found] = []
        for proposed in proposals:
            proposal, claim = proposed, self._to_claim(proposed)
            resumed = self._events.resume(proposal, claim)
            if resumed is not None:
                proposal, claim = resumed, self._to_claim(resumed)
            self._events.remember(proposal, claim)
            required = proposal.frame.requires if proposal.frame is not None else frozenset()
            if not required <= claim.qualifiers.keys():
                continue
            if not claim.sources and _is_unheard(proposal):
                continue
            if proposal.is_identification:
                self._identifications.add(claim.id)
            found.append(Found(claim, proposal))
        kept = merge_doubles(found)
        self.proposals.update((item.claim.id, item.proposal) for item in kept)
        return date_casualties([item.claim for item in kept])

    def _to_claim(self, proposal: Proposal) -> Claim:
        sentence = proposal.sentence
        voice = self.voices.hear(
            sentence.index, proposal.tokens, is_identification=proposal.is_identification
        )
        evidence = Span(
            start=sentence.start,
            end=sentence.end,
            text=self.document.text[sentence.start : sentence.end],
        )
        subject, object_ = (
            settle_collective(proposal.predicate, side, filler, sentence, self.lookup)
            for side, filler in (("subject", proposal.subject), ("object", proposal.object))
        )
        qualifiers = read_qualifiers(proposal, self.lookup)
        if proposal.predicate == "also_known_as" and object_ is not None:
            if subject is not None and is_gloss(subject, object_):
                subject, object_ = turn_gloss(subject, object_)
                qualifiers["kind"] = "acronym"
            object_ = msgspec.structs.replace(
                object_, name=" ".join(object_.text.split()), kind="name"
            )
        if proposal.frame is not None and proposal.frame.is_told:
            known = {source.name for source in voice.sources}
            tellers = [t for t in self._tellers(proposal) if t.name not in known]
            voice = msgspec.structs.replace(voice, sources=(*voice.sources, *tellers))
        certainty: Certainty = proposal.certainty or voice.certainty  # type: ignore[assignment]
        polarity: Polarity = proposal.polarity or voice.polarity  # type: ignore[assignment]
        claim = Claim(
            id="",
            document=self.document.id,
            external_id=self.document.external_id,
            predicate=proposal.predicate,
            subject=subject,
            object=object_,
            qualifiers=qualifiers,
            when=self._when(proposal),
            where=tuple(find_places(proposal, self.lookup))
            if proposal.predicate not in _UNTIMED
            else (),
            sources=voice.sources,
            polarity=polarity,
            certainty=certainty,
            evidence=evidence,
            extractor=proposal.extractor,
            confidence=proposal.confidence,
            attribution=voice.attribution,
        )
        return msgspec.structs.replace(claim, id=claim_id(claim))

    def _tellers(self, proposal: Proposal) -> list[Source]:
        """Who tells by what he does, in a frame whose agent is a source."""
        assert proposal.predication is not None
        verb = proposal.sentence.tokens[proposal.predication.head]
        return [
            Source(
                name=told.name,
                kind=told.kind,
                text=told.text,
                start=told.start,
                end=told.end,
                entity=told.entity,
                act="says",
                cue=Span(start=verb.start, end=verb.end, text=verb.text),
            )
            for agent in proposal.predication.agents[:1]
            for told in self.lookup.find_arguments(proposal.sentence, agent, antecedent=True)[:1]
            if told.kind in ACTORS or self.lookup.is_name(told)
        ]

    def _when(self, proposal: Proposal) -> When | None:
        if proposal.predicate in _UNTIMED:
            return None
        sentence = proposal.sentence
        for token in proposal.tokens:
            time = attach_time(sentence, self.times[sentence.index], token)
            if time is not None:
                return When(edtf=time.edtf, text=time.text, start=time.start, end=time.end)
        return None

    def _repeat(self, claims: list[Claim]) -> list[Claim]:
        """Claims that a later attribution takes up by reference, in its own voice."""
        repeated: list[Claim] = []
        for attribution in self.attributions:
            if not attribution.repeats or not attribution.content:
                continue
            sentence = self._sentence_at(attribution.content[0].start)
            for claim in claims:
                if not self._is_repeated(claim, attribution):
                    continue
                if attribution.polarity == claim.polarity == "denied":
                    continue  # who denies a denial affirms nothing by these words
                polarity: Polarity = claim.polarity
                if attribution.polarity == "denied":
                    polarity = "denied"
                repeated.append(
                    msgspec.structs.replace(
                        claim,
                        id=make_id("clm", [claim.id, attribution.id]),
                        sources=attribution.chain,
                        polarity=polarity,
                        certainty="stated",
                        evidence=sentence,
                        extractor="repeat.v1",
                        attribution=attribution.id,
                        confidence=claim.confidence * 0.8,
                    )
                )
        return repeated

    def _is_repeated(self, claim: Claim, answer: Attribution) -> bool:
        """Whether `answer` takes up what a claim was told in, by somebody or by nobody named."""
        if claim.attribution is not None or claim.sources:
            return claim.attribution in answer.repeats
        sides = [a for a in (claim.subject, claim.object) if a is not None]
        return bool(sides) and any(
            all(any(s.start <= a.start and a.end <= s.end for s in told.content) for a in sides)
            for told in self.attributions
            if told.id in answer.repeats and not told.chain
        )

    def _sentence_at(self, offset: int) -> Span:
        for sentence in self.analysis.sentences:
            if sentence.start <= offset < sentence.end:
                text = self.document.text[sentence.start : sentence.end]
                return Span(start=sentence.start, end=sentence.end, text=text)
        raise AssertionError(f"offset {offset} lies in no sentence")


def _is_unheard(proposal: Proposal) -> bool:
    """Somebody is told to have told it, and cannot be named as its source: then it is no claim."""
    is_told = proposal.frame is not None and proposal.frame.is_told
    return is_told and proposal.predication is not None and bool(proposal.predication.agents)


def _is_naming_sound(proposal: Proposal) -> bool:
    """A second name must be a name, with a capital in it."""
    if proposal.predicate != "also_known_as" or proposal.object is None:
        return True
    words = proposal.object.argument.text.split()
    return any(w[0].isupper() for w in words) and words[0].lower() not in ("a", "an")


def _without_chains(claim: Claim) -> Claim:
    """Chains tell arguments apart inside a document only; an entity is the case's to give."""
    return msgspec.structs.replace(
        claim,
        subject=_without_chain(claim.subject),
        object=_without_chain(claim.object),
        where=tuple(msgspec.structs.replace(w, entity=None) for w in claim.where),
    )


def _without_chain(argument: Argument | None) -> Argument | None:
    return None if argument is None else msgspec.structs.replace(argument, entity=None)


class Extraction(NamedTuple):
    """What extraction makes of a document; the attributions now know when their sources spoke."""

    claims: tuple[Claim, ...]
    attributions: tuple[Attribution, ...]
    problems: tuple[Problem, ...]


def extract_claims(
    analysis: Analysis, attributions: Sequence[Attribution], scopes: Sequence[Scope]
) -> Extraction:
    """Return the claims of a document, its dated attributions, and what could not be resolved."""
    extractor = Extractor(analysis, attributions, scopes)
    weighed = weigh_claims(extractor.extract(), extractor.proposals, extractor.lookup)
    claims = tuple(map(_without_chains, weighed))
    return Extraction(claims, tuple(extractor.attributions), tuple(extractor.problems))
