"""Facts → sentences: a wording is drawn, its slots are filled with names as the report gives them."""

import random
import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

from reportedly.evaluate.synthetic.drafts import Fact, Report, Sentence, Telling
from reportedly.evaluate.synthetic.world import Being, Publisher

_SHORT_SHARE = 0.75
_TITLE_SHARE = 0.4


@lru_cache(maxsize=1)
def load_wordings() -> dict[str, dict[str, dict[str, Any]]]:
    """Return the entries of `wordings.toml` by table and id."""
    text = resources.files(__package__).joinpath("wordings.toml").read_text(encoding="utf-8")
    return {
        table: {entry["id"]: entry for entry in entries}
        for table, entries in tomllib.loads(text).items()
    }


def list_predicates(kind: str) -> tuple[str, ...]:
    """Return the predicates under which a reader may file facts of a kind."""
    return tuple(load_wordings()["fact"][kind]["predicates"])


class Writer:
    """Writes the sentences of one case; `lineages` number sentences and paragraphs."""

    def __init__(self, draw: random.Random) -> None:
        self._draw = draw
        self._lineage = 0
        self._decks: dict[str, list[str]] = {}

    def next_lineage(self) -> int:
        """Return a number that no sentence or paragraph has yet."""
        self._lineage += 1
        return self._lineage

    def tell(  # noqa: PLR0913 - what is said, where, by whom, how firmly
        self,
        report: Report,
        fact: Fact,
        *,
        origin: str,
        source: Being | str | None = None,
        voice: str = "said",
        is_hedged: bool = False,
        cited: str | None = None,
    ) -> Sentence:
        """Return a sentence in which the report tells the fact, in its own voice or a source's."""
        entry = load_wordings()["fact"][fact.kind]
        clauses, wholes = entry.get("clauses", []), entry.get("wholes", [])
        names: list[tuple[Being, str]] = []
        if is_hedged:
            voice = "hedged"
        if source is None and not is_hedged:
            own = [w for w in wholes if "{src}" not in w]
            pattern = self._pick(fact, [*clauses, *own])
            text = self._fill(pattern, report, fact, names)
            text = text if pattern in own else f"{_capitalise(text)}."
        else:
            spoken = [w for w in wholes if "{src}" in w] if voice == "said" else []
            pattern = self._pick(fact, [*clauses, *spoken])
            if pattern in spoken:
                text = self._fill(pattern, report, fact, names, source)
            else:
                text = self._embed(pattern, report, fact, names, source, voice, cited=cited)
        told = Telling(
            fact,
            origin,
            certainty="hedged" if is_hedged else "stated",
            source=source.canonical if isinstance(source, Being) else source,
        )
        return Sentence(_capitalise(text), self.next_lineage(), [told], names)

    def deny(self, report: Report, fact: Fact, source: Being, *, origin: str) -> Sentence:
        """Return a sentence in which the source takes the fact back."""
        return self._say_outright(report, fact, source, origin, "denials")

    def admit(self, report: Report, fact: Fact, source: Being, *, origin: str) -> Sentence:
        """Return a sentence in which the source owns up to the fact."""
        return self._say_outright(report, fact, source, origin, "admissions")

    def fill_in(self, report: Report, kind: str, being: Being) -> Sentence:
        """Return a sentence that tells nothing the truth speaks of."""
        names: list[tuple[Being, str]] = []
        entry = load_wordings()["filler"][kind]
        pattern = self._draw.choice(entry["wordings"])
        name = self._name(being, report, names)
        parts = {k: self._draw_fresh(k, v) for k, v in entry.items() if k not in ("id", "wordings")}
        text = _capitalise(pattern.format(s=name, p=name, **parts))
        sentence = Sentence(text, self.next_lineage(), names=names)
        if kind == "no_comment":
            sentence.comment = "no comment, not denied"
        return sentence

    def _say_outright(
        self, report: Report, fact: Fact, source: Being, origin: str, table: str
    ) -> Sentence:
        names: list[tuple[Being, str]] = []
        patterns = load_wordings()["fact"][fact.kind][table]
        if table == "denials":  # nobody says of himself by name what he has not done
            patterns = [p for p in patterns if ("{s}" in p) == (source is not fact.subject)]
            unlike = '"We ' if source.kind == "person" else '"I '
            patterns = [p for p in patterns if not p.startswith(unlike)]
        pattern = self._pick(fact, patterns)
        text = self._fill(pattern, report, fact, names, source)
        told = Telling(
            fact,
            origin,
            polarity="denied" if table == "denials" else "affirmed",
            source=source.canonical,
        )
        return Sentence(_capitalise(text), self.next_lineage(), [told], names)

    def _pick(self, fact: Fact, patterns: list[str]) -> str:
        """A wording that the fact has not had yet; its slots must all be filled."""
        able = [
            p for p in patterns if all(f"{{{s}}}" not in p or s in fact.slots for s in "pdynvwr")
        ]
        fresh = [p for p in able if p not in fact.used] or able
        pattern = self._draw.choice(fresh)
        fact.used.add(pattern)
        return pattern

    def _draw_fresh(self, deck: str, wordings: list[str]) -> str:
        """One of the wordings, each once before any comes again: reports do not sound alike."""
        if not self._decks.get(deck):
            self._decks[deck] = self._draw.sample(wordings, len(wordings))
        return self._decks[deck].pop()

    def _embed(  # noqa: PLR0913 - a clause, what it says, and whose mouth it is put in
        self,
        pattern: str,
        report: Report,
        fact: Fact,
        names: list[tuple[Being, str]],
        source: Being | str | None,
        voice: str,
        *,
        cited: str | None = None,
    ) -> str:
        wordings = load_wordings()["voice"][voice]["wordings"]
        fits = [w for w in wordings if ("{src}" in w) == (source is not None)]
        frame = self._draw.choice([w for w in fits if ("{cited}" in w) == (cited is not None)])
        is_first = frame.find("{src}") < frame.lower().find("{c}")
        said_by = self._render(source, report, names) if source and is_first else ""
        clause = self._fill(pattern, report, fact, names)
        if source and not is_first:
            said_by = self._render(source, report, names)
        publisher = self._render(report.publisher, report, names) if "{pub}" in frame else ""
        values = {"src": said_by, "c": clause, "C": _capitalise(clause), "pub": publisher}
        return str(frame.format(**values, cited=cited))

    def _fill(
        self,
        pattern: str,
        report: Report,
        fact: Fact,
        names: list[tuple[Being, str]],
        source: Being | str | None = None,
    ) -> str:
        """Slots are filled in the order of the words, so that the first name is the full one."""
        values = dict(fact.slots)
        for tail, entry in load_wordings()["tail"].items():
            if f"{{{tail}}}" in pattern:
                values[tail] = self._draw_fresh(tail, entry["wordings"])
        given: dict[str, Being | str | None] = {
            "s": fact.subject, "o": fact.object, "src": source,
        }  # fmt: skip
        for slot in sorted(given, key=lambda s: pattern.find(f"{{{s}}}")):
            if f"{{{slot}}}" not in pattern:
                continue
            if slot == "s" and fact.called and fact.subject:
                names.append((fact.subject, fact.called))
                values[slot] = fact.called
            else:
                values[slot] = self._render(given[slot], report, names)
        return pattern.format(**values)

    def _render(
        self, what: Being | str | None, report: Report, names: list[tuple[Being, str]]
    ) -> str:
        if what is None:
            return "unknown men"
        return self._name(what, report, names) if isinstance(what, Being) else what

    def _name(self, being: Being, report: Report, names: list[tuple[Being, str]]) -> str:
        """The full name in the house's spelling first, with a title or an acronym; then short."""
        style = report.publisher.style
        full = being.full[style % len(being.full)]
        article = "the " if _takes_article(being) else ""
        if id(being) in report.named and being.short and self._draw.random() < _SHORT_SHARE:
            form = being.short[style % len(being.short)]
            names.append((being, form))
            return f"the {form}" if being.acronym else form
        names.append((being, full))
        if id(being) in report.named:
            return article + full
        report.named.add(id(being))
        if being.acronym and self._draw.random() < 0.6:
            names.append((being, being.acronym))
            return f"{article}{full} ({being.acronym})"
        if being.titles and self._draw.random() < _TITLE_SHARE:
            return f"{self._draw.choice(being.titles)} {full}"
        return article + full


def _takes_article(being: Being) -> bool:
    """'The Iron Path Front' and 'the Velmarian Interior Ministry', not 'the Ansar al-Nahr'."""
    if isinstance(being, Publisher):
        return being.style == 1
    return being.kind == "state" or (being.kind == "group" and len(being.canonical.split()) > 2)


def _capitalise(text: str) -> str:
    return text[:1].upper() + text[1:]
