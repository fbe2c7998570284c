"""The wordings of the knowledge files: each example must match, each counterexample must not."""

import pytest
from tests.analyse.reading import Analyse

from reportedly.analyse.lexicon import load_lexicon
from reportedly.analyse.naming import load_alias_wordings
from reportedly.knowledge.loader import load_knowledge

ALIASES = load_knowledge("coreference")["alias"]
NOMINALS = load_knowledge("coreference")["nominal"]
NOUNS = [e for e in load_knowledge("nouns")["list"] if e["id"] not in {"time", "no-referent"}]
NAME_CUES = load_knowledge("kinds")["cue"]


@pytest.mark.parametrize("entry", ALIASES, ids=lambda e: e["id"])
def test_an_alias_wording_joins_its_example_only(analyse: Analyse, entry: dict[str, str]) -> None:
    assert analyse(entry["example"]).aliases
    assert not analyse(entry["counterexample"]).aliases


@pytest.mark.parametrize("entry", NOMINALS, ids=lambda e: e["id"])
def test_a_nominal_rule_resolves_its_example_only(analyse: Analyse, entry: dict[str, str]) -> None:
    def joins(text: str) -> bool:
        mentions = analyse(text).mentions
        later = {m.chain for m in mentions if m.sentence == 1 and m.form == "nominal"}
        before = {m.chain for m in mentions if m.sentence == 0 and m.form == "name"}
        return bool(later & before)

    assert joins(entry["example"])
    assert not joins(entry["counterexample"])


@pytest.mark.parametrize("entry", NOUNS, ids=lambda e: e["id"])
def test_a_noun_list_gives_its_kind_to_its_example_only(
    analyse: Analyse, entry: dict[str, str]
) -> None:
    example = analyse(entry["example"]).mentions
    other = analyse(entry["counterexample"]).mentions
    assert example[0].kind == entry["kind"]
    assert not other or other[0].kind != entry["kind"]


@pytest.mark.parametrize("entry", NAME_CUES, ids=lambda e: e["id"])
def test_a_name_cue_gives_its_kind_to_its_example_only(
    analyse: Analyse, entry: dict[str, str]
) -> None:
    def kinds(words: str) -> set[str]:
        text = f"Reporters saw {words} again."
        return {m.kind for m in analyse(text).mentions if m.form == "name"}

    assert entry["kind"] in kinds(entry["example"])
    assert entry["kind"] not in kinds(entry["counterexample"])


@pytest.mark.parametrize("id_", ["role", "courtesy", "religious", "qualifier"])
def test_a_title_stands_outside_the_name_or_keeps_a_lone_name(analyse: Analyse, id_: str) -> None:
    entry = next(e for e in load_knowledge("titles")["list"] if e["id"] == id_)
    names = {m.text for m in analyse(entry["example"]).mentions if m.form == "name"}
    expected = "Mullah Qader" if id_ == "religious" else "Brezan"
    assert any(n in {expected, "Ana Brezan"} for n in names)


def test_all_tables_are_lower_case_but_acronyms() -> None:
    lexicon = load_lexicon()
    assert all(w == w.lower() for w in lexicon.nouns)
    assert all(
        len(k) == 1 and k[0].isupper() for k in lexicon.known if k != tuple(map(str.lower, k))
    )


def test_no_well_known_name_is_claimed_twice() -> None:
    seen: dict[str, str] = {}
    for group in load_knowledge("groups")["group"]:
        for name in group["names"]:
            assert seen.setdefault(name, group["id"]) == group["id"], name


def test_alias_wordings_keep_their_order() -> None:
    assert [w.id for w in load_alias_wordings()] == [e["id"] for e in ALIASES]


@pytest.mark.parametrize("entry", load_knowledge("kinds")["slot"], ids=lambda e: e["id"])
def test_a_slot_gives_its_kind_to_its_example_only(analyse: Analyse, entry: dict[str, str]) -> None:
    def kinds(text: str) -> set[str]:
        return {m.kind for m in analyse(text).mentions if m.text == "Sherbek"}

    assert kinds(entry["example"]) == {entry["kind"]}
    assert entry["kind"] not in kinds(entry["counterexample"])
