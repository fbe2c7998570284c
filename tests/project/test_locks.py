"""The lock files pin everything, by hash, for every platform, and name no place to get it from."""

import re
import tomllib
from pathlib import Path

import pytest

LOCKS = ["requirements.lock", "requirements-dev.lock"]
PIN = re.compile(r"^([\w.-]+)==(\S+?)(?: ;[^\\]*)?(?: \\)?$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def read_pins(lock: Path) -> dict[str, tuple[str, int]]:
    """Return name → (version, number of hashes); fails at a line that is neither."""
    pins: dict[str, tuple[str, int]] = {}
    name = ""
    for line in lock.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if pin := PIN.match(line):
            name = normalise(pin.group(1))
            pins[name] = (pin.group(2), 0)
        else:
            assert HASH.match(line), f"{lock.name}: neither a pin nor a hash: {line}"
            version, hashes = pins[name]
            pins[name] = (version, hashes + 1)
    return pins


def normalise(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_is_pinned_with_hashes(root: Path, lock: str) -> None:
    pins = read_pins(root / lock)
    assert pins
    assert [name for name, (_, hashes) in pins.items() if not hashes] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_serves_more_than_the_platform_it_was_made_on(root: Path, lock: str) -> None:
    pins = read_pins(root / lock)
    assert pins["spacy"][1] > 20
    assert "colorama" in pins


def test_the_development_lock_contains_the_running_one(root: Path) -> None:
    run, dev = (read_pins(root / lock) for lock in LOCKS)
    assert run.items() <= dev.items()


def test_every_declared_requirement_is_in_its_lock(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    run, dev = (read_pins(root / lock) for lock in LOCKS)
    assert names(project["project"]["dependencies"]) | names(groups["build"]) <= run.keys()
    assert names(groups["dev"]) <= dev.keys()


def test_the_build_backend_is_locked(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert names(project["build-system"]["requires"]) <= read_pins(root / LOCKS[0]).keys()


def names(requirements: list[object]) -> set[str]:
    """The distributions that requirements name; groups that include another are passed over."""
    plain = [r for r in requirements if isinstance(r, str)]
    return {normalise(re.split(r"[^\w.-]", requirement)[0]) for requirement in plain}
