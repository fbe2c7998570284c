"""Cue verb → what somebody is accused of, listed for, or takes responsibility for.

The content holds the accused too, what claims hang on only the deed.
"""

from reportedly.attribute.reasons import take_items
from reportedly.attribute.site import NOTHING, Site, Taken, complement_is_time, complement_of
from reportedly.syntax.tree import find_child, find_children, subtree

_CLAIMED = frozenset(
    {"attack", "bombing", "killing", "blast", "raid", "ambush", "strike", "assassination",
     "explosion", "murder", "kidnapping", "assault", "shooting", "operation"}
)  # fmt: skip
_SAYING_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today",
     "yesterday", "tonight", "week", "month"}
)  # fmt: skip


def take_accusation(site: Site) -> Taken:
    """'accused the front of burning two mills', 'blamed the blast on the front'."""
    sentence, verb = site.sentence, site.verb
    patients = site.patients()
    complement = complement_of(sentence, verb, site.preposition)
    for near in (*patients, *_agents(site), *_sufferers(site)):
        complement = complement or complement_of(sentence, near, site.preposition)
    if not complement:
        return NOTHING
    complement |= _trailing(site, max(complement))
    if site.preposition == "for":
        complement |= take_items(sentence, verb)
    found = set(complement)
    for patient in patients:
        found.update(subtree(sentence, patient))
    return found, complement if site.preposition not in ("on", "to") else None


def take_answer(site: Site) -> Taken:
    """'holds the front responsible for the blast', the front as an object or a small subject."""
    sentence, verb = site.sentence, site.verb
    tokens = sentence.tokens
    for child in sentence.children[verb]:
        if tokens[child].lemma not in _ANSWERING:
            continue
        deed = complement_of(sentence, child, "for") or complement_of(sentence, verb, "for")
        if not deed and tokens[child].lemma == "guilty":
            deed = complement_of(sentence, child, "of")
        if not deed:
            continue
        found = deed.union(subtree(sentence, child))
        for patient in site.patients():
            found.update(subtree(sentence, patient))
        return found, deed
    return NOTHING


_ANSWERING = frozenset({"responsible", "accountable", "liable", "guilty"})


def _agents(site: Site) -> list[int]:
    """'accused by the army *of burning the mill*', where the phrase hangs on the army."""
    if not site.passive or site.preposition != "of":
        return []
    sentence = site.sentence
    by = find_child(sentence, site.verb, ("agent",))
    return [] if by is None else find_children(sentence, by, ("pobj",))


def _sufferers(site: Site) -> list[int]:
    """'pinned the killing of X *on Y*', where the phrase hangs on X."""
    if site.preposition not in ("on", "to"):
        return []
    return [
        noun
        for deed in site.patients()
        for of in find_children(site.sentence, deed, ("prep",))
        if site.sentence.tokens[of].lemma == "of"
        for noun in find_children(site.sentence, of, ("pobj",))
    ]


def _trailing(site: Site, last: int) -> set[int]:
    """What belongs to the deed although the parser hung it on the verb.

    A year or month ('… of a bombing *in 2014*'; a weekday would say when the charge was made), and
    a list after a colon.
    """
    sentence, verb = site.sentence, site.verb
    tokens = sentence.tokens
    found: set[int] = set()
    for child in sentence.children[verb]:
        if child <= last:
            continue
        own = subtree(sentence, child)
        if tokens[child].dep == "prep" and complement_is_time(sentence, child):
            if not any(tokens[i].text.lower() in _SAYING_DAYS for i in own):
                found.update(own)
        elif tokens[child].dep in {"dobj", "appos", "dep"} and tokens[own[0] - 1].text == ":":
            found.update(own)
    return found


def take_listing(site: Site) -> Taken:
    """'put the trader on its sanctions list, for smuggling copper'."""
    sentence, verb = site.sentence, site.verb
    tokens = sentence.tokens
    for head in (verb, *site.patients()):
        for child in find_children(sentence, head, ("prep",)):
            listed = find_child(sentence, child, ("pobj",))
            if listed is None or tokens[listed].lemma not in _LISTS:
                continue
            deed = complement_of(sentence, listed, site.preposition)
            if not deed:
                return take_accusation(site)
            return deed.union(*(subtree(sentence, p) for p in site.patients())), deed
    return NOTHING


_LISTS = frozenset({"list", "blacklist", "register", "watchlist"})


def take_responsibility(site: Site) -> Taken:
    """'claimed responsibility for the blast', 'claimed the attack'."""
    sentence, verb = site.sentence, site.verb
    tokens = sentence.tokens
    for child in find_children(sentence, verb, ("nsubjpass",) if site.passive else ("dobj",)):
        if tokens[child].lemma in {"responsibility", "blame", "credit"}:
            found = complement_of(sentence, child, "for") or complement_of(sentence, verb, "for")
            return (found or set(subtree(sentence, child))), None
        if tokens[verb].lemma == "claim" and tokens[child].lemma in _CLAIMED:
            return set(subtree(sentence, child)), None
    return NOTHING
