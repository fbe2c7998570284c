"""How many processes a machine can read with: its cores, as far as its memory goes."""

import os
from pathlib import Path

WORKER_BYTES = 1 << 30
"""What a reading process is allowed: the pipeline and its words take 0.2 GiB, a long document more."""


def choose_workers() -> int:
    """Return how many processes read where nobody says: the cores, or fewer if memory is short."""
    cores = _count_cores()
    available = _find_available_bytes()
    return max(1, cores if available is None else min(cores, available // WORKER_BYTES))


def _count_cores() -> int:
    if hasattr(os, "sched_getaffinity"):  # in a container fewer than the machine has
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _find_available_bytes() -> int | None:
    """What the system can give, or the limit of a container; `None` where it does not say."""
    found = [_read_available(Path("/proc/meminfo")), _read_limit(Path("/sys/fs/cgroup"))]
    known = [value for value in found if value is not None]
    return min(known) if known else None


def _read_available(path: Path) -> int | None:
    try:
        for line in path.read_text().splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError, IndexError):
        return None
    return None


def _read_limit(folder: Path) -> int | None:
    try:
        limit = int((folder / "memory.max").read_text())
        return max(0, limit - int((folder / "memory.current").read_text()))
    except (OSError, ValueError):  # 'max': none
        return None
