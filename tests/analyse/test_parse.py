"""Paragraphs and parsing: offsets stay exact whatever stands in the text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reportedly.analyse import Parser, split_paragraphs
from reportedly.analyse.paragraphs import map_characters
from reportedly.analyse.quotes import find_quotations, locate
from reportedly.records import Span


@given(st.text())
def test_mapping_characters_keeps_the_length(text: str) -> None:
    assert len(map_characters(text)) == len(text)


@given(st.text(alphabet="aB.“” \n\r\t\u00a0", max_size=60))
def test_paragraphs_quote_the_text_in_order_and_never_overlap(text: str) -> None:
    spans = split_paragraphs(text)
    assert all(text[s.start : s.end] == s.text for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_wrapped_lines_are_one_paragraph_and_headings_are_their_own() -> None:
    wrapped = "The men crossed the river at dawn and\nburned the bridge behind them before they\nwalked on to the town.\n"
    assert len(split_paragraphs(wrapped)) == 1
    assert len(split_paragraphs("A short heading\nThe men crossed the river at dawn.")) == 2


def test_tokens_carry_offsets_into_the_whole_document(parser: Parser) -> None:
    text = "“No…”\u00a0— he said.\n\n\tThe “Guard”’s men left."
    [sentences] = parser.parse([split_paragraphs(text)])
    for sentence in sentences:
        for token in sentence.tokens:
            assert map_characters(text[token.start : token.end]) == token.text


def test_documents_without_paragraphs_yield_no_sentences(parser: Parser) -> None:
    spans = split_paragraphs("Rain fell.")
    assert [len(s) for s in parser.parse([[], spans, []])] == [0, 1, 0]


def test_a_quotation_ends_with_its_paragraph_at_the_latest() -> None:
    text = "“One two\n\nthree” “four”"
    paragraphs = [Span(start=0, end=8, text=text[:8]), Span(start=10, end=23, text=text[10:])]
    quotations = find_quotations(paragraphs)
    assert quotations[0] == (0, 8)
    assert locate(quotations, 11) == -1
    assert locate(quotations, text.index("four")) == 1


def test_a_line_that_ends_in_a_word_that_ends_nothing_goes_on() -> None:
    assert len(split_paragraphs("The Coral League did not\nattack the bridge, he said.")) == 1
    assert len(split_paragraphs("Orlan Daskeva denied that\nOmar Kessel burned the bridge.")) == 1
    assert len(split_paragraphs("Orlan Daskeva was not\nOmar Kessel burned the bridge.")) == 2
    assert len(split_paragraphs("What is known so far\nattack on the bridge denied")) == 2
    assert len(split_paragraphs("Statement of the council\nThe council denies it.")) == 2


def test_pictures_are_no_words(parser: Parser) -> None:
    [[first, *_]] = parser.parse([split_paragraphs("🔴 Orlan Daskeva fled, police said ⚡️.")])
    assert [t.text for t in first.tokens if t.text.strip()][:3] == ["Orlan", "Daskeva", "fled"]
