"""English or not: names, capitals and short texts must not be mistaken."""

import pytest
from tests.read.conftest import REPORT

from reportedly.knowledge.loader import load_knowledge
from reportedly.read.language import find_language_fault, measure_shares

NAMES = """Abdulloh Rahimzoda, Muhammadsharif Qodirov and Zebuniso Nazarova met Dilovar Sharipov,
Khushbakht Mirzoev and Orzu Yodgorov in Khujand, Isfara, Konibodom and Panjakent, Tajik broadcaster
Sadoi Kuhiston reported, citing Jamshed Nuriddinov of Harakati Nur."""
ENTRIES = load_knowledge("languages")["language"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_each_language_knows_its_example_from_its_counter_example(entry: dict[str, str]) -> None:
    def guess(text: str) -> str:
        shares = measure_shares(text.replace("-", " ").split())
        return max(shares, key=lambda name: shares[name])

    assert guess(entry["example"]) == entry["name"]
    assert guess(entry["counter_example"]) != entry["name"]


@pytest.mark.parametrize("entry", ENTRIES[1:], ids=lambda entry: entry["id"])
def test_other_languages_are_refused_by_name(entry: dict[str, str]) -> None:
    fault = find_language_fault(f"{entry['example']} {entry['example']}")
    assert fault is not None
    assert entry["name"] in fault


@pytest.mark.parametrize(
    ("script", "text"),
    [
        ("Cyrillic", "Министр заявил, что группа ушла."),
        ("Arabic", "قال الوزير إن المجموعة غادرت المنطقة"),
        ("Cjk", "部长说该组织已经离开该地区"),
        ("Georgian", "მინისტრმა თქვა"),
    ],
)
def test_other_scripts_are_refused_however_short(script: str, text: str) -> None:
    fault = find_language_fault(text)
    assert fault is not None
    assert script in fault


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        REPORT.upper(),
        NAMES,
        "Los Alamos. La Paz. El Dorado.",
        "Nein, das ist nicht wahr.",
        'He wrote: "Министр заявил, что группа ушла", and left the town with three of his men.',
        "",
    ],
)
def test_english_passes_and_so_does_what_is_too_short_to_tell(text: str) -> None:
    assert find_language_fault(text) is None


def test_words_without_any_grammar_are_not_taken_for_running_english() -> None:
    assert "function words" in str(find_language_fault("lorem dolor kava mesto brod " * 10))


def test_a_long_text_is_judged_by_its_beginning_middle_and_end() -> None:
    spanish = ENTRIES[1]["example"]
    assert find_language_fault(f"{REPORT} " * 2000 + spanish) is None
    assert find_language_fault(REPORT + f" {spanish}" * 2000) is not None
