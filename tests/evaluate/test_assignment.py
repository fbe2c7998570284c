"""The assignment of greatest weight against trying every assignment."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.evaluate.assignment import assign_best


@st.composite
def matrices(draw: st.DrawFn) -> list[list[float]]:
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    cell = st.integers(-9, 9).map(float) | st.floats(0, 1, width=16)
    return [[draw(cell) for _ in range(columns)] for _ in range(rows)]


def try_all(weights: list[list[float]]) -> float:
    if len(weights) > len(weights[0]):
        weights = [list(column) for column in zip(*weights, strict=True)]
    return max(
        sum(row[column] for row, column in zip(weights, choice, strict=True))
        for choice in permutations(range(len(weights[0])), len(weights))
    )


@given(matrices())
def test_no_other_assignment_weighs_more(weights: list[list[float]]) -> None:
    pairs = assign_best(weights)
    assert sum(weights[i][j] for i, j in pairs) == pytest.approx(try_all(weights))


@given(matrices())
def test_the_shorter_side_is_assigned_wholly_and_nothing_twice(weights: list[list[float]]) -> None:
    pairs = assign_best(weights)
    assert len(pairs) == min(len(weights), len(weights[0]))
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


def test_nothing_is_assigned_where_there_is_nothing() -> None:
    assert assign_best([]) == assign_best([[]]) == []
