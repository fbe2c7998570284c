"""The benchmark's own arithmetic: what is read, and whom the time is charged to."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "reading_speed.py"


@pytest.fixture(scope="module")
def speed() -> ModuleType:
    """The benchmark as a module."""
    spec = importlib.util.spec_from_file_location("reading_speed", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_cutting_a_long_text_loses_nothing(speed: ModuleType) -> None:
    text = "\n\n".join(f"Paragraph {i} of a long report on Velmar." for i in range(900))
    pieces = speed.cut_text(text)
    assert len(pieces) > 3
    assert "\n\n".join(pieces) == text
    assert all(len(piece) >= 8_000 for piece in pieces[:-1])


def test_as_much_text_is_taken_as_was_asked_for(speed: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text('{"text": "aaaa"}\n{"text": "bbbb"}\n{"text": "cccc"}\n')
    assert speed.load_texts(path, 5) == (["aaaa", "bbbb"], "texts.jsonl")


def test_the_page_about_the_examples_is_none_of_them(
    speed: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "README.md").write_text("about")
    (tmp_path / "01.md").write_text("one")
    (tmp_path / "02.txt").write_text("two")
    monkeypatch.setattr(speed, "DEFAULT_TEXTS", tmp_path / "none")
    monkeypatch.setattr(speed, "EXAMPLES", tmp_path)
    assert speed.load_texts(None, 6) == (["one", "two"], "examples/, repeated")


def make_frame(*codes: tuple[str, str]) -> Any:
    """The innermost of frames that call each other, given from the outermost on."""
    frame = None
    for file, name in codes:
        code = SimpleNamespace(co_filename=file, co_name=name)
        frame = SimpleNamespace(f_code=code, f_back=frame)
    return frame


NAMES = ("/x/src/reportedly/analyse/swift_names.py", "pipe")
PIPE = ("/x/site-packages/spacy/util.py", "_pipe")
THINC = ("/x/site-packages/thinc/layers/chain.py", "forward")


@pytest.mark.parametrize(
    ("codes", "stage"),
    [
        ([("/x/src/reportedly/analyse/parse.py", "f")], "parsed sentences to records"),
        ([("/x/src/reportedly/analyse/chains.py", "f")], "mentions, their kinds and chains"),
        ([("/x/src/reportedly/extract/frames.py", "f"), ("/usr/re.py", "match")], "claims"),
        ([NAMES, THINC], "pipeline: names, and their vectors"),
        ([NAMES, PIPE, THINC], "pipeline: vectors of tagger and parser"),
        ([NAMES, PIPE], "pipeline: parser"),
        ([("/x/src/reportedly/pipeline.py", "f")], "other"),
        ([("/usr/lib/python3.11/re/__init__.py", "f")], "other"),
    ],
)
def test_time_is_charged_to_the_innermost_stage(
    speed: ModuleType, codes: list[tuple[str, str]], stage: str
) -> None:
    assert speed.find_stage(make_frame(*codes)) == stage


def test_ways_take_turns_in_alternating_order(speed: ModuleType) -> None:
    order: list[str] = []
    ways = {name: (lambda name=name: order.append(name)) for name in "ab"}
    times_s = speed.time_ways(ways, repeats=2)
    assert "".join(order) == "ab" + "ab" + "ba"
    assert {name: len(times) for name, times in times_s.items()} == {"a": 2, "b": 2}


def test_the_ratio_is_taken_turn_by_turn(speed: ModuleType) -> None:
    assert speed.compute_ratio([1.0, 4.0, 3.0], [2.0, 4.0, 10.0]) == 0.5


def test_an_iterator_is_run_to_its_end(speed: ModuleType) -> None:
    seen = []

    def items() -> Iterator[int]:
        for i in range(3):
            seen.append(i)
            yield i

    speed.exhaust(items())
    assert seen == [0, 1, 2]
