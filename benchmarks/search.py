"""Measures the search beside Pagefind and whole lunr.js: `python -m benchmarks.search 1000 10000 [100000] [--peers]`.

For each size: seconds, memory and files of the index; then bytes, requests and time of fifty fixed queries, from an empty
cache and as the next query of a reader. Code and JSON count as brotli sends them, packed files as they lie. Prints Markdown.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import corpus, peers
from site_builder import resources
from site_builder.search import export
from site_builder.search.bundle import bundle
from site_builder.search.client_code import client_files
from site_builder.search.collect import collect
from site_builder.search.index import index

HERE = Path(__file__).parent
QUERIES = HERE / "queries.txt"


@dataclass(frozen=True, slots=True)
class Cost:
    """One column of a table: its values, told by their median, 95th hundredth and greatest."""

    name: str
    values: Sequence[float]
    unit: str

    def said(self) -> str:
        """Say median / p95 / maximum."""
        ordered = sorted(self.values)
        picked = (ordered[int(share * (len(ordered) - 1))] for share in (0.5, 0.95, 1))
        return " / ".join(f"{value:.1f}" if value < 100 else f"{value:.0f}" for value in picked) + f" {self.unit}"


def _node(script: str, *arguments: object) -> Any:
    command = ["node", str(HERE / "node" / script), *map(str, arguments)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def build(count: int, folder: Path) -> None:
    """Write the search of a corpus, and say what that cost; run in a process of its own."""
    start = time.process_time()
    documents = list(corpus.documents(count))
    made, files = time.process_time(), {}
    for path, content in bundle(documents, ["vi", "en"], count).files():
        files[path] = content or b""
    spent, memory = time.process_time() - made, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    files |= client_files(resources.vendor("lunr/lunr.min.js").read_text("utf-8"))
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    size = sum(map(len, files.values())) / 1e6
    print(f"- ours: {spent:.1f} s CPU (corpus {made - start:.1f} s more), {memory:.0f} MB with the corpus in memory, "
          f"{len(files)} files, {size:.1f} MB")


def _costs(rows: Sequence[dict[str, Any]]) -> list[Cost]:
    return [
        Cost("cold", [row["cold"] / 1000 for row in rows], "kB"),
        Cost("next", [row["warm"] / 1000 for row in rows], "kB"),
        Cost("requests", [row["requests"] for row in rows], ""),
        Cost("first query", [row["ms"] for row in rows], "ms"),
        Cost("next query", [row["again"] for row in rows], "ms"),
    ]


def _pagefind(count: int, folder: Path) -> None:
    peers.write_pages(corpus.documents(count), folder)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    if not peers.run_pagefind(folder):
        print("- Pagefind: not installed (`pip install 'pagefind[extended]'`)")
        return
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    files = [path for path in (folder / "pagefind").rglob("*") if path.is_file()]
    rows = _node("pagefind.mjs", folder / "pagefind", QUERIES)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    cold = Cost("cold", [row["bytes"] / 1000 for row in rows], "kB").said()
    took = Cost("ms", [row["ms"] for row in rows], "ms").said()
    print(f"- Pagefind: {spent:.1f} s CPU, {len(files)} files, {sum(p.stat().st_size for p in files) / 1e6:.1f} MB; "
          f"cold {cold}; time {took}; requests {Cost('', [row['requests'] for row in rows], '').said()}")


def _whole_lunr(count: int) -> None:
    text = "".join(export.whole(index(collect(corpus.documents(count))))).encode()
    print(f"- whole lunr.js: {len(text) / 1e6:.1f} MB of index, {len(gzip.compress(text, 6)) / 1e6:.1f} MB compressed, for any query")


def measure(count: int, with_peers: bool) -> None:
    """Measure one size."""
    print(f"\n### {count:,} records\n", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "search"
        subprocess.run([sys.executable, "-m", "benchmarks.search", "--only", str(folder), str(count)], check=True)
        rows = _node("queries.mjs", folder, QUERIES)["rows"]
        print("- " + "; ".join(f"{cost.name} {cost.said()}" for cost in _costs(rows)), flush=True)
        if with_peers:
            _pagefind(count, Path(name) / "pages")
            if count <= 10_000:
                _whole_lunr(count)


def main() -> None:
    """Measure the sizes asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=int, nargs="+")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--only", type=Path)
    arguments = parser.parse_args()
    for count in arguments.counts:
        if arguments.only:
            build(count, arguments.only)
        else:
            measure(count, arguments.peers)


if __name__ == "__main__":
    main()
