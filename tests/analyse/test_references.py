"""References: whole phrases, and which of them the trained ranker takes to be the same."""

from itertools import pairwise

import numpy as np
import pytest
from tests.analyse.reading import Analyse

from reportedly.analyse.coreference.model import Scores, load_networks, score_pairs
from reportedly.analyse.coreference.pairs import Pairs, make_pairs
from reportedly.analyse.coreference.resolve import choose_links, describe_phrases
from reportedly.records import Analysis


def phrases(analysis: Analysis) -> list[str]:
    return [r.text for r in analysis.references]


def chain_of(analysis: Analysis, text: str, nth: int = 0) -> int:
    return [r for r in analysis.references if r.text == text][nth].chain


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Rostev's brother fled.", "Rostev's"),
        ("Rostev's brother fled.", "Rostev's brother"),
        ("The convoy that left Dura on Friday was hit.", "The convoy that left Dura on Friday"),
        ("They met Selma Ardeth, a judge.", "Selma Ardeth"),
        ("They met Selma Ardeth, a judge.", "a judge"),
        ("He was held on May 11, 2019 in a fort.", "May 11, 2019"),
        ("Water is scarce.", "Water"),
        ("Omar Kessel and his son fled.", "Omar Kessel and his son"),
        ("Omar Kessel and his son fled.", "Omar Kessel"),
    ],
)
def test_a_phrase_is_whole(analyse: Analyse, text: str, whole: str) -> None:
    assert whole in phrases(analyse(text))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Omar Kessel fled.", "Omar"),
        ("He said that it was over.", "that"),
        ("There was a fire.", "There"),
    ],
)
def test_what_refers_to_nothing_is_no_phrase(analyse: Analyse, text: str, part: str) -> None:
    assert part not in phrases(analyse(text))


@pytest.mark.parametrize(
    ("text", "a", "b"),
    [
        ("Orlan Daskeva fled. He was hurt.", "Orlan Daskeva", "He"),
        ("The bridge was mined. Soldiers closed the bridge.", "The bridge", "the bridge"),
        ("A bridge was mined. Soldiers closed the bridge.", "A bridge", "the bridge"),
        ("Omar Kessel, a trader, was freed.", "Omar Kessel", "a trader"),
        ("The Coral League met. It elected its chairman.", "It", "its"),
        ("Officials left Dura. They gave no reason.", "Officials", "They"),
        ("I am tired. They took my house.", "I", "my"),
    ],
)
def test_phrases_for_the_same_share_a_chain(analyse: Analyse, text: str, a: str, b: str) -> None:
    analysis = analyse(text)
    assert chain_of(analysis, a) == chain_of(analysis, b, -1)


@pytest.mark.parametrize(
    ("text", "a", "b"),
    [
        ("Mr Daskeva met his mother. She wept.", "Mr Daskeva", "She"),
        ("The bridge was mined. Soldiers closed the road.", "The bridge", "the road"),
        ("Soldiers left Dura. He wept.", "Soldiers", "He"),
        ("A boy fled. Another boy was hurt.", "A boy", "Another boy"),
    ],
)
def test_phrases_for_others_stay_apart(analyse: Analyse, text: str, a: str, b: str) -> None:
    analysis = analyse(text)
    assert chain_of(analysis, a) != chain_of(analysis, b, -1)


TEXT = """Omar Kessel, who led the Grey Wolves Column, was killed on May 3, 2019 in Dura.

"I knew him," said his sister Ana. "The Column destroyed our town." She left it in June."""


def test_every_reference_quotes_its_document_and_a_span_is_there_once(analyse: Analyse) -> None:
    references = analyse(TEXT).references
    assert all(TEXT[r.start : r.end] == r.text for r in references)
    assert len({(r.start, r.end) for r in references}) == len(references)
    assert all((a.start, -a.end) < (b.start, -b.end) for a, b in pairwise(references))


def test_a_reference_knows_the_mention_with_its_head(analyse: Analyse) -> None:
    analysis = analyse(TEXT)
    [whole] = [r for r in analysis.references if r.text.startswith("Omar Kessel, who")]
    assert whole.mention is not None
    assert analysis.mentions[whole.mention].text == "Omar Kessel"
    known = [r.mention for r in analysis.references if r.mention is not None]
    assert len(set(known)) == len(known)


def test_a_pronoun_has_the_name_of_its_chain(analyse: Analyse) -> None:
    [him] = [r for r in analyse("Orlan Daskeva fled. He was hurt.").references if r.text == "He"]
    assert him.name == "Orlan Daskeva"


@pytest.mark.parametrize("text", ["", "And so on.", "Water!"])
def test_a_text_without_pairs_is_read(analyse: Analyse, text: str) -> None:
    assert len(analyse(text).references) <= 1


def test_the_weights_fit_the_figures(analyse: Analyse) -> None:
    analysis = analyse(TEXT)
    pairs = make_pairs(*describe_phrases(analysis.sentences, analysis.mentions, ()))
    for network in load_networks():
        assert network.link.shape[0] == pairs.links.shape[1]
        assert network.later.shape[0] == pairs.phrases.shape[1]


def test_scores_do_not_hang_on_how_many_pairs_are_scored_at_once(analyse: Analyse) -> None:
    analysis = analyse(TEXT)
    pairs = make_pairs(*describe_phrases(analysis.sentences, analysis.mentions, ()))
    whole = score_pairs(pairs, load_networks())
    part = pairs._replace(later=pairs.later[:9], earlier=pairs.earlier[:9], links=pairs.links[:9])
    assert np.allclose(score_pairs(part, load_networks()).links, whole.links[:9], atol=1e-3)


def test_a_phrase_joins_the_best_earlier_one_and_none_that_is_too_weak() -> None:
    nothing = np.zeros((3, 0), np.float32)
    later, earlier = np.array([1, 2, 2], np.int32), np.array([0, 0, 1], np.int32)
    pairs = Pairs(later, earlier, nothing, nothing)
    new = np.full(3, 5, np.float32)
    best = Scores(np.array([9, 1, 9], np.float32), new)
    assert choose_links(pairs, best) == [0, 0, 0]
    weak = Scores(np.array([1, 1, 9], np.float32), new)
    assert choose_links(pairs, weak) == [0, 1, 1]
