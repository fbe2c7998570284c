"""What is known of one attribution before it becomes a record: cue, source and content tokens.

A `Finding` is grown in steps: `constructions.py` makes it from one sentence, `speech.py` hangs
quotations on it, `chains.py` turns it into an `Attribution` with its `Scope`s.
"""

from dataclasses import dataclass, field

from reportedly.attribute.cues import Cue
from reportedly.records import Act, Certainty, Polarity


@dataclass(slots=True)
class Speaker:
    """Where a source stands: `head` carries the reference, `shown` are the tokens of the phrase.

    For a relative pronoun `shown` is the pronoun and `head` the antecedent.
    """

    sentence: int
    head: int
    shown: list[int]


@dataclass(slots=True)
class Finding:
    """One cue with what it governs. `content` and `scope` map sentence indices to token indices."""

    sentence: int
    head: int
    cue: Cue
    cue_tokens: list[int]
    speaker: Speaker | None = None
    content: dict[int, set[int]] = field(default_factory=dict)
    scope: dict[int, set[int]] = field(default_factory=dict)
    quotations: list[int] = field(default_factory=list)
    certainty: Certainty = "stated"
    polarity: Polarity = "affirmed"
    act: Act | None = None
    """What the source does where it is not what the cue usually does."""
    outer: Speaker | None = None
    """A source around this one ('The Post quoted …', 'told Reuters')."""
    outer_cue: list[int] = field(default_factory=list)
    is_light: bool = False
    """A claim may hang on the cue itself, as on a light verb ('denied any link to the firm')."""
    continued: bool = False
    """The cue is borrowed from an earlier attribution by the same speaker."""

    def add(self, sentence: int, tokens: set[int], *, scoped: bool = True) -> None:
        """Add `tokens` of `sentence` to the content, and to what claims hang on."""
        if tokens:
            self.content.setdefault(sentence, set()).update(tokens)
            if scoped:
                self.scope.setdefault(sentence, set()).update(tokens)
