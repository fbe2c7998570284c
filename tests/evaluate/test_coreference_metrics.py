"""Coreference metrics against the worked example of their definition."""

import pytest

from reportedly.evaluate.coreference import group_mentions, measure_conll, score_document
from reportedly.evaluate.coreference_metrics import (
    Cluster,
    Fractions,
    count_b_cubed,
    count_ceaf_e,
    count_muc,
)
from reportedly.evaluate.gold import GoldDocument


def clusters(*letters: str) -> list[Cluster]:
    return [frozenset(cluster) for cluster in letters]


# The example of Pradhan et al. 2014, section 4: c is misplaced, d and e are lost, h and i made up.
KEY = clusters("abc", "defg")
RESPONSE = clusters("ab", "cd", "fghi")


def rates(fractions: Fractions) -> tuple[float, float]:
    recall_part, recall_whole, precision_part, precision_whole = fractions
    return recall_part / recall_whole, precision_part / precision_whole


def test_muc_gives_the_published_figures() -> None:
    assert rates(count_muc(KEY, RESPONSE)) == pytest.approx((2 / 5, 2 / 5))


def test_b_cubed_gives_the_published_figures() -> None:
    assert rates(count_b_cubed(KEY, RESPONSE)) == pytest.approx((35 / 12 / 7, 4 / 8))


def test_ceaf_e_gives_the_published_figures() -> None:
    assert rates(count_ceaf_e(KEY, RESPONSE)) == pytest.approx((1.3 / 2, 1.3 / 3))


def test_muc_gives_the_first_example_of_vilain_and_others() -> None:
    key = clusters("abcd")
    assert rates(count_muc(key, clusters("ab", "cd"))) == pytest.approx((2 / 3, 1))


def test_b_cubed_punishes_joining_two_large_clusters_more_than_joining_a_small_one() -> None:
    """The example of Bagga and Baldwin 1998: precision 76 % against 58 %, MUC sees no difference."""
    key = clusters("12345", "67", "89abc")
    small, large = clusters("12345", "6789abc"), clusters("1234589abc", "67")
    assert rates(count_b_cubed(key, small))[1] == pytest.approx(0.762, abs=0.001)
    assert rates(count_b_cubed(key, large))[1] == pytest.approx(0.583, abs=0.001)
    assert rates(count_muc(key, small)) == rates(count_muc(key, large))


def test_a_perfect_response_scores_one() -> None:
    for count in (count_muc, count_b_cubed, count_ceaf_e):
        assert rates(count(KEY, KEY)) == pytest.approx((1, 1))


def test_singletons_and_repeated_spans_are_left_out() -> None:
    mentions = [((0, 3), 1), ((5, 8), 1), ((5, 8), 2), ((9, 12), 2), ((14, 20), 3)]
    assert group_mentions(mentions) == [frozenset({(0, 3), (5, 8)})]


def test_the_conll_figure_is_the_mean_of_three() -> None:
    def spans(letters: str) -> frozenset[tuple[int, int]]:
        return frozenset((ord(letter), ord(letter) + 1) for letter in letters)

    gold = GoldDocument(id="d", document=None, gold=[spans("abc"), spans("defg")])
    records = [
        {"start": ord(letter), "end": ord(letter) + 1, "text": letter, "chain": chain}
        for chain, letters in enumerate(("ab", "cd", "fghi"))
        for letter in letters
    ]
    f1 = (0.4, 2 * (35 / 84) * 0.5 / (35 / 84 + 0.5), 0.52)
    assert measure_conll(score_document(gold, records).counts) == pytest.approx(
        sum(f1) / 3, abs=0.0001
    )
