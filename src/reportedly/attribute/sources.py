"""Speaker → the argument that a source is: its mention's name and kind, or its own words.

A pronoun of the first person is the speaker around it, 'the statement' the voice that issued it,
and a paper of somebody's ('a ministry statement') is that somebody.
"""

from collections.abc import Sequence

import msgspec

from reportedly.attribute.cues import load_cues
from reportedly.attribute.findings import Speaker
from reportedly.attribute.speakers import phrase_of
from reportedly.records import Analysis, Argument, Kind, Mention, Sentence, Source, Span, Token
from reportedly.syntax.tree import conjuncts, find_child, find_children

FIRST_PERSON = frozenset({"i", "we", "me", "us"})
_PRONOUNS = frozenset(
    {"our", "my", "us", "me", "his", "her", "their", "its", "ours", "mine", "him"}
)
_THIRD = frozenset({"he", "she", "they", "it", "him", "her", "them"})
_ENTITY_KINDS: dict[str, Kind] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "state",
    "LOC": "place",
    "NORP": "population",
    "FAC": "thing",
    "PRODUCT": "thing",
    "WORK_OF_ART": "thing",
}


_BODIES_PAPERS = frozenset({"report", "study", "survey", "review", "investigation", "bulletin"})
"""Papers of a body: whoever was heard last need not have a part in them."""


def _is_paper(sentence: Sentence, head: int) -> bool:
    """A paper that somebody issued; 'The Harbour Review' is a name and issued by nobody."""
    token = sentence.tokens[head]
    cues = load_cues()
    is_name = token.pos == "PROPN" and token.text.lower() in cues.media
    return token.lemma.lower() in cues.papers and not is_name


