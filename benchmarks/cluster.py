"""A corpus read on a Ray cluster of two nodes, one of which is killed half way, and read locally.

    python benchmarks/cluster.py [--source FILE] [--partitions N]

Needs `reportedly[ray]`. Says whether both wrote the same bytes, how often partitions were read
again, and how long each took. Exits with 1 where one byte differs. Without --source it reads
reports that it makes up.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from pathlib import Path

from reportedly.analyse.parse import load_parser
from reportedly.case import get_version
from reportedly.settings import load_settings
from reportedly.work.cluster import read_on_ray
from reportedly.work.corpus import Job, read_locally
from reportedly.work.output import Manifest, prepare_output, remove_parts
from reportedly.work.plan import Partition, plan_partitions

PEOPLE = ("Orlan Daskeva", "Omar Kessel", "Ilin Marrow", "Tessa Quill", "Bero Vantt")
GROUPS = ("the Grey Wolves Column", "the Coral League", "the Heron Movement")
PLACES = ("Dura", "Port Asel", "Lower Kestria")
SENTENCES = (
    "{person}, the leader of {group}, said that {other} had attacked {place} on {day} May 2021.",
    "Officials in {place} denied that {group} controlled the bridge.",
    "{person} was reportedly arrested near {place}, two residents told the Asel Courier.",
    "{group} joined {other} in 2019, according to {person}.",
)


def make_corpus(path: Path, reports: int) -> None:
    """Write so many invented reports as JSON Lines."""
    chance = random.Random(7)  # noqa: S311 - the same corpus on every run
    with path.open("w", encoding="utf-8") as file:
        for n in range(reports):
            text = " ".join(
                chance.choice(SENTENCES).format(
                    person=chance.choice(PEOPLE),
                    group=chance.choice(GROUPS),
                    other=chance.choice(GROUPS),
                    place=chance.choice(PLACES),
                    day=chance.randint(1, 31),
                )
                for _ in range(12)
            )
            line = {"doc_id": f"made-{n}", "text": text, "published": "2021-06-01"}
            file.write(json.dumps(line) + "\n")


def prepare(source: Path, folder: Path, size: int) -> tuple[Job, list[Partition]]:
    """Return what is read, and how."""
    settings = load_settings()
    manifest = Manifest(
        program=get_version(),
        model=load_parser(settings.model).label,
        published_on=None,
        publisher=None,
        max_bytes=settings.max_bytes,
        max_chars=settings.max_chars,
        partition_size=size,
    )
    partitions = plan_partitions(source, size)
    prepare_output(folder, manifest, partitions, again=False)
    return Job(folder=folder, manifest=manifest, settings=settings), partitions


def read_with_a_death(source: Path, folder: Path, size: int) -> float:
    """Read on two nodes, one of which is killed when a third is done; return the seconds."""
    from ray.cluster_utils import Cluster  # noqa: PLC0415 - an extra

    job, partitions = prepare(source, folder, size)
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    victim = cluster.add_node(num_cpus=1)
    cluster.wait_for_nodes()
    began = time.monotonic()
    try:
        for done, summary in enumerate(read_on_ray(job, partitions, cluster.address, None), 1):
            print(f"{time.monotonic() - began:6.1f} s  {summary.partition} is whole")
            if done == max(1, len(partitions) // 3):
                cluster.remove_node(victim, allow_graceful=False)
                print(f"{time.monotonic() - began:6.1f} s  one of the two nodes is killed")
        remove_parts(folder)
        return time.monotonic() - began
    finally:
        cluster.shutdown()


def compare(a: Path, b: Path) -> list[str]:
    """Return the names of files that differ in one of the folders."""
    files = {f.relative_to(x) for x in (a, b) for f in x.rglob("*") if f.is_file()}
    return sorted(
        str(name)
        for name in files
        if not ((a / name).exists() and (b / name).exists())
        or (a / name).read_bytes() != (b / name).read_bytes()
    )


def main() -> None:
    """Read twice, compare, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path)
    parser.add_argument("--reports", type=int, default=240)
    parser.add_argument("--partition-size", type=int, default=20)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = asked.source or folder / "made.jsonl"
        if asked.source is None:
            make_corpus(source, asked.reports)
        seconds = read_with_a_death(source, folder / "cluster", asked.partition_size)
        began = time.monotonic()
        job, partitions = prepare(source, folder / "local", asked.partition_size)
        summaries = list(read_locally(job, partitions, 1))
        local = time.monotonic() - began
        different = compare(folder / "cluster", folder / "local")
    print(
        f"{sum(s.documents for s in summaries)} documents, {sum(s.claims for s in summaries)} "
        f"claims, {len(partitions)} partitions: {seconds:.0f} s on two nodes with one killed, "
        f"{local:.0f} s locally in one process"
    )
    print("files that differ: " + (", ".join(different) if different else "none"))
    sys.exit(bool(different))


if __name__ == "__main__":
    main()
