"""Chains of nominals and pronouns: what 'the group', 'the ambassador', 'he' and 'their' refer to.

Drafts are visited in the order of the text; each looks back for the most salient chain that agrees
in kind, number and gender. What finds none stays alone: an unresolved pronoun is better than a
wrong one.
"""

from collections.abc import Sequence

from reportedly.analyse.chains import Chains
from reportedly.analyse.draft import Draft
from reportedly.analyse.nominals import NominalResolver
from reportedly.analyse.pronouns import PRONOUNS
from reportedly.analyse.salience import SPEECH, Salience, governor_of
from reportedly.records import Kind, Sentence

REACH = 3
"""How many sentences back a pronoun may look."""

_TELLING = SPEECH | {"give", "put"}
"""Verbs that tell, 'gave his age as 40' among them."""
_BODIES: frozenset[Kind] = frozenset({"group", "state", "organization"})
_THRESHOLD = {"m": -6.0, "f": -6.0, "n": -1.5, "": -2.0}


def resolve_references(
    drafts: Sequence[Draft], sentences: Sequence[Sentence], chains: Chains
) -> None:
    """Join nominals and pronouns to the chains that they refer to."""
    salience = Salience(drafts, sentences, chains)
    pronouns = _PronounResolver(drafts, sentences, chains, salience)
    nominals = NominalResolver(drafts, sentences, chains, salience)
    for i, draft in enumerate(drafts):
        if draft.form == "pronoun":
            pronouns.resolve(i)
        elif draft.form == "nominal":
            nominals.resolve(i)


class _PronounResolver:
    def __init__(
        self,
        drafts: Sequence[Draft],
        sentences: Sequence[Sentence],
        chains: Chains,
        salience: Salience,
    ) -> None:
        self.drafts = drafts
        self.sentences = sentences
        self.chains = chains
        self.salience = salience
        self.speakers: dict[tuple[int, str], int] = {}

    def resolve(self, i: int) -> None:
        draft = self.drafts[i]
        if PRONOUNS[draft.words[0]][2] != 3:
            self._join_speaker(i, draft)
            return
        named = self._find_named(i, draft)
        if named >= 0:
            self.chains.join(named, i)
            draft.kind = self.drafts[named].kind
            return
        best, best_score = -1, _THRESHOLD[draft.gender]
        spoken_of = self._find_spoken_of(i, draft)
        teller = self._find_nameless_teller(i)
        for j in range(i - 1, -1, -1):
            other = self.drafts[j]
            if draft.sentence - other.sentence > REACH:
                break
            if (
                self._fits(draft, j)
                and not self._is_bound(draft, other)
                and self.chains.find(j) != teller
                and not (spoken_of and self.chains.find(j) in spoken_of)
            ):
                score = self.salience.score(i, j)
                if score > best_score:
                    best, best_score = j, score
        if best < 0:
            best = self._find_ahead(i, draft)
        if best >= 0:
            self.chains.join(best, i)
            draft.kind = self.drafts[best].kind

    def _find_named(self, i: int, draft: Draft) -> int:
        """'the band calling itself X': the reflexive is what the clause hangs on."""
        tokens = self.sentences[draft.sentence].tokens
        verb = tokens[tokens[draft.head].head]
        if not draft.words[0].endswith(("self", "selves")) or verb.dep not in ("acl", "relcl"):
            return -1
        for j in range(i - 1, -1, -1):
            other = self.drafts[j]
            if other.sentence == draft.sentence and other.head == verb.head:
                return j
        return -1

    def _find_spoken_of(self, i: int, draft: Draft) -> set[int]:
        """Chains of third persons in the quotation of '…, he said': the speaker is none of them."""
        sentence = self.sentences[draft.sentence]
        if draft.quote >= 0 or draft.rank != 0:
            return set()
        if sentence.tokens[governor_of(sentence, draft.head)].lemma not in SPEECH:
            return set()
        found = set()
        for j in range(i - 1, -1, -1):
            other = self.drafts[j]
            if other.sentence != draft.sentence:
                break
            is_third = other.form != "pronoun" or PRONOUNS[other.words[0]][2] == 3
            if other.quote >= 0 and is_third:
                found.add(self.chains.find(j))
        return found

    def _join_speaker(self, i: int, draft: Draft) -> None:
        """First and second persons of one quotation, or outside all of them, are one each."""
        person = PRONOUNS[draft.words[0]][2]
        draft.kind = "population" if draft.plural else "person"
        key = (draft.quote, "we" if draft.plural else "you" if person == 2 else "i")
        if key in self.speakers:
            self.chains.join(self.speakers[key], i)
        else:
            self.speakers[key] = i

    def _fits(self, draft: Draft, j: int) -> bool:
        other = self.drafts[j]
        if other.form == "pronoun":
            gender, plural, person = PRONOUNS[other.words[0]]
            return person == 3 and plural == draft.plural and gender == draft.gender
        kind = other.kind
        if draft.gender in {"m", "f"}:
            is_person = kind == "person" and not other.plural
            return is_person and self.salience.gender(j) in {"", draft.gender}
        if draft.gender == "n":
            return (
                not other.plural
                and not other.demonym
                and kind not in {"person", "population", "name"}
            )
        if other.demonym:
            return kind == "population"
        return kind in {"population", "group"} or other.plural or kind in _BODIES

    def _is_bound(self, draft: Draft, other: Draft) -> bool:
        """The one lies in the other, or both are arguments of one verb: they differ."""
        if draft.sentence != other.sentence:
            return False
        if other.start <= draft.start and draft.end <= other.end:
            return True
        sentence = self.sentences[draft.sentence]
        if draft.words[0].endswith(("self", "selves")) or sentence.tokens[draft.head].dep == "poss":
            return False
        return governor_of(sentence, draft.head) == governor_of(sentence, other.head)

    def _find_nameless_teller(self, i: int) -> int:
        """The chain of the cousin in 'A cousin said that his real name was N', '… he was born in M'.

        Who is not named himself tells the name and the birth of somebody else. -1 for none.
        """
        draft = self.drafts[i]
        sentence = self.sentences[draft.sentence]
        tokens = sentence.tokens
        noun = tokens[tokens[draft.head].head]
        is_name = tokens[draft.head].dep == "poss" and noun.lemma in {"name", "age"}
        if draft.quote >= 0 or not (is_name or noun.text.lower() == "born"):
            return -1
        for j in range(i - 1, -1, -1):
            other = self.drafts[j]
            if other.sentence != draft.sentence:
                break
            teller = governor_of(sentence, other.head)
            if other.rank == 0 and teller != noun.i and tokens[teller].lemma in _TELLING:
                is_named = any(self.drafts[m].form == "name" for m in self.chains.members(j))
                return -1 if is_named or other.form == "pronoun" else self.chains.find(j)
        return -1

    def _find_ahead(self, i: int, draft: Draft) -> int:
        """Cataphora: 'When he arrived, Brezan …', a subject later in the same sentence."""
        sentence = self.sentences[draft.sentence]
        at, in_clause = draft.head, False
        while sentence.tokens[at].head != at:
            in_clause = in_clause or sentence.tokens[at].dep == "advcl"
            at = sentence.tokens[at].head
        if not in_clause or sentence.tokens[draft.head].i > sentence.root:
            return -1
        for j in range(i + 1, len(self.drafts)):
            other = self.drafts[j]
            if other.sentence != draft.sentence:
                break
            is_subject = other.rank == 0 and other.form == "name" and other.head < sentence.root
            is_main = is_subject and governor_of(sentence, other.head) == sentence.root
            if is_main and self._fits(draft, j):
                return j
        return -1
