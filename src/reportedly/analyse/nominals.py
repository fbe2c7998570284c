"""What definite nominals refer to: 'the group', 'the ambassador', 'the village', 'the company'.

A nominal joins a chain through an apposition, through the same noun with no new modifier, through a
role or a word of the name (`knowledge/coreference.toml`), and only for a few general nouns through
kind and salience alone.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from reportedly.analyse.chains import Chains
from reportedly.analyse.draft import Draft
from reportedly.analyse.founders import FOUNDERS, find_founder
from reportedly.analyse.lexicon import find_known, load_lexicon
from reportedly.analyse.salience import Salience
from reportedly.knowledge.loader import load_knowledge
from reportedly.records import Kind, Sentence

_REACH = 6
_SAME_REACH = 10
_NEAR = 3
_BODIES: frozenset[Kind] = frozenset({"group", "state", "organization"})
_OF_KIND = frozenset(
    {
        "group",
        "movement",
        "militia",
        "organization",
        "organisation",
        "party",
        "network",
        "front",
        "province",
        "district",
        "region",
        "village",
        "town",
        "city",
        "valley",
        "area",
        "state",
        "newspaper",
        "agency",
    }
)
_ALIKE: frozenset[frozenset[Kind]] = frozenset(
    {
        frozenset({"group", "organization"}),
        frozenset({"state", "organization"}),
        frozenset({"group", "state"}),
        frozenset({"person", "population"}),
    }
)
_NOMINAL = 4.5
_SHARED = 12.0
"""A modifier in common tells more than any salience."""
_NAMING = frozenset({"calling", "styling", "called", "named", "known", "dubbed", "nicknamed"})
_SETS = frozenset({"one", "some", "all", "part", "member", "name", "leader", "kind"})


class NominalRule(NamedTuple):
    """Which chains a head noun may refer to."""

    id: str
    roles: frozenset[str]
    inside: frozenset[str]
    same_word: bool
    fallback: str


@lru_cache(maxsize=1)
def load_nominal_rules() -> dict[str, list[NominalRule]]:
    """Return the rules of `knowledge/coreference.toml` by head noun."""
    rules: dict[str, list[NominalRule]] = {}
    for entry in load_knowledge("coreference")["nominal"]:
        rule = NominalRule(
            entry["id"],
            frozenset(entry["roles"]),
            frozenset(entry["inside"]),
            entry.get("same_word", False),
            entry.get("fallback", ""),
        )
        for head in entry["head"]:
            rules.setdefault(head, []).append(rule)
    return rules


class NominalResolver:
    """Resolves the nominals of one document; drafts are given in the order of the text."""

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
        self.rules = load_nominal_rules()
        self.heads: dict[str, list[int]] = {}
        self._told: dict[tuple[int, int], tuple[set[str], set[str]]] = {}

    def resolve(self, i: int) -> None:
        """Join draft `i` to what it refers to, if anything."""
        draft = self.drafts[i]
        lemma = draft.roles[0] if draft.roles else ""
        found = self._find_apposed(i, draft, lemma)
        if found < 0 and self._is_definite(draft):
            found = self._find_same(draft, lemma)
            if found < 0 and not draft.plural:
                found = self._find_by_rule(i, draft, lemma)
        elif found < 0 and lemma == "client" and draft.determiner == "poss" and not draft.plural:
            found = self._find_client(draft)
        if found < 0 and lemma in FOUNDERS and draft.determiner in {"the", "poss"}:
            found = find_founder(i, self.drafts, self.sentences, self.chains)
        if found >= 0:
            self.chains.join(found, i)
            if draft.kind in _BODIES and self.drafts[found].kind in _BODIES:
                draft.kind = self.drafts[found].kind
        self.heads.setdefault(lemma, []).append(i)

    def _is_definite(self, draft: Draft) -> bool:
        if draft.determiner in {"the", "this"}:
            tokens = self.sentences[draft.sentence].tokens
            after = tokens[draft.head + 1].text if draft.head + 1 < len(tokens) else ""
            return after not in _NAMING  # 'the band calling itself X' is told apart by its name
        # Newspaper English drops the article of a role: 'Afghan diplomat says'.
        return (
            not draft.determiner and draft.kind == "person" and not draft.plural and draft.rank == 0
        )

    # --- apposition -------------------------------------------------------------------------------

    def _find_apposed(self, i: int, draft: Draft, lemma: str) -> int:
        """The name that stands in apposition to the nominal, or in it ('the Gourma region')."""
        tokens = self.sentences[draft.sentence].tokens
        head = tokens[draft.head]
        found = -1
        for j in self._near(i):
            other = self.drafts[j]
            if other.form != "name" or other.demonym or other.nested:
                continue
            name = tokens[other.head]
            if draft.first <= other.first and other.last <= draft.last:
                if lemma in _OF_KIND and self._names_it(draft, other, name.head, name.dep):
                    return j
            elif not self._is_apposed(draft, other, lemma):
                continue
            elif (name.dep == "appos" and name.head == draft.head) or self._is_apposed_over(
                draft, other
            ):
                return j
            elif head.dep == "appos" and head.head == other.head:
                found = j if found < 0 else found
            elif (
                # 'the valley, a militia, Hazm, …': the name next to it, not what the parser chose
                head.dep == name.dep == "appos"
                and head.head == name.head
                and other.first == draft.last + 2
                and tokens[draft.last + 1].text == ","
            ):
                return j
        return found

    def _near(self, i: int) -> list[int]:
        draft = self.drafts[i]
        found = []
        for step in (-1, 1):
            j = i + step
            while 0 <= j < len(self.drafts) and self.drafts[j].sentence == draft.sentence:
                found.append(j)
                j += step
        return found

    def _names_it(self, draft: Draft, other: Draft, governor: int, dep: str) -> bool:
        """'the Gourma region', 'the village of Sherbek': the name is that of the nominal."""
        if draft.plural or draft.kind not in {"place", "group", "organization"}:
            return False
        is_alike = draft.kind == other.kind or {draft.kind, other.kind} <= _BODIES
        if not is_alike:
            return False
        if dep in {"compound", "nmod"} and governor == draft.head:
            return True
        tokens = self.sentences[draft.sentence].tokens
        return (
            dep == "pobj"
            and tokens[governor].lemma == "of"
            and tokens[governor].head == draft.head
            and draft.kind == "place"
            and governor == draft.head + 1
        )

    def _is_apposed(self, draft: Draft, other: Draft, lemma: str) -> bool:
        if draft.plural or lemma in _SETS or draft.determiner in {"no", "all"}:
            return False
        tokens = self.sentences[draft.sentence].tokens
        between = tokens[min(draft.last, other.last) + 1 : max(draft.first, other.first)]
        if len(between) > 12:
            return False
        return draft.kind == other.kind or frozenset({draft.kind, other.kind}) in _ALIKE

    def _is_apposed_over(self, draft: Draft, other: Draft) -> bool:
        """'A lawyer for Vessek, Tilda Brannoch': the parser hangs the name on the one before it."""
        tokens = self.sentences[draft.sentence].tokens
        name = tokens[other.head]
        if name.dep != "appos" or {draft.kind, other.kind} != {"person"} or other.first == 0:
            return False
        inner = tokens[name.head]
        prep = tokens[inner.head]
        return (
            inner.dep == "pobj"
            and prep.head == draft.head
            and tokens[other.first - 1].text == ","
            and (inner.pos == "PROPN" or self.salience.kind_at(draft.sentence, inner.i) != "person")
        )

    def _find_client(self, draft: Draft) -> int:
        """'Her client' of 'a lawyer for Vessek': whom the lawyer named last speaks for."""
        for lemma in ("lawyer", "attorney", "counsel"):
            for i in reversed(self.heads.get(lemma, ())):
                lawyer = self.drafts[i]
                if draft.sentence - lawyer.sentence > _NEAR:
                    break
                sentence = self.sentences[lawyer.sentence]
                for j in self._near(i):
                    at = sentence.tokens[self.drafts[j].head]
                    prep = sentence.tokens[at.head]
                    is_for = at.dep == "pobj" and prep.lemma in {"for", "of"}
                    if self.drafts[j].kind == "person" and (
                        (is_for and prep.head == lawyer.head)
                        or (at.dep == "poss" and at.head == lawyer.head)
                    ):
                        return j
        return -1

    # --- definite nominals ------------------------------------------------------------------------

    def _find_same(self, draft: Draft, lemma: str) -> int:
        for j in reversed(self.heads.get(lemma, ())):
            other = self.drafts[j]
            if draft.sentence - other.sentence > _SAME_REACH:
                return -1
            is_inside = other.sentence == draft.sentence and draft.first <= other.last
            if (
                other.plural == draft.plural
                and not is_inside
                and set(draft.words) <= set(other.words)
            ):
                return j
        return -1

    def _find_by_rule(self, i: int, draft: Draft, lemma: str) -> int:
        best, best_score = -1, -1e9
        rules = self.rules.get(lemma, ())
        is_bare = len(draft.words) <= 1
        for j in range(i - 1, -1, -1):
            other = self.drafts[j]
            distance = draft.sentence - other.sentence
            if distance > _REACH:
                break
            if distance == 0 and other.last >= draft.first:
                continue
            if other.form == "name":
                strength = self._match(draft, lemma, j, rules, distance, is_bare)
            else:
                strength = self._match_nominal(draft, j, rules)
            if strength > 0.0:
                score = strength + self.salience.score(i, j)
                if score > best_score:
                    best, best_score = j, score
        return best

    def _match(
        self,
        draft: Draft,
        lemma: str,
        j: int,
        rules: Sequence[NominalRule],
        distance: int,
        is_bare: bool,
    ) -> float:
        """How well the chain of name `j` answers to the noun: 0 not at all."""
        other = self.drafts[j]
        if any(rule.fallback == "country" for rule in rules):
            known = find_known(load_lexicon(), other.name)
            return 1.0 if is_bare and known and known.id.startswith("place-") else 0.0
        if other.demonym or not self._is_alike(draft, other):
            return 0.0
        roles, words = self._find_told(j)
        if lemma in roles and self._modifiers_fit(draft, j):
            return 4.0
        for rule in rules:
            if rule.same_word and lemma in words and self._modifiers_fit(draft, j):
                return 4.0
            if (rule.roles & roles or rule.inside & words) and self._modifiers_fit(draft, j):
                return 3.0
            is_near = is_bare and distance <= _NEAR
            if is_near and (
                rule.fallback == other.kind
                or (rule.fallback == "body" and other.kind in {"group", "organization"})
            ):
                return 1.0
        return 0.0

    def _match_nominal(self, draft: Draft, j: int, rules: Sequence[NominalRule]) -> float:
        """'A former member of the army … the former fighter': a person introduced without a name."""
        other = self.drafts[j]
        is_new = other.form == "nominal" and other.determiner == "a" and not other.plural
        if not is_new or draft.kind != "person" or other.kind != "person":
            return 0.0
        shared = set(draft.words[:-1]) & set(other.words[:-1])
        if len(shared) < len(draft.words) - 1:
            return 0.0
        is_told = any(other.roles[0] in rule.roles for rule in rules)
        if shared and (is_told or (rules and other.roles[0] == "member")):
            return _SHARED
        return _NOMINAL if is_told else 0.0

    def _find_told(self, j: int) -> tuple[set[str], set[str]]:
        """The roles and the words of the names that the text gives to the chain of draft `j`."""
        members = self.chains.members(j)
        key = (self.chains.find(j), len(members))
        if key not in self._told:
            names = [self.drafts[m] for m in members if self.drafts[m].form == "name"]
            roles = {role for m in members for role in self.drafts[m].roles}
            self._told[key] = roles, {w for name in names for w in name.words}
        return self._told[key]

    def _is_alike(self, draft: Draft, other: Draft) -> bool:
        return draft.kind == other.kind or {draft.kind, other.kind} <= _BODIES

    def _modifiers_fit(self, draft: Draft, j: int) -> bool:
        """Every modifier of the nominal is told of the chain, or is a demonym or an adjective of rank."""
        extra = set(draft.words[:-1])
        if not extra:
            return True
        told = {
            w
            for m in self.chains.members(j)
            for w in (*self.drafts[m].words, *self.drafts[m].roles)
        }
        lexicon = load_lexicon()
        return all(w in told or (w,) in lexicon.demonyms or w in PLAIN for w in extra)


PLAIN = frozenset(
    {
        "same",
        "armed",
        "militant",
        "terrorist",
        "whole",
        "said",
        "former",
        "rebel",
        "extremist",
        "senior",
        "veteran",
        "private",
        "local",
        "islamist",
        "banned",
        "outlawed",
    }
)
