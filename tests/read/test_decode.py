"""Encodings: UTF-8, marks, declarations, and guesses that are told."""

import pytest
from tests.read.conftest import REPORT, Read

from reportedly.errors import BadInputError
from reportedly.read.decode import decode

WESTERN = "The café owner, Mr Núñez, said the group’s leader had “fled” — to the north."


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_wide_text_with_a_mark_is_read_without_doubt(encoding: str) -> None:
    assert decode(WESTERN.encode(encoding)) == (WESTERN, [])


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "utf-16-le", "utf-16-be"])
def test_a_guessed_encoding_is_right_and_is_told(encoding: str) -> None:
    text, [warning] = decode(WESTERN.encode(encoding))
    assert text == WESTERN
    assert (warning.code, warning.severity) == ("encoding-guessed", "warning")


def test_another_alphabet_is_guessed_and_told() -> None:
    russian = "Сегодня министр заявил, что группа покинула район и перешла границу."
    text, [warning] = decode(russian.encode("cp1251"))
    assert text == russian
    assert "cp1251" in warning.message


def test_a_declared_encoding_is_believed_without_a_warning() -> None:
    assert decode("Václav Říha".encode("iso8859_2"), declared="ISO-8859-2") == ("Václav Říha", [])


@pytest.mark.parametrize("declared", ["no-such-code", "hex", "ascii"])
def test_a_declaration_that_does_not_fit_is_not_believed(declared: str) -> None:
    text, warnings = decode(WESTERN.encode("cp1252"), declared=declared)
    assert text == WESTERN
    assert [warning.code for warning in warnings] == ["encoding-guessed"]


def test_a_broken_wide_text_is_an_encoding_problem() -> None:
    with pytest.raises(BadInputError) as caught:
        decode(b"\xff\xfe" + b"\x00\xd8" * 3)
    assert caught.value.code == "encoding"


def test_bytes_in_which_no_encoding_fits_are_an_encoding_problem() -> None:
    with pytest.raises(BadInputError) as caught:
        decode(bytes(range(0x80, 0x100)) * 3 + b"\x81\x8d\x8f\xff\xfe\xfd" * 40)
    assert caught.value.code == "encoding"


def test_a_guess_reaches_the_caller_with_the_document(read_bytes: Read) -> None:
    text = REPORT + " " + WESTERN
    [document], [problem] = read_bytes(text.encode("cp1252"))
    assert document.text == text
    assert (problem.code, problem.document) == ("encoding-guessed", document.id)
    assert problem.path == document.path
