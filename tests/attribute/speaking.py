"""What the tests of attribution ask: a text's attributions, and what its scopes do to a word."""

from collections.abc import Callable

from reportedly.analyse import analyse_document, split_paragraphs
from reportedly.analyse.parse import Parser
from reportedly.attribute import attribute_document
from reportedly.gazetteer import load_gazetteer
from reportedly.ids import document_id
from reportedly.records import Analysis, Attribution, Document, Scope
from reportedly.settings import Settings


class Heard:
    """The attributions and scopes of one text."""

    def __init__(self, text: str, parser: Parser) -> None:
        document = Document(id=document_id(text), text=text)
        paragraphs = split_paragraphs(text)
        [sentences] = parser.parse([paragraphs])
        self.text = text
        self.analysis: Analysis = analyse_document(
            document, sentences, paragraphs, load_gazetteer(Settings().cache)
        )
        self.attributions, self.scopes = attribute_document(self.analysis)

    def cues(self) -> list[str]:
        return [" ".join(s.text for s in a.cue) for a in self.attributions]

    def by_cue(self, cue: str) -> Attribution:
        found = [a for a in self.attributions if cue in " ".join(s.text for s in a.cue)]
        assert found, f"no cue {cue!r} among {self.cues()}"
        return found[0]

    def chain(self, cue: str) -> list[tuple[str, str]]:
        return [(s.name, s.act) for s in self.by_cue(cue).chain]

    def content(self, cue: str) -> str:
        return " … ".join(s.text for s in self.by_cue(cue).content)

    def scopes_at(self, word: str) -> list[Scope]:
        """The scopes over the first token `word`."""
        for sentence in self.analysis.sentences:
            for token in sentence.tokens:
                if token.text == word:
                    return [
                        s
                        for s in self.scopes
                        if s.sentence == sentence.index and token.i in s.tokens
                    ]
        raise AssertionError(f"no token {word!r} in {self.text!r}")

    def certainty(self, word: str) -> str:
        found = {s.certainty for s in self.scopes_at(word)}
        return next((c for c in ("unrealised", "hedged") if c in found), "stated")

    def is_denied(self, word: str) -> bool:
        return any(s.polarity == "denied" for s in self.scopes_at(word))

    def root(self, word: str) -> str | None:
        """The root source of the innermost attribution over the word."""
        held = {s.attribution: len(s.tokens) for s in self.scopes_at(word) if s.attribution}
        inner = [a for a in self.attributions if a.id in held]
        depths = {a.id: len(a.chain) for a in inner}
        return max(inner, key=lambda a: depths[a.id]).chain[-1].name if inner else None


Hear = Callable[[str], Heard]
