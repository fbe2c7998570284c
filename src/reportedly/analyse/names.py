"""Names in a sentence: runs of capitalised words, parted by titles, demonyms and persons.

sentence → `NameSpan`s, inclusive token ranges; nested names ('Kenya' in 'Kenya's Supreme
Court') come besides the whole. Titles before a person's name are no part of it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from reportedly.analyse.casing import Casing, mark_capitals
from reportedly.analyse.lexicon import Lexicon, Words
from reportedly.analyse.runs import RunFinder
from reportedly.records import Sentence, Token

POSSESSIVE = frozenset({"'s", "’s", "'", "’", "s'"})
_QUOTES = frozenset('"“”«»„')
_OPEN_STYLES = frozenset({"don", "sister", "brother", "father", "lady", "miss"})
_BODY_LABELS = frozenset(
    {"ORG", "FAC", "LAW", "GPE", "LOC", "EVENT", "NORP", "WORK_OF_ART", "PRODUCT"}
)
_LINKS = frozenset({"on", "in", "to", "against", "and", "without", "des", "et"})
_COLLECTIVE = frozenset(
    "people peoples women woman workers worker lord children teachers farmers men journalists "
    "students youth mothers citizens soldiers veterans miners writers lawyers doctors nation "
    "employees officers editors peasants herders".split()
)


class NameSpan(NamedTuple):
    """One name: its tokens, whether it is a demonym, part of another, and its titles."""

    first: int
    last: int
    demonym: bool = False
    nested: bool = False
    titles: Words = ()
    is_title: bool = False
    """An office without a name ('the Interior Minister'): a nominal, not a name."""


def find_names(sentence: Sentence, casing: Casing, lexicon: Lexicon) -> list[NameSpan]:
    """Return the names of the sentence, ordered by their first token, longer ones first."""
    capital = mark_capitals(sentence, casing, lexicon)
    if True not in capital:
        return []
    finder = RunFinder(sentence, capital, lexicon)
    defined = find_defined(finder)
    pieces = []
    for first, last in finder.find_runs():
        if not any(a <= last and first <= b for a, b in defined):
            pieces.extend(_part_run(finder, first, last))
    pieces.extend(NameSpan(a, b) for a, b in defined)
    pieces.sort(key=lambda s: (s.first, -s.last))
    joined = _join_pieces(finder, pieces)
    return sorted(joined, key=lambda s: (s.first, -s.last))


def find_defined(finder: RunFinder) -> list[tuple[int, int]]:
    """Return long names whose initials a bracket gives, and their acronyms.

    'Baloch Azad Fauj (BAF)': every acronym in brackets after capitalised words whose initials spell
    it (small words may count or not) fixes the extent of the long name (after Schwartz and Hearst
    2003); 'UNSO (United Nations Salt Office)' fixes it from inside the brackets.
    """
    spans: list[tuple[int, int]] = []
    for i, word in enumerate(finder.words):
        if word not in {"(", "["} or i + 2 >= finder.n or i == 0:
            continue
        inside = finder.tokens[i + 1]
        if finder.words[i + 2] in {")", "]", ","} and _is_acronym(inside.text):
            first = _find_spelled(finder, i - 1, inside.text)
            if first is not None:
                spans += [(first, i - 1), (i + 1, i + 1)]
        elif _is_acronym(finder.tokens[i - 1].text) and inside.text[0].isupper():
            last = i + 1
            while last + 1 < finder.n and finder.words[last + 1] not in {")", "]", ",", ";"}:
                last += 1
            if last - i >= 3 and _spells(finder, i + 1, last, finder.tokens[i - 1].text):
                spans += [(i - 1, i - 1), (i + 1, last)]
    spans += [s for s in _find_quoted(finder) if not any(a <= s[1] and s[0] <= b for a, b in spans)]
    return spans


def _find_quoted(finder: RunFinder) -> list[tuple[int, int]]:
    """Return names in quotation marks that end in a lower-case word: «Fergana battalion»."""
    spans: list[tuple[int, int]] = []
    opened = -1
    for i, token in enumerate(finder.tokens):
        if token.text not in _QUOTES:
            continue
        inside = finder.tokens[opened + 1 : i]
        if opened >= 0 and 2 <= len(inside) <= 6 and _is_quoted_name(finder, inside):
            spans.append((opened + 1, i - 1))
            opened = -1
        else:
            opened = i
    return spans


def _is_quoted_name(finder: RunFinder, inside: Sequence[Token]) -> bool:
    first = inside[0]
    return (
        first.text[0].isupper()
        and (first.pos == "PROPN" or finder.capital[first.i])
        and inside[-1].pos in {"NOUN", "PROPN"}
        and all(
            t.pos in {"NOUN", "PROPN", "ADJ", "ADP", "DET", "PART"} or t.text == "-" for t in inside
        )
    )


def _is_acronym(text: str) -> bool:
    return 2 < len(text) <= 10 and text.isalnum() and sum(map(str.isupper, text)) >= 2


def _find_spelled(finder: RunFinder, last: int, acronym: str) -> int | None:
    """The first token of the name that ends at `last` and spells `acronym`."""
    letters = len(acronym)
    best = None
    for first in range(last, max(-1, last - 3 * letters), -1):
        token = finder.tokens[first]
        if (token.pos in {"VERB", "AUX"} and not token.text[0].isupper()) or token.text in "(),;:":
            break
        if token.text[0].isupper() and _spells(finder, first, last, acronym):
            best = first
    return best


def _spells(finder: RunFinder, first: int, last: int, acronym: str) -> bool:
    texts = [t.text for t in finder.tokens[first : last + 1] if t.text[0].isalnum()]
    capitals = "".join(t[0] for t in texts if t[0].isupper())
    every = "".join(t[0].upper() for t in texts)
    wanted = acronym.upper()
    return len(capitals) > 1 and wanted in {capitals, every, capitals.upper()}


# --- parting a run ------------------------------------------------------------------------------


def _part_run(finder: RunFinder, first: int, last: int) -> list[NameSpan]:
    words = finder.words[first : last + 1]
    title = _find_title(finder.lexicon, words)
    if title is None:
        return _part_person(finder, first, last)
    start, end = title  # offsets into the run, inclusive
    pieces = _part_person(finder, first, first + start - 1) if start > 0 else []
    titles = tuple(w.rstrip(".") for w in words[start : end + 1])
    if end == len(words) - 1:
        pieces.append(NameSpan(first + start, last, is_title=True, titles=titles))
        return pieces
    is_style = finder.lexicon.titles.get(words[end]) == "religious"
    name_first = first + end + 1
    if is_style and end + 2 == len(words):
        name_first -= 1
    pieces.append(NameSpan(name_first, last, titles=titles))
    return pieces


def _find_title(lexicon: Lexicon, words: list[str]) -> tuple[int, int] | None:
    """The last stretch of title words in a run that names no body, as offsets into it."""
    titles = lexicon.titles
    if words[-1] in lexicon.inside and words[-1] not in titles:
        return None
    if any(tuple(words[-size:]) in lexicon.phrases for size in (2, 3)):  # 'General Staff'
        return None
    for end in range(len(words) - 1, -1, -1):
        if words[end] not in titles or (end == len(words) - 1 and len(words) > 5):
            continue
        if end > 0 and words[end] in _OPEN_STYLES:
            continue
        start = end
        while start > 0 and (
            words[start - 1] in lexicon.qualifiers
            or words[start - 1] in titles
            or (words[start - 1] in {"-", "of", "and"} and start > 1)
        ):
            start -= 1
        return start, end
    return None


def _part_person(finder: RunFinder, first: int, last: int) -> list[NameSpan]:
    """Part 'Scholar Lin Daoming' where a person of two words or more begins inside the run."""
    tokens = finder.tokens
    if last - first >= 2 and finder.words[last] not in finder.lexicon.inside:
        for i in range(first + 1, last):
            token = tokens[i]
            if (
                token.entity == "PERSON"
                and token.entity_begins
                and tokens[last].entity == "PERSON"
                and _stands_before_person(finder, first, i)
            ):
                return [*_part_demonym(finder, first, i - 1), NameSpan(i, last)]
    return _part_demonym(finder, first, last)


def _stands_before_person(finder: RunFinder, first: int, i: int) -> bool:
    """The words `first` to `i - 1` describe the person that begins at `i`: they are no name part."""
    before = finder.tokens[i - 1]
    if before.entity == "PERSON":
        return False
    if i > first + 1:
        return True
    word = finder.words[first]
    if word in finder.lexicon.inside:
        return False
    is_noun = finder.lexicon.nouns.get(word) == "person" or word.endswith(("ist", "ian", "er"))
    return bool(before.entity) or is_noun


def _part_demonym(finder: RunFinder, first: int, last: int) -> list[NameSpan]:
    """Part 'Moldovan Viktor Lasko'; keep 'Pakistani Taliban' whole with the demonym nested."""
    size = _demonym_size(finder, first, last)
    if not size:
        return [NameSpan(first, last)]
    if first + size - 1 == last:
        return [NameSpan(first, last, demonym=True)]
    rest = finder.tokens[first + size]
    is_person = rest.entity == "PERSON" and (
        rest.entity_begins or finder.tokens[first].entity != "PERSON"
    )
    nested = NameSpan(first, first + size - 1, demonym=True, nested=True)
    if is_person and finder.words[last] not in finder.lexicon.inside:
        return [nested._replace(nested=False), NameSpan(first + size, last)]
    return [NameSpan(first, last), nested]


def _demonym_size(finder: RunFinder, first: int, last: int) -> int:
    for size in (3, 2, 1):
        words = tuple(finder.words[first : first + size])
        if first + size - 1 <= last and words in finder.lexicon.demonyms:
            is_place = words in finder.lexicon.known and first + size - 1 == last
            return 0 if is_place else size
    return 0


# --- joining ------------------------------------------------------------------------------------


def _join_pieces(finder: RunFinder, pieces: list[NameSpan]) -> list[NameSpan]:
    """Join names over 'of', 'for', 'and' and the possessive where they name one body."""
    joined: list[NameSpan] = []
    nested = [p for p in pieces if p.nested]
    for piece in pieces:
        if piece.nested:
            continue
        if joined and _joins_over_words(finder, joined[-1], piece):
            joined[-1] = NameSpan(joined[-1].first, piece.last)
        elif joined and _joins_over_possessive(finder, joined[-1], piece):
            owner = joined[-1]
            if not owner.is_title and finder.words[owner.last] not in _COLLECTIVE:
                nested.append(owner._replace(nested=True))
            joined[-1] = NameSpan(owner.first, piece.last)
        else:
            joined.append(piece)
    return joined + nested


def _is_one_entity(finder: RunFinder, i: int, j: int) -> bool:
    label = finder.tokens[i].entity
    return label in _BODY_LABELS and all(
        t.entity == label and not t.entity_begins for t in finder.tokens[i + 1 : j + 1]
    )


def _joins_over_words(finder: RunFinder, before: NameSpan, piece: NameSpan) -> bool:
    gap = finder.words[before.last + 1 : piece.first]
    if not gap or len(gap) > 3 or before.demonym or not set(gap[1:]) <= {"the", "all"}:
        return False
    inside = finder.words[before.first : before.last + 1]
    stop = next((i for i, w in enumerate(inside) if w in {"of", "for", "on"}), len(inside))
    head = inside[stop - 1]
    is_body = head == "state" or (
        head in finder.lexicon.inside and head not in finder.lexicon.enders
    )
    is_one = _is_one_entity(finder, before.last, piece.first)
    if gap[0] in {"of", "for"}:
        if before.is_title or (gap[0] == "for" and stop < len(inside)):
            return False
        is_attached = before.first <= finder.tokens[before.last + 1].head <= before.last
        return (is_body and is_attached and not before.titles) or (
            is_one and (gap[0] == "of" or is_body)
        )
    if gap[0] not in _LINKS or before.is_title or piece.is_title:
        return False
    if gap[0] == "and":
        ends_in_body = finder.words[piece.last] in finder.lexicon.inside
        if stop < len(inside):
            return is_one and not ends_in_body
        # 'the Mediation and Security Council': the first part is no body of its own
        is_part = len(inside) == 1 and not is_body and not finder.is_known(before.first)
        return is_one and is_part and ends_in_body and piece.last > piece.first
    return is_one


def _joins_over_possessive(finder: RunFinder, before: NameSpan, piece: NameSpan) -> bool:
    if piece.first != before.last + 2 or finder.words[before.last + 1] not in POSSESSIVE:
        return False
    if piece.is_title or piece.titles or piece.demonym:
        return False
    words = tuple(finder.words[piece.first : piece.last + 1])
    cues = finder.lexicon.inside.get(words[-1], ())
    if finder.words[before.last] in _COLLECTIVE:
        return bool(cues) or _is_one_entity(finder, before.last, piece.first)
    if not cues or any(c.kind == "place" for c in cues) or words in finder.lexicon.known:
        return False
    return len(words) > 1 or before.is_title or cues[0].kind == "state"
