"""What each process does of a publication: bring files from one tree to the other, and make the files of subjects."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import cast

from site_builder.model.output import FolderMaker, Maker, Output
from site_builder.publish import files
from site_builder.publish.crew import makers
from site_builder.publish.plan import Task, legal

_BATCH = 64
"""Weight of what is handed out at once."""

File = tuple[str, str, int]
"""A path, the SHA-256 of what stands there, its bytes."""
Batch = tuple[tuple[str, ...], list[tuple[Task, dict[str, str]]]]
"""The trees to write into, and for each task the SHA-256 of those of its paths that already stand there."""
Filling = tuple[int, str, Mapping[str, str], str]
"""The number of a maker, the key of its folder, the SHA-256 of what stands in it, and where to write what does not."""
Begun = Mapping[str, Callable[[], tuple[list[File | str], float]]]
"""What each folder is filled with, once it is."""
Wanted = tuple[str, str, Sequence[tuple[str, str]]]
"""The tree to copy from, the tree to write into, and the paths with their SHA-256."""


def parts(paths: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Yield paths in parts of a size."""
    return (paths[start:start + size] for start in range(0, len(paths), size))


def batches(tasks: Sequence[Task]) -> Iterator[list[Task]]:
    """Yield tasks in batches of about the same weight, heavy ones first and alone."""
    tasks = sorted(tasks, key=lambda task: -task.weight if task.weight > _BATCH else 0)
    batch: list[Task] = []
    weight = 0
    for task in tasks:
        batch.append(task)
        weight += task.weight
        if weight >= _BATCH:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def fetch(work: Wanted) -> tuple[list[str], list[str]]:
    """Bring a part of the files; return those that were not there as they should be, and those that are shared now."""
    source, target, wanted = work
    came = [(path, files.fetch(f"{source}/{path}", f"{target}/{path}", sha256)) for path, sha256 in wanted]
    return [path for path, how in came if how is None], [path for path, how in came if how == "shared"]


def make(work: Batch) -> tuple[list[tuple[File, ...]], dict[str, float]]:
    """Make and write a batch of subjects, in whichever process this is."""
    roots, batch = work
    results: list[tuple[File, ...]] = []
    seconds: dict[str, float] = {}
    for task, have in batch:
        maker, start = cast(Maker, makers()[task.maker]), time.perf_counter()
        results.append(tuple(_written(roots, maker, task, have)))
        seconds[maker.name] = seconds.get(maker.name, 0.0) + time.perf_counter() - start
    return results, seconds


def _written(roots: tuple[str, ...], maker: Maker, task: Task, have: Mapping[str, str]) -> Iterator[File]:
    declared = set(task.paths)
    for output in maker.make(task.key):
        if output.path not in declared:
            raise ValueError(f"{maker.name} made {output.path} for {task.key} without declaring it, or twice")
        declared.discard(output.path)
        yield _put(roots, output, have.get(output.path))
    if declared:
        raise ValueError(f"{maker.name} declared {min(declared)} for {task.key} and did not make it")


def fill(work: Filling) -> tuple[list[File | str], float]:
    """Make what a folder lacks, at the place for it, and name what stands; in whichever process this is."""
    number, key, standing, place = work
    maker, start = makers()[number], time.perf_counter()
    assert isinstance(maker, FolderMaker)
    found: dict[str, File | str] = {}
    for one in maker.fill(key, standing):
        path = one if isinstance(one, str) else one.path
        if path in found or not path.startswith(maker.folder + "/") or not legal(path):
            raise ValueError(f"{maker.name} made {path} twice, or outside {maker.folder}/, or so that no file can be called")
        found[path] = one if isinstance(one, str) else _put((place,), one, None)
    return list(found.values()), time.perf_counter() - start


def _put(roots: tuple[str, ...], output: Output, have: str | None) -> File:
    written = files.write(roots[0], output.path, output.content, have)
    for other in roots[1:]:
        files.write_again(roots[0], other, output.path, output.content)
    return output.path, *written
