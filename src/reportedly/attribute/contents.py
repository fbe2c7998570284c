"""Cue verb → its content: one reader for each construction that a cue may take.

Each reader looks from a `Site` (a cue verb in its sentence) at the tree and returns the tokens of
the content, and those that claims hang on where these are fewer ('accused *the front* of …').
"""

from collections.abc import Callable

from reportedly.attribute.accusations import (
    take_accusation,
    take_answer,
    take_listing,
    take_responsibility,
)
from reportedly.attribute.clauses import FINITE, has_that, has_to, is_finite
from reportedly.attribute.cues import Cue, load_cues
from reportedly.attribute.site import NOTHING, Site, Taken, complement_is_time, complement_of
from reportedly.attribute.speakers import SUBJECTS
from reportedly.records import Sentence
from reportedly.syntax.tree import VERBAL, find_child, find_children, subtree, walk_subtree

PREPOSITIONS = frozenset({"of", "about", "for", "to", "on", "against", "at", "by"})
_TIMES = frozenset({"DATE", "TIME"})

_BREAKS = frozenset({",", "--", "-", "—", "–", '"', "”", "’", "(", "'"})


def take_content(site: Site, construction: str) -> Taken:
    """Return content and scope tokens in `construction`; an empty content where it is absent."""
    reader = _READERS.get(construction)
    if reader is not None:
        return reader(site)
    found = complement_of(site.sentence, site.verb, construction)
    if construction == "by" and not _is_said_by(site, found):
        return NOTHING
    return found, None


def _is_said_by(site: Site, content: set[int]) -> bool:
    """'replied by saying that …', not 'replied by firing at the crowd'."""
    tokens = site.sentence.tokens
    verbs = [i for i in content if tokens[i].dep == "pcomp"]
    return any(
        cue.particle is None and cue.scope
        for i in verbs
        for cue in load_cues().verbs.get(tokens[i].lemma, ())
    )


def _take_clause(site: Site) -> Taken:
    sentence, verb = site.sentence, site.verb
    found: set[int] = set()
    for child in sentence.children[verb]:
        if not _is_content_clause(site, child):
            continue
        if not (is_finite(sentence, child) or has_that(sentence, child)) and not (
            child in site.quoted and verb not in site.quoted
        ):
            continue
        if child < verb:
            found.update(_preposed(sentence, verb, child))
        else:
            found.update(_postposed(site, child))
    return (found, None) if found else _take_around(site)


def _take_that_clause(site: Site) -> Taken:
    """'The court held *that* …'; without the conjunction the verb may be another one."""
    sentence = site.sentence
    for child in find_children(sentence, site.verb, ("ccomp", "advcl")):
        if child > site.verb and _has_mark(sentence, child, ("that", "whether", "if")):
            return set(subtree(sentence, child)), None
    return NOTHING


def _is_content_clause(site: Site, child: int) -> bool:
    """A clausal complement, also where the parser took it for an adverbial clause."""
    sentence, verb = site.sentence, site.verb
    dep = sentence.tokens[child].dep
    if dep == "ccomp":
        return True
    if dep == "parataxis":
        return child < verb
    if dep == "advcl" and child < verb:
        if sentence.tokens[child].tag in {"VBG", "VBN"} and not find_children(
            sentence, child, (*SUBJECTS, "aux", "auxpass")
        ):
            return False  # 'Commenting on the raid, the mayor said: …'
        return not any(
            sentence.tokens[c].dep in {"mark", "advmod"} and sentence.tokens[c].pos in _OPENERS
            for c in sentence.children[child]
        )
    return dep in {"advcl", "xcomp"} and _has_mark(sentence, child, ("that", "whether"))


_OPENERS = frozenset({"SCONJ", "ADP"})


def _preposed(sentence: Sentence, verb: int, clause: int) -> set[int]:
    """A clause before its cue, with what the parser hung on the cue to its left."""
    found = set(subtree(sentence, clause))
    last = max((i for i in found if i < verb), default=clause)
    if sentence.tokens[verb].dep == "ROOT":
        own = {
            i for s in find_children(sentence, verb, SUBJECTS) for i in walk_subtree(sentence, s)
        }
        if not any(i < min(found) for i in own):
            found.update(range(_after_dateline(sentence), last + 1))
        found -= own
    found.discard(verb)
    return found


def _after_dateline(sentence: Sentence) -> int:
    """The token after 'ORLIN, May 3 (Agency) - ' at the head of a report, else 0."""
    tokens = sentence.tokens
    if not tokens[0].text.isupper() or len(tokens[0].text) < 3:
        return 0
    for token in tokens[1:16]:
        if token.text in {"-", "--", "—", "–", "―"}:
            return token.i + 1
    return 0


def _postposed(site: Site, clause: int) -> set[int]:
    """A clause after its cue."""
    sentence = site.sentence
    found = set(subtree(sentence, clause))
    if find_child(sentence, clause, (*SUBJECTS, "expl")) is None:
        found.update(_lost_subject(site, min(found)))
    return _until_inner_mark(site, found)


