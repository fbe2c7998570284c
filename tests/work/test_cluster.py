"""A cluster made by hand: what is said when it refuses, and when a machine of it goes."""

import sys
from types import SimpleNamespace
from typing import Any

import pytest

from reportedly.errors import ReportedlyError, UsageError
from reportedly.work.cluster import read_on_ray
from reportedly.work.plan import Partition


class RayError(Exception):
    """As Ray's own: of none of the usual kinds."""


class Cluster:
    """As much of Ray as is used; each `wait` ends one task, and the machines go one by one."""

    def __init__(self, machines: list[int], refusal: Exception | None = None) -> None:
        self.machines, self.refusal = machines, refusal
        self.exceptions = SimpleNamespace(RayError=RayError, RayTaskError=RayError)
        self._private = SimpleNamespace(worker=SimpleNamespace(_worker_logs_enabled=True))

    def init(self, **_: object) -> None:
        if self.refusal is not None:
            raise self.refusal

    def remote(self, **_: object) -> Any:
        start = SimpleNamespace(remote=lambda _job, partition, _folder: partition.name)
        return lambda _function: start

    def nodes(self) -> list[dict[str, bool]]:
        alive = self.machines.pop(0) if len(self.machines) > 1 else self.machines[0]
        return [{"Alive": True}] * alive + [{"Alive": False}]

    def cluster_resources(self) -> dict[str, float]:
        return {"CPU": 2.0}

    def wait(self, running: list[str], **_: object) -> tuple[list[str], list[str]]:
        return running[:1], running[1:]

    def get(self, reference: str) -> str:
        return reference

    def shutdown(self) -> None:
        pass


def make_partition(name: str) -> Partition:
    return Partition(name=name, digest="d", pieces=(), inputs=1)


def test_a_machine_that_goes_is_told_of_and_every_partition_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "ray", Cluster([2, 2, 1, 1, 2]))
    told: list[str] = []
    partitions = [make_partition(name) for name in "abcd"]
    job: Any = None
    found: list[Any] = list(read_on_ray(job, partitions, None, None, told.append))
    assert found == ["a", "b", "c", "d"]
    assert [line.split(":")[0] for line in told] == [
        "a machine of the cluster is gone",
        "2 machines read now",
    ]


@pytest.mark.parametrize("refusal", [RayError("token is missing\nsee"), ConnectionError("no")])
def test_a_cluster_that_refuses_is_one_line_with_what_to_look_at(
    refusal: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", Cluster([1], refusal))
    job: Any = None
    with pytest.raises(ReportedlyError, match="RAY_AUTH_MODE") as caught:
        list(read_on_ray(job, [make_partition("a")], "auto", None))
    assert "\n" not in str(caught.value)


def test_without_ray_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    job: Any = None
    with pytest.raises(UsageError, match="pip install"):
        list(read_on_ray(job, [], None, None))
