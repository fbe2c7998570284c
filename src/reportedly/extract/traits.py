"""Traits of a claim: what its wording and construction say for and against its being right.

Claims, the proposals they were made of, and the `Lookup` → the traits of each claim, short words
such as `predicate=killed` and `object.form=pronoun`. The verifier has a weight for each trait;
no trait names a person, a group or a document.
"""

from collections.abc import Iterator, Mapping, Sequence

from reportedly.extract.lookup import Lookup
from reportedly.extract.proposals import Proposal
from reportedly.extract.slots import Filler
from reportedly.records import Argument, Claim, Sentence
from reportedly.syntax.paths import find_path
from reportedly.syntax.tree import find_child

_STEPS_TOLD = 3
"""A longer path is told by its length alone: each would be met once."""


def find_traits(
    claims: Sequence[Claim], proposals: Mapping[str, Proposal], lookup: Lookup
) -> list[list[str]]:
    """Return the traits of each claim; `proposals` are those of the claims' ids, where known."""
    neighbours: dict[int, list[Claim]] = {}
    for claim in claims:
        neighbours.setdefault(claim.evidence.start, []).append(claim)
    return [
        [
            *_of_wording(claim, proposals.get(claim.id)),
            *_of_arguments(claim, proposals.get(claim.id), lookup),
            *_of_company(claim, neighbours[claim.evidence.start]),
        ]
        for claim in claims
    ]


def _of_wording(claim: Claim, proposal: Proposal | None) -> Iterator[str]:
    """Which frame or recogniser read it, how sure its author was of it, and in whose voice."""
    yield f"predicate={claim.predicate}"
    yield f"extractor={claim.extractor}"
    yield f"family={claim.extractor.partition(':')[0]}"
    yield f"certainty={claim.certainty}"
    yield f"polarity={claim.polarity}"
    yield f"sources={min(2, len(claim.sources))}"
    if proposal is None:
        return
    yield f"prior={proposal.confidence:.1f}"


def _of_arguments(claim: Claim, proposal: Proposal | None, lookup: Lookup) -> Iterator[str]:
    fillers = (proposal.subject, proposal.object) if proposal is not None else (None, None)
    for side, argument, filler in (
        ("subject", claim.subject, fillers[0]),
        ("object", claim.object, fillers[1]),
    ):
        if argument is None:
            yield f"{side}=open"
            continue
        yield f"{side}.kind={argument.kind}"
        yield f"{side}.lower={argument.text[:1].islower()}"
        yield f"{side}.resolved={argument.name != argument.text}"
        if proposal is not None and filler is not None:
            for trait in _of_filler(argument, filler, proposal, lookup):
                yield f"{side}.{trait}"


def _of_filler(
    argument: Argument, filler: Filler, proposal: Proposal, lookup: Lookup
) -> Iterator[str]:
    """Where an argument's word stands, seen from the predicate word."""
    sentence, word = proposal.sentence, proposal.tokens[-1]
    token = sentence.tokens[filler.token]
    mention = lookup.mention_at(sentence, token.i)
    yield f"form={mention.form if mention is not None else 'phrase'}"
    yield f"tag={token.tag}"
    yield f"article={find_child(sentence, token.i, ('det',)) is not None}"
    yield f"elsewhere={not argument.start <= token.start < argument.end}"
    path = find_path(sentence, word, token.i)
    yield f"path={path.steps if path.length <= _STEPS_TOLD else 'long'}"
    yield f"path.length={min(path.length, 6)}"
    yield f"path.clauses={min(path.clauses, 2)}"
    yield f"path.lists={min(path.lists, 2)}"
    yield f"distance={'before' if token.i < word else 'after'} {_bin(abs(token.i - word))}"
    yield f"rivals={_count_rivals(argument, sentence, (token.i, word), lookup)}"


def _count_rivals(
    argument: Argument, sentence: Sentence, ends: tuple[int, int], lookup: Lookup
) -> int:
    """How many of the same kind stand nearer to the predicate word, three at most."""
    low, high = min(ends), max(ends)
    mentions = lookup.by_sentence.get(sentence.index, ())
    return min(3, sum(m.kind == argument.kind and low < m.head < high for m in mentions))


def _of_company(claim: Claim, neighbours: Sequence[Claim]) -> Iterator[str]:
    """What else the same words are said to tell: a verb that names one doer rarely names two."""
    same = [other for other in neighbours if other.predicate == claim.predicate]
    subject, object_ = _name(claim.subject), _name(claim.object)
    yield f"claims={_bin(len(neighbours))}"
    yield f"claims.same={min(4, len(same))}"
    ends = {(_name(c.subject), _name(c.object)) for c in same}
    yield f"subject.others={any(s != subject and o == object_ for s, o in ends)}"
    yield f"object.others={any(s == subject and o != object_ for s, o in ends)}"
    if subject and object_:
        pair = {subject, object_}
        rest = {c.predicate for c in neighbours if {_name(c.subject), _name(c.object)} == pair}
        yield f"pair.told={min(3, len(rest))}"


def _name(argument: Argument | None) -> str | None:
    return None if argument is None else argument.name


def _bin(number: int) -> str:
    """A count, coarser the larger it is."""
    if number < 3:
        return str(number)
    return next((f"<{top}" for top in (6, 11, 21) if number < top), "more")
