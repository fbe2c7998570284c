"""Pages: the main text and what the page says of itself."""

import pytest
from tests.read.conftest import REPORT, Read

PAGE = f"""<!DOCTYPE html><html><head><title>Lantern denies raid | Osterlund Courier</title>
<meta charset="utf-8">
<meta property="og:title" content="Lantern denies raid">
<meta property="og:site_name" content="Osterlund Courier">
<meta property="og:url" content="https://courier.example/raid">
<meta name="author" content="Ada Brun">
<meta property="article:published_time" content="2021-05-04T21:30:00+02:00">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Lantern denies raid</h1>
<p>{REPORT}</p><p>The mayor, <b>Olof Tann</b>, said that he had “no news” of it.</p>
<ul><li>One guard died in the night.</li><li>Two men fled to the north.</li></ul>
<table><tr><td>Dead that night</td><td>one guard</td></tr></table></article>
<script>var x = 1;</script><footer>Subscribe to our newsletter</footer></body></html>"""


def test_a_page_gives_its_main_text_and_its_metadata(read_bytes: Read) -> None:
    [document], problems = read_bytes(PAGE.encode(), "raid.html")
    assert problems == []
    paragraphs = document.text.split("\n\n")
    assert REPORT in paragraphs
    assert "The mayor, Olof Tann, said that he had “no news” of it." in paragraphs
    assert {"One guard died in the night.", "Dead that night", "one guard"} <= set(paragraphs)
    assert "Subscribe" not in document.text
    assert "Sport" not in document.text
    assert document.title == "Lantern denies raid"
    assert document.publisher == "Osterlund Courier"
    assert document.byline == "Ada Brun"
    assert document.published_on == "2021-05-04"
    assert document.url == "https://courier.example/raid"
    assert document.external_id == "raid"


def test_what_the_caller_gives_goes_before_what_a_page_carries(read_bytes: Read) -> None:
    [document], _ = read_bytes(PAGE.encode(), "a.htm", published_on="2020", publisher="Anchor")
    assert (document.published_on, document.publisher) == ("2020", "Anchor")


def test_reading_a_page_twice_gives_the_same_document(read_bytes: Read) -> None:
    assert read_bytes(PAGE.encode(), "a.html") == read_bytes(PAGE.encode(), "a.html")


SMALL = """<html><head><title>No</title></head><body><div>The guard <i>left</i>.<br>
He was alone.</div><script>x()</script></body></html>"""


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>The guard left.</p>", "The guard left."),
        (SMALL, "The guard left.\n\nHe was alone."),
    ],
)
def test_where_no_main_text_is_found_the_visible_text_is_read(
    read_bytes: Read, page: str, expected: str
) -> None:
    [document], problems = read_bytes(page.encode(), "a.html")
    assert problems == []
    assert document.text == expected


def test_a_page_with_control_characters_and_comments_in_it_is_read(read_bytes: Read) -> None:
    page = "<head><!-- a --></head><body><div>The&#1; guard\x02 <!-- b -->left<br>at once</div>"
    [document], _ = read_bytes(page.encode(), "a.html")
    assert "guard" in document.text
    assert "left" in document.text
    assert " b " not in document.text


def test_a_declared_charset_is_believed(read_bytes: Read) -> None:
    page = PAGE.replace("utf-8", "windows-1252").encode("cp1252")
    [document], problems = read_bytes(page, "a.html")
    assert problems == []
    assert "“no news”" in document.text


def test_a_charset_that_nobody_declares_is_guessed_and_told(read_bytes: Read) -> None:
    page = PAGE.replace('<meta charset="utf-8">', "").encode("cp1252")
    [document], [problem] = read_bytes(page, "a.html")
    assert "“no news”" in document.text
    assert problem.code == "encoding-guessed"


def test_xhtml_with_an_xml_declaration_is_read(read_bytes: Read) -> None:
    page = f'<?xml version="1.0" encoding="utf-8"?>\n<html><body><p>{REPORT}</p></body></html>'
    [document], problems = read_bytes(page.encode(), "a.xhtml")
    assert (document.text, problems) == (REPORT, [])


def test_a_page_without_words_is_a_problem(read_bytes: Read) -> None:
    documents, [problem] = read_bytes(b"<html><body><img src='a.png'></body></html>", "a.html")
    assert documents == []
    assert problem.code == "no-text"


def test_a_page_without_a_suffix_is_known_by_its_first_words(read_bytes: Read) -> None:
    [document], _ = read_bytes(PAGE.encode(), "saved-page")
    assert document.media_type == "text/html"


def nest(depth: int) -> bytes:
    words = "<p>The army attacked Dura on Monday, officials said in the town.</p>"
    inner = "<div>" * depth + words + "</div>" * depth
    return f"<html><body><p>In short.</p>{inner}<p>Soldiers left.</p></body></html>".encode()


def test_what_is_nested_deep_is_read_to_its_end(read_bytes: Read) -> None:
    [document], problems = read_bytes(nest(300), "page.html")
    assert "attacked Dura" in document.text
    assert document.text.endswith("Soldiers left.")
    assert problems == []


def test_what_is_nested_without_end_is_a_problem(read_bytes: Read) -> None:
    documents, [problem] = read_bytes(nest(100_000), "page.html")
    assert (documents, problem.code) == ([], "malformed")
    assert "depth" in problem.message
    assert "\n" not in problem.message
