"""What kind of thing each mention refers to: a vote over all mentions of a name.

drafts → votes on each draft (`vote_on_names`) and kinds of nominals (`settle_nominals`). No
recogniser is trusted alone: its label is one voice among the words of the name, the words around
it, its grammatical place and what is known of well-known names.
"""

from collections.abc import Sequence

from reportedly.analyse.draft import Draft
from reportedly.analyse.lexicon import Lexicon, find_known, straighten
from reportedly.records import Kind, Sentence, Token

_LABELS: dict[str, tuple[Kind, float]] = {
    "PERSON": ("person", 2.0),
    "ORG": ("organization", 1.5),
    "GPE": ("place", 3.0),
    "LOC": ("place", 2.5),
    "FAC": ("place", 2.0),
    "NORP": ("group", 1.5),
    "PRODUCT": ("thing", 1.0),
    "WORK_OF_ART": ("thing", 1.0),
    "LAW": ("thing", 1.5),
    "EVENT": ("activity", 1.5),
}
_SPEAKERS: tuple[Kind, ...] = ("person", "organization", "state")
_LOCATIVE = {
    "in": 2.2,
    "near": 2.2,
    "across": 1.8,
    "outside": 2.0,
    "throughout": 2.0,
    "into": 1.0,
    "around": 1.0,
    "at": 1.4,
    "from": 0.4,
    "to": 0.3,
    "toward": 0.7,
    "towards": 0.7,
}
_SPEAKING = frozenset(
    "say tell add note state claim explain argue tweet warn confirm deny admit insist recall testify".split()
)
_LIVING = frozenset(
    "bear marry die resign graduate arrest detain jail imprison sentence kidnap abduct kill murder "
    "torture assassinate convict acquit interrogate beat rape release extradite wound execute "
    "appoint elect behead handcuff".split()
)
_HOLDING = frozenset(
    "member supporter fighter militant follower branch wing spokesman spokeswoman spokesperson "
    "leader commander faction cadre affiliate offshoot remnant loyalist founder rank chairman "
    "president director editor employee".split()
)
_JOINING = frozenset("join found establish ban outlaw designate disband".split())
_BODIES = frozenset({"group", "organization", "organisation", "network", "movement"})
_RIGHTS = frozenset(
    "right human aid media news humanitarian civil advocacy charity governmental relief monitoring environmental women student business research international professional welfare".split()
)
_REBEL = frozenset(
    "rebel opposition militant insurgent islamist separatist terrorist taliban guerrilla jihadist anti paramilitary extremist terror armed criminal banned outlawed clandestine extremist separatist violent radical".split()
)
_SUFFIXES: tuple[tuple[str, Kind], ...] = (
    ("man", "person"),
    ("woman", "person"),
    ("ist", "person"),
    ("eer", "person"),
    ("boy", "person"),
    ("girl", "person"),
    ("er", "person"),
    ("or", "person"),
    ("ian", "person"),
    ("ant", "person"),
    ("ee", "person"),
    ("tion", "activity"),
    ("sion", "activity"),
    ("ment", "activity"),
    ("ing", "activity"),
    ("ism", "activity"),
)
_PARTS = frozenset(
    "dozen hundred thousand part member half number majority rest couple handful quarter third".split()
)
_QUOTES = frozenset("\"'“”«»‘’„")
_LABELLINGS = 1.5
_DETACHED = frozenset({"name", "word", "term", "phrase"})


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
        self._vote_by_role()
        self._vote_by_apposition()

    def _vote_by_label(self) -> None:
        label = _LABELS.get(self.head.entity)
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
        for size in (3, 2):
            for start in range(len(words) - size + 1):
                cue = self.lexicon.phrases.get(words[start : start + size])
                if cue:
                    self.add(cue.kind, cue.weight)
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

    def _vote_by_role(self) -> None:
        self._vote_by_conjuncts()
        top = self.head
        while top.dep == "conj":
            top = self.tokens[top.head]
        dep, governor = top.dep, self.tokens[top.head]
        if dep == "pobj":
            self._vote_by_preposition(governor)
        elif dep == "nsubj" and governor.lemma in _SPEAKING:
            for kind in _SPEAKERS:
                self.add(kind, 0.6)
            self.add("place", -0.5)
        elif dep in {"nsubj", "nsubjpass", "dobj"} and governor.lemma in _LIVING:
            self.add("person", 1.8)
        elif dep in {"dobj", "nsubjpass"} and governor.lemma in _JOINING:
            self.add("group", 1.2)
            self.add("organization", 1.2)
        elif dep == "attr":
            for c in self.sentence.children[governor.i]:
                if self.tokens[c].dep == "nsubj":
                    self._vote_like(self.tokens[c], 3.0)

    def _vote_by_preposition(self, governor: Token) -> None:
        self.add("place", _LOCATIVE.get(governor.text.lower(), 0.0))
        above = self.tokens[governor.head]
        if governor.lemma in {"as", "include", "including", "like"}:
            # 'groups such as A, B', 'districts including A': the kind of what is listed
            if above.pos == "NOUN":
                self._vote_like(above, 3.0)
        elif governor.lemma == "of" and above.lemma in _HOLDING:
            self.add("organization", 1.2)
            self.add("group", 1.2)

    def _vote_by_conjuncts(self) -> None:
        """What is coordinated is mostly of one kind."""
        partners = [c for c in self.sentence.children[self.head.i] if self.tokens[c].dep == "conj"]
        if self.head.dep == "conj":
            partners.append(self.head.head)
        for partner in partners:
            label = _LABELS.get(self.tokens[partner].entity)
            if label:
                self.add(label[0], label[1] / 3)
        top = self.head
        while top.dep == "conj":
            top = self.tokens[top.head]
        for c in self.sentence.children[top.i] if top is not self.head else ():
            noun = self.tokens[c]
            is_shared = noun.pos == "NOUN" and noun.dep in {"compound", "nmod"}
            if is_shared and self.lexicon.nouns.get(noun.lemma) == "person":
                self.add("person", 3.0)

    def _vote_by_apposition(self) -> None:
        for c in self.sentence.children[self.head.i]:
            child = self.tokens[c]
            if child.dep == "appos" and child.pos == "NOUN":
                self._vote_like(child, 4.0)
        if self.head.dep == "appos":
            governor = self.tokens[self.head.head]
            if governor.pos == "NOUN":
                self._vote_like(governor, 4.0)
        if self.head.dep == "nsubj":
            verb = self.tokens[self.head.head]
            if verb.lemma == "be":
                for c in self.sentence.children[verb.i]:
                    if self.tokens[c].dep == "attr" and self.tokens[c].pos == "NOUN":
                        self._vote_like(self.tokens[c], 3.0)

    def _vote_like(self, noun: Token, weight: float) -> None:
        if noun.lemma in _DETACHED:
            return
        kind = find_noun_kind(noun.lemma, self.sentence, noun, self.lexicon)
        if kind == "population":
            kind = "person"
        if kind in {"person", "group", "state", "organization", "place"}:
            self.add(kind, weight)


