"""Which names a scorer takes for the same."""

import pytest

from reportedly.evaluate.names import fold_name, is_same_name


@pytest.mark.parametrize(
    ("predicted", "wanted"),
    [
        ("the Red Lantern Front", "Red Lantern Front"),
        ("President Ana Dorrin", "Ana Dorrin"),
        ("Deputy Foreign Minister", "Deputy Foreign Minister"),
        ("Prime Minister Ana Dorrin", "Ana Dorrin"),
        ("Velmar's", "Velmar"),
        ("Dorrín", "Dorrin"),
        ("Red-Lantern", "Red Lantern"),
        ("more than 10,000 foreign fighters", "~10000 fighter"),
    ],
)
def test_the_same_name_is_recognised(predicted: str, wanted: str) -> None:
    assert is_same_name(predicted, wanted)


@pytest.mark.parametrize(
    ("predicted", "wanted"),
    [
        ("", "Velmar"),
        ("Ana Dorrin", "President Ana Dorrin"),
        ("Red Lantern", "Red Lantern Front"),
        ("foreign fighters", "~10000 fighters"),
        ("fighters", "~"),
        ("President", "Ana Dorrin"),
    ],
)
def test_another_name_is_not(predicted: str, wanted: str) -> None:
    assert not is_same_name(predicted, wanted)


def test_folding_drops_articles_only_in_front() -> None:
    assert fold_name("The Army of the Hill") == ("army", "of", "the", "hill")
