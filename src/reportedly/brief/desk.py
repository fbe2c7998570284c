"""What every section of a brief is written with: statements, names, voices, footnotes."""

from collections import Counter
from collections.abc import Iterable

from reportedly.brief.material import Limits, Material
from reportedly.brief.naming import Naming
from reportedly.brief.notes import Notes
from reportedly.brief.sentences import Writer
from reportedly.brief.statements import Statement, build_statements, gather_said
from reportedly.brief.voices import Chorus
from reportedly.export.wording import get_section
from reportedly.knowledge import load_knowledge


class Desk:
    """The statements of one brief by section, and the writer who puts them in words."""

    def __init__(self, material: Material, limits: Limits) -> None:
        self.material = material
        self.limits = limits
        self.naming = Naming(material, (*material.list_claims(), *material.says))
        self.notes = Notes(material.documents, material.contexts)
        self.chorus = Chorus(self.naming, material.documents, material.copies)
        self.statements = build_statements(material.propositions)
        parts = Counter(statement.proposition for statement in self.statements)
        whole = {p: grade for p, grade in material.grades.items() if parts[p] == 1}
        self.contested = {
            side.id: contest.reason
            for contest in material.contests
            for side in (contest.a, contest.b)
        }
        self.writer = Writer(
            self.naming,
            self.chorus,
            self.notes,
            grades=whole,  # a grade is of a whole proposition, not of an event told apart
            contested=self.contested,
        )
        about = {claim.id for claim in material.list_claims()}
        said = (claim for claim in material.says if claim.id not in about)
        self._said = gather_said(said, material.entity.id)

    def find_statements(self, section: str) -> list[Statement]:
        """Return the statements of a section; plans stand apart from what is said to be so."""
        if section == "says":
            return self._said
        if section == "plans":
            return [s for s in self.statements if s.is_unrealised]
        real = (s for s in self.statements if not s.is_unrealised)
        return [s for s in real if get_section(s.claim.predicate) == section]

    def rank(self, statements: Iterable[Statement]) -> list[Statement]:
        """Return the statements, disputed ones and those with the most origins first."""
        return sorted(statements, key=lambda s: (-self._weigh(s), s.claim.predicate, s.claim.id))

    def is_disputed(self, statement: Statement) -> bool:
        """Whether somebody denies a statement that is affirmed, or says what does not fit it."""
        if statement.affirmed and statement.denied:
            return True
        return any(self.contested.get(t.claim.id) for t in statement.tellings)

    def _weigh(self, statement: Statement) -> float:
        """How much it is worth a reader's time."""
        sides = (statement.claim.subject, statement.claim.object)
        unclear = sum(a is not None and self.naming.is_unclear(a) for a in sides)
        return statement.rank + (1.0 if self.is_disputed(statement) else 0.0) - unclear / 2

    def get_heading(self, section: str) -> str:
        """Return the heading of a section."""
        return str(load_knowledge("brief")["sections"][section])

    def tell_left_out(self, count: int, what: str) -> str:
        """Return the line that says what is left out, and how to see it."""
        name = self.material.entity.name.replace('"', "'")
        is_are = f"{count} further {what} is" if count == 1 else f"{count} further {what}s are"
        return (
            f"{is_are} left out here; the best attested come first. "
            f'To see all: reportedly claims --about "{name}", or --limit for more of them here.'
        )
