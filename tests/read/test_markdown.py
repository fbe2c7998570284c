"""Markdown: the words stay, the markup goes."""

from tests.read.conftest import REPORT, Read

SOURCE = f"""# Grey *Lantern* denies raid

{REPORT}

A [spokesman](https://courier.example "source") for the **group**
called it `untrue`[^1] &amp; "absurd".<br>

> The *harbour* said so,
> twice.

- One guard died.
- Two men fled
  to Osterlund.

1. First charge

| Name | Role |
| ---- | ---- |
| Ada Brun | clerk |

<!-- not for print -->

![Men at the quay](quay.png)

Next line\\
here.

[^1]: Osterlund Courier, 3 May
"""


def test_markup_goes_and_paragraphs_stay(read_bytes: Read) -> None:
    [document], problems = read_bytes(SOURCE.encode(), "raid.md")
    assert problems == []
    assert document.text.split("\n\n") == [
        "Grey Lantern denies raid",
        REPORT,
        'A spokesman for the group called it untrue & "absurd".',
        "The harbour said so, twice.",
        "One guard died.",
        "Two men fled to Osterlund.",
        "First charge",
        "Name",
        "Role",
        "Ada Brun",
        "clerk",
        "Men at the quay",
        "Next line\nhere.",
        "Osterlund Courier, 3 May",
    ]
    assert document.title == "Grey Lantern denies raid"
    assert document.media_type == "text/markdown"


def test_front_matter_of_markdown_is_metadata_and_its_title_goes_first(read_bytes: Read) -> None:
    front = "---\ntitle: Stated\npublisher: Osterlund Courier\ndate: 2021-05\n---\n"
    [document], _ = read_bytes((front + SOURCE).encode(), "raid.md")
    assert (document.title, document.publisher) == ("Stated", "Osterlund Courier")
    assert document.published_on == "2021-05"
    assert document.text.startswith("Grey Lantern denies raid\n\n")


def test_a_byte_order_mark_does_not_hide_the_first_heading(read_bytes: Read) -> None:
    [document], _ = read_bytes(b"\xef\xbb\xbf" + SOURCE.encode(), "raid.md")
    assert document.title == "Grey Lantern denies raid"
