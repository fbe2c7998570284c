"""A pipeline that forgets what it learnt says the same, whoever borrows it and however often."""

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language

from reportedly.analyse import lending
from reportedly.analyse.lending import Lender
from reportedly.analyse.loading import load_pipeline
from reportedly.analyse.paragraphs import split_paragraphs
from reportedly.analyse.parse import Parser
from reportedly.records import Sentence, Span
from reportedly.settings import Settings

EXAMPLES = Path(__file__).parents[2] / "examples"
RANKS = "Maj. Velmarok Kessonari of Tarrubel Ltd. said so. Kessonari's 14 men were in Ombredal."


@pytest.fixture(scope="module")
def documents() -> list[list[Span]]:
    files = sorted(EXAMPLES.glob("*.txt"))[:4]
    texts = [*(file.read_text(encoding="utf-8") for file in files), RANKS]
    return [split_paragraphs(text) for text in texts]


@pytest.fixture(scope="module")
def expected(parser: Parser, documents: list[list[Span]]) -> list[list[Sentence]]:
    return list(parser.parse(documents))


@pytest.fixture(scope="module")
def load() -> Callable[[], Language]:
    return lambda: load_pipeline(Settings().model)


@pytest.fixture(scope="module")
def shared(load: Callable[[], Language]) -> Parser:
    return Parser(load)


@pytest.fixture
def forgetful(shared: Parser, monkeypatch: pytest.MonkeyPatch) -> Parser:
    """A parser that keeps no word beyond a batch."""
    monkeypatch.setattr(lending, "MOST_KEPT", 0)
    monkeypatch.setattr(lending, "_MOST_LEMMAS", 0)
    return shared


def get_lender(parser: Parser) -> Lender:
    return parser._lender


def count_words(parser: Parser) -> tuple[int, int, int]:
    nlp = get_lender(parser)._nlp
    assert nlp is not None
    cache = nlp.get_pipe("lemmatizer").cache  # type: ignore[attr-defined]
    return len(nlp.vocab.strings), sum(1 for _ in nlp.vocab), len(cache)


def test_what_is_forgotten_changes_no_sentence(
    forgetful: Parser, documents: list[list[Span]], expected: list[list[Sentence]]
) -> None:
    for _ in range(2):
        assert list(forgetful.parse(documents)) == expected


def test_the_words_of_a_batch_go_with_it(forgetful: Parser, documents: list[list[Span]]) -> None:
    before = count_words(forgetful)
    parsed = forgetful.parse(documents)
    next(parsed)
    assert count_words(forgetful) > before
    assert len(list(parsed)) == len(documents) - 1
    assert count_words(forgetful) == before


def test_two_who_parse_at_a_time_do_not_disturb_each_other(
    forgetful: Parser, documents: list[list[Span]], expected: list[list[Sentence]]
) -> None:
    before = count_words(forgetful)
    one, other = forgetful.parse(documents), forgetful.parse(reversed(documents))
    found = [next(one)]
    assert next(other) == expected[-1]
    found += one
    assert found == expected
    assert list(other) == expected[-2::-1]
    assert count_words(forgetful) == before


def test_a_parse_that_is_given_up_gives_its_words_back(
    forgetful: Parser, documents: list[list[Span]], expected: list[list[Sentence]]
) -> None:
    before = count_words(forgetful)
    parsed = forgetful.parse(documents)
    next(parsed)
    parsed.close()  # type: ignore[attr-defined]
    assert count_words(forgetful) == before
    assert list(forgetful.parse(documents)) == expected


def test_the_first_words_are_kept(load: Callable[[], Language]) -> None:
    lender = Lender(load)
    with lender.lend() as nlp:
        nlp("Ombredal")
    assert "Ombredal" in nlp.vocab.strings
    assert "Ombredal" in nlp.vocab


def test_after_many_words_the_pipeline_is_loaded_anew_and_says_the_same(
    load: Callable[[], Language],
    documents: list[list[Span]],
    expected: list[list[Sentence]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loads = []

    def count_load() -> Language:
        loads.append(1)
        return load()

    parser = Parser(count_load)
    assert list(parser.parse(documents)) == expected
    monkeypatch.setattr(lending, "MOST_KEPT", 0)
    monkeypatch.setattr(lending, "MOST_FORGOTTEN", 1)
    made = [split_paragraphs("Tarrubelen met Kessonarik in Ombredalak.")]
    assert len(list(parser.parse(made))) == 1
    assert len(loads) == 1
    assert list(parser.parse(documents)) == expected
    assert len(loads) == 2
