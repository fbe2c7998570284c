"""Lines of other cases and of nomenklatura's resolver; what cannot be used is named."""

import json

import msgspec
import pytest
from tests.judge.judging import judge

from reportedly.errors import UsageError
from reportedly.judge import make_judgement, replay
from reportedly.judge.exchange import BadLine, read_lines, write_edges
from reportedly.records import Judgement

NOW = "2024-06-01T00:00:00Z"


def read(*lines: object, known: str = "abc") -> tuple[list[Judgement], list[BadLine]]:
    """What comes of the lines in a case that knows the entities of `known`."""
    encoded = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    found = list(read_lines(encoded, is_known=lambda id_: id_ in known, now=NOW))
    good = [x for x in found if isinstance(x, Judgement)]
    return good, [x for x in found if isinstance(x, BadLine)]


def edge(target: str, source: str, judgement: str, *more: object) -> list[object]:
    return [target, source, judgement, *(more or (0.9, "tomas", "2023-04-01T10:00:00"))]


def test_own_lines_come_back_as_they_were() -> None:
    log = [judge("same", "a", "b"), judge("correct", "clm-1", values={"polarity": "denied"})]
    lines = [msgspec.json.encode(judgement).decode() for judgement in log]
    assert read(*lines) == (log, [])


def test_a_line_that_was_changed_after_it_was_made_is_named_and_left_out() -> None:
    line = msgspec.json.encode(judge("same", "a", "b")).decode().replace("ines", "tomas")
    good, [bad] = read(line)
    assert good == []
    assert "was changed" in bad.message


def test_a_line_written_by_hand_needs_no_id() -> None:
    line = {"verb": "same", "targets": ["a", "b"], "by": "ines", "made_at": "2024-05-01T12:00:00Z"}
    assert read(line) == ([judge("same", "a", "b")], [])


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "7",
        {"verb": "guess", "targets": ["a"], "by": "ines", "made_at": NOW},
        {"verb": "same", "targets": ["a"], "by": "ines", "made_at": NOW},
        {"verb": "same", "targets": ["a", "a"], "by": "ines", "made_at": NOW},
        {"verb": "same", "targets": ["a", "b"], "by": " ", "made_at": NOW},
        {"verb": "same", "targets": ["a", "b"], "by": "ines", "made_at": "yesterday"},
        {"verb": "rate", "targets": ["a"], "by": "i", "made_at": NOW, "values": {}},
        {"verb": "correct", "targets": ["a"], "by": "i", "made_at": NOW, "values": {"id": "x"}},
        {"verb": "correct", "targets": ["a"], "by": "i", "made_at": NOW, "values": {"object": "x"}},
        edge("a", "b", "perhaps"),
        edge("a", "a", "positive"),
        ["a", "b"],
        edge("a", "stranger", "positive"),
    ],
)
def test_lines_of_no_use_are_named_one_by_one_and_the_rest_is_taken(line: object) -> None:
    good, bad = read(edge("a", "c", "positive"), line)
    assert [judgement.targets for judgement in good] == [("a", "c")]
    assert [one.number for one in bad] == [2]
    assert bad[0].message


def test_edges_are_judgements_of_whoever_made_them() -> None:
    [same, different, unsure], bad = read(
        edge("b", "a", "positive"), edge("c", "a", "negative"), edge("c", "b", "unsure")
    )
    assert bad == []
    assert (same.verb, different.verb, unsure.verb) == ("same", "different", "unsure")
    assert same == make_judgement("same", ("a", "b"), by="tomas", made_at="2023-04-01T10:00:00Z")


def test_a_time_whose_zone_was_cut_off_is_in_utc() -> None:
    [judgement], bad = read(
        edge("b", "a", "positive", None, "tomas", "2026-04-01T10:00:00.643881+0")
    )
    assert bad == []
    assert judgement.made_at == "2026-04-01T10:00:00.643881Z"


def test_deleted_edges_and_mere_candidates_say_nothing() -> None:
    deleted = edge("a", "b", "positive", 0.9, "tomas", "2023-04-01", "2023-05-01")
    assert read(deleted, edge("a", "b", "no_judgement", 0.7, None, None)) == ([], [])


def test_entities_that_hang_on_one_canonical_id_are_the_same() -> None:
    good, bad = read(
        edge("NK-1", "a", "positive"),
        edge("NK-1", "NK-2", "positive"),
        edge("NK-2", "b", "positive"),
        edge("NK-1", "c", "negative"),
    )
    verdicts = replay(good)
    assert set(verdicts.same) == {("a", "b")}
    assert set(verdicts.different) == {("a", "c")}
    assert bad == []


def test_judged_pairs_are_written_as_edges_that_come_back() -> None:
    log = [judge("same", "b", "a"), judge("different", "a", "c", at=1), judge("unsure", "b", "c")]
    edges = [line.decode() for line in write_edges(replay(log))]
    assert json.loads(edges[0]) == [
        "b",
        "a",
        "positive",
        None,
        "ines",
        "2024-05-01T12:00:00.000000",
    ]
    again, bad = read(*edges)
    assert bad == []
    assert set(replay(again).same) == {("a", "b")}
    assert set(replay(again).different) == {("a", "c")}
    assert set(replay(again).unsure) == {("b", "c")}


def test_times_of_any_zone_sort_as_text() -> None:
    early = make_judgement("same", ("a", "b"), by="i", made_at="2024-05-01T12:00:00+02:00")
    late = make_judgement("same", ("a", "b"), by="i", made_at="2024-05-01T10:00:00.5Z")
    assert early.made_at < late.made_at
    with pytest.raises(UsageError, match="a time as in"):
        make_judgement("same", ("a", "b"), by="i", made_at="noon")
