"""The writer: makes the next site beside the one that is there, then exchanges the two.

The tree that an exchange takes out of service is kept: it is the next build's beginning, and differs from the site only by
what the last build changed (`behind`). So a build writes the differences of two builds, however large the site is.
"""

from __future__ import annotations

import os
import shutil
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from site_builder.model.output import Maker
from site_builder.publish.exchange import exchange, recover
from site_builder.publish.lock import lock
from site_builder.publish.plan import Plan, plan
from site_builder.publish.workers import Made, Task, make, write
from site_builder.state import Change, FileRow, Stamp, State

MANIFEST = "manifest-sha256.txt"


class Foreign(Exception):
    """The output folder holds something that no build of this program made."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a publication did: files and bytes of the site, files new or changed, files gone, whether it was one step."""

    files: int
    bytes: int
    written: int
    removed: int
    repaired: int = 0
    made: int = 0
    one_step: bool = True


@dataclass(frozen=True, slots=True)
class Trees:
    """What is known of both trees: the rows of the last build, the number of the one in service, what somebody touched there."""

    files: dict[str, FileRow]
    live: int
    touched: set[str]


class Site:
    """The published site and the tree kept beside it. `work` is the folder for what builds remember, on any file system."""

    def __init__(self, output: Path, work: Path) -> None:
        self.output = output
        near = work if _same_file_system(work, output) else output.parent / f".{output.name}.site-builder"
        self.stage = near / "stage"
        self.lock = near / "lock"
        self.trash = near / "trash"

    def publish(self, state: State, makers: Sequence[Maker], jobs: int, clean: bool = False, dry_run: bool = False) -> Report:
        """Bring the output up to what the makers make. Raises Foreign, Busy, Collision, and OSError; all leave the site whole."""
        with lock(self.lock):
            recover(self.output)
            shutil.rmtree(self.trash, ignore_errors=True)
            self._settle(state)
            fresh = clean or not self._ours(state)
            if fresh:
                self._refuse_foreign()
                state.clear()
            files = state.files()
            live = state.fact("live") or 0
            touched = _touched(self.output, files, live) | _strangers(self.output, files)
            planned = plan(makers, state.subjects(), files, touched)
            if dry_run:
                return _report(files, len(planned.paths), len(planned.stale), len(touched))
            if files and not (planned.work or planned.gone or touched):
                return _report(files, 0, 0, 0)
            return self._next(state, makers, planned, Trees(files, live, touched), jobs)

    def _ours(self, state: State) -> bool:
        """Say whether the output is the folder that the last build left, and the tree beside it is there."""
        inodes = state.fact("inodes")
        return inodes is not None and self.output.is_dir() and self.stage.is_dir() and (
            (self.output.stat().st_ino, self.stage.stat().st_ino) == tuple(inodes))

    def _refuse_foreign(self) -> None:
        if self.output.exists() and not (self.output / MANIFEST).is_file() and (not self.output.is_dir() or any(self.output.iterdir())):
            raise Foreign(str(self.output))

    def _settle(self, state: State) -> None:
        """Finish what a build did that was killed between the exchange and its notes."""
        pending = state.fact("pending")
        if pending is not None:
            change, facts = pending
            if self.output.is_dir() and self.output.stat().st_ino == facts["inodes"][0]:
                state.published(change, facts)
            state.state("pending", None)

    def _next(self, state: State, makers: Sequence[Maker], planned: Plan, trees: Trees, jobs: int) -> Report:
        twin, files = self.stage.with_name("twin"), trees.files
        fresh = not files
        if fresh:
            self._discard(self.stage, twin)
            for tree in (self.stage, twin):
                tree.mkdir(parents=True)
        behind = set(state.fact("behind") or ()) | trees.touched | _touched(self.stage, files, 1 - trees.live)
        # From here on a build that is killed leaves a stage that differs from its rows by no more than these paths.
        state.state("behind", tuple(behind | planned.paths.keys() | set(planned.stale) | {MANIFEST}))
        task = Task(makers, (self.stage, twin) if fresh else (self.stage,), _unchanged(files, planned, behind))
        made = [one for batch in make(task, planned.work, jobs) for one in batch]
        after = _after(files, planned, made)
        written = {one.path for one in made if one.written} | {MANIFEST}
        written |= self._catch_up(behind - written, files, after)
        for path in planned.stale:
            _remove(self.stage, path)
        for tree in task.trees:
            write(tree, MANIFEST, _manifest(after))
        after[MANIFEST] = FileRow("writer\0manifest", "", 0, (b"", b""))
        for tree, number in ((self.stage, 1 - trees.live), *(((twin, trees.live),) if fresh else ())):
            _stamp(tree, number, after, written)
        return self._exchange(state, planned, trees, after, made, twin if fresh else None)

    def _catch_up(self, paths: Iterable[str], files: Mapping[str, FileRow], after: Mapping[str, FileRow]) -> set[str]:
        """Bring into the stage what earlier builds changed and this one did not make; take out what is no more."""
        written = set()
        for path in sorted(paths):
            if path in after and path in files:
                write(self.stage, path, (self.output / path).read_bytes())
                written.add(path)
            elif path not in after:
                _remove(self.stage, path)
        return written

    def _exchange(self, state: State, planned: Plan, trees: Trees, after: dict[str, FileRow], made: Sequence[Made], twin: Path | None) -> Report:
        files = trees.files
        new = {one.path for one in made if one.path not in files or files[one.path].sha256 != one.sha256}
        rows = {path: row for path, row in after.items() if files.get(path) != row}
        change = Change(planned.subjects, planned.gone, rows, tuple(path for path in files if path not in after))
        facts = {
            "inodes": (self.stage.stat().st_ino, (twin or self.output).stat().st_ino), "live": 1 - trees.live,
            "behind": () if twin else tuple(sorted(new | set(planned.stale) | trees.touched | {MANIFEST})),
        }
        state.state("pending", (change, facts))
        one_step = self._swap(twin)
        state.published(change, {**facts, "pending": None})
        shutil.rmtree(self.trash, ignore_errors=True)
        return _report(after, len(new), len(change.files_gone), len(trees.touched), len(planned.work), one_step)

    def _swap(self, twin: Path | None) -> bool:
        one_step = True
        if self.output.exists():
            one_step = exchange(self.stage, self.output)
        else:
            self.output.parent.mkdir(parents=True, exist_ok=True)
            self.stage.rename(self.output)
        if twin is not None:
            self._discard(self.stage)
            twin.rename(self.stage)
        return one_step

    def _discard(self, *trees: Path) -> None:
        """Move trees out of the way; they are removed when the work is done."""
        for tree in trees:
            if tree.exists():
                self.trash.mkdir(exist_ok=True)
                tree.rename(self.trash / f"{tree.name}-{len(list(self.trash.iterdir()))}")


