"""Lines of JSON: what each stream says of a reading."""

import msgspec

from reportedly.export.streams import emit_reading
from reportedly.records import Document, Mention, Reading, Reference

TEXT = "Kestrian officials left Dura's port."

PORT = Mention(
    start=24,
    end=28,
    text="Dura",
    kind="place",
    form="name",
    chain=4,
    name="Dura",
    sentence=0,
    first=3,
    last=3,
    head=3,
)
KESTRIAN = msgspec.structs.replace(
    PORT, start=0, end=8, text="Kestrian", chain=1, name="Kestria", first=0, last=0, head=0
)
WHOLE = Reference(
    start=24, end=30, text="Dura's", kind="place", form="name", chain=0, name="Dura", mention=1
)
READING = Reading(
    document=Document(id="d", text=TEXT),
    sentences=(),
    mentions=(KESTRIAN, PORT),
    attributions=(),
    claims=(),
    problems=(),
    model="m",
    references=(WHOLE, msgspec.structs.replace(WHOLE, end=35, text="Dura's port", mention=None)),
)


def lines() -> dict[str, dict[str, object]]:
    found = [msgspec.json.decode(line) for line in emit_reading(READING, "mentions")]
    assert [(m["start"], -m["end"]) for m in found] == sorted(
        (m["start"], -m["end"]) for m in found
    )
    return {m["text"]: m for m in found}


def test_a_phrase_is_one_line_with_the_core_that_claims_quote() -> None:
    assert "Dura" not in lines()
    whole = lines()["Dura's"]
    assert whole["core"] == {"start": 24, "end": 28, "text": "Dura"}
    assert (whole["chain"], whole["entity"]) == (0, "c4")


def test_a_phrase_that_claims_do_not_know_has_no_core() -> None:
    port = lines()["Dura's port"]
    assert (port["core"], port["entity"], port["chain"]) == (None, None, 0)


def test_a_mention_inside_another_phrase_is_a_line_without_chain() -> None:
    adjective = lines()["Kestrian"]
    assert (adjective["chain"], adjective["entity"]) == (None, "c1")
