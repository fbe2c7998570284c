"""Which time modifies which predicate, and whether a clause looks ahead.

Sentence + its time expressions + a predicate's token → the expression that says when. A time
belongs to the clause it stands in: it never crosses into another finite clause, but the date at
the head of a sentence holds for conjoined verbs and participles, and a dated clause ('when he
took over in 2011', 'until she resigned in May') dates the verb above it.
"""

import re

from msgspec.structs import replace

from reportedly.edtf import split_interval
from reportedly.records import Record, Sentence, Token


class TimeExpression(Record, frozen=True, kw_only=True):
    """A stretch of a sentence that says when: `text` stands at `start:end` of the document.

    `first` and `last` are its tokens (inclusive) and `head` the one through which it hangs in the
    sentence, all counted from the sentence's first token. `introduced_by` is the preposition that
    governs it, in lower case, or ''.
    """

    edtf: str
    text: str
    start: int
    end: int
    first: int
    last: int
    head: int
    introduced_by: str = ""


_CLAUSAL = frozenset({"ccomp", "relcl", "advcl", "acl", "csubj", "csubjpass", "parataxis"})
_SPEECH = frozenset(
    "accuse acknowledge add admit affirm allege announce argue assert assure believe blame boast "
    "claim consider estimate fear suspect think understand "
    "comment complain concede conclude confess confirm contend declare deny describe disclose "
    "explain forecast hint imply indicate inform insist maintain mention note observe predict "
    "promise protest quote recall reiterate relate remark repeat reply report respond reveal say "
    "state stress suggest swear tell testify threaten tweet underline vow warn write".split()
)
_LIGHT = frozenset(
    "be begin carry cause commit conduct continue do end happen have hold launch lead make mount "
    "occur perpetrate plan stage start suffer survive take undertake".split()
)
_EVENTIVE = re.compile(
    r".*(?:tion|sion|ment|ing|tack|mbush|raid|strike|over)s?|(?:arrest|assault|battle|blast|bomb"
    r"|capture|clash|clashe|coup|crash|death|defeat|escape|fall|fire|murder|protest|release|seizure"
    r"|siege|trial|visit|vote|war|election|talk|appeal|rise|failure|departure|massacre|offensive"
    r"|operation|campaign|incident|meeting|summit|ceremony|wedding)s?"
)
_AHEAD_LEMMAS = frozenset(
    "due expect intend plan schedule set slate upcoming hope aim poised".split()
)
_PROSPECTIVE = frozenset(
    "agree ask call decide demand invite instruct offer order pledge prepare promise propose "
    "threaten urge vow want".split()
)
_TWIN_DISTANCE = 3
_AHEAD_WORDS = frozenset({"deadline", "pencilled", "penciled", "forthcoming"})


def attach_time(
    sentence: Sentence, times: list[TimeExpression], token_index: int
) -> TimeExpression | None:
    """Return the time of the predicate headed at `token_index`, the nearest where there are more.

    A time that hangs on a speech verb is that verb's own (when it was said), not its content's.
    The result of a dated clause carries the clause's relation: 'since he voted in May' is open at
    its end, 'until he quit in May' at its start.
    """
    if not times:
        return None
    explained = _time_explained_by(sentence, times, token_index)
    if explained is not None:
        return explained
    at: int | None = token_index
    for _ in range(len(sentence.tokens)):
        if at is None:
            return None
        own = _times_of(sentence, times, at)
        if at != token_index:
            own = [t for t in own if _is_shared(sentence, t, at, token_index)]
        if own:
            return min(own, key=lambda t: _distance(t, token_index))
        if at == token_index:
            dated = _time_of_clause(sentence, times, at) or _time_of_twin(sentence, times, at)
            if dated is not None:
                return dated
        at = _next_scope(sentence, at)
    return None


def looks_ahead(sentence: Sentence, token_index: int) -> bool:
    """Say whether the clause around a token speaks of what has not happened: 'will', 'is due to'."""
    tokens, at = sentence.tokens, token_index
    for _ in range(len(tokens)):
        token = tokens[at]
        if token.text.lower() in _AHEAD_WORDS:
            return True
        if token.lemma in _AHEAD_LEMMAS:
            return not _is_past_plan(sentence, at)
        if token.pos in {"VERB", "AUX"}:
            if _is_future_verb(sentence, at):
                return True
            if token.dep in _CLAUSAL and token.tag in {"VBD", "VBP", "VBZ", "VBN"}:
                return False
        elif any(tokens[c].lemma in {"upcoming", "next"} for c in sentence.children[at]):
            return True
        if token.head == at:
            return False
        at = token.head
    return False


