"""Which time modifies which predicate.

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
_NOT_EVENTS = frozenset(
    "administration apartment association building coalition commission constitution corporation "
    "delegation department division document element evening faction federation foundation "
    "government institution king mission morning movement nation organisation organization "
    "parliament population position publication regiment ring section settlement spring station "
    "thing union wing".split()
)
_AVERSE = frozenset(
    "avenge blame commemorate condemn criticise criticize deplore discuss honour investigate mark "
    "mourn praise probe remember survive study welcome".split()
)
_LIGHT = frozenset(
    "be begin carry cause commit conduct continue do end happen have hold launch lead make mount "
    "occur perpetrate plan stage start suffer survive take undertake involve engage participate "
    "serve act work".split()
)
_EVENTIVE = re.compile(
    r".*(?:tion|sion|ment|ing|tack|mbush|raid|strike|over)s?|(?:arrest|assault|battle|blast|bomb"
    r"|capture|clash|clashe|coup|crash|death|defeat|escape|fall|fire|murder|protest|release|seizure"
    r"|siege|trial|visit|vote|war|election|talk|appeal|rise|failure|departure|massacre|offensive"
    r"|operation|campaign|incident|meeting|summit|ceremony|wedding|stampede|storm|act|game|hajj)s?"
)
_TWIN_DISTANCE = 3


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
    is_verb = sentence.tokens[token_index].pos in {"VERB", "AUX"}
    at: int | None = token_index
    for _ in range(len(sentence.tokens)):
        if at is None:
            break
        own = _times_of(sentence, times, at)
        if at != token_index:
            own = [t for t in own if _is_shared(sentence, t, at, token_index)]
        if own:
            return min(own, key=lambda t: _distance(t, token_index))
        if at == token_index or not is_verb:
            for look in (_time_of_clause, _time_of_twin, _time_of_event):
                dated = look(sentence, times, at)
                if dated is not None:
                    return dated
        at = _next_scope(sentence, at)
    return _time_of_heading(sentence, times, token_index)


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
        elif not any(_owns_time(sentence, predicate, noun, time) for noun in nouns):
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


def _is_event(noun: Token) -> bool:
    """Whether a noun names something that happens, and so may have a time of its own."""
    word = noun.text.lower()
    return word.removesuffix("s") not in _NOT_EVENTS and _EVENTIVE.fullmatch(word) is not None


def _owns_time(sentence: Sentence, predicate: int, noun: Token, time: TimeExpression) -> bool:
    """Whether a noun keeps a time below it: 'the ambush of 9 December', 'the 2009 bombing'.

    The parser often hangs 'on 30 June' on the object before it; that is mended here, except
    where the noun names an event or the time is joined to it without a temporal preposition.
    """
    if noun.pos in {"VERB", "AUX"}:
        # A participle or an infinitive below the predicate has its own time.
        return noun.dep != "xcomp" or noun.lemma in _SPEECH
    above = sentence.tokens[noun.head]
    if noun.dep == "pobj" and above.head == predicate and above.text.lower() in _PERIODS:
        # 'met him during the 2022 campaign', 'shot at a wedding in 2001': one and the same time.
        return False
    is_event = _is_event(noun)
    if sentence.tokens[predicate].pos not in {"VERB", "AUX"}:
        return is_event and noun.dep != "conj"
    if time.introduced_by in {"", "of", "from", "for"}:
        return not _is_adverbial(sentence, noun, time)
    return is_event and not (noun.dep in _CORE and above.lemma in _LIGHT)


def _is_adverbial(sentence: Sentence, noun: Token, time: TimeExpression) -> bool:
    """'A storm yesterday', 'Last autumn gunmen': an adverb of time that was hung on a noun."""
    if time.introduced_by:
        return False
    head = sentence.tokens[time.head]
    after = time.last + 1
    is_possessive = after < len(sentence.tokens) and sentence.tokens[after].tag == "POS"
    if time.first == 0 and time.last > 0 and not is_possessive:
        return True
    return head.dep == "npadvmod" and noun.dep in _CORE | {"pobj", "conj"}


_CORE = frozenset({"dobj", "nsubj", "nsubjpass"})
_PERIODS = frozenset({"in", "during", "at", "amid", "throughout", "on"})


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
        own = _times_of(sentence, times, verb) or _times_below(sentence, times, verb)
        if own:
            return _turn(own[0], mark)
    return None


def _times_below(sentence: Sentence, times: list[TimeExpression], top: int) -> list[TimeExpression]:
    """The times below a token in its own clause, whatever noun they belong to."""
    return [time for time in times if _path_to(sentence, time, top) is not None]


def _time_of_event(
    sentence: Sentence, times: list[TimeExpression], predicate: int
) -> TimeExpression | None:
    """'The ambush in October killed eleven': an event that acts dates what it does."""
    verb = sentence.tokens[predicate]
    if verb.pos != "VERB" or verb.lemma in _SPEECH | _AVERSE:
        return None
    for child in sentence.children[predicate]:
        subject = sentence.tokens[child]
        if subject.dep == "nsubj" and _is_event(subject):
            own = _times_of(sentence, times, child)
            if own:
                return own[0]
    return None


def _time_of_heading(
    sentence: Sentence, times: list[TimeExpression], predicate: int
) -> TimeExpression | None:
    """'14 May, Ghazni: …', 'two acts in 2010: a bombing and …': a time that a colon hands on."""
    tokens = sentence.tokens
    for time in times:
        after = time.last + 1
        if after >= predicate or tokens[after].text != ":":
            continue
        at = tokens[time.head].head
        while tokens[at].pos == "ADP" and tokens[at].head != at:
            at = tokens[at].head
        if tokens[at].lemma not in _SPEECH:
            return time
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


_MARKS = frozenset("when since until till before after following as while upon during amid".split())


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
    if token.dep == "conj" or _is_misread_participle(sentence, head.i):
        return head.i
    if head.lemma == "be" and _is_misread_participle(sentence, head.head):
        return head.head
    if token.pos in {"VERB", "AUX"}:
        return _next_scope_of_verb(sentence, token, head)
    if head.lemma in _SPEECH | _AVERSE:
        return None
    if token.dep == "pobj":
        verb = sentence.tokens[head.head]
        same = head.text.lower() in _PERIODS and _is_event(token) and verb.pos == "VERB"
        return verb.i if verb.lemma in _LIGHT or same else None
    if token.dep == "attr" or (token.dep == "dobj" and head.lemma in _LIGHT):
        return head.i
    # A role in apposition ('Baro, the spokesman, fled in May') is not of the verb's time.
    return head.i if token.dep in _CORE | {"appos"} and _is_event(token) else None


def _next_scope_of_verb(sentence: Sentence, token: Token, head: Token) -> int | None:
    """Participles, infinitives and 'when' clauses share their verb's time, contents do not."""
    if token.dep == "relcl":
        return head.i if _is_event(head) else None
    if token.dep == "pcomp" and head.text.lower() == "after":
        head = sentence.tokens[head.head]
        return head.i if head.pos == "VERB" and head.lemma not in _SPEECH else None
    if head.lemma in _SPEECH or head.pos not in {"VERB", "AUX"}:
        return None
    children = {sentence.tokens[c].text.lower() for c in sentence.children[token.i]}
    is_participle = token.tag in {"VBG", "VBN"} and token.dep in {"advcl", "ccomp", "oprd"}
    is_simultaneous = token.dep == "advcl" and bool(children & {"when", "while", "as"})
    return head.i if token.dep == "xcomp" or is_participle or is_simultaneous else None


