"""Names of files are text to show, whatever they are."""

from reportedly.web.uploads.names import clean_name, lies_about


def test_control_characters_are_shown_as_what_they_are_not() -> None:
    assert clean_name("a\x00b\n\u202ec.txt") == "a\ufffdb\ufffd\ufffdc.txt"


def test_a_very_long_name_keeps_its_end() -> None:
    name = clean_name("x" * 10_000 + ".docx")
    assert len(name) <= 1_000
    assert name.endswith(".docx")


def test_a_name_of_nothing_is_named() -> None:
    assert clean_name("  ") == "unnamed"


def test_folders_hold_what_is_no_report() -> None:
    assert lies_about("papers/.DS_Store")
    assert lies_about("papers/old.reportedly")
    assert lies_about("papers/__MACOSX/a.txt")
    assert not lies_about("papers/a.txt")


def test_a_file_by_itself_is_read_whatever_it_is_called() -> None:
    assert not lies_about("README.md")