def _is_past_plan(sentence: Sentence, i: int) -> bool:
    """'Had planned', 'was set to': a plan of the past tells nothing about the present."""
    token = sentence.tokens[i]
    helpers = {sentence.tokens[c].text.lower() for c in sentence.children[i]}
    if token.pos == "ADJ" and sentence.tokens[token.head].text.lower() in {"was", "were"}:
        return True
    if token.lemma in {"set", "plan", "hope", "aim", "intend"} and token.dep not in {
        "acl",
        "advcl",
    }:
        has_infinitive = any(sentence.tokens[c].dep == "xcomp" for c in sentence.children[i])
        present = helpers & {"is", "are", "'s", "'re"} or token.tag in {"VBZ", "VBP", "VBG"}
        return not (has_infinitive and present)
    return bool(helpers & {"was", "were", "had"}) or token.tag == "VBD"


def _is_future_verb(sentence: Sentence, i: int) -> bool:
    children = [sentence.tokens[c] for c in sentence.children[i]]
    helpers = {c.text.lower() for c in children if c.dep in {"aux", "auxpass"}}
    if any(c.tag == "MD" for c in children):
        return "have" not in helpers and not helpers & {"could", "can"}
    token = sentence.tokens[i]
    head = sentence.tokens[token.head]
    if "to" not in helpers or token.dep not in {"xcomp", "ccomp"}:
        return False
    # 'are to walk free', 'is going to open', 'agreed to meet': what is to come.
    return head.text.lower() in {"is", "are", "going"} or head.lemma in _PROSPECTIVE


def _times_of(
    sentence: Sentence, times: list[TimeExpression], predicate: int
) -> list[TimeExpression]:
    """The times that hang on the predicate itself, or on its arguments by a loose preposition."""
    strict, loose = [], []
    for time in times:
        path = _path_to(sentence, time, predicate)
        if path is None:
            continue
        nouns = [sentence.tokens[i] for i in path if sentence.tokens[i].pos not in _TRANSPARENT]
        if not nouns:
            strict.append(time)
        elif sentence.tokens[predicate].lemma in _SPEECH and any(n.pos == "VERB" for n in nouns):
            continue
        elif not any(_owns_time(sentence, noun, time) for noun in nouns):
            loose.append(time)
    return strict or loose


_TRANSPARENT = frozenset({"ADP", "SCONJ", "ADV", "PUNCT", "PART", "CCONJ", "NUM"})
_PERIOD_NOUNS = frozenset("night morning evening afternoon hour day dawn week month end".split())


def _path_to(sentence: Sentence, time: TimeExpression, predicate: int) -> list[int] | None:
    """The tokens strictly between a time and the predicate above it, `None` if a clause parts them."""
    tokens = sentence.tokens
    path: list[int] = []
    if time.first <= predicate <= time.last:
        return None
    at = time.head
    while tokens[at].head != at:
        if at != time.head and tokens[at].dep in _CLAUSAL:
            return None
        above = tokens[at].head
        if at != time.head and tokens[at].dep == "conj" and tokens[at].pos in {"VERB", "AUX"}:
            return None
        if above == predicate:
            return path
        if not time.first <= above <= time.last and tokens[above].lemma not in _PERIOD_NOUNS:
            path.append(above)
        at = above
    return None


def _owns_time(sentence: Sentence, noun: Token, time: TimeExpression) -> bool:
    """Whether a noun keeps a time below it: 'the ambush of 9 December', 'the 2009 bombing'.

    The parser often hangs 'on 30 June' on the object before it; that is mended here, except
    where the noun names an event or the time is joined to it without a temporal preposition.
    """
    if noun.pos in {"VERB", "AUX"}:
        # A participle or an infinitive below the predicate has its own time.
        return noun.dep != "xcomp" or noun.lemma in _SPEECH
    if time.introduced_by in {"", "of", "from", "for"}:
        is_free = sentence.tokens[time.head].dep == "npadvmod" and noun.dep in {"dobj", "pobj"}
        if not (is_free and time.introduced_by == ""):
            return True
    if noun.dep == "pobj" and sentence.tokens[noun.head].text.lower() == time.introduced_by:
        # 'met him during the 2022 campaign': the period of the noun is that of the verb.
        return False
    return _EVENTIVE.fullmatch(noun.text.lower()) is not None and not (
        noun.dep in {"dobj", "nsubj", "nsubjpass"} and sentence.tokens[noun.head].lemma in _LIGHT
    )


