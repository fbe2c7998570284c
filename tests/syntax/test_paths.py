"""The way through the tree from a predicate word to an argument."""

from functools import lru_cache

from reportedly.analyse.paragraphs import split_paragraphs
from reportedly.analyse.parse import load_parser
from reportedly.records import Sentence
from reportedly.settings import Settings
from reportedly.syntax.paths import Path, find_path


@lru_cache(maxsize=8)
def parse(text: str) -> Sentence:
    [sentences] = load_parser(Settings().model).parse([split_paragraphs(text)])
    return sentences[0]


def path(text: str, start: str, end: str) -> Path:
    words = [t.text for t in parse(text).tokens]
    return find_path(parse(text), words.index(start), words.index(end))


def test_an_object_is_one_step_down() -> None:
    found = path("The army arrested Omar.", "arrested", "Omar")
    assert (found.steps, found.length, found.clauses, found.lists) == ("dobj", 1, 0, 0)


def test_a_way_up_and_down_shows_both() -> None:
    found = path("The army planned an attack.", "attack", "army")
    assert found.steps == "^dobj>nsubj"


def test_the_second_of_a_list_stands_where_the_first_stands() -> None:
    text = "The army arrested Omar and Dura."
    first, second = path(text, "arrested", "Omar"), path(text, "arrested", "Dura")
    assert second.steps == first.steps
    assert (first.lists, second.lists) == (0, 1)


def test_a_clause_boundary_on_the_way_is_counted() -> None:
    found = path("The army arrested the man who owned a boat.", "arrested", "boat")
    assert found.clauses == 1


def test_a_word_is_no_step_from_itself() -> None:
    assert path("The army arrested Omar.", "Omar", "Omar") == Path("", 0, 0, 0)
