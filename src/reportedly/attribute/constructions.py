"""One parsed sentence → the cues in it with their sources and contents, read off the tree.

A cue that takes quotations is returned even without content: `speech.py` looks for its
quotation, also in the neighbouring sentences. Cues that are not verbs are in `nominals.py`.
"""

from dataclasses import replace

from reportedly.attribute.clauses import has_that
from reportedly.attribute.contents import PREPOSITIONS, take_content
from reportedly.attribute.cues import Cue, Cues, load_cues
from reportedly.attribute.evidence import EVIDENCE, find_wanting
from reportedly.attribute.findings import Finding, Speaker
from reportedly.attribute.negations import is_negated
from reportedly.attribute.nominals import match_adjective, match_noun, match_preposition
from reportedly.attribute.reasons import take_items
from reportedly.attribute.recovery import find_phrase_before, take_before, take_rest, take_that
from reportedly.attribute.site import Site
from reportedly.attribute.speakers import describe_speaker, find_speaker, is_passive
from reportedly.attribute.untruths import is_contested
from reportedly.records import Sentence
from reportedly.syntax.tree import VERBAL, find_child, find_children, subtree

_ADVERBS = frozenset({"also", "then", "further", "furthermore", "later", "now", "once", "again"})
_ASKING = frozenset(
    """call urge ask demand tell press order instruct beg implore request pressure want invite challenge
    advise encourage""".split()
)
_NOBODY = frozenset({"you", "nobody", "none", "nothing", "neither", "whoever", "anyone", "anybody"})
_FUTURE = frozenset({"will", "would", "should", "shall", "'ll", "wo", "'d"})


def find_findings(sentence: Sentence, cues: Cues, quoted: frozenset[int]) -> list[Finding]:
    """Return the cues of the sentence in text order; `quoted` are its tokens inside quotations."""
    found: list[Finding] = []
    for token in sentence.tokens:
        finding = None
        if token.pos in VERBAL or token.tag.startswith("VB"):
            entries = cues.verbs.get(token.lemma)
            if entries:
                finding = _match_verb(sentence, token.i, entries, quoted)
        elif token.pos in {"NOUN", "PROPN"} and token.lemma in cues.nouns:
            finding = match_noun(sentence, token.i, cues.nouns[token.lemma])
        if token.lemma in EVIDENCE:
            finding = find_wanting(sentence, token) or finding
        word = token.text.lower()
        if finding is None and word in cues.adjectives:
            finding = match_adjective(sentence, token.i, cues.adjectives[word])
        if finding is None and word in cues.prepositions:
            finding = match_preposition(sentence, token.i, cues.prepositions[word])
        if finding is not None and not is_hearer(sentence, finding):
            found.append(finding)
    return _apply_citations(sentence, _drop_quoted_sayings(sentence, found))


def _drop_quoted_sayings(sentence: Sentence, found: list[Finding]) -> list[Finding]:
    """'quoted an officer as *saying*' is one attribution, that of 'quoted'."""
    tokens = sentence.tokens
    quoting = {f.head for f in found if "as-saying" in f.cue.takes and f.outer is not None}
    return [
        f
        for f in found
        if not (tokens[f.head].dep == "pcomp" and tokens[tokens[f.head].head].head in quoting)
    ]


def _apply_citations(sentence: Sentence, found: list[Finding]) -> list[Finding]:
    """'Reuters reported, citing two officers, that …': the officers are the root source."""
    kept: list[Finding] = []
    for citing in found:
        host = _find_host(sentence, citing, found)
        if host is None:
            kept.append(citing)
            continue
        cited = find_child(sentence, citing.head, ("dobj",))
        clause = _find_cited_clause(sentence, cited)
        host.outer, host.outer_cue = host.speaker, host.cue_tokens
        host.speaker = describe_speaker(sentence, cited if cited is not None else citing.head)
        host.cue_tokens = citing.cue_tokens
        host.act = "says"
        own = set(subtree(sentence, citing.head))
        for tokens in (host.content, host.scope):
            if sentence.index in tokens:
                tokens[sentence.index] -= own
        if clause is not None:
            host.add(sentence.index, set(subtree(sentence, clause)))
            host.speaker.shown = [
                i for i in host.speaker.shown if i < min(subtree(sentence, clause))
            ]
    return kept


def _find_cited_clause(sentence: Sentence, cited: int | None) -> int | None:
    """'citing two officers, that …': the parser hangs the clause on the officers."""
    if cited is None:
        return None
    clauses = find_children(sentence, cited, ("relcl", "acl"))
    return next((c for c in clauses if has_that(sentence, c)), None)


