"""Floors: what fails, what is raised, what is refused."""

from pathlib import Path

import pytest

from reportedly.errors import UsageError
from reportedly.evaluate.floors import DEFAULT_FLOORS, choose_sets, get_figure, write_docs
from reportedly.evaluate.pins import (
    Floors,
    Measurement,
    PinnedSet,
    compute_digest,
    find_faults,
    load_floors,
    save_floors,
    update_pin,
)
from reportedly.evaluate.runner import TASKS
from reportedly.evaluate.sections import replace_section

ROOT = Path(__file__).resolve().parents[2]


def pin(floor: float | None = 0.5, digest: str | None = "d") -> PinnedSet:
    return PinnedSet(task="claims", gold="g", digest=digest, floor={"f1": floor})


def measure(f1: float, digest: str = "d", bad_spans: int = 0) -> Measurement:
    return Measurement(digest=digest, documents=2, figures={"f1": f1}, bad_spans=bad_spans)


def test_a_figure_at_its_floor_holds() -> None:
    assert find_faults(pin(), measure(0.5)) == []


@pytest.mark.parametrize(
    ("pinned", "measured", "fault"),
    [
        (pin(), measure(0.4999), "fell below"),
        (pin(), measure(0.9, digest="other"), "not the pinned ones"),
        (pin(floor=None), measure(0.9), "no floor yet"),
        (pin(), measure(0.9, bad_spans=1), "do not match the text"),
    ],
)
def test_a_drop_other_files_no_floor_and_bad_spans_fail(
    pinned: PinnedSet, measured: Measurement, fault: str
) -> None:
    [found] = find_faults(pinned, measured)
    assert fault in found


def test_the_projects_own_cases_may_change() -> None:
    own = PinnedSet(task="golden", gold="g", is_own=True, floor={"f1": 0.5})
    measured = Measurement(documents=2, figures={"f1": 0.6})
    update_pin(own, measured)
    assert own.digest is None
    assert find_faults(own, measured) == []


def test_an_update_raises_a_floor_to_just_below_the_measured_figure() -> None:
    pinned = pin(0.5)
    update_pin(pinned, measure(0.6789, digest="new"))
    assert pinned.floor == {"f1": 0.673}
    assert (pinned.measured, pinned.digest, pinned.documents) == ({"f1": 0.6789}, "new", 2)
    assert find_faults(pinned, measure(0.6789, digest="new")) == []


def test_an_update_within_the_slack_keeps_the_floor() -> None:
    pinned = pin(0.5)
    update_pin(pinned, measure(0.502))
    assert pinned.floor == {"f1": 0.5}


def test_a_floor_is_lowered_only_when_asked() -> None:
    pinned = pin(0.5)
    with pytest.raises(UsageError, match="--allow-lower"):
        update_pin(pinned, measure(0.4))
    assert pinned.floor == {"f1": 0.5}
    update_pin(pinned, measure(0.4), allow_lower=True)
    assert pinned.floor == {"f1": 0.395}


def test_a_digest_knows_names_and_bytes_and_nothing_else(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder / "set").mkdir(parents=True)
        (tmp_path / folder / "set" / "a.txt").write_text("text")
    first = compute_digest([tmp_path / "one" / "set"])
    assert first == compute_digest([tmp_path / "two" / "set"])
    (tmp_path / "one" / "set" / "a.txt").write_text("texts")
    (tmp_path / "two" / "set" / "a.txt").rename(tmp_path / "two" / "set" / "b.txt")
    assert len({first, *(compute_digest([tmp_path / f / "set"]) for f in ("one", "two"))}) == 3


def test_floors_survive_a_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    save_floors(path, Floors(sets={"a": pin()}))
    assert load_floors(path) == Floors(sets={"a": pin()})


def test_only_own_sets_are_chosen_where_there_are_no_others() -> None:
    own = PinnedSet(task="golden", gold="g", is_own=True, floor={})
    slow = PinnedSet(task="ties", gold="g", speed="slow", floor={})
    floors = Floors(sets={"own": own, "fast": pin(), "slow": slow})
    assert choose_sets(floors, has_shared=False, with_slow=True) == ["own"]
    assert choose_sets(floors, has_shared=True) == ["own", "fast"]
    assert choose_sets(floors, has_shared=True, with_slow=True) == ["own", "fast", "slow"]
    assert choose_sets(floors, has_shared=True, only=["slow"]) == ["slow"]
    with pytest.raises(UsageError, match="no set called"):
        choose_sets(floors, has_shared=True, only=["none"])


def test_a_figure_is_found_by_its_dotted_name_or_refused() -> None:
    assert get_figure({"found": {"f1": 0.5}}, "found.f1") == 0.5
    with pytest.raises(UsageError, match=r"found\.f2"):
        get_figure({"found": {"f1": 0.5}}, "found.f2")


def test_every_pinned_set_names_a_task_there_is() -> None:
    floors = load_floors(ROOT / DEFAULT_FLOORS)
    assert {pinned.task for pinned in floors.sets.values()} == TASKS.keys() | {
        *("golden", "case", "synthetic")
    }


def test_a_generated_section_is_replaced_in_place(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("before\n<!-- begin: x -->\nold\n<!-- end: x -->\nafter\n")
    replace_section(path, "x", "new")
    assert path.read_text() == "before\n<!-- begin: x -->\nnew\n<!-- end: x -->\nafter\n"
    path.write_text("<!-- begin: x -->")
    with pytest.raises(UsageError, match="mend the file"):
        replace_section(path, "x", "new")


def test_the_figures_of_the_documentation_are_the_pinned_ones(tmp_path: Path) -> None:
    page = ROOT / "docs" / "evaluation.md"
    copy = tmp_path / "evaluation.md"
    copy.write_text(page.read_text(encoding="utf-8"), encoding="utf-8")
    write_docs(copy, load_floors(ROOT / DEFAULT_FLOORS))
    assert copy.read_text(encoding="utf-8") == page.read_text(encoding="utf-8")
