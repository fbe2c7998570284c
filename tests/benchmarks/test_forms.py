"""A report gives nearly the same claims in capitals, on a scanned page and quoted in an e-mail."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from reportedly.analyse.parse import load_parser
from reportedly.settings import Settings

ROOT = Path(__file__).parents[2]
FLOORS = {"capitals": (0.6, 0.6), "scan": (0.9, 0.9), "quote": (0.9, 0.9)}


@pytest.fixture(scope="module")
def forms() -> ModuleType:
    spec = importlib.util.spec_from_file_location("forms", ROOT / "benchmarks" / "forms.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_form_keeps_most_claims(forms: ModuleType) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    shares = forms.compare_forms(texts, load_parser(Settings().model))
    for form, (again, same) in FLOORS.items():
        assert shares[form][0] >= again, (form, shares[form])
        assert shares[form][1] >= same, (form, shares[form])
