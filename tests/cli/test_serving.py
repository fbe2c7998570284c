"""`serve` says in one line what it cannot do, before anything listens."""

from tests.cli.conftest import Run


def test_another_address_needs_a_token(run: Run) -> None:
    result = run("serve", "--host", "0.0.0.0")  # noqa: S104
    assert result.exit_code == 2
    assert "--token" in result.stderr


def test_a_short_token_is_refused(run: Run) -> None:
    result = run("serve", "--host", "0.0.0.0", "--token", "abc")  # noqa: S104
    assert result.exit_code == 2
    assert "16 characters" in result.stderr


def test_a_case_that_is_not_there_is_said_before_anything_listens(run: Run) -> None:
    result = run("serve", "--case", "nowhere.reportedly")
    assert result.exit_code == 1
    assert "no case at nowhere.reportedly" in result.stderr
