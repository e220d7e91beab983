"""Measures the search beside Pagefind and whole lunr.js: `python -m benchmarks.search 1000 10000 [100000] [--peers] [--text museum]`.

For each size: seconds, memory and files of the index; then bytes, requests and time of fifty fixed queries, from an empty
cache and as the next query of a reader. Code and JSON count as brotli sends them, packed files as they lie. Prints Markdown.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lunr import lunr

from benchmarks import corpus, museum, peers
from site_builder import resources
from site_builder.search import export
from site_builder.search.bundle import bundle, cards_for, most_files, packed_bundle
from site_builder.search.client_code import client_files
from site_builder.search.collect import collect
from site_builder.search.documents import Document, FieldText
from site_builder.search.fields import TONED
from site_builder.search.gathering import gathered
from site_builder.search.packing import Press
from site_builder.search.revision import revised
from site_builder.search.whole import index

HERE = Path(__file__).parent
TEXTS = {"made": corpus.documents, "pages": corpus.paged, "museum": museum.documents}


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


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


@dataclass(slots=True)
class Stream:
    """A corpus that comes a document at a time, and the seconds of CPU that making it takes."""

    count: int
    text: str = "made"
    seconds: float = 0.0

    def __iter__(self) -> Iterator[Document]:
        """Give every document."""
        start = time.process_time()
        for document in TEXTS[self.text](self.count):
            self.seconds += time.process_time() - start
            yield document
            start = time.process_time()


def build(count: int, folder: Path, text: str = "made") -> None:
    """Write the search of a corpus, and say what that cost; run in a process of its own."""
    stream, files, size = Stream(count, text), set[str](), 0
    for path, content in bundle(stream, ["vi", "en"], count).files():
        size += _write(folder, path, content or b"") if path not in files else 0
        files.add(path)
    spent, memory = time.process_time() - stream.seconds, _memory()
    for path, content in client_files(resources.vendor("lunr/lunr.min.js").read_text("utf-8")).items():
        size += _write(folder, path, content)
        files.add(path)
    print(f"- ours: {spent:.1f} s CPU (corpus {stream.seconds:.1f} s more), {memory:.0f} MB, {len(files)} files, {size / 1e6:.1f} MB")


def _write(folder: Path, path: str, content: bytes) -> int:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    return (folder / path).write_bytes(content)


def edit(count: int) -> None:
    """Say what it costs to bring an index up to date when a word is written into one record's description."""
    listed = list(corpus.documents(count))
    digests = [document.id for document in listed]
    cards, files = cards_for(count, ["vi", "en"]), most_files(count)
    remembered = pickle.dumps(gathered(digests, listed.__getitem__, cards, None), protocol=5)
    made, standing = packed_bundle([pickle.loads(remembered)], files, Press())
    known, stood = dict(made.files()), pickle.dumps(standing.bare(), protocol=5)
    place = count // 2
    body = [*listed[place].fields["body"], FieldText("vi", "thêm một chữ")]
    listed[place], digests[place] = replace(listed[place], fields={**listed[place].fields, "body": body}), "edited"
    start, at = time.process_time(), time.perf_counter()
    before = pickle.loads(remembered)
    found = gathered(digests, listed.__getitem__, cards_for(count, ["vi", "en"]), before)
    found.forget()
    press = Press(frozenset(path.removesuffix(".bin") for path in known if "/" not in path))
    anew = revised(before, found, pickle.loads(stood), files, press)
    after = dict((anew or packed_bundle([found], files, press))[0].files())
    spent, took = time.process_time() - start, time.perf_counter() - at
    changed = [path for path, content in after.items() if path not in known or (content is not None and content != known[path])]
    size = sum(len(after[path] or b"") for path in changed) / 1e3
    print(f"- one record edited: {spent:.1f} s CPU, {took:.1f} s, {len(changed)} of {len(after)} files changed, {size:.0f} kB")


def _costs(rows: Sequence[dict[str, Any]]) -> list[Cost]:
    return [
        Cost("cold", [row["cold"] / 1000 for row in rows], "kB"),
        Cost("next", [row["warm"] / 1000 for row in rows], "kB"),
        Cost("requests", [row["requests"] for row in rows], ""),
        Cost("first query", [row["ms"] for row in rows], "ms"),
        Cost("next query", [row["again"] for row in rows], "ms"),
    ]


def _pagefind(count: int, folder: Path, text: str, queries: Path) -> None:
    peers.write_pages(TEXTS[text](count), folder)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    if not peers.run_pagefind(folder):
        print("- Pagefind: not installed (`pip install 'pagefind[extended]'`)")
        return
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    files = [path for path in (folder / "pagefind").rglob("*") if path.is_file()]
    rows = _node("pagefind.mjs", folder / "pagefind", queries)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    cold = Cost("cold", [row["bytes"] / 1000 for row in rows], "kB").said()
    took = Cost("ms", [row["ms"] for row in rows], "ms").said()
    print(f"- Pagefind: {spent:.1f} s CPU, {after.ru_maxrss / 1000:.0f} MB, {len(files)} files, {sum(p.stat().st_size for p in files) / 1e6:.1f} MB; "
          f"cold {cold}; time {took}; requests {Cost('', [row['requests'] for row in rows], '').said()}")


def lunr_py(count: int) -> None:
    """Say what lunr.py's own index of the same fields costs; run in a process of its own."""
    names = [field.name for field in TONED]
    texts = ({"id": d.id, **{n: " ".join(v.text for v in d.fields.get(n, ())) for n in names}} for d in corpus.documents(count))
    listed, start = list(texts), time.process_time()
    lunr(ref="id", fields=names, documents=listed)
    print(f"- lunr.py: {time.process_time() - start:.1f} s CPU, {_memory():.0f} MB with the corpus in memory")


def _whole_lunr(count: int) -> None:
    text = "".join(export.whole(index(collect(corpus.documents(count))))).encode()
    print(f"- whole lunr.js: {len(text) / 1e6:.1f} MB of index, {len(gzip.compress(text, 6)) / 1e6:.1f} MB compressed, for any query")


def measure(count: int, with_peers: bool, text: str) -> None:
    """Measure one size."""
    print(f"\n### {count:,} records\n", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder, queries = Path(name) / "search", HERE / ("queries-museum.txt" if text == "museum" else "queries.txt")
        subprocess.run([sys.executable, "-m", "benchmarks.search", "--only", str(folder), str(count), "--text", text], check=True)
        rows = _node("queries.mjs", folder, queries)["rows"]
        print("- " + "; ".join(f"{cost.name} {cost.said()}" for cost in _costs(rows)), flush=True)
        if with_peers:
            _pagefind(count, Path(name) / "pages", text, queries)
        if with_peers and text == "made":
            subprocess.run([sys.executable, "-m", "benchmarks.search", "--lunr-py", str(count)], check=True)
            if count <= 10_000:
                _whole_lunr(count)


def main() -> None:
    """Measure the sizes asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=int, nargs="+")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--only", type=Path)
    parser.add_argument("--text", choices=TEXTS, default="made", help="pages: three pages of transcription in each fifth record; museum: see museum.py")
    parser.add_argument("--lunr-py", action="store_true", help="measure lunr.py's builder instead")
    parser.add_argument("--edit", action="store_true", help="measure the edit of one record instead")
    arguments = parser.parse_args()
    for count in arguments.counts:
        if arguments.lunr_py:
            lunr_py(count)
        elif arguments.edit:
            edit(count)
        elif arguments.only:
            build(count, arguments.only, arguments.text)
        else:
            measure(count, arguments.peers, arguments.text)


if __name__ == "__main__":
    main()
