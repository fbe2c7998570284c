"""What kind of thing each mention refers to: a vote over all mentions of a name.

drafts → votes on each draft (`vote_on_name`), and the kind that they add up to (`tally`). No
recogniser is trusted alone: its label is one voice among the words of the name, the words around
it, its grammatical place and what is known of well-known names.
"""

from collections.abc import Sequence

from reportedly.analyse.draft import Draft
from reportedly.analyse.governors import LABELS, vote_by_governor
from reportedly.analyse.lexicon import Lexicon, Words, find_known
from reportedly.records import Kind, Sentence, Token

_QUOTES = frozenset("\"'“”«»‘’„")
_LABELLINGS = 1.5


def vote_on_name(draft: Draft, sentence: Sentence, lexicon: Lexicon) -> None:
    """Add to `draft.votes` what the name itself and its surroundings tell."""
    _Voter(draft, sentence, lexicon).vote()


class _Voter:
    def __init__(self, draft: Draft, sentence: Sentence, lexicon: Lexicon) -> None:
        self.draft = draft
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.lexicon = lexicon
        self.head = sentence.tokens[draft.head]

    def add(self, kind: Kind, weight: float) -> None:
        self.draft.votes[kind] = self.draft.votes.get(kind, 0.0) + weight

    def vote(self) -> None:
        known = find_known(self.lexicon, self.draft.text)
        if known:
            self.add(known.kind, 8.0)
        self._vote_by_label()
        self._vote_by_words()
        self._vote_by_neighbours()
        vote_by_governor(self.draft, self.sentence, self.lexicon, self.add)

    def _vote_by_label(self) -> None:
        label = LABELS.get(self.head.entity)
        if label:
            kind, weight = label
            if self.draft.text.isupper() and kind in {"person", "place"}:
                weight /= 3
            edges = self.tokens[self.draft.first].entity_begins and (
                self.draft.last + 1 >= len(self.tokens)
                or self.tokens[self.draft.last + 1].entity_begins
                or not self.tokens[self.draft.last + 1].entity
            )
            self.draft.labels[kind] = weight if edges else weight / 2

    def _vote_by_words(self) -> None:
        words = self.draft.words
        if not words:
            return
        self._vote_by_phrases(words)
        stop = next((i for i, w in enumerate(words) if w in {"of", "for", "on"}), len(words))
        head = words[stop - 1] if stop else words[0]
        for cue in self.lexicon.inside.get(head, ()):
            self.add(cue.kind, cue.weight)
        if words[0] != head:
            share = 0.5 if head in self.lexicon.inside else 1.0
            for cue in self.lexicon.inside.get(words[0], ()):
                self.add(cue.kind, cue.weight * (0.5 if cue.kind == "place" else share))
        if len(words) > 1 and words[0] in self.lexicon.given_names:
            self.add("person", 2.5)
        self._vote_by_affixes(words)
        text = self.draft.text
        if text.isupper() and text.isalpha() and 2 <= len(text) <= 7:
            self.add("organization", 0.8)
            self.add("group", 0.8)
        if (
            all(
                len(t.text) <= 2 or "." in t.text
                for t in self.tokens[self.draft.first : self.draft.last + 1]
            )
            and "." in text
        ):
            self.add("person", 3.0)

    def _vote_by_phrases(self, words: Words) -> None:
        for size in (3, 2):
            for start in range(len(words) - size + 1):
                cue = self.lexicon.phrases.get(words[start : start + size])
                if cue:
                    self.add(cue.kind, cue.weight)

    def _vote_by_affixes(self, words: Words) -> None:
        """The ending of a lone name ('Brezanstan'), or the letters before a ship's ('MV')."""
        if len(words) > 1:
            for cue in self.lexicon.prefixes.get(self.draft.text.split()[0], ()):
                self.add(cue.kind, cue.weight)
        elif words[0] not in self.lexicon.given_names:
            for size in (5, 4, 3):
                for cue in self.lexicon.suffixes.get(words[0][-size:], ()):
                    self.add(cue.kind, cue.weight)

    def _vote_by_neighbours(self) -> None:
        first, last = self.draft.first, self.draft.last
        if self.draft.titles:
            self.add("person", 6.0)
        if first and self.tokens[first - 1].text in _QUOTES:
            first -= 1
        before = self.tokens[first - 1] if first else None
        if before is not None:
            self._vote_by_word_before(before)
        if last + 1 < len(self.tokens):
            after = self.tokens[last + 1]
            if after.pos in {"NOUN", "PROPN"} and self.head.head == after.i:
                cues = self.lexicon.after.get(after.text.lower(), ())
                for cue in cues:
                    self.add(cue.kind, cue.weight)
                if not cues and self.lexicon.nouns.get(after.lemma) == "place":
                    self.add("place", 2.5)
            elif after.text == "," and last + 2 < len(self.tokens):
                follower = self.tokens[last + 2]
                if follower.text.isdigit() and 10 <= int(follower.text[:4]) <= 99:
                    self.add("person", 3.0)
                elif follower.text.lower() == "who":
                    self.add("person", 2.0)

    def _vote_by_word_before(self, before: Token) -> None:
        if before.pos == "NOUN" and self.head.head != before.i and before.head >= self.draft.first:
            kind = self.lexicon.nouns.get(before.lemma)
            if kind == "person":
                self.add("person", 4.0)
        lower = before.text.lower()
        if lower in {"the", "a", "an"} and before.head == self.draft.head:
            self.add("person", -2.0)
        if before.pos == "NOUN":
            for cue in self.lexicon.before.get(lower, ()):
                self.add(cue.kind, cue.weight)
        if lower == "of" and before.i:
            for cue in self.lexicon.before.get(self.tokens[before.i - 1].lemma, ()):
                self.add(cue.kind, cue.weight)


def tally(drafts: Sequence[Draft]) -> Kind:
    """Return the kind that the votes of all these drafts together give.

    However often the recogniser labels a name, its votes count as those of `_LABELLINGS` mentions.
    """
    total: dict[Kind, float] = {}
    share = min(1.0, _LABELLINGS / max(1, sum(bool(d.labels) for d in drafts)))
    for draft in drafts:
        for kind, weight in draft.votes.items():
            total[kind] = total.get(kind, 0.0) + weight
        for kind, weight in draft.labels.items():
            total[kind] = total.get(kind, 0.0) + weight * share
    if total and max(total.values()) > 0.0:
        return max(total, key=lambda kind: total[kind])
    is_acronym = all(d.text.isupper() for d in drafts)
    return "organization" if is_acronym else "person"
