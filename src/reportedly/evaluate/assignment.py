"""The assignment problem: one column for each row, so that the chosen weights sum to the most."""

from collections.abc import Sequence

_NONE = -1


def assign_best(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Return (row, column) pairs, each row and column at most once, of greatest total weight.

    `weights` has rows of one length; the shorter side is assigned wholly. Kuhn–Munkres with
    potentials and shortest augmenting paths (Jonker and Volgenant 1987), O(rows² · columns).
    """
    if not weights or not weights[0]:
        return []
    if len(weights) > len(weights[0]):
        turned = [list(column) for column in zip(*weights, strict=True)]
        return sorted((row, column) for column, row in assign_best(turned))
    costs = [[-weight for weight in row] for row in weights]
    row_of = _match_columns(costs)
    return sorted((row, column) for column, row in enumerate(row_of) if row != _NONE)


def _match_columns(costs: list[list[float]]) -> list[int]:
    """The row that each column is matched to at the least cost; no more rows than columns."""
    width = len(costs[0])
    row_of: list[int] = [_NONE] * width
    row_potential = [0.0] * len(costs)
    column_potential = [0.0] * width
    for new_row in range(len(costs)):
        slack = [float("inf")] * width
        came_from: list[int] = [_NONE] * width
        done = [False] * width
        row, last = new_row, _NONE
        while True:
            for j in range(width):
                reduced = costs[row][j] - row_potential[row] - column_potential[j]
                if not done[j] and reduced < slack[j]:
                    slack[j], came_from[j] = reduced, last
            column = min((j for j in range(width) if not done[j]), key=slack.__getitem__)
            delta = slack[column]
            row_potential[new_row] += delta
            for j in range(width):
                if done[j]:
                    row_potential[row_of[j]] += delta
                    column_potential[j] -= delta
                else:
                    slack[j] -= delta
            done[column] = True
            last = column
            if row_of[column] == _NONE:
                break
            row = row_of[column]
        _augment(row_of, came_from, last, new_row)
    return row_of


def _augment(row_of: list[int], came_from: list[int], end: int, new_row: int) -> None:
    """Shift the rows along the path that ends in column `end`, and put the new row at its start."""
    column = end
    while (previous := came_from[column]) != _NONE:
        row_of[column] = row_of[previous]
        column = previous
    row_of[column] = new_row
