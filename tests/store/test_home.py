"""An institution without an owner is that of the country that its report is about."""

import pytest

from reportedly.ids import document_id
from reportedly.knowledge import find_country, is_generic
from reportedly.records import Document, Kind, Mention, Reading
from reportedly.store.home import find_home
from reportedly.store.rows import build_rows


def read(*names: tuple[str, Kind]) -> Reading:
    text = "; ".join(name for name, _ in names)
    mentions: list[Mention] = []
    at = 0
    for chain, (name, kind) in enumerate(names):
        mentions.append(
            Mention(
                start=at, end=at + len(name), text=name, kind=kind, form="name", chain=chain,
                name=name, sentence=0, first=chain, last=chain, head=chain,
            )
        )  # fmt: skip
        at += len(name) + 2
    document = Document(id=document_id(text), text=text)
    return Reading(
        document=document, sentences=(), mentions=tuple(mentions), attributions=(), claims=(),
        problems=(), model="none",
    )  # fmt: skip


def find_ids(reading: Reading, name: str) -> set[str]:
    return {e.id for e in build_rows(reading).entities.values() if e.name == name}


KENYA = read(
    ("Kenya", "place"),
    ("Kenyans", "population"),
    ("Interior Ministry", "state"),
    ("Mombasa", "place"),
)
KENYA_TOO = read(
    ("Kenyan officers", "population"), ("Kenya", "place"), ("Ministry of Interior", "state")
)
GHANA = read(("Ghana", "place"), ("Ghana", "place"), ("Interior Ministry", "state"))
NOWHERE = read(("Dura", "place"), ("Interior Ministry", "state"))
NOWHERE_TOO = read(("Brezan", "place"), ("Interior Ministry", "state"))


def test_reports_on_one_country_mean_one_ministry_however_its_words_stand() -> None:
    assert find_ids(KENYA, "Interior Ministry") == find_ids(KENYA_TOO, "Ministry of Interior")


@pytest.mark.parametrize("other", [GHANA, NOWHERE])
def test_reports_on_two_countries_mean_two_ministries(other: Reading) -> None:
    assert not find_ids(KENYA, "Interior Ministry") & find_ids(other, "Interior Ministry")


def test_reports_that_name_no_country_mean_a_ministry_of_their_own() -> None:
    own = find_ids(NOWHERE, "Interior Ministry")
    assert own
    assert not own & find_ids(NOWHERE_TOO, "Interior Ministry")


def test_such_a_ministry_is_named_all_the_same() -> None:
    assert not any(e.is_local for e in build_rows(NOWHERE).entities.values())


def test_a_body_that_says_whose_it_is_is_one_wherever_it_is_named() -> None:
    names = [("Kardan Interior Ministry", "state")]
    one, other = read(("Kenya", "place"), *names), read(("Ghana", "place"), *names)  # type: ignore[arg-type]
    assert find_ids(one, "Kardan Interior Ministry") == find_ids(other, "Kardan Interior Ministry")


def test_a_country_that_is_named_once_is_not_what_a_report_is_about() -> None:
    assert find_home(read(("Kenya", "place"), ("Dura", "place"))) is None


def test_no_country_stands_out_where_two_are_named_alike() -> None:
    assert find_home(read(("Kenya", "place"), ("Ghana", "place"))) is None
    assert (
        find_home(
            read(("Kenya", "place"), ("Kenya", "place"), ("Kenya", "place"), ("Ghana", "place"))
        )
        == "Kenya"
    )


def test_a_thing_names_no_country() -> None:
    assert (
        find_home(
            read(("Kenyan lorry", "thing"), ("Kenyan lorry", "thing"), ("Kenyan lorry", "thing"))
        )
        is None
    )
    assert (
        find_home(
            read(
                ("Kenyan driver", "person"),
                ("Kenyan driver", "person"),
                ("Kenyan driver", "person"),
            )
        )
        == "Kenya"
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("supreme court", True),
        ("ministry of defence", True),
        ("state department", False),
        ("kardan supreme court", False),
    ],
)
def test_a_name_is_any_countrys_where_all_its_words_are(name: str, expected: bool) -> None:
    assert is_generic(name.split()) is expected


def test_a_country_is_known_by_its_adjective() -> None:
    assert find_country(["kenyan"]) == find_country(["kenya"]) == "Kenya"
    assert find_country(["brezan"]) is None
