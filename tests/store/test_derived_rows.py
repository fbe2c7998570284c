"""What triggers keep beside the claims is what the claims say, whatever is done to a case."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.export.made_cases import make_ties_reading
from tests.made_readings import Page, make_lake_reading, make_readings

from reportedly.case import Case, keeping, merging
from reportedly.export.readings import encode_line, make_reading_line
from reportedly.records import Reading
from reportedly.store import making

_ACTORS = "('person', 'group', 'state', 'organization', 'population')"
_OPEN = " UNION ".join(
    f"SELECT {side}, '{side}', predicate, polarity, key FROM claims WHERE {side} IS NOT NULL AND "  # noqa: S608
    f"({other} IS NULL OR {other} IN (SELECT key FROM entities WHERE document IS NOT NULL))"
    for side, other in (("subject", "object"), ("object", "subject"))
)
_TOLD = (
    "SELECT t.proposition, count(*), sum(c.polarity = 'denied'), sum(NOT ("  # noqa: S608
    f"coalesce(json_extract(c.record, '$.subject.kind'), '') IN {_ACTORS} AND "
    f"coalesce(json_extract(c.record, '$.object.kind'), '') IN {_ACTORS})) "
    "FROM tellings t JOIN claims c ON c.key = t.claim GROUP BY 1"
)


def make_nameless_reading() -> Reading:
    """Somebody without a name on one side, then on the other, then nobody at all."""
    text = "the gunmen attacked Dura Gate. Omar Kessel met traders. Omar Kessel has fled."
    page = Page(text, external_id="nameless-1")
    lines = [page.span(line + ".") for line in text.rstrip(".").split(". ")]
    omar = page.argument("Omar Kessel", "person")
    return page.reading(
        page.claim(
            "attacked",
            page.argument("the gunmen", "group"),
            page.argument("Dura Gate", "place"),
            lines[0],
        ),
        page.claim("met", omar, page.argument("traders", "population"), lines[1]),
        page.claim("moved_to", omar, None, lines[2], polarity="denied"),
    )


def check(case: Case) -> int:
    """Compare the rows with what the claims say; return how many claims are open on a side."""
    list(case.settle())
    db = case._store._db  # type: ignore[attr-defined]
    expected = sorted(db.execute(_OPEN))
    assert sorted(db.execute("SELECT * FROM open_claims")) == expected
    told = db.execute("SELECT key, claims, denials, not_of_actors FROM propositions")
    assert sorted(told) == sorted(db.execute(_TOLD))
    return len(expected)


def keep_each(case: Case, readings: list[Reading], _: Path) -> None:
    """One by one."""
    for reading in readings:
        case.keep(reading)


def keep_lines(case: Case, readings: list[Reading], _: Path) -> None:
    """In bulk."""
    lines = [encode_line(make_reading_line(reading, (), "1")) for reading in readings]
    list(case.build_from_lines(io.BytesIO(b"\n".join(lines)), "lines"))


def keep_alone(case: Case, readings: list[Reading], folder: Path) -> None:
    """In bulk, without indices."""
    path = folder / "other.reportedly"
    with Case.open(path) as other:
        keep_each(other, readings, folder)
    list(case.build_from(path, alone=True))


@pytest.mark.parametrize("keep", [keep_each, keep_lines, keep_alone])
def test_what_stands_beside_the_claims_follows_them(
    keep: Callable[[Case, list[Reading], Path], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(merging, "_FEW_BATCHES", 0)
    monkeypatch.setattr(merging, "_TOGETHER", 3)
    monkeypatch.setattr(keeping, "_TOGETHER", 5)
    monkeypatch.setattr(making, "_FEW", 0)
    nameless, lake = make_nameless_reading(), make_lake_reading()
    with Case.open(tmp_path / "case.reportedly") as case:
        keep(case, [nameless, lake, make_ties_reading(), *make_readings(8)], tmp_path)
        first = check(case)
        assert first >= 3

        case.split("Port Asel", document=lake.document.id)
        assert check(case) == first + 2, "two attacks on somebody whom no other report knows"
        case.undo()
        assert check(case) == first

        case.reject(nameless.claims[0].id)
        case.correct(nameless.claims[2].id, {"polarity": "affirmed", "predicate": "threatened"})
        case.correct(nameless.claims[1].id, {"object": ""})
        assert check(case) == first

        case.keep(nameless, reread=True)
        assert check(case) == first
        case.remove(nameless.document.id)
        assert check(case) == first - 3
        for document in list(case._store.list_document_ids()):
            case.remove(document)
        assert check(case) == 0
