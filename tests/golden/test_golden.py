"""Every golden case: the claims that a text must and must not give."""

from pathlib import Path

import pytest

from reportedly.evaluate.golden import check_case, load_case, render_line, rewrite_expected
from reportedly.evaluate.golden_run import find_cases, read_cases
from reportedly.evaluate.predictions import PredictedClaim
from reportedly.settings import Settings

CASES = find_cases(Path(__file__).parent)


@pytest.fixture(scope="module")
def claims() -> dict[str, list[PredictedClaim]]:
    """The claims of every case, all read in one go."""
    return {name: found for name, _, found in read_cases(CASES, Settings())}


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_golden_text_gives_its_claims(
    name: str, claims: dict[str, list[PredictedClaim]], request: pytest.FixtureRequest
) -> None:
    case = load_case(CASES[name])
    faults = check_case(case, claims[name])
    if faults and not case.pending and request.config.getoption("--update-golden"):
        rewrite_expected(CASES[name], claims[name])
        pytest.skip("the expectation was rewritten: review the difference")
    if case.pending:
        assert faults, f"it passes now: take 'pending' out of {CASES[name]}"
        pytest.xfail(case.pending)
    found = [f"found: {render_line(claim)}" for claim in claims[name]]
    assert not faults, "\n".join([case.note, *faults, *found])