def _same_file_system(work: Path, output: Path) -> bool:
    work.mkdir(parents=True, exist_ok=True)
    near = output if output.exists() else next(parent for parent in output.parents if parent.exists())
    return work.stat().st_dev == near.stat().st_dev


def _stamp_of(path: str) -> Stamp:
    try:
        found = os.lstat(path)
    except OSError:
        return b""
    return struct.pack("<4q", found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino & 0x7FFFFFFFFFFFFFFF)


def _touched(tree: Path, files: Mapping[str, FileRow], number: int) -> set[str]:
    """Return the paths where a tree is not what the last build left."""
    root = f"{tree}/"
    return {path for path, row in files.items() if _stamp_of(root + path) != row.stamps[number]}


def _strangers(output: Path, files: Mapping[str, FileRow]) -> set[str]:
    """Return the paths of files that no build put into the output."""
    found = set()
    stack = [("", str(output))] if files else []
    while stack:
        prefix, folder = stack.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    stack.append((f"{prefix}{entry.name}/", entry.path))
                elif prefix + entry.name not in files:
                    found.add(prefix + entry.name)
    return found


def _unchanged(files: Mapping[str, FileRow], planned: Plan, behind: set[str]) -> dict[str, str]:
    """Return the paths that the stage already holds as the site does, with their SHA-256."""
    return {path: files[path].sha256 for path in planned.paths if path in files and path not in behind}


def _after(files: Mapping[str, FileRow], planned: Plan, made: Iterable[Made]) -> dict[str, FileRow]:
    stale = set(planned.stale)
    after = {path: row for path, row in files.items() if path not in stale}
    for one in made:
        before = files.get(one.path)
        after[one.path] = FileRow(one.subject, one.sha256, one.bytes, before.stamps if before else (b"", b""))
    return after


def _stamp(tree: Path, number: int, after: dict[str, FileRow], written: Iterable[str]) -> None:
    """Note how each written file looks in a tree."""
    for path in written:
        row, stamp = after[path], _stamp_of(f"{tree}/{path}")
        stamps = (stamp, row.stamps[1]) if number == 0 else (row.stamps[0], stamp)
        after[path] = FileRow(row.subject, row.sha256, row.size, stamps)


def _manifest(after: Mapping[str, FileRow]) -> bytes:
    """Return the checksums of every file in the order of paths, as `sha256sum -c` reads them (RFC 8493 2.1.3)."""
    lines = (f"{row.sha256}  {path}\n" for path, row in sorted(after.items()) if path != MANIFEST)
    return "".join(lines).encode()


def _remove(tree: Path, path: str) -> None:
    """Remove a file and the folders that it leaves empty."""
    target = tree / path
    target.unlink(missing_ok=True)
    for parent in target.parents:
        if parent == tree:
            break
        try:
            parent.rmdir()
        except OSError:
            break


def _report(files: Mapping[str, FileRow], written: int, removed: int, repaired: int, made: int = 0, one_step: bool = True) -> Report:
    return Report(len(files), sum(row.size for row in files.values()), written, removed, repaired, made, one_step)