def _find_host(sentence: Sentence, citing: Finding, found: list[Finding]) -> Finding | None:
    tokens = sentence.tokens
    if citing.cue.id != "cite" or tokens[citing.head].tag != "VBG" or citing.speaker is None:
        return None
    cited = find_child(sentence, citing.head, ("dobj",))
    if cited is None:
        return None
    is_somebody = tokens[cited].entity in {"PERSON", "ORG", "NORP", "GPE"}
    if not is_somebody and tokens[cited].lemma not in load_cues().witnesses:
        return None
    return next(
        (
            f
            for f in found
            if f is not citing
            and (f.content or _find_cited_clause(sentence, cited) is not None)
            and f.outer is None
            and f.speaker is not None
            and f.speaker.head == citing.speaker.head
            and f.cue.act in {"says", "reports"}
        ),
        None,
    )


def is_hearer(sentence: Sentence, finding: Finding) -> bool:
    """Return whether the speaker is the reader or nobody: 'you know', 'nobody said'."""
    speaker = finding.speaker
    if speaker is None:
        return False
    if sentence.tokens[speaker.head].text.lower() in _NOBODY:
        return True
    determiners = find_children(sentence, speaker.head, ("det", "preconj"))
    return any(sentence.tokens[c].lemma in {"no", "neither"} for c in determiners)


def _match_verb(
    sentence: Sentence, verb: int, entries: tuple[Cue, ...], quoted: frozenset[int]
) -> Finding | None:
    if sentence.tokens[verb].dep in {"amod", "compound", "aux", "auxpass", "punct"}:
        return None
    passive = is_passive(sentence, verb)
    speaker = find_phrase_before(sentence, verb) or find_speaker(sentence, verb)
    if passive and speaker is None:
        return None
    waiting: Finding | None = None
    for cue in entries:
        if _is_told_of(sentence, verb, cue, verb in quoted, passive=passive):
            continue
        if not has_particle(sentence, verb, cue):
            continue
        if cue.thing and not (
            speaker and sentence.tokens[speaker.head].lemma in load_cues().things
        ):
            continue
        finding = read_content(Site(sentence, verb, cue, passive, quoted))
        if finding is None:
            continue
        finding.speaker = _without(sentence, speaker, finding.content.get(sentence.index, set()))
        if finding.content:
            if not cue.scope and not passive:
                finding = _prefer_clause(sentence, waiting, finding, quoted)
            return complete_finding(sentence, finding, passive=passive)
        waiting = waiting or finding
    if waiting is None:
        return None
    if not passive:
        _recover_content(sentence, waiting, quoted)
    return complete_finding(sentence, waiting, passive=passive)


def _prefer_clause(
    sentence: Sentence, waiting: Finding | None, topic: Finding, quoted: frozenset[int]
) -> Finding:
    """'stated guards beat them': the clause that the tree has lost, before the object in it."""
    if waiting is None:
        return topic
    _recover_content(sentence, waiting, quoted)
    return waiting if waiting.content else topic


def _without(sentence: Sentence, speaker: Speaker | None, content: set[int]) -> Speaker | None:
    """The speaker without a content that the parser hung on him."""
    if speaker is None or speaker.head in content or not content.intersection(speaker.shown):
        return speaker
    shown = [i for i in speaker.shown if i not in content]
    while len(shown) > 1 and sentence.tokens[shown[-1]].pos == "ADP":
        shown.pop()  # 'accused by the army *of* burning the mill'
    return Speaker(speaker.sentence, speaker.head, shown)


def _is_told_of(sentence: Sentence, verb: int, cue: Cue, is_quoted: bool, *, passive: bool) -> bool:
    """Words that bring in nobody here: a speaker's 'he knew', 'records seen by the Post'."""
    if cue.act != "believes":
        return False
    if is_quoted and cue.effect == "stated" and cue.scope:
        return True
    return passive and sentence.tokens[verb].dep == "acl" and "as" not in cue.takes[:1]


def _recover_content(sentence: Sentence, finding: Finding, quoted: frozenset[int]) -> None:
    """Fill an empty content by position where the tree has lost it."""
    verb, cue, speaker = finding.head, finding.cue, finding.speaker
    if speaker is None or cue.effect == "unrealised" or verb in quoted:
        return
    content = take_that(sentence, verb, cue)
    if not content and cue.act in {"says", "reports"}:
        content = take_before(sentence, verb, speaker, cue)
        if not content and speaker.head < verb:
            content = take_rest(sentence, verb, cue, quoted)
    finding.add(sentence.index, content - set(finding.cue_tokens))


def read_content(site: Site) -> Finding | None:
    """Return the finding of one cue with its content, without if it waits for a quotation."""
    cue, index = site.cue, site.sentence.index
    finding = Finding(index, site.verb, cue, cue_tokens_of(site.sentence, site.verb))
    for construction in cue.takes:
        if construction == "quote":
            continue
        name, _, preposition = construction.partition(":")
        content, scope = take_content(replace(site, preposition=preposition), name)
        content -= set(finding.cue_tokens)
        content = _until_semicolon(site, content) | content & take_items(site.sentence, site.verb)
        if content:
            finding.add(index, content, scoped=scope is None)
            if scope:
                finding.scope[index] = scope & content
            finding.is_light = cue.light or (
                name in {"object", "responsibility"} and cue.act in {"denies", "admits"}
            )
            if preposition or name in PREPOSITIONS:
                _join_preposition(site.sentence, finding, preposition or name)
            return finding
    return finding if "quote" in cue.takes else None


