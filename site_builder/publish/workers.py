"""The hands that make outputs: processes that inherit the makers, and write what they make into a folder."""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from site_builder.model.output import Maker, Output

_BATCH = 400
"""Weight of the work handed over at a time: enough to hide the handing over, little enough to keep all hands busy."""
Work = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class Made:
    """One output as made: its path, its subject's name, SHA-256, size, and whether it was written."""

    path: str
    subject: str
    sha256: str
    bytes: int
    written: bool


@dataclass(frozen=True, slots=True)
class Task:
    """What every hand knows: the makers, the trees to write into, and the paths that need no writing if unchanged.

    `unchanged` leads from a path to the SHA-256 that the first tree holds there already.
    """

    makers: Sequence[Maker]
    trees: tuple[Path, ...]
    unchanged: Mapping[str, str]


_task: list[Task] = []


def make(task: Task, work: Sequence[Work], jobs: int) -> Iterator[list[Made]]:
    """Make all the work, yielding batch by batch in no fixed order; the bytes do not depend on `jobs`."""
    batches = list(_batches(work))
    if jobs < 2 or len(batches) < 2:
        for batch in batches:
            yield _make(task, batch)
        return
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
    gc.collect()
    gc.freeze()  # what the hands inherit must not be copied by the collector's marks
    with context.Pool(min(jobs, len(batches)), _begin, (task,)) as pool:
        yield from pool.imap_unordered(_make_inherited, batches)
    gc.unfreeze()


def _begin(task: Task) -> None:
    _task[:] = [task]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent alone answers an interrupt
    gc.disable()


def _make_inherited(batch: list[Work]) -> list[Made]:
    return _make(_task[0], batch)


def _batches(work: Iterable[Work]) -> Iterator[list[Work]]:
    batch: list[Work] = []
    weight = 0
    for one in work:
        batch.append(one)
        weight += one[2]
        if weight >= _BATCH:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _make(task: Task, batch: list[Work]) -> list[Made]:
    made = []
    for number, key, _ in batch:
        maker = task.makers[number]
        declared = set(maker.paths(key))
        for output in maker.make(key):
            if output.path not in declared:
                raise AssertionError(f"{maker.name} made {output.path}, which it did not declare for {key}")
            declared.discard(output.path)
            made.append(_write(task, output, f"{maker.name}\0{key}"))
        if declared:
            raise AssertionError(f"{maker.name} declared {sorted(declared)[0]} for {key} and did not make it")
    return made


def _write(task: Task, output: Output, subject: str) -> Made:
    content = output.content if isinstance(output.content, bytes) else output.content.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    if task.unchanged.get(output.path) == sha256:
        return Made(output.path, subject, sha256, len(content), False)
    for tree in task.trees:
        write(tree, output.path, content)
    return Made(output.path, subject, sha256, len(content), True)


def write(tree: Path, path: str, content: bytes) -> None:
    """Write a file of a tree anew: never into an inode that is there, which somebody may share."""
    target = f"{tree}/{path}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(target, flags, 0o644)
    except FileNotFoundError:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(target, flags, 0o644)
    except FileExistsError:
        Path(target).unlink()
        handle = os.open(target, flags, 0o644)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