def _time_of_clause(
    sentence: Sentence, times: list[TimeExpression], predicate: int
) -> TimeExpression | None:
    """The time of a clause below the predicate that says when, turned by its conjunction."""
    tokens = sentence.tokens
    for child in sentence.children[predicate]:
        if tokens[child].dep not in {"advcl", "pcomp", "prep"}:
            continue
        verb, mark = child, ""
        if tokens[child].dep == "prep":
            mark = tokens[child].text.lower()
            below = [c for c in sentence.children[child] if tokens[c].dep in {"pcomp", "pobj"}]
            if not below:
                continue
            verb = below[0]
        else:
            marks = [c for c in sentence.children[child] if tokens[c].dep in {"mark", "advmod"}]
            mark = next(
                (tokens[c].text.lower() for c in marks if tokens[c].text.lower() in _MARKS), ""
            )
        if mark not in _MARKS:
            continue
        own = _times_of(sentence, times, verb)
        if own:
            return _turn(own[0], mark)
    return None


def _time_explained_by(
    sentence: Sentence, times: list[TimeExpression], predicate: int
) -> TimeExpression | None:
    """The time just before a clause with 'when' that says what happened then.

    'He has led it since 2011, when he replaced the founder': the clause is of 2011 itself.
    """
    for child in sentence.children[predicate]:
        token = sentence.tokens[child]
        if token.text.lower() != "when" or child == 0:
            continue
        before = child - 1 - int(sentence.tokens[child - 1].text == ",")
        for time in times:
            if time.last == before:
                first, last = split_interval(time.edtf)
                edtf = first if last == ".." else last if first == ".." else time.edtf
                return replace(time, edtf=edtf, introduced_by="when")
    return None


_MARKS = frozenset(
    {"when", "since", "until", "till", "before", "after", "following", "as", "while", "upon"}
)


def _time_of_twin(
    sentence: Sentence, times: list[TimeExpression], predicate: int
) -> TimeExpression | None:
    """'Were arrested and beaten on 5 May': a verb with nothing of its own shares the next one's time."""
    for child in sentence.children[predicate]:
        if sentence.tokens[child].dep == "conj" and child - predicate <= _TWIN_DISTANCE:
            own = _times_of(sentence, times, child)
            if own and sentence.tokens[child].pos == sentence.tokens[predicate].pos:
                return own[0]
    return None


def _turn(time: TimeExpression, mark: str) -> TimeExpression | None:
    first, last = split_interval(time.edtf)
    if mark in {"since", "after", "following"} and first != "..":
        return replace(time, edtf=f"{first.rstrip('~?%')}/..", introduced_by=mark)
    if mark in {"until", "till", "before"} and last != "..":
        return replace(time, edtf=f"../{last.rstrip('~?%')}", introduced_by=mark)
    return replace(time, introduced_by=mark)


def _next_scope(sentence: Sentence, i: int) -> int | None:
    """The predicate above `i` whose time may hold for it too, `None` where none may."""
    token = sentence.tokens[i]
    if token.head == i:
        return None
    head = sentence.tokens[token.head]
    if token.dep == "conj":
        return token.head
    if token.pos in {"VERB", "AUX"}:
        if head.lemma in _SPEECH or head.pos not in {"VERB", "AUX"}:
            return None
        if token.dep == "xcomp" or (token.dep == "advcl" and token.tag in {"VBG", "VBN"}):
            return token.head
        # 'is believed to', 'was seen': the content of what is neither speech nor finite.
        return None
    if token.dep in {"dobj", "nsubj", "nsubjpass", "attr", "pobj"} and head.lemma in _LIGHT:
        return token.head
    return None


def _is_shared(sentence: Sentence, time: TimeExpression, owner: int, predicate: int) -> bool:
    """Whether a time of `owner` holds for `predicate` below it.

    A conjoined verb shares what stands before the first verb; an infinitive and a participle
    share everything, a nominal under a light verb too.
    """
    token = sentence.tokens[predicate]
    at = predicate
    while at != owner and sentence.tokens[at].head != at:
        if sentence.tokens[at].dep == "conj" and token.pos in {"VERB", "AUX"}:
            return time.last < owner
        at = sentence.tokens[at].head
    return True


def _distance(time: TimeExpression, token_index: int) -> int:
    if time.first <= token_index <= time.last:
        return 0
    return time.first - token_index if time.first > token_index else token_index - time.last
