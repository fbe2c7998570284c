"""What hangs on a verb as the wrong kind of object: gerunds read as parts of a noun, names given."""

from reportedly.analyse.word import Word, children_of

_CHARGING = frozenset(
    """accuse suspect convict acquit guilty clear blame criticise criticize condemn denounce jail
    imprison sentence arrest detain sanction punish fine try indict prosecute praise thank""".split()
)
_NAMING = frozenset(
    "designate name declare label brand call dub elect appoint consider deem proclaim".split()
)
_REACH = 4
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december today yesterday tomorrow tonight easter christmas
    ramadan eid noon midnight""".split()
)


def mend_gerund(words: list[Word], gerund: Word) -> None:
    """'accused of recruiting children': the children are recruited, and no recruiting children."""
    noun = words[gerund.head]
    prep = words[noun.head]
    if noun.dep != "pobj" or prep.i != gerund.i - 1 or prep.lemma not in {"of", "for"}:
        return
    at = words[prep.head]
    for _ in range(_REACH):
        if at.lemma in _CHARGING or at.dep == "ROOT":
            break
        at = words[at.head]
    if at.lemma not in _CHARGING:
        return
    gerund.head, gerund.dep, gerund.pos = prep.i, "pcomp", "VERB"
    noun.head, noun.dep = gerund.i, "dobj"


def mend_called(words: list[Word], verb: Word) -> None:
    """'designated the front a terrorist group': what it is called is not called anything itself."""
    objects = [w for w in children_of(words, verb.i) if w.dep == "dobj" and w.i > verb.i]
    if len(objects) != 2:
        return
    first, second = objects
    opening = min([second.i, *(w.i for w in words if w.head == second.i and w.i < second.i)])
    if opening > first.i and words[opening].lemma in {"a", "an"}:
        second.dep = "oprd"


def mend_measure(words: list[Word], name: Word) -> None:
    """'attacked Keth', with Keth for a time or a measure: a name right after a verb is its object."""
    verb = words[name.head]
    if verb.pos != "VERB" or name.i < verb.i or name.text.lower() in _CALENDAR:
        return
    opening = min([name.i, *(w.i for w in children_of(words, name.i) if w.i < name.i)])
    if opening != verb.i + 1 or not name.text[:1].isupper():
        return
    deps = {w.dep for w in children_of(words, verb.i)}
    if not deps & {"dobj", "auxpass", "nsubjpass", "ccomp", "xcomp"}:
        name.dep = "dobj"


def is_naming(word: Word) -> bool:
    """Return whether the verb gives somebody a name."""
    return word.lemma in _NAMING
