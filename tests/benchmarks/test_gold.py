"""The project's own gold: every line is well formed and points at words of its text."""

import re
from pathlib import Path
from typing import get_args

import pytest

from reportedly.edtf import is_valid
from reportedly.evaluate.gold import GoldClaim, GoldDocument, read_claim_gold, read_lines
from reportedly.extract.frames import load_predicates
from reportedly.records import Act, Certainty, Polarity

FOLDERS = sorted(
    folder
    for folder in (Path(__file__).resolve().parents[2] / "benchmarks" / "gold").iterdir()
    if folder.is_dir()
)
ALIAS_KINDS = {
    "alias",
    "acronym",
    "real_name",
    "nom_de_guerre",
    "pen_name",
    "former_name",
    "translation",
}
ClaimDocument = GoldDocument[tuple[GoldClaim, ...]]


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    """A folder of gold."""
    path: Path = request.param
    return path


@pytest.fixture(scope="module")
def documents(folder: Path) -> list[ClaimDocument]:
    """The documents of the folder with their gold claims."""
    return read_claim_gold(folder)


def get_text(document: ClaimDocument) -> str:
    assert document.document is not None, f"{document.id} has no text"
    return document.document.text


def stands_in(name: str, text: str) -> bool:
    """Say whether every word of a name stands in the text, in any order."""
    return all(word.rstrip("s") in text for word in re.findall(r"\w+", name.casefold()))


def test_a_folder_holds_texts_gold_and_an_index_of_the_same_documents(folder: Path) -> None:
    index = [line["id"] for line in read_lines(folder / "index.jsonl")]
    assert index == sorted(path.stem for path in folder.glob("*.txt"))
    assert index == sorted(
        path.name.removesuffix(".gold.jsonl") for path in folder.glob("*.gold.jsonl")
    )


def test_every_document_has_a_valid_date_of_publication(folder: Path) -> None:
    dates = {line["id"]: line["published"] for line in read_lines(folder / "index.jsonl")}
    assert {name: date for name, date in dates.items() if not is_valid(date)} == {}


def test_no_document_stands_in_two_folders() -> None:
    names = [path.stem for folder in FOLDERS for path in folder.glob("*.txt")]
    assert len(names) == len(set(names))


def test_every_claim_has_an_id_of_its_own(documents: list[ClaimDocument]) -> None:
    ids = [claim.id for document in documents for claim in document.gold]
    assert len(ids) == len(set(ids))


def test_evidence_is_words_of_the_text_without_space_around_them(
    documents: list[ClaimDocument],
) -> None:
    for document in documents:
        text = get_text(document)
        for claim in document.gold:
            assert 0 <= claim.start < claim.end <= len(text), claim.id
            evidence = text[claim.start : claim.end]
            assert evidence.strip(), claim.id
            assert evidence == evidence.strip(), claim.id


def test_predicates_acts_and_strengths_are_those_of_the_claim_model(
    documents: list[ClaimDocument],
) -> None:
    predicates = set(load_predicates())
    for claim in (claim for document in documents for claim in document.gold):
        assert set(claim.predicate) <= predicates, claim.id
        assert claim.predicate, claim.id
        assert claim.act is None or claim.act in get_args(Act), claim.id
        assert claim.certainty in get_args(Certainty), claim.id
        assert claim.polarity in get_args(Polarity), claim.id


def test_an_act_is_only_asked_of_a_named_source(documents: list[ClaimDocument]) -> None:
    for claim in (claim for document in documents for claim in document.gold):
        assert claim.act is None or claim.source, claim.id


def test_times_are_valid_edtf(documents: list[ClaimDocument]) -> None:
    for claim in (claim for document in documents for claim in document.gold):
        assert claim.when is None or claim.when, claim.id
        assert [date for date in claim.when or () if not is_valid(date)] == [], claim.id


def test_kinds_of_another_name_are_known(documents: list[ClaimDocument]) -> None:
    for claim in (claim for document in documents for claim in document.gold):
        if "also_known_as" in claim.predicate and "kind" in claim.qualifiers:
            assert claim.qualifiers["kind"] in ALIAS_KINDS, claim.id


def test_one_of_the_right_names_of_every_slot_stands_in_the_text(
    documents: list[ClaimDocument],
) -> None:
    for document in documents:
        text = get_text(document).casefold()
        for claim in document.gold:
            for names in (claim.subject, claim.object, claim.source, claim.where):
                assert not names or any(stands_in(name, text) for name in names), (claim.id, names)


def test_qualifiers_are_plain_words_or_numerals(documents: list[ClaimDocument]) -> None:
    for claim in (claim for document in documents for claim in document.gold):
        for key, value in claim.qualifiers.items():
            assert isinstance(value, str), claim.id
            assert value.strip() == value != "", claim.id
            assert not re.search(r"\d,\d", value), (claim.id, key)