def _until_inner_mark(site: Site, content: set[int]) -> set[int]:
    """A quotation inside a quotation ends at its own mark ('He told me `go' and left')."""
    tokens = site.sentence.tokens
    start = min(content)
    opening = next((i for i in (start, start - 1) if tokens[i].text in _INNER_MARKS), None)
    if opening is None or site.verb not in site.quoted:
        return content
    closing = next((t.i for t in tokens[opening + 1 :] if t.text in _INNER_MARKS), None)
    return content if closing is None else {i for i in content if i <= closing}


_INNER_MARKS = frozenset({"'", "‘", "’", "`"})


def _lost_subject(site: Site, first: int) -> set[int]:
    """What stands between cue and a clause without subject: the parser hung it elsewhere."""
    sentence, verb = site.sentence, site.verb
    tokens = sentence.tokens
    start = verb + 1
    for child in sentence.children[verb]:
        token = tokens[child]
        told = site.cue.recipient and token.dep in {"dobj", "dative"}
        when = token.dep in {"npadvmod", "advmod", "prt"} or complement_is_time(sentence, child)
        if verb < child < first and (told or when):
            start = max(start, max(subtree(sentence, child)) + 1)
    if not any(tokens[i].pos in {"NOUN", "PROPN"} for i in range(start, first)):
        return set()
    return set(range(start, first))


def _take_around(site: Site) -> Taken:
    """The clause that a parenthetical cue stands in ('The road, as she said, is mined')."""
    sentence, verb = site.sentence, site.verb
    tokens = sentence.tokens
    token = tokens[verb]
    head = token.head
    if site.cue.effect == "unrealised" or head == verb or tokens[head].pos not in VERBAL:
        return NOTHING
    own = [i for i in subtree(sentence, verb) if tokens[i].pos != "PUNCT"]
    if _is_absolute(sentence, verb):
        return {i for i in subtree(sentence, head) if i < own[0]}, None
    if token.tag not in FINITE:
        return NOTHING
    is_as = token.dep == "advcl" and any(
        tokens[c].lemma == "as" and tokens[c].dep in {"mark", "advmod"}
        for c in sentence.children[verb]
    )
    if not is_as:
        if token.dep not in {"parataxis", "ccomp", "dep"} or own[0] == 0:
            return NOTHING
        if tokens[own[0] - 1].text not in _BREAKS:
            return NOTHING
        if find_child(sentence, verb, ("xcomp", "mark")) is not None:
            return NOTHING
    return set(subtree(sentence, head)) - set(range(own[0], own[-1] + 1)), None


def _take_as_it(site: Site) -> Taken:
    """The clause around 'as the mayor put it'."""
    sentence, verb = site.sentence, site.verb
    patient = find_child(sentence, verb, ("dobj",))
    if patient is None or sentence.tokens[patient].lemma not in {"it", "this", "that"}:
        return NOTHING
    if not _has_mark(sentence, verb, ("as",)):
        return NOTHING
    return _take_around(site)


def _is_absolute(sentence: Sentence, verb: int) -> bool:
    """'The road is mined, he noting that …': the participle speaks the clause before it too."""
    token = sentence.tokens[verb]
    if token.tag != "VBG" or token.dep not in {"advcl", "ccomp"} or token.head > verb:
        return False
    subject = find_child(sentence, verb, ("nsubj",))
    return subject is not None and sentence.tokens[subject].tag == "PRP"


def _take_infinitive(site: Site) -> Taken:
    sentence, verb = site.sentence, site.verb
    for child in find_children(sentence, verb, ("xcomp", "ccomp")):
        if (
            child > verb
            and has_to(sentence, child)
            and find_child(sentence, child, SUBJECTS) is None
            and (site.passive or find_child(sentence, verb, ("dobj",)) is None)
        ):
            return set(subtree(sentence, child)), None
    return NOTHING


def _take_object_infinitive(site: Site) -> Taken:
    sentence, verb = site.sentence, site.verb
    for child in find_children(sentence, verb, ("ccomp", "xcomp", "advcl")):
        if child < verb or not has_to(sentence, child):
            continue
        subject = find_child(sentence, child, SUBJECTS)
        patient = find_child(sentence, verb, ("dobj", "dative", "nsubjpass"))
        if subject is None and patient is None:
            continue
        content = set(subtree(sentence, child))
        if subject is not None or patient is None:
            return content, None
        return content | set(subtree(sentence, patient)), content
    return NOTHING


def _take_call_on(site: Site) -> Taken:
    """'called on the army to leave': the infinitive hangs on the verb or on the noun."""
    sentence = site.sentence
    addressed = complement_of(sentence, site.verb, "on")
    inner = next(
        (c for c in sentence.children[site.verb]
         if sentence.tokens[c].dep in {"xcomp", "advcl", "ccomp"} and c > site.verb
         and has_to(sentence, c)),
        None,
    )  # fmt: skip
    if inner is not None and addressed:
        scope = set(subtree(sentence, inner))
        return addressed | scope, scope
    if any(sentence.tokens[i].tag == "TO" for i in addressed):
        return addressed, None
    return NOTHING


