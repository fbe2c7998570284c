"""Pinned gold sets: what a set's files are, what was measured on them, below what it must not fall.

`floors.json` → records → a verdict for each set. A floor is only ever raised unless lowering it
is asked for; a set whose files changed is not compared with figures of other files.
"""

import hashlib
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from reportedly.errors import BadInputError, UsageError

SLACK = 0.005
"""How far below the measured figure a floor is set: parses differ a little between machines."""


class PinnedSet(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A gold set, its pinned figures and its floors.

    `gold` and `text` are paths below the shared folder, or below the project where `is_own`. The
    keys of `floor` are figures of the report, dots between levels. `interval` is the 95 %
    bootstrap interval of the first of them, as older files have it, `intervals` that of each figure
    that has one. `speed` says whether every run of the checks takes it.
    """

    task: str
    gold: str
    text: str | None = None
    published_on: str | None = None
    speed: Literal["fast", "slow"] = "fast"
    is_own: bool = False
    digest: str | None = None
    documents: int = 0
    measured: dict[str, float] = {}
    interval: tuple[float, float] | None = None
    intervals: dict[str, tuple[float, float]] = {}
    floor: dict[str, float | None]


class Floors(msgspec.Struct, kw_only=True):
    """The content of `floors.json`."""

    sets: dict[str, PinnedSet]


class Measurement(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured on a set just now; an own set has no digest."""

    digest: str | None = None
    documents: int
    figures: dict[str, float]
    intervals: dict[str, tuple[float, float]] = {}
    bad_spans: int = 0


def load_floors(path: Path) -> Floors:
    """Return the pinned sets. Raises `BadInputError` when the file is missing or malformed."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Floors)
    except (OSError, msgspec.MsgspecError) as error:
        raise BadInputError(
            f"{path}: pinned floors were expected: {error}", code="floors"
        ) from error


def save_floors(path: Path, floors: Floors) -> None:
    """Write the pinned sets, in their order, for a reviewer to read."""
    encoded = msgspec.json.format(msgspec.json.encode(floors), indent=2)
    path.write_bytes(encoded + b"\n")


def compute_digest(paths: Iterable[Path]) -> str:
    """Return the SHA-256 over the names and bytes of the files, folders taken wholly.

    Names are relative to the given path's parent, so that the digest is the same anywhere.
    """
    named = [
        (file.relative_to(path.parent).as_posix(), file)
        for path in paths
        for file in (path.rglob("*") if path.is_dir() else [path])
        if file.is_file()
    ]
    digest = hashlib.sha256()
    for name, file in sorted(named):
        data = file.read_bytes()
        digest.update(f"{len(name)}:{name}:{len(data)}:".encode() + data)
    return digest.hexdigest()


def find_faults(pinned: PinnedSet, measured: Measurement) -> list[str]:
    """Return why a set fails, a phrase each; nothing when it holds.

    An own set has no digest to hold: its files change with the project and are reviewed there.
    """
    faults = [f"{measured.bad_spans} spans do not match the text"] if measured.bad_spans else []
    if measured.digest and not pinned.digest:
        return [*faults, "it is not pinned yet"]
    if pinned.digest != measured.digest:
        return [*faults, "its files are not the pinned ones"]
    for name, floor in pinned.floor.items():
        got = measured.figures[name]
        if floor is None:
            faults.append(f"{name} has no floor yet")
        elif got < floor:
            faults.append(f"{name} {got:.4f} fell below {floor:.4f}")
    return faults


def update_pin(pinned: PinnedSet, measured: Measurement, *, allow_lower: bool = False) -> None:
    """Pin what was measured, and raise the floors to it less the slack.

    Raises `UsageError` when a floor would have to fall and `allow_lower` does not say so.
    """
    floors: dict[str, float | None] = {}
    for name, old in pinned.floor.items():
        got = measured.figures[name]
        new = max(0.0, math.floor((got - SLACK) * 1000) / 1000)
        if old is not None and got < old and not allow_lower:
            raise UsageError(
                f"{name} {got:.4f} is below its floor {old:.4f}: "
                "mend the cause, or lower it with --allow-lower"
            )
        floors[name] = new if old is None or allow_lower else max(old, new)
    pinned.digest = measured.digest
    pinned.documents = measured.documents
    pinned.measured = measured.figures
    pinned.interval = None
    pinned.intervals = measured.intervals
    pinned.floor = floors
