"""A corpus read here and on Ray clusters of one and of two nodes, one of which is killed half way.

    python benchmarks/cluster.py [--source FILE] [--reports N] [--partition-size N]

Needs `reportedly[ray]`. Says how long each took and whether all wrote the same bytes. Exits with 1
where one byte differs. Without --source it reads reports that it makes up.
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
from reportedly.evaluate.sections import make_table
from reportedly.settings import load_settings
from reportedly.work.cluster import read_on_ray
from reportedly.work.corpus import Job, read_locally
from reportedly.work.output import Manifest, prepare_output, remove_parts
from reportedly.work.plan import Partition, plan_partitions

COLUMNS = ("", "s", "documents/s", "files that differ")
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


def read_on_nodes(source: Path, folder: Path, size: int, nodes: int, dies: bool) -> float:
    """Read on so many nodes of one core; return the seconds from the first task to the last.

    With `dies` the last node is killed when a third is done. Starting the nodes is not counted, loading
    the pipeline in their processes is.
    """
    from ray.cluster_utils import Cluster  # noqa: PLC0415 - an extra

    job, partitions = prepare(source, folder, size)
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    others = [cluster.add_node(num_cpus=1) for _ in range(nodes - 1)]
    cluster.wait_for_nodes()
    began = time.monotonic()
    try:
        for done, summary in enumerate(read_on_ray(job, partitions, cluster.address, None), 1):
            tell(f"{time.monotonic() - began:6.1f} s  {summary.partition} is whole")
            if dies and done == max(1, len(partitions) // 3):
                cluster.remove_node(others.pop(), allow_graceful=False)
                tell(f"{time.monotonic() - began:6.1f} s  one of the {nodes} nodes is killed")
        remove_parts(folder)
        return time.monotonic() - began
    finally:
        cluster.shutdown()


def tell(line: str) -> None:
    """Say how far it is, beside what is printed at the end."""
    sys.stderr.write(line + "\n")


def measure(source: Path, folder: Path, size: int) -> tuple[list[tuple[str, ...]], bool]:
    """Return a row for reading here and for one and two nodes, and whether all bytes are the same."""
    began = time.monotonic()
    job, partitions = prepare(source, folder / "local", size)
    summaries = list(read_locally(job, partitions, 1))
    seconds = {"this process": time.monotonic() - began}
    different: dict[str, list[str]] = {}
    for title, nodes, dies in (
        ("Ray, 1 node", 1, False),
        ("Ray, 2 nodes", 2, False),
        ("Ray, 2 nodes, one of which is killed", 2, True),
    ):
        place = folder / f"{nodes}-{dies}"
        seconds[title] = read_on_nodes(source, place, size, nodes, dies)
        different[title] = compare(place, folder / "local")
    documents = sum(s.documents for s in summaries)
    rows = [
        (
            title,
            f"{spent:.1f}",
            f"{documents / spent:.1f}",
            _describe(different.get(title)),
        )
        for title, spent in seconds.items()
    ]
    return rows, not any(different.values())


def _describe(different: list[str] | None) -> str:
    if different is None:
        return ""
    return "none" if not different else ", ".join(different)


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
    """Read on clusters and here, compare, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--source", type=Path)
    parser.add_argument("--reports", type=int, default=240)
    parser.add_argument("--partition-size", type=int, default=20)
    asked = parser.parse_args()
    load_parser(load_settings().model)  # so that what is timed here does not wait for it
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = asked.source or folder / "made.jsonl"
        if asked.source is None:
            make_corpus(source, asked.reports)
        rows, are_same = measure(source, folder, asked.partition_size)
    origin = asked.source.name if asked.source else f"{asked.reports} made reports"
    print(f"{origin}, partitions of {asked.partition_size} documents; nodes of one core each.\n")
    print(make_table(COLUMNS, rows))
    sys.exit(not are_same)


if __name__ == "__main__":
    main()