def _take_gerund(site: Site) -> Taken:
    sentence = site.sentence
    for child in find_children(sentence, site.verb, ("xcomp", "ccomp")):
        token = sentence.tokens[child]
        if child < site.verb or is_finite(sentence, child) or has_to(sentence, child):
            continue
        if token.tag in {"VBG", "VBN"}:
            return set(subtree(sentence, child)), None
    return NOTHING


def _take_object(site: Site) -> Taken:
    sentence, verb, cue = site.sentence, site.verb, site.cue
    tokens = sentence.tokens
    for child in find_children(sentence, verb, ("nsubjpass",) if site.passive else ("dobj",)):
        token = tokens[child]
        if cue.denies and token.tag == "WDT" and tokens[verb].dep == "relcl":
            return {child}, set()  # 'an attack, which the front denied'
        if token.entity in _TIMES or token.tag in {"WP", "WDT"}:
            continue
        if token.text.lower().endswith(("self", "selves")) or token.lemma in cue.not_objects:
            continue
        if cue.objects and not _is_listed(sentence, child, cue):
            continue
        if site.passive and token.pos == "PRON":
            continue
        content = set(subtree(sentence, child))
        if cue.act in {"denies", "admits"} and not site.passive:
            return content | _far_phrases(sentence, verb, child), None
        return content, None
    if site.passive and tokens[verb].dep == "acl" and not cue.objects:
        own = set(subtree(sentence, verb))
        return set(subtree(sentence, tokens[verb].head)) - own, set()
    return NOTHING


def _far_phrases(sentence: Sentence, verb: int, noun: int) -> set[int]:
    """'denied any link *to the company*', where the parser hangs the phrase on the verb."""
    found: set[int] = set()
    for child in find_children(sentence, verb, ("prep",)):
        is_tie = sentence.tokens[child].lemma in {"to", "with", "between", "in", "of"}
        if child > noun and is_tie and not complement_is_time(sentence, child):
            found.update(subtree(sentence, child))
    return found


def _is_listed(sentence: Sentence, noun: int, cue: Cue) -> bool:
    return any(
        sentence.tokens[i].lemma in cue.objects or sentence.tokens[i].text.lower() in cue.objects
        for i in (noun, *find_children(sentence, noun, ("conj",)))
    )


def _take_predicate(site: Site) -> Taken:
    """'called the report a lie', 'thought him dead': object and what is said of it."""
    sentence, verb = site.sentence, site.verb
    tokens = sentence.tokens
    patients = site.patients()
    found: set[int] = set()
    for child in find_children(sentence, verb, ("oprd", "ccomp", "xcomp", "acomp")):
        token = tokens[child]
        if child < verb or has_to(sentence, child) or is_finite(sentence, child):
            continue
        if token.pos == "PROPN" and child not in site.quoted:
            continue
        if token.tag != "VBG" or token.dep == "oprd":
            found.update(subtree(sentence, child))
    if not found and patients and verb not in site.quoted:
        found = {i for i in site.quoted if i > patients[-1]}
    if not found:
        return NOTHING
    for patient in patients:
        found.update(subtree(sentence, patient))
    return found, None


def _take_as(site: Site) -> Taken:
    sentence, verb = site.sentence, site.verb
    patients = site.patients()
    found = complement_of(sentence, verb, "as")
    for patient in patients:
        found = found or complement_of(sentence, patient, "as")
    if not found:
        return NOTHING
    for patient in patients:
        found.update(subtree(sentence, patient))
    for child in find_children(sentence, verb, ("prep",)):
        if sentence.tokens[child].lemma == "to":
            found.update(set(subtree(sentence, child)) - {child})
    return found, None


def _take_as_saying(site: Site) -> Taken:
    """'quoted an officer as saying that …': what follows the second verb."""
    sentence = site.sentence
    for child in find_children(sentence, site.verb, ("prep", "advcl", "mark")):
        if sentence.tokens[child].lemma != "as":
            continue
        saying = find_child(sentence, child, ("pcomp", "pobj"))
        if saying is not None and sentence.tokens[saying].tag == "VBG":
            clause = find_child(sentence, saying, ("ccomp", "dobj"))
            if clause is not None:
                return set(subtree(sentence, clause)), None
    return NOTHING


def _has_mark(sentence: Sentence, clause: int, marks: tuple[str, ...]) -> bool:
    return any(
        sentence.tokens[c].dep == "mark" and sentence.tokens[c].lemma in marks
        for c in sentence.children[clause]
    )


_READERS: dict[str, Callable[[Site], Taken]] = {
    "clause": _take_clause,
    "that-clause": _take_that_clause,
    "infinitive": _take_infinitive,
    "object-infinitive": _take_object_infinitive,
    "call-on": _take_call_on,
    "gerund": _take_gerund,
    "object": _take_object,
    "predicate": _take_predicate,
    "as": _take_as,
    "as-it": _take_as_it,
    "as-saying": _take_as_saying,
    "accuse": take_accusation,
    "answer": take_answer,
    "list": take_listing,
    "responsibility": take_responsibility,
}
