"""Paragraphs in another language are set aside, with a problem that names them."""

import pytest

from reportedly.read.passages import find_foreign_passages, find_other_language
from reportedly.records import Document, Span

SPANISH = "El ministro dijo que los rebeldes de la zona no se han rendido en el norte del valle."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (SPANISH, "Spanish"),
        ("Министр сказал, что повстанцы ушли.", "text in Cyrillic script"),
        ("The minister said that the rebels of the zone had not given up.", None),
        ("Frente de la Costa, Movimiento del Norte", None),
        (
            "Orlan Daskeva, Omar Kessel, Irena Dolk, Radu Stenn, Aman Dole, Milo Vant, Ilmar Rost",
            None,
        ),
    ],
)
def test_only_running_text_of_another_language_is_foreign(text: str, language: str | None) -> None:
    assert find_other_language(text) == language


def test_the_problem_names_the_paragraph_and_where_it_stands() -> None:
    document = Document(id="d", text=f"The men fled.\n\n{SPANISH}", external_id="mail-4")
    paragraphs = [
        Span(start=0, end=13, text="The men fled."),
        Span(start=15, end=15 + len(SPANISH), text=SPANISH),
    ]
    [(number, problem)] = find_foreign_passages(document, paragraphs).items()
    assert number == 1
    assert (problem.code, problem.start, problem.end) == (
        "paragraph-language",
        15,
        15 + len(SPANISH),
    )
    assert "paragraph 2" in problem.message
    assert problem.external_id == "mail-4"
