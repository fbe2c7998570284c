"""Pooling, resampling and rendering of scores."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from reportedly.evaluate.report import (
    DocumentScore,
    Table,
    compute_micro_f1,
    compute_rates,
    format_shares,
    pool_scores,
    resample,
    resample_each,
)
from reportedly.evaluate.spans import compute_overlap, count_characters, merge_intervals

intervals = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6)


def characters(spans: list[tuple[int, int]]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


@given(intervals, intervals)
def test_intervals_overlap_as_sets_of_characters_do(
    a: list[tuple[int, int]], b: list[tuple[int, int]]
) -> None:
    sets = characters(a), characters(b)
    union = len(sets[0] | sets[1])
    wanted = len(sets[0] & sets[1]) / union if union else 1.0
    assert compute_overlap(merge_intervals(a), merge_intervals(b)) == wanted
    assert count_characters(merge_intervals(a)) == len(sets[0])


def make_score(name: str, right: int, of: int) -> DocumentScore:
    return DocumentScore(id=name, counts=Counter(right=right, of=of))


def share(counts: Counter[str]) -> float:
    return counts["right"] / counts["of"]


def test_the_interval_is_the_same_on_every_run_and_holds_the_figure() -> None:
    scores = [make_score(str(i), i % 4, 4) for i in range(12)]
    low, high = resample(scores, share)
    assert (low, high) == resample(scores, share)
    assert low < share(pool_scores(scores).counts) < high


def test_documents_that_are_all_alike_leave_no_uncertainty() -> None:
    assert resample([make_score(str(i), 1, 2) for i in range(5)], share) == (0.5, 0.5)


def test_groups_of_documents_add_up() -> None:
    scores = [make_score("a", 1, 2), make_score("b", 0, 1)]
    for score in scores:
        score.add("attribute", "when", right=True, of=1)
    total = pool_scores(scores)
    assert total.counts == {"right": 1, "of": 3}
    assert total.groups == {("attribute", "when"): {"right": 2, "of": 2}}
    assert scores[0].groups == {("attribute", "when"): {"right": 1, "of": 1}}


def test_a_table_keeps_its_columns_in_line() -> None:
    lines = Table(title="t", columns=("", "n"), rows=(("a", "1"), ("long", "12"))).render()
    assert lines == ["t", "         n", "  a      1", "  long  12"]


def test_the_f1_of_counts_is_that_of_their_rates_and_nought_where_nothing_is() -> None:
    counts = Counter(true=3, found=2, predicted=4, gold=4)
    assert compute_micro_f1(counts) == 0.6
    assert compute_micro_f1(counts, right="found") == 0.5
    assert compute_micro_f1(Counter()) == 0.0
    assert format_shares(compute_rates(3, 4, 2, 4).values()) == ("0.750", "0.500", "0.600")


def test_each_measure_has_the_interval_that_it_has_alone() -> None:
    scores = [make_score(str(i), i % 3, 2) for i in range(12)]
    measures = {"share": share, "sum": lambda counts: float(counts["right"])}
    together = resample_each(scores, measures)
    assert together == {name: resample(scores, measure) for name, measure in measures.items()}
    assert together["share"] != together["sum"]
    assert resample_each([], measures) == {"share": (0.0, 0.0), "sum": (0.0, 0.0)}