def _is_misread_participle(sentence: Sentence, i: int) -> bool:
    """'Alleged rebels attacked', 'men believed to be rebels attacked', read as main verbs."""
    token = sentence.tokens[i]
    if token.lemma not in {"allege", "believe", "suspect", "suppose"} or token.tag != "VBD":
        return False
    below = {sentence.tokens[c].dep: c for c in sentence.children[i]}
    if "nsubj" not in below:
        return True
    return "xcomp" in below and sentence.tokens[below["xcomp"]].lemma == "be"


def _is_shared(sentence: Sentence, time: TimeExpression, owner: int, predicate: int) -> bool:
    """Whether a time of `owner` holds for `predicate` below it.

    A conjoined verb shares what stands before the first verb, and what stands behind it where the
    story goes on in the same tense without 'later' or the like; others share everything.
    """
    token = sentence.tokens[predicate]
    at = predicate
    while at != owner and sentence.tokens[at].head != at:
        link = sentence.tokens[at]
        if link.dep == "conj" and token.pos in {"VERB", "AUX"}:
            adverbs = {sentence.tokens[c].text.lower() for c in sentence.children[at]}
            goes_on = link.tag == sentence.tokens[owner].tag and not adverbs & _SEQUENCE
            return time.last < owner or goes_on
        at = link.head
    return True


_SEQUENCE = frozenset(
    "later then subsequently eventually finally now since afterwards still once already never "
    "has have had is are was".split()
)


def _distance(time: TimeExpression, token_index: int) -> int:
    if time.first <= token_index <= time.last:
        return 0
    return time.first - token_index if time.first > token_index else token_index - time.last
