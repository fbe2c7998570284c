"""Lines as scanners and mail programs break them are read on; every span quotes the document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.analyse.smoothing import Join, restore_spans, smooth_lines
from reportedly.records import Span


@given(st.text(alphabet="ab -\n\r>\u00ad:From wrote", max_size=60))
def test_smoothing_keeps_the_length(text: str) -> None:
    assert len(smooth_lines(text).text) == len(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("the guer-\nrillas fled", "guerrillas"),
        ("the guer\u00adrillas fled", "guerrillas"),
        ("THE GUER-\nRILLAS FLED", "GUERRILLAS"),
        ("a self-\ndeclared ruler", "self-declared"),
        ("the al-\nQasr gate", "al-Qasr"),
        ("a co-op, the co-\nop", "co-op"),
    ],
)
def test_a_broken_word_is_put_together_as_it_is_written_elsewhere(text: str, word: str) -> None:
    assert text.count(word) + 1 == smooth_lines(text).text.count(word)


def test_a_span_over_a_broken_word_quotes_the_page() -> None:
    text = "the guer-\nrillas fled"
    smoothed = smooth_lines(text)
    start = smoothed.text.index("guerrillas")
    span = Span(start=start, end=start + len("guerrillas"), text="guerrillas")
    restored = restore_spans(span, text, smoothed.joins)
    assert restored == Span(start=4, end=16, text="guer-\nrillas")


def test_what_stands_behind_a_broken_word_stays_where_it_is() -> None:
    text = "the guer-\nrillas fled"
    span = Span(start=17, end=21, text="fled")
    assert restore_spans(span, text, (Join(8, 2, 6),)) == span


def test_marks_and_headers_of_mail_become_blanks() -> None:
    text = "On Tue, 10 Aug 2021 Irena wrote:\n> The men\n>> fled.\n"
    assert smooth_lines(text).text.split() == ["The", "men", "fled."]
