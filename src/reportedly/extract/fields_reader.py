"""One entry of a structured notice → what its fields say, before they are claims.

`Entry` and the document's names → `Finding`s: births put together, lists taken apart, each value
read as its key of knowledge/fields.toml asks.
"""

import re
from collections.abc import Callable, Iterator

import msgspec

from reportedly.extract.fields_layout import Entry, Field
from reportedly.extract.fields_names import Names, fold_words
from reportedly.extract.fields_values import (
    Date,
    Edges,
    is_missing,
    narrow_name,
    read_date,
    read_post,
    read_share,
    show_name,
    split_items,
    trim,
    without_note,
)
from reportedly.knowledge import load_knowledge
from reportedly.records import Argument, Kind

_LONGEST_NAME = 14


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What a field says, before it is a claim."""

    predicate: str
    subject: Argument | None
    object: Argument | None
    qualifiers: dict[str, str] = {}
    when: Date | None = None
    field: Field


class EntryReader:
    """Reads the fields of one entry."""

    def __init__(self, entry: Entry, names: Names) -> None:
        self.entry = entry
        self.names = names
        self.text = names.mapped
        self.subject = self._read_subject()
        self.is_inverted = "," in self.text[entry.name_start : entry.name_end]

    def _read_subject(self) -> Argument:
        entry = self.entry
        edges = narrow_name(self.text, (entry.name_start, entry.name_end))
        words = self.text[entry.name_start : entry.name_end]
        kind = self._guess_kind(words)
        is_person = kind == "person"
        name = show_name(words, is_person=is_person, is_inverted=is_person)
        if entry.given is not None:
            given = show_name(self.text[slice(*entry.given)], is_person=True)
            name = f"{given} {name}"
            edges = (min(edges[0], entry.given[0]), max(edges[1], entry.given[1]))
        known = self.names.find(name)
        is_open = not entry.kind or (
            entry.kind == "organization" and known is not None and known.kind in ("group", "state")
        )
        return self.names.to_argument(edges, kind, name, keeps_kind=not is_open)

    def _guess_kind(self, words: str) -> Kind:
        """The header's own kind, else what its words and its fields tell."""
        if self.entry.kind:
            return self.entry.kind  # type: ignore[return-value]
        knowledge = load_knowledge("fields")
        claims = {f.key.claim for f in self.entry.fields}
        labels = {self.text[slice(*f.label)].lower() for f in self.entry.fields}
        legal = set(knowledge["legal_words"])
        plain = {w.lower() for w in re.findall(r"\w+", words)}
        if claims & {"born_on", "born_at", "born", "national_of"} or labels & set(
            knowledge["person_keys"]
        ):
            return "person"
        if plain & set(knowledge["group_words"]) and not plain & legal:
            return "group"
        if plain & legal or claims & {"owns", "owned_by", "officer", "founded_on"}:
            return "organization"
        if claims & {"led_by", "founded_by"}:
            return "group"
        if claims & {"post", "member_of"} or "," in words or self.entry.part == "numbered":
            return "person"
        return "organization"

    def read(self) -> Iterator[Finding]:
        """Yield what the fields say, births put together."""
        readers: dict[str, Callable[[Field], Iterator[Finding]]] = {
            "also_known_as": self._read_aliases,
            "national_of": self._read_nationalities,
            "post": self._read_posts,
            "member_of": self._read_affiliations,
            "owns": self._read_subsidiaries,
            "owned_by": self._read_owners,
            "officer": self._read_officers,
            "led_by": self._read_leaders,
            "founded_on": self._read_founding,
            "founded_by": self._read_founders,
            "designated_by": self._read_authorities,
            "designated_on": self._read_listing,
        }
        births_read = False
        for field in self.entry.fields:
            if field.key.claim in readers:
                yield from readers[field.key.claim](field)
            elif field.key.claim.startswith("born") and not births_read:
                births_read = True
                yield from self._read_births()

    def _items(self, field: Field, *, commas: bool = False) -> list[Edges]:
        items = split_items(self.text, field.start, field.end, commas=commas)
        return [without_note(self.text, edges) for edges in items]

    def _is_person(self) -> bool:
        return self.subject.kind == "person"

    def _read_aliases(self, field: Field) -> Iterator[Finding]:
        for start, end in self._items(field, commas=True):
            edges = trim(self.text, start, end)
            if edges is None or not _is_short(self.text[slice(*edges)]):
                continue
            words = self.text[slice(*edges)]
            name = show_name(words, is_person=self._is_person(), is_inverted=self.is_inverted)
            if _is_initials(words, self.subject.name):
                name, kind = words, "acronym"
            else:
                kind = field.key.kind
            if fold_words(name) == fold_words(self.subject.name):
                continue
            mention = self.names.find(name)
            yield Finding(
                predicate="also_known_as",
                subject=self.subject,
                object=Argument(
                    name=name,
                    kind="name",
                    text=self.names.text[slice(*edges)],
                    start=edges[0],
                    end=edges[1],
                    entity=f"c{mention.chain}" if mention else None,
                ),
                qualifiers={"kind": kind},
                field=field,
            )

    def _read_births(self) -> Iterator[Finding]:
        """One claim for the first date and place together, one for each further of them."""
        dates: list[tuple[Date, Field]] = []
        places: list[tuple[Edges, Field]] = []
        for field in self.entry.fields:
            if field.key.claim in ("born_on", "born"):
                dates += [(d, field) for d in self._dates(field)]
            if field.key.claim == "born_at":
                places += [(e, field) for e in self._items(field)]
            elif field.key.claim == "born" and dates:
                edges = trim(self.text, dates[-1][0].end, field.end)
                places += [(edges, field)] if edges else []
        if not self._is_person():
            return
        for n in range(max(len(dates), len(places))):
            date = dates[n][0] if n < len(dates) else None
            edges = places[n][0] if n < len(places) else None
            used = [found[n][1] for found in (dates, places) if n < len(found)]
            yield Finding(
                predicate="born_in",
                subject=self.subject,
                object=self._place(edges) if edges else None,
                when=date,
                field=max(used, key=lambda f: f.end),
            )

    def _dates(self, field: Field) -> list[Date]:
        items = split_items(self.text, field.start, field.end)
        return [d for item in items if (d := read_date(self.text, *item)) is not None]

    def _place(self, edges: Edges) -> Argument | None:
        """The smallest place of 'Arghandab District, Kandahar Province, Afghanistan'."""
        preposition = re.compile(r"(?:in|at|near)\s+").match(self.text, *edges)
        start = preposition.end() if preposition else edges[0]
        comma = self.text.find(",", start, edges[1])
        found = trim(self.text, start, comma if comma > start else edges[1])
        if found is None or not _is_short(self.text[slice(*found)]):
            return None
        words = self.names.text[slice(*found)]
        return self.names.to_argument(found, "place", words, keeps_kind=True)

    def _read_nationalities(self, field: Field) -> Iterator[Finding]:
        for start, end in self._items(field, commas=True):
            words = self.text[start:end]
            if not words[:1].isalpha() or not _is_short(words):
                continue
            country = self.names.demonyms.get(words.lower(), show_name(words, is_person=True))
            yield Finding(
                predicate="national_of",
                subject=self.subject,
                object=self.names.to_argument((start, end), "place", country, keeps_kind=True),
                field=field,
            )

    def _read_posts(self, field: Field) -> Iterator[Finding]:
        if not self._is_person():
            return
        for start, end in self._items(field):
            post = read_post(self.text, start, end, is_place=self.names.places)
            if field.key.needs_seat and post.seat is None:
                continue
            if not post.role or not _is_short(post.role) or post.role[0].isdigit():
                continue
            seat = self._body(post.seat) if post.seat else None
            qualifiers = {"role": post.role}
            if post.is_former:
                qualifiers["former"] = "yes"
            leading = load_knowledge("fields")["leading_roles"]
            is_leader = post.role.lower() in leading and seat is not None and seat.kind == "group"
            yield Finding(
                predicate="leads" if is_leader else "holds_post",
                subject=self.subject,
                object=seat,
                qualifiers=qualifiers,
                field=field,
            )

    def _body(self, edges: Edges, kind: Kind = "organization") -> Argument | None:
        """A group, company, state or place that a value names."""
        if not _is_short(self.text[slice(*edges)]):
            return None
        words = show_name(self.text[slice(*edges)], is_person=False)
        argument = self.names.to_argument(edges, kind, words)
        if argument.entity is None and words.lower() in self.names.places:
            return msgspec.structs.replace(argument, kind="place")
        if argument.kind in ("person", "population", "thing") and kind == "organization":
            return msgspec.structs.replace(argument, kind=kind)
        return argument

    def _read_affiliations(self, field: Field) -> Iterator[Finding]:
        if not self._is_person():
            return
        for edges in self._items(field):
            if body := self._body(edges):
                yield Finding(predicate="member_of", subject=self.subject, object=body, field=field)

    def _read_subsidiaries(self, field: Field) -> Iterator[Finding]:
        for edges in self._items(field, commas=True):
            if body := self._body(edges):
                yield Finding(predicate="owns", subject=self.subject, object=body, field=field)

    def _read_owners(self, field: Field) -> Iterator[Finding]:
        if self._is_person():
            return
        for start, end in split_items(self.text, field.start, field.end, commas=True):
            share = read_share(self.text[start:end])
            edges = without_note(self.text, (start, end))
            owner = self._actor(edges)
            if owner is not None:
                yield Finding(
                    predicate="owns",
                    subject=owner,
                    object=self.subject,
                    qualifiers={"share": share} if share else {},
                    field=field,
                )

    def _actor(self, edges: Edges) -> Argument | None:
        """Somebody whom a value names: a company by its words, else a person."""
        words = self.text[slice(*edges)]
        if not _is_short(words) or not words[:1].isalpha() or not any(c.isupper() for c in words):
            return None
        legal = set(load_knowledge("fields")["legal_words"])
        is_company = bool({w.lower() for w in re.findall(r"\w+", words)} & legal)
        if is_company or words.lower() in self.names.places:
            return self._body(edges)
        name = show_name(words, is_person=True, is_inverted=words.count(",") == 1)
        return self.names.to_argument(edges, "person", name)

    def _people_of(self, field: Field, predicate: str, *, has_role: bool) -> Iterator[Finding]:
        """Each person of the value holds the key's post in the entry's body."""
        if self._is_person():
            return
        role = self.text[slice(*field.label)].lower()
        role = re.sub(r"\(s\)$|(?<=or)s$|(?<=er)s$", "", role)
        for edges in self._items(field, commas=True):
            person = self._actor(edges)
            if person is not None and (person.kind == "person" or not has_role):
                yield Finding(
                    predicate=predicate,
                    subject=person,
                    object=self.subject,
                    qualifiers={"role": role} if has_role and "led" not in role else {},
                    field=field,
                )

    def _read_officers(self, field: Field) -> Iterator[Finding]:
        yield from self._people_of(field, "holds_post", has_role=True)

    def _read_leaders(self, field: Field) -> Iterator[Finding]:
        yield from self._people_of(field, "leads", has_role=True)

    def _read_founders(self, field: Field) -> Iterator[Finding]:
        yield from self._people_of(field, "founded", has_role=False)

    def _read_founding(self, field: Field) -> Iterator[Finding]:
        date = read_date(self.text, field.start, field.end)
        if date is not None and not self._is_person():
            yield Finding(
                predicate="founded", subject=None, object=self.subject, when=date, field=field
            )

    def _read_authorities(self, field: Field) -> Iterator[Finding]:
        date = read_date(self.text, field.start, field.end)
        for start, end in self._items(field):
            on = re.search(r"\s+(?:on|since|in)\s+(?=\d)", self.text[start:end])
            edges = trim(self.text, start, start + on.start() if on else end)
            authority = self._body(edges, "state") if edges else None
            if authority is not None and authority.name[:1].isupper():
                yield Finding(
                    predicate="designated",
                    subject=authority,
                    object=self.subject,
                    qualifiers={"as": field.key.as_} if field.key.as_ else {},
                    when=date,
                    field=field,
                )

    def _read_listing(self, field: Field) -> Iterator[Finding]:
        """The key itself says whose list it is."""
        at = self.names.text.find(field.key.authority, *field.label)
        if at < 0 or is_missing(self.text[field.start : field.end]):
            return
        edges = (at, at + len(field.key.authority))
        authority = self.names.to_argument(edges, "state", field.key.authority_name)
        yield Finding(
            predicate="designated",
            subject=msgspec.structs.replace(authority, kind="state"),
            object=self.subject,
            qualifiers={"as": field.key.as_},
            when=read_date(self.text, field.start, field.end),
            field=field,
        )


def _is_short(words: str) -> bool:
    return 0 < len(words) <= 120 and len(words.split()) <= _LONGEST_NAME


def _is_initials(words: str, name: str) -> bool:
    """'PMRG' of 'Pearl Mangrove Resort Group Co Ltd': capitals that begin the name's words."""
    if not re.fullmatch(r"[A-Z]{2,8}", words):
        return False
    return "".join(w[0] for w in re.findall(r"\w+", name)).upper().startswith(words)