def find_noun_kind(lemma: str, sentence: Sentence, token: Token, lexicon: Lexicon) -> Kind:
    """Return the kind that the noun `token` gives to a phrase that it heads."""
    kind = lexicon.nouns.get(lemma) if token.tag != "VBG" else "activity"
    kind = kind or lexicon.nouns.get(straighten(token.text))
    modifiers = {sentence.tokens[c].lemma for c in sentence.children[token.i] if c < token.i}
    if lemma in _BODIES:
        if modifiers & _RIGHTS:
            return "organization"
        if lemma in {"organization", "organisation"}:
            return "group" if modifiers & _REBEL else "organization"
        return "group"
    if lemma in {"force", "troop"}:
        return "group" if modifiers & _REBEL else "state"
    if kind is None:
        kind = "person" if lemma in lexicon.genders else _guess_kind(lemma)
    if kind == "person" and (token.tag in {"NNS", "NNPS"} or lemma == "people"):
        return "population"
    return kind


def _guess_kind(lemma: str) -> Kind:
    """The kind that the ending of an unlisted noun suggests: 'docker' is a person."""
    for suffix, kind in _SUFFIXES:
        if lemma.endswith(suffix) and len(lemma) > len(suffix) + 2:
            return kind
    return "thing"


def settle_nominal(draft: Draft, sentence: Sentence, lexicon: Lexicon) -> None:
    """Give a nominal its kind: by its head noun, or by the noun after 'of' for 'some of the …'."""
    token = sentence.tokens[draft.head]
    if token.pos not in {"NOUN", "PROPN"} or token.lemma in _PARTS:
        inner = _object_of(token, sentence)
        if inner is not None:
            draft.kind = (
                find_noun_kind(inner.lemma, sentence, inner, lexicon)
                if inner.pos == "NOUN"
                else "population"
            )
            if token.lemma == "member":
                draft.kind = "population" if token.tag == "NNS" else "person"
            return
        if token.pos not in {"NOUN", "PROPN"}:
            draft.kind = (
                "person"
                if token.text.lower() in {"one", "another", "someone", "nobody", "somebody"}
                else "population"
            )
            return
    draft.kind = find_noun_kind(token.lemma, sentence, token, lexicon)


def _object_of(token: Token, sentence: Sentence) -> Token | None:
    for c in sentence.children[token.i]:
        if sentence.tokens[c].lemma == "of":
            for o in sentence.children[c]:
                if sentence.tokens[o].dep == "pobj":
                    return sentence.tokens[o]
    return None


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
