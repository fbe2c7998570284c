"""Partitions → Ray tasks: each reads one and writes it to the folder that all machines share.

A task whose machine or process goes is started again elsewhere by Ray; what it had half written has
another name and is never taken for whole. The model stays loaded in a machine's processes.
"""

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from reportedly.errors import ReportedlyError, UsageError
from reportedly.gazetteer import prepare_index
from reportedly.parallel import Watched
from reportedly.settings import Settings, load_settings
from reportedly.work.corpus import Job, read_one
from reportedly.work.output import Summary
from reportedly.work.plan import Partition

_RETRIES = 10
_LOOK_S = 5.0
"""How often the machines are counted while no partition ends."""
_TASKS_A_CORE = 2
"""Tasks under way for each core, so that none waits for the next."""

_READERS: dict[Settings, Watched] = {}
"""What this process reads with; Ray keeps processes from one task to the next."""


def read_on_ray(
    job: Job,
    partitions: list[Partition],
    address: str | None,
    workers: int | None,
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator[Summary]:
    """Read partitions on a cluster, yielding each when it is whole, in the order of their ends.

    `address` is that of a running cluster, `None` for one on this machine that ends with the call;
    `tell` hears of machines that come and go.
    Raises `UsageError` where Ray is not installed, `ReportedlyError` where no cluster answers.
    """
    ray = _load_ray()
    _connect(ray, address)
    try:
        task = ray.remote(num_cpus=1, max_retries=_RETRIES)(_read_in_task)
        waiting = list(reversed(partitions))
        running: list[Any] = []
        here = str(Path.cwd())
        machines = _count_machines(ray)
        while waiting or running:
            most = workers or _TASKS_A_CORE * max(1, int(ray.cluster_resources().get("CPU", 1)))
            while waiting and len(running) < most:
                running.append(task.remote(job, waiting.pop(), here))
            ended, running = ray.wait(running, num_returns=1, timeout=_LOOK_S)
            before, machines = machines, _count_machines(ray)
            if machines < before:
                tell(f"a machine of the cluster is gone: others read what it had, {machines} left")
            elif machines > before:
                tell(f"{machines} machines read now")
            for reference in ended:
                yield _get(ray, reference)
    finally:
        ray.shutdown()


def _connect(ray: Any, address: str | None) -> None:
    try:
        _check_address(address)
        ray.init(address=address, log_to_driver=False, logging_level="error")
    except (ValueError, RuntimeError, OSError, ray.exceptions.RayError) as error:
        where = f"a Ray cluster was expected at {address}" if address else "Ray did not start here"
        raise ReportedlyError(
            f"{where}: {_first_line(error)}; is it running, and are RAY_AUTH_MODE and Ray's token "
            "the same here and there?"
        ) from error


def _check_address(address: str | None) -> None:
    """Raise `OSError` where nobody listens at HOST:PORT: Ray itself would try for minutes."""
    host, _, port = (address or "").rpartition(":")
    if host and port.isdigit() and "/" not in host:
        socket.create_connection((host.strip("[]"), int(port)), timeout=10).close()


def _get(ray: Any, reference: Any) -> Summary:
    try:
        summary: Summary = ray.get(reference)
    except ray.exceptions.RayTaskError as error:
        cause = error.cause if isinstance(error.cause, ReportedlyError) else error
        raise ReportedlyError(f"a machine of the cluster failed: {_last_line(cause)}") from error
    except ray.exceptions.RayError as error:
        raise ReportedlyError(
            f"a partition was lost {_RETRIES + 1} times with its machine: {_last_line(error)}; "
            "start again: what is done is not read again"
        ) from error
    return summary


def _count_machines(ray: Any) -> int:
    return sum(1 for node in ray.nodes() if node["Alive"])


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")


def _last_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[-1]


def _load_ray() -> Any:
    # Its notes on use would be sent out, and its warnings mix with our lines.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # noqa: TID251 - Ray's own switch
    try:
        import ray  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UsageError(
            "Ray was expected for --engine ray, it is not installed: pip install 'reportedly[ray]'"
        ) from error
    # Of a machine that goes it prints forty lines on standard output, whatever it is told.
    ray._private.worker._worker_logs_enabled = False  # noqa: SLF001 - the one switch that it has
    return ray


def _read_in_task(job: Job, partition: Partition, folder: str) -> Summary:
    """Runs on some machine of the cluster, in the folder that the command was started in."""
    os.chdir(folder)
    # The index of places is this machine's own.
    settings = msgspec.structs.replace(job.settings, cache=load_settings().cache)
    prepare_index(settings.cache)
    reader = _READERS.get(settings) or _READERS.setdefault(settings, Watched(settings))
    job = msgspec.structs.replace(job, settings=settings)
    return read_one(job, partition, reader.read)