def _until_semicolon(site: Site, content: set[int]) -> set[int]:
    """Cut a content at the semicolons, outside quotations, that part it from its cue."""
    tokens = site.sentence.tokens
    stops = [t.i for t in tokens if t.text == ";" and t.i not in site.quoted]
    if not stops or site.verb in site.quoted:
        return content
    after = min((i for i in stops if i > site.verb), default=len(tokens))
    before = max((i for i in stops if i < site.verb), default=-1)
    if any(before < i < site.verb for i in content):
        before = -1
    return {i for i in content if before < i < after}


def _join_preposition(sentence: Sentence, finding: Finding, preposition: str) -> None:
    """Take the preposition between cue and content into the cue ('accused … *of*')."""
    tokens = sentence.tokens
    for head in (finding.head, *find_children(sentence, finding.head, ("dobj",))):
        for child in sentence.children[head]:
            if tokens[child].lemma == preposition and child > finding.head:
                if child == finding.head + 1:
                    finding.cue_tokens = sorted({*finding.cue_tokens, child})
                return


def complete_finding(sentence: Sentence, finding: Finding, *, passive: bool) -> Finding | None:
    """Set what the cue, its negation and its own modality do; None where it brings in nobody."""
    tokens = sentence.tokens
    cue = finding.cue
    finding.certainty = cue.effect
    finding.polarity = "denied" if cue.denies else "affirmed"
    if is_negated(sentence, finding.head):
        if cue.act != "believes" or not cue.scope:
            return None
        finding.polarity = "affirmed" if cue.denies else "denied"  # 'does not doubt it'
    if cue.denies and _is_asked(sentence, finding.head):
        return None
    if finding.certainty == "stated" and any(
        tokens[c].lemma in _FUTURE and tokens[c].dep == "aux"
        for c in sentence.children[finding.head]
    ):
        finding.certainty = "unrealised"
    if finding.certainty == "stated" and is_contested(sentence, finding.head):
        finding.certainty = "hedged"
    if "as-saying" in cue.takes and finding.content:
        _swap_quoted(sentence, finding, passive=passive)
    if cue.recipient and not passive:
        _find_medium(sentence, finding)
    return finding


def _is_asked(sentence: Sentence, verb: int) -> bool:
    """'called on the front to withdraw its claim': it has not withdrawn it."""
    token = sentence.tokens[verb]
    head = sentence.tokens[token.head]
    if token.dep not in {"xcomp", "ccomp", "advcl"} or head.lemma not in _ASKING:
        return False
    return any(sentence.tokens[c].tag == "TO" for c in sentence.children[verb])


def _swap_quoted(sentence: Sentence, finding: Finding, *, passive: bool) -> None:
    """'The Post quoted an officer as saying …': the officer speaks, the Post reports it."""
    person = find_child(sentence, finding.head, ("nsubjpass",) if passive else ("dobj",))
    if person is None:
        return
    finding.outer = finding.speaker
    finding.outer_cue = finding.cue_tokens
    finding.speaker = describe_speaker(sentence, person)
    finding.act = "says"


def _find_medium(sentence: Sentence, finding: Finding) -> None:
    """'told Reuters': the medium reports what it was told."""
    hearer = find_child(sentence, finding.head, ("dobj", "dative"))
    if hearer is None or hearer < finding.head:
        return
    if sentence.tokens[hearer].pos != "PROPN":
        return
    words = {
        sentence.tokens[i].text.lower()
        for i in (hearer, *find_children(sentence, hearer, ("compound", "amod", "poss", "nmod")))
    }
    if words & load_cues().media:
        finding.outer = describe_speaker(sentence, hearer)
        finding.outer_cue = finding.cue_tokens


def cue_tokens_of(sentence: Sentence, verb: int) -> list[int]:
    """Return the verb with its auxiliaries, negation, particle and an adverb just before it."""
    found = [verb]
    for child in sentence.children[verb]:
        token = sentence.tokens[child]
        is_auxiliary = token.dep in {"aux", "auxpass", "neg"} and token.lemma != "to"
        is_adverb = token.dep == "advmod" and child == verb - 1 and token.lemma in _ADVERBS
        is_particle = token.dep == "prt" and child == verb + 1
        if (is_auxiliary and child < verb) or is_particle or is_adverb:
            found.append(child)
    return sorted(found)


def has_particle(sentence: Sentence, verb: int, cue: Cue) -> bool:
    """Return whether the verb has the particle that the cue asks for."""
    particle = next(
        (sentence.tokens[c].lemma for c in find_children(sentence, verb, ("prt",))), None
    )
    return particle == cue.particle or (cue.particle is None and not cue.bare)
