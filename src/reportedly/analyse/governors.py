"""What the word that governs a name says of its kind: 'retook X', 'fled to X', 'the mayor of X'.

A name in a list is judged by the slot that the whole list fills, so that in 'the towns of A, B and
C' every item is a place. The slots are data (`knowledge/kinds.toml`); verbs that make a person or a
body of their argument, and prepositions of place, are the few listed here.
"""

from collections.abc import Callable

from reportedly.analyse.draft import Draft
from reportedly.analyse.lexicon import Lexicon
from reportedly.analyse.nouns import find_noun_kind
from reportedly.records import Kind, Sentence, Token

LABELS: dict[str, tuple[Kind, float]] = {
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
"""Label of the entity recogniser → the kind that it speaks for, and how loudly."""

_SPEAKERS: tuple[Kind, ...] = ("person", "organization", "state")
_LOCATIVE = {
    "in": 2.2,
    "near": 2.6,
    "across": 1.8,
    "outside": 2.0,
    "throughout": 2.0,
    "into": 1.0,
    "around": 1.0,
    "at": 1.4,
    "off": 1.4,
    "from": 0.4,
    "to": 0.3,
    "toward": 0.7,
    "towards": 0.7,
}
_SPEAKING = frozenset(
    "say tell add note state claim explain argue tweet warn confirm deny admit insist recall "
    "testify".split()
)
_ANSWERING = frozenset({"reject", "dismiss", "dispute", "refute", "believe", "think"})
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
_DETACHED = frozenset({"name", "word", "term", "phrase"})
_LISTED = frozenset({"conj", "appos", "npadvmod"})

_RANKS = frozenset(
    {"first", "second", "third", "main", "northern", "southern", "eastern", "western"}
)
_RANKED = frozenset({"city", "town", "port", "river", "region", "island", "airport", "harbour"})
_WITH_ARTICLE = 0.4

Add = Callable[[Kind, float], None]


def vote_by_governor(draft: Draft, sentence: Sentence, lexicon: Lexicon, add: Add) -> None:
    """Call `add` with a kind and a weight for every hint that the name's slot gives."""
    _GovernorVoter(draft, sentence, lexicon, add).vote()


class _GovernorVoter:
    def __init__(self, draft: Draft, sentence: Sentence, lexicon: Lexicon, add: Add) -> None:
        self.draft = draft
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.lexicon = lexicon
        self.add = add
        self.head = sentence.tokens[draft.head]

    def vote(self) -> None:
        self._vote_by_conjuncts()
        top = self._find_top()
        dep, governor = top.dep, self.tokens[top.head]
        if dep == "pobj":
            self._vote_by_preposition(governor)
        elif dep == "poss":
            self._vote_by_possession(governor)
        elif dep == "appos" and governor.pos == "NOUN":
            self._vote_like(governor, 4.0)
        elif dep in {"nsubj", "nsubjpass", "dobj"}:
            self._vote_by_verb(dep, governor.lemma)
        elif dep == "attr":
            for c in self.sentence.children[governor.i]:
                if self.tokens[c].dep == "nsubj":
                    self._vote_like(self.tokens[c], 4.0)
        self._vote_by_apposition()

    def _vote_by_verb(self, dep: str, verb: str) -> None:
        if dep == "nsubj" and self._speaks_of_himself():
            self.add("person", 1.6)
        if dep == "nsubj" and verb in _SPEAKING:
            for kind in _SPEAKERS:
                self.add(kind, 0.6)
            self.add("place", -0.5)
        elif verb in _LIVING:
            self.add("person", 1.8)
        elif dep == "nsubj":
            self._vote_by_slot("subject", verb)
        elif verb in _JOINING:
            self.add("group", 1.2)
            self.add("organization", 1.2)
        else:
            self._vote_by_slot("object", verb)

    def _speaks_of_himself(self) -> bool:
        """'X said that he', 'X rejected reports that he': mostly X is meant, so X is a person."""
        if self.head.dep != "nsubj":
            return False
        verb = self.tokens[self.head.head]
        contents = [
            clause
            for c in self.sentence.children[verb.i]
            for clause in (c, *self.sentence.children[c])
            if self.tokens[c].dep in {"ccomp", "dobj"}
            and self.tokens[clause].dep in {"ccomp", "acl", "relcl"}
        ]
        return verb.lemma in _SPEAKING | _ANSWERING and any(
            self.tokens[c].dep in {"nsubj", "nsubjpass"} and self.tokens[c].text in {"he", "she"}
            for clause in contents
            for c in self.sentence.children[clause]
        )

    def _find_top(self) -> Token:
        """The first item of the list of names that the name stands in, itself outside of lists."""
        top = self.head
        while top.dep in _LISTED:
            above = self.tokens[top.head]
            if top.dep != "conj" and not (above.pos == "PROPN" and self._is_listed(above, top)):
                break
            top = above
        return top

    def _is_listed(self, above: Token, item: Token) -> bool:
        """The parser takes items of a list for appositions; the list goes on to an 'and'."""
        if item.dep == "npadvmod" and self.tokens[item.i - 1].text != ",":
            return False
        return any(
            self.tokens[c].dep == "conj" for t in (above, item) for c in self.sentence.children[t.i]
        )

    def _vote_by_slot(self, slot: str, word: str) -> None:
        """Places that need an article say so in their own words: 'the Kara Valley', 'the State'."""
        first = self.draft.first
        has_article = first > 0 and self.tokens[first - 1].text.lower() == "the"
        for cue in self.lexicon.slots.get((slot, word), ()):
            self.add(cue.kind, cue.weight * (_WITH_ARTICLE if has_article else 1.0))

    def _vote_by_preposition(self, governor: Token) -> None:
        self.add("place", _LOCATIVE.get(governor.text.lower(), 0.0))
        above = self.tokens[governor.head]
        while above.pos == "ADP" and above.head != above.i:  # 'out of X', 'from inside X'
            above = self.tokens[above.head]
        if governor.lemma in {"as", "include", "including", "like"}:
            # 'groups such as A, B', 'districts including A': the kind of what is listed
            if above.pos == "NOUN":
                self._vote_like(above, 3.0)
        elif governor.lemma == "of" and above.pos in {"NOUN", "PROPN", "ADJ", "ADV"}:
            if above.lemma in _HOLDING:
                self.add("organization", 1.2)
                self.add("group", 1.2)
            self._vote_by_slot("of", above.lemma)
            if above.tag in {"NNS", "NNPS"} and self.lexicon.nouns.get(above.lemma) == "place":
                self.add("place", 3.0)
        elif governor.lemma not in {"of", "by"}:
            self._vote_by_slot("oblique", f"{above.lemma} {governor.lemma}")

    def _vote_by_possession(self, governor: Token) -> None:
        self._vote_by_slot("owner", governor.lemma)
        is_ranked = any(
            self.tokens[c].tag == "JJS" or self.tokens[c].lemma in _RANKS
            for c in self.sentence.children[governor.i]
        )
        if is_ranked and governor.lemma in _RANKED:
            self.add("place", 2.5)

    def _vote_by_conjuncts(self) -> None:
        """What is coordinated is mostly of one kind."""
        partners = [c for c in self.sentence.children[self.head.i] if self.tokens[c].dep == "conj"]
        if self.head.dep == "conj":
            partners.append(self.head.head)
        for partner in partners:
            label = LABELS.get(self.tokens[partner].entity)
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
        if self.head.dep == "nsubj":
            verb = self.tokens[self.head.head]
            if verb.lemma == "be":
                for c in self.sentence.children[verb.i]:
                    if self.tokens[c].dep == "attr" and self.tokens[c].pos == "NOUN":
                        self._vote_like(self.tokens[c], 4.0)

    def _vote_like(self, noun: Token, weight: float) -> None:
        if noun.lemma in _DETACHED:
            return
        kind = find_noun_kind(noun.lemma, self.sentence, noun, self.lexicon)
        if kind == "population":
            kind = "person"
        if kind in {"person", "group", "state", "organization", "place"}:
            self.add(kind, weight)