class SourceFinder:
    """Resolves the speakers of one document, asked in an order that puts outer ones first."""

    def __init__(self, analysis: Analysis) -> None:
        self._text = analysis.document.text
        self._sentences = analysis.sentences
        self._by_head: dict[tuple[int, int], Mention] = {}
        self._covering: dict[tuple[int, int], Mention] = {}
        self._named: dict[str, list[int]] = {}
        for mention in analysis.mentions:
            if mention.form != "pronoun":
                self._named.setdefault(mention.name, []).append(mention.start)
            self._by_head.setdefault((mention.sentence, mention.head), mention)
            for i in range(mention.first, mention.last + 1):
                held = self._covering.get((mention.sentence, i))
                if held is None or mention.last - mention.first < held.last - held.first:
                    self._covering[mention.sentence, i] = mention
        self._last: list[tuple[int, Argument]] = []

    def find(
        self, speaker: Speaker, around: Source | None, content: Sequence[Span] = ()
    ) -> Argument:
        """Return the source as an argument; `around` is the source of the enclosing content.

        `content` is what the source says: 'he' is nobody whom it names ('Kerim is dead, he said').
        """
        sentence = self._sentences[speaker.sentence]
        head = speaker.head
        argument = self._describe(sentence, head)
        word = sentence.tokens[head].text.lower()
        if word in FIRST_PERSON and around is not None:
            argument = _renamed(argument, around.name, around.kind)
        elif word in _THIRD and self._is_named_in(argument.name, content):
            held = self._latest(
                sentence.tokens[head].start, people=word in {"he", "she"}, but=argument.name
            )
            if held is not None and (word in {"he", "she"} or held.kind != "person"):
                argument = _renamed(argument, held.name, held.kind)
        elif word in _THIRD and (argument.name.lower() == word or self._goes_on(sentence, word)):
            held = self._latest(sentence.tokens[head].start, people=word in {"he", "she", "him"})
            if held is not None:
                argument = _renamed(argument, held.name, held.kind)
        elif _is_paper(sentence, head):
            argument = self._find_issuer(sentence, speaker, argument)
        else:
            argument = self._with_partners(sentence, head, argument)
        if argument.kind != "thing":
            self._last.append((argument.start, argument))
        return argument

    def _with_partners(self, sentence: Sentence, head: int, argument: Argument) -> Argument:
        """'The League and the Union said': named after the first, worded as the whole."""
        tokens = sentence.tokens
        last = head
        for other in conjuncts(sentence, head)[1:]:
            joined = any(tokens[c].lemma == "and" for c in sentence.children[tokens[other].head])
            if joined and tokens[other].pos in {"PROPN", "NOUN"}:
                last = other
        after = find_child(sentence, tokens[head].head, ("nsubj",))
        if last == head and after == head:
            others = find_children(sentence, tokens[head].head, ("nsubj",))
            if len(others) == 2 and tokens[others[1]].pos == "PROPN":
                between = {tokens[i].lemma for i in range(head, others[1])}
                last = others[1] if "and" in between else head
        if last == head or tokens[head].pos != "PROPN":
            return argument
        end = max(tokens[last].end, argument.end)
        text = self._text[argument.start : end]
        return msgspec.structs.replace(argument, end=end, text=text)

    def _is_named_in(self, name: str, content: Sequence[Span]) -> bool:
        """Whether a name stands in the content; pronouns there may well be the speaker."""
        starts = self._named.get(name, ())
        return any(c.start <= start < c.end for c in content for start in starts)

    def _describe(self, sentence: Sentence, head: int) -> Argument:
        mention = self._by_head.get((sentence.index, head))
        if mention is not None:
            return Argument(
                name=_speakable(mention.name, mention.text).strip("[]() "),
                kind=_speaking_kind(mention.kind, sentence.tokens[head]),
                text=mention.text,
                start=mention.start,
                end=mention.end,
            )
        tokens = phrase_of(sentence, head)
        start, end = sentence.tokens[tokens[0]].start, sentence.tokens[tokens[-1]].end
        text = self._text[start:end]
        name = text
        while name.lower().startswith(("the ", "a ", "an ")):
            name = name.split(" ", 1)[1]
        return Argument(
            name=name, kind=_guess_kind(sentence, head), text=text, start=start, end=end
        )

    def _find_issuer(self, sentence: Sentence, speaker: Speaker, argument: Argument) -> Argument:
        """Whose paper it is: owner, premodifying name, 'by' or 'from', else who spoke last."""
        tokens, head = sentence.tokens, speaker.head
        owner = find_child(sentence, head, ("poss",))
        if owner is None:
            for child in find_children(sentence, head, ("prep", "agent")):
                if tokens[child].lemma in {"by", "from", "of"} and child in speaker.shown:
                    owner = find_child(sentence, child, ("pobj",))
                    break
        if owner is None:
            owner = next(
                (
                    c
                    for c in find_children(sentence, head, ("compound", "nmod"))
                    if tokens[c].entity in {"ORG", "PERSON"}
                ),
                None,
            )
        if owner is not None and tokens[owner].entity not in {"DATE", "TIME"}:
            found = self._describe(sentence, owner)
            if found.kind not in {"place", "thing", "activity", "name"}:
                return found
        definite = any(tokens[c].lemma in {"the", "this", "that"} for c in sentence.children[head])
        if definite and tokens[head].lemma not in {"letter", "filing", "indictment", "complaint"}:
            held = self._latest(tokens[head].start, people=False)
            is_works = tokens[head].lemma in _BODIES_PAPERS
            if held is not None and not (is_works and held.kind == "person"):
                return _renamed(argument, held.name, held.kind)
        return argument

    def _goes_on(self, sentence: Sentence, word: str) -> bool:
        """'…, she said' in the paragraph where somebody has just spoken is that somebody."""
        if word not in {"he", "she"}:
            return False
        spoke = self._latest(sentence.start, people=True)
        if spoke is None:
            return False
        before = self._sentences[max(0, sentence.index - 2)]
        return before.paragraph == sentence.paragraph and spoke.start >= before.start

    def _latest(self, before: int, *, people: bool, but: str | None = None) -> Argument | None:
        """The source that stands last before an offset, not one called `but`."""
        best: tuple[int, Argument] | None = None
        for start, argument in self._last:
            fits = start < before and (not people or argument.kind == "person")
            fits = fits and argument.name != but
            if fits and (best is None or start > best[0]):
                best = (start, argument)
        return best[1] if best else None


def _speakable(name: str, text: str) -> str:
    """A chain of nothing but pronouns is called by the one at hand, not by 'our'."""
    return text if name.lower() in _PRONOUNS else name


def _speaking_kind(kind: Kind, token: Token) -> Kind:
    """A place that speaks is its government; a paper is a thing whatever it is about."""
    if kind in {"activity", "name", "place"} and token.lemma in load_cues().things:
        return "thing"
    return "state" if kind == "place" and token.pos == "PROPN" else kind


def _renamed(argument: Argument, name: str, kind: Kind) -> Argument:
    return Argument(
        name=name, kind=kind, text=argument.text, start=argument.start, end=argument.end
    )


def _guess_kind(sentence: Sentence, head: int) -> Kind:
    token = sentence.tokens[head]
    if token.entity in _ENTITY_KINDS:
        return _ENTITY_KINDS[token.entity]
    if token.lemma in load_cues().things:
        return "thing"
    if token.tag in {"NNS", "NNPS"} or token.text.lower() in {
        "they",
        "we",
        "some",
        "many",
        "others",
        "most",
        "several",
        "few",
        "all",
        "both",
        "those",
        "number",
        "group",
        "handful",
        "dozen",
    }:
        return "population"
    return "person"
